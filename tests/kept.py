"""Agendas that stay in one place for all tests of a process, and that each test finds as they were filled.

Owns putting back what a test wrote. With the file its connections stay: a new one reads the schema with all
its triggers before its first query, which takes as long as half a page.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from lib.store.file import connection
from lib.store.file.readers import SAME_FILE, Mark, mark_of
from lib.ui.here import cache, state

_FILLED: dict[Path, int] = {}
"""The agendas that stay, each with the newest change that it was filled with."""


class Kept:
    """A copy of a filled agenda."""

    def __init__(self, filled: Path, folder: Path) -> None:
        self.filled, self.path = filled, folder / filled.name
        self._mark: Mark = ()
        with closing(sqlite3.connect(filled)) as source:
            self._schema = _schema_version(source)
            (_FILLED[self.path],) = source.execute("SELECT max(id) FROM history").fetchone()

    def put_back(self) -> Path:
        """Give the agenda as it was filled."""
        mark, log = mark_of(self.path), Path(f"{self.path}-wal")
        if mark[:SAME_FILE] != self._mark[:SAME_FILE] or not mark or self.path not in connection._keepers:
            self._copy()
        elif mark != self._mark or (log.exists() and log.stat().st_size):
            self._write_back(mark)
        return self.path

    def _copy(self) -> None:
        connection.let_go(self.path)
        state.ready_file.cache_clear()  # so that the next page makes it ready
        for file in self.path.parent.glob(f"{self.path.name}*"):
            _take_away(file)
        shutil.copy(self.filled, self.path)
        self._mark = mark_of(self.path)

    def _write_back(self, before: Mark) -> None:
        """Write what was filled over what is there, as SQLite does it, so that connections see it."""
        with closing(sqlite3.connect(self.filled)) as source, closing(sqlite3.connect(self.path)) as own:
            changed = _schema_version(own) != self._schema
            source.backup(own)
            # A backup says that the schema is another one, for which all connections would read it again.
            own.execute(f"PRAGMA schema_version = {self._schema}")
            connection.settle(own)
        if changed:
            self._copy()
            return
        self._mark = mark_of(self.path)
        for resting in (connection._resting, connection._looking_back, connection._writers):
            resting.keep(self.path, before, self._mark)


def tidy(folder: Path) -> None:
    """Take away what tests left beside the agendas."""
    for file in folder.iterdir():
        if not any(file.name.startswith(path.name) for path in _FILLED if path.parent == folder):
            _take_away(file)


def let_others_go() -> None:
    """Close the idle connections to all other agendas."""
    for path in connection._keepers.keys() - _FILLED.keys():
        connection.let_go(path)


def forget_changes() -> None:
    """Forget what pages worked out of agendas that are not as they were filled."""
    for key in [key for key in cache._KEPT if not _follows_from_filled(key)]:
        del cache._KEPT[key]


def _follows_from_filled(key: object) -> bool:
    match key:
        case (_, _, (str(path), int(newest), *_), _) | (_, _, str(path), int(newest), _, _):
            return newest <= _FILLED.get(Path(path), -1)
    return True  # it follows from results that are kept beside it, whatever they are of


def _take_away(file: Path) -> None:
    if file.is_dir():
        shutil.rmtree(file)
    else:
        file.unlink()


def _schema_version(agenda: sqlite3.Connection) -> int:
    return int(agenda.execute("PRAGMA schema_version").fetchone()[0])
