"""What the room is asked: one question at a time, closed with what may be kept of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.room.question import PULSE, SENTENCE, RoomQuestion
from lib.rules.meetings.room import Tallies, sentence_of, told, verdict
from lib.store import decisions, records
from lib.store.file.rows import get, rows_of, update
from lib.store.history import moment_of_writing


def questions(db: Database, meeting_id: int) -> list[RoomQuestion]:
    """Return what a meeting asked the room, in order."""
    return rows_of(
        db, RoomQuestion, "SELECT * FROM room_question WHERE meeting_id = ? ORDER BY id", [meeting_id]
    )


def open_question(db: Database, meeting_id: int) -> RoomQuestion | None:
    """Return what the room is asked now."""
    return next((one for one in questions(db, meeting_id) if one.open), None)


def ask_whether_right(db: Database, meeting_id: int, decision_id: int) -> int:
    """Ask whether the sentence of the minutes about a decision is right; returns the question's id."""
    own = (one for one in decisions.decisions(db, meeting_id=meeting_id) if one.id == decision_id)
    decision = next(own, None)
    if decision is None:
        raise Invalid("decision_id", "Dit is intussen ingetrokken. Laad de dia opnieuw.")
    about = {"item_id": decision.item_id, "action_id": decision.action_id, "decision_id": decision.id}
    return _ask(db, {"meeting_id": meeting_id, **about, "kind": SENTENCE, "sentence": sentence_of(decision)})


def ask_support(db: Database, meeting_id: int, action_id: str, item_id: int | None) -> int:
    """Ask which parties would join in an action; returns the question's id."""
    name = get(db, "action", action_id)["name"]
    about = {"meeting_id": meeting_id, "item_id": item_id, "action_id": action_id}
    return _ask(db, {**about, "kind": PULSE, "sentence": name})


def _ask(db: Database, values: Mapping[str, Any]) -> int:
    return records.add(db, "room_question", values, asked_at=moment_of_writing(db))


def close_question(db: Database, question_id: int, tallies: Tallies) -> None:
    """Close a question with what each side answered, without what few people did; once."""
    row = get(db, "room_question", question_id)
    if row["closed_at"] is not None:
        return
    values = {"counts": told(row["kind"], tallies), "verdict": verdict(row["kind"], tallies)}
    update(db, "room_question", row, {"closed_at": moment_of_writing(db), **values})
