"""Rows by columns on paper, each place with cards of words: grids, ladders, the matrix of the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.documents.pictures.looks import DASHED, HATCHED, OPEN, PATTERNS, box, legend
from lib.documents.pictures.sheet import GREY, paragraph, sheet, words

_SIDE, _LEAST, _MOST, _WIDE, _GAP = 170.0, 110.0, 230.0, 1180.0, 8.0
_PAD, _SIZE, _STEP, _STEPS = 8.0, 12.0, 9.0, 5
_TINTS = {"yes": "#DDEEE5", "some": "#F8ECD3"}
"""Looks that are a light ground only: the sign before the words says the same."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """How far something is, in steps of five, with its word before it."""

    word: str
    level: int
    colour: str


@dataclass(frozen=True, slots=True)
class Card:
    """What stands together in a place: a title, lines below it, and gauges."""

    title: str = ""
    lines: tuple[str, ...] = ()
    look: str = OPEN
    gauges: tuple[Gauge, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is called, a line below that, and the cards of each of its places."""

    title: str
    places: tuple[tuple[Card, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows by columns; without `heads` no line stands on top."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    alt: str
    first: str = ""
    keys: tuple[tuple[str, str], ...] = ()

    def svg(self, title: str, lines: Sequence[str]) -> bytes:
        """Return the cells as SVG."""
        columns = max(len(row.places) for row in self.rows) if self.rows else 1
        side = _SIDE if any(row.title for row in self.rows) or self.first else 0.0
        each = min(_MOST, max(_LEAST, (_WIDE - side) / columns))
        whole = side + columns * each
        body, down = legend(self.keys, 0.0, whole) if self.keys else (Markup(""), 0.0)
        if any(self.heads):
            heads, down = _heads(self, side, each, down)
            body += heads
        for row in self.rows:
            drawn, down = _row(row, side, each, down)
            body += drawn
        return sheet(title, lines, PATTERNS + body, whole, down, self.alt)


def _heads(made: Cells, side: float, each: float, top: float) -> tuple[Markup, float]:
    body, down = paragraph(made.first, 0, top + 14, side - _GAP, weight=700) if side else (Markup(""), top)
    for place, head in enumerate(made.heads):
        text, under = paragraph(head, side + place * each + _PAD, top + 14, each - 2 * _PAD, weight=700)
        body, down = body + text, max(down, under)
    return body, down - 6


def _row(row: Row, side: float, each: float, top: float) -> tuple[Markup, float]:
    """Draw one row, as high as its fullest place; returns how far down it comes."""
    body, down = Markup(""), top
    if side:
        body, down = paragraph(row.title, 0, top + 20, side - _GAP, weight=700)
        if row.note:
            note, down = paragraph(row.note, 0, down, side - _GAP, _SIZE)
            body += note
    for place, cards in enumerate(row.places):
        under = top
        for card in cards:
            drawn, under = _card(card, side + place * each, under + _GAP / 2, each - _GAP)
            body += drawn
        down = max(down, under)
    return body, down + _GAP / 2


def _card(card: Card, x: float, top: float, width: float) -> tuple[Markup, float]:
    inner, down, text = width - 2 * _PAD, top + _PAD + _SIZE, Markup("")
    for line, weight in ((card.title, 700), *((line, 400) for line in card.lines)):
        if line:
            part, down = paragraph(line, x + _PAD, down, inner, _SIZE, weight=weight)
            text += part
    for gauge in card.gauges:
        text += _gauge(gauge, x + _PAD, down)
        down += 17
    height = down - _SIZE + 2 - top
    ground = box(card.look, x, top, width, height, round_by=4)
    if card.look in _TINTS:
        ground = _TINT.format(x, top, width, height, _TINTS[card.look])
    if card.look == HATCHED:
        ground += _TINT.format(x + 4, top + 4, width - 8, height - 8, "#FFFFFF")
    return ground + text, top + height


_TINT = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="4" fill="{}"/>')


def _gauge(gauge: Gauge, x: float, down: float) -> Markup:
    made = words(f"{gauge.word} {gauge.level}", x, down, 11, colour=GREY)
    step = Markup('<rect x="{:.1f}" y="{:.1f}" width="{}" height="8" fill="{}"/>')
    for place in range(_STEPS):
        colour = gauge.colour if place < gauge.level else "#DDE3E6"
        made += step.format(x + 76 + place * (_STEP + 1), down - 8, _STEP, colour)
    return made


def chain(cards: Sequence[Card], alt: str, keys: tuple[tuple[str, str], ...] = ()) -> Cells:
    """Return cards beside each other, without heads: a ladder or a line of stations."""
    return Cells((), (Row("", tuple((card,) for card in cards)),), alt, keys=keys)


def missing(words_of: str) -> Card:
    """Return the card of what is not there or not known."""
    return Card(words_of, look=HATCHED)


def empty(words_of: str) -> Card:
    """Return the card of a place that waits for somebody."""
    return Card(words_of, look=DASHED)
