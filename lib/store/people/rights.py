"""What a write asked of who did it: judged by the rows it left in the history, before any of it lands.

So it holds for every way of writing: a form, the grid, an import, putting back, undoing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from lib.access import ALL_RIGHTS, DECIDE, EDIT, MANAGE, MISSING, NotAllowed, Person, own_actions_only
from lib.model.agenda import ENDED

DECISIONS: Mapping[str, frozenset[str]] = {
    "ruling": frozenset(),
    "edition": frozenset(),
    "stage_move": frozenset({"in uitvoering", "overgedragen", ENDED}),
}
"""The tables of which a new row is a decision: each, or a move to one of these stages. Closing a meeting and
sending a letter make an edition."""
MANAGED = frozenset({"setting", "term"})
"""What the office decides about the app itself."""
FREE = frozenset({"party"})
"""What may be recorded along with one's own action, though it is about none."""


NOTHING_STORED = "Er is niets opgeslagen."


def refuse_beyond(db: sqlite3.Connection, person: Person, since: int) -> None:
    """Raise NotAllowed when something recorded after `since` takes a right that this person lacks."""
    if person.rights == ALL_RIGHTS and not person.actions:
        return
    written = db.execute(
        "SELECT DISTINCT tbl, operation, about, CASE WHEN tbl = 'stage_move' "
        "THEN json_extract(row, '$.to_stage') END FROM main.history WHERE id > ?",
        (since,),
    ).fetchall()
    for table, _, _, stage in written:
        if (right := needed(table, stage)) not in person.rights:
            raise NotAllowed(f"{MISSING[right]} {NOTHING_STORED}")
    for table, operation, about, _ in written:
        if person.actions and about not in person.actions and not (table in FREE and operation == "insert"):
            raise NotAllowed(f"{own_actions_only(person.actions)} {NOTHING_STORED}")


def may_move(person: Person, stage: str) -> bool:
    """Tell whether a person may move an action to a stage, or at least propose that in a meeting."""
    return stage == ENDED or needed("stage_move", stage) in person.rights


def needed(table: str, stage: str | None = None) -> str:
    """Return the right that recording something in a table takes."""
    if table in MANAGED:
        return MANAGE
    stages = DECISIONS.get(table)
    return EDIT if stages is None or (stages and stage not in stages) else DECIDE
