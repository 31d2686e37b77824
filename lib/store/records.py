"""The verbs every page uses: list, get, add, save, move, withdraw, put back.

Owns reading rows into the nouns of `lib.model` and the rule that nobody overwrites another
silently. All take a connection from `reading` or `writing`; those own transaction and author.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from lib import fields, model
from lib.store import history, meeting_checks
from lib.store.coalition_checks import refuse_ended
from lib.store.conflict import Clash as Clash
from lib.store.conflict import Conflict as Conflict
from lib.store.conflict import own_changes
from lib.store.rows import day_of_writing, insert, rows_of, update, writer
from lib.store.rows import get as get
from lib.store.rows import today as today
from lib.store.saving import check_against_others, refuse_known_name
from lib.store.saving import save as save
from lib.store.stages import end_before
from lib.store.stages import move_stage as move_stage

_WITHDRAWAL = ("withdrawn_on", "withdrawn_reason")


# ---------------------------------------------------------------------- reading


def goals(db: Database) -> list[model.Goal]:
    """The six goals in the annex's order."""
    return rows_of(db, model.Goal, "SELECT id, position, name, source FROM goal ORDER BY position")


def actions(db: Database) -> list[model.Action]:
    """All actions in the annex's order, with their driver's name and their adopted text."""
    adopted = {row.action_id: row for row in rows_of(db, model.Adopted, "SELECT * FROM adopted")}
    rows = db.query(
        "SELECT a.*, p.name AS driver, a.id IN (SELECT action_id FROM stage_move) AS placed "
        "FROM action a JOIN goal g ON g.id = a.goal_id "
        "LEFT JOIN party p ON p.id = a.driver_id ORDER BY g.position, a.position, a.id"
    )
    return [
        model.Action(**{**row, "placed": bool(row["placed"])}, adopted=adopted.get(row["id"]))
        for row in list(rows)
    ]


def action(db: Database, action_id: str) -> model.Action | None:
    """One action, or None if there is none with that id."""
    return next((found for found in actions(db) if found.id == action_id), None)


def parts(db: Database, action_id: str) -> list[model.Part]:
    """The lettered parts of an action (only activity 5 has them)."""
    return rows_of(db, model.Part, "SELECT * FROM part WHERE action_id = ? ORDER BY letter", [action_id])


def relations(db: Database) -> list[model.Relation]:
    """The relations between actions that the annex states."""
    return rows_of(db, model.Relation, "SELECT * FROM relation ORDER BY id")


def annex_texts(db: Database, kind: str | None = None) -> list[model.AnnexText]:
    """Passages of the annex outside the explanations, in order; of one kind if given."""
    return rows_of(
        db,
        model.AnnexText,
        "SELECT * FROM annex_text WHERE ? IS NULL OR kind = ? ORDER BY kind, position",
        [kind, kind],
    )


def parties(db: Database, *, withdrawn: bool = False) -> list[model.Party]:
    """Organisations by name; withdrawn ones only when asked for."""
    return rows_of(
        db,
        model.Party,
        "SELECT * FROM party WHERE ? OR withdrawn_on IS NULL ORDER BY name COLLATE NOCASE",
        [int(withdrawn)],
    )


def steps(db: Database, action_id: str, limit: int = 100) -> list[model.Step]:
    """The steps of an action, latest day first, with the names of the parties; withdrawn ones too."""
    rows = list(
        db.query(
            "SELECT * FROM step WHERE action_id = ? ORDER BY happened_on DESC, id DESC LIMIT ?",
            (action_id, limit),
        )
    )
    names: dict[int, list[str]] = {}
    marks = ", ".join("?" for _ in rows) or "NULL"
    for step_id, name in db.execute(
        "SELECT s.step_id, p.name FROM step_party s JOIN party p ON p.id = s.party_id "
        f"WHERE s.step_id IN ({marks}) ORDER BY p.name",
        [row["id"] for row in rows],
    ).fetchall():
        names.setdefault(step_id, []).append(name)
    return [model.Step(**row, parties=tuple(names.get(row["id"], ()))) for row in rows]


def step_ids(db: Database) -> dict[str, frozenset[int]]:
    """The steps of every action that were not withdrawn, by their ids."""
    found: dict[str, set[int]] = {}
    for action_id, step_id in db.execute(
        "SELECT action_id, id FROM step WHERE withdrawn_on IS NULL"
    ).fetchall():
        found.setdefault(action_id, set()).add(step_id)
    return {action_id: frozenset(steps) for action_id, steps in found.items()}


def stage_moves(db: Database, action_id: str) -> list[model.StageMove]:
    """The moves of an action on the stage ladder, oldest first."""
    return rows_of(
        db, model.StageMove, "SELECT * FROM stage_move WHERE action_id = ? ORDER BY id", [action_id]
    )


# ---------------------------------------------------------------------- writing


def add_party(db: Database, values: Mapping[str, Any]) -> int:
    """Register an organisation; its name must be new."""
    cleaned = fields.validate_new("party", values, day_of_writing(db))
    refuse_known_name(db, cleaned["name"])
    return insert(db, "party", cleaned)


def add_step(db: Database, values: Mapping[str, Any], party_ids: Iterable[int] = ()) -> int:
    """Record a dated step with the parties that took part; returns its id.

    An ended action still takes steps: late evidence, or talks that may lead to reopening it.
    """
    cleaned = fields.validate_new("step", values, day_of_writing(db))
    get(db, "action", cleaned["action_id"])
    step_id = insert(db, "step", {**cleaned, "author": writer(db)["who"]})
    for party_id in dict.fromkeys(party_ids):
        get(db, "party", party_id)
        insert(db, "step_party", {"step_id": step_id, "party_id": int(party_id)})
    return step_id


def add_action(db: Database, goal_id: int, values: Mapping[str, Any]) -> str:
    """A new action, with the first number after all numbers ever given; returns its id."""
    cleaned = fields.validate_new("action", values, day_of_writing(db))
    get(db, "goal", goal_id)
    number = int(db.execute("SELECT max(number) + 1 FROM action").fetchone()[0])
    check_against_others(db, "action", {"id": str(number), "number": number}, cleaned)
    if not writer(db)["reason"]:
        raise model.Invalid("reason", "Geef de reden of het besluit waarmee deze actie erbij komt.")
    place = db.execute("SELECT coalesce(max(position), 0) + 1 FROM action WHERE goal_id = ?", (goal_id,))
    insert(
        db,
        "action",
        {"id": str(number), "number": number, "goal_id": goal_id, "position": place.fetchone()[0], **cleaned},
    )
    insert(db, "coalition", {"id": str(number)})
    return str(number)


def withdraw(db: Database, table: str, row_id: int, version: int) -> int:
    """Take a row back that can be withdrawn: it stays readable, with the day and the writer's reason."""
    day, reason = day_of_writing(db), writer(db)["reason"]
    return save(db, table, row_id, version, {"withdrawn_on": day, "withdrawn_reason": reason})


def put_back(db: Database, table: str, row_id: str | int, field: str, history_id: int, version: int) -> int:
    """Give a field the value it had just before a history entry; itself a change like any other.

    Fields that only make sense together go back together, and a stage by a move the rules allow: an end
    that counts again counts by the decision it rested on.
    Raises as `save` and `move_stage` do.
    """
    before = history.row_before(db, table, str(row_id), history_id)
    if before is None or field not in before:
        raise model.Invalid(field, "Van dit veld is geen eerdere waarde bekend.")
    if (table, field) == ("action", "stage"):
        day, reason = day_of_writing(db), writer(db)["reason"]
        end = end_before(db, str(row_id), history_id) if before[field] == model.ENDED else None
        return move_stage(db, str(row_id), version, before[field], day, reason, restored=end)
    values = {name: before[name] for name in fields.together(table, field)}
    if field in _WITHDRAWAL:
        row = get(db, table, row_id)
        refuse_ended(db, table, row)
        mine = own_changes(db, table, row, version, values)
        meeting_checks.check(db, table, row, mine)
        return update(db, table, row, mine) if mine else int(row["version"])
    return save(db, table, row_id, version, values, restoring=True)
