"""One slide of a presentation: its markup and how full it is, from which its size follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.model.meetings import Decision, Item

_SLIDE = Markup('<article class="wa-slide {}">{}<h1>{}</h1>{}</article>')
_OVER, LINE = Markup('<p class="over">{}</p>'), Markup("<p>{}</p>")


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: what it is called, its markup, and the item of the agenda that it is about.

    `draw` adds what only a component can draw, with so many `letters`.
    """

    title: str
    body: Markup
    item: Item | None = None
    draw: Callable[[], object] = lambda: None
    letters: int = 0

    def about(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Pick what a meeting recorded about the subject of the slide."""
        if self.item is None:
            return []
        item, action = self.item.id, self.item.action_id
        return [
            decision
            for decision in decisions
            if decision.item_id == item or (action is not None and decision.action_id == action)
        ]

    def length(self, decisions: Sequence[Decision]) -> int:
        """Count the letters: their size follows from it. A decision has a frame beside its own."""
        own = self.letters or len(self.body.striptags())
        return own + sum(len(decision.text) + 150 for decision in self.about(decisions))


def slide_of(kind: str, title: str, *parts: str, over: str | None = None) -> Markup:
    """Build a slide of parts under its title; words become a line, and none are left out."""
    lines = Markup().join(part if isinstance(part, Markup) else LINE.format(part) for part in parts if part)
    return _SLIDE.format(kind, Markup() if over is None else _OVER.format(over), title, lines)


def rows_of(rows: Iterable[Markup]) -> Markup:
    items = Markup().join(Markup("<li>{}</li>").format(row) for row in rows)
    return Markup("<ul>{}</ul>").format(items) if items else items
