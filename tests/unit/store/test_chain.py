"""The history is a chain: every falsification is found and located, and a print proves the past up to it."""

from __future__ import annotations

import importlib.util
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from sqlite_utils import Database

from lib.store import records
from lib.store.file import chain, clock
from lib.store.file.chain import check, head, seal
from lib.store.file.connection import reading, writing
from lib.store.schema.migrations import migrations
from lib.store.upkeep.anchor import examine
from tests.unit import desk

SCRIPT = Path(__file__).resolve().parents[3] / "data" / "voorbeelden" / "anker.py"
COLUMNS = ("tbl", "row_id", "operation", "about", "row", "who", "verified", "reason", "at")


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("anker", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ANCHOR = script()


def now(path: Path) -> chain.Head:
    with reading(path) as db:
        return head(db)


@pytest.fixture
def busy(path: Path) -> Path:
    """An agenda in which a few people recorded things."""
    roc = desk.party(path)
    for number in range(12):
        desk.note(path, f"Stand {number}", desk.BRAM if number % 2 else desk.ANNA)
    desk.chair(path, roc)
    desk.step(path, roc)
    return path


@pytest.fixture
def bare(busy: Path) -> Iterator[sqlite3.Connection]:
    """The history of that agenda in memory, in the hands of somebody who is stopped by nothing."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        with closing(sqlite3.connect(busy)) as source:
            source.backup(memory)
        for (trigger,) in memory.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            memory.execute(f"DROP TRIGGER {trigger}")
        memory.execute("PRAGMA ignore_check_constraints = on")
        # The last of a long past will do: the first filling is hundreds of entries.
        yield memory


def both(memory: sqlite3.Connection, print_of: chain.Head) -> tuple[int | None, bool | None]:
    """What the app and the script find, which must be the same."""
    verdict = check(Database(memory), print_of.number, print_of.groups)
    altered, fits = ANCHOR.check(memory, print_of.number, print_of.groups)
    assert (altered or None, fits) == (verdict.altered, bool(verdict.proven))
    return verdict.altered, verdict.proven


def falsify(memory: sqlite3.Connection, chance: random.Random, last: int) -> int:
    """Change one thing in the past; returns the first entry that is no longer as it was."""
    number, way = chance.randint(1, last), chance.randrange(5)
    if way == 0:
        memory.execute("DELETE FROM history WHERE id = ?", (number,))
        return number
    if way == 1:
        memory.execute(
            "UPDATE history SET chain = ? WHERE id = ?", (f"{chance.getrandbits(256):064x}", number)
        )
        return number
    if way == 2 and number < last:
        memory.execute("UPDATE history SET id = id + 1000000 WHERE id > ?", (number,))
        memory.execute("UPDATE history SET id = id - 999999 WHERE id > 1000000")
        memory.execute(
            f"INSERT INTO history (id, {', '.join(COLUMNS)}, chain) "
            f"SELECT id + 1, {', '.join(COLUMNS)}, chain FROM history WHERE id = ?",
            (number,),
        )
        return number + 1
    column = chance.choice(COLUMNS)
    other = "1 - verified" if column == "verified" else f"coalesce({column}, '') || ' '"
    unlinked = ", chain = NULL" if way == 3 and number < last else ""
    memory.execute(f"UPDATE history SET {column} = {other}{unlinked} WHERE id = ?", (number,))
    return number


def test_a_thousand_falsifications_are_each_found_and_located(bare: sqlite3.Connection) -> None:
    shorten(bare, 60)
    end = head(Database(bare))
    assert both(bare, end) == (None, True)
    chance = random.Random(20230414)
    for _ in range(1_000):
        bare.execute("SAVEPOINT before")
        wrong = falsify(bare, chance, end.number)
        assert both(bare, end)[0] == wrong
        bare.execute("ROLLBACK TO before")
        bare.execute("RELEASE before")
    assert both(bare, end) == (None, True)


def shorten(memory: sqlite3.Connection, most: int) -> None:
    """Let the past begin later, so that following it a thousand times takes seconds."""
    memory.execute("DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?", (most,))
    memory.execute("UPDATE history SET id = id - (SELECT min(id) - 1 FROM history), chain = NULL")
    seal(memory)


def test_a_chain_that_was_made_again_fails_against_an_older_print(bare: sqlite3.Connection) -> None:
    shorten(bare, 30)
    older = head(Database(bare))
    bare.execute("UPDATE history SET who = 'Niemand' WHERE id = 7")
    bare.execute("UPDATE history SET chain = NULL")
    seal(bare)
    assert both(bare, older) == (None, False)
    assert both(bare, head(Database(bare))) == (None, True)


def test_what_was_cut_off_at_the_end_is_found_by_a_print(bare: sqlite3.Connection) -> None:
    shorten(bare, 30)
    end = head(Database(bare))
    bare.execute("DELETE FROM history WHERE id > 25")
    assert both(bare, end) == (26, False)


def test_a_print_of_an_earlier_moment_still_fits_after_more_work(busy: Path) -> None:
    then = now(busy)
    assert (len(then.groups), then.groups.count(" ")) == (39, 7)
    desk.note(busy, "Later")
    assert now(busy).groups != then.groups
    assert examine(busy, then.number, then.groups).whole
    wrong = then.groups.replace(then.groups[0], "0" if then.groups[0] != "0" else "1")
    assert "niet met deze afdruk" in examine(busy, then.number, wrong).sentence
    with reading(busy) as db:
        at = db.execute("SELECT at FROM history WHERE id = ?", (then.number,)).fetchone()[0]
        assert head(db, at) == then


def test_the_script_says_it_in_words_and_in_its_exit(busy: Path) -> None:
    end = now(busy)
    for groups, code, words in ((end.groups, 0, "HEEL: alles"), ("0000 " * 8, 1, "NIET HETZELFDE")):
        arguments = [sys.executable, str(SCRIPT), str(busy), str(end.number), groups]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert (done.returncode, words in done.stdout + done.stderr) == (code, True)
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 40
    assert not [line for line in lines if line.startswith(("from lib", "import lib"))]


def test_the_history_takes_its_links_once_and_nothing_else(busy: Path) -> None:
    with desk.outside(busy) as other:
        other.execute("UPDATE action SET note = 'Buitenom' WHERE id = '3'")
        for change in ("chain = NULL", "chain = chain", "who = 'X'"):
            with pytest.raises(sqlite3.IntegrityError, match="de geschiedenis verandert niet"):
                other.execute(f"UPDATE history SET {change} WHERE id = 1")
        with pytest.raises(sqlite3.IntegrityError, match="de geschiedenis verandert niet"):
            other.execute(f"UPDATE history SET chain = '{'0' * 64}', who = 'X' WHERE chain IS NULL")
    with reading(busy) as db:
        assert db.execute("SELECT count(*) FROM history WHERE chain IS NULL").fetchone() == (1,)
    unlinked = now(busy)
    desk.note(busy, "Binnen")
    with reading(busy) as db:
        assert db.execute("SELECT count(*) FROM history WHERE chain IS NULL").fetchone() == (0,)
    assert examine(busy, unlinked.number, unlinked.groups).whole


def test_a_table_that_does_not_follow_from_the_history_is_told(busy: Path) -> None:
    with desk.outside(busy) as other:
        other.execute("DROP TRIGGER history_update_action")
        other.execute("UPDATE action SET note = 'Stilletjes', version = version + 1 WHERE id = '3'")
    assert examine(busy, 0, "").sentence.endswith("de tabel action wijkt ervan af bij nummer 3.")


def test_a_mended_clock_leaves_a_whole_chain(busy: Path) -> None:
    with writing(busy, desk.ANNA, at="2039-03-01T09:00:00.000Z") as db:
        version = records.get(db, "action", "3")["version"]
        records.save(db, "action", "3", version, {"note": "Uit de toekomst"})
    ahead = now(busy)
    assert clock.mend(busy) == 1
    assert examine(busy, 0, "").whole
    assert not examine(busy, ahead.number, ahead.groups).whole


def test_an_older_file_says_up_to_where_it_was_chained_afterwards(busy: Path) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        db = Database(memory)
        migrations.apply(db, stop_before="m013_chain")
        db.table("party").insert({"id": 1, "name": "Roc", "helix": "onderwijs"})
        migrations.apply(db)
        seal(memory)
        assert chain.chained_later(db) == 1
        assert head(db).number == 1
    with reading(busy) as db:
        assert chain.chained_later(db) == 0
