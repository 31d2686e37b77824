"""The line of time: everything with a day stands on it once, in order, and the filters only take away."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, strategies as st

from lib.model.coalitions import Table
from lib.model.purpose import Milestone
from lib.model.rulings import Term
from lib.rules.times.timeline import KINDS, Found, chosen, moments, span, timeline_sentence, urgent_first
from tests.unit.rules.coalitions.test_gate import NOTHING
from tests.unit.rules.test_lens import action
from tests.unit.rules.test_region import layer

TODAY = dt.date(2023, 3, 1)
TERM = Term(1, "2021-01-01", "2023-12-31", None, "", 1)
days = st.dates(dt.date(2019, 1, 1), dt.date(2027, 12, 31)).map(dt.date.isoformat)


def found(due: list[tuple[str, str | None]], ends: list[str | None]) -> Found:
    owed = tuple(
        Milestone(number, "1", f"Mijlpaal {number}", on, done, None, None, None, 1)
        for number, (on, done) in enumerate(due)
    )
    layers = [layer(number, None, "2", end) for number, end in enumerate(ends)]
    tables = {"1": Table(NOTHING, milestones=owed), "2": Table(NOTHING)}
    return Found([action(1), action(2)], tables, (), layers, (), TERM)


@given(st.lists(st.tuples(days, st.none() | days), max_size=6), st.lists(st.none() | days, max_size=6))
def test_everything_with_a_day_stands_there_once_and_in_order(
    due: list[tuple[str, str | None]], ends: list[str | None]
) -> None:
    every = moments(found(due, ends), TODAY)
    assert len(every) == len(due) + sum(end is not None for end in ends)
    assert [one.day for one in every] == sorted(one.day for one in every)
    first, last = span(every, TODAY, TERM)
    assert all(first.isoformat() <= one.day < last.isoformat() for one in every)
    for one in every:
        assert not (one.late and one.done)
        assert one.late == (one.state(TODAY) == "te laat")
    for kind in KINDS:
        left = chosen(every, [kind], frozenset({"1"}))
        assert all(one in every and one.kind == kind and one.action_id == "1" for one in left)
    assert chosen(every, [], None) == every
    listed = urgent_first(every, TODAY)
    assert sorted(listed, key=every.index) == every
    ahead = [one.late for one in listed if one.late or one.state(TODAY) == "komt nog"]
    assert ahead == sorted(ahead, reverse=True)
    assert [one.late or one.state(TODAY) == "komt nog" for one in listed[: len(ahead)]] == [True] * len(ahead)


def test_the_sentence_tells_what_comes_first_and_what_is_late() -> None:
    every = moments(found([("2023-02-01", None), ("2023-04-01", None)], ["2023-06-30"]), TODAY)
    assert timeline_sentence(every, TODAY) == (
        "Twee momenten komen nog; het eerst, op 1 april 2023: Mijlpaal 1. Eén mijlpaal is te laat."
    )
    assert timeline_sentence([], TODAY).startswith("Er staat nog niets op de lijn")
