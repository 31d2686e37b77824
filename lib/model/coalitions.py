"""The nouns of a development coalition: their row types and allowed values.

What follows from them (scores, gate, hand-over) stands in `lib.rules`.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lib.model.agenda import HELIXES
from lib.model.field import (
    Parties,
    Telling,
    choice,
    day,
    declare,
    line,
    of_action,
    of_party,
    party,
    party_name,
    text,
    yes_or_no,
)
from lib.model.kinds import NAME_LIMIT, TEXT_LIMIT, Invalid, reference
from lib.model.purpose import Milestone, PurposeText, Support
from lib.model.record import Row, record
from lib.model.regions import REGIONS

LEVELS: tuple[str, ...] = (
    "niet in beeld",
    "bekend",
    "in gesprek",
    "in de coalitie",
    "heeft inzet toegezegd",
    "levert op eigen initiatief",
)
"""The one scale of activation, from 0 to 5, used for parties and for helices."""

NO_SUCH_LEVEL = f"Kies een trede van 0 tot en met {len(LEVELS) - 1}."

EVIDENCE_FROM = 3
"""From this level a claim needs a step as evidence."""

ON_ITS_OWN = 5
"""This level needs a step that the ambassador did not start."""

AGEING_DAYS, SIDES_NEEDED, SILENT_DAYS = 180, 3, 90
"""What the settings start with: after how many days evidence counts one level lower, how many sides have to
support a purpose case without a condition, and after how many days without a step an A-action is silent."""

AMBASSADOR_KINDS = frozenset({"werkambassadeur", "provincie"})
"""Kinds of party that do not make an action independent of the ambassador."""


def _added_chair(row: Row, parties: Parties) -> str:
    seat = row["party_id"]
    by = f", gevuld door {party_name(seat, parties)}" if seat is not None else ", nog leeg"
    return f"Stoel toegevoegd: “{row['role']}” ({HELIXES[row['helix']].lower()}){by}."


def _seated(telling: Telling) -> str:
    name = f"Stoel “{telling.row['role']}”"
    if telling.change.new is None:
        return f"{name} is leeg: {telling.old} zit er niet meer."
    instead = f", in plaats van {telling.old}" if telling.change.old is not None else ""
    return f"{name} gevuld door {telling.new}{instead}."


@record(
    "chair",
    "Stoel",
    title=lambda row, _: f"Stoel “{row['role']}”",
    added=_added_chair,
    withdrawn="stoel ingetrokken",
    about="action_id",
    part="coalitie",
    stands_still=True,
    same=("action_id", "helix", "role", "region"),
)
class Chair:
    """A place at the table: what an action needs before names are known; filled by a party or empty."""

    id: int
    action_id: str = of_action()
    helix: str = choice("Kant", "kant van de stoel", HELIXES)
    role: str = line("De rol van de stoel", "rol van de stoel", NAME_LIMIT, prompt="Rol")
    region: str | None = choice("Regio", "regio van de stoel", REGIONS, optional=True, empty="geen regio")
    needed: bool = yes_or_no(
        "of de stoel nodig is",
        "nodig",
        "gewenst, niet noodzakelijk",
        usual=True,
        prompt="Nodig om te kunnen beginnen",
    )
    party_id: int | None = party("Partij", "partij op de stoel", optional=True, empty="niemand", tell=_seated)
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    party: str | None = None


def _level(value: Any, _today: date) -> int:
    """Make a rule for a level on the scale of activation; numbers of a grid count too."""
    try:
        level = -1 if isinstance(value, bool) else operator.index(value)
    except TypeError:
        level = -1
    if not 0 <= level < len(LEVELS):
        raise Invalid("level", NO_SUCH_LEVEL)
    return level


def _level_text(level: int, _parties: Parties) -> str:
    return f"{LEVELS[level]} ({level})"


def _activation_of(row: Row, parties: Parties) -> str:
    return f"Activering van {party_name(row['party_id'], parties)}"


def _other_evidence(telling: Telling) -> str:
    row = telling.row
    by = party_name(row["party_id"], telling.parties)
    if not telling.change.new:
        return f"Bewijs bij {by} weggehaald."
    return f"Bewijs bij {by} gewijzigd: {_level_text(row['level'], telling.parties)}."


@record(
    "activation",
    "Hoe ver een partij is",
    title=_activation_of,
    added=lambda row, parties: f"{_activation_of(row, parties)}: {_level_text(row['level'], parties)}.",
    about="action_id",
    part="coalitie",
    stands_still=True,
    absent={"level": 0, "step_id": None},
)
class Activation:
    """Where one party stands in one coalition, with the step that shows it.

    `evidence_on`, `evidence_started_by` and `evidence_by` come from the step: its day, who started
    it, who recorded it. A withdrawn step is no evidence: the fields are then None. `ageing_days` is as set.
    """

    id: int
    action_id: str = of_action()
    party_id: int = of_party()
    level: int = declare(
        "choice",
        _level,
        label="Activering",
        words="activering",
        prompt="Trede",
        options={level: f"{level} – {words}" for level, words in enumerate(LEVELS)},
        reads=_level_text,
        group="claim",
        tell=lambda telling: (
            f"{_activation_of(telling.row, telling.parties)}: van {telling.old} naar {telling.new}."
        ),
    )
    step_id: int | None = declare(
        "step",
        reference("Gebeurtenis", optional=True),
        label="Gebeurtenis",
        words="bewijs",
        prompt=f"Bewijs (nodig vanaf {EVIDENCE_FROM})",
        help="Alleen gebeurtenissen van deze actie waar deze partij bij was.",
        optional=True,
        empty="geen gebeurtenis",
        reads=lambda step_id, _: f"gebeurtenis {step_id}",
        group="claim",
        tell=_other_evidence,
    )
    version: int
    party: str
    helix: str
    evidence_on: str | None = None
    evidence_started_by: str | None = None
    evidence_what: str | None = None
    evidence_by: str | None = None
    ageing_days: int = AGEING_DAYS


@record(
    "coalition",
    "Afspraken van de coalitie",
    title=lambda _row, _parties: "Coalitie",
    about="id",
    part="coalitie",
    stands_still=True,
)
class Coalition:
    """What is agreed about a coalition as a whole; a row per action, also when all is unknown.

    `complete_on` with `complete_reason` when it was declared complete; `rhythm` is its own rhythm
    of meeting in words; `money_until` the day until which money is secured; `signed_on` the day the
    agreements were signed. Days as YYYY-MM-DD. The row's id is the action's id.
    """

    id: str
    complete_on: str | None = day(
        "De datum waarop de coalitie compleet is",
        "compleet sinds",
        optional=True,
        past=True,
        prompt="Compleet op",
        group="complete",
        tell=lambda telling: (
            f"Coalitie als compleet aangemerkt op {telling.new}."
            if telling.change.new
            else "Coalitie is niet langer als compleet aangemerkt."
        ),
    )
    complete_reason: str = text(
        "De reden",
        "reden bij compleet",
        prompt="Reden",
        optional=True,
        help="Nodig als er nog een nodige stoel leeg is; de reden blijft altijd zichtbaar.",
        group="complete",
        tell=lambda telling: (
            f"Reden bij het aanmerken als compleet: “{telling.change.new}”" if telling.change.new else None
        ),
    )
    rhythm: str = line(
        "Hoe vaak de coalitie bijeenkomt",
        "bijeenkomst",
        optional=True,
        prompt="Hoe vaak komt de coalitie bijeen?",
    )
    money_until: str | None = day(
        "De dag tot wanneer er geld is", "geld tot", optional=True, prompt="Geld zeker tot"
    )
    signed_on: str | None = day(
        "De datum van ondertekenen",
        "afspraken getekend op",
        optional=True,
        past=True,
        prompt="Afspraken getekend op",
    )
    version: int


def _flagged(row: Row, _parties: Parties) -> str:
    if row["answer"]:
        return _flag_answer(row)
    return f"Actie {row['ended_action']} is beëindigd. Leg vast wat dat voor deze actie betekent."


def _flag_answer(row: Row) -> str:
    answer = f"“{row['answer']}”" if row["answer"] else "weggehaald."
    return f"Gevolg van het einde van actie {row['ended_action']}: {answer}"


@record(
    "flag",
    "Gevolg van een einde",
    title=lambda row, _: f"Gevolg van het einde van actie {row['ended_action']}",
    added=_flagged,
    about="action_id",
    part="coalitie",
)
class Flag:
    """A neighbour of an ended action that somebody must say something about, in writing."""

    id: int
    action_id: str
    ended_action: str
    raised_on: str
    answer: str = text(
        "Het gevolg",
        "gevolg van het einde",
        TEXT_LIMIT,
        optional=True,
        group="answer",
        tell=lambda telling: _flag_answer(telling.row),
    )
    answered_on: str | None = day("De datum van het antwoord", "", optional=True, past=True, group="answer")
    version: int


@dataclass(frozen=True, slots=True)
class Table:
    """All that is recorded about one action's coalition at the moment shown, and by which measures."""

    coalition: Coalition
    chairs: tuple[Chair, ...] = field(default=())
    activations: tuple[Activation, ...] = field(default=())
    texts: tuple[PurposeText, ...] = field(default=())
    supports: tuple[Support, ...] = field(default=())
    milestones: tuple[Milestone, ...] = field(default=())
    flags: tuple[Flag, ...] = field(default=())
    ageing_days: int = AGEING_DAYS
    sides_needed: int = SIDES_NEEDED
    silent_days: int = SILENT_DAYS
