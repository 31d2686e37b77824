"""The history as a chain: each entry carries a hash of itself and of all before it.

Owns how a link follows from the one before, so that a head that was once printed proves the whole past up to
it. What another program writes is linked by the next write of the app.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from lib.dutch import number_text

GROUPS, LETTERS = 8, 4
START = "ketting achteraf tot en met"
"""What is kept in a file that had a past before it was chained: up to which entry."""
_COLUMNS = "id, tbl, row_id, operation, about, row, who, verified, reason, at"
Entry = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain at some moment: the last entry and its link; 0 for an empty history."""

    number: int
    link: str

    @property
    def groups(self) -> str:
        """The first half of the link, in eight short groups, as it stands on paper."""
        return grouped(self.link)

    @property
    def text(self) -> str:
        """The same with what it is the end of, to be printed."""
        return f"{self.groups} (wijziging {number_text(self.number)})"


def grouped(link: str) -> str:
    places = range(0, GROUPS * LETTERS, LETTERS)
    return " ".join(link[place : place + LETTERS] for place in places)


def link_of(previous: str, entry: Entry) -> str:
    """Return the link of an entry after the one before it; the first follows an empty one."""
    said = json.dumps([previous, *entry], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def seal(db: sqlite3.Connection) -> None:
    """Link the entries that have no link yet: those of this write, and what another program wrote before."""
    last = _last_link(db, _EVERYTHING)
    links = [(link, number) for number, link in _linked(_entries(db, last.number), last.link)]
    db.executemany("UPDATE history SET chain = ? WHERE id = ?", links)


def head(db: Database, at: str | None = None) -> Head:
    """Return the end of the chain, now or at a stored moment; also of entries that are not linked yet."""
    until = _EVERYTHING
    if at is not None:
        found = "SELECT id FROM main.history WHERE at <= ? ORDER BY at DESC, id DESC LIMIT 1"
        until = int((db.execute(found, (at,)).fetchone() or (0,))[0])
    last = _last_link(db.conn, until)
    for number, link in _linked(_entries(db.conn, last.number, until), last.link):
        last = Head(number, link)
    return last


def chained_later(db: Database) -> int:
    """Return the last entry that was there before the file was chained; 0 when all was linked at once."""
    found = db.execute("SELECT value FROM meta WHERE key = ?", (START,)).fetchone()
    return int(found[0]) if found else 0


_EVERYTHING = 2**62


def _last_link(db: sqlite3.Connection, until: int) -> Head:
    asked = "SELECT id, chain FROM main.history WHERE id <= ? AND chain IS NOT NULL ORDER BY id DESC LIMIT 1"
    return Head(*(db.execute(asked, (until,)).fetchone() or (0, "")))


def _entries(db: sqlite3.Connection, after: int, until: int = _EVERYTHING) -> Iterable[Entry]:
    asked = f"SELECT {_COLUMNS} FROM main.history WHERE id > ? AND id <= ? ORDER BY id"
    return db.execute(asked, (after, until))


def _linked(entries: Iterable[Entry], previous: str) -> Iterator[tuple[int, str]]:
    for entry in entries:
        previous = link_of(previous, entry)
        yield int(str(entry[0])), previous


# ------------------------------------------------------------------------------ checking


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a file against a print found: `altered` is the first entry that is not as it was.

    None when the chain is whole. `proven` tells whether the print fits; None when none was given.
    """

    entries: int
    altered: int | None
    proven: bool | None


def check(db: Database, number: int = 0, groups: str = "") -> Verdict:
    """Follow the whole chain, and hold it against a print of it after entry `number`."""
    asked = f"SELECT {_COLUMNS}, chain FROM main.history ORDER BY id"
    link, expected, loose, altered, printed = "", 1, 0, None, ""
    for *entry, kept in db.execute(asked):
        link, own = link_of(link, tuple(entry)), int(entry[0])
        if altered is None and (own != expected or kept not in (link, None)):
            altered = loose or min(own, expected)
        # An entry without a link is judged by the next one that has its own.
        loose = 0 if kept else loose or own
        printed = link if own == number else printed
        expected = own + 1
    wanted = "".join(groups.split()).casefold()
    proven = bool(printed) and len(wanted) >= LETTERS and printed.startswith(wanted) if wanted else None
    if altered is None and wanted and number >= expected:
        altered = expected
    return Verdict(expected - 1, altered, proven)
