"""The campus map drawn plainly, for a browser without WebGL and for a phone: shapes and links, no pictures.

Owns what goes to `lib/ui/flat_map.js`, which draws it. Every campus on it is a link, so it works by keyboard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lib.maps.labels import Label
from lib.maps.picture import Picture
from lib.maps.projection import HEIGHT, path
from lib.maps.ring import SIZE, arcs


def drawing(picture: Picture, chosen: int | None, link: Callable[[int], str]) -> dict[str, Any]:
    """The picture as data; `link` gives the address that a press on a campus leads to."""
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
        "pins": [
            {
                "id": pin.id,
                "name": pin.name,
                "about": pin.about,
                "at": pin.at,
                "link": link(pin.id),
                "ring": arcs(pin.ring),
                "wide": _label(pin.wide),
                "narrow": _label(pin.narrow),
                "chosen": pin.id == chosen,
            }
            for pin in picture.pins
        ],
    }


def _label(label: Label | None) -> dict[str, Any] | None:
    return None if label is None else {"dx": label.dx, "dy": label.dy, "anchor": label.anchor}
