"""What a campus costs, what parties bring in and who decides are three things, and unknown is not zero."""

from __future__ import annotations

from typing import Any

from lib.model.results.campus_money import Exploitation, Say
from lib.rules.money.campuses import (
    COVERED,
    GAP,
    TEMPORARY,
    UNKNOWN,
    all_sides_decide,
    covered_until,
    say_words,
    state,
    unknowns,
)
from tests.unit.cases import for_each


def year(number: int = 2023, **values: Any) -> Exploitation:
    usual = {
        "id": number, "campus_id": 1, "year": number, "costs": 100, "membership": 0, "participation": 0,
        "rent": 0, "education": 0, "subsidy_structural": 0, "subsidy_temporary": 0, "source": "begroting",
        "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
    }  # fmt: skip
    return Exploitation(**{**usual, **values})


@for_each(
    [
        ({"education": 100}, COVERED),
        ({"education": 100, "rent": None}, COVERED),
        ({"education": 60, "subsidy_temporary": 40}, TEMPORARY),
        ({"education": 60, "subsidy_temporary": 20}, GAP),
        ({"education": 60, "rent": None, "subsidy_temporary": 90}, UNKNOWN),
        ({"education": 60, "subsidy_temporary": None}, UNKNOWN),
        ({"costs": None, "education": 100}, UNKNOWN),
    ]
)
def test_a_year_is_covered_as_far_as_that_is_known(values: dict[str, Any], expected: str) -> None:
    assert state(year(**values)) == expected
    assert state(None) == UNKNOWN


def test_what_is_unknown_is_named() -> None:
    assert unknowns(year(rent=None, costs=None)) == ["kosten", "huur"]


def test_covered_until_the_last_year_without_a_break_and_without_temporary_subsidy() -> None:
    rows = [year(2022), year(2023, rent=100), year(2024, rent=120), year(2025, subsidy_temporary=100)]
    assert covered_until([*rows, year(2026, rent=100)], 2023) == 2024
    assert covered_until(rows, 2022) is None


def test_a_side_without_a_known_seat_does_not_decide() -> None:
    def say(business: int | None, education: int | None, government: int | None) -> Say:
        return Say(1, 1, "stichting", business, education, government, "statuten", None, None, 1)

    assert all_sides_decide(say(1, 2, 1))
    assert not all_sides_decide(say(1, 2, 0))
    assert not all_sides_decide(say(1, None, 1))
    assert not all_sides_decide(None)
    assert say_words(say(1, None, 0)) == "bedrijfsleven 1, onderwijs onbekend en overheid 0"
