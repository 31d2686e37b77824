"""Meetings in relation to each other: their order, the one before, and what is still to be followed up.

Reads no clock: the day at which it looks is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from lib.dutch import count_text
from lib.model.meetings import PLEDGE, QUESTION, SETTLED_WORDS, Decision, Meeting
from lib.rules.meetings.attention import overdue

LATE, OPEN, TAKEN = "te laat", "open", "vastgelegd"


def in_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Open meetings first, the soonest on top; then the closed ones, the latest on top."""
    found = list(meetings)
    still_open = sorted((one for one in found if one.open), key=_by_day)
    return still_open + sorted((one for one in found if not one.open), key=_by_day, reverse=True)


def previous(one: Meeting, meetings: Iterable[Meeting]) -> Meeting | None:
    """The last closed meeting before this one: of its kind, or of any kind when its kind had none yet."""
    before = [other for other in earlier(one, meetings) if other.closed_at is not None]
    same_kind = [other for other in before if other.kind == one.kind]
    return max(same_kind or before, key=_by_day, default=None)


def earlier(one: Meeting, meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings held before this one."""
    return [other for other in meetings if other.withdrawn_on is None and _by_day(other) < _by_day(one)]


def _by_day(one: Meeting) -> tuple[str, int]:
    return one.held_on, one.id


def to_follow(one: Decision) -> bool:
    """Whether somebody must come back to it: pledges and questions, and what else has a doer or a day."""
    return one.kind in (PLEDGE, QUESTION) or one.owner_id is not None or one.due is not None


def state_word(one: Decision, today: date) -> str:
    """How it stands in a word: done with, too late, open, or just taken."""
    if one.settled_on is not None:
        return SETTLED_WORDS[one.kind]
    if overdue(one, today):
        return LATE
    return OPEN if to_follow(one) else TAKEN


def waiting(decisions: Iterable[Decision], today: date) -> list[Decision]:
    """What still waits to be done, too late first and then by its day; without a day last."""
    left = [one for one in decisions if one.settled_on is None and to_follow(one)]
    return sorted(left, key=lambda one: (not overdue(one, today), one.due or "9999", one.id))


def opening(meetings: Sequence[Meeting], decisions: Iterable[Decision], today: date) -> str:
    """What the list of meetings says first: the next one, what is not closed yet, and what is overdue."""
    if not meetings:
        return "Er is nog geen overleg vastgelegd."
    still_open = sorted((one for one in meetings if one.open), key=_by_day)
    coming = [one for one in still_open if one.held_on >= today.isoformat()]
    held = len(still_open) - len(coming)
    parts = [
        f"Het volgende overleg is {coming[0].label}, {days_to_go(coming[0], today)}"
        if coming
        else "Er is geen volgend overleg gepland"
    ]
    if held:
        parts.append(f"{count_text(held, 'overleg is', 'overleggen zijn')} geweest en nog niet gesloten")
    pledges = [one for one in decisions if one.kind == PLEDGE]
    late = sum(overdue(one, today) for one in pledges)
    if late:
        parts.append(f"{count_text(late, 'toezegging is', 'toezeggingen zijn')} over tijd")
    elif pledges:
        parts.append("geen toezegging is over tijd")
    return f"{'; '.join(parts)}."


def days_to_go(one: Meeting, today: date) -> str:
    """How far away a meeting is, in words; one that was held says so."""
    days = (date.fromisoformat(one.held_on) - today).days
    if days < 0:
        return f"{count_text(-days, 'dag', 'dagen')} geleden"
    return ("vandaag", "morgen")[days] if days < 2 else f"over {count_text(days, 'dag', 'dagen')}"
