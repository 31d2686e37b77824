"""The clock of the example set: only what is written in it moves it on.

Its dates are fixed, so that each demonstration, course and picture shows the same. By the real clock its
first edit would be years later than the rest, and all evidence in it too old at once.
"""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from lib.dutch import HERE, local_time, stamp
from lib.store.file.rows import today

EXAMPLE = "voorbeeld"
_TICK = timedelta(seconds=1)
_NEWEST = (
    "SELECT h.at FROM main.meta m, main.history h WHERE m.key = 'dataset' AND m.value = ? "
    "ORDER BY h.id DESC LIMIT 1"
)
_END_OF_MEETING = "17:00"


def next_moment(connection: sqlite3.Connection) -> str | None:
    """Return the moment of the next write in the example; None for the real agenda: it has no such clock."""
    newest = connection.execute(_NEWEST, (EXAMPLE,)).fetchone()
    return stamp(datetime.fromisoformat(newest[0]) + _TICK) if newest else None


def day_in(db: Database) -> date:
    """Return which day it is for who works in this file."""
    moment = next_moment(db.conn)
    return local_time(moment).date() if moment else today()


def reach(db: Database, day: str) -> None:
    """Let this write in the example happen on a day to come: else a meeting in it would never be held."""
    if next_moment(db.conn):
        moment = stamp(datetime.fromisoformat(f"{day}T{_END_OF_MEETING}").replace(tzinfo=HERE))
        db.execute("UPDATE writer SET at = max(at, ?)", (moment,))
