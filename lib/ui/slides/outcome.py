"""What actions brought about, on slides: when an action is finished, and the picture of each instrument."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date

from markupsafe import Markup

from lib.model.agenda import Action
from lib.model.results.outcome import Outcome
from lib.store.file.connection import Database
from lib.store.results.instruments import results
from lib.ui.results.views import picture
from lib.ui.slides.subject import NOTHING, Slide, build

_HEAD = Markup('<h2 class="wa-vh">Resultaat</h2>')
_OUTCOME = Markup('<p class="outcome"><b>Concreet resultaat</b> {} <b>{}</b></p>')
_PICTURE_LETTERS = 400
"""How many letters a picture takes the room of."""


def line(outcome: Outcome | None) -> Markup:
    """Build the line that says when an action is finished; empty when that was not agreed."""
    return _OUTCOME.format(outcome.agreement, outcome.state) if outcome else NOTHING


def slides(
    db: Database, actions: Sequence[Action], asked: Container[str | None], day: date
) -> Iterator[Slide]:
    """Make a slide of each instrument that shows something, of the actions that are asked for."""
    wanted = {action.id: action for action in actions if action.id in asked}
    for action_id, own in results(db, wanted, day).items():
        for result in own:
            label = wanted[action_id].label
            body = build("result", result.sentence, _HEAD + picture(result), result.source, over=label)
            letters = len(result.sentence) + len(result.source) // 2 + _PICTURE_LETTERS
            yield Slide(f"{label}: {result.title.lower()}", body, letters=letters)
