"""What must hold of an action, party or step as a whole, and of any row beside all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib.model import kinds
from lib.rules.agenda import check_priority
from lib.store.checks import campuses, coalitions, meetings
from lib.store.rows import get


def check_against_others(db: Database, table: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Rules that need more than the value itself: it points somewhere, or must be unique."""
    if table == "action" and "priority" in values:
        check_priority(row["number"], values["priority"])
    if table == "step" and "action_id" in values:
        get(db, "action", values["action_id"])
    if table == "party" and "name" in values:
        refuse_known_name(db, values["name"], row["id"])
    coalitions.check(db, table, row, values)
    campuses.check(db, table, row, values)
    meetings.check(db, table, row, values)


def refuse_known_name(db: Database, name: str, own_id: int | None = None) -> None:
    """Raise Invalid when another party has this name."""
    same = "SELECT 1 FROM party WHERE name = ? COLLATE NOCASE AND id IS NOT ?"
    if list(db.query(same, (name, own_id))):
        raise kinds.Invalid("name", f"“{name}” staat al in de lijst van partijen. Kies die.")
