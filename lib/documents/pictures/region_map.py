"""One region on paper: its outline with numbered marks, and beside it what each number stands for."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from lib.documents.pictures.sheet import LINE, paragraph, sheet, words
from lib.maps.outline import Mark, lay_out
from lib.model.campuses import Outline

_WIDE, _HIGH, _GAP, _BESIDE, _LAND, _DOT = 420, 540, 30, 420, "#E3EEF1", "#00607A"
_SHAPE = Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="1.5"/>')
_MARK = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="12" fill="{}"/>')


def region_map(
    outline: Outline,
    marks: Sequence[Mark],
    told: Sequence[str],
    source: str,
    alt: str,
    title: str,
    lines: Sequence[str],
) -> bytes:
    """Return the region as SVG; `told` says of each number what it is, `source` whose the borders are."""
    made = lay_out(outline, marks, width=_WIDE, height=_HIGH)
    body = _SHAPE.format(made.path, _LAND, LINE)
    for number, x, y in made.marks:
        body += _MARK.format(x, y, _DOT)
        body += words(str(number), x, y + 4.5, colour="#FFFFFF", weight=700, end="middle")
    left, down = made.width + _GAP, 20.0
    for text in (*told, source):
        written, down = paragraph(text, left, down, _BESIDE)
        body, down = body + written, down + 6
    return sheet(title, lines, body, left + _BESIDE, max(made.height, down), alt)
