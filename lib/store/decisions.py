"""Decisions, pledges and questions of a meeting, and acting under a decision.

Changing a priority and ending an action are decided by a meeting, never by whoever is at the keys: such a
write first says under which decision it stands. Follow-up is saved with `records.save`, also after closing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.meetings import DECISION, Decision, meeting_label
from lib.model.record import RECORDS
from lib.store.checks import meetings
from lib.store.file.rows import day_of_writing, get, insert, writer

_OWNED = (
    "SELECT d.*, p.name AS owner FROM decision d LEFT JOIN party p ON p.id = d.owner_id "
    "WHERE d.withdrawn_on IS NULL"
)


def decisions(db: Database, *, meeting_id: int | None = None, action_id: str | None = None) -> list[Decision]:
    """Return what meetings decided, in order of recording; of one meeting or about one action if given."""
    rows = db.query(
        f"{_OWNED} AND (? IS NULL OR d.meeting_id = ?) AND (? IS NULL OR d.action_id = ?) ORDER BY d.id",
        [meeting_id, meeting_id, action_id, action_id],
    )
    return [Decision(**row) for row in list(rows)]


def record_decision(db: Database, values: Mapping[str, Any]) -> int:
    """Record what an open meeting decided, pledged or asks; returns its id.

    `values` has meeting_id, kind and text; may have item_id, action_id, owner_id and due. A pledge needs the
    party that makes it. About an action's item it is about that action too.
    """
    cleaned = RECORDS["decision"].validate_new(values, day_of_writing(db))
    cleaned |= meetings.completed_decision(db, cleaned)
    return insert(db, "decision", {**cleaned, "author": writer(db)["who"]})


def decide(db: Database, action_id: str, text: str, meeting_id: int) -> int:
    """Record a decision of a meeting about an action, and let the rest of this write stand under it."""
    values = {"meeting_id": meeting_id, "action_id": action_id, "kind": DECISION, "text": text}
    decision_id = record_decision(db, values)
    act_under(db, decision_id)
    return decision_id


def act_under(db: Database, decision_id: int) -> None:
    """Let the rest of this write stand under a decision: its words become the reason in the history."""
    row = get(db, "decision", decision_id)
    if row["kind"] != DECISION or row["withdrawn_on"]:
        raise Invalid("decision", "Dit is geen geldend besluit. Kies het besluit waarop dit berust.")
    db.execute("UPDATE writer SET decision_id = ?, reason = ?", [decision_id, ground_of(db, row)])


def ground_of(db: Database, decision: Mapping[str, Any]) -> str:
    """Return a decision with its meeting, as in "Minder haast (Technologietafel 14 maart 2022)"."""
    text = str(decision["text"]).rstrip(".")
    return f"{text} ({meeting_of(db, decision)})"


def meeting_of(db: Database, decision: Mapping[str, Any]) -> str:
    """Return the label of the meeting that took a decision."""
    held = get(db, "meeting", decision["meeting_id"])
    return meeting_label(held["kind"], held["held_on"], held["title"])
