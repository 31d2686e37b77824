"""The agenda as a list: a plain table for reading, a grid for inline editing.

Owns what stands in which cell; what was seen in which grid is kept in `grid_book`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lib.dutch import day_text
from lib.model.agenda import LADDER, NOT_PLACED, PRIORITIES, STAGES, Action, Goal, Party
from lib.model.coalitions import LEVELS
from lib.model.kinds import clean_text
from lib.model.sentences import VACANT
from lib.rules import since
from lib.rules.since import Changed, Comparison
from lib.ui.agenda.action import action_link
from lib.ui.editing import editor
from lib.ui.editing.grid_book import GridBook
from lib.ui.elements.html import link, priority_badge, show, table
from lib.ui.here import state

_DRIVERS = "grid drivers"
NO_PRIORITY = "–"
SORT = "sorteer"
Order = Callable[[Action], Any]
_BY_LABEL = {NOT_PLACED: LADDER[0], **{label: stage for stage, label in STAGES.items()}}


def reading_table(
    goals: Sequence[Goal], actions: Sequence[Action], plus: Mapping[str, int], comparison: Comparison | None
) -> None:
    """One row per action, readable for everyone; ended actions struck through with their reason.

    A head is a link that orders the rows by its column; without one they stand as in the annex. With a
    comparison a last column tells what is different.
    """
    names = {goal.id: goal.name for goal in goals}
    orders: dict[str, Order] = {
        "Nr": lambda one: one.number or 99,
        "Actie": lambda one: one.name.casefold(),
        "Doel": lambda one: one.goal_id,
        "Prioriteit": lambda one: one.priority or "Z",
        "Fase": lambda one: list(STAGES).index(one.stage) if one.placed else -1,
        "Aanjager": lambda one: (one.driver or "").casefold(),
        "Stand in woorden": lambda one: one.note == "",
        "Gewijzigd": lambda one: -plus.get(one.id, 0),
    }
    if comparison is not None:
        kinds = list(since.KINDS)
        orders["Sinds"] = lambda one: kinds.index(comparison[one.id].kind)
    asked = st.query_params.get(SORT, "")
    chosen = next((title for title in orders if title.casefold() == asked.casefold()), None)
    ordered = sorted(actions, key=orders[chosen]) if chosen else actions
    heads = [link("", title, {**state.agenda_params(), SORT: title.lower()}) for title in orders]
    rows = [_row(action, names[action.goal_id], plus.get(action.id, 0)) for action in ordered]
    if comparison is not None:
        rows = [(*row, _since_cell(comparison[one.id])) for row, one in zip(rows, ordered, strict=True)]
    place = list(orders).index(chosen) if chosen else None
    show(table(heads, rows, "Werkagenda als lijst", place, wide="agenda"))


def _row(action: Action, goal: str, changed: int) -> tuple[str, ...]:
    return (
        str(action.number or "–"),
        _name_cell(action),
        escape(goal),
        priority_badge(action.priority),
        escape(action.stage_text),
        escape(action.driver or VACANT),
        escape(action.note) or "–",
        str(changed or "–"),
    )


def _since_cell(changed: Changed) -> str:
    """What is different, old value struck before the new one; then what else was recorded."""
    if changed.kind == since.SAME:
        return since.KINDS[changed.kind]
    told = [
        f"{one.label}: <del>{escape(one.was)}</del> → <ins>{escape(one.now)}</ins>" for one in changed.short
    ]
    told += [
        f"{helix}: <del>{LEVELS[then]}</del> → <ins>{LEVELS[now]}</ins>"
        for helix, (then, now) in changed.levels.items()
    ]
    told += [escape(changed.rest)] if changed.rest else []
    lines = "".join(f"<small>{one}</small>" for one in told)
    return f'<b class="wa-kind {changed.kind}">{since.KINDS[changed.kind]}</b>{lines}'


def _name_cell(action: Action) -> str:
    name = action_link(action, action.name)
    if not action.ended or not action.ended_on:
        return name
    why = f"beëindigd {day_text(action.ended_on)}: {action.ended_reason}"
    return f"<del>{name}</del><br><small>{escape(why)}</small>"


def editing_grid(actions: Sequence[Action], parties: Sequence[Party]) -> None:
    """A grid whose cells are saved one by one; refused values move to a card or sentence above it."""
    drivers = {party.id: party.name for party in parties}
    drivers |= {one.driver_id: one.driver for one in actions if one.driver_id and one.driver}
    st.session_state[_DRIVERS] = {VACANT: None, **{name: number for number, name in drivers.items()}}
    key = _BOOK.key_for([_seen_row(action) for action in actions])
    st.data_editor(
        _frame(actions),
        key=key,
        on_change=_BOOK.store_edits,
        args=(key,),
        num_rows="fixed",
        hide_index=True,
        row_height=44,
        height="content",
        disabled=("Nr",),
        column_config=_columns(list(drivers.values())),
        alt="Werkagenda, bewerkbaar. Hetzelfde kan met het formulier eronder.",
    )


def _frame(actions: Sequence[Action]) -> pd.DataFrame:
    """The grid's cells as words; the row's place is looked up in what was seen."""
    return pd.DataFrame(
        {
            "Nr": [str(action.number or "") for action in actions],
            "Actie": [action.name for action in actions],
            "Prioriteit": [action.priority or NO_PRIORITY for action in actions],
            "Fase": [action.stage_text for action in actions],
            "Aanjager": [action.driver or VACANT for action in actions],
            "Stand in woorden": [action.note for action in actions],
        },
        index=[action.id for action in actions],
    )


def _columns(drivers: Sequence[str]) -> dict[str, Any]:
    column = st.column_config
    return {
        "Nr": column.TextColumn("Nr", width=48),
        "Actie": column.TextColumn("Actie", width=300),
        "Prioriteit": column.SelectboxColumn(
            "Prioriteit", options=[*PRIORITIES, NO_PRIORITY], required=True, width=100
        ),
        "Fase": column.SelectboxColumn("Fase", options=list(_BY_LABEL), required=True, width=190),
        "Aanjager": column.SelectboxColumn(
            "Aanjager", options=[VACANT, *drivers], required=True, width="medium"
        ),
        "Stand in woorden": column.TextColumn("Stand in woorden", width="large"),
    }


def _seen_row(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "version": action.version,
        "name": action.name,
        "priority": action.priority,
        "stage": action.stage,
        "driver_id": action.driver_id,
        "note": action.note,
    }


def _save_cell(row: Mapping[str, Any], field: str, value: Any) -> int | None:
    """The new version of the action, when the cell was stored."""
    if field == "stage":
        editor.propose_move(row["id"], value, row["version"])
        return None
    return editor.change_field("action", row["id"], field, value, row["version"])


def _stored(column: str, shown: Any) -> tuple[str, Any]:
    """Field and stored value of a grid cell; what is not in a list goes on as typed, to be refused."""
    if column == "Fase":
        return "stage", _BY_LABEL.get(shown, shown)
    if column == "Aanjager":
        return "driver_id", st.session_state[_DRIVERS].get(shown, shown)
    if column == "Prioriteit":
        return "priority", None if shown == NO_PRIORITY else shown
    return {"Actie": "name", "Stand in woorden": "note"}[column], clean_text(shown or "")


_BOOK = GridBook("grid", _stored, _save_cell)
