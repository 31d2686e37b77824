"""The nouns of action 10: what parties want to know from figures, and notes on dates that stand at charts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.dutch import day_text
from lib.model.field import choice, day, declare, line, of_party, party_name
from lib.model.kinds import NAME_LIMIT, Invalid, missing, text as text_rule
from lib.model.record import end_sentence, record
from lib.model.regions import REGIONS
from lib.model.results.outcome import PART

ACTION = "10"
"""The action of the annex that all of this belongs to."""
BY_REGION, BY_OCCUPATION = "AM", "beroep"
LEVELS: Mapping[str, str] = {
    "NL": "voor het land",
    "PV": "voor de provincie",
    BY_REGION: "per arbeidsmarktregio",
    BY_OCCUPATION: "per beroepsgroep en regio",
}
LABEL_LIMIT = 24
"""How much of a note fits at the foot of a chart."""
_CAUSES = ("dankzij", "als gevolg van", "veroorzaakt door")
_indicator, _happened = text_rule("Het cijfer", NAME_LIMIT), text_rule("Wat er gebeurde", NAME_LIMIT)


def _known_by(value: Any, today: date) -> str | None:
    return None if missing(value) or value == "" else _indicator(value, today)


def _no_cause(value: Any, today: date) -> str:
    told = _happened(value, today)
    if any(cause in told.casefold() for cause in _CAUSES):
        raise Invalid("Wat er gebeurde", "Een noot zegt wat er gebeurde, niet wat dat veroorzaakte.")
    return told


@record(
    "party_question",
    "Vraag aan de cijfers",
    title=lambda row, _: f"Vraag aan de cijfers: {row['question']}",
    added=lambda row, parties: (
        f"{party_name(row['party_id'], parties)} vraagt aan de cijfers: {end_sentence(row['question'])}"
    ),
    withdrawn="vraag ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("party_id", "question"),
)
class PartyQuestion:
    """What a party wants to know, what it would decide differently, and which figure would tell."""

    id: int
    party_id: int = of_party()
    question: str = line("De vraag", "vraag", NAME_LIMIT, prompt="Wat wil deze partij weten?")
    decision: str = line(
        "Het besluit", "wat anders zou worden besloten", NAME_LIMIT, prompt="Wat zou zij anders besluiten?"
    )
    level: str = choice("Het niveau", "niveau", LEVELS, prompt="Op welk niveau")
    indicator: str | None = declare(
        "choice", _known_by, label="Het cijfer", words="cijfer", optional=True, empty="geen cijfer bekend",
        prompt="Welk cijfer geeft antwoord",
    )  # fmt: skip
    answer: str = line(
        "Wat ermee gebeurde", "wat met het antwoord gebeurde", NAME_LIMIT, optional=True,
        empty="nog niets", prompt="Wat is er met het antwoord gedaan?",
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


@record(
    "dated_note",
    "Noot bij een datum",
    title=lambda row, _: f"Noot “{row['label']}” bij {day_text(row['happened_on'])}",
    added=lambda row, _: (
        f"Noot bij {day_text(row['happened_on'])}, voor de grafieken: {end_sentence(row['what'])}"
    ),
    withdrawn="noot ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    looked_after=False,
    same=("happened_on", "label"),
)
class DatedNote:
    """Something that happened on a day, which a reader of figures wants to know; never a cause."""

    id: int
    happened_on: str = day("De dag", "dag", prompt="Op welke dag")
    label: str = line("Het woord", "woord bij de grafiek", LABEL_LIMIT, prompt="Eén woord voor in de grafiek")
    what: str = declare(
        "line", _no_cause, label="Wat er gebeurde", words="wat er gebeurde", limit=NAME_LIMIT,
        prompt="Wat gebeurde er? (geen oorzaak)",
    )  # fmt: skip
    source: str = line("De bron", "bron", NAME_LIMIT, prompt="Bron")
    region: str | None = choice("De regio", "regio", REGIONS, optional=True, empty="overal", prompt="Regio")
    indicator: str | None = declare(
        "choice", _known_by, label="Het cijfer", words="cijfer", optional=True, empty="alle cijfers",
        prompt="Bij welk cijfer",
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
