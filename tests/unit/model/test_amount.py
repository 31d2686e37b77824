"""One to four is never told apart, unknown is not zero, and sums say no more than that."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from lib.model.kinds import Invalid
from lib.model.results.amount import FEW, LEAST, UNKNOWN, Amount, amount_of, stored_amount, total
from tests.unit.cases import for_each

TODAY = dt.date(2023, 4, 1)
NUMBERS = st.integers(0, 5_000)
STORED = st.one_of(st.sampled_from([UNKNOWN, FEW]), NUMBERS.map(lambda n: stored_amount(n, TODAY)))


def stored(value: object) -> str:
    return stored_amount(value, TODAY)


@for_each([
        ("12", "12"), (12, "12"), (12.0, "12"), ("1.504", "1504"), ("0", "0"), (0, "0"),
        ("3", FEW), (4, FEW), ("< 5", FEW), ("Minder dan 5", FEW), ("1-4", FEW),
        ("onbekend", UNKNOWN), ("n.b.", UNKNOWN), ("-", UNKNOWN),
    ])  # fmt: skip
def test_an_amount_as_people_write_it(written: object, expected: str) -> None:
    assert stored(written) == expected


@for_each(
    ["-3", "1,5", 1.5, "12 mensen", "veel", "=2+3", True, "1e3", "٣", "99999999999", float("inf"), "1.2"]
)
def test_what_is_no_amount_is_refused(written: object) -> None:
    with pytest.raises(Invalid, match="kan niet"):
        stored(written)


@pytest.mark.parametrize("empty", ["", None, float("nan")])
def test_that_nothing_is_known_is_said(empty: object) -> None:
    with pytest.raises(Invalid, match="nog leeg"):
        stored(empty)


@given(NUMBERS)
def test_one_to_four_is_never_written_down(number: int) -> None:
    amount = amount_of(stored(number))
    assert amount.text not in ("1", "2", "3", "4")
    assert amount.low <= number
    assert amount.high is not None
    assert number <= amount.high


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_a_sum_holds_the_truth(numbers: list[int]) -> None:
    added = total(amount_of(stored(number)) for number in numbers)
    assert added.high is not None
    assert added.low <= sum(numbers) <= added.high


@given(st.lists(NUMBERS, min_size=1, max_size=8), st.data())
def test_a_sum_is_the_same_whatever_the_small_numbers_are(numbers: list[int], data: st.DataObject) -> None:
    other = [data.draw(st.integers(1, LEAST - 1)) if 0 < number < LEAST else number for number in numbers]
    assert total(map(amount_of, map(stored, numbers))) == total(map(amount_of, map(stored, other)))


@given(st.lists(STORED, min_size=1, max_size=8))
def test_one_unknown_leaves_no_most(written: list[str]) -> None:
    assert (total(map(amount_of, written)).high is None) == (UNKNOWN in written)


@given(STORED, STORED)
def test_what_is_left_and_what_went_make_the_whole(whole: str, part: str) -> None:
    left = amount_of(whole).less(amount_of(part))
    assert left.low >= 0
    assert left.high is None or left.high >= left.low


def test_how_an_amount_reads() -> None:
    assert Amount(13, 16).text == "13 tot en met 16"
    assert Amount(12, None).text == "minstens 12"
    assert Amount(2, 2).text == FEW
    assert total([]).text == UNKNOWN
    assert Amount(0, 0).text == "0"
