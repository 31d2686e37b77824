"""Meetings in relation to each other: their order, the one before, and what is still to be followed up.

Reads no clock: the day at which it looks is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from lib.dutch import count_text
from lib.model.meetings import PLEDGE, QUESTION, SETTLED_WORDS, Decision, Meeting
from lib.rules.meetings.attention import overdue

LATE, OPEN, TAKEN = "te laat", "open", "vastgelegd"


def in_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Open meetings first, the soonest on top; then the closed ones, the latest on top."""
    everything = list(meetings)
    still_open = sorted((meeting for meeting in everything if meeting.open), key=_by_day)
    return still_open + sorted(
        (meeting for meeting in everything if not meeting.open), key=_by_day, reverse=True
    )


def previous(meeting: Meeting, meetings: Iterable[Meeting]) -> Meeting | None:
    """Find the last closed meeting before this one: of its kind, or of any kind when its kind had none."""
    before = [other for other in earlier(meeting, meetings) if other.closed_at is not None]
    same_kind = [other for other in before if other.kind == meeting.kind]
    return max(same_kind or before, key=_by_day, default=None)


def earlier(meeting: Meeting, meetings: Iterable[Meeting]) -> list[Meeting]:
    return [other for other in meetings if other.withdrawn_on is None and _by_day(other) < _by_day(meeting)]


def _by_day(meeting: Meeting) -> tuple[str, int]:
    return meeting.held_on, meeting.id


def to_follow(decision: Decision) -> bool:
    """Tell whether somebody must come back to it: pledges, questions, and what else has a doer or a day."""
    return decision.kind in (PLEDGE, QUESTION) or decision.owner_id is not None or decision.due is not None


def state_word(decision: Decision, today: date) -> str:
    """Tell how it stands in a word: done with, too late, open, or just taken."""
    if decision.settled_on is not None:
        return SETTLED_WORDS[decision.kind]
    if overdue(decision, today):
        return LATE
    return OPEN if to_follow(decision) else TAKEN


def waiting(decisions: Iterable[Decision], today: date) -> list[Decision]:
    """Tell what still waits to be done, too late first and then by its day; without a day last."""
    left = [decision for decision in decisions if decision.settled_on is None and to_follow(decision)]
    return sorted(
        left, key=lambda decision: (not overdue(decision, today), decision.due or "9999", decision.id)
    )


def coming(decisions: Iterable[Decision], today: date, days: int) -> list[Decision]:
    """Tell what has to be done within so many days, the soonest first."""
    first, last = today.isoformat(), (today + timedelta(days=days)).isoformat()
    near = (
        decision
        for decision in decisions
        if decision.settled_on is None and decision.due is not None and first <= decision.due <= last
    )
    return sorted(near, key=lambda decision: (str(decision.due), decision.id))


def opening(meetings: Sequence[Meeting], decisions: Iterable[Decision], today: date) -> str:
    """Open the list of meetings: the next one, what is not closed yet, and what is overdue."""
    if not meetings:
        return "Er is nog geen overleg vastgelegd."
    still_open = sorted((meeting for meeting in meetings if meeting.open), key=_by_day)
    coming = [meeting for meeting in still_open if meeting.held_on >= today.isoformat()]
    held = len(still_open) - len(coming)
    parts = [
        f"Het volgende overleg is {coming[0].label}, {days_to_go(coming[0], today)}"
        if coming
        else "Er is geen volgend overleg gepland"
    ]
    if held:
        parts.append(f"{count_text(held, 'overleg is', 'overleggen zijn')} geweest en nog niet gesloten")
    pledges = [decision for decision in decisions if decision.kind == PLEDGE]
    late = sum(overdue(pledge, today) for pledge in pledges)
    if late:
        parts.append(f"{count_text(late, 'toezegging is', 'toezeggingen zijn')} over tijd")
    elif pledges:
        parts.append("geen toezegging is over tijd")
    return f"{'; '.join(parts)}."


def days_to_go(meeting: Meeting, today: date) -> str:
    """Tell how far away a meeting is, in words; one that was held says so."""
    days = (date.fromisoformat(meeting.held_on) - today).days
    if days < 0:
        return f"{count_text(-days, 'dag', 'dagen')} geleden"
    return ("vandaag", "morgen")[days] if days < 2 else f"over {count_text(days, 'dag', 'dagen')}"
