"""The nouns of money: layers that pay for an action, and the funds they go into.

An amount that is not known is None, never zero.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from lib.model.field import choice, day, declare, euros, line, number, of_action, party
from lib.model.kinds import NAME_LIMIT, reference
from lib.model.record import record
from lib.model.regions import REGIONS

SOURCES: Mapping[str, str] = {
    "rijk": "Rijk: SZW en OCW",
    "gemeente": "Gemeenten",
    "fonds": "O&O-fondsen",
    "provincie": "Provincie",
    "overig": "Bedrijven en overig",
}
"""Who pays. The annex names the first four for action 4; what companies pay is no public money."""

CERTAINTIES: Mapping[str, str] = {
    "genoemd": "genoemd",
    "in gesprek": "in gesprek",
    "toegezegd": "toegezegd",
    "verleend": "verleend",
    "ontvangen": "ontvangen",
}
"""How certain money is, the least certain first. Amounts of different certainty are never added up."""
PROVEN: Container[str] = ("toegezegd", "verleend", "ontvangen")
"""From here on there is a decision or a letter that says so."""

EXACT, RANGE, AT_LEAST, UNKNOWN = "bedrag", "bandbreedte", "minstens", "onbekend"
AMOUNTS: Mapping[str, str] = {
    EXACT: "een bedrag",
    RANGE: "een bandbreedte",
    AT_LEAST: "minstens dit bedrag",
    UNKNOWN: "nog niet bekend",
}
"""What is known of an amount."""

AREAS: Mapping[str, str] = {"NHN": "Noord-Holland Noord", "MRA": "Metropoolregio Amsterdam"}
"""Where the annex expects regional funds; an area of funds is no labour-market region."""
NOT_FOUNDED = "nog niet"
GROUNDS: Mapping[str, str] = {
    NOT_FOUNDED: "nog niet opgericht",
    "verordening": "subsidieverordening",
    "convenant": "convenant",
    "stichting": "stichting",
}
"""On what legal ground a fund stands."""


@record(
    "money_layer",
    "Geldlaag",
    title=lambda row, _: f"Geldlaag “{row['name']}”",
    added=lambda row, _: (
        f"Geldlaag “{row['name']}” ({SOURCES[row['source']]}) toegevoegd: {row['certainty']}."
    ),
    withdrawn="geldlaag ingetrokken",
    about="action_id",
    part="geld",
    same=("action_id", "source", "name"),
)
class MoneyLayer:
    """Money of one source for one action, of one certainty, until its end date."""

    id: int
    action_id: str = of_action()
    source: str = choice("De bron", "bron van het geld", SOURCES, prompt="Bron")
    name: str = line("De naam van de laag", "naam van de laag", NAME_LIMIT, prompt="Welk geld is het")
    region: str | None = choice(
        "Regio", "regio van het geld", REGIONS, optional=True, empty="geen bepaalde regio"
    )
    fund_id: int | None = declare(
        "record",
        reference("Het fonds", optional=True),
        label="Fonds",
        words="fonds",
        optional=True,
        empty="geen fonds",
        reads=lambda value, _: f"fonds {value}",
    )
    certainty: str = choice("De zekerheid", "zekerheid", CERTAINTIES, prompt="Hoe zeker is het")
    amount_kind: str = choice(
        "Wat over het bedrag bekend is", "wat over het bedrag bekend is", AMOUNTS,
        prompt="Wat is over het bedrag bekend", group="amount",
    )  # fmt: skip
    amount_low: int | None = euros(
        "Het bedrag", "bedrag", 1, prompt="Bedrag, of het laagste, in euro",
        only={"amount_kind": (EXACT, RANGE, AT_LEAST)}, group="amount",
    )  # fmt: skip
    amount_high: int | None = euros(
        "Het hoogste bedrag", "hoogste bedrag", 1, prompt="Het hoogste bedrag in euro",
        only={"amount_kind": (RANGE,)}, group="amount",
    )  # fmt: skip
    starts_on: str | None = day(
        "De begindatum", "begint op", optional=True, empty="niet bekend", prompt="Begint op"
    )
    ends_on: str | None = day(
        "De einddatum", "eindigt op", optional=True, empty="niet bekend", prompt="Eindigt op"
    )
    earmark: str = line(
        "Het oormerk", "oormerk", optional=True, empty="geen oormerk", prompt="Oormerk of doelgroep"
    )
    condition: str = line("De voorwaarde", "voorwaarde", optional=True, empty="geen", prompt="Voorwaarde")
    evidence: str = line(
        "Het bewijs",
        "bewijs",
        optional=True,
        empty="geen",
        prompt="Bewijs: besluit of brief, met datum of kenmerk",
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


ACCOUNTS: Mapping[str, str] = {
    "talks": "gesprek",
    "plans": "plan",
    "granted": "toegekend",
    "used": "gebruikt",
    "finished": "afgerond",
}
"""The steps of a personal development account, as counts and never as persons."""
_MANY = (0, 1_000_000)


@record(
    "fund",
    "Fonds",
    title=lambda row, _: f"Fonds “{row['name']}”",
    added=lambda row, _: f"Fonds “{row['name']}” vastgelegd: {GROUNDS[row['ground']]}.",
    withdrawn="fonds ingetrokken",
    about="action_id",
    part="fonds",
    same=("action_id", "name"),
)
class Fund:
    """A regional development fund: on what ground it stands, who runs it, and how many accounts it has."""

    id: int
    action_id: str = of_action()
    name: str = line("De naam van het fonds", "naam van het fonds", NAME_LIMIT, prompt="Naam van het fonds")
    area: str = choice("Het gebied", "gebied", AREAS, prompt="Gebied")
    ground: str = choice(
        "De rechtsvorm", "rechtsvorm of grondslag", GROUNDS, prompt="Rechtsvorm of grondslag"
    )
    founded_on: str | None = day(
        "De dag van oprichten", "opgericht op", optional=True, past=True, empty="niet bekend",
        prompt="Opgericht op", only={"ground": tuple(set(GROUNDS) - {NOT_FOUNDED})},
    )  # fmt: skip
    executor_id: int | None = party(
        "De uitvoerder", "uitvoerder", optional=True, empty="nog niet bekend", prompt="Uitvoerder"
    )
    guarantor_id: int | None = party(
        "De garantsteller", "garantsteller", optional=True, empty="nog niet bekend", prompt="Garantsteller"
    )
    talks: int | None = number(
        "Het aantal gesprekken", "gesprekken", _MANY, empty="niet bekend", group="accounts"
    )
    plans: int | None = number("Het aantal plannen", "plannen", _MANY, empty="niet bekend", group="accounts")
    granted: int | None = number(
        "Het aantal toegekende rekeningen", "toegekend", _MANY, empty="niet bekend", group="accounts"
    )
    used: int | None = number(
        "Het aantal gebruikte rekeningen", "gebruikt", _MANY, empty="niet bekend", group="accounts"
    )
    finished: int | None = number(
        "Het aantal afgeronde rekeningen", "afgerond", _MANY, empty="niet bekend", group="accounts"
    )
    counted_on: str | None = day(
        "De dag van de telling", "geteld op", optional=True, past=True, empty="niet bekend",
        prompt="Geteld op", group="accounts",
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    executor: str | None = None
    guarantor: str | None = None
