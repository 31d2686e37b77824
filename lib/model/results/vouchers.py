"""Zij-instroom: series of vouchers, the method that campuses share, and how far each campus follows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.dutch import day_text, list_text
from lib.model import listing
from lib.model.field import choice, day, declare, line, number, of_action, party
from lib.model.kinds import NAME_LIMIT, Invalid, reference
from lib.model.record import record
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.outcome import PART
from lib.model.results.schemes import VOUCHER_KINDS

AREAS: Mapping[str, str] = {"NHN": "Noord-Holland Noord (NHN)", "MRA": "Metropoolregio Amsterdam (MRA)"}
USUAL_STEPS = ("werving", "intake", "oriëntatiedag", "proefplaatsing", "leerbaan", "nazorg")
"""The steps of the method until the coalition agrees on others."""
SO, OTHERWISE, NOT = "zo", "anders", "niet"
STATES: Mapping[str, str] = {
    SO: "zo: volgens de methodiek",
    OTHERWISE: "anders: wel, op een eigen manier",
    NOT: "niet",
}
"""How a campus takes a step of the method; of a step without a record it is unknown."""


def _steps(value: Any, today: date) -> str:
    steps = listing.words("De stappen")(value, today)
    if not steps:
        raise Invalid("De stappen", "De stappen zijn nog leeg. Noem er ten minste een.")
    return steps


@record(
    "voucher_series",
    "Voucherreeks",
    title=lambda row, _: f"Voucherreeks “{row['name']}”",
    added=lambda row, _: (
        f"Voucherreeks toegevoegd: {row['name']} ({VOUCHER_KINDS[row['kind']].lower()}), "
        f"geldig van {day_text(row['valid_from'])} tot en met {day_text(row['valid_until'])}."
    ),
    withdrawn="voucherreeks ingetrokken",
    about="action_id",
    part=PART,
    stands_still=True,
    empty="niet bekend",
    same=("action_id", "name", "valid_from"),
)
class VoucherSeries:
    """Vouchers of one kind that one party issues, valid for a while; an unknown number is None."""

    id: int
    action_id: str = of_action()
    name: str = line("De naam", "naam", NAME_LIMIT, prompt="Naam van de reeks")
    kind: str = choice("De soort voucher", "soort voucher", VOUCHER_KINDS)
    issuer_id: int = party("De verstrekker", "verstrekker")
    area: str = choice("Het gebied", "gebied", AREAS)
    region: str | None = choice("De arbeidsmarktregio", "arbeidsmarktregio", LABOUR_REGIONS, optional=True)
    size: int | None = number("Het aantal vouchers", "aantal vouchers", (1, 1_000_000))
    most_euros: int | None = number(
        "Het bedrag per voucher", "hoogste bedrag per voucher", (1, 100_000),
        prompt="Hoogste bedrag per voucher (euro)",
    )  # fmt: skip
    valid_from: str = day("De eerste dag", "geldig van", group="valid", prompt="Geldig van")
    valid_until: str = day("De laatste dag", "geldig tot en met", group="valid", prompt="Geldig tot en met")
    recognised: str | None = choice(
        "Erkende opleiding", "erkende opleiding", {"ja": "ja", "nee": "nee"}, optional=True
    )
    source: str = line("De bron", "bron", NAME_LIMIT)
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


@record(
    "method",
    "Methodiek",
    title=lambda row, _: f"Methodiek van {day_text(row['agreed_on'])}",
    added=lambda row, _: (
        f"Methodiek afgesproken op {day_text(row['agreed_on'])}: {list_text(row['steps'].split(', '))}."
    ),
    withdrawn="methodiek ingetrokken",
    about="action_id",
    part=PART,
    stands_still=True,
    same=("action_id", "agreed_on"),
)
class Method:
    """One version of the short list of steps that the campuses take alike."""

    id: int
    action_id: str = of_action()
    steps: str = declare(
        "words", _steps, label="De stappen", words="stappen van de methodiek",
        prompt="Stappen, met een komma ertussen", reads=lambda value, _: list_text(value.split(", ")),
    )  # fmt: skip
    agreed_on: str = day("De dag van de afspraak", "dag van de afspraak", past=True, prompt="Afgesproken op")
    source: str = line("Waar dit is afgesproken", "waar afgesproken", NAME_LIMIT)
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


@record(
    "method_step",
    "Stap bij een campus",
    title=lambda row, _: f"Methodiek, {row['step']} (campus nr. {row['campus_id']})",
    added=lambda row, _: (
        f"Methodiek, {row['step']} (campus nr. {row['campus_id']}): {row['state']}, "
        f"gezien op {day_text(row['seen_on'])}."
    ),
    withdrawn="waarneming ingetrokken",
    about="action_id",
    part=PART,
    looked_after=False,
    same=("action_id", "campus_id", "step"),
)
class MethodStep:
    """How one campus takes one step of the method, seen on a day."""

    id: int
    action_id: str = of_action()
    campus_id: int = declare("record", reference("Campus"), label="Campus", words="campus", own=False)
    step: str = line("De stap", "stap", NAME_LIMIT, own=False)
    state: str = choice("Hoe het gaat", "hoe het gaat", STATES, group="seen")
    seen_on: str = day("De dag van de waarneming", "gezien op", past=True, group="seen", prompt="Gezien op")
    source: str = line(
        "De bron", "bron", NAME_LIMIT, optional=True, group="seen", prompt="Bron (verplicht bij “zo”)"
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
