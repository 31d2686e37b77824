"""The records of a kind that hold: as they stand, without those that were taken back."""

from __future__ import annotations

from typing import TypeVar

from sqlite_utils import Database

from lib.model.record import RECORDS
from lib.store.file.rows import rows_of

Kind = TypeVar("Kind")


def in_force(db: Database, kind: type[Kind]) -> list[Kind]:
    """Return the rows of a declared kind that were not taken back, the oldest first."""
    table = next(name for name, record in RECORDS.items() if record.row is kind)
    return rows_of(db, kind, f"SELECT * FROM {table} WHERE withdrawn_on IS NULL ORDER BY id")
