"""What changed, when, by whom: field by field, between two moments, and rows as they were.

Reads the append-only history that the triggers fill. A history id is a version of the whole
agenda; ids and moments only grow. Writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from lib.dutch import local_time
from lib.model.change import FIRST_STATE, UNDONE, Change
from lib.model.field import WITHDRAWAL
from lib.model.record import RECORDS
from lib.store.file.rows import writer

BOOKKEEPING = frozenset({"id", "version", "author"})
"""Columns that say nothing to a reader of the history."""


def newest(db: Database) -> int:
    """Return the newest history id on this connection, 0 if there is none."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM main.history").fetchone()[0])


def id_at(db: Database, at: str) -> int:
    """Return the last history id of a stored moment, 0 when nothing was recorded by then."""
    last = "SELECT id FROM main.history WHERE at <= ? ORDER BY at DESC, id DESC LIMIT 1"
    return int((db.execute(last, (at,)).fetchone() or (0,))[0])


def moment_of(db: Database, history_id: int) -> str | None:
    """Return the stored moment of a history id; None for one that does not exist."""
    row = db.execute("SELECT at FROM main.history WHERE id = ?", (history_id,)).fetchone()
    return str(row[0]) if row else None


def days_written(db: Database, table: str, until: int) -> dict[str, str]:
    """Return per row of a table the day of its last entry, up to a history id."""
    last = "SELECT row_id, max(at) FROM main.history WHERE tbl = ? AND id <= ? GROUP BY row_id"
    rows = db.execute(last, (table, until)).fetchall()
    return {str(row_id): local_time(at).date().isoformat() for row_id, at in rows}


def changed_since(db: Database, since: int, besides: Collection[str]) -> bool:
    """Tell whether anything was recorded after a history id, apart from rows of the tables `besides`."""
    marks = ", ".join("?" for _ in besides) or "''"
    later = f"SELECT 1 FROM main.history WHERE id > ? AND tbl NOT IN ({marks}) LIMIT 1"
    return db.execute(later, (since, *besides)).fetchone() is not None


def span(db: Database) -> tuple[str, str] | None:
    """Return the first and the last recorded moment; None for an empty history."""
    first, last = db.execute(
        "SELECT (SELECT at FROM main.history ORDER BY id LIMIT 1), "
        "(SELECT at FROM main.history ORDER BY id DESC LIMIT 1)"
    ).fetchone()
    return (first, last) if first else None


def seeded(db: Database) -> int:
    """Return the last history id of the first filling: what came with the annex is no change."""
    last = "SELECT coalesce(max(id), 0) FROM main.history WHERE tbl = 'annex_text' AND operation = 'insert'"
    return int(db.execute(last).fetchone()[0])


def recorded_first(db: Database) -> int:
    """Return the last history id of the first filling and of a first state: from there on changes count."""
    began = (
        "SELECT coalesce(max(id), 0) FROM main.history WHERE tbl = 'stage_move' AND reason = ? "
        "AND at < coalesce((SELECT min(at) FROM main.edition), '~')"
    )
    return max(seeded(db), int(db.execute(began, (FIRST_STATE,)).fetchone()[0]))


def last_change(db: Database, at: str | None = None) -> tuple[str, str] | None:
    """Return moment and author of the newest change, or of the newest one at a past moment."""
    last = newest(db) if at is None else id_at(db, at)
    row = db.execute("SELECT at, who FROM main.history WHERE id = ?", (last,)).fetchone()
    return (row[0], row[1]) if row else None


def moment_of_writing(db: Database) -> str:
    """Return the moment that this write gets in the history, where moments never go back."""
    last = last_change(db)
    return max(str(writer(db)["at"]), last[0] if last else "")


def row_at_version(db: Database, table: str, row_id: str, version: int) -> dict[str, Any] | None:
    entry = db.execute(
        "SELECT row FROM main.history WHERE tbl = ? AND row_id = ? AND json_extract(row, '$.version') = ? "
        "ORDER BY id DESC LIMIT 1",
        (table, row_id, version),
    ).fetchone()
    return dict(json.loads(entry[0])) if entry else None


def row_before(db: Database, table: str, row_id: str, history_id: int) -> dict[str, Any] | None:
    """Return a row as it was just before a history entry; None if that entry made it."""
    entry = db.execute(
        "SELECT row FROM main.history WHERE tbl = ? AND row_id = ? AND id < ? ORDER BY id DESC LIMIT 1",
        (table, row_id, history_id),
    ).fetchone()
    return dict(json.loads(entry[0])) if entry else None


def author_of(db: Database, table: str, row_id: str, field: str) -> tuple[str, str]:
    """Tell who last changed a field of a row, and when."""
    entries = db.execute(
        "SELECT row, who, at FROM main.history WHERE tbl = ? AND row_id = ? ORDER BY id DESC",
        (table, row_id),
    )
    newest_value, who, at = object(), "", ""
    for row, author, moment in entries:
        value = json.loads(row).get(field)
        if who and value != newest_value:
            break
        newest_value, who, at = value, author, moment
    return who, at


def ground_of(db: Database, table: str, row_id: str, field: str, at: str | None = None) -> str:
    """Return the reason of the last change of a field, now or at a past moment; empty without any."""
    entry = db.execute(
        "SELECT h.reason FROM main.history h WHERE h.tbl = ? AND h.row_id = ? AND h.operation = 'update' "
        "AND json_extract(h.row, '$.' || ?) IS NOT "
        "(SELECT json_extract(o.row, '$.' || ?) FROM main.history o "
        "WHERE o.tbl = h.tbl AND o.row_id = h.row_id AND o.id < h.id ORDER BY o.id DESC LIMIT 1) "
        "AND (? IS NULL OR h.at <= ?) ORDER BY h.id DESC LIMIT 1",
        (table, row_id, field, field, at, at),
    ).fetchone()
    return str(entry[0]) if entry else ""


def grounds(
    db: Database, table: str, row_id: str, fields: Iterable[str], at: str | None = None
) -> dict[str, str]:
    """Return the ground of each of these fields, as `ground_of` has it."""
    return {field: ground_of(db, table, row_id, field, at) for field in fields}


def changes_about(db: Database, action_id: str, until: int, limit: int = 200) -> list[Change]:
    """Return the changes of one action and of its steps and stage moves, newest first.

    `until` is the history id of the moment shown; at most `limit` entries are read.
    """
    entries = db.query(
        "SELECT * FROM main.history WHERE about = ? AND id <= ? ORDER BY id DESC LIMIT ?",
        (action_id, until, limit),
    )
    return told_of(db, entries)


def changes_of(db: Database, table: str, row_id: str, until: int, limit: int = 200) -> list[Change]:
    """Return the changes of one row, newest first, as `changes_about` has those of an action."""
    entries = db.query(
        "SELECT * FROM main.history WHERE tbl = ? AND row_id = ? AND id <= ? ORDER BY id DESC LIMIT ?",
        (table, row_id, until, limit),
    )
    return told_of(db, entries)


def told_of(db: Database, entries: Iterable[dict[str, Any]]) -> list[Change]:
    """Return the field changes that these entries of the history stand for."""
    changes: list[Change] = []
    for entry in list(entries):
        old = row_before(db, entry["tbl"], entry["row_id"], entry["id"])
        changes.extend(_changes(entry, old))
    return changes


def changes_between(db: Database, since: int, until: int) -> list[Change]:
    """Return the net difference between two history ids, one Change per field, in order of time.

    A value that was changed and changed back does not appear. Author, reason and moment are
    those of the last change of that field.
    """
    return compared(db, since, until)[0]


def compared(db: Database, since: int, until: int) -> tuple[list[Change], int]:
    """Return the net difference, and how many values were changed meanwhile and are again what they were."""
    latest, first_of, current = _followed(db, since, until)
    differing = sorted(_net(latest, first_of, current), key=lambda change: change.history_id)
    of_older_rows = [change for change in latest if first_of[change.table, change.row_id] is not None]
    return differing, len(of_older_rows) - sum(1 for _ in _net(of_older_rows, first_of, current))


_Rows = dict[tuple[str, str], dict[str, Any] | None]


def _followed(db: Database, since: int, until: int) -> tuple[list[Change], _Rows, _Rows]:
    """Return the last change of every field between two history ids, with the rows before and after."""
    entries = list(
        db.query("SELECT * FROM main.history WHERE id > ? AND id <= ? ORDER BY id", (since, until))
    )
    first_of: _Rows = {}
    current: _Rows = {}
    latest: dict[tuple[str, str, str], Change] = {}
    for entry in entries:
        key = (entry["tbl"], entry["row_id"])
        if key not in current:
            is_new = entry["operation"] == "insert"
            first_of[key] = current[key] = None if is_new else row_before(db, *key, entry["id"])
        for change in _changes(entry, current[key]):
            latest[(*key, change.field)] = change
        current[key] = json.loads(entry["row"])
    return list(latest.values()), first_of, current


def _net(
    latest: Iterable[Change],
    first_of: _Rows,
    current: _Rows,
) -> Iterator[Change]:
    """Keep what still differs at the end; a row that is new in the period appears once, as it ended.

    One that was undone appears not at all.
    """
    for change in latest:
        key = (change.table, change.row_id)
        before, after = first_of[key], current[key] or {}
        if before is None:
            if change.operation == "insert" and after.get(WITHDRAWAL[1]) != UNDONE:
                yield replace(change, old=None, new=None, row=after)
        elif before.get(change.field) != after.get(change.field):
            yield replace(change, old=before.get(change.field), new=after.get(change.field), row=after)


def _changes(entry: dict[str, Any], old: dict[str, Any] | None) -> Iterator[Change]:
    """Yield the field changes that one history entry stands for."""
    whole = Change(
        history_id=entry["id"], table=entry["tbl"], row_id=entry["row_id"], operation=entry["operation"],
        field="", old=None, new=None, about=entry["about"], who=entry["who"],
        verified=bool(entry["verified"]), reason=entry["reason"], at=entry["at"],
        row=json.loads(entry["row"]),
    )  # fmt: skip
    if old is None:
        yield whole
        return
    for name, value in whole.row.items():
        if name not in BOOKKEEPING and value != old.get(name):
            yield replace(whole, field=name, old=old.get(name), new=value)


def _about_actions(entry: str, *more: str) -> str:
    """Return SQL that picks the entries with what is recorded about an action.

    A row that comes with its action, as a coalition does, says something only once it changes.
    """
    parts = [record for record in RECORDS.values() if record.part]
    own = ", ".join(f"'{record.table}'" for record in parts if record.about != "id")
    along = ", ".join(
        f"'{table}'" for table in (*more, *(part.table for part in parts if part.about == "id"))
    )
    # The plus keeps SQLite from looking by table, through the whole history, instead of by action and id.
    return f"(+{entry}.tbl IN ({own}) OR (+{entry}.tbl IN ({along}) AND {entry}.operation = 'update'))"


def between(db: Database, begin: str, until: str | None) -> tuple[int, int]:
    """The history ids between which all changed from a moment to another, or (None) to now."""
    return max(id_at(db, begin), recorded_first(db)), id_at(db, until) if until else newest(db)


def counts_about(db: Database, since: int, until: int) -> dict[str, int]:
    """Tell how many changes, steps and texts were recorded about each action between two history ids."""
    rows = db.execute(
        "SELECT a.id, (SELECT count(*) FROM main.history h WHERE h.about = a.id AND h.id > ? AND h.id <= ? "
        f"AND {_about_actions('h', 'action')}) FROM main.action a",
        (since, until),
    )
    return {action_id: count for action_id, count in rows.fetchall() if count}


def touched_about(db: Database, since: int, until: int) -> dict[str, frozenset[str]]:
    """Return per action the tables, besides its own, in which a row about it differs between two history ids.

    What was changed and changed back does not differ; who last wrote a row is no difference.
    """
    bare = "json_remove({0}.row, '$.version', '$.author', '$.position')"
    rows = db.execute(
        "SELECT DISTINCT n.about, n.tbl FROM main.action a JOIN main.history n ON n.about = a.id "
        "AND n.id > :since AND n.id <= :until "
        f"AND {_about_actions('n')} "
        "AND NOT EXISTS (SELECT 1 FROM main.history l "
        "WHERE l.tbl = n.tbl AND l.row_id = n.row_id AND l.id > n.id AND l.id <= :until) "
        f"WHERE {bare.format('n')} IS NOT (SELECT {bare.format('o')} FROM main.history o "
        "WHERE o.tbl = n.tbl AND o.row_id = n.row_id AND o.id <= :since ORDER BY o.id DESC LIMIT 1)",
        {"since": since, "until": until},
    )
    by_action: dict[str, set[str]] = {}
    for action_id, table in rows.fetchall():
        by_action.setdefault(action_id, set()).add(table)
    return {action_id: frozenset(tables) for action_id, tables in by_action.items()}
