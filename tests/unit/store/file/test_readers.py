"""Who reads or writes takes a connection that rests, never a view, a snapshot or a file that is gone."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psutil
import pytest
from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.store import records
from lib.store.file import connection, readers
from lib.store.file.connection import reading, writing
from lib.store.file.problems import StoreProblem
from tests.unit import desk


def of(path: Path) -> int:
    """Which connection a reader gets now."""
    with reading(path) as db:
        return id(db.conn)


def test_the_next_reader_gets_the_same_connection(path: Path) -> None:
    assert of(path) == of(path)


def test_readers_at_the_same_time_never_share_one(path: Path) -> None:
    together = Barrier(4)

    def read(_: int) -> int:
        with reading(path) as db:
            together.wait()
            return id(db.conn)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(read, range(4)))) == 4


def test_a_rested_connection_sees_what_was_written_since(path: Path) -> None:
    for number in range(5):
        desk.note(path, f"stand {number}")
        assert desk.action(path)["note"] == f"stand {number}"


def test_a_rested_connection_sees_what_another_program_wrote(path: Path) -> None:
    of(path)
    with desk.outside(path) as other:
        other.execute("UPDATE action SET note = 'van buiten' WHERE id = '3'")
    assert desk.action(path)["note"] == "van buiten"


def test_one_snapshot_per_reader(path: Path) -> None:
    of(path)
    with reading(path) as db:
        before = records.get(db, "action", "3")["note"]
        desk.note(path, "intussen")
        assert records.get(db, "action", "3")["note"] == before
    assert desk.action(path)["note"] == "intussen"


def test_a_past_moment_leaves_nothing_behind(path: Path) -> None:
    first = of(path)
    desk.note(path, "nu")
    assert desk.action(path, at="2022-01-04T00:00:00.000Z")["note"] == ""
    assert desk.action(path)["note"] == "nu"
    assert first


def test_past_moments_are_shown_in_turn_by_one_connection_that_looks_back(path: Path) -> None:
    moments, shown_by = {}, set()
    for words in ("eerst", "toen"):
        desk.note(path, words)
        moments[words] = desk.moment_gone_by()
    desk.note(path, "nu")
    for words in ("toen", "eerst", "toen"):
        with reading(path, moments[words]) as db:
            shown_by.add(id(db.conn))
            assert records.get(db, "action", "3")["note"] == words
        desk.note(path, "later")
    assert len(shown_by) == 1
    assert of(path) not in shown_by
    assert desk.action(path)["note"] == "later"


def test_a_reader_that_failed_is_not_used_again(path: Path) -> None:
    with reading(path) as db:
        broken = db.conn
    with pytest.raises(StoreProblem), reading(path) as db:
        db.execute("SELECT * FROM bestaat_niet")
    with pytest.raises(sqlite3.ProgrammingError):
        broken.execute("SELECT 1")
    assert desk.action(path)["id"] == "3"


@pytest.mark.parametrize("in_place", [True, False])
def test_a_copy_put_back_is_what_the_next_reader_sees(path: Path, tmp_path: Path, in_place: bool) -> None:
    copy = tmp_path / "kopie.db"
    shutil.copy(path, copy)
    desk.note(path, "na de kopie")
    assert desk.action(path)["note"] == "na de kopie"
    before = readers.mark_of(path)
    if not in_place:
        copy.replace(path)
    while readers.mark_of(path) == before:  # the clock of files ticks once in some milliseconds
        path.write_bytes(copy.read_bytes())
    assert desk.action(path)["note"] == ""
    desk.note(path, "na het terugzetten")
    assert desk.action(path)["note"] == "na het terugzetten"


def test_the_next_writer_gets_the_same_connection_and_its_readers_rest_on(path: Path) -> None:
    reader, writers = of(path), set()
    for number in range(3):
        with writing(path, desk.ANNA) as db:
            writers.add(id(db.conn))
            db.execute("UPDATE action SET note = ? WHERE id = '3'", [f"stand {number}"])
        assert desk.action(path)["note"] == f"stand {number}"
        assert of(path) == reader
    assert len(writers) == 1


def test_a_writer_that_failed_is_not_used_again(path: Path) -> None:
    with writing(path, desk.ANNA) as db:
        broken = db.conn
    with pytest.raises(StoreProblem), writing(path, desk.ANNA) as db:
        db.execute("SELECT * FROM bestaat_niet")
    with pytest.raises(sqlite3.ProgrammingError):
        broken.execute("SELECT 1")
    desk.note(path, "daarna")
    assert desk.action(path)["note"] == "daarna"


def test_a_writer_that_was_refused_is_used_again_and_sees_what_others_wrote_since(path: Path) -> None:
    writers = []

    def refuse_half_way(db: Database) -> None:
        writers.append(db.conn)
        db.execute("UPDATE action SET note = 'niet' WHERE id = '3'")
        found = db.execute("SELECT id FROM main.history")
        raise Invalid("note", f"Niet na {found.fetchone()[0]}.")

    with pytest.raises(Invalid) as caught, writing(path, desk.ANNA) as db:
        refuse_half_way(db)
    with desk.outside(path) as other:
        other.execute("UPDATE action SET note = 'van buiten' WHERE id = '4'")
    with writing(path, desk.ANNA) as db:
        assert [db.conn] == writers
        assert [records.get(db, "action", one)["note"] for one in "34"] == ["", "van buiten"]
    assert caught.value.field == "note", "who caught it still holds on to what it cut short"


def test_nothing_rests_on_a_file_that_was_replaced_during_a_write(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.db"
    shutil.copy(path, copy)
    of(path)
    with writing(path, desk.ANNA) as db:
        db.execute("UPDATE action SET note = 'in het oude bestand' WHERE id = '3'")
        copy.replace(path)
    assert desk.action(path)["note"] == ""


def test_a_file_that_turned_into_something_else(path: Path) -> None:
    of(path)
    path.write_text("Dit is een brief. " * 1_000)
    with pytest.raises(StoreProblem):
        desk.action(path)


def test_letting_go_closes_what_rests(path: Path) -> None:
    with reading(path) as db:
        rested = db.conn
    connection.let_go(path)
    with pytest.raises(sqlite3.ProgrammingError):
        rested.execute("SELECT 1")
    of(path)
    assert not connection._resting._connections.get(path), (
        "only files that are kept open have resting readers"
    )


def test_no_more_rest_than_needed(path: Path) -> None:
    together = Barrier(readers.MOST + 4)

    def read(_: int) -> None:
        with reading(path):
            together.wait()

    with ThreadPoolExecutor(readers.MOST + 4) as pool:
        list(pool.map(read, range(readers.MOST + 4)))
    assert len(connection._resting._connections[path]) == readers.MOST


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not number open files")
def test_many_reads_leave_no_files_open(path: Path) -> None:
    of(path)
    before = psutil.Process().num_fds()
    for number in range(50):
        desk.note(path, f"stand {number}")
        of(path)
    assert psutil.Process().num_fds() <= before + 2
