"""Afspelen: a slider over the editions; the states go along once, and moving it asks the server nothing.

Owns which moments go along; `replay.js` draws them, and says in words what moved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from lib.dutch import local_time, with_soft_hyphens
from lib.model.agenda import HELIXES, PRIORITIES
from lib.model.rulings import Edition
from lib.rules.times import replay
from lib.rules.times.replay import Then
from lib.store import agenda, editions
from lib.store.file.connection import Database, reading
from lib.store.tables import tables
from lib.ui.elements.component import component
from lib.ui.elements.fold import folded
from lib.ui.elements.html import empty
from lib.ui.here.cache import kept, kept_past
from lib.ui.here.lens import lens, of_action
from lib.ui.here.state import Here, moment_label

MOST = 24
"""How many editions go along, the newest; more would be much to send and long to walk."""
_TOO_FEW = "Er is nog geen editie om af te spelen. Een editie ontstaat bij het afsluiten van een overleg."
_replay = component(Path(__file__).with_name("replay.js"), '<div class="replay" lang="nl"></div>')
Make = Callable[[str, Database, date], Then]


def agenda_replay(here: Here) -> None:
    """Fold the whole agenda through its editions away; nothing is read before somebody opens it."""
    folded("Afspelen: de agenda door de edities", lambda: _of_agenda(here), key="fold replay agenda")


def coalition_replay(here: Here, action_id: str) -> None:
    """Fold one coalition through the editions away."""
    folded(
        "Afspelen: deze coalitie door de edities",
        lambda: _of_coalition(here, action_id),
        key=f"fold replay {action_id}",
    )


def _of_agenda(here: Here) -> None:
    with reading(here.path, here.at) as db:
        names = {action.id: action.label for action in lens(here).actions(agenda.actions(db))}
        goals = {goal.id: goal.name for goal in agenda.goals(db)}
    _show("agenda", names, list(HELIXES.values()), _states(here, "agenda", _whole), goals)


def _whole(name: str, db: Database, day: date) -> Then:
    return replay.of_agenda(name, agenda.actions(db), tables(db), day)


def _of_coalition(here: Here, action_id: str) -> None:
    def make(name: str, db: Database, day: date) -> Then:
        return replay.of_coalition(name, tables(db).get(action_id), day)

    states = _states(here, f"coalition {action_id}", make)
    looked = of_action(here, action_id)
    names = {party: party for state in reversed(states) for party in state.rows if looked.has_any([party])}
    _show(f"coalition {action_id}", names, ["Trede"], states)


def _states(here: Here, what: str, make: Make) -> list[Then]:
    """Read each edition up to the moment shown once, and the moment itself as the last."""
    with reading(here.path, here.at) as db:
        every = [one for one in editions.editions(db) if here.at is None or one.at < here.at][:MOST]
        now = kept(f"replay {what}", here, db, lambda: make(moment_label(here), db, here.day))
        states = [_kept_then(here, db, what, one, make) for one in reversed(every)]
    return [*states, now]


def _kept_then(here: Here, db: Database, what: str, edition: Edition, make: Make) -> Then:
    return kept_past(
        f"replay {what}", here, db, edition.at, lambda: _then(here, edition.name, edition.at, make)
    )


def _then(here: Here, name: str, at: str, make: Make) -> Then:
    with reading(here.path, at) as db:
        return make(name, db, local_time(at).date())


def _show(
    what: str,
    names: Mapping[str, str],
    sides: list[str],
    states: list[Then],
    goals: Mapping[int, str] | None = None,
) -> None:
    """Send the states along; with `goals` they are drawn as the matrix, else as a table alone."""
    if len(states) < 2 or not names:
        empty(_TOO_FEW)
        return
    pairs = zip([None, *states], states, strict=False)
    _replay(
        key=f"replay {what}",
        data={
            "label": "Editie",
            "names": [with_soft_hyphens(name) for name in names.values()],
            "sides": sides,
            "goals": list((goals or {}).values()),
            "priorities": [*PRIORITIES, replay.ONGOING] if goals else [],
            "states": [
                {
                    "name": state.name,
                    "said": replay.moved(before, state, names),
                    "rows": [_row(state, key) for key in names],
                    "cells": [_cell(state, key, goals) for key in names] if goals else [],
                }
                for before, state in pairs
            ],
        },
    )


def _cell(state: Then, key: str, goals: Mapping[int, str]) -> list[int] | None:
    """Return the column and the row of an action in the matrix; None before it was there."""
    if key not in state.cells:
        return None
    goal, priority = state.cells[key]
    return [list(goals).index(goal), list(PRIORITIES).index(priority) if priority else len(PRIORITIES)]


def _row(state: Then, key: str) -> list[object]:
    words, levels = state.rows.get(key, (replay.NOT_THERE, ()))
    return [words, *levels]
