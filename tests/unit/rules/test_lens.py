"""The lens: it holds what has a place or a party of it, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import HELIXES, Action, Party
from lib.model.coalitions import Chair, Coalition, Table
from lib.model.regions import LABOUR_REGIONS
from lib.rules.lens import EVERYTHING, choices, lens_of, value_of
from tests.unit.rules.test_region import layer

REGIONS = [None, "PV27", *LABOUR_REGIONS]
PARTIES = [
    Party(number, f"Partij {number}", list(HELIXES)[number % 3], REGIONS[number % 7], "", None, None, 1)
    for number in range(12)
]
NOTHING = Coalition("", None, "", "", None, None, 1)
Seats = list[tuple[str | None, str, int | None]]
seats = st.lists(
    st.tuples(
        st.sampled_from(REGIONS), st.sampled_from(list(HELIXES)), st.none() | st.integers(0, len(PARTIES) - 1)
    ),
    max_size=5,
)


def action(number: int) -> Action:
    return Action(
        id=str(number), number=number, goal_id=1, position=number, name=f"Actie {number}", priority="A",
        stage="idee", driver_id=None, note="", ended_on=None, ended_reason=None, version=1,
    )  # fmt: skip


def agenda(found: list[Seats]) -> tuple[list[Action], dict[str, Table]]:
    actions = [action(number) for number in range(len(found))]
    tables = {
        str(number): Table(
            NOTHING,
            chairs=tuple(
                Chair(place, str(number), side, "rol", region, True, party, None, None, 1)
                for place, (region, side, party) in enumerate(own)
            ),
        )
        for number, own in enumerate(found)
    }
    return actions, tables


@given(st.lists(seats, max_size=4))
def test_a_lens_holds_exactly_the_actions_with_a_place_or_a_party_of_it(found: list[Seats]) -> None:
    actions, tables = agenda(found)
    for value in choices(PARTIES):
        lens = lens_of(value, actions, tables, PARTIES)
        assert lens is not None
        assert lens.active
        for number, own in enumerate(found):
            belongs = any(
                value in (region, side) or (party is not None and party in lens.party_ids)
                for region, side, party in own
            )
            assert lens.holds(str(number)) == belongs
    assert EVERYTHING.actions(actions) == actions


@given(st.lists(seats, max_size=4))
def test_the_sides_together_leave_out_no_action_with_a_place(found: list[Seats]) -> None:
    actions, tables = agenda(found)
    lenses = [lens_of(side, actions, tables, PARTIES) for side in HELIXES]
    together = {one.id for lens in lenses if lens for one in lens.actions(actions)}
    assert together == {str(number) for number, own in enumerate(found) if own}


def test_money_for_another_region_is_left_out_and_that_of_its_own_is_not() -> None:
    actions, tables = agenda([[("AM12", "onderwijs", None)], []])
    lens = lens_of("AM12", actions, tables, PARTIES)
    layers = [
        layer(1, None, "0", None),
        layer(2, "AM18", "0", None),
        layer(3, "AM12", "1", None),
        layer(4, None, "1", None),
    ]
    assert lens is not None
    assert [one.id for one in lens.layers(layers)] == [1, 3]


@pytest.mark.parametrize("asked", ["AM99", "partij-99", "partij-", "iedereen", "PV27"])
def test_what_does_not_exist_is_no_lens(asked: str) -> None:
    assert lens_of(asked, [], {}, PARTIES) is None


def test_a_party_that_is_gone_is_no_longer_offered() -> None:
    assert value_of(3) in choices(PARTIES)
    assert lens_of(value_of(3), [], {}, [replace(PARTIES[4])]) is None
