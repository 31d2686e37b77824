"""Where the name of each campus stands, so that no two names lie over each other or over a ring.

Owns the placing, in pixels round the middle of the map. What finds no room has no label: it is in the list
and in what the pointer shows all the same.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LETTER, LINE, RING = 7.3, 18.0, 17.0
"""Pixels: the mean width of a letter, the height of a line, the radius of a ring."""
_CELL = 64.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside its ring: the offset from the ring's middle, and which end of the text stands there.

    A long name that has no room otherwise stands on two lines.
    """

    dx: float
    dy: float
    anchor: str
    folded: bool = False

    def lines(self, name: str) -> list[str]:
        return _halves(name) if self.folded else [name]


_SIDES = (
    Label(RING + 4, 0, "start"),
    Label(-RING - 4, 0, "end"),
    Label(0, RING + 9, "middle"),
    Label(0, -RING - 9, "middle"),
    Label(RING, RING - 2, "start"),
    Label(RING, -RING + 2, "start"),
    Label(-RING, RING - 2, "end"),
    Label(-RING, -RING + 2, "end"),
)
"""In the order in which they are tried."""
_FOLDED = tuple(
    Label(side.dx, side.dy + math.copysign(LINE / 2, side.dy) * bool(side.dy), side.anchor, folded=True)
    for side in _SIDES
)


def _halves(name: str) -> list[str]:
    """Return a name on two lines of about the same length; on one when it is a single word."""
    words = name.split(" ")
    ways = [[" ".join(words[:place]), " ".join(words[place:])] for place in range(1, len(words))]
    return min(ways, key=lambda way: max(map(len, way)), default=[name])


class _Taken:
    """The boxes that hold something already, found by the cell they lie in."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def _reach(self, box: Box) -> Iterable[tuple[int, int]]:
        left, top, right, bottom = (int(edge // _CELL) for edge in box)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))

    def add(self, box: Box) -> None:
        for cell in self._reach(box):
            self._cells[cell].append(box)

    def free(self, box: Box) -> bool:
        return not any(overlap(box, other) for cell in self._reach(box) for other in self._cells[cell])


def overlap(box: Box, other: Box) -> bool:
    """Tell whether two boxes share any room."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def box_of(name: str, x: float, y: float, label: Label) -> Box:
    """Return the room that a name takes beside a ring at (x, y)."""
    lines = label.lines(name)
    width, middle, height = max(map(len, lines)) * LETTER, y + label.dy, len(lines) * LINE
    left = x + label.dx - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return left, middle - height / 2, left + width, middle + height / 2


def ring_box(x: float, y: float) -> Box:
    return x - RING, y - RING, x + RING, y + RING


def place(
    pins: Sequence[tuple[str, float, float]], taken: Iterable[Box], width: float, height: float
) -> list[Label | None]:
    """Return a label for each (name, x, y) that has room on a map of this size, in the order given."""
    rooms = _Taken()
    for box in (*taken, *(ring_box(x, y) for _, x, y in pins)):
        rooms.add(box)
    labels: list[Label | None] = []
    for name, x, y in pins:
        sides = (*_SIDES, *_FOLDED) if " " in name else _SIDES
        fitting = (side for side in sides if _inside(box_of(name, x, y, side), width, height))
        label = next((side for side in fitting if rooms.free(box_of(name, x, y, side))), None)
        if label:
            rooms.add(box_of(name, x, y, label))
        labels.append(label)
    return labels


def _inside(box: Box, width: float, height: float) -> bool:
    left, top, right, bottom = box
    return left >= -width / 2 and right <= width / 2 and top >= -height / 2 and bottom <= height / 2
