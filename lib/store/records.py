"""The verbs every page uses: list, get, add, save, move, withdraw, put back.

Owns reading rows into the nouns of `lib.model` and the rule that nobody overwrites another
silently. All take a connection from `reading` or `writing`; those own transaction and author.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from sqlite_utils import Database

from lib import fields, model
from lib.dutch import HERE, day_text, local_time
from lib.store import history
from lib.store.conflict import Clash as Clash
from lib.store.conflict import Conflict as Conflict
from lib.store.conflict import own_changes
from lib.values import quoted

Row = TypeVar("Row")
_WITHDRAWAL = ("withdrawn_on", "withdrawn_reason")


# ---------------------------------------------------------------------- reading


def _all(db: Database, kind: type[Row], sql: str, args: Iterable[Any] = ()) -> list[Row]:
    return [kind(**row) for row in list(db.query(sql, tuple(args)))]


def goals(db: Database) -> list[model.Goal]:
    """The six goals in the annex's order."""
    return _all(db, model.Goal, "SELECT id, position, name, source FROM goal ORDER BY position")


def actions(db: Database) -> list[model.Action]:
    """All actions in the annex's order, with their driver's name and their adopted text."""
    adopted = {row.action_id: row for row in _all(db, model.Adopted, "SELECT * FROM adopted")}
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
    return _all(db, model.Part, "SELECT * FROM part WHERE action_id = ? ORDER BY letter", [action_id])


def relations(db: Database) -> list[model.Relation]:
    """The relations between actions that the annex states."""
    return _all(db, model.Relation, "SELECT * FROM relation ORDER BY id")


def annex_texts(db: Database, kind: str | None = None) -> list[model.AnnexText]:
    """Passages of the annex outside the explanations, in order; of one kind if given."""
    return _all(
        db,
        model.AnnexText,
        "SELECT * FROM annex_text WHERE ? IS NULL OR kind = ? ORDER BY kind, position",
        [kind, kind],
    )


def parties(db: Database, *, withdrawn: bool = False) -> list[model.Party]:
    """Organisations by name; withdrawn ones only when asked for."""
    return _all(
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


def stage_moves(db: Database, action_id: str) -> list[model.StageMove]:
    """The moves of an action on the stage ladder, oldest first."""
    return _all(db, model.StageMove, "SELECT * FROM stage_move WHERE action_id = ? ORDER BY id", [action_id])


def get(db: Database, table: str, row_id: str | int) -> dict[str, Any]:
    """One row of a table as it is stored; raises Invalid when there is none."""
    if table not in (*fields.RULES, "goal"):
        raise ValueError(f"no such table to edit: {table}")
    key = row_id if isinstance(row_id, str) else int(row_id)
    try:
        rows = list(db.query(f"SELECT * FROM {table} WHERE id = ?", (key,)))
    except (OverflowError, UnicodeEncodeError):
        rows = []
    if not rows:
        raise model.Invalid("id", f"{quoted(row_id)} bestaat niet. Kies uit de lijst.")
    return dict(rows[0])


# ---------------------------------------------------------------------- writing


def today() -> date:
    """The present day in the Netherlands."""
    return datetime.now(HERE).date()


def _writer(db: Database) -> Mapping[str, Any]:
    return next(db.query("SELECT who, reason, at FROM writer"))


def _day_of_writing(db: Database) -> date:
    """The Dutch day of this write: today, or the day that is being replayed."""
    return local_time(_writer(db)["at"]).date()


def _insert(db: Database, table: str, values: Mapping[str, Any]) -> int:
    return int(db.table(table).insert(dict(values)).last_pk or 0)


def add_party(db: Database, values: Mapping[str, Any]) -> int:
    """Register an organisation; its name must be new."""
    cleaned = fields.validate_new("party", values, _day_of_writing(db))
    _refuse_known_name(db, cleaned["name"])
    return _insert(db, "party", cleaned)


def add_step(db: Database, values: Mapping[str, Any], party_ids: Iterable[int] = ()) -> int:
    """Record a dated step with the parties that took part; returns its id.

    An ended action still takes steps: late evidence, or talks that may lead to reopening it.
    """
    cleaned = fields.validate_new("step", values, _day_of_writing(db))
    get(db, "action", cleaned["action_id"])
    step_id = _insert(db, "step", {**cleaned, "author": _writer(db)["who"]})
    for party_id in dict.fromkeys(party_ids):
        get(db, "party", party_id)
        _insert(db, "step_party", {"step_id": step_id, "party_id": int(party_id)})
    return step_id


def add_action(db: Database, goal_id: int, values: Mapping[str, Any]) -> str:
    """A new action, with the first number after all numbers ever given; returns its id."""
    cleaned = fields.validate_new("action", values, _day_of_writing(db))
    get(db, "goal", goal_id)
    number = int(db.execute("SELECT max(number) + 1 FROM action").fetchone()[0])
    _check_against_others(db, "action", {"id": str(number), "number": number}, cleaned)
    if not _writer(db)["reason"]:
        raise model.Invalid("reason", "Geef de reden of het besluit waarmee deze actie erbij komt.")
    place = db.execute("SELECT coalesce(max(position), 0) + 1 FROM action WHERE goal_id = ?", (goal_id,))
    _insert(
        db,
        "action",
        {"id": str(number), "number": number, "goal_id": goal_id, "position": place.fetchone()[0], **cleaned},
    )
    return str(number)


def save(db: Database, table: str, row_id: str | int, version: int, changes: Mapping[str, Any]) -> int:
    """Save fields of a row that was seen at `version`; returns the row's new version.

    Fields that equal what was seen are no change of this person's. A change of a field that
    nobody else touched since is saved, also when others changed other fields of the row.
    Raises Conflict when somebody did, Invalid when a value may not be stored; then nothing is saved.
    """
    cleaned = fields.validate(table, changes, _day_of_writing(db))
    row = get(db, table, row_id)
    _refuse_when_closed(table, row)
    mine = own_changes(db, table, row, version, cleaned)
    _check_against_others(db, table, row, mine)
    if not mine:
        return int(row["version"])
    _require_reason(db, table, mine)
    return _update(db, table, row, mine)


def move_stage(db: Database, action_id: str, version: int, to_stage: str, moved_on: Any, reason: str) -> int:
    """Move an action on the stage ladder, with the day and what shows it; returns the new version.

    Raises Invalid for a move the rules do not allow, Conflict when the stage changed meanwhile.
    """
    cleaned = fields.validate(
        "stage_move", {"to_stage": to_stage, "moved_on": moved_on, "reason": reason}, _day_of_writing(db)
    )
    row = get(db, "action", action_id)
    if not own_changes(db, "action", row, version, {"stage": cleaned["to_stage"]}):
        raise model.unmoved(row["stage"])
    model.check_move(row["stage"], cleaned["to_stage"])
    db.execute("UPDATE writer SET reason = ?", (cleaned["reason"],))
    _insert(
        db,
        "stage_move",
        {"action_id": row["id"], "from_stage": row["stage"], "author": _writer(db)["who"], **cleaned},
    )
    ended = cleaned["to_stage"] == model.ENDED
    on, why = (cleaned["moved_on"], cleaned["reason"]) if ended else (None, None)
    return _update(db, "action", row, {"stage": cleaned["to_stage"], "ended_on": on, "ended_reason": why})


def withdraw(db: Database, table: str, row_id: int, version: int) -> int:
    """Take a step or party back: it stays readable, with the day and the writer's reason."""
    day, reason = _day_of_writing(db), _writer(db)["reason"]
    return save(db, table, row_id, version, {"withdrawn_on": day, "withdrawn_reason": reason})


def put_back(db: Database, table: str, row_id: str | int, field: str, history_id: int, version: int) -> int:
    """Give a field the value it had just before a history entry; itself a change like any other.

    A stage goes back by a move the rules allow. Raises as `save` and `move_stage` do.
    """
    before = history.row_before(db, table, str(row_id), history_id)
    if before is None or field not in before:
        raise model.Invalid(field, "Van dit veld is geen eerdere waarde bekend.")
    if (table, field) == ("action", "stage"):
        return move_stage(db, str(row_id), version, before[field], _day_of_writing(db), _writer(db)["reason"])
    if field in _WITHDRAWAL:
        row = get(db, table, row_id)
        mine = own_changes(db, table, row, version, {name: before[name] for name in _WITHDRAWAL})
        return _update(db, table, row, mine) if mine else int(row["version"])
    return save(db, table, row_id, version, {field: before[field]})


# ------------------------------------------------------------------- rules of saving


def _update(db: Database, table: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    version = int(row["version"]) + 1
    db.table(table).update(row["id"], {**values, "version": version})
    return version


def _refuse_when_closed(table: str, row: Mapping[str, Any]) -> None:
    if table == "action" and row["stage"] == model.ENDED:
        raise model.Invalid("stage", _ended_sentence(row))
    if row.get("withdrawn_on"):
        raise model.Invalid(
            "id", f"Dit is ingetrokken op {day_text(row['withdrawn_on'])}; er is niets gewijzigd."
        )


def _ended_sentence(row: Mapping[str, Any]) -> str:
    return (
        f"De actie “{row['name']}” is beëindigd op {day_text(row['ended_on'])}; er is niets gewijzigd. "
        "Heropen de actie eerst op de actiepagina."
    )


def _check_against_others(
    db: Database, table: str, row: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """Rules that need more than the value itself: it points somewhere, or must be unique."""
    if table == "action" and values.get("driver_id") is not None:
        get(db, "party", values["driver_id"])
    if table == "action" and "priority" in values:
        fields.check_priority(row["number"], values["priority"])
    if table == "step" and "action_id" in values:
        get(db, "action", values["action_id"])
    if table == "party" and "name" in values:
        _refuse_known_name(db, values["name"], row["id"])


def _refuse_known_name(db: Database, name: str, own_id: int | None = None) -> None:
    same = "SELECT 1 FROM party WHERE name = ? COLLATE NOCASE AND id IS NOT ?"
    if list(db.query(same, (name, own_id))):
        raise model.Invalid("name", f"“{name}” staat al in de lijst van partijen. Kies die.")


def _require_reason(db: Database, table: str, values: Mapping[str, Any]) -> None:
    if any((table, name) in model.REASON_REQUIRED for name in values) and not _writer(db)["reason"]:
        raise model.Invalid(
            "reason", "Geef bij deze wijziging een reden of besluit: die komt in de geschiedenis."
        )
