"""The agenda as a list: a plain table for reading, a grid for inline editing.

Owns the columns of both; what was seen in which grid is kept in `grid_book`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup, escape

from lib.dutch import day_text
from lib.model.agenda import LADDER, NO_DRIVER, NOT_PLACED, PRIORITIES, STAGES, Action, Goal, Party
from lib.model.coalitions import LEVELS
from lib.rules import since
from lib.rules.since import Changed
from lib.ui.agenda.action import action_link
from lib.ui.agenda.cards import Beside
from lib.ui.editing import editor
from lib.ui.editing.grid_book import GridBook
from lib.ui.elements.columns import Choice, Column, Words, ordered_table
from lib.ui.elements.html import priority_badge, show
from lib.ui.here.address import agenda_params

_DRIVERS = "grid drivers"
NO_PRIORITY = "–"
_PRIORITIES = {**{letter: letter for letter in PRIORITIES}, NO_PRIORITY: None}
_STAGES = {NOT_PLACED: LADDER[0], **{label: stage for stage, label in STAGES.items()}}


@dataclass(frozen=True, slots=True)
class Line:
    """An action in the list with its goal, how often it changed, what is different, and what is proposed."""

    action: Action
    goal: str
    plus: int
    changed: Changed
    proposed: str


def reading_table(goals: Sequence[Goal], actions: Sequence[Action], beside: Beside) -> None:
    """Draw one row per action, readable for everyone; ended actions struck through with their reason.

    Without an order in the address they stand as in the annex. With a comparison a last column tells what is
    different.
    """
    names = {goal.id: goal.name for goal in goals}
    lines = [_line(action, names[action.goal_id], beside) for action in actions]
    columns = _COLUMNS if beside.comparison is None else (*_COLUMNS, _SINCE)
    here = ("", agenda_params())
    show(ordered_table(columns, lines, "Werkagenda als lijst", here, wide="agenda"))


def _line(action: Action, goal: str, beside: Beside) -> Line:
    changed = (beside.comparison or {}).get(action.id, _SAME)
    return Line(action, goal, beside.plus.get(action.id, 0), changed, beside.proposed.get(action.id, ""))


def editing_grid(actions: Sequence[Action], parties: Sequence[Party]) -> None:
    """Offer the actions for editing; the same can be done with the form below."""
    drivers = {party.id: party.name for party in parties}
    drivers |= {action.driver_id: action.driver for action in actions if action.driver_id and action.driver}
    st.session_state[_DRIVERS] = {NO_DRIVER: None, **{name: number for number, name in drivers.items()}}
    alt = "Werkagenda, bewerkbaar. Hetzelfde kan met het formulier eronder."
    _BOOK.draw([_seen_row(action) for action in actions], alt, height="content")


def _since_cell(line: Line) -> str:
    """Tell what is different, old value struck before the new one; then what else became of it."""
    changed = line.changed
    if changed.kind == since.SAME:
        return since.KINDS[changed.kind]
    parts = [
        Markup("{}: <del>{}</del> → <ins>{}</ins>").format(change.label, change.was, change.now)
        for change in changed.short
    ]
    parts += [
        Markup("{}: <del>{}</del> → <ins>{}</ins>").format(helix, LEVELS[then], LEVELS[now])
        for helix, (then, now) in changed.levels.items()
    ]
    parts += [escape(changed.told)] if changed.rest else []
    lines = Markup("").join(Markup("<small>{}</small>").format(part) for part in parts)
    return Markup('<b class="wa-kind {}">{}</b>{}').format(changed.kind, since.KINDS[changed.kind], lines)


def _name_cell(line: Line) -> Markup:
    action = line.action
    name = action_link(action, action.name)
    if action.ended and action.ended_on:
        why = f"beëindigd {day_text(action.ended_on)}: {action.ended_reason}"
        name = Markup("<del>{}</del><br><small>{}</small>").format(name, why)
    waiting = Markup("<br><small><i>{}</i></small>").format(line.proposed) if line.proposed else Markup()
    return name + waiting


_COLUMNS: tuple[Column[Line], ...] = (
    Column(
        title="Nr",
        cell=lambda line: str(line.action.number or "–"),
        order=lambda line: line.action.number or 99,
        field="number",
        edit=Words(locked=True, pinned=True),
        width=48,
        shows=lambda row: str(row["number"] or ""),
    ),
    Column(
        title="Actie",
        cell=_name_cell,
        order=lambda line: line.action.name.casefold(),
        field="name",
        edit=Words(pinned=True),
        width=300,
    ),
    Column(title="Doel", cell=lambda line: line.goal, order=lambda line: line.action.goal_id),
    Column(
        title="Prioriteit",
        cell=lambda line: priority_badge(line.action.priority),
        order=lambda line: line.action.priority or "Z",
        field="priority",
        edit=Choice(lambda: _PRIORITIES),
        width=100,
    ),
    Column(
        title="Fase",
        cell=lambda line: line.action.stage_text,
        order=lambda line: list(STAGES).index(line.action.stage) if line.action.placed else -1,
        field="stage",
        edit=Choice(lambda: _STAGES),
        width=190,
        shows=lambda row: row["stage_text"],
    ),
    Column(
        title="Aanjager",
        cell=lambda line: line.action.driver or NO_DRIVER,
        order=lambda line: (line.action.driver or "").casefold(),
        field="driver_id",
        edit=Choice(lambda: st.session_state[_DRIVERS]),
        width="medium",
        shows=lambda row: row["driver"] or NO_DRIVER,
    ),
    Column(
        title="Stand van zaken",
        address="stand in woorden",
        cell=lambda line: line.action.note or "–",
        order=lambda line: line.action.note == "",
        field="note",
        edit=Words(),
        width="large",
    ),
    Column(title="Gewijzigd", cell=lambda line: str(line.plus or "–"), order=lambda line: -line.plus),
)
_SINCE: Column[Line] = Column(
    title="Sinds", cell=_since_cell, order=lambda line: list(since.KINDS).index(line.changed.kind)
)
_SAME = Changed(since.SAME)


def _seen_row(action: Action) -> dict[str, Any]:
    fields = [column.field for column in _COLUMNS if column.edit]
    return {name: getattr(action, name) for name in ("id", "version", "stage_text", "driver", *fields)}


def _save_cell(row: Mapping[str, Any], field: str, value: Any) -> int | None:
    """Return the new version of the action, when the cell was stored."""
    if field == "stage":
        editor.propose_move(row["id"], value, row["version"])
        return None
    return editor.change_field("action", row["id"], field, value, row["version"])


_BOOK = GridBook("grid", [column for column in _COLUMNS if column.edit], _save_cell)
