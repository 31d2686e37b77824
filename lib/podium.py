"""What the screen of each presenter shows, for those who follow it from another screen.

Kept in this process only: presenting writes nothing, and what was on the wall is nobody's record. One screen
leads a presentation, for as long as it is connected; whatever another one does moves nobody.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

AGENDA = 0
"""Stands for a meeting when the agenda itself is presented."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide (the first is 1), the history id of the state it shows (0: of now), and whose screen it is."""

    slide: int
    stand: int
    by: str


Place = tuple[str, int]
"""A data set and a meeting in it."""

_lock = threading.Lock()
_shown: dict[Place, Shown] = {}
_screens: dict[tuple[str, int, str], int] = {}
_moves: dict[str, int] = {}


def show(dataset: str, meeting_id: int, now: Shown) -> bool:
    """A screen shows this now; False when another screen leads, so that nobody follows this one."""
    with _lock:
        before = _shown.get((dataset, meeting_id))
        if before and before.by != now.by and _connected(dataset, meeting_id, before.by):
            return False
        _put(dataset, meeting_id, now)
        return True


def take_over(dataset: str, meeting_id: int, now: Shown) -> None:
    """From now on this screen leads, whichever did before."""
    with _lock:
        _put(dataset, meeting_id, now)


def shown(dataset: str, meeting_id: int) -> Shown | None:
    """What the leading screen shows; None when nobody presents."""
    now = _shown.get((dataset, meeting_id))
    return now if now and _connected(dataset, meeting_id, now.by) else None


def moves(dataset: str) -> int:
    """A number that goes up whenever a presenter of this data set moves, comes or goes."""
    return _moves.get(dataset, 0)


@contextmanager
def connected(dataset: str, meeting_id: int, by: str) -> Iterator[None]:
    """A presenter's screen is there during the block."""
    key = (dataset, meeting_id, by)
    with _lock:
        _screens[key] = _screens.get(key, 0) + 1
        _moved(dataset)
    try:
        yield
    finally:
        with _lock:
            _screens[key] -= 1
            if not _screens[key]:
                del _screens[key]
            _moved(dataset)


def _connected(dataset: str, meeting_id: int, by: str) -> bool:
    return (dataset, meeting_id, by) in _screens


def _put(dataset: str, meeting_id: int, now: Shown) -> None:
    if _shown.get((dataset, meeting_id)) != now:
        _shown[dataset, meeting_id] = now
        _moved(dataset)


def _moved(dataset: str) -> None:
    _moves[dataset] = _moves.get(dataset, 0) + 1
