"""What must hold of a question to the room: one at a time, in an open meeting, of a sentence that stays."""

from __future__ import annotations

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.store.checks.meetings import refuse_closed
from lib.store.checks.registry import Edit, check

STILL_OPEN = "Er staat nog een vraag aan de zaal open. Sluit die eerst."


@check("room_question")
def _check_question(db: Database, edit: Edit) -> None:
    refuse_closed(db, edit.after["meeting_id"])
    refuse_asking(db, "meeting_id", edit.after["meeting_id"])


@check("decision")
def _check_asked(db: Database, edit: Edit) -> None:
    refuse_asking(db, "decision_id", edit.after["id"])


def refuse_asking(db: Database, column: str, row_id: int | None) -> None:
    """Raise Invalid while the room is asked something in this meeting, or about this decision."""
    if list(db.query(f"SELECT 1 FROM room_question WHERE {column} = ? AND closed_at IS NULL", (row_id,))):
        raise Invalid("text", STILL_OPEN)
