"""How parts of a drawing are told apart on paper: by fill, stripes, dots or hatching, not by colour."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from lib.documents.pictures.sheet import INK, words

FULL, HALF, STRIPES, DOTS, OPEN, DASHED, HATCHED = (
    "full",
    "half",
    "stripes",
    "dots",
    "open",
    "dashed",
    "hatched",
)
DEEP, EDGE = "#00607A", "#76868F"
_FILLS = {FULL: DEEP, HALF: "#6FA6B5", OPEN: "#FFFFFF", DASHED: "#FFFFFF"}
_PATTERNS = {
    STRIPES: f'<path d="M2 0V8" stroke="{DEEP}" stroke-width="4"/>',
    DOTS: f'<circle cx="4" cy="4" r="1.5" fill="{DEEP}"/>',
    HATCHED: f'<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="{EDGE}" stroke-width="1.5"/>',
}
PATTERNS = Markup("<defs>{}</defs>").format(
    Markup("").join(
        Markup(
            '<pattern id="{}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<rect width="8" height="8" fill="#FFFFFF"/>{}</pattern>'
        ).format(name, Markup(lines))
        for name, lines in _PATTERNS.items()
    )
)
"""What a drawing that uses these looks begins with."""
_BOX = Markup(
    '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="{}" fill="{}" stroke="{}" '
    'stroke-width="1.5"{}/>'
)
_KEY_ROOM, _LETTER = 44, 7.2


def box(look: str, x: float, y: float, width: float, height: float, *, round_by: int = 0) -> Markup:
    """Draw a box in a look."""
    fill = _FILLS.get(look, f"url(#{look})")
    dashes = Markup(' stroke-dasharray="5 3"') if look in (DASHED, HATCHED) else ""
    edge = EDGE if look == HATCHED else DEEP
    return _BOX.format(x, y, max(width, 0.0), height, round_by, fill, edge, dashes)


def legend(keys: Iterable[tuple[str, str]], down: float, width: float) -> tuple[Markup, float]:
    """Say beside each other what looks, or signs, stand for; returns how far down that comes."""
    made, left = Markup(""), 0.0
    for look, meaning in keys:
        room = _KEY_ROOM + len(meaning) * _LETTER
        if left and left + room > width:
            left, down = 0.0, down + 24
        made += words(look, left + 6, down + 12, 15) if len(look) == 1 else box(look, left, down, 22, 14)
        made += words(meaning, left + 28, down + 12, colour=INK)
        left += room
    return made, down + 34
