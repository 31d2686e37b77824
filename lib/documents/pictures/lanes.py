"""Lanes under each other on paper: a name, a track with bars or marks on one scale, and what these say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.documents.pictures.looks import EDGE, PATTERNS, box, legend
from lib.documents.pictures.sheet import GREY, INK, paragraph, sheet, words

_NAME, _TRACK, _WORDS, _GAP = 240.0, 420.0, 420.0, 20.0
_LEFT, _WIDE = _NAME + _GAP, _NAME + _TRACK + _WORDS + 2 * _GAP
_BAR, _LEAST_HIGH, _LINE, _BETWEEN = 16, 26, 18.2, 8
_NOW = "#A3124A"
_RULE = Markup('<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}" stroke="{}" stroke-width="{}"{}/>')
_DASHES = Markup(' stroke-dasharray="6 4"')


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a track, from and to in per cent; where something is known to stop, its end is thick."""

    start: float
    end: float
    look: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One row, or the heading of the rows below it; a mark is a place on the track and a sign."""

    name: str
    pieces: tuple[Piece, ...] = ()
    says: tuple[str, ...] = ()
    marks: tuple[tuple[float, str], ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Lanes:
    """Rows on one scale: its ticks, the lines across all rows with their words, and what the looks mean."""

    lanes: tuple[Lane, ...]
    alt: str
    keys: tuple[tuple[str, str], ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    across: tuple[tuple[float, str], ...] = ()

    def svg(self, title: str, lines: Sequence[str]) -> bytes:
        """Return the lanes as SVG."""
        keys, top = legend(self.keys, 0.0, _WIDE) if self.keys else (Markup(""), 0.0)
        if self.ticks or self.across:
            top += 22
        rows, down = Markup(""), top
        for lane in self.lanes:
            row, down = _lane(lane, down)
            rows += row
        scale = Markup("").join(_scale(self, top, down))
        foot = Markup("")
        for (_, meaning), dashed in zip(self.across, (False, True), strict=False):
            line = _RULE.format(
                0, down + 16, 22, down + 16, INK if dashed else _NOW, 2, _DASHES if dashed else ""
            )
            foot += line + words(meaning, 28, down + 20)
            down += 24
        return sheet(title, lines, PATTERNS + keys + scale + rows + foot, _WIDE, down, self.alt)


def _scale(made: Lanes, top: float, down: float) -> Iterator[Markup]:
    for at, label in made.ticks:
        x = _LEFT + at * _TRACK / 100
        yield _RULE.format(x, top, x, down, "#D5DDE1", 1, "")
        yield words(label, x + 3, top - 6, 12, colour=GREY)
    for (at, _), dashed in zip(made.across, (False, True), strict=False):
        x = _LEFT + at * _TRACK / 100
        yield _RULE.format(x, top - 4, x, down, INK if dashed else _NOW, 2, _DASHES if dashed else "")


def _lane(lane: Lane, top: float) -> tuple[Markup, float]:
    """Draw one row; returns how far down it comes."""
    if lane.heading:
        text, down = paragraph(lane.name, 0, top + 22, _WIDE, 15, weight=700)
        return text + _rule(down - 10), down - 4
    first = top + 18
    name, under_name = paragraph(lane.name, 0, first, _NAME, weight=600)
    said = Markup("")
    under = first
    for line in lane.says:
        part, under = paragraph(line, _LEFT + _TRACK + _GAP, under, _WORDS)
        said += part
    down = max(under_name, under, top + _LEAST_HIGH + _LINE) - _LINE + _BETWEEN
    pieces = Markup("").join(_piece(piece, top + 5) for piece in lane.pieces)
    return name + said + pieces + _signs(lane, first) + _rule(down), down


def _piece(piece: Piece, top: float) -> Markup:
    left, right = (_LEFT + at * _TRACK / 100 for at in (piece.start, piece.end))
    made = box(piece.look, left, top, max(right - left, 4), _BAR)
    return made + (_RULE.format(right, top - 2, right, top + _BAR + 2, INK, 4, "") if piece.stops else "")


def _signs(lane: Lane, first: float) -> Markup:
    made = Markup("")
    for at, sign in lane.marks:
        made += words(sign, _LEFT + at * _TRACK / 100, first, 15, colour="#00607A", weight=700, end="middle")
    return made


def _rule(down: float) -> Markup:
    return _RULE.format(0, down, _WIDE, down, EDGE, 0.5, "")
