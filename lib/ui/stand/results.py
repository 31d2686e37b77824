"""What actions brought about, on Stand: for each when it is finished, how far that is, and its results."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from lib.dutch import count_text
from lib.model.agenda import Action
from lib.rules.letter.material import in_order
from lib.rules.results.result import sentences
from lib.ui.elements.html import fill
from lib.ui.stand.facts import Facts
from lib.ui.stand.parts import action_link, section

MOST = 3
"""How many actions stand open in the list; the others are folded."""
_OTHER = Markup('<li class="{}">{}</li>')
_OTHERS = Markup("<details><summary>Nog {}</summary><ul>{}</ul></details>")
_ROW = Markup("{}<p>{}</p>")
_STATE = Markup("<b>{}</b> ")
_SHOWN = Markup('<span class="shown">{} {}</span>')
_AGREED = Markup('<span class="finished">Af als: {}</span>')


def section_of(facts: Facts) -> Markup:
    """Name each action of which a concrete result was agreed or a result is recorded; none is no section."""
    actions = [action for action in facts.book.actions.values() if not action.ended]
    recorded = facts.outcomes.keys() | facts.results.keys()
    named = [action for action in in_order(actions) if action.id in recorded]
    if not named:
        return Markup()
    agreed = sum(action.id in facts.outcomes for action in actions)
    note = f"concreet resultaat afgesproken bij {agreed} van {len(actions)} acties"
    items = [(facts.looks[action.id], _row(facts, action)) for action in named]
    shown, others = items[:MOST], items[MOST:]
    if others:
        shown.append(("others", _folded(others)))
    return section("results", "Resultaat", len(named), shown, "", note=note)


def _folded(others: Sequence[tuple[str, Markup]]) -> Markup:
    """Fold what one screen has no room for."""
    rows = Markup("").join(fill(_OTHER, looks, row) for looks, row in others)
    return _OTHERS.format(count_text(len(others), "resultaat", "resultaten"), rows)


def _row(facts: Facts, action: Action) -> Markup:
    outcome, shown = facts.outcomes.get(action.id), sentences(facts.results.get(action.id, ()))
    state, agreed = (
        (_STATE.format(outcome.state), _AGREED.format(outcome.agreement)) if outcome else (Markup(), Markup())
    )
    return fill(_ROW, action_link(action, tab="effect"), state + fill(_SHOWN, shown, agreed))
