"""Opening a copy beside the real file to compare the two, and putting it back in its place.

Owns that nothing is put back unseen: a copy is checked and opened for itself first, and what stood there is
kept as a copy of its own. Restoring copies the pages into the file that is in use, in one transaction, so
that who reads or writes meanwhile sees the one agenda or the other, also in another process.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from lib.access import MANAGE, MISSING, NotAllowed, Person
from lib.dutch import count_text, moment_text
from lib.model.record import RECORDS
from lib.store.file import backup, connection
from lib.store.file.connection import connect, reading
from lib.store.file.problems import Busy, NotADatabase, explained
from lib.store.people.sessions import confirm
from lib.store.schema.migrations import VERSION
from lib.store.seed import seeding

_NEWEST = "SELECT id, at, who, tbl, row_id FROM history WHERE id <= ? ORDER BY id DESC LIMIT 1"
_EVERYTHING = 2**62
Newest = tuple[int, str, str, str, str]
"""A change by its id, moment, author, table and row."""


@dataclass(frozen=True, slots=True)
class State:
    """How many rows of each kind a file holds, and its newest change."""

    counts: dict[str, int]
    newest: Newest | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A copy beside the file that is in use; `older` when a former version of the app made it."""

    copy: State
    now: State
    older: bool
    same_past: bool

    @property
    def sentence(self) -> str:
        """How the copy compares with what there is now, in words."""
        if self.copy.newest is None or self.now.newest is None:
            return "De kopie is heel, maar er is nog niets in vastgelegd."
        behind = self.now.newest[0] - self.copy.newest[0]
        moment, who = moment_text(self.copy.newest[1]), self.copy.newest[2]
        last = f"Haar nieuwste wijziging is van {moment}, door {who}."
        if not self.same_past:
            told = "Zij heeft een ander verleden dan de agenda van nu."
        elif behind:
            since = count_text(behind, "wijziging", "wijzigingen")
            told = f"Sindsdien zijn er {since} vastgelegd, het laatst op {moment_text(self.now.newest[1])}."
        else:
            told = "Sindsdien is er niets veranderd."
        former = " Een vorige versie van de app maakte haar; zij gaat mee naar deze versie." * self.older
        return f"De kopie is heel en gaat open. {last} {told}{former}"


def rehearse(path: Path, copy: Path, dataset: str) -> Rehearsal:
    """Open a copy beside the real file and compare them. Raises StoreProblem for a copy that is not whole."""
    with opened(copy, dataset) as (place, newest, older), closing(connect(place, "ro")) as tried:
        with explained(path), closing(connect(path, "ro")) as real:
            now = State(_counts(real), _newest(real))
            same = newest is None or _newest(real, newest[0]) == newest
        return Rehearsal(State(_counts(tried), newest), now, older, same)


@contextmanager
def opened(copy: Path, dataset: str) -> Iterator[tuple[Path, Newest | None, bool]]:
    """Lend a copy of the copy that is ready for use, with its newest change and whether it was older."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / copy.name
        backup.copy(copy, place)
        with explained(copy), closing(connect(place, "ro")) as bare:
            newest = _newest(bare)
            older = bare.execute("PRAGMA user_version").fetchone()[0] < VERSION
            damaged = bare.execute("PRAGMA foreign_key_check").fetchone()
        if damaged:
            raise NotADatabase(copy)
        try:
            seeding.prepare_file(place, dataset)
            connection.let_go(place)
            yield place, newest, older
        finally:
            connection.let_go(place)


def _newest(bare: sqlite3.Connection, until: int = _EVERYTHING) -> Newest | None:
    row = bare.execute(_NEWEST, (until,)).fetchone()
    return (row[0], row[1], row[2], row[3], row[4]) if row else None


def _counts(bare: sqlite3.Connection) -> dict[str, int]:
    counted = {record.name: _count_of(bare, table) for table, record in RECORDS.items()}
    return {**counted, "Wijziging in de geschiedenis": _count_of(bare, "history")}


def _count_of(bare: sqlite3.Connection, table: str) -> int:
    return int(bare.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def restore(path: Path, copy: Path, dataset: str, person: Person, moment: datetime) -> Path:
    """Put a copy in the place of the agenda; returns where what stood there is kept.

    Raises StoreProblem or NotAllowed, and then the agenda is as it was.
    """
    if not confirm(connection.database_path(connection.REAL), person).may(MANAGE):
        raise NotAllowed(person.refusal or MISSING[MANAGE])
    dated = backup.dated_name(path, moment)
    aside = dated.with_name(f"{dated.stem}-voor-terugzetten{dated.suffix}")
    with opened(copy, dataset) as (place, _newest_change, _older):
        with explained(place), closing(connect(place, "rw")) as made:
            _note(made, copy, person, aside)
        with explained(path), closing(connect(place, "ro")) as source, closing(connect(path, "rw")) as target:
            replace_pages(source, target, path, lambda: backup.copy(path, aside))
            connection.settle(target)
    return aside


def replace_pages(
    source: sqlite3.Connection, target: sqlite3.Connection, path: Path, keep: Callable[[], None]
) -> None:
    """Copy all pages over in one transaction, and `keep` what stood there before it is done.

    From the first page on the write lock is ours, so that nobody changes what is being kept; who reads sees
    the former pages until the last one. What is raised on the way undoes all of it.
    """
    steps = 0

    def watch(status: int, _remaining: int, _total: int) -> None:
        nonlocal steps
        if status == sqlite3.SQLITE_BUSY:
            raise Busy(path)
        steps += 1
        if steps == 1:
            keep()

    source.backup(target, pages=1, progress=watch)


def _note(made: sqlite3.Connection, copy: Path, person: Person, aside: Path) -> None:
    """Keep in the file itself who put which copy back, when, and what it replaced."""
    what = {"kopie": copy.name, "door": person.name, "bewaard": aside.name}
    made.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?)",
        (f"teruggezet {connection.now()}", json.dumps(what, ensure_ascii=False)),
    )


@dataclass(frozen=True, slots=True)
class Restored:
    """That a copy was put back: when, by whom, which, and where is what stood there."""

    at: str
    who: str
    copy: str
    aside: str

    @property
    def sentence(self) -> str:
        """The same in words."""
        return (
            f"{moment_text(self.at)}: {self.who} zette {self.copy} terug. Wat er stond, is bewaard als "
            f"{self.aside}."
        )


def restored(path: Path) -> list[Restored]:
    """Return when copies were put back into this agenda, newest first."""
    with reading(path) as db:
        found = "SELECT key, value FROM meta WHERE key LIKE 'teruggezet %' ORDER BY key DESC"
        notes = db.execute(found).fetchall()
    return [
        Restored(key.removeprefix("teruggezet "), what["door"], what["kopie"], what["bewaard"])
        for key, what in ((key, json.loads(value)) for key, value in notes)
    ]
