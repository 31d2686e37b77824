"""Beginstand: how the actions stood when recording began is recorded first, and is no change."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.model.kinds import Invalid
from lib.store import agenda, history, meetings, records
from lib.store.file.connection import reading, writing
from lib.store.file.rows import get
from lib.store.records import today
from lib.store.stages import FirstState, first_state_is_possible, move_stage, record_first_state
from lib.store.upkeep import undoing
from tests.unit import desk

LONG_AGO = "2000-01-01T00:00:00.000Z"


def first(path: Path, *states: FirstState) -> None:
    with writing(path, desk.ANNA) as db:
        record_first_state(db, states, today())


def counted(path: Path) -> list[tuple[str, str]]:
    """What counts as changed, however far one looks back."""
    with reading(path) as db:
        changes = history.changes_between(db, *history.between(db, LONG_AGO, None))
    return [(change.table, change.field) for change in changes]


def test_stage_and_driver_are_recorded_and_nothing_changed(path: Path) -> None:
    owner = desk.party(path)
    first(path, FirstState("3", 1, "coalitie in vorming", owner), FirstState("4", 1, "idee"))
    with reading(path) as db:
        by_id = {action.id: action for action in agenda.actions(db)}
        moves = agenda.stage_moves(db, "3")
        span = history.between(db, LONG_AGO, None)
        assert history.counts_about(db, *span) == {}
        assert history.touched_about(db, *span) == {}
    assert (by_id["3"].stage, by_id["3"].driver_id, by_id["3"].placed) == ("coalitie in vorming", owner, True)
    assert (by_id["4"].stage, by_id["4"].placed) == ("idee", True)
    assert not by_id["6"].placed
    assert [(move.to_stage, move.reason) for move in moves] == [("coalitie in vorming", "Beginstand")]
    assert counted(path) == []


def test_what_comes_after_it_does_count(path: Path) -> None:
    first(path, FirstState("3", 1, "coalitie in vorming"))
    with writing(path, desk.ANNA) as db:
        version = get(db, "action", "3")["version"]
        move_stage(db, "3", version, "purpose case", today(), "De partijen schrijven")
    assert ("action", "stage") in counted(path)


def test_it_stays_in_the_history_of_the_action_and_in_who_did_what(path: Path) -> None:
    first(path, FirstState("3", 1, "coalitie in vorming"))
    with reading(path) as db:
        about = history.changes_about(db, "3", history.newest(db))
    assert {change.reason for change in about if change.who == desk.ANNA.name} == {"Beginstand"}


@pytest.mark.parametrize("stage", ["in uitvoering", "overgedragen", "beëindigd", "ergens"])
def test_it_passes_no_gate(path: Path, stage: str) -> None:
    with pytest.raises(Invalid, match="daarna geldt de toets"):
        first(path, FirstState("3", 1, stage))


def test_an_action_with_a_stage_has_had_its_first(path: Path) -> None:
    first(path, FirstState("3", 1, "idee"))
    with pytest.raises(Invalid, match="heeft al een fase"):
        first(path, FirstState("4", 1, "idee"), FirstState("3", 1, "purpose case"))
    with reading(path) as db:
        assert not next(action for action in agenda.actions(db) if action.id == "4").placed


def test_after_the_first_table_it_is_too_late_and_swallows_nothing(path: Path) -> None:
    with writing(path, desk.ANNA) as db:
        records.save(db, "action", "3", 1, {"note": "Besproken"})
        meetings.close_meeting(db, desk.meeting(db), 1)
    with reading(path) as db:
        assert not first_state_is_possible(db)
    with pytest.raises(Invalid, match="als editie"):
        first(path, FirstState("4", 1, "idee"))
    with writing(path, desk.ANNA) as db:
        move_stage(db, "3", 2, "coalitie in vorming", today(), "Beginstand")
    assert ("action", "note") in counted(path), "a ground in these words is no first state"


def test_it_is_undone_and_done_again_as_one_act_and_no_change(path: Path) -> None:
    owner = desk.party(path)
    with reading(path) as db:
        began = history.newest(db)
    first(path, FirstState("3", 1, "purpose case", owner), FirstState("4", 1, "idee"))
    stood = [(True, "purpose case", owner), (True, "idee", None)]
    for expected in ([(False, "idee", None)] * 2, stood, [(False, "idee", None)] * 2):
        with reading(path) as db:
            span = began, history.newest(db)
        with writing(path, desk.ANNA) as db:
            undoing.undo(db, [span])
        began = span[1]
        with reading(path) as db:
            found = {action.id: action for action in agenda.actions(db)}
        assert [(one.placed, one.stage, one.driver_id) for one in (found["3"], found["4"])] == expected
        assert counted(path) == []


def test_it_stays_when_an_action_went_on(path: Path) -> None:
    with reading(path) as db:
        began = history.newest(db)
    first(path, FirstState("3", 1, "coalitie in vorming"), FirstState("4", 1, "idee"))
    with reading(path) as db:
        span = began, history.newest(db)
    with writing(path, desk.ANNA) as db:
        move_stage(
            db, "3", get(db, "action", "3")["version"], "purpose case", today(), "De partijen schrijven"
        )
    with pytest.raises(Invalid, match="is intussen gewijzigd"), writing(path, desk.ANNA) as db:
        undoing.undo(db, [span])
    with reading(path) as db:
        assert all(action.placed for action in agenda.actions(db) if action.id in {"3", "4"})
