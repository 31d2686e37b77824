"""What must hold of an action or a party beyond its separate values."""

from __future__ import annotations

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.agenda import PROPOSABLE
from lib.model.kinds import Invalid
from lib.rules.agenda import check_priority
from lib.rules.names import key_of
from lib.store.checks.registry import Edit, check
from lib.store.checks.rulings import refuse_undecided
from lib.store.file.rows import get


@check("action")
def _check_action(db: Database, edit: Edit) -> None:
    """What was adopted changes only under a ruling, unless an earlier value is put back."""
    if "priority" in edit.mine:
        check_priority(edit.after["number"], edit.mine["priority"])
    if "goal_id" in edit.mine:
        get(db, "goal", edit.mine["goal_id"])
    if "version" in edit.row and not edit.restoring:
        for field in PROPOSABLE.keys() & edit.mine.keys():
            refuse_undecided(db, edit.row, field, edit.mine[field])


@check("party")
def _refuse_known_name(db: Database, edit: Edit) -> None:
    if "name" not in edit.mine:
        return
    others = db.query("SELECT name, withdrawn_on FROM party WHERE id IS NOT ?", (edit.row.get("id"),))
    wanted = key_of(edit.mine["name"])
    for party in [other for other in list(others) if key_of(other["name"]) == wanted]:
        if not party["withdrawn_on"]:
            raise Invalid("name", f"“{edit.mine['name']}” staat al in de lijst van partijen. Kies die.")
        raise Invalid(
            "name",
            f"“{party['name']}” is ingetrokken op {day_text(party['withdrawn_on'])}. Neem die partij weer op "
            "bij Coalities, Partijen.",
        )
