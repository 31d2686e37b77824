"""About which actions something differs between two moments: the same as the history replayed would tell."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st

from lib.model.record import RECORDS
from lib.store import agenda, coalitions, history, records
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.desk import IN_MEMORY

ACTS = ("note", "step", "withdraw", "chair", "seat", "purpose", "milestone", "rhythm")
LEFT_OUT = ("version", "author", "position")
Touched = dict[str, frozenset[str]]


def newest(path: Path) -> int:
    with reading(path) as db:
        return history.newest(db)


def touched(path: Path, since: int, until: int | None = None) -> Touched:
    with reading(path) as db:
        return history.touched_about(db, since, history.newest(db) if until is None else until)


def act(path: Path, name: str, action_id: str, place: int) -> None:
    """One everyday act about an action; some of them undo what an earlier one did."""
    if name == "note":
        desk.save(path, {"note": ["", "Loopt"][place % 2]}, row=("action", action_id))
    elif name == "step":
        desk.step(path, action_id=action_id)
    elif name == "chair":
        desk.chair(path, action_id=action_id)
    elif name == "purpose":
        desk.purpose(path, f"Versie {place}", action_id)
    elif name == "rhythm":
        desk.save(path, {"rhythm": ["", "elke maand"][place % 2]}, row=("coalition", action_id))
    elif name == "milestone":
        with writing(path, desk.ANNA) as db:
            coalitions.add_milestone(db, {"action_id": action_id, "what": "Af", "due": "2023-01-01"})
    else:
        _change_first(path, "step" if name == "withdraw" else "chair", action_id, place)


def _change_first(path: Path, table: str, action_id: str, place: int) -> None:
    """Another value for the first step or chair of an action, one of two: so some go back to what it was."""
    with reading(path) as db:
        rows = list(db.query(f"SELECT id FROM {table} WHERE action_id = ? ORDER BY id", (action_id,)))
    if rows:
        field = {"step": "what", "chair": "role"}[table]
        desk.save(path, {field: ["Een", "Twee"][place % 2]}, row=(table, rows[0]["id"]))


def replayed(path: Path, until: int) -> dict[tuple[str, str], dict[str, Any]]:
    """Each row about an action, as its newest entry up to a history id has it."""
    found = {}
    with reading(path) as db:
        sql = "SELECT tbl, row_id, about, row FROM main.history WHERE id <= ? ORDER BY id"
        for entry in list(db.query(sql, (until,))):
            row = {name: value for name, value in json.loads(entry["row"]).items() if name not in LEFT_OUT}
            found[entry["tbl"], entry["row_id"]] = {"about": entry["about"], **row}
    return found


def differing(path: Path, since: int, until: int) -> Touched:
    then, now = replayed(path, since), replayed(path, until)
    found: dict[str, set[str]] = {}
    for (table, row_id), row in now.items():
        told = table in RECORDS and RECORDS[table].part
        if told and row != then.get((table, row_id)):
            found.setdefault(row["about"], set()).add(table)
    return {action_id: frozenset(tables) for action_id, tables in found.items()}


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(["3", "m1"]), st.integers(0, 3)), max_size=10),
    st.data(),
)
def test_it_is_the_difference_between_two_replays(
    template: Path, acts: list[tuple[str, str, int]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        path = Path(shutil.copy(template, folder))
        connection.keep_open(path)
        ids = [newest(path)]
        for one in acts:
            act(path, *one)
            ids.append(newest(path))
        since, until = sorted(data.draw(st.tuples(st.sampled_from(ids), st.sampled_from(ids))))
        assert touched(path, since, until) == differing(path, since, until)
        connection.let_go(path)


def test_a_row_that_is_as_it_was_does_not_count(path: Path) -> None:
    step_id = desk.step(path)
    before = newest(path)
    desk.save(path, {"what": "Anders"}, row=("step", step_id))
    assert touched(path, before) == {"3": frozenset({"step"})}
    desk.save(path, {"what": desk.STEP["what"]}, row=("step", step_id), person=desk.BRAM)
    assert touched(path, before) == {}


def test_the_first_filling_is_no_change_and_the_action_itself_is_compared_elsewhere(path: Path) -> None:
    with reading(path) as db:
        seeded = history.seeded(db)
    desk.note(path, "Loopt")
    assert touched(path, seeded) == {}


def test_only_steps_that_count_are_among_the_ids(path: Path) -> None:
    kept, gone = desk.step(path), desk.step(path)
    with writing(path, desk.ANNA, "Dubbel") as db:
        records.withdraw(db, "step", gone, 1)
    with reading(path) as db:
        assert agenda.step_ids(db) == {"3": frozenset({kept})}
