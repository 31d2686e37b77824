"""The example set has a clock of its own: what is written in it never makes the rest years old."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from lib.access import NotAllowed, Person
from lib.dutch import local_time
from lib.store import agenda, coalitions, history, meetings, records
from lib.store.file import connection, own_clock
from lib.store.file.connection import EXAMPLE, REAL, reading, writing
from lib.store.upkeep.resetting import reset_example
from tests.unit import desk

ITS_DAY = date(2023, 3, 28)


@pytest.fixture
def example(replayed: Path, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WERKAGENDA_DB", str(tmp_path / "werkagenda.db"))
    shutil.copy(template, connection.database_path(REAL))
    return Path(shutil.copy(replayed, connection.database_path(EXAMPLE)))


def note(path: Path, text: str, person: Person = desk.ANNA) -> str:
    """Write something and return its moment."""
    with writing(path, person) as db:
        records.save(db, "action", "3", records.get(db, "action", "3")["version"], {"note": text})
    with reading(path) as db:
        last = history.last_change(db)
    assert last
    return last[0]


def test_an_edit_of_the_example_is_of_its_own_day(example: Path) -> None:
    first, second = note(example, "Eén"), note(example, "Twee")
    assert first < second
    assert local_time(first).date() == local_time(second).date() == ITS_DAY
    with reading(example) as db:
        assert own_clock.day_in(db) == ITS_DAY


def test_what_is_of_later_than_its_day_is_refused_there_as_anywhere(example: Path) -> None:
    step = {"action_id": "3", "what": "Bezoek", "kind": "gesprek", "started_by": "ambassadeur"}
    with writing(example, desk.ANNA) as db:
        agenda.add_step(db, {**step, "happened_on": ITS_DAY}, [])
    with pytest.raises(Exception, match="ligt in de toekomst"), writing(example, desk.ANNA) as db:
        agenda.add_step(db, {**step, "happened_on": date(2026, 11, 25)}, [])


def test_no_evidence_gets_too_old_by_an_edit(example: Path) -> None:
    with reading(example) as db:
        before = coalitions.tables(db)
        day = own_clock.day_in(db)
    note(example, "Anders")
    with reading(example) as db:
        assert (coalitions.tables(db), own_clock.day_in(db)) == (before, day)


def test_closing_a_meeting_to_come_moves_its_clock_to_that_day(example: Path) -> None:
    with reading(example) as db:
        meeting = next(meeting for meeting in meetings.meetings(db) if meeting.open)
    assert meeting.held_on > ITS_DAY.isoformat()
    with writing(example, desk.ANNA) as db:
        meetings.close_meeting(db, meeting.id, meeting.version)
    with reading(example) as db:
        assert own_clock.day_in(db).isoformat() == meeting.held_on


def test_the_real_agenda_goes_by_the_clock(path: Path) -> None:
    assert local_time(note(path, "Nu")).date() == records.today()


# ------------------------------------------------------------------------- back to its beginning


def rows(path: Path) -> list[tuple[object, ...]]:
    with reading(path) as db:
        return [tuple(row) for row in db.execute("SELECT * FROM history ORDER BY id").fetchall()]


def test_the_example_goes_back_to_how_it_came_and_no_later_change_has_the_place_of_an_earlier_one(
    example: Path,
) -> None:
    before = rows(example)
    note(example, "Geprobeerd")
    note(example, "Nog eens")
    last = rows(example)[-1][0]
    reset_example(desk.ANNA)
    assert rows(example) == before
    with reading(example) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchone() is None
    note(example, "Opnieuw")
    assert rows(example)[-1][0] == int(str(last)) + 1


@pytest.mark.parametrize(
    "person",
    [Person("Carla", rights=frozenset()), Person("Dirk", actions=("3",))],
    ids=["reader", "driver"],
)
def test_who_may_not_edit_all_of_it_does_not_put_it_back(example: Path, person: Person) -> None:
    note(example, "Geprobeerd")
    before = rows(example)
    with pytest.raises(NotAllowed):
        reset_example(person)
    assert rows(example) == before
