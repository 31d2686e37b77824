"""What must hold of the results of an action beyond their separate values."""

from __future__ import annotations

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.store.checks.registry import Edit, check


@check("outcome")
def _refuse_second_outcome(db: Database, edit: Edit) -> None:
    """Let an action have one concrete result at a time: with two, nobody knows when it is finished."""
    after = edit.after
    same = "SELECT 1 FROM outcome WHERE action_id = ? AND withdrawn_on IS NULL AND id IS NOT ?"
    if not after["withdrawn_on"] and list(db.query(same, (after["action_id"], after["id"]))):
        raise Invalid(
            "sentence", "Deze actie heeft al een concreet resultaat. Wijzig dat, of trek het eerst in."
        )
