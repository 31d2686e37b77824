"""Two records of one organisation: one stays, and all that named the other names it; this can be undone.

Owns which rows move. A row stays where it is when the party that stays has one of its own there, such as an
answer to the same purpose case: that one counts, the other is history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.store import history
from lib.store.checks.registry import restores
from lib.store.file.rows import day_of_writing, get, update, writer

_OWN = ("party", "merged_into")
_ONCE = {"manifest_entry"}
"""A party stands here once at a time."""
_PRESENT = "Aanwezig bij een gebeurtenis"
_CHANGED = "Deze partij is intussen gewijzigd of samengevoegd. Kijk opnieuw en kies dan."


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a merge would do: how many rows of each kind move, and how many stay because of one's own."""

    moving: Mapping[str, int]
    staying: Mapping[str, int]


def references(db: Database) -> list[tuple[str, str]]:
    """Return every table and column that names a party."""
    rows = db.execute(
        'SELECT t.name, f."from" FROM main.sqlite_master t JOIN pragma_foreign_key_list(t.name) f '
        "WHERE t.type = 'table' AND f.\"table\" = 'party' ORDER BY t.name"
    )
    return [(table, column) for table, column in rows.fetchall() if (table, column) != _OWN]


def outlook(db: Database, gone: int, stays: int) -> Outlook:
    """Tell what merging one party into another would do; changes nothing."""
    moving, staying = Counter[str](), Counter[str]()
    for table, _row, _column, free in _pointing(db, gone, stays):
        (moving if free else staying)[RECORDS[table].name if table in RECORDS else _PRESENT] += 1
    return Outlook(moving, staying)


def merge(db: Database, gone: int, version: int, stays: int) -> int:
    """Let one party stand for two; returns how many rows moved."""
    party, other = get(db, "party", gone), get(db, "party", stays)
    if gone == stays:
        raise Invalid("stays", "Kies twee verschillende partijen.")
    if party["version"] != version or party["withdrawn_on"] or other["withdrawn_on"]:
        raise Invalid("id", _CHANGED)
    if party["helix"] != other["helix"]:
        raise Invalid("id", "Deze partijen staan aan een andere kant. Maak eerst de kant van beide gelijk.")
    if not writer(db)["reason"]:
        raise Invalid("reason", "Geef een reden: waaruit blijkt dat dit dezelfde organisatie is?")
    moving = [found for found in _pointing(db, gone, stays) if found[3]]
    since = {"withdrawn_on": day_of_writing(db), "withdrawn_reason": writer(db)["reason"]}
    # First of all, so that it is also undone first: nothing goes back to a party that is not there.
    update(db, "party", party, {"merged_into": stays, **since})
    for table, row, column, _free in moving:
        _point(db, table, row, column, stays)
    return len(moving)


def split(db: Database, gone: int, version: int) -> int:
    """Undo a merge: what moved then and still stands there goes back; returns how many rows did."""
    party = get(db, "party", gone)
    if party["version"] != version or party["merged_into"] is None:
        raise Invalid("id", _CHANGED)
    back = 0
    for table, row_id, column in list(_moved(db, gone)):
        row = _row(db, table, row_id)
        if row[column] == party["merged_into"]:
            _point(db, table, row, column, gone)
            back += 1
    update(db, "party", party, {"merged_into": None, "withdrawn_on": None, "withdrawn_reason": None})
    return back


@restores(*_OWN)
def _restore(db: Database, row_id: str, before: Mapping[str, Any], _history_id: int, version: int) -> int:
    if before["merged_into"] is not None:
        raise Invalid("id", "Voeg de partijen opnieuw samen; dat kan hier niet worden teruggezet.")
    split(db, int(row_id), version)
    return int(get(db, "party", int(row_id))["version"])


def _pointing(db: Database, gone: int, stays: int) -> Iterator[tuple[str, dict[str, Any], str, bool]]:
    """Yield the rows that name a party: table, row, column, and whether it can name the other one."""
    for table, column in references(db):
        for row in list(db.query(f"SELECT * FROM {table} WHERE {column} = ? ORDER BY id", (gone,))):
            yield table, row, column, not _taken(db, table, row, column, stays)


def _taken(db: Database, table: str, row: Mapping[str, Any], column: str, stays: int) -> bool:
    """Tell whether the table holds a row that is the same but for the party."""
    if table in _ONCE and db.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (stays,)).fetchone():
        return True
    for index in db.table(table).indexes:
        if index.unique and column in index.columns:
            others = [name for name in index.columns if name != column]
            where = " AND ".join(f"{name} IS ?" for name in (*others, column))
            values = [*(row[name] for name in others), stays]
            if db.execute(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1", values).fetchone():
                return True
    return False


def _point(db: Database, table: str, row: Mapping[str, Any], column: str, party: int) -> None:
    if "version" in row:
        update(db, table, row, {column: party})
    else:
        db.table(table).update(row["id"], {column: party})


def _row(db: Database, table: str, row_id: str) -> dict[str, Any]:
    return dict(next(db.query(f"SELECT * FROM {table} WHERE CAST(id AS TEXT) = ?", (row_id,))))


def _moved(db: Database, gone: int) -> Iterator[tuple[str, str, str]]:
    """Yield what moved when a party was merged last: all that the same write changed in its references."""
    entry = db.execute(
        "SELECT id, at, who, reason FROM main.history WHERE tbl = 'party' AND row_id = ? "
        "AND json_extract(row, '$.merged_into') IS NOT NULL ORDER BY id DESC LIMIT 1",
        (str(gone),),
    ).fetchone()
    along = "SELECT id, tbl, row_id FROM main.history WHERE at = ? AND who = ? AND reason = ? AND id > ?"
    entries = db.execute(along, (*entry[1:], entry[0])).fetchall()
    columns = references(db)
    for number, table, row_id in entries:
        before = history.row_before(db, table, row_id, number) or {}
        for name, column in columns:
            if name == table and before.get(column) == gone:
                yield table, row_id, column
