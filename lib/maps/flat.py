"""The campus map drawn plainly, for a browser without WebGL and for a phone: shapes and links, no pictures.

Owns what goes to `flat_map.js`, which draws it and makes every campus a link: it works by keyboard.
"""

from __future__ import annotations

from typing import Any

from lib.maps.labels import Label
from lib.maps.picture import Picture
from lib.maps.projection import HEIGHT, path
from lib.maps.ring import SIZE, Segments, arcs


def drawing(picture: Picture) -> dict[str, Any]:
    """Return the picture as data: each different ring once, and of each campus which ring it has."""
    rings: dict[Segments, int] = {}
    for pin in picture.pins:
        rings.setdefault(pin.ring, len(rings))
    return {
        "height": HEIGHT,
        "size": SIZE,
        "alt": picture.alt,
        "lands": [
            {
                "path": path(land.region.outline),
                "shade": land.shade,
                "lines": [*land.lines, *([land.value] if land.value else [])],
                "at": land.at,
            }
            for land in picture.lands
        ],
        "towns": [path(town.outline) for town in picture.towns],
        "rings": [arcs(ring) for ring in rings],
        "pins": [
            {
                "id": pin.id,
                "name": pin.name,
                "about": pin.about,
                "at": pin.at,
                "ring": rings[pin.ring],
                "wide": _label(pin.name, pin.wide),
                "narrow": _label(pin.name, pin.narrow),
            }
            for pin in picture.pins
        ],
    }


def _label(name: str, label: Label | None) -> dict[str, Any] | None:
    if label is None:
        return None
    return {"dx": label.dx, "dy": label.dy, "anchor": label.anchor, "lines": label.lines(name)}
