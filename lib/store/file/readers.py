"""Connections at rest, ready for the next reader or writer.

Owns which of them may still be used. The first query of a new connection reads the whole schema with all its
triggers, which takes two hundred times as long as the query itself; one that rests has done that.
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

MOST = 8
"""How many connections to one file may rest; more readers than this at once are rare."""
SAME_FILE = 5
"""How many parts of a mark, the first ones, say which file it is and who may use it."""

Mark = tuple[int, ...]


def mark_of(path: Path) -> Mark:
    """Return what changes when a file is replaced, rewritten or given other rights; empty if gone."""
    try:
        status = path.stat()
    except OSError:
        return ()
    file = status.st_dev, status.st_ino, status.st_mode, status.st_uid, status.st_gid
    return *file, status.st_ctime_ns, status.st_mtime_ns, status.st_size


class Resting:
    """Connections that rest, per file; each serves one reader at a time, while nobody touches its file."""

    def __init__(self) -> None:
        self._connections: dict[Path, list[tuple[Mark, sqlite3.Connection]]] = {}
        self._lock = threading.Lock()

    def take(self, path: Path, mark: Mark) -> sqlite3.Connection | None:
        """Take a resting connection that was opened when the file had this mark; close older ones."""
        with self._lock:
            resting = self._connections.get(path, [])
            while resting:
                opened_at, connection = resting.pop()
                if opened_at == mark:
                    return connection
                connection.close()
        return None

    def put(self, path: Path, mark: Mark, connection: sqlite3.Connection) -> None:
        """Let a connection rest that is in no transaction, or close it when enough do."""
        with self._lock:
            resting = self._connections.setdefault(path, [])
            if len(resting) < MOST:
                resting.append((mark, connection))
                return
        connection.close()

    def keep(self, path: Path, before: Mark, after: Mark) -> None:
        """Go on with those that had this mark before a write of our own gave the same file another."""
        with self._lock:
            for place, (opened_at, connection) in enumerate(resting := self._connections.get(path, [])):
                if opened_at == before:
                    resting[place] = after, connection

    def close(self, path: Path) -> None:
        """Close what rests for this file."""
        with self._lock:
            for _, connection in self._connections.pop(path, []):
                connection.close()
