"""Money as a result of its action: how certain it is and when it ends, without an amount.

It stands on slides and in what readers see, so amounts are left to the tab Geld.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.dutch import count_text
from lib.model.results.money import SOURCES, Fund, MoneyLayer
from lib.rules.money.funds import fund_sentence, missing_funds
from lib.rules.money.layers import counting, end_words, in_order_of_end, money_sentence
from lib.rules.results.result import Result, Table

KEY, TITLE = "geld", "Geld"
HEADS = ("Geldlaag", "Bron", "Zekerheid", "Oormerk", "Einde", "Bewijs")


def table_of(layers: Sequence[MoneyLayer], today: date) -> Table:
    rows = tuple(
        (
            layer.name,
            SOURCES[layer.source],
            layer.certainty,
            layer.earmark or "geen",
            end_words(layer, today),
            layer.evidence or "geen",
        )
        for layer in in_order_of_end(layers)
    )
    return Table("Geldlagen", HEADS, rows)


def fund_table(funds: Sequence[Fund]) -> Table:
    rows = [(fund.name, fund_sentence(fund)) for fund in funds]
    rows += [(name, "nog geen fonds vastgelegd") for name in missing_funds(funds)]
    return Table("Fondsen", ("Fonds", "Stand"), tuple(rows))


def result_of(layers: Sequence[MoneyLayer], funds: Sequence[Fund], action: str, today: date) -> Result | None:
    """Return what is recorded of the money for an action; None while nothing is."""
    if not layers and not funds:
        return None
    parts = []
    for source, name in SOURCES.items():
        own = [layer for layer in counting(layers, today) if layer.source == source]
        said = ", ".join(layer.certainty for layer in own) or "niets vastgelegd"
        parts.append(f"{name}: {said}")
    return Result(
        instrument=KEY,
        title=TITLE,
        sentence=money_sentence(layers, today, visible=False, what=action),
        tables=(table_of(layers, today), *([fund_table(funds)] if funds else [])),
        description=f"{count_text(len(layers), 'laag', 'lagen')}. {'; '.join(parts)}.",
        source="Hoe zeker het geld is; bedragen tellen per zekerheid, nooit samen.",
        drawing=(tuple(layers), today),
    )
