"""Copies by one press and one a day, a rehearsal in words, and a restore that loses nothing."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from lib.access import NotAllowed, Person
from lib.dutch import HERE
from lib.store import history
from lib.store.file import backup, connection
from lib.store.file.connection import EXAMPLE, REAL, reading
from lib.store.file.problems import Busy, NewerVersion, NotADatabase, OtherSet, StoreProblem
from lib.store.schema.migrations import VERSION, migrations
from lib.store.seed.files import load
from lib.store.upkeep import copies, restoring
from tests.unit import desk
from tests.unit.programs import Program

MOMENT = datetime(2026, 11, 25, 14, 30, tzinfo=HERE)
TODAY = date(2026, 11, 25)


def set_to(path: Path, **values: Any) -> None:
    desk.save(path, values, row=("setting", 1))


def listed(path: Path) -> list[copies.Copy]:
    with reading(path) as db:
        return copies.copies_of(path, copies.folder_of(db, path))


def noted(path: Path) -> str:
    return str(desk.action(path)["note"])


def newest(path: Path) -> int:
    with reading(path) as db:
        return history.newest(db)


@contextmanager
def others_writing(path: Path) -> Iterator[tuple[list[str], Callable[[int], None]]]:
    """Let Bram write one note after another meanwhile; gives what was stored, and a way to await more."""
    stop, stored, written = threading.Event(), list[str](), threading.Semaphore(0)

    def write() -> None:
        while not stop.is_set():
            text = f"notitie {len(stored)}"
            desk.note(path, text, desk.BRAM)
            stored.append(text)
            written.release()

    def await_more(count: int) -> None:
        for _ in range(count):
            assert written.acquire(timeout=60)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield stored, await_more
    finally:
        stop.set()
        thread.join()


# ------------------------------------------------------------------------------- copies


def test_a_copy_by_one_press_is_whole_dated_and_stands_in_the_folder_of_choice(
    path: Path, tmp_path: Path
) -> None:
    desk.note(path, "Voor de kopie")
    first = copies.make_copy(path, MOMENT)
    assert (first.parent, noted(first)) == (path.parent, "Voor de kopie")
    set_to(path, copy_folder=str(tmp_path / "elders"))
    second, third = copies.make_copy(path, MOMENT), copies.make_copy(path, MOMENT)
    assert {second.parent, third.parent} == {tmp_path / "elders"}
    assert {copy.path for copy in listed(path)} == {first, second, third}
    assert {(copy.day, copy.time, copy.kind) for copy in listed(path)} == {(TODAY, "14:30", "met de hand")}


def test_a_copy_of_the_day_is_made_once_and_only_when_there_is_something_new(path: Path) -> None:
    assert copies.make_daily(path, TODAY) is None, "nothing but the first filling"
    desk.note(path, "Iets")
    today = datetime.now(HERE).date()
    assert copies.make_daily(path, today)
    assert copies.make_daily(path, today) is None
    assert copies.make_daily(path, today + timedelta(days=1)), "it may have been changed after the copy"
    assert copies.make_daily(path, today + timedelta(days=2)) is None
    set_to(path, copies_daily=False)
    assert copies.make_daily(path, today + timedelta(days=9)) is None


def test_only_the_last_copies_of_a_day_stay_and_what_somebody_made_does_too(path: Path) -> None:
    set_to(path, copies_kept=2)
    by_hand = copies.make_copy(path, MOMENT - timedelta(days=400))
    for back in range(5, 0, -1):
        day = TODAY - timedelta(days=back)
        backup.copy(path, path.with_name(f"kopie-werkagenda-{day}-dag.db"))
    desk.note(path, "Nieuw")
    assert copies.make_daily(path, datetime.now(HERE).date())
    assert len([copy for copy in listed(path) if copy.daily]) == 2
    assert by_hand.exists()


def test_a_folder_that_cannot_be_used_stops_nothing_but_the_copy(
    path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "bestand").write_text("geen map")
    set_to(path, copy_folder=str(tmp_path / "bestand"))
    copies.keep_daily(path)
    assert "no copy was made: De map voor kopieën bestand kan niet worden gemaakt" in caplog.text
    assert noted(path) == ""


# ---------------------------------------------------------------------------- rehearsal


def test_a_rehearsal_tells_in_words_how_far_a_copy_is_behind(path: Path) -> None:
    desk.party(path)
    copy = copies.make_copy(path, MOMENT)
    assert "Sindsdien is er niets veranderd." in restoring.rehearse(path, copy, REAL).sentence
    desk.note(path, "Daarna")
    desk.party(path, "Gemeente", "overheid")
    found = restoring.rehearse(path, copy, REAL)
    assert (found.copy.counts["Partij"], found.now.counts["Partij"]) == (1, 2)
    assert "twee wijzigingen vastgelegd" in found.sentence
    assert "door Anna" in found.sentence
    assert not found.older
    assert noted(path) == "Daarna", "a rehearsal changes nothing"


def test_a_copy_with_another_past_is_told(path: Path) -> None:
    copy = copies.make_copy(path, MOMENT)
    desk.note(copy, "Alleen in de kopie")
    desk.note(path, "Alleen in de agenda")
    connection.let_go(copy)
    assert "ander verleden" in restoring.rehearse(path, copy, REAL).sentence


def damage(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 20_000] = bytes(20_000)
    copy.write_bytes(bytes(content))


def make_newer(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as bare, bare:
        bare.execute(
            f"INSERT INTO {migrations.migrations_table} (migration_set, name, applied_at) "
            "VALUES ('werkagenda', 'm999_later', '2030-01-01')"
        )


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (damage, NotADatabase),
        (lambda copy: copy.write_bytes(copy.read_bytes()[:50_000]), NotADatabase),
        (lambda copy: copy.write_text("een brief"), NotADatabase),
        (make_newer, NewerVersion),
    ],
    ids=["damaged", "cut off", "a letter", "newer"],
)
def test_a_copy_that_is_not_whole_is_refused_and_the_agenda_stays(
    path: Path, spoil: Any, problem: type[StoreProblem]
) -> None:
    desk.note(path, "Blijft")
    copy = copies.make_copy(path, MOMENT)
    spoil(copy)
    before = newest(path)
    for act in (
        lambda: restoring.rehearse(path, copy, REAL),
        lambda: restoring.restore(path, copy, REAL, desk.ANNA, MOMENT),
    ):
        with pytest.raises(problem):
            act()
    assert (noted(path), newest(path)) == ("Blijft", before)
    assert not [one for one in listed(path) if one.aside]


def test_the_invented_set_is_never_put_in_the_place_of_the_real_one(path: Path) -> None:
    copy = copies.make_copy(path, MOMENT)
    with pytest.raises(OtherSet):
        restoring.restore(path, copy, EXAMPLE, desk.ANNA, MOMENT)


# ------------------------------------------------------------------------------ restoring


def test_what_is_put_back_is_the_copy_and_what_stood_there_is_kept(path: Path) -> None:
    desk.note(path, "Zoals in de kopie")
    copy, then = copies.make_copy(path, MOMENT), newest(path)
    desk.note(path, "Een vergissing")
    aside = restoring.restore(path, copy, REAL, desk.ANNA, MOMENT)
    assert (noted(path), newest(path)) == ("Zoals in de kopie", then)
    assert noted(aside) == "Een vergissing"
    (told,) = restoring.restored(path)
    assert (told.who, told.copy, told.aside) == ("Anna", copy.name, aside.name)
    desk.note(path, "Verder")
    assert desk.healthy(path)
    assert desk.state(path) == desk.replayed(path)
    assert next(one for one in listed(path) if one.aside).kind == "wat er stond vóór het terugzetten"


def test_who_may_not_write_puts_nothing_back(path: Path) -> None:
    copy = copies.make_copy(path, MOMENT)
    with pytest.raises(NotAllowed):
        restoring.restore(path, copy, REAL, Person("Cas", refusal="Alleen lezen."), MOMENT)


def test_while_others_write_nothing_that_was_stored_gets_lost(path: Path) -> None:
    """Each note is in the agenda or in what was kept: none falls between the two."""
    copy = copies.make_copy(path, MOMENT)
    with others_writing(path) as (stored, await_more):
        await_more(5)
        during = copies.make_copy(path, MOMENT)
        restoring.rehearse(path, during, REAL)
        aside = restoring.restore(path, copy, REAL, desk.ANNA, MOMENT)
        await_more(len(stored))
    assert desk.healthy(path)
    assert desk.healthy(aside)
    assert desk.state(path) == desk.replayed(path)
    assert kept_notes(aside) + kept_notes(path) == stored
    assert noted(during).startswith("notitie ")


def kept_notes(path: Path) -> list[str]:
    """The notes that were ever written in a file, oldest first."""
    return [entry["row"]["note"] for entry in desk.entries(path, "action", "3") if entry["row"]["note"]]


def test_when_another_program_holds_on_to_the_file_nothing_changes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    copy = copies.make_copy(path, MOMENT)
    desk.note(path, "Blijft")
    with closing(connection.connect(path, "rw")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            restoring.restore(path, copy, REAL, desk.ANNA, MOMENT)
    assert noted(path) == "Blijft"


def test_when_what_stands_there_cannot_be_kept_nothing_is_put_back(path: Path) -> None:
    copy = copies.make_copy(path, MOMENT)
    desk.note(path, "Blijft")
    dated = backup.dated_name(path, MOMENT)
    dated.with_name(f"{dated.stem}-voor-terugzetten.db").write_text("staat in de weg")
    with pytest.raises(FileExistsError):
        restoring.restore(path, copy, REAL, desk.ANNA, MOMENT)
    assert noted(path) == "Blijft"
    desk.note(path, "En gaat verder")
    assert desk.healthy(path)


def test_a_copy_of_a_former_version_is_brought_along(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopie-werkagenda-2026-01-01-120000.db"
    with closing(sqlite3.connect(copy, isolation_level=None)) as bare:
        db = Database(bare)
        migrations.apply(db, stop_before="m007_decisions")
        bare.execute(
            "INSERT INTO writer (who, verified, reason, at) "
            "VALUES ('Anna', 0, '', '2022-01-03T08:00:00.000Z')"
        )
        db.table("meta").insert({"key": "dataset", "value": REAL})
        for goal in load(connection.DATA / "agenda.toml")["goal"]:
            db.table("goal").insert(goal)
        bare.execute("DELETE FROM writer")
    found = restoring.rehearse(path, copy, REAL)
    assert found.older
    assert "vorige versie" in found.sentence
    restoring.restore(path, copy, REAL, desk.ANNA, MOMENT)
    with reading(path) as db:
        assert history.newest(db) > 0
        assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert db.execute("SELECT ageing_days FROM setting").fetchone()[0] == 180


RESTORER = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from lib.dutch import HERE
from lib.store.upkeep import restoring
from tests.unit import desk
path, first, second = (Path(argument) for argument in sys.argv[1:4])
moment = datetime(2026, 1, 1, tzinfo=HERE) + timedelta(days=int(sys.argv[4]))
for number in range(10_000):
    copy = (first, second)[number % 2]
    restoring.restore(path, copy, "echt", desk.ANNA, moment + timedelta(seconds=number))
    print(copy.name, flush=True)
"""
"""Puts one copy back after the other until it is killed."""


def test_a_restore_that_is_killed_leaves_the_one_agenda_or_the_other(path: Path, tmp_path: Path) -> None:
    copied = []
    for name in ("eerst", "daarna"):
        desk.note(path, name)
        copied.append(tmp_path / "kopieen" / f"{name}.db")
        backup.copy(path, copied[-1])
    for run in range(6):
        with Program(RESTORER, path, str(path), *map(str, copied), str(run)) as process:
            process.stdout.readline()
            time.sleep(desk.CHANCE.random() * 0.3)
        assert desk.healthy(path), f"after run {run}"
        assert noted(path) in ("eerst", "daarna")
        assert desk.state(path) == desk.replayed(path)
    desk.note(path, "verder")
    assert all(desk.healthy(copy.path) for copy in listed(path))
