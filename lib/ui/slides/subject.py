"""What a presentation is about, and how its slides are put together: no screen or session is known here.

So the same slides stand on the beamer, on the light page of who follows, and in the files of the deck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from markupsafe import Markup

from lib.model.coalitions import Chair
from lib.model.meetings import Decision, Item, Meeting

LOOKS = Path(__file__).with_name("slides.css")
"""The style sheet of the slides."""
NOTHING = Markup()
_SLIDE = Markup('<article class="wa-slide {}">{}<h1>{}</h1>{}</article>')
OVER, LINE = Markup('<p class="over">{}</p>'), Markup("<p>{}</p>")
QUESTION = Markup('<div class="question"><p><b>Vraag aan het overleg</b>{}</p>{}</div>')


@dataclass(frozen=True, slots=True)
class Subject:
    """A meeting or (None) the agenda itself, as it was `at` a moment (None: now), seen from a day.

    Changes count from the moment `since`. `params` go along with every link; of what is `past` also the
    decisions are those of then.
    """

    path: Path
    at: str | None
    day: date
    since: str
    since_label: str
    meeting: Meeting | None
    past: bool = False
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: what it is called, its markup, and the item or action that it is about.

    What was decided stands between `body` and `rest`. `draw` adds what only a component can draw, and
    `drawn` is the same as a picture on paper;
    `letters` is how much there is to read, where the markup does not tell; `pledges` can
    be marked as kept and empty `seats`, each with its name, be filled. One that is `aside` is no part of
    the row: somebody asks for it. The one that `is_last` sends people home with what they promised.
    """

    title: str
    body: Markup
    item: Item | None = None
    action_id: str | None = None
    rest: Markup = NOTHING
    draw: Callable[[], object] | None = None
    drawn: Callable[[], Markup] | None = None
    pledges: tuple[Decision, ...] = ()
    seats: tuple[tuple[str, Chair], ...] = ()
    letters: int = 0
    number: int | None = None
    aside: bool = False
    is_last: bool = False

    def about(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Pick what a meeting recorded about the subject of the slide."""
        return [decision for decision in decisions if self._is_about(decision)]

    def _is_about(self, decision: Decision) -> bool:
        of_item = self.item is not None and decision.item_id == self.item.id
        return of_item or (self.action_id is not None and decision.action_id == self.action_id)

    def length(self, decisions: Sequence[Decision]) -> int:
        """Count the letters: their size follows from it. A decision has a frame beside its own."""
        own = self.letters or len((self.body + self.rest).striptags())
        return own + sum(len(decision.text) + 150 for decision in self.about(decisions))


def build(kind: str, title: str, *parts: str, over: str | None = None) -> Markup:
    """Build a slide of parts under its title; words become a line, and none are left out."""
    lines = Markup().join(part if isinstance(part, Markup) else LINE.format(part) for part in parts if part)
    return _SLIDE.format(kind, Markup() if over is None else OVER.format(over), title, lines)


def rows(items: Iterable[Markup], looks: str = "") -> Markup:
    """Build a list; none when there is nothing in it."""
    listed = Markup().join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup('<ul class="{}">{}</ul>').format(looks, listed) if listed else listed
