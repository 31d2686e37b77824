"""What must hold of an action or a party beyond its separate values."""

from __future__ import annotations

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.rules.agenda import check_priority
from lib.store.checks.meetings import decided
from lib.store.checks.registry import Edit, check


@check("action")
def _check_action(db: Database, edit: Edit) -> None:
    """Check that a priority changes only under a decision of a meeting, unless an earlier one is put back."""
    if "priority" not in edit.mine:
        return
    check_priority(edit.after["number"], edit.mine["priority"])
    if "version" in edit.row and not edit.restoring:
        decided(db, edit.row, "Een andere prioriteit")


@check("party")
def _refuse_known_name(db: Database, edit: Edit) -> None:
    if "name" not in edit.mine:
        return
    same = "SELECT 1 FROM party WHERE name = ? COLLATE NOCASE AND id IS NOT ?"
    if list(db.query(same, (edit.mine["name"], edit.row.get("id")))):
        raise Invalid("name", f"“{edit.mine['name']}” staat al in de lijst van partijen. Kies die.")
