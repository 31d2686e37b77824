"""What the screen of each presenter shows, for those who follow it from another screen.

Kept in this process only: presenting writes nothing, and what was on the wall is nobody's record. One screen
leads a presentation, for as long as it is connected; whatever another one does moves nobody.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

AGENDA = 0
"""Stands for a meeting when the agenda itself is presented."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide (the first is 1), the history id of the state it shows (0: of now), and whose screen it is.

    `at` is an earlier moment that the slides show as it was; empty for the present.
    """

    slide: int
    stand: int
    by: str
    at: str = ""


_lock = threading.RLock()
_shown: dict[tuple[str, int], Shown] = {}
_screens: Counter[tuple[str, int, str]] = Counter()
_phones: Counter[tuple[str, int, str]] = Counter()
_opened: set[tuple[str, int]] = set()
_moves: Counter[str] = Counter()


def show(dataset: str, meeting_id: int, now: Shown) -> bool:
    """Let followers see this; return False when another screen leads, so that nobody follows this one."""
    with _lock:
        leading = shown(dataset, meeting_id)
        if leading and leading.by != now.by:
            return False
        take_over(dataset, meeting_id, now)
        return True


def take_over(dataset: str, meeting_id: int, now: Shown) -> None:
    """Make this screen lead, whichever did before."""
    with _lock:
        if _shown.get((dataset, meeting_id)) != now:
            _shown[dataset, meeting_id] = now
            _moves[dataset] += 1


def shown(dataset: str, meeting_id: int) -> Shown | None:
    """Return what the leading screen shows; None when nobody presents."""
    now = _shown.get((dataset, meeting_id))
    return now if now and (dataset, meeting_id, now.by) in _screens else None


def moves(dataset: str) -> int:
    """Return a number that goes up whenever a presenter of this data set moves, comes or goes."""
    return _moves[dataset]


@contextmanager
def connected(dataset: str, meeting_id: int, by: str) -> Iterator[None]:
    """Count a presenter's screen as there during the block."""
    key = (dataset, meeting_id, by)
    with _lock:
        _screens[key] += 1
        _moves[dataset] += 1
    try:
        yield
    finally:
        with _lock:
            _screens[key] -= 1
            if not _screens[key]:
                del _screens[key]
            _moves[dataset] += 1


@contextmanager
def following(dataset: str, meeting_id: int, device: str) -> Iterator[None]:
    """Count a device that came by the code of the room as there during the block; "" is any other screen."""
    key = (dataset, meeting_id, device)
    _count(key, 1)
    try:
        yield
    finally:
        _count(key, -1)


def _count(key: tuple[str, int, str], more: int) -> None:
    if not key[2]:
        return
    with _lock:
        _phones[key] += more
        if not _phones[key]:
            del _phones[key]
        _moves[key[0]] += 1


def phones(dataset: str, meeting_id: int) -> int:
    """Return how many devices that came by the code of the room follow a presentation now."""
    with _lock:
        return sum(key[:2] == (dataset, meeting_id) for key in _phones)


def note_opened(dataset: str, meeting_id: int) -> None:
    """Note that a device came by the code of the room to the page that follows a presentation."""
    if (dataset, meeting_id) not in _opened:
        _opened.add((dataset, meeting_id))
        note_move(dataset)


def is_opened(dataset: str, meeting_id: int) -> bool:
    """Tell whether any device came by the code of the room."""
    return (dataset, meeting_id) in _opened


def note_move(dataset: str) -> None:
    """Let who looks along look again: something moved that is in no history."""
    with _lock:
        _moves[dataset] += 1
