"""What actions brought about, on slides: when an action is finished, and the picture of each instrument."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from lib.model.agenda import Action
from lib.model.results.outcome import Outcome
from lib.rules.results.drawing import Grid
from lib.rules.results.inclusion import Impact
from lib.rules.results.result import Result
from lib.store.file.connection import Database
from lib.store.results.instruments import results
from lib.ui.results.views import picture
from lib.ui.slides.subject import NOTHING, Slide, build

_HEAD = Markup('<h2 class="wa-vh">Resultaat</h2>')
_OUTCOME = Markup('<p class="outcome"><b>Concreet resultaat</b> {} <b>{}</b></p>')
_LINES = 10
"""How many lines of text a picture may take on a slide."""
_PICTURE_LETTERS = 400
"""How many letters a picture takes the room of."""


def line(outcome: Outcome | None) -> Markup:
    """Build the line that says when an action is finished; empty when that was not agreed."""
    return _OUTCOME.format(outcome.agreement, outcome.state) if outcome else NOTHING


def cut(result: Result) -> Result:
    """Leave of a grid, or of effects, what a slide has room for, and say that there are more."""
    whole = result.drawing
    if not isinstance(whole, Grid | Impact):
        return result
    shown = whole.within(_LINES)
    if shown.rows == whole.rows:
        return result
    more = f"Hier staan {shown.rows} van de {whole.rows}; alle staan bij de actie."
    return replace(result, drawing=shown, source=more)


def slides(
    db: Database, actions: Sequence[Action], asked: Container[str | None], day: date
) -> Iterator[Slide]:
    """Make a slide of each instrument that shows something, of the actions that are asked for."""
    wanted = {action.id: action for action in actions if action.id in asked}
    for action_id, own in results(db, wanted, day).items():
        for result in map(cut, own):
            label = wanted[action_id].label
            body = build("result", result.sentence, _HEAD + picture(result), result.source, over=label)
            letters = len(result.sentence) + len(result.source) // 2 + _PICTURE_LETTERS
            yield Slide(f"{label}: {result.title.lower()}", body, letters=letters)
