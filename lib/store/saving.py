"""Saving fields of a row: nobody overwrites another silently, and nothing contradicts the rest.

Owns the order in which a save is judged: the values, whether the row is still open, whose change it is,
what it points at, and its ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib import fields, model
from lib.dutch import day_text
from lib.store import campus_checks, coalition_checks, meeting_checks
from lib.store.conflict import own_changes, refuse_unseen
from lib.store.purpose import write_purpose
from lib.store.rows import day_of_writing, get, update, writer


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
    cleaned = fields.validate(table, changes, today)
    row = get(db, table, row_id)
    if table == "purpose_text":
        return write_purpose(db, row["action_id"], row["part"], cleaned.get("text", row["text"]), version)
    refuse_when_closed(db, table, row)
    mine = own_changes(db, table, row, version, cleaned)
    following = coalition_checks.consequences(table, row, mine, today)
    refuse_unseen(db, table, row, version, following)
    mine |= following
    check_against_others(db, table, row, mine)
    if not mine:
        return int(row["version"])
    _require_reason(db, table, mine)
    if table == "action" and "priority" in mine and not restoring:
        meeting_checks.decided(db, row, "Een andere prioriteit")
    return update(db, table, row, mine)


def refuse_when_closed(db: Database, table: str, row: Mapping[str, Any]) -> None:
    """Raise Invalid for a row that takes no changes: withdrawn, of an ended action, or a fact of the past."""
    if "version" not in row:
        raise model.Invalid("id", "Wat hier is vastgelegd, verandert niet meer. Leg iets nieuws vast.")
    coalition_checks.refuse_ended(db, table, row)
    if row.get("withdrawn_on"):
        raise model.Invalid(
            "id", f"Dit is ingetrokken op {day_text(row['withdrawn_on'])}; er is niets gewijzigd."
        )


def check_against_others(db: Database, table: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Rules that need more than the value itself: it points somewhere, or must be unique."""
    if table == "action" and values.get("driver_id") is not None:
        coalition_checks.refuse_withdrawn_party(db, "driver_id", values["driver_id"])
    if table == "action" and "priority" in values:
        fields.check_priority(row["number"], values["priority"])
    if table == "step" and "action_id" in values:
        get(db, "action", values["action_id"])
    if table == "party" and "name" in values:
        refuse_known_name(db, values["name"], row["id"])
    coalition_checks.check(db, table, row, values)
    campus_checks.check(db, table, row, values)
    meeting_checks.check(db, table, row, values)


def refuse_known_name(db: Database, name: str, own_id: int | None = None) -> None:
    """Raise Invalid when another party has this name."""
    same = "SELECT 1 FROM party WHERE name = ? COLLATE NOCASE AND id IS NOT ?"
    if list(db.query(same, (name, own_id))):
        raise model.Invalid("name", f"“{name}” staat al in de lijst van partijen. Kies die.")


def _require_reason(db: Database, table: str, values: Mapping[str, Any]) -> None:
    if any((table, name) in fields.REASON_REQUIRED for name in values) and not writer(db)["reason"]:
        raise model.Invalid(
            "reason", "Geef bij deze wijziging een reden of besluit: die komt in de geschiedenis."
        )
