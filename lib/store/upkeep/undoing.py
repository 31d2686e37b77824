"""Undoing one act of somebody: all that it left in the history goes back, or nothing of it does.

Owns what can be undone and in which order. Nothing is deleted: what was added is withdrawn, what was
withdrawn counts again. What somebody else changed since is never overwritten. Undoing can be undone too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from lib.dutch import list_text, moment_text
from lib.model.change import UNDONE, Change
from lib.model.field import WITHDRAWAL
from lib.model.kinds import Invalid, quoted
from lib.model.record import RECORDS
from lib.rules.rulings import CORRECTS
from lib.store import agenda, history, records
from lib.store.checks.letters import sent_words
from lib.store.checks.registry import RESTORERS
from lib.store.file.rows import day_of_writing, get
from lib.store.stages import first_states_in, turn_first_state

Span = tuple[int, int]
"""The history ids between which one write left its changes: after the first, up to the last."""
_ALONG = {
    "stage_move": ("action",),
    "coalition": ("action",),
    "ruling": ("action",),
}
"""Rows that come along with a row of one of these tables, and go with it."""
_NOTHING_DONE = "Er is niets ongedaan gemaakt."


def possible(db: Database, spans: Sequence[Span]) -> bool:
    """Tell whether who just did an act can undo it."""
    return any(first_states_in(db, *span) for span in spans) or not refusal(db, spans, correcting=True)


def refusal(db: Database, spans: Iterable[Span], *, correcting: bool = False) -> str:
    """Tell why an act cannot be undone at all; empty when it can, if nobody changed anything since.

    A decision is only taken back by who is `correcting` just that.
    """
    changes = [change for span in spans for change in history.changes_between(db, *span)]
    if any(change.table == "ruling" for change in changes) and not correcting:
        return f"Dit legt een besluit vast. {CORRECTS}"
    for change in changes:
        if why := _sent(db, change):
            return why
        record = RECORDS.get(change.table)
        if _goes_along(change, changes):
            continue
        if record is None or (_is_new(change) and not record.withdrawable and record.absent is None):
            name = record.name if record else "Wat hier is vastgelegd"
            return f"{name} blijft staan: dit kan niet ongedaan worden gemaakt. Leg vast hoe het wel is."
    return "" if changes else "Er valt hier niets ongedaan te maken."


def _sent(db: Database, change: Change) -> str:
    """Tell of something in a letter that the letter went out with it."""
    letter = {"letter": "id", "letter_text": "letter_id"}.get(change.table)
    return sent_words(get(db, "letter", change.row[letter])) if letter else ""


def _goes_along(change: Change, changes: Iterable[Change]) -> bool:
    """Tell whether a row came with one of another table in the same act, and goes with it."""
    parents = _ALONG.get(change.table, ())
    return any(other.table in parents and (other.table == "action" or _is_new(other)) for other in changes)


def undo(db: Database, spans: Sequence[Span], *, correcting: bool = False) -> None:
    """Put back what an act changed, its last write first; raises Invalid, or Conflict with both values."""
    firsts = {span: first_states_in(db, *span) for span in spans}
    if not any(firsts.values()) and (why := refusal(db, spans, correcting=correcting)):
        raise Invalid("id", why)
    for span in reversed(spans):
        for action_id in firsts[span]:
            turn_first_state(db, action_id, *span)
        if not firsts[span]:
            _undo_write(db, span)


def _undo_write(db: Database, span: Span) -> None:
    changes = history.changes_between(db, *span)
    old = [change for change in changes if not _is_new(change) and change.table in RECORDS]
    parties = agenda.party_names(db)
    # First what counts again, so that others can name it; last what was added, the newest first.
    for row in sorted(_by_row(old), key=lambda row: not _comes_back(row)):
        _put_row_back(db, row, span)
    for change in reversed(changes):
        if _is_new(change) and (record := RECORDS.get(change.table)) and change.table not in _ALONG:
            if record.absent is None:
                _take_out(db, change, span, parties)
            else:
                version = int(change.row["version"])
                records.save(db, change.table, change.row_id, version, record.absent)


def _is_new(change: Change) -> bool:
    return change.operation == "insert" and not change.field


def _by_row(changes: Iterable[Change]) -> list[list[Change]]:
    def place(change: Change) -> tuple[str, str]:
        return change.table, change.row_id

    order = list(dict.fromkeys(map(place, changes)))
    rows = groupby(sorted(changes, key=lambda change: order.index(place(change))), key=place)
    return [list(row) for _, row in rows]


def _comes_back(row: Sequence[Change]) -> bool:
    """Tell whether undoing makes a row count again that the act withdrew."""
    return any(change.field == WITHDRAWAL[0] and change.new for change in row)


def _put_row_back(db: Database, row: Sequence[Change], span: Span) -> None:
    """Give the fields of a row their values from before the act; a withdrawn row takes no other change."""
    first = row[0]
    entries = "SELECT min(id) FROM main.history WHERE tbl = ? AND row_id = ? AND id > ? AND id <= ?"
    began = int(db.execute(entries, (first.table, first.row_id, *span)).fetchone()[0])
    back = _comes_back(row)

    def turn(change: Change) -> tuple[bool, bool]:
        """First what has a way of its own, such as a merge: it may take other fields along."""
        return (change.table, change.field) not in RESTORERS, (change.field in WITHDRAWAL) != back

    for change in sorted(row, key=turn):
        declared = RECORDS[change.table].fields.get(change.field)
        if declared is None or (change.field != WITHDRAWAL[1] and not (declared.rule or declared.tell)):
            continue  # it follows from another field, such as the day of an end from the stage
        version = int(change.row.get("version", 0))
        records.put_back(db, change.table, change.row_id, change.field, began, version)


def _take_out(db: Database, change: Change, span: Span, parties: Mapping[int, str]) -> None:
    """Withdraw a row that the act added, unless somebody changed it since or leans on it."""
    record, row = RECORDS[change.table], get(db, change.table, change.row_id)
    title = record.title(row, parties)
    for name in (name for name in record.fields if name in row and row[name] != change.row[name]):
        who, at = history.author_of(db, change.table, change.row_id, name)
        old, new = (quoted(record.text(name, value[name], parties)) for value in (change.row, row))
        raise Invalid(
            name,
            f"{title}: {record.words(name) or record.fields[name].label.lower()} is intussen door {who} "
            f"gewijzigd van {old} in {new} ({moment_text(at)}). {_NOTHING_DONE}",
        )
    if leaning := _leaning(db, change.table, row["id"], span[1]):
        raise Invalid("id", f"{title} wordt intussen gebruikt bij: {list_text(leaning)}. {_NOTHING_DONE}")
    day = day_of_writing(db)
    withdrawn = {"withdrawn_on": day.isoformat(), "withdrawn_reason": UNDONE}
    records.save(db, change.table, change.row_id, int(row["version"]), withdrawn)


def _leaning(db: Database, table: str, row_id: int, until: int) -> list[str]:
    """Return the names of the kinds of record that came to point at a row after the act."""
    pointing = db.execute(
        'SELECT t.name, f."from" FROM main.sqlite_master t JOIN pragma_foreign_key_list(t.name) f '
        "WHERE t.type = 'table' AND f.\"table\" = ? ORDER BY t.name",
        (table,),
    ).fetchall()
    names = dict.fromkeys(
        RECORDS[other].name
        for other, column in pointing
        if other in RECORDS
        for row in list(db.query(f"SELECT * FROM {other} WHERE {column} = ?", (row_id,)))
        if _counts(other, row) and not _pointed(db, other, row, column, until)
    )
    return list(names)


def _counts(table: str, row: dict[str, Any]) -> bool:
    absent = RECORDS[table].absent
    says_nothing = absent is not None and all(row[name] == value for name, value in absent.items())
    return not (row.get(WITHDRAWAL[0]) or says_nothing)


def _pointed(db: Database, table: str, row: dict[str, Any], column: str, until: int) -> bool:
    """Tell whether a row pointed where it does now at a place in the history already."""
    then = db.execute(
        "SELECT json_extract(row, '$.' || ?) FROM main.history WHERE tbl = ? AND row_id = ? AND id <= ? "
        "ORDER BY id DESC LIMIT 1",
        (column, table, str(row["id"]), until),
    ).fetchone()
    return then is not None and then[0] == row[column]
