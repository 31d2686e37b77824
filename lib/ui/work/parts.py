"""The agreement card of a match, and the ladder of the model."""

from __future__ import annotations

from markupsafe import Markup

from lib.documents.pictures.agenda import model
from lib.dutch import list_text
from lib.model.results.work import AGREED, CARD, CARD_STATES, OPEN, UNNEEDED, Match
from lib.rules.work import ladder, matching, result
from lib.store.results.work import Recorded
from lib.ui.elements import drawn
from lib.ui.elements.drawn import Drawing
from lib.ui.elements.html import fill, own_measure, show, table
from lib.ui.here.cache import kept_with

_SIGNS = {AGREED: "✓", OPEN: "?", UNNEEDED: "–"}
_LINE = Markup('<li class="{}"><i aria-hidden="true">{}</i><b>{}</b><span>{}</span><small>{}</small></li>')
_CARD = Markup('<div class="wa-card7"><h3>Afsprakenkaart</h3><p>{}</p><ul>{}</ul><p><b>{}</b></p></div>')
_RUNG = Markup(
    '<li class="{}"><i aria-hidden="true">{}</i><b><span class="wa-vh">trede {}: </span>{}</b>'
    "<small>{}</small></li>"
)


def card(match: Match, name: str) -> Markup:
    """Build the seven lines, the open ones too, and whether both sides signed."""
    lines = Markup("").join(
        fill(
            _LINE,
            "open" if state == OPEN else "",
            _SIGNS[state],
            CARD[key],
            CARD_STATES[state],
            getattr(match, f"{key}_words"),
        )
        for key, state in matching.card_states(match).items()
    )
    return _CARD.format(name, lines, matching.card_sentence(match))


def rungs(recorded: Recorded) -> None:
    """Draw the eight rungs, with the evidence of each and the versions of the model."""
    built, drawing = kept_with("rungs", lambda: _rungs(recorded), recorded)
    for markup in built:
        show(markup)
    drawn.note_drawing("De acht treden (beeld)", drawing)


def _rungs(recorded: Recorded) -> tuple[list[Markup], Drawing]:
    made = ladder.rungs(recorded.steps)
    items = Markup("").join(
        fill(
            _RUNG,
            rung.state,
            "✓" if rung.state == ladder.REACHED else rung.number,
            rung.number,
            rung.title,
            rung.words,
        )
        for rung in made
    )
    own = result.ladder_table(recorded.steps)
    built = [
        Markup('<ol class="wa-model">{}</ol>').format(items),
        Markup('<details class="wa-fold"><summary>Bewijs per trede</summary>{}</details>').format(
            table(own.heads, own.rows, own.title)
        ),
    ]
    if versions := ladder.versions(recorded.steps):
        names = list_text(f"{step.label} ({step.evidence})" for step in versions)
        built.append(Markup('<p class="wa-source">Versies van het model: {}.</p>').format(names))
    built.append(own_measure("De ladder", ladder.RULE))
    return built, model(made, ladder.ladder_sentence(recorded.steps)).svg
