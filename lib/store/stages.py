"""Moving an action on the stage ladder: the one door for every route, with the gate in it.

Owns what a move asks and what it leaves behind: the gate before carrying out, the decision that an end
rests on, a new purpose case before reopening, a flag at the neighbours of an action that ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from lib.model import agenda, kinds
from lib.model.purpose import PurposeText
from lib.model.record import RECORDS
from lib.rules.agenda import check_move, unmoved
from lib.rules.coalitions import gate, relations
from lib.store.checks import meetings
from lib.store.checks.registry import restores
from lib.store.conflict import own_changes
from lib.store.decisions import meeting_of
from lib.store.file.rows import day_of_writing, get, insert, rows_of, update, writer
from lib.store.tables import table


@dataclass(frozen=True, slots=True)
class End:
    """What an end rests on: the meeting in words, and its decision; None for an end older than those."""

    meeting: str
    decision_id: int | None


def move_stage(  # noqa: PLR0913 - the move as it was made
    db: Database,
    action_id: str,
    version: int,
    to_stage: str,
    moved_on: Any,
    reason: str,
    meeting: str = "",
    *,
    restored: End | None = None,
) -> int:
    """Move an action on the stage ladder, with the day and what shows it; returns the new version.

    An end stands under a decision about this action (`decisions.act_under`), whose meeting it takes over; one
    that is put back keeps what it rested on (`restored`). Raises Invalid for a move the rules do not allow (a
    leap, a closed gate, an end that nobody decided, reopening without a new purpose case), Conflict when the
    stage changed meanwhile. Ending raises a flag at the neighbours.
    """
    day = day_of_writing(db)
    asked = {"to_stage": to_stage, "moved_on": moved_on, "reason": reason, "meeting": meeting}
    cleaned = RECORDS["stage_move"].validate(asked, day)
    row = get(db, "action", action_id)
    if not own_changes(db, "action", row, version, {"stage": cleaned["to_stage"]}):
        raise unmoved(row["stage"])
    check_move(row["stage"], cleaned["to_stage"])
    _check_coalition(db, row, cleaned["to_stage"])
    ended = cleaned["to_stage"] == agenda.ENDED
    if ended:
        end = restored or _decided_end(db, row)
        cleaned |= {"meeting": end.meeting, "decision_id": end.decision_id}
    db.execute("UPDATE writer SET reason = ?", (_ground(cleaned),))
    insert(
        db,
        "stage_move",
        {"action_id": row["id"], "from_stage": row["stage"], "author": writer(db)["who"], **cleaned},
    )
    if ended:
        _raise_flags(db, row["id"])
    on, why = (cleaned["moved_on"], cleaned["reason"]) if ended else (None, None)
    return update(db, "action", row, {"stage": cleaned["to_stage"], "ended_on": on, "ended_reason": why})


def written_since_the_end(db: Database, action_id: str) -> list[PurposeText]:
    """Return the purpose texts newer than the end of the action: what reopening asks for.

    By place in the history and not by moment: moments stand still when a clock goes back.
    """
    ended = "SELECT max(id) FROM stage_move WHERE action_id = ? AND to_stage = ?"
    return rows_of(
        db,
        PurposeText,
        "SELECT * FROM purpose_text t WHERE action_id = ? AND "
        "(SELECT id FROM main.history WHERE tbl = 'purpose_text' AND row_id = CAST(t.id AS TEXT)) > "
        "coalesce((SELECT id FROM main.history WHERE tbl = 'stage_move' AND row_id = CAST("
        f"({ended}) AS TEXT)), 0)",
        (action_id, action_id, agenda.ENDED),
    )


def end_before(db: Database, action_id: str, before: int) -> End:
    """Return what the last end before a place in the history rested on; raise Invalid if unknown."""
    rows = db.execute(
        "SELECT m.meeting, m.decision_id FROM stage_move m JOIN main.history h ON h.tbl = 'stage_move' "
        "AND h.row_id = CAST(m.id AS TEXT) WHERE m.action_id = ? AND m.to_stage = ? AND h.id < ? "
        "ORDER BY h.id DESC LIMIT 1",
        (action_id, agenda.ENDED, before),
    ).fetchall()
    if not rows or not rows[0][0]:
        raise kinds.Invalid(
            "stage",
            "Van dit einde is niet vastgelegd in welk overleg het is besloten. "
            "Beëindig de actie met een nieuw besluit.",
        )
    return End(*rows[0])


@restores("action", "stage")
def _put_stage_back(
    db: Database, action_id: str, before: Mapping[str, Any], history_id: int, version: int
) -> int:
    """Put a stage back by a move the rules allow, an end by the decision it rested on."""
    end = end_before(db, action_id, history_id) if before["stage"] == agenda.ENDED else None
    day, reason = day_of_writing(db), writer(db)["reason"]
    return move_stage(db, action_id, version, before["stage"], day, reason, restored=end)


def _check_coalition(db: Database, row: Mapping[str, Any], to_stage: str) -> None:
    """Check what a move asks of the coalition: the gate, and a new text before reopening."""
    gate.check_gate(row["stage"], to_stage, gate.gate(table(db, row["id"])))
    if row["stage"] == agenda.ENDED:
        gate.check_reopening(written_since_the_end(db, row["id"]), "")


def _decided_end(db: Database, row: Mapping[str, Any]) -> End:
    """Return the end that a meeting decided: nobody ends an action from behind the keys."""
    decision_id = meetings.decided(db, row, "Een actie beëindigen")
    return End(meeting_of(db, get(db, "decision", decision_id)), decision_id)


def _raise_flags(db: Database, action_id: str) -> None:
    """Ask the neighbours of an ended action what its end means for them."""
    related = rows_of(db, agenda.Relation, "SELECT * FROM relation ORDER BY id")
    today = day_of_writing(db).isoformat()
    for neighbour in relations.neighbours(action_id, related):
        insert(db, "flag", {"action_id": neighbour, "ended_action": action_id, "raised_on": today})


def _ground(cleaned: Mapping[str, Any]) -> str:
    """Tell what the history gives as the ground of a move: the reason, and the meeting that decided it."""
    if not cleaned["meeting"]:
        return str(cleaned["reason"])
    return f"{cleaned['reason'].rstrip('.')} ({cleaned['meeting']})"
