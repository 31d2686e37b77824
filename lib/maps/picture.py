"""What stands on the campus map: regions with their colour, rings with their names, in pixels and degrees.

Owns the contents of both maps; `lib.maps.deck` and `lib.maps.flat` only say it in the words of what draws it.
Both show the same campuses, in the same colours, with the same labels.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from lib.maps import labels
from lib.maps.labels import Label
from lib.maps.projection import HEIGHT, NARROW, WIDE, pixels
from lib.maps.ring import Segments
from lib.model.campuses import Campus, Municipality, Region
from lib.rules.campuses import ownership_text, segments

MOST_NAMED = 150
Spot = tuple[str, float, float]
SHADES = 6
"""How many steps of colour the regions have, from none to most."""
_STEPS_ASIDE = sorted(product(range(-60, 61, 6), range(-60, 61, 6)), key=lambda step: math.hypot(*step))
"""How far the name of a region may move out of the way, in pixels, the least first."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A campus on the map; a label is None where there is no room for it."""

    id: int
    name: str
    about: str
    point: tuple[float, float]
    at: tuple[float, float]
    ring: Segments
    wide: Label | None
    narrow: Label | None


@dataclass(frozen=True, slots=True)
class Shading:
    """What the colour of the regions stands for, by code: how much it is and how that reads.

    `sentence` says all of it, `absent` what stands at a region without. `most` is what has the
    strongest colour, where that is not the largest size; `explained` says more of some words; `indicator` is
    the figure that it is.
    """

    sizes: Mapping[str, float]
    words: Mapping[str, str]
    sentence: str
    absent: str = ""
    most: float | None = None
    explained: Mapping[str, str] = field(default_factory=dict)
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Land:
    """A region on the map: its name in lines, its step of colour, and what the colour stands for in words."""

    region: Region
    lines: tuple[str, ...]
    shade: int
    value: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, and the same in one sentence for who does not see it."""

    lands: tuple[Land, ...]
    towns: tuple[Municipality, ...]
    pins: tuple[Pin, ...]
    alt: str


def picture(
    regions: Sequence[Region],
    towns: Sequence[Municipality],
    shown: Sequence[Campus],
    shading: Shading | None = None,
) -> Picture:
    """Return the map of these campuses, with its regions coloured or all the same."""
    pinned = [campus for campus in shown if campus.point]
    spots = [(campus.name, *pixels(*_point(campus))) for campus in pinned]
    wide = _labels(spots, (), WIDE)
    lands = _aside([_land(region, shading) for region in regions], spots, wide)
    narrow = _labels(spots, [name_box(land) for land in lands], NARROW)
    pins = tuple(
        Pin(
            campus.id,
            campus.name,
            f"{campus.where or 'plaats niet bekend'} · mede-eigenaarschap: {ownership_text(campus)}",
            _point(campus),
            (x, y),
            tuple(segments(campus)),
            beside,
            below,
        )
        for campus, (_, x, y), beside, below in zip(pinned, spots, wide, narrow, strict=True)
    )
    drawn = tuple(town for town in towns if town.outline)
    return Picture(lands, drawn, pins, _alt(lands, pins))


def _labels(spots: Sequence[Spot], taken: Sequence[labels.Box], width: int) -> list[Label | None]:
    """Return where the names stand; among too many rings a name would only hide what it names."""
    if len(spots) > MOST_NAMED:
        return [None] * len(spots)
    return labels.place(spots, taken, width, HEIGHT)


def _point(campus: Campus) -> tuple[float, float]:
    assert campus.point is not None
    return campus.point


def _land(region: Region, shading: Shading | None) -> Land:
    shade, words = 0, ""
    if shading is not None:
        most = shading.most or max(shading.sizes.values(), default=0)
        shade = math.ceil(shading.sizes.get(region.id, 0) * (SHADES - 1) / most) if most else 0
        words = shading.words.get(region.id, shading.absent)
    return Land(region, name_lines(region.name), shade, words, pixels(region.label_lon, region.label_lat))


def _aside(lands: Sequence[Land], spots: Sequence[Spot], beside: Sequence[Label | None]) -> tuple[Land, ...]:
    """Return the regions, each with its name as near to its place as rings and other names leave room."""
    taken = [labels.ring_box(x, y) for _, x, y in spots[:MOST_NAMED]]
    taken += [labels.box_of(*spot, label) for spot, label in zip(spots, beside, strict=True) if label]
    named: list[Land] = []
    for land in lands:
        x, y = land.at
        ways = (replace(land, at=(x + dx, y + dy)) for dx, dy in _STEPS_ASIDE)
        free = (way for way in ways if not any(labels.overlap(name_box(way), box) for box in taken))
        named.append(next(free, land))
        taken.append(name_box(named[-1]))
    return tuple(named)


def key_of(lands: Sequence[Land]) -> list[tuple[int, str, list[str]]]:
    """Return the colours on the map, strongest first: step, words, and the regions that have it."""
    regions: dict[tuple[int, str], list[str]] = {}
    for land in lands:
        if land.value:
            regions.setdefault((land.shade, land.value), []).append(land.region.name)
    return [(shade, words, names) for (shade, words), names in sorted(regions.items(), reverse=True)]


def name_lines(name: str) -> tuple[str, ...]:
    """Return the name of a region in short lines, broken where it has a space, a slash or a hyphen."""
    words = name.replace("/", "/ ").replace("-", "- ").split()
    lines = [""]
    for word in words:
        joined = f"{lines[-1]} {word}" if lines[-1] and lines[-1][-1] not in "/-" else f"{lines[-1]}{word}"
        if lines[-1] and len(joined) > 15:
            lines.append(word)
        else:
            lines[-1] = joined
    return tuple(lines)


def name_box(land: Land) -> labels.Box:
    """Return the room that the name of a region takes, with what its colour stands for."""
    lines = [*land.lines, *([land.value] if land.value else [])]
    width, height = max(len(line) for line in lines) * 6.9, len(lines) * 17.0
    (x, y) = land.at
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _alt(lands: Sequence[Land], pins: Sequence[Pin]) -> str:
    number = f"{len(pins)} campus{'' if len(pins) == 1 else 'sen'}"
    return (
        f"Kaart van Noord-Holland met {number} in {len(lands)} arbeidsmarktregio’s. "
        "De lijst naast de kaart heeft dezelfde campussen."
    )
