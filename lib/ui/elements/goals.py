"""The colours of the six goals, from the theme, for what carries the class of its goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from lib.model.agenda import Action, Goal


def goal_colours() -> Iterator[str]:
    """Yield a style rule for each goal, which sets its colour."""
    themes = (st.get_option(f"theme.{name}chartCategoricalColors") for name in ("", "dark."))
    for goal, colours in enumerate(zip(*themes, strict=True)):
        yield f".goal-{goal} {{ --goal: light-dark({', '.join(colours)}); }}"


def light_colours() -> dict[str, str]:
    """Return the colour of each goal on paper, by the class that carries it."""
    colours = st.get_option("theme.chartCategoricalColors") or ()
    return {f"goal-{goal}": colour.removeprefix("#") for goal, colour in enumerate(colours)}


def goal_classes(goals: Sequence[Goal], actions: Sequence[Action]) -> dict[str, str]:
    """Return the class of its goal for every action."""
    places = {goal.id: place for place, goal in enumerate(goals)}
    return {action.id: f"goal-{places[action.goal_id]}" for action in actions}
