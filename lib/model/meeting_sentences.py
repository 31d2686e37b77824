"""Changes of meetings, decisions, editions and the manifest as Dutch sentences.

Owns how their fields are called and told. `lib.model.sentences` asks it for what is of a meeting; values
arrive there as they are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lib.dutch import day_text, sentence_case
from lib.model.change import Change
from lib.model.lists.coalition_sentences import party_name
from lib.model.meetings import (
    DECISION,
    DECISION_KINDS,
    MEETING_KINDS,
    PLEDGE,
    QUESTION,
    SETTLED_WORDS,
    meeting_label,
)

Parties = Mapping[int, str]

FIELD_NAMES: Mapping[tuple[str, str], str] = {
    ("meeting", "kind"): "soort overleg",
    ("meeting", "title"): "titel van het overleg",
    ("meeting", "held_on"): "datum van het overleg",
    ("meeting", "place"): "plaats",
    ("meeting", "minutes"): "geplande minuten",
    ("meeting", "communicated_on"): "verteld op",
    ("meeting", "communicated_how"): "hoe erover is verteld",
    ("meeting", "withdrawn_on"): "overleg ingetrokken",
    ("agenda_item", "topic"): "onderwerp",
    ("agenda_item", "minutes"): "minuten",
    ("agenda_item", "question"): "vraag aan de tafel",
    ("agenda_item", "reason"): "waarom op de agenda",
    ("agenda_item", "parked"): "geparkeerd",
    ("agenda_item", "withdrawn_on"): "agendapunt ingetrokken",
    ("decision", "kind"): "soort",
    ("decision", "text"): "tekst",
    ("decision", "owner_id"): "wie dit doet",
    ("decision", "due"): "klaar op",
    ("decision", "settled_on"): "afgehandeld op",
    ("decision", "settled_note"): "hoe afgehandeld",
    ("decision", "withdrawn_on"): "ingetrokken",
    ("edition", "name"): "naam van de editie",
    ("edition", "withdrawn_on"): "editie ingetrokken",
    ("manifest_entry", "formalised_on"): "geformaliseerd op",
    ("manifest_entry", "document"): "document",
    ("manifest_entry", "withdrawn_on"): "teruggetrokken",
    ("obligation", "per_year"): "hoe vaak per jaar",
}
"""How a field is called on screen."""

RECORD_NAMES: Mapping[str, str] = {
    "meeting": "Overleg",
    "agenda_item": "Agendapunt",
    "decision": "Besluit of toezegging",
    "edition": "Editie",
    "manifest_entry": "Manifest",
    "obligation": "Verplichting",
}
"""How a record is called on screen."""

TABLES = frozenset({*RECORD_NAMES, "public_count", "confirmation"})
HEADINGS: Mapping[str, str] = {
    "meeting": "Overleg",
    "agenda_item": "Overleg",
    "decision": "Overleg",
    "edition": "Overleg",
    "manifest_entry": "Manifest",
    "obligation": "Manifest",
}
"""Under which heading a change of no action stands."""


def value_text(table: str, field: str, value: Any, parties: Parties) -> str | None:
    """A stored value as it reads in a sentence; None when it reads as any other value does."""
    if (table, field) == ("decision", "owner_id"):
        return "niemand" if value is None else party_name(value, parties)
    if (table, field) == ("agenda_item", "parked"):
        return "ja" if value else "nee"
    if (table, field) == ("obligation", "per_year"):
        return f"{value} keer per jaar" if value else "een onbekend ritme"
    if value is not None and field == "due":
        return day_text(value)
    words = {("meeting", "kind"): MEETING_KINDS, ("decision", "kind"): DECISION_KINDS}
    return words.get((table, field), {}).get(value)


def told(change: Change, old: str, new: str, parties: Parties) -> str | None:
    """A change of a meeting as a sentence; None for a change that says nothing of its own."""
    teller = _TELLERS.get(change.table)
    return None if teller is None or change.is_first_filling else teller(change, old, new, parties)


def decision_text(kind: str, text: str, owner: str | None, due: str | None) -> str:
    """A decision as it reads in a list: kind, who does it, by when, and the words."""
    ways = {PLEDGE: f" van {owner}", QUESTION: f" aan {owner}", DECISION: f", {owner} doet dit"}
    by = ways[kind] if owner else ""
    until = f", uiterlijk {day_text(due)}" if due else ""
    return f"{DECISION_KINDS[kind]}{by}{until}: {_closed(text)}"


def _closed(text: str) -> str:
    """The text with one mark at its end: its own question or exclamation mark, or a full stop."""
    return text if text.endswith(("?", "!")) else f"{text.rstrip('.')}."


def _meeting(change: Change, old: str, new: str, _parties: Parties) -> str | None:
    row = change.row
    label = meeting_label(row["kind"], row["held_on"], row["title"])
    if change.operation == "insert":
        return f"{label} toegevoegd."
    if change.field == "withdrawn_on":
        return f"{label} ingetrokken – {_ground(row)}." if change.new else f"{label} telt weer mee."
    if change.field == "closed_at":
        return f"{label} gesloten; de stand is vastgelegd." if change.new else f"{label} heropend."
    return _corrected(change, label, old, new)


def _item(change: Change, old: str, new: str, _parties: Parties) -> str | None:
    row = change.row
    name = "Agendapunt" + (f" “{row['topic'] or row['question']}”" if row["topic"] or row["question"] else "")
    if change.field == "withdrawn_on":
        return (
            f"{name} van de agenda gehaald – {_ground(row)}." if change.new else f"{name} staat er weer op."
        )
    return None if change.operation == "insert" else _corrected(change, name, old, new)


def _decision(change: Change, old: str, new: str, parties: Parties) -> str | None:
    row = change.row
    owner = party_name(row["owner_id"], parties) if row["owner_id"] is not None else None
    whole = decision_text(row["kind"], row["text"], owner, row["due"])
    if change.operation == "insert" and not row["withdrawn_on"]:
        return whole
    if change.operation == "insert" or change.field == "withdrawn_on":
        return (
            f"Ingetrokken: {whole.removesuffix('.')} – {_ground(row)}."
            if row["withdrawn_on"]
            else f"Weer geldig: {whole}"
        )
    if change.field == "settled_on":
        if not change.new:
            return f"Staat weer open: {whole}"
        how = f" ({row['settled_note'].rstrip('.')})" if row["settled_note"] else ""
        return f"{sentence_case(SETTLED_WORDS[row['kind']])} op {new}{how}: {whole}"
    return (
        None if change.field == "settled_note" else _corrected(change, DECISION_KINDS[row["kind"]], old, new)
    )


def _edition(change: Change, old: str, new: str, _parties: Parties) -> str | None:
    name = f"Editie “{change.row['name']}”"
    if change.operation == "insert":
        return f"{name} vastgelegd."
    if change.field == "withdrawn_on":
        return f"{name} ingetrokken – {_ground(change.row)}." if change.new else f"{name} telt weer mee."
    return _corrected(change, "Editie", old, new)


def _entry(change: Change, old: str, new: str, parties: Parties) -> str | None:
    row = change.row
    party = party_name(row["party_id"], parties)
    if row["withdrawn_on"] and (change.operation == "insert" or change.field == "withdrawn_on"):
        return (
            f"{party} trok zich op {day_text(row['withdrawn_on'])} terug uit het manifest – {_ground(row)}."
        )
    if change.operation == "insert":
        return f"{party} formaliseerde het manifest op {day_text(row['formalised_on'])}."
    if change.field == "withdrawn_on":
        return f"{party} doet weer mee met het manifest."
    return _corrected(change, f"Manifest, {party}", old, new)


def _obligation(change: Change, old: str, new: str, _parties: Parties) -> str | None:
    return None if change.operation == "insert" else _corrected(change, change.row["name"], old, new)


def _ground(row: Mapping[str, Any]) -> str:
    return str(row["withdrawn_reason"]).rstrip(".")


def _corrected(change: Change, name: str, old: str, new: str) -> str | None:
    """A field that got another value, by its name."""
    field = FIELD_NAMES.get((change.table, change.field))
    return f"{name}, {field}: van {old.rstrip('.')} naar {_closed(new)}" if field else None


_TELLERS: Mapping[str, Callable[[Change, str, str, Parties], str | None]] = {
    "meeting": _meeting,
    "agenda_item": _item,
    "decision": _decision,
    "edition": _edition,
    "manifest_entry": _entry,
    "obligation": _obligation,
}
