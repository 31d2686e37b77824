"""The campus map on paper: what both maps on the screen show, with its legend beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from lib.documents.pictures.sheet import LINE, halo, paragraph, sheet, words
from lib.dutch import list_text
from lib.maps.deck import fill
from lib.maps.picture import Land, Picture, Pin, Shading, key_of
from lib.maps.projection import HEIGHT, WIDE, path
from lib.maps.ring import LIGHT, SIZE, UNKNOWN_PART, drawing
from lib.model.agenda import HELIXES

_BESIDE, _GAP, _RING = 330, 30, 42
_NAME_SIZE = 13


def campus_map(
    picture: Picture, shading: Shading | None, borders: str, title: str, lines: Sequence[str]
) -> bytes:
    """Return the map as SVG; `borders` says whose the borders are."""
    ground = Markup("").join([*_lands(picture), *_rings(picture.pins)])
    middle = Markup('<svg width="{0}" height="{1}" viewBox="{2:g} {3:g} {0} {1}">{4}</svg>').format(
        WIDE, HEIGHT, -WIDE / 2, -HEIGHT / 2, ground
    )
    legend, down = _legend(picture, shading, borders)
    width = WIDE + _GAP + _BESIDE
    return sheet(title, lines, middle + legend, width, max(HEIGHT, down), picture.alt)


def _lands(picture: Picture) -> Iterator[Markup]:
    shape = Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="{}"/>')
    for land in picture.lands:
        yield shape.format(path(land.region.outline), _colour(land.shade), LINE, 1.5)
    for town in picture.towns:
        yield shape.format(path(town.outline), "none", LINE, 0.5)
    for land in picture.lands:
        yield halo(Markup("").join(_name(land)))


def _name(land: Land) -> Iterator[Markup]:
    lines = [*land.lines, *([land.value] if land.value else [])]
    top = land.at[1] - (len(lines) - 1) * 8.5
    for row, line in enumerate(lines):
        yield words(line, land.at[0], top + row * 17, _NAME_SIZE, colour="#263843", weight=600, end="middle")


def _colour(shade: int) -> str:
    return "rgb({},{},{})".format(*fill(shade, dark=False))


def _rings(pins: Sequence[Pin]) -> Iterator[Markup]:
    """Draw the rings, then over them their names, as far as these have room."""
    for pin in pins:
        left, top = pin.at[0] - _RING / 2, pin.at[1] - _RING / 2
        yield Markup('<g transform="translate({:g} {:g}) scale({:g})"><title>{}</title>{}</g>').format(
            left, top, _RING / SIZE, f"{pin.name}: {pin.about}", Markup(drawing(pin.ring, LIGHT))
        )
    for pin in pins:
        if pin.wide:
            lines = pin.wide.lines(pin.name)
            top = pin.at[1] + pin.wide.dy + 5 - (len(lines) - 1) * 9
            yield halo(
                Markup("").join(
                    words(line, pin.at[0] + pin.wide.dx, top + row * 18, 13, weight=600, end=pin.wide.anchor)
                    for row, line in enumerate(lines)
                )
            )


def _legend(picture: Picture, shading: Shading | None, borders: str) -> tuple[Markup, float]:
    """Say what the rings and the colours stand for; returns how far down that comes."""
    left, down = WIDE + _GAP, 20.0
    parts = [words("Mede-eigenaren van een campus", left, down, weight=700)]
    for helix, name in {**HELIXES, UNKNOWN_PART: "onbekend (gestippeld)"}.items():
        down += 22
        parts += [_patch(LIGHT[helix], left, down), words(name, left + 24, down)]
    if shading is not None:
        written, down = paragraph(shading.sentence, left, down + 34, _BESIDE)
        parts.append(written)
        for shade, value, names in key_of(picture.lands):
            meaning = f"{shading.explained.get(value, value)}: {list_text(names)}"
            written, after = paragraph(meaning, left + 24, down + 6, _BESIDE - 24)
            parts += [_patch(_colour(shade), left, down + 6), written]
            down = after + 2
    unnamed = [pin.name for pin in picture.pins if not pin.wide]
    for text in filter(None, [f"Zonder naam op de kaart: {list_text(unnamed)}." if unnamed else "", borders]):
        written, down = paragraph(text, left, down + 20, _BESIDE, 12)
        parts.append(written)
    return Markup("").join(parts), down


def _patch(colour: str, x: float, y: float) -> Markup:
    return Markup(
        '<rect x="{:g}" y="{:g}" width="14" height="14" fill="{}" stroke="{}" stroke-width="0.8"/>'
    ).format(x, y - 11, colour, LINE)
