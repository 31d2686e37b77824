"""Whole tables as they stood just after one change, read from the history alone.

A change is more exact than a moment: two writes of one millisecond are told apart.
"""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database


def rows_at(db: Database, table: str, until: int) -> list[dict[str, Any]]:
    """Return the rows of a table up to a history id; a column that came later holds its default."""
    usual = _defaults(db, table)
    entries = db.execute(
        "SELECT row FROM main.history WHERE id IN "
        "(SELECT max(id) FROM main.history WHERE tbl = ? AND id <= ? GROUP BY row_id) "
        "ORDER BY row_id NOT GLOB '[0-9]*', CAST(row_id AS INTEGER), row_id",
        (table, until),
    )
    return [{**usual, **json.loads(row)} for (row,) in entries.fetchall()]


def _defaults(db: Database, table: str) -> dict[str, Any]:
    """Return what each column of a table holds where nothing was stored."""
    columns = db.execute(
        'SELECT name, CASE WHEN "notnull" THEN dflt_value END FROM main.pragma_table_info(?)', (table,)
    ).fetchall()
    asked = ", ".join(f"{default or 'NULL'} AS {name}" for name, default in columns)
    return dict(next(db.query(f"SELECT {asked}")))
