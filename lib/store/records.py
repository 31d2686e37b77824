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
from lib.model.agenda import ENDED
from lib.model.record import RECORDS
from lib.store import history
from lib.store.checks import coalitions, meetings
from lib.store.checks.agenda import check_against_others
from lib.store.conflict import Clash as Clash, Conflict as Conflict, own_changes, refuse_unseen
from lib.store.purpose import write_purpose
from lib.store.rows import day_of_writing, get as get, today as today, update, writer
from lib.store.stages import end_before, move_stage

_WITHDRAWAL = ("withdrawn_on", "withdrawn_reason")


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
    A text of a purpose case is saved as its next version; its number is its version. A priority changes only
    under a decision of a meeting (`decisions.act_under`), unless the save is `restoring` an earlier one.
    """
    today = day_of_writing(db)
    cleaned = RECORDS[table].validate(changes, today)
    row = get(db, table, row_id)
    if table == "purpose_text":
        return write_purpose(db, row["action_id"], row["part"], cleaned.get("text", row["text"]), version)
    refuse_when_closed(db, table, row)
    mine = own_changes(db, table, row, version, cleaned)
    following = coalitions.consequences(table, row, mine, today)
    refuse_unseen(db, table, row, version, following)
    mine |= following
    check_against_others(db, table, row, mine)
    if not mine:
        return int(row["version"])
    _require_reason(db, table, mine)
    if table == "action" and "priority" in mine and not restoring:
        meetings.decided(db, row, "Een andere prioriteit")
    return update(db, table, row, mine)


def refuse_when_closed(db: Database, table: str, row: Mapping[str, Any]) -> None:
    """Raise Invalid for a row that takes no changes: withdrawn, of an ended action, or a fact of the past."""
    if "version" not in row:
        raise kinds.Invalid("id", "Wat hier is vastgelegd, verandert niet meer. Leg iets nieuws vast.")
    coalitions.refuse_ended(db, table, row)
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


def put_back(db: Database, table: str, row_id: str | int, field: str, history_id: int, version: int) -> int:
    """Give a field the value it had just before a history entry; itself a change like any other.

    Fields that only make sense together go back together, and a stage by a move the rules allow: an end
    that counts again counts by the decision it rested on.
    Raises as `save` and `move_stage` do.
    """
    before = history.row_before(db, table, str(row_id), history_id)
    if before is None or field not in before:
        raise kinds.Invalid(field, "Van dit veld is geen eerdere waarde bekend.")
    if (table, field) == ("action", "stage"):
        day, reason = day_of_writing(db), writer(db)["reason"]
        end = end_before(db, str(row_id), history_id) if before[field] == ENDED else None
        return move_stage(db, str(row_id), version, before[field], day, reason, restored=end)
    values = {name: before[name] for name in RECORDS[table].together(field)}
    if field in _WITHDRAWAL:
        row = get(db, table, row_id)
        coalitions.refuse_ended(db, table, row)
        mine = own_changes(db, table, row, version, values)
        meetings.check(db, table, row, mine)
        return update(db, table, row, mine) if mine else int(row["version"])
    return save(db, table, row_id, version, values, restoring=True)
