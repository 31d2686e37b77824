"""The ladder goes up with evidence and down when that falls away, and nobody stands above a gap."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from lib.model.kinds import Invalid
from lib.model.results.work import ModelStep
from lib.rules.work.ladder import (
    REACHED,
    WAITING,
    Case,
    check_step,
    first_case,
    ladder_sentence,
    rungs,
    standing,
    versions,
)
from tests.unit.rules.work.work_desk import demand, match, notice, signed, step

CASE = Case(frozenset({1, 2}), frozenset({"luchtvaart", "maritiem"}))


@given(st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=24))
def test_up_and_down_the_ladder(acts: list[tuple[int, bool]]) -> None:
    """Record or take back rungs in any order: the model stands as high as the rungs hold without a gap."""
    held: dict[int, bool] = {}
    steps = {rung: step(rung, rung, withdrawn_on="2023-02-01") for rung in range(1, 9)}
    for rung, up in acts:
        held[rung] = up
        steps[rung] = step(rung, rung, withdrawn_on=None if up else "2023-02-01")
        at = standing(steps.values())
        assert all(held.get(number) for number in range(1, at + 1))
        assert not held.get(at + 1)
        states = {made.number: made.state for made in rungs(list(steps.values()))}
        assert [number for number, state in states.items() if state == REACHED] == [*range(1, at + 1)]
        assert [number for number, state in states.items() if state == WAITING] == [
            number for number in range(at + 1, 9) if held.get(number)
        ]


def test_a_withdrawn_signature_takes_the_model_down_and_a_new_one_back_up() -> None:
    steps = [step(number, number) for number in (1, 2, 3, 4)]
    assert ladder_sentence(steps) == "Het model staat op trede 4 van 8."
    steps[2] = replace(steps[2], withdrawn_on="2023-03-01")
    assert ladder_sentence(steps) == "Het model staat op trede 2 van 8."
    assert standing([*steps, step(9, 3)]) == 4


@given(st.lists(st.integers(1, 8), max_size=16))
def test_no_rung_is_let_in_above_an_empty_one(order: list[int]) -> None:
    held: list[ModelStep] = []
    for number, rung in enumerate(order):
        new = step(number, rung, label="versie 1", party_id=9, sector="bouw", reached_on="2023-01-01")
        try:
            check_step(new, held, CASE)
        except Invalid:
            assert rung > 1
            assert str(rung - 1) not in {other.rung for other in held}
        else:
            held.append(new)
    assert standing(held) == max((int(made.rung) for made in held), default=0)


def test_a_rung_says_what_is_wrong_with_it() -> None:
    below = [step(number, number) for number in range(1, 8)]
    for new, sentence in (
        (step(9, 6), "Welke versie"),
        (step(9, 7), "Welk ander bedrijf"),
        (step(9, 7, party_id=1), "hoort bij de eerste praktijkcase"),
        (step(9, 8, party_id=5), "In welke andere sector"),
        (step(9, 8, party_id=5, sector="maritiem"), "Maritiem hoort bij de eerste praktijkcase"),
        (step(9, 3, reached_on="2022-12-31"), "kan niet eerder"),
    ):
        with pytest.raises(Invalid, match=sentence):
            check_step(new, below, CASE)
    check_step(step(9, 8, party_id=5, sector="bouw"), below, CASE)


def test_the_first_case_is_the_match_that_both_sides_signed_first() -> None:
    notices = {1: notice(1), 2: demand(2), 3: notice(3, sector="horeca"), 4: demand(4, sector="bouw")}
    later = signed(1, 3, 4, signed_demand_on="2023-05-01")
    half = match(2, 3, 2, signed_surplus_on="2022-01-01")
    assert first_case([later, half, signed(3, 1, 2)], notices) == CASE
    assert first_case([half], notices) == Case(frozenset(), frozenset())


def test_versions_are_told_newest_first() -> None:
    first, second = step(1, 6, label="versie 1"), step(2, 6, label="versie 2", reached_on="2023-05-01")
    assert [made.label for made in versions([first, second])] == ["versie 2", "versie 1"]
