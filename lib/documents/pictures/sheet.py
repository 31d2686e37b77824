"""A drawing on white paper: a title, what accounts for it, and the drawing below, as one SVG.

Owns the paper and how text fits on it; the drawings have a module each.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from lib.documents.word import fit

INK, GREY, LINE = "#0B151C", "#4A5A63", "#7A909D"
FONT = "Arial, sans-serif"
EDGE = 28
_TITLE, _LINE = 22, 14
_LETTER = 0.52
"""The mean width of a letter, as a part of its size."""


def sheet(title: str, lines: Sequence[str], body: Markup, width: float, height: float, alt: str) -> bytes:
    """Return the drawing `body`, of this size, under its title and lines."""
    whole = width + 2 * EDGE
    heads = list(_fold([title], _TITLE, width))
    told = list(_fold(lines, _LINE, width))
    top = EDGE + _TITLE + (len(heads) - 1) * 28
    text = Markup("").join(
        words(line, EDGE, top + (row - len(heads) + 1) * 28, _TITLE, weight=700)
        for row, line in enumerate(heads)
    )
    text += Markup("").join(
        words(line, EDGE, top + 24 + row * 19, _LINE, colour=GREY) for row, line in enumerate(told)
    )
    down = top + 24 + len(told) * 19 + 12
    return (
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:g}" viewBox="0 0 {w:g} {h:g}" '
            'font-family="{font}" role="img" lang="nl"><title>{title}</title><desc>{alt}</desc>'
            '<rect width="100%" height="100%" fill="#FFFFFF"/>{text}'
            '<g transform="translate({edge} {down:g})">{body}</g></svg>'
        )
        .format(
            w=whole,
            h=down + height + EDGE,
            font=FONT,
            title=fit(title),
            alt=fit(alt),
            text=text,
            edge=EDGE,
            down=down,
            body=body,
        )
        .encode()
    )


def words(
    text: str,
    x: float,
    y: float,
    size: float = 13,
    *,
    colour: str = INK,
    weight: int = 400,
    end: str = "start",
) -> Markup:
    """Write one line that ends or begins at x, its foot at y."""
    return Markup(
        '<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" font-weight="{weight}" '
        'text-anchor="{end}">{text}</text>'
    ).format(x=x, y=y, size=size, colour=colour, weight=weight, end=end, text=fit(text))


def halo(text: Markup) -> Markup:
    """Write text with white around it, over what it lies on."""
    return Markup(
        '<g stroke="#FFFFFF" stroke-width="4" stroke-linejoin="round" paint-order="stroke">{}</g>'
    ).format(text)


def paragraph(
    text: str, x: float, y: float, width: float, size: float = 13, *, weight: int = 400
) -> tuple[Markup, float]:
    """Write text in lines of this width; returns where the next may begin."""
    lines = list(_fold([text], size * (1 if weight < 600 else 1.06), width))
    written = Markup("").join(
        words(line, x, y + row * size * 1.4, size, weight=weight) for row, line in enumerate(lines)
    )
    return written, y + len(lines) * size * 1.4


def _fold(texts: Iterable[str], size: float, width: float) -> Iterable[str]:
    letters = int(width / (size * _LETTER))
    return (line for text in texts for line in textwrap.wrap(text, letters) or [""])
