"""Meetings beside each other: their order, the one before, what waits, and how their list opens."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from lib.model.meetings import (
    ADVICE,
    AGREEMENT,
    DECISION_KINDS,
    MEETING_KINDS,
    PLEDGE,
    QUESTION,
    Decision,
    Meeting,
)
from lib.rules.meetings import follow_up
from lib.rules.meetings.attention import overdue
from tests.unit.cases import for_each

TODAY = date(2022, 3, 14)
DAYS = st.dates(date(2021, 1, 1), date(2023, 12, 31)).map(date.isoformat)


def meeting(number: int, held_on: str, kind: str = "technologietafel", *, closed: bool = False) -> Meeting:
    closed_at = f"{held_on}T20:00:00.000Z" if closed else None
    return Meeting(number, kind, "", held_on, "", 120, None, "", closed_at, None, None, 1)


def decision(number: int, kind: str = PLEDGE, due: str | None = None, **other: str | int) -> Decision:
    values = {"owner_id": None, "settled_on": None, "settled_note": "", **other}
    return Decision(
        id=number, meeting_id=1, item_id=None, action_id=None, kind=kind, text="Iets", due=due,
        author="Anna", withdrawn_on=None, withdrawn_reason=None, version=1, **values,  # type: ignore[arg-type]
    )  # fmt: skip


some_meetings = st.lists(
    st.builds(
        lambda day, kind, closed: (day, kind, closed),
        DAYS,
        st.sampled_from(list(MEETING_KINDS)),
        st.booleans(),
    ),
    max_size=8,
).map(
    lambda found: [
        meeting(number, day, kind, closed=closed) for number, (day, kind, closed) in enumerate(found, 1)
    ]
)
some_decisions = st.lists(
    st.builds(
        lambda kind, due, owner, done: (kind, due, owner, done),
        st.sampled_from(list(DECISION_KINDS)),
        st.none() | DAYS,
        st.none() | st.just(1),
        st.none() | DAYS,
    ),
    max_size=8,
).map(
    lambda found: [
        decision(number, kind, due, owner_id=owner, settled_on=done)
        for number, (kind, due, owner, done) in enumerate(found, 1)
    ]
)


@given(some_meetings)
def test_open_meetings_come_first_and_then_the_latest(found: list[Meeting]) -> None:
    ordered = follow_up.in_order(found)
    assert sorted(one.id for one in ordered) == sorted(one.id for one in found)
    still_open = [one for one in ordered if one.open]
    assert ordered[: len(still_open)] == still_open
    assert [one.held_on for one in still_open] == sorted(one.held_on for one in still_open)
    closed = [one.held_on for one in ordered[len(still_open) :]]
    assert closed == sorted(closed, reverse=True)


@given(some_meetings, DAYS)
def test_the_one_before_is_closed_and_the_last_of_its_kind_if_there_is_one(
    found: list[Meeting], day: str
) -> None:
    one = meeting(99, day)
    before = follow_up.previous(one, [*found, one])
    fitting = [other for other in found if other.closed_at and other.held_on <= day]
    same = [other for other in fitting if other.kind == one.kind]
    assert (before is None) == (not fitting)
    if before is not None:
        assert before.closed_at is not None
        assert before.held_on == max(other.held_on for other in same or fitting)
        assert (before.kind == one.kind) == bool(same)


@given(some_decisions)
def test_what_waits_is_not_done_and_the_late_comes_first(found: list[Decision]) -> None:
    left = follow_up.waiting(found, TODAY)
    assert all(one.settled_on is None for one in left)
    late = [overdue(one, TODAY) for one in left]
    assert late == sorted(late, reverse=True)
    missing = {one.id for one in found} - {one.id for one in left}
    for one in found:
        done = one.settled_on is not None
        nobody = one.kind in (AGREEMENT, ADVICE) and one.owner_id is None and one.due is None
        assert (one.id in missing) == (done or nobody)


@for_each(
    [
        (decision(1, PLEDGE, "2022-03-13"), "te laat"),
        (decision(1, PLEDGE, "2022-03-14"), "open"),
        (decision(1, PLEDGE, "2022-03-13", settled_on="2022-03-14"), "nagekomen"),
        (decision(1, QUESTION), "open"),
        (decision(1, QUESTION, settled_on="2022-03-14"), "beantwoord"),
        (decision(1, AGREEMENT), "vastgelegd"),
        (decision(1, AGREEMENT, owner_id=1), "open"),
        (decision(1, AGREEMENT, settled_on="2022-03-14"), "uitgevoerd"),
    ]
)
def test_how_it_stands_in_a_word(one: Decision, word: str) -> None:
    assert follow_up.state_word(one, TODAY) == word


@pytest.mark.parametrize(
    ("found", "decided", "sentence"),
    [
        ([], [], "Er is nog geen overleg vastgelegd."),
        (
            [meeting(1, "2022-03-14")],
            [],
            "Het volgende overleg is Technologietafel 14 maart 2022, vandaag.",
        ),
        (
            [meeting(1, "2022-03-15"), meeting(2, "2022-06-01")],
            [decision(1)],
            "Het volgende overleg is Technologietafel 15 maart 2022, morgen; geen toezegging is over tijd.",
        ),
        (
            [meeting(1, "2022-03-20"), meeting(2, "2022-03-01")],
            [decision(1, due="2022-03-01"), decision(2, QUESTION, "2022-03-01")],
            "Het volgende overleg is Technologietafel 20 maart 2022, over zes dagen; "
            "één overleg is geweest en nog niet gesloten; één toezegging is over tijd.",
        ),
        (
            [meeting(1, "2022-03-01", closed=True)],
            [decision(1, due="2022-03-01", settled_on="2022-03-10")],
            "Er is geen volgend overleg gepland; geen toezegging is over tijd.",
        ),
    ],
)
def test_the_list_opens_with_what_matters_now(
    found: list[Meeting], decided: list[Decision], sentence: str
) -> None:
    assert follow_up.opening(found, decided, TODAY) == sentence


def test_days_to_go_are_words() -> None:
    words = {
        "2022-03-13": "één dag geleden",
        "2022-03-04": "tien dagen geleden",
        "2022-04-14": "over 31 dagen",
    }
    assert {day: follow_up.days_to_go(meeting(1, day), TODAY) for day in words} == words
