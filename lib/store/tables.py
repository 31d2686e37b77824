"""Reading what is recorded about coalitions, for one action or for all of them at once.

Owns the way from stored rows to the nouns of `lib.model.coalitions`. Names, evidence and measures are joined
here and not by SQL: at a past moment tables are views without an index, and joining those costs seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlite_utils import Database

from lib.model.agenda import Step
from lib.model.coalitions import Activation, Chair, Coalition, Flag, Table
from lib.model.purpose import Milestone, PurposeText, Support
from lib.model.upkeep.settings import Settings
from lib.store.file.rows import get
from lib.store.file.settings import settings

Rows = Mapping[str, list[dict[str, Any]]]
Parties = Mapping[int, tuple[str, str]]

_ORDER: Mapping[str, str] = {
    "chair": "id",
    "activation": "id",
    "purpose_text": "id",
    "support": "id",
    "milestone": "due, id",
    "flag": "id",
}
"""The tables with rows of a coalition, and how these stand in a list."""


def tables(db: Database) -> dict[str, Table]:
    """Return what is recorded about the coalition of every action, by the action's id."""
    actions = [row["id"] for row in db.query("SELECT id FROM action")]
    merged = _merged(db)
    rows = {name: _rows(db, name, None, merged) for name in _ORDER}
    agreed = {row["id"]: Coalition(**row) for row in list(db.query("SELECT * FROM coalition"))}
    joined = _parties(db), _evidence(db), settings(db)
    return {
        action_id: _table(
            agreed.get(action_id) or _nothing_agreed(action_id),
            {name: by_action.get(action_id, []) for name, by_action in rows.items()},
            *joined,
        )
        for action_id in actions
    }


def table(db: Database, action_id: str) -> Table:
    """Return the record of one action's coalition; raise Invalid when there is no such action."""
    get(db, "action", action_id)
    merged = _merged(db)
    rows = {name: _rows(db, name, action_id, merged).get(action_id, []) for name in _ORDER}
    agreed = [Coalition(**row) for row in list(db.query("SELECT * FROM coalition WHERE id = ?", [action_id]))]
    coalition = agreed[0] if agreed else _nothing_agreed(action_id)
    return _table(coalition, rows, _parties(db), _evidence(db), settings(db))


def all_steps(db: Database) -> list[Step]:
    """Return all steps, latest day first, with the names of their parties; withdrawn ones too."""
    names: dict[int, list[str]] = defaultdict(list)
    parties = _parties(db)
    there = "SELECT step_id, party_id FROM step_party WHERE withdrawn_on IS NULL"
    for step_id, party_id in db.execute(there).fetchall():
        names[step_id].append(parties[party_id][0])
    rows = list(db.query("SELECT * FROM step ORDER BY happened_on DESC, id DESC"))
    return [Step(**row, parties=tuple(sorted(names[row["id"]]))) for row in rows]


def _rows(
    db: Database, name: str, action_id: str | None, merged: Collection[int]
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a table by action, of one action if given, without those of merged parties."""
    by_action: dict[str, list[dict[str, Any]]] = defaultdict(list)
    where = "WHERE action_id = ?" if action_id else ""
    args = [action_id] if action_id else []
    for row in list(db.query(f"SELECT * FROM {name} {where} ORDER BY {_ORDER[name]}", args)):
        if row.get("party_id") not in merged:
            by_action[row["action_id"]].append(row)
    return by_action


def _parties(db: Database) -> dict[int, tuple[str, str]]:
    """Name and helix of every party ever registered."""
    rows = db.execute("SELECT id, name, helix FROM party").fetchall()
    return {number: (name, helix) for number, name, helix in rows}


def _merged(db: Database) -> set[int]:
    """Return the parties that another one stands for: what is still on their own name counts no more."""
    return {number for (number,) in db.execute("SELECT id FROM party WHERE merged_into IS NOT NULL")}


def _evidence(db: Database) -> dict[int, dict[str, Any]]:
    """Return the steps that parties point at as evidence and that were not withdrawn."""
    rows = db.query(
        "SELECT id, action_id, happened_on, what, started_by, author FROM step "
        "WHERE withdrawn_on IS NULL AND id IN (SELECT step_id FROM activation WHERE step_id IS NOT NULL)"
    )
    return {row["id"]: row for row in list(rows)}


def _nothing_agreed(action_id: str) -> Coalition:
    """Return the coalition of an action at a moment before coalitions were kept."""
    return Coalition(action_id, None, "", "", None, None, 0)


def _table(
    coalition: Coalition,
    rows: Rows,
    parties: Parties,
    steps: Mapping[int, Mapping[str, Any]],
    measures: Settings,
) -> Table:
    supports = [Support(**row, **_named(row["party_id"], parties)) for row in rows["support"]]
    activations = [
        Activation(
            **row,
            **_named(row["party_id"], parties),
            **_shown_by(row, steps),
            ageing_days=measures.ageing_days,
        )
        for row in rows["activation"]
    ]
    return Table(
        coalition=coalition,
        chairs=tuple(
            Chair(**{**row, "needed": bool(row["needed"])}, party=_name(row["party_id"], parties))
            for row in rows["chair"]
        ),
        activations=tuple(sorted(activations, key=lambda activation: activation.party.casefold())),
        texts=tuple(PurposeText(**row) for row in rows["purpose_text"]),
        supports=tuple(sorted(supports, key=lambda support: support.party.casefold())),
        milestones=tuple(
            Milestone(**row, owner=_name(row["owner_id"], parties)) for row in rows["milestone"]
        ),
        flags=tuple(Flag(**row) for row in rows["flag"]),
        ageing_days=measures.ageing_days,
        sides_needed=measures.sides,
        silent_days=measures.silent_days,
    )


def _name(party_id: int | None, parties: Parties) -> str | None:
    return None if party_id is None else parties[party_id][0]


def _named(party_id: int, parties: Parties) -> dict[str, Any]:
    name, helix = parties[party_id]
    return {"party": name, "helix": helix}


def _shown_by(row: Mapping[str, Any], steps: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the evidence under a standing; a step that went to another action is none any more."""
    step = steps.get(row["step_id"])
    if step is None or step["action_id"] != row["action_id"]:
        return {}
    return {
        "evidence_on": step["happened_on"],
        "evidence_started_by": step["started_by"],
        "evidence_what": step["what"],
        "evidence_by": step["author"],
    }
