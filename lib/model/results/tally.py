"""De telling: how many people, companies or vouchers took a step, where and in which period; never who."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.dutch import day_text, number_text
from lib.model.field import Parties, choice, day, declare, line, number, of_action, party, party_name
from lib.model.kinds import NAME_LIMIT, count, number as number_rule, reference, still_empty, text
from lib.model.periods import parse_period, period_of
from lib.model.record import Row, record
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.amount import MOST, Amount, amount_of, stored_count
from lib.model.results.outcome import PART
from lib.model.results.schemes import EVERY_PART, EVERY_STEP, SCHEMES

COHORT, IN_PERIOD = "cohort", "periode"
BASES: Mapping[str, str] = {
    COHORT: "wie in deze periode begon (cohort)",
    IN_PERIOD: "wat in deze periode gebeurde",
}
WHOLE, TOGETHER, ANYWHERE = "hele provincie", "alle samen", "hele regio"
_written = text("De periode", NAME_LIMIT)
_YEARS = (2015, 2040)


def stored_period(value: Any, today: date) -> str:
    """Make a rule for a period as people write it, stored by its code."""
    return parse_period(_written(value, today)).code


def _year(value: Any, today: date) -> int:
    year = number_rule("Het jaar", *_YEARS)(value, today)
    if year is None:
        raise still_empty("Het jaar")
    return int(year)


def tally_words(row: Row) -> str:
    """Name a count by its step, kind, region and period."""
    kind = f", {EVERY_PART[row['part']].lower()}" if row["part"] else ""
    region = LABOUR_REGIONS[row["region"]] if row["region"] else WHOLE
    campus = f" (campus nr. {row['campus_id']})" if row["campus_id"] else ""
    return f"{EVERY_STEP[row['step']].lower()}{kind}, {region}{campus}, {period_of(row['period']).text}"


def _added(row: Row, parties: Parties) -> str | None:
    if row["delivery_id"]:
        return None
    said = amount_of(row["amount"]).text
    return f"Telling toegevoegd: {tally_words(row)}: {said} (opgave {party_name(row['party_id'], parties)})."


@record(
    "tally",
    "Telling",
    title=lambda row, _: f"Telling {tally_words(row)}",
    added=_added,
    withdrawn="telling ingetrokken",
    about="action_id",
    part=PART,
    looked_after=False,
    stands_still=True,
    same=("action_id", "step", "part", "region", "campus_id", "period", "basis", "party_id", "source"),
)
class Tally:
    """One count: what it counts never changes, how many may be corrected.

    No `part` is all kinds together, no `region` the whole province, no campus the whole region. Of two
    reports of the same count the one counts that was `chosen`, with the reason. `delivery_id` is the report
    it came in with, None when typed.
    """

    id: int
    action_id: str = of_action()
    step: str = choice("De stap", "stap", EVERY_STEP, own=False, prompt="Stap")
    part: str | None = choice(
        "De soort", "soort", EVERY_PART, optional=True, own=False, prompt="Soort", empty=TOGETHER
    )
    region: str | None = choice(
        "De regio", "regio", LABOUR_REGIONS, optional=True, own=False, prompt="Regio", empty=WHOLE
    )
    campus_id: int | None = declare(
        "record", reference("Campus", optional=True), label="Campus", words="campus", optional=True,
        own=False, empty=ANYWHERE,
    )  # fmt: skip
    period: str = declare(
        "period", stored_period, label="De periode", words="periode", own=False, prompt="Periode",
        reads=lambda value, _: period_of(value).text,
    )  # fmt: skip
    basis: str = choice("Wat telt", "wat telt", BASES, own=False)
    amount: str = declare(
        "amount", stored_count, label="Het aantal", words="aantal", prompt="Aantal",
        help="Een heel getal, “minder dan 5” of “onbekend”. 1 tot en met 4 wordt “minder dan 5”. Een getal "
        "dat minder dan 5 verschilt van wat er stond, wordt een klasse, zoals “20 tot en met 24”.",
        reads=lambda value, _: amount_of(value).text,
    )  # fmt: skip
    party_id: int = party("Wie telt", "wie telt", own=False)
    source: str = line("De bron", "bron", NAME_LIMIT, own=False, prompt="Bron, zoals “kwartaalopgave”")
    reported_on: str = day("De datum van de opgave", "datum van opgave", past=True, prompt="Opgave van")
    note: str = line(
        "De toelichting", "toelichting", optional=True, prompt="Toelichting (geen namen van mensen)"
    )
    chosen: str = line(
        "Waarom deze opgave telt", "waarom deze opgave telt", NAME_LIMIT, optional=True, new=False,
        empty="niet gekozen",
    )  # fmt: skip
    delivery_id: int | None = declare(
        "record", reference("De opgave", optional=True), label="De opgave", optional=True, new=False
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def many(self) -> Amount:
        return amount_of(self.amount)


def _delivered(row: Row, parties: Parties) -> str:
    noun = SCHEMES[row["action_id"]].noun if row["action_id"] in SCHEMES else "tellingen"
    who = party_name(row["party_id"], parties)
    return f"Opgave van {who} over {row['periods']} ({noun}, {row['source']})"


@record(
    "tally_delivery",
    "Opgave",
    title=_delivered,
    added=lambda row, parties: (
        f"{_delivered(row, parties)} ingelezen: {number_text(row['size'])} aantallen, "
        f"opgegeven op {day_text(row['reported_on'])}."
    ),
    withdrawn="opgave ingetrokken",
    about="action_id",
    part=PART,
    looked_after=False,
)
class Delivery:
    """One report that was read in: accepted as a whole; without it none of its counts count."""

    id: int
    action_id: str
    party_id: int
    source: str
    periods: str
    reported_on: str
    file: str
    size: int
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


@record(
    "target",
    "Doel",
    title=lambda row, _: f"Doel {EVERY_STEP[row['step']].lower()} in {row['year']}",
    added=lambda row, _: (
        f"Doel afgesproken: {EVERY_STEP[row['step']].lower()} in {row['year']}: {number_text(row['aim'])}."
    ),
    withdrawn="doel ingetrokken",
    about="action_id",
    part=PART,
    stands_still=True,
    same=("action_id", "step", "year"),
)
class Target:
    """How many were agreed for a step in a year; a count without a target is complete."""

    id: int
    action_id: str = of_action()
    step: str = choice("De stap", "stap", EVERY_STEP, own=False, prompt="Stap")
    year: int = number("Het jaar", "jaar", _YEARS, own=False, rule=_year, optional=False)
    aim: int = number(
        "Het doel", "doel", (1, MOST), rule=count("Het doel", MOST), prompt="Afgesproken aantal",
        optional=False,
    )  # fmt: skip
    source: str = line("Waar dit is afgesproken", "waar afgesproken", NAME_LIMIT)
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
