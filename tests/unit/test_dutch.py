"""How dates, numbers and lists read, and that reading them back gives the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, strategies as st

from lib import dutch
from tests.unit.cases import for_each

days = st.dates(min_value=date(1000, 1, 1))
inner_days = st.dates(date.min + timedelta(days=1), date.max - timedelta(days=1))
moments = st.builds(datetime.combine, inner_days, st.times(), st.just(UTC))


@given(days)
def test_a_day_reads_back(day: date) -> None:
    assert dutch.parse_day(dutch.day_text(day)) == day
    assert dutch.parse_day(day.isoformat()) == day
    assert dutch.parse_day(f"{day.day}-{day.month}-{day.year}") == day
    assert dutch.parse_day(f" {day.day:02}/{day.month:02}/{day.year} ") == day
    assert dutch.parse_day(dutch.day_text(day).upper()) == day
    assert dutch.day_text(day.isoformat()) == dutch.day_text(day)


@given(st.text() | st.text(alphabet="0123456789-/ .apriljun", max_size=14))
@example("1-99999999999999999999-2023")
@example(f"{'9' * 5000}-1-2023")
@example("2023-02-30")
@example("\u0661-\u0661-\u0662\u0660\u0662\u0663")
@example("1²-1-2023")
def test_no_text_breaks_reading_a_day(text: str) -> None:
    found = dutch.parse_day(text)
    assert found is None or dutch.parse_day(dutch.day_text(found)) == found


@for_each(
    [
        "",
        "gisteren",
        "2023",
        "14-04-23",
        "31-02-2023",
        "0-1-2023",
        "1-13-2023",
        "14 avril 2023",
        "0000-01-01",
        "1--2023",
    ]
)
def test_nonsense_is_no_day(text: str) -> None:
    assert dutch.parse_day(text) is None


def test_dates_read_as_dutch() -> None:
    assert dutch.day_text("2023-04-14") == "14 april 2023"
    assert dutch.moment_text("2023-04-14T14:05:00.000Z") == "14 april 2023, 16:05"
    assert dutch.moment_text("2023-12-31T23:05:00.000Z") == "1 januari 2024, 00:05"


# ------------------------------------------------------------------------ moments


@given(moments, moments)
def test_stamps_sort_as_their_moments(one: datetime, other: datetime) -> None:
    first, second = dutch.stamp(one), dutch.stamp(other)
    if one - other > timedelta(milliseconds=1):
        assert first > second
    assert len(first) == len("2023-04-14T14:05:00.000Z")


@given(moments)
def test_a_stamp_is_the_moment_to_the_millisecond(moment: datetime) -> None:
    read = datetime.fromisoformat(dutch.stamp(moment))
    assert timedelta() <= moment - read < timedelta(milliseconds=1)


@given(st.dates())
@example(date.max)
@example(date.min)
def test_the_end_of_a_day_is_its_last_millisecond(day: date) -> None:
    end = dutch.end_of_day(day)
    assert len(end) == len("2023-04-14T14:05:00.000Z")
    if date(1970, 1, 1) < day < date.max:
        assert dutch.local_time(end).date() == day
        following = datetime.fromisoformat(end) + timedelta(milliseconds=1)
        assert dutch.local_time(dutch.stamp(following)).date() == day + timedelta(days=1)
        assert dutch.end_of_day(day + timedelta(days=1)) > end


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2023-03-25", "2023-03-25T22:59:59.999Z"),
        ("2023-03-26", "2023-03-26T21:59:59.999Z"),  # the clock went forward this night
        ("2023-10-28", "2023-10-28T21:59:59.999Z"),
        ("2023-10-29", "2023-10-29T22:59:59.999Z"),  # and back
    ],
)
def test_the_end_of_a_day_when_the_clock_changes(day: str, end: str) -> None:
    assert dutch.end_of_day(date.fromisoformat(day)) == end


# ------------------------------------------------------------------------ numbers


@given(st.integers(-(10**15), 10**15), st.integers(0, 3))
def test_a_number_reads_back(hundreds: int, decimals: int) -> None:
    value = hundreds / 10**decimals
    read = float(dutch.number_text(value, decimals).replace(".", "").replace(",", "."))
    assert read == pytest.approx(value, abs=1e-9, rel=1e-12)


@for_each(
    [
        (1_504_000, 0, "1.504.000"),
        (69.4, 1, "69,4"),
        (1234.5, 1, "1.234,5"),
        (0, 0, "0"),
        (-1234, 0, "-1.234"),
        (-0.04, 1, "0,0"),
        (-0.0, 0, "0"),
    ]
)
def test_numbers_read_as_dutch(value: float, decimals: int, text: str) -> None:
    assert dutch.number_text(value, decimals) == text


def test_percentages() -> None:
    assert dutch.percent_text(69.44) == "69,4%"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "nul acties"),
        (1, "één actie"),
        (3, "drie acties"),
        (13, "dertien acties"),
        (14, "14 acties"),
        (1500, "1.500 acties"),
    ],
)
def test_counts(count: int, text: str) -> None:
    assert dutch.count_text(count, "actie", "acties") == text


# -------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_lists(items: list[str], text: str) -> None:
    assert dutch.list_text(items) == text
    assert dutch.list_text(iter(items)) == text


def test_another_last_word() -> None:
    assert dutch.list_text(["a", "b"], "of") == "a of b"


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        ("", ""),
        ("één actie", "Eén actie"),
        ("ijmond", "IJmond"),
        ("élan", "Élan"),
        ("5A", "5A"),
        ("Al goed", "Al goed"),
    ],
)
def test_sentence_case(text: str, cased: str) -> None:
    assert dutch.sentence_case(text) == cased
