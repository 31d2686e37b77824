"""The agenda as it is stored: its goals, actions, parties and steps as nouns, and how new ones come in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from lib.model import agenda, kinds
from lib.model.change import FIRST_STATE_UNDONE
from lib.model.field import WITHDRAWAL
from lib.model.record import RECORDS
from lib.model.rulings import Term
from lib.store.checks.registry import Edit, run_checks
from lib.store.file.rows import day_of_writing, get, insert, rows_of, update, writer
from lib.store.records import add

WAS_NOT_THERE = "was er niet bij"
"""The reason for taking a party off a step when none was given."""

# ---------------------------------------------------------------------- reading


def goals(db: Database) -> list[agenda.Goal]:
    """Return the six goals in the annex's order."""
    return rows_of(db, agenda.Goal, "SELECT id, position, name, source FROM goal ORDER BY position")


def actions(db: Database) -> list[agenda.Action]:
    """Return all actions in the annex's order, with their driver's name and their adopted text."""
    adopted = {row.action_id: row for row in rows_of(db, agenda.Adopted, "SELECT * FROM adopted")}
    rows = db.query(
        "SELECT a.*, p.name AS driver, (SELECT m.reason FROM stage_move m WHERE m.action_id = a.id "
        "ORDER BY m.id DESC LIMIT 1) <> ? AS placed FROM action a JOIN goal g ON g.id = a.goal_id "
        "LEFT JOIN party p ON p.id = a.driver_id ORDER BY g.position, a.position, a.id",
        [FIRST_STATE_UNDONE],
    )
    return [
        agenda.Action(**{**row, "placed": bool(row["placed"])}, adopted=adopted.get(row["id"]))
        for row in list(rows)
    ]


def action(db: Database, action_id: str) -> agenda.Action | None:
    return next((row for row in actions(db) if row.id == action_id), None)


def parts(db: Database, action_id: str) -> list[agenda.Part]:
    """Return the lettered parts of an action (only activity 5 has them)."""
    return rows_of(db, agenda.Part, "SELECT * FROM part WHERE action_id = ? ORDER BY letter", [action_id])


def relations(db: Database) -> list[agenda.Relation]:
    """Return the relations between actions that the annex states."""
    return rows_of(db, agenda.Relation, "SELECT * FROM relation ORDER BY id")


def annex_texts(db: Database, kind: str | None = None) -> list[agenda.AnnexText]:
    """Return the passages of the annex outside the explanations, in order; of one kind if given."""
    return rows_of(
        db,
        agenda.AnnexText,
        "SELECT * FROM annex_text WHERE ? IS NULL OR kind = ? ORDER BY kind, position",
        [kind, kind],
    )


def parties(db: Database, *, withdrawn: bool = False) -> list[agenda.Party]:
    """Return the organisations by name; withdrawn ones only when asked for."""
    return rows_of(
        db,
        agenda.Party,
        "SELECT * FROM party WHERE ? OR withdrawn_on IS NULL ORDER BY name COLLATE NOCASE",
        [int(withdrawn)],
    )


def party_names(db: Database) -> dict[int, str]:
    """Return the names of all parties, withdrawn ones too, for sentences about the past."""
    return {party.id: party.name for party in parties(db, withdrawn=True)}


def recorded(db: Database) -> dict[str, int]:
    """Return how many parties, chairs and meetings there are: what a first run records."""
    tables = ("party", "chair", "meeting")
    return {
        name: next(db.query(f"SELECT count(*) AS number FROM {name} WHERE withdrawn_on IS NULL"))["number"]
        for name in tables
    }


def steps(db: Database, action_id: str, limit: int = 100) -> list[agenda.Step]:
    """Return the steps of an action, latest day first, with the names of the parties; withdrawn ones too."""
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
        f"WHERE s.withdrawn_on IS NULL AND s.step_id IN ({marks}) ORDER BY p.name",
        [row["id"] for row in rows],
    ).fetchall():
        names.setdefault(step_id, []).append(name)
    return [agenda.Step(**row, parties=tuple(names.get(row["id"], ()))) for row in rows]


def last_spoken(db: Database) -> dict[int, str]:
    """Return per party the last day on which it was present at a step that was not withdrawn."""
    last = (
        "SELECT p.party_id, max(s.happened_on) FROM step s JOIN step_party p ON p.step_id = s.id "
        "WHERE s.withdrawn_on IS NULL AND p.withdrawn_on IS NULL GROUP BY p.party_id"
    )
    return dict(db.execute(last).fetchall())


def at_steps(db: Database) -> dict[int, set[int]]:
    """Return the parties that were present, by the id of the step."""
    by_step: dict[int, set[int]] = {}
    there = "SELECT step_id, party_id FROM step_party WHERE withdrawn_on IS NULL"
    for step_id, party_id in db.execute(there).fetchall():
        by_step.setdefault(step_id, set()).add(party_id)
    return by_step


def step_ids(db: Database) -> dict[str, frozenset[int]]:
    """Return the steps of every action that were not withdrawn, by their ids."""
    by_action: dict[str, set[int]] = {}
    for action_id, step_id in db.execute(
        "SELECT action_id, id FROM step WHERE withdrawn_on IS NULL"
    ).fetchall():
        by_action.setdefault(action_id, set()).add(step_id)
    return {action_id: frozenset(steps) for action_id, steps in by_action.items()}


def stage_moves(db: Database, action_id: str) -> list[agenda.StageMove]:
    """Return the moves of an action on the stage ladder, oldest first."""
    return rows_of(
        db, agenda.StageMove, "SELECT * FROM stage_move WHERE action_id = ? ORDER BY id", [action_id]
    )


def term(db: Database) -> Term:
    """From when until when the agenda runs; at a moment before that was kept, as it was first recorded."""
    found = rows_of(db, Term, "SELECT * FROM term")
    if not found:
        first = "SELECT row FROM main.history WHERE tbl = 'term' ORDER BY id LIMIT 1"
        found = [Term(**json.loads(row)) for (row,) in db.execute(first).fetchall()]
    return found[0]


# ---------------------------------------------------------------------- writing


def add_party(db: Database, values: Mapping[str, Any]) -> int:
    """Register an organisation; its name must be new."""
    return add(db, "party", values)


def add_step(db: Database, values: Mapping[str, Any], party_ids: Iterable[int] = ()) -> int:
    """Record a dated step with the parties that took part; returns its id.

    An ended action still takes steps: late evidence, or talks that may lead to reopening it.
    """
    step_id = add(db, "step", values)
    take_part(db, step_id, party_ids)
    return step_id


def take_part(db: Database, step_id: int, party_ids: Iterable[int]) -> None:
    """Record which parties took part in a step, besides those that are there."""
    known = _known(db, step_id)
    for party_id in dict.fromkeys(map(int, party_ids)):
        get(db, "party", party_id)
        if party_id not in known:
            insert(db, "step_party", {"step_id": step_id, "party_id": party_id})
        elif known[party_id][WITHDRAWAL[0]]:
            update(db, "step_party", known[party_id], dict.fromkeys(WITHDRAWAL))


def leave(db: Database, step_id: int, party_ids: Iterable[int]) -> None:
    """Take parties off a step; raise Invalid when the standing of one leans on its having been there."""
    known = _known(db, step_id)
    away = dict(
        zip(WITHDRAWAL, (day_of_writing(db).isoformat(), writer(db)["reason"] or WAS_NOT_THERE), strict=True)
    )
    for party_id in dict.fromkeys(map(int, party_ids)):
        row = known.get(party_id)
        if row and not row[WITHDRAWAL[0]]:
            run_checks(db, Edit("step_party", row, away))
            update(db, "step_party", row, away)


def _known(db: Database, step_id: int) -> dict[int, Mapping[str, Any]]:
    """Return the parties that are or once were recorded at a step, by their number."""
    rows = db.query("SELECT * FROM step_party WHERE step_id = ?", (step_id,))
    return {row["party_id"]: row for row in list(rows)}


def add_action(db: Database, goal_id: int, values: Mapping[str, Any]) -> str:
    """Add an action with the first number after all numbers ever given; return its id."""
    cleaned = RECORDS["action"].validate_new(values, day_of_writing(db))
    get(db, "goal", goal_id)
    number = int(db.execute("SELECT max(number) + 1 FROM action").fetchone()[0])
    run_checks(db, Edit("action", {"id": str(number), "number": number}, cleaned))
    if not writer(db)["reason"]:
        raise kinds.Invalid("reason", "Geef de reden of het besluit waarmee deze actie erbij komt.")
    place = db.execute("SELECT coalesce(max(position), 0) + 1 FROM action WHERE goal_id = ?", (goal_id,))
    insert(
        db,
        "action",
        {"id": str(number), "number": number, "goal_id": goal_id, "position": place.fetchone()[0], **cleaned},
    )
    insert(db, "coalition", {"id": str(number)})
    return str(number)
