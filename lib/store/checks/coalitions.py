"""What must hold of a row of a coalition as a whole, beyond its separate values.

Owns the rules that tie fields, rows and evidence together before something is stored; the tables'
own CHECKs are the last line, never what a visitor meets.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.agenda import ENDED
from lib.model.coalitions import EVIDENCE_FROM, Chair
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.rules.coalitions.activation import check_claim
from lib.rules.coalitions.chairs import check_complete, check_seat
from lib.store.checks.registry import EVERY_TABLE, Edit, Values, check, follows
from lib.store.file.rows import get, rows_of

_UNCONDITIONAL = ("steunt", "niet gevraagd")


def ended_sentence(action: Values) -> str:
    """Tell why an ended action takes no changes, and what to do."""
    return (
        f"De actie “{action['name']}” is beëindigd op {day_text(action['ended_on'])}; er is niets gewijzigd. "
        "Heropen de actie eerst op de actiepagina."
    )


def refuse_ended(db: Database, table: str, row: Values) -> None:
    """Raise Invalid when the row belongs to an action that has ended."""
    action = row if table == "action" else None
    if RECORDS[table].stands_still:
        action = get(db, "action", row[RECORDS[table].about])
    if action and action["stage"] == ENDED:
        raise Invalid("stage", ended_sentence(action))


@check(EVERY_TABLE)
def _check_references(db: Database, edit: Edit) -> None:
    """Check that an action exists, and a party that withdrew is not newly chosen."""
    for column, field in RECORDS[edit.table].fields.items():
        value = edit.mine.get(column)
        if field.widget == "party" and value is not None:
            refuse_withdrawn_party(db, column, value)
        elif field.widget == "action" and value is not None:
            get(db, "action", value)


@check("chair")
def _check_chair(db: Database, edit: Edit) -> None:
    chair = edit.after
    if chair["party_id"] is not None and edit.mine.keys() & {"party_id", "helix"}:
        party = get(db, "party", chair["party_id"])
        check_seat(chair["role"], chair["helix"], party["name"], party["helix"])


@check("coalition")
def _check_complete(db: Database, edit: Edit) -> None:
    coalition = edit.after
    if coalition["complete_on"] and edit.mine.keys() & {"complete_on", "complete_reason"}:
        chairs = rows_of(db, Chair, "SELECT * FROM chair WHERE action_id = ? ORDER BY id", [coalition["id"]])
        check_complete(chairs, coalition["complete_reason"])


@check("support")
def _check_condition(_db: Database, edit: Edit) -> None:
    if edit.after["answer"] == "onder voorwaarde" and not edit.after["condition"]:
        raise Invalid("condition", "Schrijf op onder welke voorwaarde deze partij steunt.")


def refuse_withdrawn_party(db: Database, column: str, party_id: int) -> None:
    """Raise Invalid for a party that withdrew: it stays where it stands, but is not newly chosen."""
    party = get(db, "party", party_id)
    if party["withdrawn_on"]:
        raise Invalid(
            column,
            f"{party['name']} is ingetrokken op {day_text(party['withdrawn_on'])}. Kies een andere partij.",
        )


@check("party")
def _check_seats_of(db: Database, edit: Edit) -> None:
    """Refuse another helix for a party that still has chairs; those of ended actions stand still."""
    if "helix" not in edit.mine or not edit.row:
        return
    party = edit.after
    seats = db.query(
        "SELECT c.role, c.helix, c.action_id FROM chair c JOIN action a ON a.id = c.action_id "
        "WHERE c.party_id = ? AND c.withdrawn_on IS NULL AND a.stage <> ? AND c.helix <> ? ORDER BY c.id",
        (party["id"], ENDED, party["helix"]),
    )
    if taken := list(seats):
        seat = taken[0]
        raise Invalid(
            "helix",
            f"{party['name']} zit bij actie {seat['action_id']} op de stoel “{seat['role']}”, die een partij "
            f"uit {seat['helix']} vraagt. Maak die stoel eerst leeg.",
        )


@check("activation")
def _check_evidence(db: Database, edit: Edit) -> None:
    """Check that a claim stands on a step of this action, not withdrawn, at which the party was present.

    A claim that needs no evidence may keep what it had: a party also goes down when its step is withdrawn.
    """
    claim, started_by = edit.after, None
    leans = claim["level"] >= EVIDENCE_FROM or "step_id" in edit.mine
    if claim["step_id"] is not None and leans:
        started_by = _fitting_step(db, claim)["started_by"]
    check_claim(claim["level"], started_by)


def _fitting_step(db: Database, claim: Values) -> Values:
    step = get(db, "step", claim["step_id"])
    if step["withdrawn_on"]:
        raise Invalid("step_id", "Deze gebeurtenis is ingetrokken en bewijst niets meer. Kies een andere.")
    if step["action_id"] != claim["action_id"]:
        raise Invalid("step_id", "Deze gebeurtenis hoort bij een andere actie. Kies er een van deze actie.")
    took_part = "SELECT 1 FROM step_party WHERE step_id = ? AND party_id = ? AND withdrawn_on IS NULL"
    if not list(db.query(took_part, (step["id"], claim["party_id"]))):
        name = get(db, "party", claim["party_id"])["name"]
        raise Invalid(
            "step_id", f"{name} was niet bij deze gebeurtenis. Kies er een waar deze partij bij was."
        )
    return step


@check("step_party")
def _refuse_taking_evidence(db: Database, edit: Edit) -> None:
    """Check that no standing in the coalition leans on a party that is taken off a step."""
    if not edit.mine.get("withdrawn_on"):
        return
    leans = "SELECT 1 FROM activation WHERE step_id = ? AND party_id = ? AND level >= ?"
    there = edit.after["step_id"], edit.after["party_id"]
    if db.execute(leans, (*there, EVIDENCE_FROM)).fetchone():
        name = get(db, "party", there[1])["name"]
        raise Invalid(
            "away",
            f"Op deze gebeurtenis leunt de trede van {name} in de coalitie. Kies daar eerst ander bewijs.",
        )


# ----------------------------------------------------------------------- consequences


@follows("support")
def _support(_db: Database, after: Values, mine: Values, today: date) -> dict[str, Any]:
    """Fill in the day; a condition goes with a conditional yes, or stays as the ground of a no."""
    asked = after["answer"] != "niet gevraagd"
    if not asked and mine.get("answered_on"):
        raise Invalid(
            "answered_on",
            "Een partij die nog niet gevraagd is, heeft geen dag van antwoord.",
        )
    if after["answer"] in _UNCONDITIONAL and mine.get("condition"):
        raise Invalid(
            "condition",
            "Bij dit antwoord hoort geen voorwaarde. Kies “Steunt onder voorwaarde”.",
        )
    condition = "" if after["answer"] in _UNCONDITIONAL else after["condition"]
    day = (after["answered_on"] or today.isoformat()) if asked else None
    return {"condition": condition, "answered_on": day}


@follows("coalition")
def _coalition(_db: Database, after: Values, mine: Values, _today: date) -> dict[str, Any]:
    """Keep a reason with its declaration; whoever takes that back takes its reason along."""
    if after["complete_on"]:
        return {}
    if mine.get("complete_reason"):
        raise Invalid("complete_on", "Vul ook in sinds welke dag de coalitie compleet is.")
    return {"complete_reason": ""}


@follows("flag")
def _flag(_db: Database, after: Values, _mine: Values, today: date) -> dict[str, Any]:
    """Fill in the day of an answer."""
    return {"answered_on": (after["answered_on"] or today.isoformat()) if after["answer"] else None}
