"""Changes as Dutch sentences: what the change list, the history and the letter say.

Owns wording only; reads nothing. Values arrive as they are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lib import campus_sentences, coalition_sentences, figure_sentences, meeting_sentences
from lib.dutch import count_text, day_text, list_text, moment_text, sentence_case
from lib.model import (
    ENDED,
    HELIXES,
    PRIORITIES,
    REGIONS,
    STAGES,
    STARTED_BY,
    STEP_KINDS,
    Action,
    Change,
)

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


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences about one action, most telling first; or about what is of no action, such as parties."""

    action: Action | None
    lines: tuple[tuple[str, Change], ...]
    heading: str = "Partijen"

    @property
    def ended(self) -> bool:
        """Whether the action was ended in this period."""
        return any(c.table == "action" and c.field == "stage" and c.new == ENDED for _, c in self.lines)


_KIND_ORDER = ("stage", "priority", "name", "driver_id", "", "note")
"""Which changes of an action come first in the list: the ladder, the priority, the driver, steps."""


def grouped(changes: Iterable[Change], actions: Sequence[Action], parties: Mapping[int, str]) -> list[Told]:
    """Changes as sentences per action: ended actions first, then in the annex's order, parties last."""
    lines: dict[str | None, list[tuple[str, Change]]] = {}
    of_no_action: dict[str, list[tuple[str, Change]]] = {}
    for change in changes:
        sentence = change_sentence(change, parties)
        if sentence and change.about is None:
            of_no_action.setdefault(_HEADINGS.get(change.table, "Partijen"), []).append((sentence, change))
        elif sentence:
            lines.setdefault(change.about, []).append((sentence, change))
    told = [Told(one, tuple(sorted(lines[one.id], key=_telling))) for one in actions if one.id in lines]
    told.sort(key=lambda group: not group.ended)
    told += [Told(None, tuple(own), heading) for heading, own in of_no_action.items()]
    return told


_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(campus_sentences.TABLES, campus_sentences.HEADING),
    **meeting_sentences.HEADINGS,
}
"""Under which heading a change of no action stands, by table; others stand under that of the parties."""


def _telling(line: tuple[str, Change]) -> tuple[int, int]:
    change = line[1]
    kind = change.field if change.table == "action" else ""
    return (_KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER), change.history_id)


def letter_text(told: Iterable[Told], since: str, until: str) -> str:
    """The change list as plain text, ready for a letter."""
    blocks = [f"Wijzigingen tussen {moment_text(since)} en {moment_text(until)}"]
    for group in told:
        title = f"Actie {group.action.label}" if group.action and group.action.number else ""
        title = title or (group.action.name if group.action else group.heading)
        blocks.append("\n".join([title, *(f"- {sentence}" for sentence, _ in group.lines)]))
    return "\n\n".join(blocks)


# ------------------------------------------------------------- sentences that open a page


def agenda_sentence(actions: Sequence[Action], changed: Mapping[str, int], since: str) -> str:
    """What the agenda says first: what moved, and which A-actions have nobody to drive them."""
    if not any(changed.values()) and not any(one.placed or one.note or one.driver_id for one in actions):
        return (
            f"{sentence_case(count_text(len(actions), 'activiteit', 'activiteiten'))} staan op de agenda; "
            "over de voortgang is nog niets vastgelegd."
        )
    moved = [one for one in actions if changed.get(one.id)]
    since_text = f" sinds {since}"
    verb = "veranderde" if len(moved) == 1 else "veranderden"
    first = f"{sentence_case(count_text(len(moved), 'actie', 'acties'))} {verb}{since_text}"
    if not moved:
        first = f"Er veranderde niets{since_text}"
    return f"{first}; {_vacancy(actions)}."


def _vacancy(actions: Sequence[Action]) -> str:
    vacant = [one for one in actions if one.priority == "A" and not one.driver_id and not one.ended]
    if not vacant:
        return "elke A-actie heeft een aanjager"
    if len(vacant) == 1:
        return f"A-actie {vacant[0].number} heeft geen aanjager"
    numbers = sorted(one.number or 0 for one in vacant)
    return f"A-acties {list_text(map(str, numbers))} hebben geen aanjager"


def changes_sentence(told: Sequence[Told]) -> str:
    """What the change list says first: how many changes, and which actions ended."""
    groups = [group for group in told if group.action]
    if not told:
        return "In deze periode is niets gewijzigd."
    lines = sum(len(group.lines) for group in told)
    text = (
        f"{sentence_case(count_text(lines, 'wijziging', 'wijzigingen'))} bij "
        f"{count_text(len(groups), 'actie', 'acties')}"
    )
    ended = [group.action.label for group in groups if group.ended and group.action]
    return f"{text}; beëindigd: {list_text(ended)}." if ended else f"{text}; geen enkele actie is beëindigd."


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs today from what Provinciale Staten received: was, is, and by which decision."""

    label: str
    was: str
    now: str
    ground: str


_ADOPTED_AS = {"name": "matrix_name", "priority": "priority", "goal_id": "goal_id"}


def changed_since_adopted(action: Action) -> list[str]:
    """The fields in which an action is not, or no longer, what Provinciale Staten received."""
    if action.adopted is None:
        return []
    return [
        field for field, was in _ADOPTED_AS.items() if getattr(action, field) != getattr(action.adopted, was)
    ]


def adopted_differences(
    action: Action, goals: Mapping[int, str], grounds: Mapping[str, str]
) -> list[Difference]:
    """Differences between an action's adopted and living state; `grounds` gives the reason per field."""
    if action.adopted is None:
        return []
    pairs = [
        ("Naam", action.adopted.matrix_name, action.name, "name"),
        ("Prioriteit", _priority(action.adopted.priority), _priority(action.priority), "priority"),
        ("Doel", goals[action.adopted.goal_id], goals[action.goal_id], "goal_id"),
    ]
    return [
        Difference(label, was, now, grounds.get(field, "")) for label, was, now, field in pairs if was != now
    ]


def _priority(priority: str | None) -> str:
    return f"{priority} ({PRIORITIES[priority]})" if priority else "geen"
