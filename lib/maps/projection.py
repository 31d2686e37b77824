"""Degrees to pixels and back: Web Mercator, as deck.gl draws it, round the middle of the province.

One scale serves both maps, so that a label that fits on the one fits on the other.
"""

from __future__ import annotations

import math

from lib.model.campuses import Outline

CENTRE = (4.905, 52.672)
"""Longitude and latitude in the middle of both maps."""
ZOOM = 7.83
NEAR = 8.6
"""The zoom of the whole map, and of a campus that is open."""
HEIGHT = 572
"""Pixels; at this zoom the province, with Texel and De Ronde Venen, just fits, above the fold of a laptop."""
WIDE, NARROW = 540, 358
"""For how many pixels of width labels are placed: beside a list on a laptop, and on a phone."""

_WORLD = 512 * 2**ZOOM


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return a point on the whole world as a square of one by one."""
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return (lon + 180) / 360, (1 - y / math.pi) / 2


_MIDDLE = _mercator(*CENTRE)


def pixels(lon: float, lat: float) -> tuple[float, float]:
    """Return the pixels to the right of and below the middle of the map."""
    x, y = _mercator(lon, lat)
    return round((x - _MIDDLE[0]) * _WORLD, 1), round((y - _MIDDLE[1]) * _WORLD, 1)


def degrees(x: float, y: float) -> tuple[float, float]:
    """Return the longitude and latitude of a pixel, to about ten metres."""
    across, down = x / _WORLD + _MIDDLE[0], y / _WORLD + _MIDDLE[1]
    lat = math.degrees(2 * math.atan(math.exp(math.pi * (1 - 2 * down))) - math.pi / 2)
    return round(across * 360 - 180, 4), round(lat, 4)


def path(outline: Outline) -> str:
    """Return an outline as the path of an SVG drawing."""
    return "".join(
        "M" + "L".join(f"{x:g},{y:g}" for x, y in (pixels(*point) for point in ring)) + "Z"
        for ring in outline
    )
