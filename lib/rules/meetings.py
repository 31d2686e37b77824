"""Meetings in relation to each other: their order, the one before, and what is still to be followed up.

Reads no clock: the day at which it looks is given.
"""

from __future__ import annotations

from collections.abc import Iterable

from lib.meeting import Meeting


def previous(one: Meeting, meetings: Iterable[Meeting]) -> Meeting | None:
    """The last closed meeting before this one: of its kind, or of any kind when its kind had none yet."""
    before = [
        other
        for other in meetings
        if other.closed_at is not None and other.withdrawn_on is None and _by_day(other) < _by_day(one)
    ]
    same_kind = [other for other in before if other.kind == one.kind]
    return max(same_kind or before, key=_by_day, default=None)


def _by_day(one: Meeting) -> tuple[str, int]:
    return one.held_on, one.id
