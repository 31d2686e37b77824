"""Filters of the agenda, kept in the address: goal, priority, stage, text and the way it is shown.

Owns which actions are shown; an unknown value in the address is named and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from lib.dutch import count_text, list_text, searchable, sentence_case
from lib.model.agenda import PRIORITIES, STAGES, Action, Goal
from lib.rules import since
from lib.rules.since import Comparison
from lib.ui.agenda import since as since_view
from lib.ui.elements.html import plain
from lib.ui.here.state import follow_address

GOAL, PRIORITY, STAGE, TEXT, VIEW = "doel", "prio", "fase", "zoek", "weergave"
VIEWS: Mapping[str, str] = {"matrix": "Matrix", "lijst": "Lijst", "bord": "Bord"}
_FIELDS = {GOAL: "filter goal", PRIORITY: "filter priority", STAGE: "filter stage", TEXT: "filter text"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the visitor asks for; empty means everything."""

    goals: tuple[int, ...] = ()
    priorities: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    text: str = ""
    kinds: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether anything is filtered out at all."""
        return bool(self.goals or self.priorities or self.stages or self.text or self.kinds)

    def admits(self, action: Action, comparison: Comparison | None = None) -> bool:
        """Whether an action is shown; `comparison` tells its kind, when differences are marked."""
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
    """Matrix, list or board; in the address as `weergave`."""
    changed = follow_address("view", VIEW, lambda values: _first_of(values, VIEWS) or "matrix")
    chosen = st.segmented_control(
        "Weergave",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        key="view",
        required=True,
        label_visibility="collapsed",
        on_change=changed,
    )
    return str(chosen)


def _first_of(values: Sequence[str], known: Mapping[str, str]) -> str | None:
    return values[0] if values and values[0] in known else None


def ask_filters(goals: Sequence[Goal], comparison: Comparison | None) -> Filters:
    """The row of filters, with the legend when differences are marked; returns what they ask for."""
    names = {str(goal.id): goal.name for goal in goals}
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            "Zoek",
            label_visibility="collapsed",
            key=_FIELDS[TEXT],
            placeholder="woord of nummer",
            icon=":material/search:",
            width=190,
            on_change=follow_address(_FIELDS[TEXT], TEXT, lambda values: values[0] if values else ""),
        )
        _choices("Doel", GOAL, names, "alle doelen", width=250)
        st.pills(
            "Prioriteit",
            list(PRIORITIES),
            selection_mode="multi",
            label_visibility="collapsed",
            format_func=lambda letter: f"{letter} {PRIORITIES[letter]}",
            key=_FIELDS[PRIORITY],
            width="content",
            on_change=follow_address(_FIELDS[PRIORITY], PRIORITY, _known(PRIORITIES)),
        )
        _choices("Fase", STAGE, STAGES, "alle fasen", width=220)
        if comparison is not None:
            since_view.legend(since.counts(comparison), since.KINDS)
    return _asked(names)


def _choices(label: str, param: str, names: Mapping[str, str], all_of_them: str, width: int) -> None:
    st.multiselect(
        label,
        list(names),
        format_func=names.__getitem__,
        key=_FIELDS[param],
        placeholder=all_of_them,
        select_all=False,
        label_visibility="collapsed",
        width=width,
        on_change=follow_address(_FIELDS[param], param, _known(names)),
    )


def _known(names: Mapping[str, str]) -> Callable[[list[str]], list[str]]:
    return lambda values: [value for value in values if value in names]


def _asked(goal_names: Mapping[str, str]) -> Filters:
    known: Mapping[str, Mapping[str, str]] = {
        GOAL: goal_names,
        PRIORITY: PRIORITIES,
        STAGE: STAGES,
        VIEW: VIEWS,
        since_view.KIND: since.KINDS,
    }
    return Filters(
        goals=tuple(int(value) for value in st.session_state[_FIELDS[GOAL]]),
        priorities=tuple(st.session_state[_FIELDS[PRIORITY]]),
        stages=tuple(st.session_state[_FIELDS[STAGE]]),
        text=str(st.session_state[_FIELDS[TEXT]] or "")[:200],
        kinds=since_view.kinds_asked(),
        unknown=unknown_values(known),
    )


def unknown_values(known: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """What the address asks for and is not there, by the parameters and the values that they know."""
    return tuple(
        value
        for param, names in known.items()
        for value in st.query_params.get_all(param)
        if value not in names
    )


def say_unknown(unknown: Sequence[str]) -> None:
    """Name the values in the address that do not exist; they were left out."""
    if unknown:
        values = list_text(f"“{value[:80]}”" for value in unknown)
        st.warning(plain(f"Dit filter bestaat niet: {values}. Het is overgeslagen."), icon=":material/info:")


def say_what_is_shown(filters: Filters, shown: int, total: int) -> None:
    """How many actions the filters leave, with the way back; and filter values that do not exist."""
    say_unknown(filters.unknown)
    if not filters.active:
        return
    with st.container(key="filter-result", horizontal=True, vertical_alignment="center"):
        st.text(f"{sentence_case(count_text(shown, 'activiteit', 'activiteiten'))} van de {total}.")
        st.button("Filters wissen", key="clear filters", type="tertiary", on_click=clear)


def clear() -> None:
    """Forget all filters; for callbacks."""
    for param in (*_FIELDS, since_view.KIND):
        st.query_params.pop(param, None)
