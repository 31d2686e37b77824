"""The nouns of means: support in euro of the Servicepunt, and the instrument that is to pay for campuses.

What is not known is None, never zero. A variant that nobody worked out is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.model.field import choice, day, declare, euros, line, number, of_action, party
from lib.model.kinds import NAME_LIMIT, Invalid, number as number_rule
from lib.model.periods import period_of
from lib.model.record import record
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.tally import stored_period

AMOUNTS: Mapping[str, str] = {"requested": "aangevraagd", "granted": "toegekend", "paid": "betaald"}
"""The amounts of support, each no more than the one before."""


@record(
    "support_euros",
    "Ondersteuning in euro",
    title=lambda row, _: f"Ondersteuning, {period_of(row['period']).text}",
    added=lambda row, _: f"Ondersteuning vastgelegd over {period_of(row['period']).text}.",
    withdrawn="ondersteuning ingetrokken",
    about="action_id",
    part="geld",
    same=("action_id", "region", "period", "payer_id"),
)
class SupportEuros:
    """What was asked, granted and paid to support people in a region and period, and who pays."""

    id: int
    action_id: str = of_action()
    region: str = choice("De regio", "regio", LABOUR_REGIONS, prompt="Arbeidsmarktregio")
    period: str = declare(
        "period", stored_period, label="De periode", words="periode", prompt="Periode",
        reads=lambda value, _: period_of(value).text,
    )  # fmt: skip
    payer_id: int = party("Wie betaalt", "wie betaalt")
    requested: int | None = euros(
        "Het aangevraagde bedrag", "aangevraagd", prompt="Aangevraagd (euro)", group="amounts"
    )
    granted: int | None = euros(
        "Het toegekende bedrag", "toegekend", prompt="Toegekend (euro)", group="amounts"
    )
    paid: int | None = euros("Het betaalde bedrag", "betaald", prompt="Betaald (euro)", group="amounts")
    source: str = line("De bron", "bron", NAME_LIMIT)
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    payer: str = ""


VARIANTS: Mapping[str, str] = {
    "subsidie": "Subsidie",
    "lening": "Lening",
    "garantie": "Garantie",
    "deelneming": "Deelneming",
    "revolverend": "Revolverend fonds",
}
TESTED, UNTESTED = "getoetst", "nog niet"
AID: Mapping[str, str] = {UNTESTED: "nog niet getoetst", TESTED: "getoetst"}
ADOPTERS: Mapping[str, str] = {"GS": "Gedeputeerde Staten", "PS": "Provinciale Staten"}
_percent = number_rule("Het hoogste deel", 1, 100)


def _share(value: Any, today: date) -> Any:
    try:
        return _percent(value, today)
    except Invalid:
        raise Invalid(
            "Het hoogste deel",
            "De bijdrage is 1 tot en met 100% van de kosten: meer dan alles betalen kan niet. Verbeter dat.",
        ) from None


@record(
    "incentive",
    "Variant van het instrument",
    title=lambda row, _: f"Instrument, {VARIANTS[row['variant']].lower()}",
    added=lambda row, _: f"Variant van het instrument uitgewerkt: {VARIANTS[row['variant']].lower()}.",
    withdrawn="variant ingetrokken",
    about="action_id",
    part="instrument",
    same=("action_id", "variant"),
)
class Incentive:
    """One variant of the instrument that is to pay for campuses, as far as it was worked out."""

    id: int
    action_id: str = of_action()
    variant: str = choice("De variant", "variant", VARIANTS, prompt="Variant")
    most_percent: int | None = number(
        "Het hoogste deel", "hoogste deel van de kosten", (1, 100), rule=_share, empty="niet bekend",
        prompt="Hoogste deel van de kosten (%)",
    )  # fmt: skip
    most_euros: int | None = euros("Het hoogste bedrag", "hoogste bedrag", 1, prompt="Hoogste bedrag (euro)")
    conditions: str = line("De voorwaarden", "voorwaarden", optional=True, empty="geen", prompt="Voorwaarden")
    aid: str = choice("Staatssteun", "staatssteun", AID, group="aid")
    aid_on: str | None = day(
        "De dag van de toets", "getoetst op", optional=True, past=True, empty="niet bekend",
        prompt="Getoetst op", only={"aid": (TESTED,)}, group="aid",
    )  # fmt: skip
    adopted_by: str = choice(
        "Wie het vaststelt", "vast te stellen door", ADOPTERS, prompt="Vast te stellen door"
    )
    adopted_on: str | None = day(
        "De dag van vaststellen", "vastgesteld op", optional=True, past=True, empty="nog niet vastgesteld",
        prompt="Vastgesteld op",
    )  # fmt: skip
    source: str = line("De bron", "bron", NAME_LIMIT)
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
