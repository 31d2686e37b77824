"""Changes of a coalition as Dutch sentences, for the history, the change list and putting back.

Owns how the fields of chairs, activation, purpose case, support, milestones and flags are called and
told. `lib.model.sentences` asks it for what is of a coalition; values arrive there as they are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lib.dutch import day_text, sentence_case
from lib.model.agenda import HELIXES
from lib.model.change import Change
from lib.model.coalitions import LEVELS
from lib.model.purpose import ANSWERS, PURPOSE_PARTS
from lib.model.regions import REGIONS

Parties = Mapping[int, str]

FIELD_NAMES: Mapping[tuple[str, str], str] = {
    ("chair", "helix"): "helix van de stoel",
    ("chair", "role"): "rol van de stoel",
    ("chair", "region"): "regio van de stoel",
    ("chair", "needed"): "of de stoel nodig is",
    ("chair", "party_id"): "partij op de stoel",
    ("chair", "withdrawn_on"): "stoel ingetrokken",
    ("activation", "level"): "activering",
    ("activation", "step_id"): "bewijs",
    ("coalition", "complete_on"): "compleet sinds",
    ("coalition", "complete_reason"): "reden bij compleet",
    ("coalition", "rhythm"): "vergaderritme",
    ("coalition", "money_until"): "geld tot",
    ("coalition", "signed_on"): "afspraken getekend op",
    ("purpose_text", "text"): "tekst van de purpose case",
    ("support", "answer"): "draagvlak",
    ("support", "condition"): "voorwaarde",
    ("support", "contribution"): "bijdrage",
    ("support", "answered_on"): "datum van het antwoord",
    ("milestone", "what"): "mijlpaal",
    ("milestone", "due"): "datum van de mijlpaal",
    ("milestone", "done_on"): "mijlpaal gehaald op",
    ("milestone", "owner_id"): "wie de mijlpaal doet",
    ("milestone", "withdrawn_on"): "mijlpaal ingetrokken",
    ("flag", "answer"): "antwoord op de vlag",
}
"""How a field of a coalition is called on screen."""

NOBODY: Mapping[tuple[str, str], str] = {
    ("chair", "party_id"): "niemand",
    ("milestone", "owner_id"): "niemand",
    ("activation", "step_id"): "geen stap",
    ("chair", "region"): "geen regio",
}
"""What an empty value of these fields reads as."""


def value_text(table: str, field: str, value: Any, parties: Parties) -> str | None:
    """A stored value as it reads in a sentence; None when it reads as any other value does."""
    if value is None:
        return NOBODY.get((table, field))
    if (table, field) in (("chair", "party_id"), ("milestone", "owner_id")):
        return party_name(value, parties)
    if (table, field) == ("activation", "level"):
        return f"{LEVELS[value]} ({value})"
    if (table, field) == ("activation", "step_id"):
        return f"stap {value}"
    if (table, field) == ("chair", "needed"):
        return "nodig" if value else "niet per se nodig"
    if field in ("due", "money_until"):
        return day_text(value)
    words = {("support", "answer"): ANSWERS, ("chair", "helix"): HELIXES, ("chair", "region"): REGIONS}
    return words.get((table, field), {}).get(value)


def party_name(party_id: int, parties: Parties) -> str:
    """The name of a party, or its number when it is not known here."""
    return parties.get(party_id, f"partij {party_id}")


def told(change: Change, old: str, new: str, parties: Parties) -> str | None:
    """A change of a coalition as a sentence; None for a change that says nothing of its own.

    `old` and `new` are the values as they read in a sentence.
    """
    if change.table == "purpose_text":
        part = PURPOSE_PARTS[change.row["part"]].lower()
        return f"Purpose case, {part}: versie {change.row['number']}."
    teller = _TELLERS.get(change.table)
    return teller(change, old, new, parties) if teller else None


# ------------------------------------------------------------------------------ chairs


def _chair(change: Change, old: str, new: str, parties: Parties) -> str | None:
    name = f"“{change.row['role']}”"
    if withdrawal := _withdrawal(change, f"Stoel {name}"):
        return withdrawal
    if change.operation == "insert":
        place = HELIXES[change.row["helix"]].lower()
        seat = change.row["party_id"]
        by = f", gevuld door {party_name(seat, parties)}" if seat is not None else ", nog leeg"
        return f"Stoel toegevoegd: {name} ({place}){by}."
    if change.field != "party_id":
        return _corrected(change, f"Stoel {name}", old, new)
    if change.new is None:
        return f"Stoel {name} is leeg: {old} zit er niet meer."
    instead = f", in plaats van {old}" if change.old is not None else ""
    return f"Stoel {name} gevuld door {new}{instead}."


# -------------------------------------------------------------------------- activation


def _activation(change: Change, old: str, new: str, parties: Parties) -> str | None:
    party = party_name(change.row["party_id"], parties)
    level = value_text("activation", "level", change.row["level"], parties)
    if change.operation == "insert":
        return f"Activering van {party}: {level}."
    if change.field == "step_id":
        return f"Ander bewijs bij {party}, nu {level}." if change.new else f"Bewijs bij {party} weggehaald."
    return f"Activering van {party}: van {old} naar {new}." if change.field == "level" else None


# ---------------------------------------------------------------------------- coalition


def _coalition(change: Change, old: str, new: str, _parties: Parties) -> str | None:
    if change.operation == "insert":
        return None
    if change.field == "complete_on" and change.new is None:
        return "Coalitie is niet langer compleet verklaard."
    if change.field == "complete_on":
        return f"Coalitie compleet verklaard op {new}."
    if change.field == "complete_reason":
        return f"Reden bij compleet verklaren: “{change.new}”" if change.new else None
    return _corrected(change, "Coalitie", old, new)


# ------------------------------------------------------------------------------ support


def _support(change: Change, old: str, new: str, parties: Parties) -> str | None:
    party = party_name(change.row["party_id"], parties)
    if change.operation == "insert":
        row = change.row
        details = [text.rstrip(".") for text in (row["condition"], row["contribution"]) if text]
        ground = f" – {'; '.join(details)}" if details else ""
        return f"Draagvlak van {party}: {ANSWERS[row['answer']].lower()}{ground}."
    if change.field == "answer":
        return f"Draagvlak van {party}: van {old.lower()} naar {new.lower()}."
    if change.field == "answered_on" and not (change.old and change.new):
        return None
    return _corrected(change, f"Draagvlak van {party}", old, new)


# --------------------------------------------------------------------------- milestones


def _milestone(change: Change, old: str, new: str, parties: Parties) -> str | None:
    row = change.row
    name = f"Mijlpaal “{row['what'].rstrip('.')}”"
    if withdrawal := _withdrawal(change, name):
        return withdrawal
    if change.operation == "insert":
        owner = row["owner_id"]
        hands = f", in handen van {party_name(owner, parties)}" if owner is not None else ""
        done = f", gehaald op {day_text(row['done_on'])}" if row["done_on"] else ""
        return f"{name} toegevoegd, voor {day_text(row['due'])}{hands}{done}."
    if change.field == "done_on":
        return f"{name} gehaald op {new}." if change.new else f"{name} staat weer open."
    return _corrected(change, name, old, new)


# -------------------------------------------------------------------------------- flags


def _flag(change: Change, _old: str, _new: str, _parties: Parties) -> str | None:
    ended = f"actie {change.row['ended_action']}"
    answer = change.row["answer"]
    if change.operation == "insert" and not answer:
        return f"Vlag: {ended} is beëindigd. Wat dat hier betekent, vraagt een antwoord."
    if change.operation != "insert" and change.field != "answer":
        return None
    return f"Antwoord op het einde van {ended}: " + (f"“{answer}”" if answer else "weggehaald.")


# ------------------------------------------------------------------------ in the same words


def _withdrawal(change: Change, name: str) -> str | None:
    """The sentence of a row that was withdrawn, or is valid again; None when it is neither."""
    row = change.row
    if change.operation != "insert" and change.field != "withdrawn_on":
        return None
    if row["withdrawn_on"]:
        return f"{name} ingetrokken – {row['withdrawn_reason'].rstrip('.')}."
    return f"{name} telt weer mee." if change.operation != "insert" else None


def _corrected(change: Change, name: str, old: str, new: str) -> str | None:
    """A field that got another value, by its name."""
    field = FIELD_NAMES.get((change.table, change.field))
    return f"{sentence_case(name)}, {field}: van {old.rstrip('.')} naar {new.rstrip('.')}." if field else None


_TELLERS: Mapping[str, Callable[[Change, str, str, Parties], str | None]] = {
    "chair": _chair,
    "activation": _activation,
    "coalition": _coalition,
    "support": _support,
    "milestone": _milestone,
    "flag": _flag,
}
