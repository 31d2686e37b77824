"""The campus map drawn plainly, for a browser without WebGL and for a phone: shapes and links, no pictures.

Owns its markup. Every campus is a link, so it works by keyboard and without scripts; `flat_map.js` only puts
it on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from lib.maps.labels import Label
from lib.maps.picture import Land, Picture, Pin
from lib.maps.projection import NARROW, path
from lib.maps.ring import SIZE, Segments, arcs

_ABOVE = Label(0, -26, "middle")
"""Where the name of the campus that is open stands when there was no room for it."""
_NAME_ROOM = NARROW / 2 - 42
"""How far from the middle the name of a region may stand on a phone."""
_OPEN = "\0"
"""Stands for the address that opens a campus, up to its number: that differs per visitor."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A picture as markup, worked out once for all who look at it: the map, and each pin in it."""

    picture: Picture
    rings: Mapping[Segments, int]
    pins: Mapping[int, Markup]
    whole: str

    def markup(
        self,
        opening: str,
        chosen: int | None = None,
        closing: str = "",
        pointed: tuple[float, float] | None = None,
    ) -> Markup:
        """Build the map with these addresses; a press on the campus that is open closes it.

        Thousands of pins are one string, in which little is replaced.
        """
        whole = self.whole
        for pin in self.picture.pins if chosen in self.pins else ():
            if pin.id == chosen:
                whole = whole.replace(
                    self.pins[pin.id], _pin(pin, self.rings[pin.ring], closing, chosen=True), 1
                )
        mark = _MARK.format(*pointed) if pointed else ""
        return Markup(f'<div class="middle">{whole}{mark}</div>'.replace(_OPEN, escape(opening)))


_MARK = Markup('<span class="mark" style="left:{}px;top:{}px"></span>')


def flat(picture: Picture) -> Flat:
    """Return a picture as markup; each different ring is drawn once."""
    rings = {ring: place for place, ring in enumerate(dict.fromkeys(pin.ring for pin in picture.pins))}
    pins = {pin.id: _pin(pin, rings[pin.ring], f"{_OPEN}{pin.id}") for pin in picture.pins}
    return Flat(picture, rings, pins, "".join([_ground(picture, rings), *pins.values()]))


def _ground(picture: Picture, rings: Mapping[Segments, int]) -> Markup:
    drawn = (_ring(ring, place) for ring, place in rings.items())
    lands = (_SHAPE.format(f"shade-{land.shade}", path(land.region.outline)) for land in picture.lands)
    towns = (_SHAPE.format("town", path(town.outline)) for town in picture.towns)
    parts = map(Markup("").join, (drawn, lands, towns, map(_name, picture.lands)))
    return _GROUND.format(picture.alt, *parts, middle=SIZE / 2)


_GROUND = Markup(
    '<svg class="ground" width="1" height="1" role="img" aria-label="{}"><defs><g id="disc"><circle '
    'class="ground" cx="{middle:g}" cy="{middle:g}" r="18"/><circle class="dot" cx="{middle:g}" '
    'cy="{middle:g}" r="5"/></g>{}</defs>{}{}{}</svg>'
)
_SHAPE = Markup('<path class="{}" d="{}"/>')


def _ring(ring: Segments, place: int) -> Markup:
    return _RING.format(place, Markup("").join(_SHAPE.format(*arc) for arc in arcs(ring)))


_RING = Markup('<g class="ring" id="ring-{}"><use href="#disc"/>{}</g>')


def _name(land: Land) -> Markup:
    lines = [*land.lines, *([land.value] if land.value else [])]
    left, top = land.at[0], land.at[1] - (len(lines) - 1) * 8.5
    spans = Markup("").join(_LINE.format(left, top + row * 17, line) for row, line in enumerate(lines))
    return _NAME.format(" off" if abs(left) > _NAME_ROOM else "", spans)


_LINE = Markup('<tspan x="{:g}" y="{:g}">{}</tspan>')
_NAME = Markup('<text class="land{}">{}</text>')


def _pin(pin: Pin, ring: int, address: str, *, chosen: bool = False) -> Markup:
    spare = _ABOVE if chosen else None
    return _PIN.format(
        address=address,
        pin=pin,
        current=_CURRENT if chosen else "",
        halo=_HALO if chosen else "",
        ring=ring,
        wide=_label(pin.name, "wide", pin.wide or spare),
        narrow=_label(pin.name, "narrow", pin.narrow or spare),
    )


_CURRENT = Markup(' aria-current="true"')
_HALO = Markup('<circle class="halo" r="22"/>')
_PIN = Markup(
    '<a href="{address}" data-campus="{pin.id}"{current} title="{pin.name}\n{pin.about}" '
    'style="left:{pin.at[0]}px;top:{pin.at[1]}px"><svg viewBox="0 0 48 48" aria-hidden="true">{halo}'
    '<use href="#ring-{ring}"/></svg><span class="vh">{pin.name}</span>{wide}{narrow}</a>'
)


def _label(name: str, width: str, place: Label | None) -> Markup:
    if place is None:
        return Markup()
    lines = Markup("<br>").join(place.lines(name))
    return _LABEL.format(width, place.anchor, place.dx, place.dy, lines)


_LABEL = Markup('<span class="name {} {}" aria-hidden="true" style="left:{}px;top:{}px">{}</span>')
