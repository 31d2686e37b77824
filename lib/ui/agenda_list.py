"""The agenda as a list: a plain table for reading, a grid for inline editing.

Owns the grid's bookkeeping: which rows this visitor saw, which edits were already handled, and
when the grid must be thrown away because it holds a value that was refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lib.dutch import day_text
from lib.model import LADDER, NOT_PLACED, PRIORITIES, STAGES, Action, Goal, Party
from lib.sentences import VACANT
from lib.ui import editor
from lib.ui.html import priority_badge, show, table

_GENERATION, _SEEN, _HANDLED, _DRIVERS = "grid generation", "grid seen", "grid handled", "grid drivers"
NO_PRIORITY = "–"
_BY_LABEL = {NOT_PLACED: LADDER[0], **{label: stage for stage, label in STAGES.items()}}


def reading_table(goals: Sequence[Goal], actions: Sequence[Action], plus: Mapping[str, int]) -> None:
    """One row per action, readable for everyone; ended actions struck through with their reason."""
    names = {goal.id: goal.name for goal in goals}
    rows = [
        (
            str(action.number or "–"),
            _name_cell(action),
            escape(names[action.goal_id]),
            priority_badge(action.priority),
            escape(action.stage_text),
            escape(action.driver or VACANT),
            escape(action.note) or "–",
            str(plus.get(action.id, 0) or "–"),
        )
        for action in actions
    ]
    head = ("Nr", "Actie", "Doel", "Prioriteit", "Fase", "Aanjager", "Stand in woorden", "Gewijzigd")
    show(table(head, rows, "Werkagenda als lijst"))


def _name_cell(action: Action) -> str:
    if not action.ended or not action.ended_on:
        return escape(action.name)
    why = f"beëindigd {day_text(action.ended_on)}: {action.ended_reason}"
    return f"<del>{escape(action.name)}</del><br><small>{escape(why)}</small>"


def editing_grid(actions: Sequence[Action], parties: Sequence[Party]) -> None:
    """A grid whose cells are saved one by one; refused values move to a card above it."""
    drivers = {party.id: party.name for party in parties}
    drivers |= {one.driver_id: one.driver for one in actions if one.driver_id and one.driver}
    frame = _frame(actions)
    _drop_grid_if_overwritten(frame)
    if [row["id"] for row in st.session_state.get(_SEEN, [])] != list(frame.index):
        # Edits are remembered by place; in other rows they would land on the wrong action.
        drop_grid()
    st.session_state[_SEEN] = [_seen_row(action) for action in actions]
    st.session_state[_DRIVERS] = {name: number for number, name in drivers.items()}
    key = f"grid {st.session_state.get(_GENERATION, 0)}"
    st.data_editor(
        frame,
        key=key,
        on_change=_store_edits,
        args=(key,),
        num_rows="fixed",
        hide_index=True,
        row_height=44,
        height="content",
        disabled=("Nr",),
        column_config=_columns(list(drivers.values())),
        alt="Werkagenda, bewerkbaar. Hetzelfde kan met het formulier eronder.",
    )
    st.session_state[_HANDLED] = {}


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
        "Actie": column.TextColumn("Actie", width=300, required=True),
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


def _store_edits(key: str) -> None:
    """Handle the cells of the grid that differ from what this visitor saw.

    The grid repeats edits until the data has caught up, so handled ones are remembered.
    """
    seen, handled = st.session_state[_SEEN], st.session_state.setdefault(_HANDLED, {})
    for place, cells in st.session_state[key]["edited_rows"].items():
        row = seen[int(place)]
        for column, shown in cells.items():
            field, value = _stored(column, shown)
            mark = f"{row['id']} {field}"
            if value == row[field] or (mark in handled and handled[mark] == value):
                continue
            handled[mark] = value
            if not _save_cell(row, field, value):
                drop_grid()


def drop_grid() -> None:
    """Start a new grid, without edits of its own: it holds a value that was not stored."""
    st.session_state[_GENERATION] = st.session_state.get(_GENERATION, 0) + 1
    st.session_state[_HANDLED] = {}


def _save_cell(row: Mapping[str, Any], field: str, value: Any) -> bool:
    if field == "stage":
        editor.propose_move(row["id"], value, row["version"])
        return False
    return editor.change_field("action", row["id"], field, value, row["version"])


def _stored(column: str, shown: Any) -> tuple[str, Any]:
    """Field and stored value of a grid cell."""
    if column == "Fase":
        return "stage", _BY_LABEL.get(shown, shown)
    if column == "Aanjager":
        return "driver_id", st.session_state[_DRIVERS].get(shown)
    if column == "Prioriteit":
        return "priority", None if shown == NO_PRIORITY else shown
    return {"Actie": "name", "Stand in woorden": "note"}[column], shown or ""


def _drop_grid_if_overwritten(frame: pd.DataFrame) -> None:
    """When another person overwrote a value right after this visitor stored it, show theirs."""
    columns = {"name": "Actie", "note": "Stand in woorden"}
    for mark, value in st.session_state.get(_HANDLED, {}).items():
        action_id, field = mark.split(" ", 1)
        if field in columns and action_id in frame.index and frame.at[action_id, columns[field]] != value:
            drop_grid()
            return
