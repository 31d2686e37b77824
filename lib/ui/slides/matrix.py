"""The slide of the whole agenda: a column for each goal, by priority, in letters that are read from afar."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.dutch import with_soft_hyphens
from lib.model.agenda import HELIXES, PRIORITIES, Action, Goal
from lib.model.coalitions import LEVELS
from lib.rules.own_measures import OWN
from lib.ui.elements.html import address_of, helix_name
from lib.ui.slides.subject import Slide, build

_GRID = Markup('<div class="wa-slide grid">{}</div>')
_GOAL = Markup('<section class="goal-{} w{}"><h2>{}</h2><div>{}</div></section>')
_RANK = Markup('<div class="rank"><h3>{}</h3>{}</div>')
_CARD = Markup('<a class="{}" href="{}" target="_self" data-action="{}"><b>{}{}</b><span>{}{}</span>{}</a>')
_NUMBER, _PLUS = Markup('<span class="number">{}</span> '), Markup(' <em title="wijzigingen">+{}</em>')
_LEGEND = Markup("<p>Balken: {}; {}een {}. + is het aantal wijzigingen sinds {}. {}</p>")
FREE = "doorlopend"
MOST_IN_A_COLUMN = 2


@dataclass(frozen=True, slots=True)
class Cards:
    """What the cards say beside the actions themselves, per action; `lines` stand in the place of bars."""

    plus: Mapping[str, int]
    levels: Mapping[str, Mapping[str, int]]
    aged: Mapping[str, Mapping[str, int]]
    lines: Mapping[str, str]
    marks: Mapping[str, str]
    params: Mapping[str, str]


def matrix_slide(
    goals: Sequence[Goal], actions: Sequence[Action], cards: Cards, since: str, waiting: str
) -> Slide:
    """Make the slide; a card leads to the slide of its action."""
    sides = Markup(" ").join(map(helix_name, HELIXES))
    aged = "gearceerd: bewijs verouderd; " if any(cards.aged.values()) else ""
    legend = Markup(
        "<p>Balken van boven naar beneden: {}; {}een {}. + is het aantal wijzigingen sinds {}. {}</p>"
    )
    head = build("brief matrix", "Werkagenda", legend.format(sides, aged, OWN, since, waiting))
    columns = Markup().join(_column(place, goal, actions, cards) for place, goal in enumerate(goals))
    letters = sum(len(action.name) for action in actions) + len(waiting) // 2
    return Slide("De agenda", head + _GRID.format(columns), letters=letters)


def _column(place: int, goal: Goal, actions: Sequence[Action], cards: Cards) -> Markup:
    """Build a goal with its cards under their priority; one with many cards is as wide as it needs."""
    own = [action for action in actions if action.goal_id == goal.id]
    ranks = Markup()
    for priority in (*PRIORITIES, None):
        inside = Markup().join(_card(action, cards) for action in own if action.priority == priority)
        name = f"{priority}, {PRIORITIES[priority]}" if priority else FREE
        ranks += _RANK.format(name, inside) if inside else inside
    wide = max(1, math.ceil(len(own) / MOST_IN_A_COLUMN))
    return _GOAL.format(place, wide, with_soft_hyphens(goal.name), ranks)


def _card(action: Action, cards: Cards) -> Markup:
    plus = cards.plus.get(action.id, 0)
    stage = cards.marks.get(action.id) or action.stage_text
    return _CARD.format(
        "ended" if action.ended else "",
        address_of("actie", {**cards.params, "actie": action.id}),
        action.id,
        _NUMBER.format(action.number) if action.number else "",
        with_soft_hyphens(action.name),
        stage,
        _PLUS.format(plus) if plus else "",
        _below(action, cards),
    )


def _below(action: Action, cards: Cards) -> Markup:
    """Build three bars, or the line that stands instead; an ended action needs neither."""
    if action.ended:
        return Markup()
    if line := cards.lines.get(action.id):
        return Markup("<small>{}</small>").format(line)
    levels, aged = cards.levels[action.id], cards.aged[action.id]
    told = ", ".join(f"{HELIXES[helix]} {level}" for helix, level in levels.items())
    bars = Markup().join(
        Markup('<span class="wa-bar {}" aria-hidden="true">{}</span>').format(
            helix, _steps(level, aged.get(helix, 0))
        )
        for helix, level in levels.items()
    )
    return Markup('<span class="wa-vh">{}</span><span class="bars">{}</span>').format(told, bars)


def _steps(level: int, was: int) -> Markup:
    return Markup().join(
        Markup('<i class="{}"></i>').format("on" if step <= level else "aged" if step <= was else "")
        for step in range(1, len(LEVELS))
    )
