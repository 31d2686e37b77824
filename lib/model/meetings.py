"""The nouns of the meetings: overleg, agenda item, and what a meeting agrees, pledges, asks or advises.

Owns row types and allowed values, as `lib.model.agenda` does; what follows from them is in `lib.rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.dutch import day_text, sentence_case
from lib.model.agenda import PROPOSABLE
from lib.model.field import (
    Parties,
    Telling,
    choice,
    day,
    declare,
    free_words,
    line,
    party,
    party_name,
    text as long_text,
    yes_or_no,
)
from lib.model.kinds import NAME_LIMIT, Invalid, action_reference, count, missing, reference
from lib.model.record import Row, end_sentence, ground, record, tell_correction

MEETING_KINDS: Mapping[str, str] = {
    "technologietafel": "Technologietafel",
    "thematafel": "Thematafel",
    "leer- en adviescommissie": "Leer- en adviescommissie",
    "brede regiegroep": "Brede regiegroep",
}
"""The four kinds of meeting (overleg) in which the agenda is discussed."""
OUTSIDE_ANNEX: Mapping[str, str] = {"thematafel": "niet in de bijlage"}
"""What stands beside a kind of meeting of which the annex does not speak."""
_CHOICES = {
    kind: f"{name} ({OUTSIDE_ANNEX[kind]})" if kind in OUTSIDE_ANNEX else name
    for kind, name in MEETING_KINDS.items()
}
"""The kinds as a form offers them."""

AGREEMENT, PLEDGE, QUESTION, ADVICE = "afspraak", "toezegging", "vraag", "besluit"
"""What a meeting leaves behind. An advice is kept under the word that older files have for it."""
DECISION_KINDS: Mapping[str, str] = {
    AGREEMENT: "Afspraak",
    PLEDGE: "Toezegging",
    QUESTION: "Vraag",
    ADVICE: "Advies",
}
"""A meeting agrees and advises, in the order of the minutes; what is adopted changes by a ruling alone."""

WHAT = "Wat is er afgesproken, toegezegd, gevraagd of geadviseerd?"

SETTLED_WORDS: Mapping[str, str] = {
    AGREEMENT: "uitgevoerd",
    PLEDGE: "nagekomen",
    QUESTION: "beantwoord",
    ADVICE: "opgevolgd",
}
"""What it is called when it is done with."""

USUAL_MINUTES, MOST_MINUTES = 120, 480
"""How long a meeting is planned to take when nobody said otherwise, and at most."""

TITLE_LIMIT = 120
"""How long a title may be: with kind and day before it, it still fits as the name of an edition."""


def meeting_label(kind: str, held_on: str, title: str = "") -> str:
    """Tell how a meeting is called: kind, day, and its title if it has one."""
    label = f"{MEETING_KINDS[kind]} {day_text(held_on)}"
    return f"{label}: {title}" if title else label


def _meeting(row: Row, _parties: Parties) -> str:
    return meeting_label(row["kind"], row["held_on"], row["title"])


def _planned_minutes(value: Any, today: date) -> int:
    """Make a rule for the planned length of a meeting in minutes; left empty it is the usual one."""
    empty = missing(value) or value == ""
    return (
        count("De duur in minuten", MOST_MINUTES)(USUAL_MINUTES if empty else value, today) or USUAL_MINUTES
    )


def _closing(telling: Telling) -> str:
    if telling.change.new:
        return f"{telling.title} gesloten; de stand is vastgelegd."
    return f"{telling.title} heropend."


@record(
    "meeting",
    "Overleg",
    title=_meeting,
    added=lambda row, parties: f"{_meeting(row, parties)} toegevoegd.",
    withdrawn="overleg ingetrokken",
)
class Meeting:
    """A meeting of one of the four kinds. `minutes` is its planned length; `closed_at` a stored moment."""

    id: int
    kind: str = choice(
        "Soort overleg", "soort overleg", _CHOICES, reads=lambda value, _: MEETING_KINDS.get(value, value)
    )
    title: str = line("De titel", "titel van het overleg", TITLE_LIMIT, optional=True, prompt="Titel")
    held_on: str = day("De datum van het overleg", "datum van het overleg", prompt="Datum")
    place: str = line("De plaats", "plaats", NAME_LIMIT, optional=True, prompt="Plaats")
    minutes: int = declare(
        "number",
        _planned_minutes,
        label="De duur in minuten",
        prompt="Duur in minuten",
        words="geplande minuten",
        bounds=(1, MOST_MINUTES),
        optional=True,
    )
    communicated_on: str | None = day(
        "De dag waarop erover is gecommuniceerd",
        "gecommuniceerd op",
        prompt="Gecommuniceerd op",
        optional=True,
        past=True,
        group="communicated",
        new=False,
    )
    communicated_how: str = line(
        "Op welke manier erover is gecommuniceerd",
        "op welke manier",
        prompt="Hoe",
        optional=True,
        group="communicated",
        new=False,
    )
    closed_at: str | None = declare("", None, tell=_closing)
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    present: str = free_words("Wie aanwezig waren", "aanwezig", prompt="Aanwezig", new=False, default="")
    absent: str = free_words("Wie afwezig waren", "afwezig", prompt="Afwezig", new=False, default="")
    next_on: str | None = day("Volgend overleg", "volgend overleg", optional=True, new=False, default=None)

    @property
    def label(self) -> str:
        """Return the meeting by kind and day, as in "Technologietafel 14 maart 2022"; its title behind it."""
        return meeting_label(self.kind, self.held_on, self.title)

    @property
    def open(self) -> bool:
        """Tell whether it still takes items and decisions."""
        return self.closed_at is None and self.withdrawn_on is None


def _optional_action(value: Any, today: date) -> str | None:
    """Make a rule for the id of an action, or none: a free topic is about no action."""
    return None if missing(value) or value == "" else action_reference(value, today)


def _position(value: Any, _today: date) -> int:
    """Make a rule for a place in an order: any whole number."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10_000:
        raise Invalid("position", "De volgorde klopt niet. Ververs de pagina en probeer het opnieuw.")
    return value


def _item(row: Row, _parties: Parties) -> str:
    subject = row["topic"] or row["question"]
    return f"Agendapunt “{subject}”" if subject else "Agendapunt"


@record(
    "agenda_item",
    "Agendapunt",
    title=_item,
    withdrawn="agendapunt ingetrokken",
    gone=lambda row, parties: f"{_item(row, parties)} van de agenda gehaald – {ground(row)}.",
    back=lambda row, parties: f"{_item(row, parties)} staat er weer op.",
    heading="Overleg",
    about="action_id",
)
class Item:
    """What stands on the agenda of a meeting: an action or a free topic, the question, and its minutes.

    `minutes` is None when nobody estimated it; `reason` says why the app or a person put it there;
    `parked` items wait for a later meeting.
    """

    id: int
    meeting_id: int = declare("meeting", reference("Overleg"), label="Overleg", own=False)
    position: int = declare("position", _position, new=False)
    action_id: str | None = declare("action", _optional_action, label="Actie", optional=True, own=False)
    topic: str = line("Het onderwerp", "onderwerp", NAME_LIMIT, optional=True)
    minutes: int | None = declare(
        "number",
        count("Het aantal minuten", MOST_MINUTES, optional=True),
        label="Het aantal minuten",
        words="minuten",
        bounds=(1, MOST_MINUTES),
        optional=True,
    )
    question: str = line("De vraag aan het overleg", "vraag aan het overleg", optional=True)
    reason: str = line("Waarom dit op de agenda staat", "waarom op de agenda", optional=True)
    parked: bool = yes_or_no("doorgeschoven", "ja", "nee", usual=False, empty="nee")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    said: str = long_text("Wat is besproken", "besproken", optional=True, new=False, default="")


def decision_text(kind: str, text: str, owner: str | None, due: str | None) -> str:
    """Return a decision as it reads in a list: kind, who does it, by when, and the words."""
    ways = {PLEDGE: f" van {owner}", QUESTION: f" aan {owner}"}
    by = ways.get(kind, f" (verantwoordelijk: {owner})") if owner else ""
    until = f", uiterlijk {day_text(due)}" if due else ""
    return f"{DECISION_KINDS[kind]}{by}{until}: {end_sentence(text)}"


def _decision(row: Row, parties: Parties) -> str:
    owner = party_name(row["owner_id"], parties) if row["owner_id"] is not None else None
    return decision_text(row["kind"], row["text"], owner, row["due"])


def _settled(telling: Telling) -> str:
    row = telling.row
    if not telling.change.new:
        return f"Staat weer open: {telling.title}"
    how = f" ({row['settled_note'].rstrip('.')})" if row["settled_note"] else ""
    return f"{sentence_case(SETTLED_WORDS[row['kind']])} op {telling.new}{how}: {telling.title}"


@record(
    "decision",
    "Afspraak, toezegging of advies",
    title=_decision,
    added=_decision,
    withdrawn="ingetrokken",
    gone=lambda row, parties: f"Ingetrokken: {_decision(row, parties).removesuffix('.')} – {ground(row)}.",
    back=lambda row, parties: f"Hersteld: {_decision(row, parties)}",
    usual=lambda telling: tell_correction(telling, DECISION_KINDS[telling.row["kind"]]),
    heading="Overleg",
    about="action_id",
    part="afspraken",
    looked_after=False,
)
class Decision:
    """What a meeting agreed or advised, what was pledged, or what is still asked; with its follow-up.

    `owner` does it, `due` by when, `settled_on` when and `settled_note` how it was done. An advice may
    propose that the field `proposes` of the action becomes `proposed`. `figures` tells what it leaned on.
    """

    id: int
    meeting_id: int = declare("meeting", reference("Overleg"), label="Overleg", own=False)
    item_id: int | None = declare(
        "item", reference("Agendapunt", optional=True), label="Agendapunt", optional=True, own=False
    )
    action_id: str | None = declare("action", _optional_action, label="Actie", optional=True, own=False)
    kind: str = choice("Soort", "soort", DECISION_KINDS)
    text: str = long_text("De tekst", "tekst", prompt=WHAT)
    owner_id: int | None = party(
        "De verantwoordelijke", "verantwoordelijke", prompt="Verantwoordelijk", optional=True,
        empty="niemand",
        help="Bij een toezegging verplicht: de partij die de toezegging doet.",
    )  # fmt: skip
    due: str | None = day("De uiterste datum", "gereed op", optional=True, prompt="Gereed op")
    settled_on: str | None = day(
        "De datum waarop dit is afgehandeld",
        "afgehandeld op",
        prompt="Op welke dag",
        optional=True,
        past=True,
        group="settled",
        new=False,
        tell=_settled,
    )
    settled_note: str = long_text(
        "Hoe dit is afgehandeld",
        "hoe afgehandeld",
        prompt="Hoe",
        optional=True,
        group="settled",
        new=False,
        tell=lambda _telling: None,
    )
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    proposes: str | None = choice(
        "Wat zou veranderen", "", PROPOSABLE, optional=True, own=False, default=None
    )
    proposed: str = line("Waarin", "", NAME_LIMIT, optional=True, own=False, default="")
    owner: str | None = None
    figures: str = ""
