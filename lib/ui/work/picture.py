"""The flow of work to work: on the left who has people over, on the right who asks, bands between them.

Every end and band has its words beside it; what has no match is hatched. Bands are clipped shapes of the page
itself, so that they follow the theme and the width of any screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from lib.rules.results.result import Result
from lib.rules.work.flow import Band, Flow, Node
from lib.rules.work.shown import length
from lib.ui.elements.html import wear

LOOKS = Path(__file__).with_name("work.css")
_TALL, _LEAST, _GAP, _LABEL = 19.0, 2.9, 0.8, 1.9
_ON_A_SLIDE = 9.0
"""In the size of a letter: the larger side (and that on a slide), an end with its words, a gap, a word."""
_POINTS = 20
_END = Markup(
    '<div class="end" style="top:{:.2f}em;min-height:{}em"><p><b>{} {}</b><small>{}</small></p>'
    '<div class="bar" aria-hidden="true"><i style="height:{:.2f}em"></i>'
    '<i class="left" style="height:{:.2f}em"></i></div></div>'
)
_BAND = Markup('<i class="band {}" style="clip-path:polygon({})" aria-hidden="true"></i>')
_WORD = Markup('<span class="word" style="top:{:.2f}em">{}</span>')
_FLOW = Markup(
    '<div class="wa-flow" style="--tall:{:.2f}em"><div class="side from">{}</div>'
    '<div class="between">{}{}</div>'
    '<div class="side asked">{}</div></div>'
    '<p class="wa-flow-legend"><span><i class="signed"></i>afspraken getekend</span>'
    '<span><i class="talking"></i>nog in gesprek</span>'
    '<span><i class="left"></i>nog niet gekoppeld</span></p>'
)
Words = Callable[[Band], Markup | str]


@dataclass(slots=True)
class _Place:
    """Where an end lies, and how far down its bar the next band begins."""

    node: Node
    top: float
    used: float = 0


def dress() -> None:
    wear(LOOKS)


def of_result(result: Result) -> Markup:
    """Draw the flow of a result, wherever it stands."""
    assert isinstance(result.drawing, Flow)
    return picture(result.drawing, lambda band: band.words, _ON_A_SLIDE)


def picture(made: Flow, words: Words, whole: float = _TALL) -> Markup:
    """Build the whole picture, its larger side about so tall; `words` tells what stands on a band."""
    scale = whole / max(length(made.over), length(made.asked), 1)
    over, asked = (_places(side, scale) for side in (made.surplus, made.demand))
    tall = max([_foot(places, scale) for places in (over, asked)] + [_LEAST])
    shapes, middles = [], []
    for band in sorted(made.bands, key=lambda band: (over[band.source].top, asked[band.target].top)):
        left, right = over[band.source], asked[band.target]
        thick = max(0.2, length(band.people) * scale)
        y1, y2 = left.top + left.used, right.top + right.used
        left.used, right.used = left.used + thick, right.used + thick
        shapes.append(_BAND.format("signed" if band.signed else "talking", _curve(y1, y2, thick)))
        middles.append(((y1 + y2 + thick) / 2 - _LABEL / 2, words(band)))
    return _FLOW.format(
        tall,
        _ends(over, scale, "nog zonder plek"),
        Markup("").join(shapes),
        _labels(middles),
        _ends(asked, scale, "nog open"),
    )


def _places(nodes: Sequence[Node], scale: float) -> dict[str, _Place]:
    places, top = {}, 0.0
    for node in nodes:
        places[node.key] = _Place(node, top)
        top += max(length(node.people) * scale, _LEAST) + _GAP
    return places


def _foot(places: dict[str, _Place], scale: float) -> float:
    return max(
        (place.top + max(length(place.node.people) * scale, _LEAST) for place in places.values()), default=0
    )


def _ends(places: dict[str, _Place], scale: float, word: str) -> Markup:
    return Markup("").join(
        _END.format(
            place.top,
            _LEAST,
            place.node.name[:1].upper() + place.node.name[1:],
            place.node.people.short,
            place.node.left_words(word),
            length(place.node.matched) * scale,
            length(place.node.left) * scale,
        )
        for place in places.values()
    )


def _curve(y1: float, y2: float, thick: float) -> str:
    """Return a band as the points of a polygon, from left to right along its top and back along its foot."""
    steps = [step / _POINTS for step in range(_POINTS + 1)]
    along = [(100 * step, y1 + (y2 - y1) * step * step * (3 - 2 * step)) for step in steps]
    points = [*along, *((x, y + thick) for x, y in reversed(along))]
    return ",".join(f"{x:g}% {y:.2f}em" for x, y in points)


def _labels(middles: Sequence[tuple[float, Markup | str]]) -> Markup:
    """Lay the words on their bands, pushed down where they would cover each other."""
    made, lowest = [], -float(_LABEL)
    for top, words in sorted(middles, key=lambda middle: middle[0]):
        lowest = max(top, lowest + _LABEL)
        made.append(_WORD.format(lowest, words))
    return Markup("").join(made)
