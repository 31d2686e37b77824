"""The flow of work to work on paper: who has people over, who asks for them, and the bands between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from lib.documents.pictures import looks
from lib.documents.pictures.sheet import halo, paragraph, sheet, words
from lib.dutch import sentence_case
from lib.rules.work.flow import Flow, Node
from lib.rules.work.shown import length

_ENDS, _BETWEEN, _BAR = 250.0, 440.0, 18.0
_WIDE = 2 * (_ENDS + _BAR) + _BETWEEN
_TALL, _LEAST, _GAP, _WORD = 380.0, 58.0, 14.0, 24.0
_LOOKS = {True: "#A8CCD8", False: f"url(#{looks.DOTS})"}
_KEYS = (
    (looks.HALF, "afspraken getekend"),
    (looks.DOTS, "nog in gesprek"),
    (looks.HATCHED, "nog niet gekoppeld"),
)
_BAND = Markup(
    '<path d="M{0:.1f} {2:.1f}C{4:.1f} {2:.1f} {4:.1f} {3:.1f} {1:.1f} {3:.1f}V{6:.1f}'
    'C{4:.1f} {6:.1f} {4:.1f} {5:.1f} {0:.1f} {5:.1f}Z" fill="{7}" stroke="#00607A" stroke-width="0.7"/>'
)


def flow_svg(made: Flow, alt: str, title: str, lines: Sequence[str]) -> bytes:
    """Return the flow as SVG."""
    scale = _TALL / max(length(made.over), length(made.asked), 1)
    keys, top = looks.legend(_KEYS, 0, _WIDE)
    over, asked = (_tops(nodes, scale, top) for nodes in (made.surplus, made.demand))
    bands, told = Markup(""), []
    used: dict[tuple[str, str], float] = {}
    for band in sorted(made.bands, key=lambda band: (over[band.source], asked[band.target])):
        thick = max(2.0, length(band.people) * scale)
        left = over[band.source] + used.get(("over", band.source), 0.0)
        right = asked[band.target] + used.get(("asked", band.target), 0.0)
        used["over", band.source] = left + thick - over[band.source]
        used["asked", band.target] = right + thick - asked[band.target]
        start, end = _ENDS + _BAR, _ENDS + _BAR + _BETWEEN
        middle = (start + end) / 2
        look = _LOOKS[band.signed]
        bands += _BAND.format(start, end, left, right, middle, left + thick, right + thick, look)
        told.append(((left + right + thick) / 2 + 5, band.words))
    ends = _ends(made.surplus, over, scale, on_left=True) + _ends(made.demand, asked, scale, on_left=False)
    feet = [*_feet(made.surplus, over, scale), *_feet(made.demand, asked, scale), top + _LEAST]
    labels, lowest = _labels(told)
    body = looks.PATTERNS + keys + bands + ends + labels
    return sheet(title, lines, body, _WIDE, max(*feet, lowest), alt)


def _tall(node: Node, scale: float) -> float:
    return max(length(node.people) * scale, _LEAST)


def _tops(nodes: Iterable[Node], scale: float, top: float) -> dict[str, float]:
    tops = {}
    for node in nodes:
        tops[node.key] = top
        top += _tall(node, scale) + _GAP
    return tops


def _feet(nodes: Iterable[Node], tops: Mapping[str, float], scale: float) -> list[float]:
    return [tops[node.key] + _tall(node, scale) for node in nodes]


def _ends(nodes: Iterable[Node], tops: Mapping[str, float], scale: float, *, on_left: bool) -> Markup:
    made = Markup("")
    bar = _ENDS if on_left else _ENDS + _BAR + _BETWEEN
    text = 0.0 if on_left else bar + _BAR + 10
    for node in nodes:
        top, with_match = tops[node.key], length(node.matched) * scale
        made += looks.box(looks.FULL, bar, top, _BAR, with_match) if with_match else Markup("")
        without = length(node.left) * scale
        made += looks.box(looks.HATCHED, bar, top + with_match, _BAR, without) if without else Markup("")
        name, down = paragraph(
            f"{sentence_case(node.name)} {node.people.short}", text, top + 13, _ENDS - 10, weight=700
        )
        left, _ = paragraph(
            node.left_words("nog zonder plek" if on_left else "nog open"), text, down, _ENDS - 10
        )
        made += name + left
    return made


def _labels(told: Iterable[tuple[float, str]]) -> tuple[Markup, float]:
    """Write the words on their bands, pushed down where they would cover each other."""
    made, lowest = Markup(""), -_WORD
    for down, said in sorted(told):
        lowest = max(down, lowest + _WORD)
        made += halo(words(said, _WIDE / 2, lowest, weight=600, end="middle"))
    return made, lowest + _WORD / 2
