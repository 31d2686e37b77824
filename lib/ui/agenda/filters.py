"""Filters of the agenda, kept in the address: goal, priority, stage, text and the way it is shown.

Owns which actions are shown; an unknown value in the address is named and left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import count_text, searchable, sentence_case
from lib.model.agenda import PRIORITIES, STAGES, Action, Goal
from lib.rules import since
from lib.rules.since import Comparison
from lib.ui.agenda import since as since_view
from lib.ui.elements.filters import (
    filter_bar,
    filter_result,
    name_unknown,
    several_filter,
    several_pills,
    words_filter,
)
from lib.ui.elements.switch import switch
from lib.ui.here.state import Here

GOAL, PRIORITY, STAGE, TEXT, VIEW = "doel", "prio", "fase", "zoek", "weergave"
PARAMS = (GOAL, PRIORITY, STAGE, TEXT, since_view.KIND)
VIEWS: Mapping[str, str] = {"matrix": "Matrix", "lijst": "Lijst", "bord": "Bord"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the visitor asks for; empty means everything."""

    goals: tuple[int, ...] = ()
    priorities: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    text: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        return bool(self.goals or self.priorities or self.stages or self.text or self.kinds)

    def admits(self, action: Action, comparison: Comparison | None = None) -> bool:
        """Tell whether an action is shown; `comparison` tells its kind, when differences are marked."""
        return (
            (not self.goals or action.goal_id in self.goals)
            and (not self.priorities or action.priority in self.priorities)
            and (not self.stages or action.stage in self.stages)
            and (not self.kinds or (comparison is not None and comparison[action.id].kind in self.kinds))
            and all(word in _words_of(action) for word in searchable(self.text).split())
        )


def _words_of(action: Action) -> str:
    adopted = action.adopted
    words = [str(action.number or ""), action.name, action.driver or "", action.note]
    words += [adopted.full_name, adopted.explanation, adopted.matrix_name] if adopted else []
    return searchable(" ".join(words))


def view_switch() -> str:
    """Let the visitor choose matrix, list or board; in the address as `weergave`."""
    return switch("Weergave", VIEW, VIEWS, key="view")


def ask_filters(here: Here, goals: Sequence[Goal], comparison: Comparison | None) -> Filters:
    """Draw the row of filters, with the legend when differences are marked; return what they ask for."""
    names = {str(goal.id): goal.name for goal in goals}
    letters = {letter: f"{letter} {meaning}" for letter, meaning in PRIORITIES.items()}
    with filter_bar():
        text = words_filter(TEXT, "woord of nummer", key="filter text", width=160)
        goal_ids = several_filter("Doel", GOAL, names, "alle doelen", key="filter goal", width=165)
        priorities = several_pills("Prioriteit", PRIORITY, letters, key="filter priority")
        stages = several_filter("Fase", STAGE, STAGES, "alle fasen", key="filter stage", width=150)
        if comparison is not None:
            since_view.legend(since.counts(comparison), since.KINDS)
        since_view.marks_switch(here)
    name_unknown({GOAL: names, PRIORITY: letters, STAGE: STAGES, VIEW: VIEWS, since_view.KIND: since.KINDS})
    return Filters(
        tuple(int(goal_id) for goal_id in goal_ids), priorities, stages, text, since_view.kinds_asked()
    )


def say_what_is_shown(filters: Filters, shown: int, total: int) -> None:
    """Say how many actions the filters leave, with the way back."""
    if filters.active:
        text = f"{sentence_case(count_text(shown, 'actie', 'acties'))} van de {total}."
        filter_result(text, PARAMS, filtered=True)
