"""One region as a small drawing: its outline, with numbered marks for what lies in it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.model.campuses import Outline

_MARK = Markup('<b style="left:{:.1f}px;top:{:.1f}px">{}</b>')
_DRAWING = Markup(
    '<div class="wa-outline" role="img" aria-label="{}" style="width:{:.0f}px;height:{:.0f}px">'
    "<i style=\"clip-path:path('{}')\"></i>{}</div>"
)
_EDGE = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at a longitude and latitude."""

    number: int
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A region laid out in pixels: how large, the path of its outline, and where each mark stands."""

    width: float
    height: float
    path: str
    marks: tuple[tuple[int, float, float], ...]


def lay_out(outline: Outline, marks: Sequence[Mark], *, width: int, height: int) -> Drawn:
    """Lay out a region as large as fits in so many pixels; nothing of it while its borders are not known."""
    points = [point for ring in outline for point in ring]
    if not points:
        return Drawn(0, 0, "", ())
    west, east = (pick(lon for lon, _ in points) for pick in (min, max))
    south, north = (pick(lat for _, lat in points) for pick in (min, max))
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min((width - 2 * _EDGE) / ((east - west) * squeeze), (height - 2 * _EDGE) / (north - south))

    def place(lon: float, lat: float) -> tuple[float, float]:
        return _EDGE + (lon - west) * squeeze * scale, _EDGE + (north - lat) * scale

    shape = "".join(_ring(place(*point) for point in ring) for ring in outline)
    wide, high = place(east, south)
    placed = tuple((mark.number, *place(mark.lon, mark.lat)) for mark in marks)
    return Drawn(wide + _EDGE, high + _EDGE, shape, placed)


def drawing(outline: Outline, marks: Sequence[Mark], alt: str, *, width: int, height: int) -> Markup:
    """Draw a region as large as fits in so many pixels; `alt` says what the drawing shows."""
    if not outline:
        return Markup()
    made = lay_out(outline, marks, width=width, height=height)
    drawn = Markup("").join(_MARK.format(left, top, number) for number, left, top in made.marks)
    return _DRAWING.format(alt, made.width, made.height, made.path, drawn)


def _ring(points: Iterable[tuple[float, float]]) -> str:
    return f"M{'L'.join(f'{x:.1f},{y:.1f}' for x, y in points)}Z"
