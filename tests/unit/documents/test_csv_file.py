"""What a spreadsheet could take for a formula is told to be text, and a number stays a number."""

from __future__ import annotations

from typing import Any

from hypothesis import given, strategies as st

from lib.documents.csv_file import harmless, written
from tests.unit.cases import for_each


@for_each(
    [
        *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "-", "+31 6 12345678", "-5,2+1", "\tx", "\rx", "-5,2\n=1"),
        *(" =1", "\n=1", "\u00a0=1", "\u3000=1", "\u200b=1", "\ufeff=1", "\x00=1"),
        *("\uff1d1", " \uff0b1", "\uff0d1", "\ufe631", "\uff20x"),  # full and small width
    ]
)
def test_a_formula_in_any_disguise_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@for_each(["-5,2", "+3", "-1.234,5", "-1504", "12", "", "x=1", "Roc - Noord", "3 @ 4", " x", None, -5.2, 0])
def test_a_number_and_plain_text_stay_as_they_are(value: Any) -> None:
    assert harmless(value) == value


@given(st.text())
def test_guarding_twice_is_guarding_once(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)
    assert harmless(text) in (text, f"'{text}")


def test_a_negative_figure_can_be_summed_in_the_file() -> None:
    assert written([("-5,2", "=1", None)]).decode("utf-8-sig") == "-5,2;'=1;\r\n"
