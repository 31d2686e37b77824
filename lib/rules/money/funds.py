"""What must hold of a fund, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from lib.dutch import day_text, list_text, number_text
from lib.model.kinds import Invalid
from lib.model.results.money import ACCOUNTS, AREAS, GROUNDS, NOT_FOUNDED, Fund

_WITHOUT_GROUND = ("granted", "used", "finished")
SMALL = 5


def check_accounts(values: dict[str, int | None], ground: str) -> None:
    """Raise Invalid for a later step above an earlier one, and for accounts without a fund."""
    if ground == NOT_FOUNDED and any(values[name] for name in _WITHOUT_GROUND):
        raise Invalid(
            "ground", "Zonder rechtsvorm is er nog geen rekening. Kies eerst waarop het fonds staat."
        )
    known = [(name, value) for name in ACCOUNTS if (value := values[name]) is not None]
    for (earlier, more), (later, fewer) in pairwise(known):
        if fewer > more:
            first = f"{ACCOUNTS[later].capitalize()} ({fewer}) kan niet meer zijn dan"
            raise Invalid(later, f"{first} {ACCOUNTS[earlier]} ({more}).")


def accounts_words(fund: Fund) -> str:
    """Tell the accounts of a fund, a small number without the number."""
    if fund.ground == NOT_FOUNDED:
        return "nog geen rekening, want nog geen rechtsvorm"
    parts = [
        f"{words} {_number(value)}"
        for name, words in ACCOUNTS.items()
        if (value := getattr(fund, name)) is not None
    ]
    when = f" op {day_text(fund.counted_on)}" if fund.counted_on and parts else ""
    return f"rekeningen{when}: {list_text(parts)}" if parts else "aantal rekeningen niet bekend"


def _number(value: int) -> str:
    return "minder dan 5" if 0 < value < SMALL else number_text(value)


def fund_sentence(fund: Fund) -> str:
    """Tell on what ground a fund stands, who runs and guarantees it, and how many accounts it has."""
    ground = GROUNDS[fund.ground]
    if fund.founded_on and fund.ground != NOT_FOUNDED:
        ground = f"{ground} sinds {day_text(fund.founded_on)}"
    parts = [
        f"{AREAS[fund.area]}: {ground}",
        f"uitvoerder {fund.executor or 'nog niet bekend'}",
        f"garantsteller {fund.guarantor or 'nog niet bekend'}",
        accounts_words(fund),
    ]
    return "; ".join(parts) + "."


def missing_funds(funds: Iterable[Fund]) -> list[str]:
    """Name the areas for which the annex expects a fund and nobody recorded one."""
    present = {fund.area for fund in funds if fund.withdrawn_on is None}
    return [name for area, name in AREAS.items() if area not in present]
