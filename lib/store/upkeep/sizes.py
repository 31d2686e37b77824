"""How large things are: the files of an agenda and what they hold."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from lib.model.record import RECORDS
from lib.store.file.connection import reading
from lib.store.schema.migrations import VERSION


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in bytes of the file, its log and the files under steps in it; what it holds, per kind of row."""

    file: int
    log: int
    attached: int
    history: int
    rows: dict[str, int]
    schema: int = VERSION
    sqlite: str = sqlite3.sqlite_version


def sizes(path: Path) -> Sizes:
    """Measure an agenda."""
    with reading(path) as db:
        rows = {record.name: db.table(table).count for table, record in RECORDS.items()}
        history = db.table("history").count
        kept = "SELECT coalesce(sum(length(content)), 0) FROM main.file_content"
        attached = int(db.execute(kept).fetchone()[0])
    return Sizes(_size(path), _size(Path(f"{path}-wal")), attached, history, rows)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
