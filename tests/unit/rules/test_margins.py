"""No difference within the margin of its source, and a margin that nobody knows is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from lib.model.figures import Indicator, Observation
from lib.model.periods import period_of
from lib.model.results.margins import UNKNOWN, margin_of
from lib.rules.figure_words import claims_a_move, difference_text
from lib.rules.figures import change_of

SURVEY = Indicator(
    "werkzaam", 1, "Werkzame beroepsbevolking", "Werkzaam", "x 1.000 personen", 0, "",
    "CBS, Enquête beroepsbevolking", "kern", core=True, direction="omhoog", concept="werkzaam", scales="PV",
    fresh_months=12, words=False,
)  # fmt: skip
OTHER = replace(SURVEY, source="UWV", unit="uitkeringen")


def figure(value: float, period: str) -> Observation:
    return Observation("werkzaam", "PV27", period_of(period), value)


@given(st.integers(0, 5000), st.integers(-4, 4))
def test_a_rounded_difference_that_can_be_under_a_thousand_is_none(before: int, difference: int) -> None:
    now = figure(max(0, before + difference), "2022JJ00")
    found = change_of(SURVEY, now, figure(before, "2021JJ00"))
    size = abs((now.value or 0) - before)
    assert (found.difference is None) == (size < 2)
    assert not found.sign if size < 2 else found.sign in "▲▼"


def test_a_source_without_a_rule_says_that_its_margin_is_not_known() -> None:
    assert margin_of(OTHER.source, OTHER.unit) is None
    found = change_of(OTHER, figure(9, "2022JJ00"), figure(8, "2021JJ00"))
    assert difference_text(OTHER, found) == f"▲ 1 ({UNKNOWN})"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("De werkloosheid steeg.", "steeg"),
        ("Het is gedaald.", "gedaald"),
        ("Het aantal nam flink af.", "nam flink af"),
        ("De instroom is toegenomen.", "toegenomen"),
        ("Het cijfer is 4,8%.", ""),
        ("De steiger is hoog.", ""),
    ],
)
def test_words_that_claim_a_move_are_found(text: str, word: str) -> None:
    assert claims_a_move(text) == word
