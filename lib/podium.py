"""On which slide each presentation stands, for those who follow it from another screen.

Kept in this process only: presenting writes nothing, and what was on the wall is nobody's record. The number
goes up with every move in a data set, so that followers can be told that something moved.
"""

from __future__ import annotations

import threading

_lock = threading.Lock()
_slides: dict[tuple[str, int], int] = {}
_moves: dict[str, int] = {}


def show_slide(dataset: str, meeting_id: int, slide: int) -> None:
    """The presenter of a meeting (0: of the agenda itself) stands on this slide now; the first is 1."""
    with _lock:
        if _slides.get((dataset, meeting_id)) != slide:
            _slides[dataset, meeting_id] = slide
            _moves[dataset] = _moves.get(dataset, 0) + 1


def slide_of(dataset: str, meeting_id: int) -> int | None:
    """The slide on which the presenter of a meeting stands; None when nobody presents it."""
    return _slides.get((dataset, meeting_id))


def moves(dataset: str) -> int:
    """How often a presenter of this data set went to another slide."""
    return _moves.get(dataset, 0)
