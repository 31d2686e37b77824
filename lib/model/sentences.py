"""Changes as Dutch sentences: what the change list, the history and the letter say.

Owns wording only; reads nothing. Values arrive as they are stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.dutch import day_text, sentence_case
from lib.model import campus_sentences, meeting_sentences
from lib.model.agenda import ENDED, HELIXES, PRIORITIES, STAGES, STARTED_BY, STEP_KINDS
from lib.model.change import Change
from lib.model.lists import coalition_sentences, figure_sentences
from lib.model.regions import REGIONS

FIELD_NAMES: Mapping[tuple[str, str], str] = {
    ("action", "name"): "naam",
    ("action", "priority"): "prioriteit",
    ("action", "stage"): "fase",
    ("action", "driver_id"): "aanjager",
    ("action", "note"): "stand in woorden",
    ("party", "name"): "naam van de partij",
    ("party", "helix"): "helix",
    ("party", "region"): "regio",
    ("party", "kind"): "soort organisatie",
    ("step", "what"): "wat er is gebeurd",
    ("step", "happened_on"): "datum van de stap",
    ("step", "kind"): "soort stap",
    ("step", "started_by"): "begonnen door",
    ("step", "link"): "link",
    ("step", "withdrawn_on"): "ingetrokken",
    **coalition_sentences.FIELD_NAMES,
    **campus_sentences.FIELD_NAMES,
    **figure_sentences.FIELD_NAMES,
    **meeting_sentences.FIELD_NAMES,
}
"""How a field is called on screen; fields that are not here tell nothing of their own."""

RECORD_NAMES: Mapping[str, str] = {
    "step": "Stap",
    "party": "Partij",
    "chair": "Stoel",
    "activation": "Waar een partij staat",
    "coalition": "Afspraken van de coalitie",
    "purpose_text": "Purpose case",
    "support": "Draagvlak",
    "milestone": "Mijlpaal",
    "flag": "Antwoord op een einde",
    **campus_sentences.RECORD_NAMES,
    "figure_set": "Cijfers",
    "effect": "Effect",
    **meeting_sentences.RECORD_NAMES,
}
"""How a record is called on screen; an action goes by its own name."""

_OF_A_COALITION = frozenset(table for table, _ in coalition_sentences.FIELD_NAMES)
_TOLD_ELSEWHERE = (
    _OF_A_COALITION | meeting_sentences.TABLES | campus_sentences.TABLES | figure_sentences.TABLES
)
VACANT = "vacant"
EMPTY = "leeg"


def value_text(table: str, field: str, value: Any, parties: Mapping[int, str]) -> str:
    """A stored value as it reads in a sentence."""
    if (table, field) == ("action", "driver_id"):
        return parties.get(value, f"partij {value}") if value is not None else VACANT
    if (text := coalition_sentences.value_text(table, field, value, parties)) is not None:
        return text
    if (text := campus_sentences.value_text(table, field, value)) is not None:
        return text
    if (text := meeting_sentences.value_text(table, field, value, parties)) is not None:
        return text
    if value in (None, ""):
        return EMPTY
    if table in figure_sentences.TABLES and (text := figure_sentences.effect_value(field, value)) is not None:
        return text
    words: Mapping[tuple[str, str], Mapping[str, str]] = {
        ("action", "stage"): STAGES,
        ("party", "helix"): HELIXES,
        ("party", "region"): REGIONS,
        ("step", "kind"): STEP_KINDS,
        ("step", "started_by"): STARTED_BY,
    }
    if (table, field) == ("action", "priority"):
        return f"{value} ({PRIORITIES[value]})"
    if field.endswith("_on"):
        return day_text(value)
    return words.get((table, field), {}).get(value, str(value))


def change_sentence(change: Change, parties: Mapping[int, str]) -> str | None:
    """One change as a sentence without its author; None for changes that say nothing of their own."""
    if change.table == "step":
        return _step_sentence(change, parties)
    if change.table in _TOLD_ELSEWHERE:
        old, new = (value_text(change.table, change.field, one, parties) for one in (change.old, change.new))
        return _told_elsewhere(change, old, new, parties)
    if change.operation == "insert":
        return _new_row_sentence(change)
    name = FIELD_NAMES.get((change.table, change.field))
    if name is None:
        return None
    if (change.table, change.field, change.new) == ("action", "stage", ENDED):
        return f"Beëindigd op {day_text(change.row['ended_on'])}{_ground(change)}."
    if (change.table, change.field) == ("action", "note"):
        return "Stand in woorden: " + (f"“{change.new}”" if change.new else "leeggemaakt.")
    old, new = (value_text(change.table, change.field, value, parties) for value in (change.old, change.new))
    return f"{sentence_case(name)} van {old} naar {new}{_ground(change)}."


def _told_elsewhere(change: Change, old: str, new: str, parties: Mapping[int, str]) -> str | None:
    """The sentence from the module that knows the table."""
    if change.table in _OF_A_COALITION:
        return coalition_sentences.told(change, old, new, parties)
    if change.table in meeting_sentences.TABLES:
        return meeting_sentences.told(change, old, new, parties)
    if change.table in campus_sentences.TABLES:
        return campus_sentences.told(change, old, new)
    return figure_sentences.told(change, old, new)


def _ground(change: Change) -> str:
    return f" – {change.reason.rstrip('.')}" if change.reason else ""


def _step_sentence(change: Change, parties: Mapping[int, str]) -> str | None:
    row = change.row
    told = f"{STEP_KINDS[row['kind']]} op {day_text(row['happened_on'])}: {row['what'].rstrip('.')}"
    if row["withdrawn_on"] and (change.operation == "insert" or change.field == "withdrawn_on"):
        return f"Ingetrokken: {told} – {row['withdrawn_reason'].rstrip('.')}."
    if change.operation == "insert":
        return f"{told}."
    name = FIELD_NAMES.get(("step", change.field))
    if name is None or change.field == "withdrawn_on":
        return f"Weer geldig: {told}." if change.field == "withdrawn_on" else None
    old, new = (value_text("step", change.field, value, parties) for value in (change.old, change.new))
    return f"Stap verbeterd, {name}: van {old} naar {new}."


def _new_row_sentence(change: Change) -> str | None:
    if change.table == "action":
        return f"Actie toegevoegd: {change.row['name']}{_ground(change)}."
    if change.table == "party":
        return f"Partij toegevoegd: {change.row['name']} ({HELIXES[change.row['helix']].lower()})."
    return None
