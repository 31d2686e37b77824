"""The only door to SQLite: short connections, one snapshot per read, one lock per write.

Owns where the files are, how they are opened and how a past moment is put in front of
unchanged queries. Every write passes `writing`, which knows who writes and with which right.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from traceback import clear_frames
from urllib.parse import quote

from sqlite_utils import Database as Database

from lib.access import NotAllowed, Person
from lib.dutch import stamp
from lib.model.change import clean_reason
from lib.store.file import own_clock
from lib.store.file.chain import seal
from lib.store.file.own_clock import EXAMPLE as EXAMPLE
from lib.store.file.past import look_back, stand_at
from lib.store.file.problems import ClockBehind, NewerVersion, StoreProblem, cannot_open, explained
from lib.store.file.readers import SAME_FILE, Mark, Resting, mark_of
from lib.store.people.rights import refuse_beyond
from lib.store.people.sessions import confirm
from lib.store.schema.migrations import VERSION

DATA = Path(__file__).resolve().parents[3] / "data"
REAL = "echt"
DATASETS = (REAL, EXAMPLE)
BUSY_SECONDS = 10.0
"""How long a write waits for its turn before it gives up, and a read for the file."""

CLOCK_SLACK = timedelta(minutes=5)
"""How far the newest change may be ahead of the clock before one of the two must be wrong."""

_keepers: dict[Path, sqlite3.Connection] = {}
_keepers_lock = threading.RLock()
_resting, _looking_back, _writers = Resting(), Resting(), Resting()


def database_path(dataset: str) -> Path:
    """Return the file of a data set; the example set always has a file of its own beside the real one."""
    real = Path(os.environ.get("WERKAGENDA_DB") or DATA / "werkagenda.db").absolute()
    if dataset == REAL:
        return real
    return real.with_name(f"{real.stem}-{EXAMPLE}{real.suffix}")


def now() -> str:
    return stamp(datetime.now(UTC))


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a bare connection in one of SQLite's modes: ro, rw or rwc (which may create the file)."""
    connection = _open(path, mode)
    try:
        connection.execute("PRAGMA foreign_keys = on")
        if mode != "ro":
            # Without this REPLACE would delete rows behind the back of the triggers.
            connection.execute("PRAGMA recursive_triggers = on")
            connection.execute("PRAGMA synchronous = full")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _open(path: Path, mode: str) -> sqlite3.Connection:
    if mode != "rwc":
        _find(path)
    if mode != "ro":
        _share_rights(path)
    address = f"file:{quote(str(path))}?mode={mode}"
    return sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def _find(path: Path) -> None:
    """Raise the problem when there is no file to open, and let go: it may be put back meanwhile."""
    try:
        exists = path.is_file()
    except OSError:
        exists = False
    if not exists:
        let_go(path)
        raise cannot_open(path, to_enter=os.X_OK)


def _share_rights(path: Path) -> None:
    """Give the files that SQLite keeps beside a writable database the same rights.

    They are made with the rights the database has then: one that was read-only for a while would stay so.
    """
    if not os.access(path, os.W_OK):
        return
    for beside in (Path(f"{path}-wal"), Path(f"{path}-shm")):
        if beside.exists() and not os.access(beside, os.W_OK):
            let_go(path)
            with suppress(OSError):
                beside.chmod(path.stat().st_mode & 0o777)


def keep_open(path: Path) -> None:
    """Hold one idle connection so that the write-ahead log stays in place between operations."""
    with _keepers_lock:
        if path not in _keepers:
            keeper = _open(path, "rw")
            try:
                # Opens the log without reading the schema.
                keeper.execute("PRAGMA schema_version").fetchone()
            except sqlite3.Error:
                keeper.close()
                raise
            _keepers[path] = keeper


def let_rest(path: Path, connection: sqlite3.Connection) -> None:
    """Keep a connection that may write for the next writer."""
    _writers.put(path, mark_of(path), connection)


def let_go(path: Path) -> None:
    """Close the idle connections, after which the file may be moved or replaced."""
    with _keepers_lock:
        if keeper := _keepers.pop(path, None):
            keeper.close()
        for resting in (_resting, _looking_back, _writers):
            resting.close(path)


@contextmanager
def reading(path: Path, at: str | None = None) -> Iterator[Database]:
    """Open a read-only snapshot of the agenda: as it is, or as it was at the stored moment `at`."""
    with explained(path), _reader(path, past=at is not None) as connection:
        connection.execute("BEGIN")
        if at is not None:
            stand_at(connection, at)
        yield Database(connection)


@contextmanager
def _reader(path: Path, *, past: bool) -> Iterator[sqlite3.Connection]:
    """Lend a read-only connection to one reader at a time; between them it rests.

    Those for a past moment, with their views, rest apart.
    """
    _find(path)
    mark, resting = mark_of(path), _looking_back if past else _resting
    rested = resting.take(path, mark)
    connection = rested or connect(path, "ro")
    try:
        if past and not rested:
            look_back(connection)
        yield connection
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    with _keepers_lock:
        if path in _keepers:
            resting.put(path, mark, connection)
        else:
            connection.close()


@contextmanager
def _writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Lend a connection to one writer at a time; between them it rests, and after a write its readers too."""
    _find(path)
    mark = mark_of(path)
    connection = _writers.take(path, mark) or connect(path, "rw")
    try:
        yield connection
    except BaseException as error:
        if isinstance(error, (sqlite3.Error, StoreProblem)) or connection.in_transaction:
            connection.close()
        else:
            clear_frames(error.__traceback__)  # a query cut short would keep the connection in the past
            _rest(path, mark, mark, connection)
        raise
    _rest(path, mark, mark_of(path), connection)


def _rest(path: Path, before: Mark, after: Mark, connection: sqlite3.Connection) -> None:
    with _keepers_lock:
        if path not in _keepers or after[:SAME_FILE] != before[:SAME_FILE]:
            connection.close()
            return
        for resting in (_resting, _looking_back):
            resting.keep(path, before, after)
        _writers.put(path, after, connection)


@contextmanager
def writing(path: Path, person: Person, reason: str = "", at: str | None = None) -> Iterator[Database]:
    """Open one write transaction in somebody's name; all of it lands, or nothing.

    `reason` goes with every change into the history. `at` replaces the clock, for replaying
    the example set, which after that has a clock of its own. Raises NotAllowed, also when the session of
    the writer ended since the page looked or what was written takes another right, StoreProblem, or
    whatever the block raises.
    """
    if not person.may_edit:
        raise NotAllowed(person.refusal)
    with explained(path), _writer(path) as connection:
        take_turn(connection)
        try:
            person = confirm(database_path(REAL), person)
            _refuse_newer(connection, path)
            own = at or own_clock.next_moment(connection)
            sign(connection, person, reason, own or now())
            if own is None:
                _refuse_slow_clock(connection, path)
            before = connection.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0]
            yield Database(connection)
            refuse_beyond(connection, person, before)
            connection.execute("DELETE FROM writer")
            seal(connection)
            connection.execute("COMMIT")
            settle(connection)
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Raise for a file that a later version migrated or put in place while this process ran."""
    if connection.execute("PRAGMA user_version").fetchone()[0] > VERSION:
        raise NewerVersion(path)


def _refuse_slow_clock(connection: sqlite3.Connection, path: Path) -> None:
    """Raise when the newest change is of the future: all later ones would be stamped with its moment."""
    newest = connection.execute("SELECT at FROM history ORDER BY id DESC LIMIT 1").fetchone()
    clock = now()
    if newest and newest[0] > stamp(datetime.fromisoformat(clock) + CLOCK_SLACK):
        raise ClockBehind.at(path, clock, newest[0])


def settle(connection: sqlite3.Connection) -> None:
    """Empty the write-ahead log into the file, so that at rest that one file is the whole agenda.

    Else a log left behind by a killed app would be laid over a copy that somebody puts back, and
    ruin it. Whoever is reading or writing meanwhile is not waited for: the next write settles.
    """
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def take_turn(connection: sqlite3.Connection) -> None:
    """Begin a write transaction, waiting for those of others.

    SQLite's own waiting asks less and less often, so that among many writers one may wait in vain;
    asking at random moments gives each a fair chance. Raises "database is locked" after BUSY_SECONDS.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(0.002, 0.02))
        else:
            connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
            return


def sign(connection: sqlite3.Connection, person: Person, reason: str, at: str) -> None:
    """Tell the history triggers in whose name the following changes are made.

    An edition shows all that was recorded up to its moment, so nothing lands in that moment afterwards,
    also when a clock stands still or goes back.
    """
    connection.execute("DELETE FROM writer")
    connection.execute(
        "INSERT INTO writer (who, verified, reason, at) VALUES (?, ?, ?, max(?, coalesce("
        "(SELECT strftime('%Y-%m-%dT%H:%M:%fZ', max(at), '+0.001 seconds') FROM edition), '')))",
        (person.name, int(person.verified), clean_reason(reason), at),
    )


def newest_change(path: Path) -> int:
    """Return the newest history id: the version of the data. 0 for an agenda without history."""
    with reading(path) as db:
        return int(db.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])
