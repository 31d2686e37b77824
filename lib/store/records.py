"""Saving, withdrawing and putting back any record: nobody overwrites another silently.

Owns the order in which a save is judged: the values, whether the row is still open, whose change it is,
what it points at, and its ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model import kinds
from lib.model.change import UNDONE
from lib.model.field import WITHDRAWAL
from lib.model.record import RECORDS
from lib.store import history
from lib.store.checks.coalitions import refuse_ended
from lib.store.checks.registry import RESTORERS, WRITERS, Edit, consequences, run_checks
from lib.store.conflict import Clash as Clash, Conflict as Conflict, own_changes, refuse_unseen
from lib.store.file.rows import day_of_writing, get as get, insert, today as today, update, writer


def save(
    db: Database,
    table: str,
    row_id: str | int,
    version: int,
    changes: Mapping[str, Any],
    *,
    restoring: bool = False,
) -> int:
    """Save fields of a row that was seen at `version`; returns the row's new version.

    Fields that equal what was seen are no change of this person's. A change of a field that
    nobody else touched since is saved, also when others changed other fields of the row.
    Raises Conflict when somebody did, Invalid when a value may not be stored; then nothing is saved.
    A table may register a way of saving of its own, and checks that need other rows;
    `restoring` says that an earlier value is put back.
    """
    today = day_of_writing(db)
    cleaned = RECORDS[table].validate(changes, today)
    row = get(db, table, row_id)
    if table in WRITERS:
        return WRITERS[table](db, row, version, cleaned)
    refuse_when_closed(db, table, row)
    mine = own_changes(db, table, row, version, cleaned)
    following = consequences(db, table, row, mine, today)
    refuse_unseen(db, table, row, version, following)
    mine |= following
    if not mine:
        return int(row["version"])
    _require_reason(db, table, mine)
    run_checks(db, Edit(table, row, mine, restoring))
    return update(db, table, row, mine)


def add(db: Database, table: str, values: Mapping[str, Any], **stored: Any) -> int:
    """Make a new row, if it fits, with what the store fills in by itself (`stored`); returns its id."""
    today, record = day_of_writing(db), RECORDS[table]
    cleaned = record.validate_new(values, today)
    if record.stands_still:
        refuse_ended(db, table, cleaned)
    cleaned |= consequences(db, table, {}, cleaned, today)
    if hasattr(record.row, "author"):
        stored["author"] = writer(db)["who"]
    if row := _undone(db, table, cleaned):
        return _bring_back(db, table, row, {**cleaned, **stored})
    run_checks(db, Edit(table, {}, cleaned))
    return insert(db, table, {**cleaned, **stored})


def _undone(db: Database, table: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the row that says the same and that somebody undid: it stands in the way of a second one."""
    record = RECORDS[table]
    if not record.withdrawable or any(field.widget == "parties" for field in record.fields.values()):
        return None
    same = " AND ".join(f"{name} IS ? COLLATE NOCASE" for name in record.known_by)
    asked = f"SELECT * FROM {table} WHERE withdrawn_reason = ? AND {same} ORDER BY id LIMIT 1"
    return next(iter(list(db.query(asked, (UNDONE, *(values[name] for name in record.known_by))))), None)


def _bring_back(db: Database, table: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    mine = {name: value for name, value in values.items() if value != row[name]}
    mine |= dict.fromkeys(WITHDRAWAL)
    run_checks(db, Edit(table, row, mine, restoring=True))
    update(db, table, row, mine)
    return int(row["id"])


def refuse_when_closed(db: Database, table: str, row: Mapping[str, Any]) -> None:
    """Raise Invalid for a row that takes no changes: withdrawn, of an ended action, or a fact of the past."""
    if "version" not in row:
        raise kinds.Invalid("id", "Wat hier is vastgelegd, verandert niet meer. Leg iets nieuws vast.")
    refuse_ended(db, table, row)
    if row.get("withdrawn_on"):
        raise kinds.Invalid(
            "id", f"Dit is ingetrokken op {day_text(row['withdrawn_on'])}; er is niets gewijzigd."
        )


def _require_reason(db: Database, table: str, values: Mapping[str, Any]) -> None:
    if any(RECORDS[table].fields[name].reason for name in values) and not writer(db)["reason"]:
        raise kinds.Invalid(
            "reason", "Geef bij deze wijziging een reden of besluit: die komt in de geschiedenis."
        )


def withdraw(db: Database, table: str, row_id: int, version: int) -> int:
    """Take a row back that can be withdrawn: it stays readable, with the day and the writer's reason."""
    day, reason = day_of_writing(db), writer(db)["reason"]
    return save(db, table, row_id, version, {"withdrawn_on": day, "withdrawn_reason": reason})


def take_back_in(db: Database, table: str, row_id: int, version: int) -> int:
    """Let a row count again that was withdrawn by mistake; returns the new version.

    Raises Invalid when it was not, or when another one took its place.
    """
    entries = history.changes_of(db, table, str(row_id), history.newest(db))
    left = next((entry for entry in entries if entry.field == WITHDRAWAL[0] and entry.new), None)
    if left is None or get(db, table, row_id)[WITHDRAWAL[0]] is None:
        raise kinds.Invalid("id", "Dit is niet ingetrokken; er is niets gewijzigd.")
    return put_back(db, table, row_id, WITHDRAWAL[0], left.history_id, version)


def put_back(db: Database, table: str, row_id: str | int, field: str, history_id: int, version: int) -> int:
    """Give a field the value it had just before a history entry; itself a change like any other.

    Fields that only make sense together go back together. Raises as `save` does.
    """
    before = history.row_before(db, table, str(row_id), history_id)
    if before is None or field not in before:
        raise kinds.Invalid(field, "Van dit veld is geen eerdere waarde bekend.")
    if restore := RESTORERS.get((table, field)):
        return restore(db, str(row_id), before, history_id, version)
    values = {name: before[name] for name in RECORDS[table].together(field)}
    if field in WITHDRAWAL:
        return _let_count_again(db, table, get(db, table, row_id), version, values)
    return save(db, table, row_id, version, values, restoring=True)


def _let_count_again(
    db: Database, table: str, row: Mapping[str, Any], version: int, values: Mapping[str, Any]
) -> int:
    """Take a withdrawal back: the one change that a withdrawn row takes."""
    refuse_ended(db, table, row)
    mine = own_changes(db, table, row, version, values)
    if not mine:
        return int(row["version"])
    run_checks(db, Edit(table, row, mine, restoring=True))
    return update(db, table, row, mine)
