"""The case of inclusivity: euros only over what is in euro, and adopted only when it is whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from lib.dutch import euros_text
from lib.model.kinds import Invalid
from lib.model.results.inclusion import DOMAINS, EURO, SIDES, WORDS, InclusionCase, InclusionEffect
from lib.rules.results.inclusion import Impact, check_case, check_effect, impact_sentence, place_of, result_of

NUMBERS = ("low", "high", "low_euros", "high_euros", "baseline", "baseline_euros", "measured_on")
CASE = InclusionCase(1, "2022-12-01", "Tafel", None, None, 1)


def effect(number: int = 1, domain: str = "werken", side: str = "economisch", **more: Any) -> InclusionEffect:
    usual = {
        "sentence": f"Effect {number}", "people": None, "pays": "bedrijf", "gains": "gemeente", "unit": WORDS,
        "certainty": "aanname", "source": "", "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
    }  # fmt: skip
    return InclusionEffect(number, domain, side, **{**usual, **dict.fromkeys(NUMBERS), **more})


def euros(number: int, low: int, high: int, **more: Any) -> InclusionEffect:
    return effect(number, unit=EURO, low_euros=low, high_euros=high, **more)


WHOLE = [
    effect(10 * place + column, domain, side)
    for place, domain in enumerate(DOMAINS)
    for column, side in enumerate(SIDES)
]


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6),
    st.integers(0, 3),
)
def test_the_sum_is_over_what_is_in_euro_and_says_of_how_many(
    ranges: list[tuple[int, int]], others: int
) -> None:
    ordered = [(min(ends), max(ends)) for ends in ranges]
    rows = [euros(number, *ends) for number, ends in enumerate(ordered, 1)]
    rows += [effect(100 + number, unit="mensen", low=5, high=9) for number in range(others)]
    told = impact_sentence(Impact(rows, None, visible=True))
    low, high = (sum(ends) for ends in zip(*ordered, strict=True))
    assert f"samen {euros_text(low)}" in told
    assert euros_text(high) in told
    assert f"({len(ordered)} van {len(rows)} effecten in euro)" in told
    assert "€" not in impact_sentence(Impact(rows, None))


def test_without_the_right_to_see_money_no_amount_is_told_or_drawn() -> None:
    held = Impact([euros(1, 1_000, 2_000, baseline_euros=500)], None)
    result = result_of(held)
    assert result
    assert "€" not in f"{result}"
    assert result.source.startswith("Gestippeld"), "no bar, so no line"
    assert "1.000" not in f"{result.sentence}{result.tables}{result.description}"
    assert place_of(held.effects[0], held) is None
    assert place_of(held.effects[0], Impact(held.effects, None, visible=True)) == (50, 50)


def test_the_case_stands_only_when_every_domain_has_both_columns() -> None:
    check_case(Impact(WHOLE, None))
    assert "vastgesteld op 1 december 2022" in impact_sentence(Impact(WHOLE, CASE))
    for missing in WHOLE:
        rest = [row for row in WHOLE if row is not missing]
        assert Impact(rest, CASE).gaps == [f"{missing.domain} ({missing.side})"]
        assert "de vaststelling past niet meer" in impact_sentence(Impact(rest, CASE))
        with pytest.raises(Invalid):
            check_case(Impact(rest, None))


@pytest.mark.parametrize(
    ("own", "field"),
    [
        (euros(1, 2_000, 1_000), "high_euros"),
        (effect(unit="mensen", low=5), "high"),
        (effect(unit="mensen", high=5), "low"),
        (effect(unit="procent", low=5, high=120), "high"),
        (effect(certainty="onderzoek"), "source"),
        (effect(2, sentence="effect 9.", gains="bedrijf"), "sentence"),
    ],
)
def test_what_cannot_be(own: InclusionEffect, field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        check_effect(own, [effect(9)])
    assert wrong.value.field == field


def test_an_effect_without_a_baseline_is_an_expectation_and_is_not_drawn_as_known() -> None:
    result = result_of(Impact([effect(unit="mensen", low=5, high=9)], None))
    assert result
    assert "verwachting: geen nulmeting" in result.tables[0].rows[0]
    assert result.source.startswith("Een balk loopt langs een lijn van 0 tot 9 mensen")
    assert result_of(Impact([], None)) is None
