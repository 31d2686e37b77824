"""What can be wrong with the file: each gives a sentence, changes nothing, and passes with its cause."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lib.dutch import HERE, stamp
from lib.rules.coalitions import activation, gate
from lib.store import agenda, coalitions, history
from lib.store.file import connection, problems
from lib.store.file.connection import EXAMPLE, REAL, database_path, newest_change, reading, writing
from lib.store.file.problems import StoreProblem
from lib.store.seed import seeding
from tests.unit import desk
from tests.unit.programs import Program

Problem = type[StoreProblem]


def write(path: Path) -> None:
    desk.note(path, "Op koers")


def read(path: Path) -> None:
    desk.action(path)


def start(path: Path) -> None:
    seeding.prepare(REAL)


def follow(path: Path) -> None:
    newest_change(path)


def refused(problem: Problem, act: Callable[[Path], Any], path: Path) -> None:
    """The act gives this problem, with a sentence for a screen."""
    with pytest.raises(StoreProblem) as caught:
        act(path)
    assert type(caught.value) is problem
    sentence = caught.value.sentence
    assert sentence == str(caught.value)
    assert sentence.endswith(".")
    assert len(sentence.split()) > 8, "it says what is wrong and what to do"
    assert "{" not in sentence
    assert str(path.parent) not in sentence, "the name of the file is enough"


def stored(path: Path) -> bool:
    return bool(desk.action(path)["note"] == "Op koers")


# -------------------------------------------------------------------------- missing


@pytest.mark.parametrize("act", [read, write, follow])
def test_a_missing_file(path: Path, act: Callable[[Path], Any]) -> None:
    connection.let_go(path)
    aside = path.rename(path.with_name("elders.db"))
    refused(problems.DatabaseMissing, act, path)
    assert list(path.parent.iterdir()) == [aside], "no empty file in its place"
    aside.rename(path)
    write(path)
    assert stored(path)


def test_a_file_that_disappears_while_in_use(path: Path) -> None:
    copy = shutil.copy(path, path.with_name("kopie.db"))
    for number in range(40):
        desk.note(path, f"{number} " + "x" * 3000)
    path.unlink()
    refused(problems.DatabaseMissing, write, path)
    refused(problems.DatabaseMissing, read, path)
    assert path not in connection._keepers, "nothing holds on to the lost file"
    shutil.copy(copy, path)
    assert desk.action(path)["note"] == "", "the copy is what one reads, nothing of the lost file"
    write(path)
    assert stored(path)
    assert desk.healthy(path)


def test_a_copy_of_the_file_alone_is_whole_at_any_time(path: Path) -> None:
    """Also when the app runs, and when it was killed: the log beside the file is empty at rest."""
    write(path)
    copy = Path(shutil.copy(path, path.with_name("kopie.db")))
    assert path.with_name("werkagenda.db-wal").stat().st_size == 0
    assert stored(copy)
    assert desk.state(copy) == desk.state(path)


def test_starting_again_changes_nothing(path: Path) -> None:
    write(path)
    before, newest = desk.state(path), newest_change(path)
    connection.let_go(path)
    for _ in range(3):
        seeding.prepare(REAL)
    assert (desk.state(path), newest_change(path)) == (before, newest)


def test_a_start_where_nothing_is_makes_the_agenda_and_its_folder_whatever_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "map met ?&#% é" / "agenda 100%?mode=ro#x.db"
    monkeypatch.setenv("WERKAGENDA_DB", str(place))
    assert seeding.prepare(REAL) == place
    assert desk.count(place, "action") == 13
    assert {one["who"] for one in desk.entries(place, "action", "3")} == {"Bijlage 1 (eerste vulling)"}
    write(place)
    assert stored(place)
    assert place.is_file()


# ------------------------------------------------------------------------ no rights


@pytest.fixture
def open_folder(monkeypatch: pytest.MonkeyPatch, template: Path) -> Iterator[Path]:
    """An agenda in a folder that a user without rights can enter; root owns it."""
    with tempfile.TemporaryDirectory(prefix="werkagenda-") as name:
        folder = Path(name)
        place = Path(shutil.copy(template, folder / "werkagenda.db"))
        monkeypatch.setenv("WERKAGENDA_DB", str(place))
        folder.chmod(0o755)
        yield place
        desk.let_go_of_all()
        folder.chmod(0o755)


def test_a_read_only_file_can_be_read_and_says_so_on_writing(open_folder: Path) -> None:
    open_folder.chmod(0o444)
    open_folder.parent.chmod(0o777)
    before = open_folder.read_bytes()
    with desk.as_nobody():
        start(open_folder)
        read(open_folder)
        refused(problems.ReadOnlyFile, write, open_folder)
        read(open_folder)
        connection.let_go(open_folder)
    assert open_folder.read_bytes() == before
    open_folder.chmod(0o666)
    with desk.as_nobody():
        write(open_folder)
        assert stored(open_folder)
        connection.let_go(open_folder)


@pytest.mark.parametrize("act", [write, start])
def test_a_read_only_folder(open_folder: Path, act: Callable[[Path], Any]) -> None:
    open_folder.parent.chmod(0o555)
    open_folder.chmod(0o444)
    before = open_folder.read_bytes()
    with desk.as_nobody():
        refused(problems.ReadOnlyFile, act, open_folder)
    assert open_folder.read_bytes() == before
    open_folder.parent.chmod(0o777)
    open_folder.chmod(0o666)
    with desk.as_nobody():
        act(open_folder)
        write(open_folder)
        assert stored(open_folder)
        connection.let_go(open_folder)


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    open_folder.chmod(0)
    with desk.as_nobody():
        for act in (read, write, start):
            refused(problems.ReadOnlyFile, act, open_folder)


@pytest.mark.parametrize("act", [read, write, start])
def test_a_folder_that_may_not_be_entered(open_folder: Path, act: Callable[[Path], Any]) -> None:
    open_folder.parent.chmod(0)
    with desk.as_nobody():
        refused(problems.FolderUnusable, act, open_folder)
    open_folder.parent.chmod(0o755)
    read(open_folder)


def test_a_folder_where_nothing_may_be_made(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_folder.parent.chmod(0o555)
    for place in (open_folder.parent / "ander.db", open_folder.parent / "nieuw" / "ander.db"):
        monkeypatch.setenv("WERKAGENDA_DB", str(place))
        with desk.as_nobody():
            refused(problems.FolderUnusable, start, place)


def test_a_file_where_the_folder_should_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bestand").write_text("x")
    place = tmp_path / "bestand" / "werkagenda.db"
    monkeypatch.setenv("WERKAGENDA_DB", str(place))
    refused(problems.FolderUnusable, start, place)


# ------------------------------------------------------------------------- full disk


def no_room(monkeypatch: pytest.MonkeyPatch, spare_pages: int) -> None:
    """From now on the file cannot grow by more than some pages, as on a full disk."""
    unlimited = connection.connect

    def connect(path: Path, mode: str) -> sqlite3.Connection:
        found = unlimited(path, mode)
        pages = found.execute("PRAGMA page_count").fetchone()[0]
        found.execute(f"PRAGMA max_page_count = {pages + spare_pages}")
        return found

    monkeypatch.setattr(connection, "connect", connect)
    monkeypatch.setattr(seeding, "connect", connect)


def test_a_full_disk(path: Path) -> None:
    note = {"note": "é" * 4000}
    connection.let_go(path)  # with what rests, which was opened while there was room
    connection.keep_open(path)
    with pytest.MonkeyPatch.context() as patch:
        no_room(patch, 0)
        refused(
            problems.DiskFull,
            lambda place: [desk.save(place, {"note": f"{n}" * 4000}) for n in range(9)],
            path,
        )
        before = desk.state(path)
        refused(problems.DiskFull, lambda place: desk.save(place, note), path)
        assert desk.state(path) == before == desk.replayed(path), "what was stored is still there"
    desk.save(path, note)
    assert desk.action(path)["note"] == note["note"]
    assert desk.healthy(path)


def test_a_full_disk_at_the_first_start(fresh: Path) -> None:
    for pages in (1, 3, 20):
        with pytest.MonkeyPatch.context() as patch:
            no_room(patch, pages)
            refused(problems.DiskFull, start, fresh)
    start(fresh)
    assert desk.count(fresh, "action") == 13
    assert desk.healthy(fresh)


# ------------------------------------------------------------------------ newer, busy


@pytest.mark.parametrize("act", [start])
def test_a_file_of_a_newer_version(path: Path, act: Callable[[Path], Any]) -> None:
    later = ("werkagenda", "m999_later", "2031-01-01 00:00:00+00:00")
    with desk.outside(path) as other:
        other.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", later
        )
    connection.let_go(path)
    before = path.read_bytes()
    refused(problems.NewerVersion, act, path)
    assert path.read_bytes() == before
    with desk.outside(path) as other:
        other.execute("DELETE FROM _sqlite_migrations WHERE name = 'm999_later'")
    act(path)
    write(path)
    assert stored(path)


def test_a_file_locked_by_another_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        refused(problems.Busy, write, path)
        assert time.monotonic() - began < 5
        read(path)
        start(path)
        assert desk.action(path)["note"] == "", "reading goes on"
        other.execute("ROLLBACK")
    write(path)
    assert stored(path)


def test_a_writer_waits_for_another_to_finish(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Program(WAITING_NOTER, path, str(path)) as process:
            assert process.stdout.readline() == "waiting\n"
            other.execute("COMMIT")
            process.outcome()
    assert stored(path)


def test_an_empty_file_is_filled_once_another_program_lets_go_of_it(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    fresh.parent.mkdir()
    with closing(sqlite3.connect(fresh, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused(problems.Busy, start, fresh)
        other.execute("ROLLBACK")
    assert fresh.stat().st_size == 0
    start(fresh)
    assert desk.count(fresh, "action") == 13


# ------------------------------------------------------------------- not a database


def random_bytes(place: Path) -> None:
    place.write_bytes(desk.CHANCE.randbytes(20_000))


def a_text(place: Path) -> None:
    place.write_text("Dit is een brief.\n" * 500)


def broken(place: Path) -> None:
    """A good beginning and nonsense after it."""
    with closing(sqlite3.connect(place)) as other, other:
        other.execute("CREATE TABLE meta (x)")
        other.execute("INSERT INTO meta VALUES (zeroblob(50000))")
    content = bytearray(place.read_bytes())
    content[100:4096] = desk.CHANCE.randbytes(3996)
    place.write_bytes(bytes(content))


def somebody_elses(place: Path) -> None:
    with closing(sqlite3.connect(place)) as other, other:
        other.execute("CREATE TABLE history (id INTEGER PRIMARY KEY, url TEXT)")
        other.execute("CREATE TABLE goal (id INTEGER PRIMARY KEY)")


def another_sqlite_utils_program(place: Path) -> None:
    with closing(sqlite3.connect(place)) as other, other:
        other.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set, name, applied_at)"
        )
        other.execute("INSERT INTO _sqlite_migrations VALUES (1, 'recipes', 'm001', 'x')")
        other.execute("CREATE TABLE history (id INTEGER PRIMARY KEY)")


@pytest.mark.parametrize("make", [random_bytes, a_text, broken, somebody_elses, another_sqlite_utils_program])
def test_not_an_agenda(fresh: Path, template: Path, make: Callable[[Path], None]) -> None:
    fresh.parent.mkdir()
    make(fresh)
    before = fresh.read_bytes()
    for act in (start, read, write):
        refused(problems.NotADatabase, act, fresh)
    assert fresh.read_bytes() == before
    assert list(fresh.parent.iterdir()) == [fresh], "nothing was left beside it"
    shutil.copy(template, fresh)
    start(fresh)
    write(fresh)
    assert stored(fresh)


@pytest.mark.parametrize("act", [start, read, write, follow])
def test_a_folder_in_the_place_of_the_file(fresh: Path, act: Callable[[Path], Any]) -> None:
    fresh.mkdir(parents=True)
    refused(problems.NotADatabase, act, fresh)


def test_a_page_destroyed_later_is_not_read_as_if_it_were_fine(path: Path) -> None:
    write(path)
    connection.let_go(path)
    content = bytearray(path.read_bytes())
    content[4096:] = desk.CHANCE.randbytes(len(content) - 4096)
    path.write_bytes(bytes(content))
    before = path.read_bytes()
    for act in (read, write, start):
        refused(problems.NotADatabase, act, path)
    assert path.read_bytes() == before


# --------------------------------------------------------------- first fill, two sets


def test_the_real_set_holds_the_annex_and_invents_nothing(path: Path) -> None:
    state = desk.state(path)
    assert {table: len(state[table]) for table in ("goal", "action", "adopted", "part", "relation")} == {
        "goal": 6, "action": 13, "adopted": 13, "part": 2, "relation": 4,
    }  # fmt: skip
    assert not any(state[table] for table in ("party", "step", "step_party", "stage_move"))
    for row in state["action"].values():
        assert (row["stage"], row["driver_id"], row["note"], row["version"]) == ("idee", None, "", 1)
    assert state == desk.replayed(path)


def test_four_processes_prepare_one_fresh_file_at_once(fresh: Path) -> None:
    fresh.parent.mkdir()
    signal = fresh.with_name("start")
    with ExitStack() as running:
        program = partial(Program, STARTER, fresh, REAL, str(signal))
        processes = [running.enter_context(program()) for _ in range(4)]
        assert [process.stdout.readline() for process in processes] == ["ready\n"] * 4
        signal.touch()
        assert [process.outcome() for process in processes] == ["13\n"] * 4
    assert desk.count(fresh, "action") == 13
    assert len(desk.entries(fresh, "goal", 1)) == 1, "filled once"
    assert desk.healthy(fresh)


def test_the_example_is_another_file_beside_the_agenda(path: Path, replayed: Path) -> None:
    before = desk.state(path)
    example = database_path(EXAMPLE)
    assert (example.parent, example != path) == (path.parent, True)
    shutil.copy(replayed, example)
    assert seeding.prepare(EXAMPLE) == example
    write(example)
    assert stored(example)
    assert desk.state(path) == before


NOTER = """
import sys
from pathlib import Path
from tests.unit import desk
desk.note(Path(sys.argv[1]), "Op koers")
"""

WAITING_NOTER = f"""
import time
pause = time.sleep
def say_and_pause(seconds):
    print("waiting", flush=True)
    pause(seconds)
time.sleep = say_and_pause
{NOTER}
"""

STARTER = """
import sys, time
from pathlib import Path
from lib.store import agenda
from lib.store.file import connection
from lib.store.seed import seeding
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    time.sleep(0.001)
connection.BUSY_SECONDS = 100  # a slow machine fills an example in more than the usual patience
path = seeding.prepare(sys.argv[1])
with connection.reading(path) as db:
    print(len(agenda.actions(db)))
connection.let_go(path)
"""


def test_a_start_that_is_killed_half_way_is_made_good_by_the_next(fresh: Path) -> None:
    fresh.parent.mkdir()
    for tenths in range(1, 8):
        with Program(STARTER, fresh, REAL, str(fresh.parent)) as process:
            process.stdout.readline()
            time.sleep(tenths * 0.004)
    start(fresh)
    assert desk.count(fresh, "action") == 13
    assert desk.healthy(fresh)


def test_the_example_set_is_replayed_at_its_own_moments(example: Path) -> None:
    names = ("", "-campussen", "-overleggen", "-resultaten", "-geld-en-werk", "-instrumenten")
    files = (connection.DATA / f"voorbeeld{name}.toml" for name in names)
    told, *others = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    state = desk.state(example)
    assert state == desk.replayed(example)
    parties = [party for file in (told, *others) for party in file.get("party", ())]
    assert len(state["party"]) == len(parties)
    assert len(state["step"]) == sum(event["type"] == "step" for event in told["event"])
    moments = {
        stamp(datetime.fromisoformat(one["at"]).replace(tzinfo=HERE))
        for one in sum((other["event"] for other in others), told["event"] + parties)
    }
    with reading(example) as db:
        recorded = {at for (at,) in db.execute("SELECT DISTINCT at FROM main.history").fetchall()}
    assert recorded - {seeding.EXAMPLE_START} == moments
    assert desk.healthy(example)


def test_in_the_example_nothing_is_recorded_before_it_happened(example: Path) -> None:
    state = desk.state(example)
    for table, column in (("step", "happened_on"), ("stage_move", "moved_on"), ("step", "withdrawn_on")):
        for key, row in state[table].items():
            entry = desk.entries(example, table, key)[-1]
            day = (datetime.fromisoformat(entry["at"]) + timedelta(hours=2)).date().isoformat()
            assert (row[column] or "") <= day, (table, key)


def test_the_example_shows_its_past(example: Path) -> None:
    with reading(example) as db:
        newest = history.newest(db)
        moves = db.execute("SELECT count(*) FROM stage_move").fetchone()[0]
        assert len(history.counts_about(db, 0, newest)) == 13, "something happened to every action"
    with reading(example, "2021-01-04T23:00:00.000Z") as db:
        assert {one.stage for one in agenda.actions(db)} == {"idee"}
        assert agenda.parties(db) == []
    with reading(example, "2022-01-01T00:00:00.000Z") as db:
        assert 0 < db.execute("SELECT count(*) FROM stage_move").fetchone()[0] < moves


def test_the_example_shows_every_state_of_a_coalition(example: Path) -> None:
    day = date(2023, 3, 28)
    with reading(example) as db:
        tables, actions = coalitions.tables(db), agenda.actions(db)
    gates = {one.id: gate.gate(tables[one.id]) for one in actions}
    assert all(gates[one.id].open for one in actions if one.stage in ("in uitvoering", "overgedragen"))
    assert gates["4"].missing == ("Gemeente Voorbeelddorp (verzonnen)",)
    assert gates["9"].proposes_ending
    flags = [flag for one in tables.values() for flag in one.flags]
    assert {(flag.action_id, bool(flag.answer)) for flag in flags} == {("1", False), ("3", True)}
    standings = [found for one in tables.values() for found in activation.standings(one.activations, day)]
    assert {one.stale for one in standings} == {True, False}
    assert {one.effective for one in standings} >= {1, 2, 3, 4, 5}
    assert {one.coalition.complete_on is None for one in tables.values()} == {True, False}
    with reading(example, "2022-06-25T00:00:00.000Z") as db:
        then = coalitions.tables(db)
    assert len(then["8"].texts) < len(tables["8"].texts)


def test_invented_data_are_never_opened_as_real(
    path: Path, replayed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = Path(shutil.copy(replayed, database_path(EXAMPLE)))
    monkeypatch.setenv("WERKAGENDA_DB", str(example))
    refused(problems.OtherSet, start, example)
    connection.let_go(path)
    shutil.copy(path, example)
    monkeypatch.setenv("WERKAGENDA_DB", str(path))
    with pytest.raises(problems.OtherSet):
        seeding.prepare(EXAMPLE)


def test_every_problem_has_its_own_sentence() -> None:
    kinds: list[Problem] = [StoreProblem, *StoreProblem.__subclasses__()]
    assert len({kind(Path("x.db")).sentence for kind in kinds}) == len(kinds)


def test_an_unexpected_fault_of_sqlite_is_a_problem_with_a_sentence(path: Path) -> None:
    with pytest.raises(StoreProblem) as caught, writing(path, desk.ANNA) as db:
        db.execute("SELECT * FRM action")
    assert "Probeer het opnieuw" in caught.value.sentence
    assert isinstance(caught.value.__cause__, sqlite3.Error)
