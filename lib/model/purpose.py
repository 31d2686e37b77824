"""The nouns of a purpose case: its four parts in words, who supports it, and the milestones of the work."""

from __future__ import annotations

from collections.abc import Mapping

from lib.dutch import day_text
from lib.model.field import Parties, Telling, choice, day, line, of_action, of_party, party, party_name, text
from lib.model.record import Row, record, tell_correction

PURPOSE_PARTS: Mapping[str, str] = {
    "financiering": "Financiering",
    "organisatie": "Organisatie",
    "maatschappelijke opbrengst": "Maatschappelijke opbrengst",
    "commitment": "Commitment",
}
"""The four parts of a purpose case, as footnote 1 of the annex names them."""

ANSWERS: Mapping[str, str] = {
    "steunt": "Steunt",
    "onder voorwaarde": "Steunt onder voorwaarde",
    "steunt niet": "Steunt niet",
    "niet gevraagd": "Nog niet gevraagd",
}
"""The formal answers of a party to a purpose case (draagvlak)."""

PURPOSE_LIMIT = 8_000


@record(
    "purpose_text",
    "Purpose case",
    title=lambda row, _: f"Purpose case, {PURPOSE_PARTS[row['part']].lower()}",
    added=lambda row, _: f"Purpose case, {PURPOSE_PARTS[row['part']].lower()}: versie {row['number']}.",
    about="action_id",
    part="purpose case",
)
class PurposeText:
    """One version of one part of a purpose case; texts are added, never changed. `at` is a stored moment."""

    id: int
    action_id: str
    part: str = choice("Onderdeel", "", PURPOSE_PARTS)
    number: int
    text: str = text("De tekst van dit onderdeel", "tekst van de purpose case", PURPOSE_LIMIT)
    author: str
    at: str


def _support_of(row: Row, parties: Parties) -> str:
    return f"Draagvlak van {party_name(row['party_id'], parties)}"


def _given(row: Row, parties: Parties) -> str:
    details = [words.rstrip(".") for words in (row["condition"], row["contribution"]) if words]
    why = f" – {'; '.join(details)}" if details else ""
    return f"{_support_of(row, parties)}: {ANSWERS[row['answer']].lower()}{why}."


@record(
    "support",
    "Draagvlak",
    title=_support_of,
    added=_given,
    about="action_id",
    part="purpose case",
    stands_still=True,
    absent={"answer": "niet gevraagd", "condition": "", "contribution": "", "answered_on": None},
)
class Support:
    """A party's formal answer to the purpose case of an action (draagvlak)."""

    id: int
    action_id: str = of_action()
    party_id: int = of_party()
    answer: str = choice(
        "Draagvlak",
        "draagvlak",
        ANSWERS,
        prompt="Antwoord",
        group="answer",
        tell=lambda telling: (
            f"{_support_of(telling.row, telling.parties)}: "
            f"van {telling.old.lower()} naar {telling.new.lower()}."
        ),
    )
    condition: str = text(
        "De voorwaarde",
        "voorwaarde",
        optional=True,
        group="answer",
        prompt="Voorwaarde of reden",
        only={"answer": ("onder voorwaarde", "steunt niet")},
    )
    contribution: str = text(
        "De bijdrage",
        "bijdrage",
        optional=True,
        prompt="Bijdrage",
        only={"answer": ("steunt", "onder voorwaarde")},
    )
    answered_on: str | None = day(
        "De datum van het antwoord",
        "datum van het antwoord",
        prompt="Datum van het antwoord",
        optional=True,
        past=True,
        group="answer",
        only={"answer": ("steunt", "onder voorwaarde", "steunt niet")},
        tell=lambda telling: tell_correction(telling) if telling.change.old and telling.change.new else None,
    )
    version: int
    party: str
    helix: str


def _milestone_title(row: Row, _parties: Parties) -> str:
    return f"Mijlpaal “{row['what'].rstrip('.')}”"


def _planned(row: Row, parties: Parties) -> str:
    owner = row["owner_id"]
    hands = f", verantwoordelijk: {party_name(owner, parties)}" if owner is not None else ""
    done = f", bereikt op {day_text(row['done_on'])}" if row["done_on"] else ""
    return (
        f"{_milestone_title(row, parties)} toegevoegd, gereed uiterlijk {day_text(row['due'])}{hands}{done}."
    )


def _reached(telling: Telling) -> str:
    name = _milestone_title(telling.row, telling.parties)
    return f"{name} bereikt op {telling.new}." if telling.change.new else f"{name} staat weer open."


@record(
    "milestone",
    "Mijlpaal",
    title=_milestone_title,
    added=_planned,
    withdrawn="mijlpaal ingetrokken",
    about="action_id",
    part="mijlpalen",
    stands_still=True,
)
class Milestone:
    """What is due when and in whose hands; `done_on` when it was reached."""

    id: int
    action_id: str = of_action()
    what: str = line("De mijlpaal", "mijlpaal", prompt="Wat")
    due: str = day("De datum van de mijlpaal", "datum van de mijlpaal", prompt="Gereed op")
    done_on: str | None = day(
        "De datum waarop de mijlpaal is bereikt",
        "mijlpaal bereikt op",
        optional=True,
        past=True,
        prompt="Bereikt op",
        tell=_reached,
    )
    owner_id: int | None = party(
        "De verantwoordelijke", "verantwoordelijke", optional=True, empty="niemand", prompt="Verantwoordelijk"
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    owner: str | None = None
