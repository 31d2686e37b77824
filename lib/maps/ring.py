"""The ring that stands for a campus: its co-ownership by helix, dashed where nobody knows.

Owns the drawing of a ring as SVG, for both maps, the list and the card.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from urllib.parse import quote

Segments = Sequence[tuple[str | None, int]]

UNKNOWN_PART = "unknown"
LIGHT: Mapping[str, str] = {
    "bedrijfsleven": "#0B5C8A", "onderwijs": "#B4511A", "overheid": "#3F4A1E", UNKNOWN_PART: "#5A6B75",
    "ground": "#FFFFFF", "dot": "#14212B", "chosen": "#00607A",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "bedrijfsleven": "#5FB1E0", "onderwijs": "#F0955A", "overheid": "#D9E8B0", UNKNOWN_PART: "#A9BCC6",
    "ground": "#0E1A21", "dot": "#E8F0F3", "chosen": "#8AD0E3",
}  # fmt: skip
"""The colours of the three helices and what goes with them; a word always says the same."""

SIZE = 48
_MIDDLE, _RADIUS, _WIDTH, _GAP = SIZE / 2, 13.5, 6.0, 1.2


def arcs(segments: Segments, radius: float = _RADIUS) -> list[tuple[str, str]]:
    """Return the parts of a ring as (whose part, SVG path), clockwise from the top."""
    parts, begun = [], 0.0
    for helix, share in segments:
        parts.append((helix or UNKNOWN_PART, _arc(begun, begun + share, radius)))
        begun += share
    return parts


def _arc(begin: float, end: float, radius: float) -> str:
    """Return a part of a circle between two percentages, with a small gap to the next part."""
    if end - begin >= 100:
        top, bottom = _MIDDLE - radius, _MIDDLE + radius
        half = f"A{radius:g} {radius:g} 0 0 1"
        return f"M{_MIDDLE:g} {top:g}{half} {_MIDDLE:g} {bottom:g}{half} {_MIDDLE:g} {top:g}"
    gap = min(_GAP, (end - begin) / 3)
    (x1, y1), (x2, y2) = _on_circle(begin + gap, radius), _on_circle(end - gap, radius)
    large = int(end - begin - 2 * gap > 50)
    return f"M{x1:.2f} {y1:.2f}A{radius:g} {radius:g} 0 {large} 1 {x2:.2f} {y2:.2f}"


def _on_circle(percent: float, radius: float) -> tuple[float, float]:
    angle = math.radians(percent * 3.6 - 90)
    return _MIDDLE + radius * math.cos(angle), _MIDDLE + radius * math.sin(angle)


def drawing(
    segments: Segments, colours: Mapping[str, str], *, chosen: bool = False, then: Segments | None = None
) -> str:
    """Return the elements of one ring, `SIZE` by `SIZE`; `then` draws how it was as a thin ring behind it."""
    halo = f'<circle cx="{_MIDDLE:g}" cy="{_MIDDLE:g}" r="22" fill="none" stroke="{colours["chosen"]}" '
    ground = f'<circle cx="{_MIDDLE:g}" cy="{_MIDDLE:g}" r="18" fill="{colours["ground"]}"/>'
    dot = f'<circle cx="{_MIDDLE:g}" cy="{_MIDDLE:g}" r="5" fill="{colours["dot"]}"/>'
    before = "".join(_stroke(name, d, colours, 2.4) for name, d in arcs(then, 20.5)) if then else ""
    now = "".join(_stroke(name, d, colours, _WIDTH) for name, d in arcs(segments))
    return (halo + 'stroke-width="3.4"/>' if chosen else "") + ground + before + now + dot


def _stroke(name: str, path: str, colours: Mapping[str, str], width: float) -> str:
    dashed = ' stroke-dasharray="2.6 2.9"' if name == UNKNOWN_PART else ""
    thinner = width * 0.6 if name == UNKNOWN_PART else width
    return f'<path d="{path}" fill="none" stroke="{colours[name]}" stroke-width="{thinner:g}"{dashed}/>'


def svg(body: str, width: float, height: float, scale: float = 1) -> str:
    """Return a drawing as a picture's address, which asks nothing of any server."""
    markup = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * scale:g}" height="{height * scale:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{body}</svg>'
    )
    return f"data:image/svg+xml;charset=utf-8,{quote(markup)}"


def picture(
    segments: Segments, colours: Mapping[str, str], *, chosen: bool = False, then: Segments | None = None
) -> str:
    """Return one ring as a picture's address."""
    return svg(drawing(segments, colours, chosen=chosen, then=then), SIZE, SIZE)
