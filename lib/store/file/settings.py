"""The settings of the agenda at the moment that is shown, for whoever reads what depends on them."""

from __future__ import annotations

import json
from pathlib import Path

from sqlite_utils import Database

from lib.model.upkeep.settings import Settings
from lib.store.file.connection import reading
from lib.store.file.problems import StoreProblem
from lib.store.file.rows import rows_of


def settings(db: Database) -> Settings:
    """Return the settings; at a moment before there were any, as they were first recorded."""
    found = rows_of(db, Settings, "SELECT * FROM setting ORDER BY id LIMIT 1")
    if not found:
        first = "SELECT row FROM main.history WHERE tbl = 'setting' ORDER BY id LIMIT 1"
        found = [Settings(**json.loads(row)) for (row,) in db.execute(first).fetchall()]
    return found[0]


def stored_address(path: Path) -> str:
    """Return the address of its own that a file holds; empty when it has none or cannot be read."""
    try:
        with reading(path) as db:
            return settings(db).own_address or ""
    except StoreProblem:
        return ""
