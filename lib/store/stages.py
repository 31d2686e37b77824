"""Moving an action on the stage ladder: the one door for every route, with the gate in it.

Owns what a move asks and what it leaves behind: the gate before carrying out, the decision that an end
rests on, a new purpose case before reopening, a flag at the neighbours of an action that ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from lib.model import agenda, kinds
from lib.model.change import FIRST_STATE, FIRST_STATE_UNDONE
from lib.model.purpose import PurposeText
from lib.model.record import RECORDS
from lib.model.rulings import ADOPTED
from lib.rules.agenda import check_move, unmoved
from lib.rules.coalitions import gate, relations
from lib.store import history, records
from lib.store.agenda import actions as list_actions
from lib.store.checks.registry import Restorer, restores
from lib.store.checks.rulings import refuse_undecided
from lib.store.conflict import own_changes
from lib.store.decisions import advised_by, label_of, rulings
from lib.store.file.rows import day_of_writing, get, insert, rows_of, update, writer
from lib.store.tables import table


@dataclass(frozen=True, slots=True)
class End:
    """What an end rests on: the meeting that advised it in words, and the ruling; None for an older end."""

    meeting: str
    ruling_id: int | None


@dataclass(frozen=True, slots=True)
class FirstState:
    """How one action stood: its stage, and who drove it, if anybody."""

    action_id: str
    version: int
    stage: str
    driver_id: int | None = None


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

    An end and a reopening stand under a ruling (`decisions.rule`), whose meeting they take over; an end that
    is put back keeps what it rested on (`restored`). Raises Invalid for a move the rules do not allow (a
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
    if ended or row["stage"] == agenda.ENDED:
        end = restored or _decided(db, row, cleaned["to_stage"])
        cleaned |= {"meeting": end.meeting, "ruling_id": end.ruling_id}
    db.execute("UPDATE writer SET reason = ?", (_ground(db, cleaned),))
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
    """The texts of the purpose case that are newer than the end of the action: what reopening asks for.

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
    """What the last end of an action before a place in the history rested on; raises Invalid if unknown."""
    rows = db.execute(
        "SELECT m.meeting, coalesce(m.ruling_id, (SELECT id FROM ruling WHERE advice_id = m.decision_id "
        "AND changes = 'stage')) FROM stage_move m JOIN main.history h ON h.tbl = 'stage_move' "
        "AND h.row_id = CAST(m.id AS TEXT) WHERE m.action_id = ? AND m.to_stage = ? AND h.id < ? "
        "ORDER BY h.id DESC LIMIT 1",
        (action_id, agenda.ENDED, before),
    ).fetchall()
    if not rows or not any(rows[0]):
        raise kinds.Invalid(
            "stage",
            "Van dit einde is niet vastgelegd waar het is besloten. Beëindig de actie met een nieuw besluit "
            "van Gedeputeerde Staten.",
        )
    return End(*rows[0])


@restores("action", "stage")
def _put_stage_back(
    db: Database, action_id: str, before: Mapping[str, Any], history_id: int, version: int
) -> int:
    """A stage goes back by a move the rules allow; an end that counts again by the decision it rested on."""
    end = end_before(db, action_id, history_id) if before["stage"] == agenda.ENDED else None
    day, reason = day_of_writing(db), writer(db)["reason"]
    version = move_stage(db, action_id, version, before["stage"], day, reason, restored=end)
    _take_back_rulings(db, action_id, "stage", before["stage"])
    return version


def _put_back(field: str) -> Restorer:
    """Make the way in which a field goes back that only Gedeputeerde Staten change: as a correction."""

    def put(db: Database, action_id: str, before: Mapping[str, Any], _: int, version: int) -> int:
        changes = {field: before[field]}
        version = records.save(db, "action", action_id, version, changes, restoring=True)
        _take_back_rulings(db, action_id, field, before[field])
        return version

    return put


for _field in ("priority", "name", "goal_id"):
    restores("action", _field)(_put_back(_field))


def _take_back_rulings(db: Database, action_id: str, field: str, value: Any) -> None:
    """Withdraw the newest rulings that say otherwise than a value that is put back: they were a mistake."""
    ruled = [ruling for ruling in rulings(db, action_id) if ruling.changes == field]
    for ruling in reversed([ruling for ruling in ruled if ruling.outcome == ADOPTED]):
        ends, ended = ruling.value == agenda.ENDED, value == agenda.ENDED
        if ends == ended if field == "stage" else ruling.value == str(value):
            return
        records.withdraw(db, "ruling", ruling.id, ruling.version)


def _check_coalition(db: Database, row: Mapping[str, Any], to_stage: str) -> None:
    """The rules of a move that look at the coalition: the gate, and the new text before reopening."""
    gate.check_gate(row["stage"], to_stage, gate.gate(table(db, row["id"])))
    if row["stage"] == agenda.ENDED:
        gate.check_reopening(written_since_the_end(db, row["id"]), "")


def _decided(db: Database, row: Mapping[str, Any], to_stage: str) -> End:
    """Return an action is ended and reopened by Gedeputeerde Staten, never by whoever is at the keys."""
    ruling_id = refuse_undecided(db, row, "stage", to_stage)
    return End(advised_by(db, get(db, "ruling", ruling_id)) if ruling_id else "", ruling_id)


def _raise_flags(db: Database, action_id: str) -> None:
    """Ask the neighbours of an ended action what its end means for them."""
    related = rows_of(db, agenda.Relation, "SELECT * FROM relation ORDER BY id")
    today = day_of_writing(db).isoformat()
    for neighbour in relations.neighbours(action_id, related):
        insert(db, "flag", {"action_id": neighbour, "ended_action": action_id, "raised_on": today})


def _ground(db: Database, cleaned: Mapping[str, Any]) -> str:
    """What the history gives as the ground of a move: the reason, and the ruling or meeting it rests on."""
    ruling_id = cleaned.get("ruling_id")
    under = label_of(db, get(db, "ruling", ruling_id)) if ruling_id else cleaned["meeting"]
    return f"{cleaned['reason'].rstrip('.')} ({under})" if under else str(cleaned["reason"])


def carry_out(
    db: Database, action_id: str, version: int, change: tuple[str, Any], on: Any, reason: str
) -> int:
    """Give an action what a ruling says, by its own door; returns the new version."""
    field, value = change
    if field == "stage":
        return move_stage(db, action_id, version, value, on, reason)
    return records.save(
        db, "action", action_id, version, {field: int(value) if field == "goal_id" else value}
    )


# ------------------------------------------------------------------------ how it stood at first


def first_state_is_possible(db: Database) -> bool:
    """Tell whether a first state can still be recorded: no meeting closed, no edition was frozen."""
    return not list(db.query("SELECT 1 FROM main.edition LIMIT 1"))


def record_first_state(db: Database, states: Iterable[FirstState], on: Any) -> None:
    """Put actions on the ladder where they stood on a day, with their driver.

    Raises Invalid when it is too late for that, or an action stands on the ladder already.
    """
    if not first_state_is_possible(db):
        frozen = "Er is al een stand vastgelegd als editie. Wijzig de fase bij de actie zelf."
        raise kinds.Invalid("stage", frozen)
    db.execute("UPDATE writer SET reason = ?", (FIRST_STATE,))
    placed = {action.id: action.label for action in list_actions(db) if action.placed or action.ended}
    last = agenda.STAGES[gate.BEFORE_THE_GATE[-1]]
    for state in states:
        if state.action_id in placed:
            taken = f"{placed[state.action_id]} heeft al een fase; er is niets opgeslagen."
            raise kinds.Invalid("stage", taken)
        if state.stage not in gate.BEFORE_THE_GATE:
            raise kinds.Invalid("stage", f"Een beginstand gaat tot en met “{last}”: daarna geldt de toets.")
        _place(db, state, on)


def _place(db: Database, state: FirstState, on: Any) -> None:
    """Give an action its driver first: the move ends what counts as recorded first."""
    version = state.version
    if state.driver_id is not None:
        version = records.save(db, "action", state.action_id, version, {"driver_id": state.driver_id})
    asked = {"to_stage": state.stage, "moved_on": on, "reason": FIRST_STATE}
    cleaned = RECORDS["stage_move"].validate(asked, day_of_writing(db))
    begin = {"action_id": state.action_id, "from_stage": agenda.LADDER[0], "author": writer(db)["who"]}
    insert(db, "stage_move", {**begin, **cleaned})
    row = get(db, "action", state.action_id)
    if row["stage"] != state.stage:
        update(db, "action", row, {"stage": state.stage})


def first_states_in(db: Database, since: int, until: int) -> list[str]:
    """Return the actions that got a first state between two history ids, or lost it again."""
    moves = db.execute(
        "SELECT DISTINCT json_extract(row, '$.action_id') FROM main.history WHERE tbl = 'stage_move' "
        "AND operation = 'insert' AND id > ? AND id <= ? AND json_extract(row, '$.reason') IN (?, ?)",
        (since, until, FIRST_STATE, FIRST_STATE_UNDONE),
    )
    return [str(action_id) for (action_id,) in moves.fetchall()]


def turn_first_state(db: Database, action_id: str, since: int, until: int) -> None:
    """Let an action stand again as it did before it got a first state, or before it lost it.

    Raises Invalid when its stage or driver changed after that.
    """
    row, before = get(db, "action", action_id), history.row_before(db, "action", action_id, since + 1)
    left = history.row_before(db, "action", action_id, until + 1)
    assert before
    assert left
    if any(row[name] != left[name] for name in ("stage", "driver_id")):
        raise kinds.Invalid("stage", f"De fase of aanjager van “{row['name']}” is intussen gewijzigd.")
    db.execute("UPDATE writer SET reason = ?", (FIRST_STATE,))
    version = row["version"]
    if row["driver_id"] != before["driver_id"]:
        version = records.save(db, "action", action_id, version, {"driver_id": before["driver_id"]})
    move = {
        "action_id": action_id, "from_stage": row["stage"], "to_stage": before["stage"],
        "moved_on": day_of_writing(db).isoformat(), "reason": _turned(db, action_id),
        "author": writer(db)["who"],
    }  # fmt: skip
    insert(db, "stage_move", move)
    if row["stage"] != before["stage"]:
        update(db, "action", get(db, "action", action_id), {"stage": before["stage"]})


def _turned(db: Database, action_id: str) -> str:
    """Return the ground of a move that turns the newest one of an action back."""
    newest = "SELECT reason FROM stage_move WHERE action_id = ? ORDER BY id DESC LIMIT 1"
    (reason,) = db.execute(newest, (action_id,)).fetchone()
    return FIRST_STATE_UNDONE if reason == FIRST_STATE else FIRST_STATE
