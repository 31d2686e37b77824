"""Old promises: which come back at the next table, and in which state."""

from __future__ import annotations

from datetime import date

from lib.model.meetings import AGREEMENT, PLEDGE, Decision, Meeting
from lib.rules.meetings.promises import KEPT, LATE, OPEN, promises, promises_sentence, state_of

TODAY = date(2023, 6, 15)


def meeting(number: int, day: str, closed: bool = True) -> Meeting:
    closed_at = f"{day}T12:00:00.000000Z" if closed else None
    return Meeting(number, "technologietafel", "", day, "", 120, None, "", closed_at, None, None, 1)


def pledge(number: int, meeting_id: int, due: str | None = None, settled: str | None = None) -> Decision:
    words = f"Belofte {number}"
    return Decision(
        number, meeting_id, None, None, PLEDGE, words, 1, due, settled, "", "Anna", None, None, 1
    )  # fmt: skip


OLDER, BEFORE, NOW = (
    meeting(1, "2023-01-10"),
    meeting(2, "2023-03-16"),
    meeting(3, "2023-06-15", closed=False),
)


def test_what_was_promised_at_the_table_before_comes_back_and_what_older_ones_wait_for() -> None:
    kept_long_ago, waiting = pledge(1, 1, settled="2023-02-01"), pledge(2, 1, due="2023-04-01")
    kept, still_open = pledge(3, 2, settled="2023-05-01"), pledge(4, 2, due="2023-09-01")
    of_now = pledge(5, 3)
    old = promises(NOW, [OLDER, BEFORE, NOW], [kept_long_ago, kept, still_open, waiting, of_now], TODAY)
    assert [one.id for one in old] == [2, 4, 3]
    assert [state_of(one, TODAY) for one in old] == [LATE, OPEN, KEPT]
    assert promises_sentence(old, TODAY) == "Eén nagekomen, één te laat en één open."


def test_what_is_marked_as_kept_at_this_table_stays_where_it_stood() -> None:
    marked, waiting = pledge(1, 1, due="2023-04-01", settled=TODAY.isoformat()), pledge(2, 1)
    old = promises(NOW, [OLDER, BEFORE, NOW], [waiting, marked], TODAY)
    assert [(one.id, state_of(one, TODAY)) for one in old] == [(1, KEPT), (2, OPEN)]


def test_what_is_no_pledge_is_no_promise() -> None:
    agreed = Decision(
        1, 2, None, None, AGREEMENT, "Zo doen we het", None, None, None, "", "Anna", None, None, 1
    )
    assert promises(NOW, [BEFORE, NOW], [agreed], TODAY) == []
    assert promises_sentence([], TODAY) == ""
