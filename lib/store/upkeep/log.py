"""Who did what: the history of the whole agenda by person, kind and period, without the first filling."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from lib.model.change import Change
from lib.store import history


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the history is asked for: of whom, which table, and from which stored moment; empty is all."""

    who: str = ""
    table: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody in the history: how many changes, and the moment of the last one."""

    name: str
    changes: int
    last: str


_CHOSEN = (
    "id > :seeded AND id <= :until AND (:who = '' OR who = :who) AND (:tbl = '' OR tbl = :tbl) "
    "AND at >= :since"
)


def _asked(db: Database, choice: Choice, until: int) -> dict[str, object]:
    return {
        "seeded": history.seeded(db), "until": until,
        "who": choice.who, "tbl": choice.table, "since": choice.since,
    }  # fmt: skip


def authors(db: Database, until: int) -> list[Author]:
    """Return everybody who changed something, most changes first."""
    rows = db.execute(
        "SELECT who, count(*), max(at) FROM main.history WHERE id > ? AND id <= ? "
        "GROUP BY who ORDER BY count(*) DESC, who",
        (history.seeded(db), until),
    )
    return [Author(*row) for row in rows.fetchall()]


def tables(db: Database, until: int) -> list[str]:
    """Return the tables in which something was changed."""
    rows = db.execute(
        "SELECT DISTINCT tbl FROM main.history WHERE id > ? AND id <= ?", (history.seeded(db), until)
    )
    return [str(table) for (table,) in rows.fetchall()]


def count(db: Database, choice: Choice, until: int) -> int:
    """Tell how many entries of the history are asked for."""
    asked = _asked(db, choice, until)
    return int(db.execute(f"SELECT count(*) FROM main.history WHERE {_CHOSEN}", asked).fetchone()[0])


def changes(db: Database, choice: Choice, until: int, limit: int) -> list[Change]:
    """Return what was changed, newest first, of at most `limit` entries."""
    asked = {**_asked(db, choice, until), "most": limit}
    query = f"SELECT * FROM main.history WHERE {_CHOSEN} ORDER BY id DESC LIMIT :most"
    return history.told_of(db, db.query(query, asked))
