"""The nouns of work to work (action 2): who has people over, who asks for them, the match, and the model.

Owns only counts, never persons. The ladder of the model, its eight rungs and the seven lines of the agreement
card are ours; the annex names the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.model import kinds
from lib.model.field import Parties, choice, day, declare, line, number, of_party, party, party_name
from lib.model.kinds import NAME_LIMIT, Invalid, reference
from lib.model.record import Row, record
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.branches import OCCUPATIONS as OCCUPATIONS, SECTORS as SECTORS

ACTION = "2"
"""The action of the annex that all of this belongs to."""
CASE = "Schiphol naar Maritiem"
"""The first case, as the annex names it; no number of it is ours."""

SURPLUS, DEMAND = "overschot", "vraag"
KINDS: Mapping[str, str] = {SURPLUS: "mensen over", DEMAND: "mensen gevraagd"}

_PLACES = ("schiphol", "luchthaven", "haven", "ijmond", "noordzeekanaalgebied")
"""What people write for a sector that is a place."""
MOST_PEOPLE = 5_000
VALID_DAYS = 90
"""How long a melding counts without anybody saying that it still holds."""

CARD: Mapping[str, str] = {
    "wage": "Loon en cao",
    "training": "Wie betaalt scholing",
    "trial": "Proefperiode",
    "right_back": "Terugkeerrecht",
    "orientation": "Oriëntatie (actie 3)",
    "guidance": "Begeleiding (actie 1)",
    "evaluation": "Evaluatie",
}
"""The seven lines of the agreement card, each with a state and its words."""
OPEN, AGREED, UNNEEDED = "open", "afgesproken", "niet nodig"
CARD_STATES: Mapping[str, str] = {OPEN: "open", AGREED: "afgesproken", UNNEEDED: "niet nodig"}

RUNGS: Mapping[str, str] = {
    "1": "Praktijkcase gekozen",
    "2": "Afspraken beschreven",
    "3": "Beide kanten tekenden",
    "4": "Eerste overstap",
    "5": "Geëvalueerd",
    "6": "Model vastgesteld",
    "7": "Bij een ander bedrijf",
    "8": "In een andere sector",
}
"""From one case to a model that others use."""
ADOPTED, OTHER_PARTY, OTHER_SECTOR = "6", "7", "8"


def _sector_rule(value: Any, today: date) -> str | None:
    written = str(value or "").strip().casefold()
    if any(place in written for place in _PLACES):
        raise Invalid(
            "De sector",
            f"De sector {kinds.quoted(value)} is een plaats. Kies wat de mensen doen, zoals "
            "luchtvaart, logistiek of beveiliging.",
        )
    return kinds.choice("De sector", SECTORS)(value, today)


def people_text(count: int) -> str:
    """Tell how many people, a small number without the number."""
    return "minder dan 5" if 0 < count < 5 else f"{count:,}".replace(",", ".")


def _people_text(value: int, _parties: Parties) -> str:
    return people_text(value)


# The history only says that a number changed: beside another number it could tell a small one.
_PEOPLE = kinds.count("Het aantal mensen", MOST_PEOPLE)
_OFTEN = (0, MOST_PEOPLE)


def _notice(row: Row, parties: Parties) -> str:
    return f"Melding van {party_name(row['party_id'], parties)}"


@record(
    "notice",
    "Melding werk naar werk",
    title=_notice,
    added=lambda row, parties: (
        f"{_notice(row, parties)}: {KINDS[row['kind']]}, {OCCUPATIONS[row['occupation']]}."
    ),
    withdrawn="melding ingetrokken",
    about=f"'{ACTION}'",
    part="werk naar werk",
    same=("party_id", "kind", "occupation", "sector", "starts_on"),
)
class Notice:
    """How many people of an occupation a company has over or asks for, in which stretch of time."""

    id: int
    party_id: int = of_party()
    kind: str = choice("De soort melding", "soort melding", KINDS, prompt="Soort melding")
    sector: str = declare(
        "choice", _sector_rule, label="De sector", words="sector", options=SECTORS, prompt="Sector",
        reads=lambda value, _: SECTORS.get(value, value),
    )  # fmt: skip
    occupation: str = choice("De beroepsgroep", "beroepsgroep", OCCUPATIONS, prompt="Beroepsgroep")
    people: int = number(
        "Het aantal mensen",
        "aantal mensen",
        (1, MOST_PEOPLE),
        rule=_PEOPLE,
        optional=False,
        reads=_people_text,
        private=True,
    )
    region: str = choice("De regio", "regio", LABOUR_REGIONS, prompt="Arbeidsmarktregio")
    starts_on: str = day("De begindatum", "vanaf", prompt="Vanaf")
    ends_on: str | None = day("De einddatum", "tot", optional=True, empty="onbepaald", prompt="Tot")
    confirmed_on: str | None = day(
        "De dag van bevestigen", "bevestigd op", optional=True, past=True, empty="niet bevestigd",
        prompt="Klopt nog op",
    )  # fmt: skip
    filled_on: str | None = day(
        "De dag waarop dit vervuld is", "vervuld op", optional=True, past=True, empty="niet vervuld",
        prompt="Vervuld op",
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    party: str = ""


@record(
    "job_match",
    "Koppeling werk naar werk",
    title=lambda row, _: f"Koppeling {row['id']}",
    added=lambda row, _: f"Koppeling {row['id']} voorgesteld.",
    withdrawn="koppeling ingetrokken",
    about=f"'{ACTION}'",
    part="werk naar werk",
    same=("surplus_id", "demand_id"),
)
class Match:
    """People of one melding who can go to another, with what both sides agreed and signed."""

    id: int
    surplus_id: int = declare("record", reference("Het overschot"), label="Het overschot", own=False)
    demand_id: int = declare("record", reference("De vraag"), label="De vraag", own=False)
    people: int = number(
        "Het aantal mensen",
        "aantal mensen",
        (1, MOST_PEOPLE),
        rule=_PEOPLE,
        optional=False,
        reads=_people_text,
        private=True,
    )
    wage: str = choice("Loon en cao", "loon en cao", CARD_STATES)
    wage_words: str = line(
        "De afspraak over loon en cao", "afspraak over loon en cao", limit=NAME_LIMIT, optional=True
    )
    training: str = choice("Wie betaalt scholing", "wie betaalt scholing", CARD_STATES)
    training_words: str = line(
        "De afspraak over scholing", "afspraak over scholing", limit=NAME_LIMIT, optional=True
    )
    trial: str = choice("Proefperiode", "proefperiode", CARD_STATES)
    trial_words: str = line(
        "De afspraak over de proefperiode", "afspraak over de proefperiode", limit=NAME_LIMIT, optional=True
    )
    right_back: str = choice("Terugkeerrecht", "terugkeerrecht", CARD_STATES)
    right_back_words: str = line(
        "De afspraak over terugkeer", "afspraak over terugkeer", limit=NAME_LIMIT, optional=True
    )
    orientation: str = choice("Oriëntatie (actie 3)", "oriëntatie (actie 3)", CARD_STATES)
    orientation_words: str = line(
        "De afspraak over oriëntatie", "afspraak over oriëntatie", limit=NAME_LIMIT, optional=True
    )
    guidance: str = choice("Begeleiding (actie 1)", "begeleiding (actie 1)", CARD_STATES)
    guidance_words: str = line(
        "De afspraak over begeleiding", "afspraak over begeleiding", limit=NAME_LIMIT, optional=True
    )
    evaluation: str = choice("Evaluatie", "evaluatie", CARD_STATES)
    evaluation_words: str = line(
        "De afspraak over de evaluatie", "afspraak over de evaluatie", limit=NAME_LIMIT, optional=True
    )
    signed_surplus_on: str | None = day(
        "De dag van tekenen",
        "getekend (overschot)",
        prompt="Getekend door wie mensen over heeft op",
        optional=True,
        past=True,
        empty="niet getekend",
        group="signed",
    )
    signed_demand_on: str | None = day(
        "Getekend door wie mensen vraagt op",
        "getekend (vraag)",
        optional=True,
        past=True,
        empty="niet getekend",
        group="signed",
    )
    moved_direct: int | None = number(
        "Overgestapt zonder uitkering",
        "overgestapt zonder uitkering",
        _OFTEN,
        reads=_people_text,
        empty="niet bekend",
        group="moved",
        private=True,
    )
    moved_benefit: int | None = number(
        "Overgestapt via een uitkering",
        "overgestapt via een uitkering",
        _OFTEN,
        reads=_people_text,
        empty="niet bekend",
        group="moved",
        private=True,
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


def _rung(row: Row, _parties: Parties) -> str:
    return f"Trede {row['rung']} van het model ({RUNGS[row['rung']].lower()})"


@record(
    "model_step",
    "Trede van het model",
    title=_rung,
    added=lambda row, parties: f"{_rung(row, parties)} bereikt – {row['evidence'].rstrip('.')}.",
    withdrawn="trede ingetrokken",
    about=f"'{ACTION}'",
    part="model",
    same=("rung", "evidence"),
)
class ModelStep:
    """One rung of the ladder that was reached, with its day and its evidence."""

    id: int
    rung: str = choice("De trede", "trede", RUNGS, prompt="Trede")
    reached_on: str = day("De dag", "bereikt op", past=True, prompt="Bereikt op")
    evidence: str = line("Het bewijs", "bewijs", prompt="Waaruit blijkt dat")
    label: str = line(
        "De versie", "versie van het model", NAME_LIMIT, optional=True, empty="geen",
        prompt="Versie van het model", only={"rung": (ADOPTED,)},
    )  # fmt: skip
    party_id: int | None = party(
        "Het andere bedrijf", "ander bedrijf", optional=True, empty="geen", prompt="Het andere bedrijf",
        only={"rung": (OTHER_PARTY, OTHER_SECTOR)},
    )  # fmt: skip
    sector: str | None = choice(
        "De andere sector", "andere sector", SECTORS, optional=True, empty="geen",
        prompt="De andere sector", only={"rung": (OTHER_SECTOR,)},
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    party: str | None = None
