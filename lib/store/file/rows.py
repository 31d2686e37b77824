"""One row at a time, and what a write knows of itself: who, why, and on which day.

Owns the smallest verbs of the store. The rules of saving stand in `lib.store.records`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from sqlite_utils import Database
from sqlite_utils.db import jsonify_if_needed

from lib.dutch import HERE, local_time
from lib.model.kinds import Invalid, quoted
from lib.model.record import RECORDS

Row = TypeVar("Row")


def rows_of(db: Database, kind: type[Row], sql: str, args: Iterable[Any] = ()) -> list[Row]:
    return [kind(**row) for row in list(db.query(sql, tuple(args)))]


def in_force(db: Database, kind: type[Row]) -> list[Row]:
    """Return the rows of a declared kind that were not taken back, the oldest first."""
    table = next(name for name, record in RECORDS.items() if record.row is kind)
    return rows_of(db, kind, f"SELECT * FROM {table} WHERE withdrawn_on IS NULL ORDER BY id")


def get(db: Database, table: str, row_id: str | int) -> dict[str, Any]:
    """Return one row of a table as it is stored; raise Invalid when there is none."""
    if table not in (*RECORDS, "goal"):
        raise ValueError(f"no such table to edit: {table}")
    key = row_id if isinstance(row_id, str) else int(row_id)
    try:
        rows = list(db.query(f"SELECT * FROM {table} WHERE id = ?", (key,)))
    except (OverflowError, UnicodeEncodeError):
        rows = []
    if not rows:
        raise Invalid("id", f"{quoted(row_id)} bestaat niet. Kies uit de lijst.")
    return dict(rows[0])


def insert(db: Database, table: str, values: Mapping[str, Any]) -> int:
    """Add a row; returns its number, 0 for a row that is known by a text.

    In SQL of our own, as `update`: sqlite-utils asks each time which columns and keys the table has, and the
    example set of a first start has thousands of rows.
    """
    marks = ", ".join("?" for _ in values)
    made = db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", _stored(values))
    return 0 if isinstance(values.get("id"), str) else int(made.lastrowid or 0)


def update(db: Database, table: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Give a row other values and the next version; returns that version."""
    version = int(row["version"]) + 1
    changes = {**values, "version": version}
    fields = ", ".join(f"{name} = ?" for name in changes)
    db.execute(f"UPDATE {table} SET {fields} WHERE id = ?", [*_stored(changes), row["id"]])
    return version


def _stored(values: Mapping[str, Any]) -> list[Any]:
    return [jsonify_if_needed(value) for value in values.values()]


@contextmanager
def landing_whole(db: Database) -> Iterator[None]:
    """Let all of a part of a write land or nothing of it; raises Invalid for what only the table refuses."""
    db.execute("SAVEPOINT part_of_write")
    try:
        yield
    except BaseException as error:
        db.execute("ROLLBACK TO part_of_write")
        if isinstance(error, sqlite3.IntegrityError):
            raise Invalid(
                "id",
                "Dit past niet bij de rest: een nummer wijst naar een rij die er niet is, of dit is er al.",
            ) from error
        raise
    finally:
        db.execute("RELEASE part_of_write")


def writer(db: Database) -> Mapping[str, Any]:
    """Tell who writes, for what reason, under which ruling, and the moment on that person's clock."""
    return next(db.query("SELECT who, reason, at, ruling_id FROM writer"))


def today() -> date:
    """Return the present day in the Netherlands."""
    return datetime.now(HERE).date()


def day_of_writing(db: Database) -> date:
    """Return the Dutch day of this write: today, or the day that is being replayed."""
    return local_time(writer(db)["at"]).date()
