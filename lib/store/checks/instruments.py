"""What must hold of the records of instruments, beyond their separate values."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.results.amount import beside
from lib.model.results.desks import Desk, Encounter
from lib.model.results.inclusion import InclusionEffect
from lib.model.results.promotion import Promotion
from lib.model.results.research import ResearchGroup
from lib.rules.results.brand import check_encounter
from lib.rules.results.desks import check_merger, check_referral
from lib.rules.results.inclusion import Impact, check_case, check_effect
from lib.rules.results.promotion import check_promotion
from lib.rules.results.research import check_group, check_link
from lib.store.checks.registry import Edit, Values, check, follows
from lib.store.file.rows import day_of_writing, get, in_force


def _made(kind: type[Any], values: Values) -> Any:
    """Return a row as it will be; what a new one does not have yet is empty."""
    known = {field.name: values.get(field.name) for field in fields(kind) if field.default is MISSING}
    return kind(**{**known, "id": values["id"] or 0, "version": values.get("version", 0)})


def _refuse_same(db: Database, edit: Edit, names: tuple[str, ...], sentence: str) -> None:
    """Raise Invalid when another row that counts has the same values in these fields."""
    same = " AND ".join(f"{name} IS ? COLLATE NOCASE" for name in names)
    asked = f"SELECT 1 FROM {edit.table} WHERE {same} AND withdrawn_on IS NULL AND id IS NOT ?"
    if list(db.query(asked, (*(edit.after[name] for name in names), edit.after["id"]))):
        raise Invalid(names[0], sentence)


def _refuse_second(db: Database, edit: Edit, field: str, sentence: str) -> None:
    """Raise Invalid when another row of its kind counts: there can be one."""
    asked = f"SELECT 1 FROM {edit.table} WHERE withdrawn_on IS NULL AND id IS NOT ?"
    if list(db.query(asked, (edit.after["id"],))):
        raise Invalid(field, sentence)


@check("desk")
def _check_desk(db: Database, edit: Edit) -> None:
    after = edit.after
    if "@" in (after["site"] or ""):
        raise Invalid("site", "Dit is een adres van een persoon. Noem het webadres van het loket.")
    if after["withdrawn_on"]:
        _refuse_successor(db, after)
        return
    _refuse_same(db, edit, ("name", "region"), "In deze regio is al een loket met deze naam. Wijzig dat.")
    into = after.get("merged_into_id")
    target = _made(Desk, get(db, "desk", into)) if into else None
    check_merger(_made(Desk, after), target)


def _refuse_successor(db: Database, desk: Values) -> None:
    """Keep a desk that another one merged into: without it nobody knows where that one went."""
    asked = "SELECT name FROM desk WHERE merged_into_id = ? AND withdrawn_on IS NULL"
    for row in list(db.query(asked, (desk["id"],))):
        raise Invalid("id", f"Het loket “{row['name']}” is hierin opgegaan. Wijzig eerst dat loket.")


@check("referral")
def _check_referral(db: Database, edit: Edit) -> None:
    after = edit.after
    if after["withdrawn_on"]:
        return
    check_referral(*(_made(Desk, get(db, "desk", after[name])) for name in ("source_id", "target_id")))
    _refuse_same(db, edit, ("source_id", "target_id"), "Deze doorverwijzing is er al. Wijzig die.")


@check("brand")
def _refuse_second_brand(db: Database, edit: Edit) -> None:
    if not edit.after["withdrawn_on"]:
        _refuse_second(db, edit, "name", "Er is al een merk. Wijzig dat, of trek het eerst in.")


@check("brand_use")
def _refuse_second_use(db: Database, edit: Edit) -> None:
    if not edit.after["withdrawn_on"]:
        _refuse_same(db, edit, ("party_id",), "Van deze partij is al vastgelegd dat zij het merk voert.")


@check("encounter")
def _check_encounter(db: Database, edit: Edit) -> None:
    after = edit.after
    check_encounter(_made(Encounter, after))
    if edit.mine.get("step_id") and get(db, "step", after["step_id"])["withdrawn_on"]:
        raise Invalid("step_id", "Deze gebeurtenis is ingetrokken. Kies een andere.")


@follows("research_group")
def _tell_no_few_companies(db: Database, after: Values, mine: Values, _today: date) -> dict[str, Any]:
    """Make the number of companies its class of five where it differs little from what was said before."""
    if "companies" not in mine:
        return {}
    said = "SELECT row FROM history WHERE tbl = 'research_group' AND row_id = ?"
    rows = db.execute(said, (str(after.get("id")),)).fetchall()
    return {"companies": beside(after["companies"], [json.loads(row)["companies"] for (row,) in rows])}


@check("research_group")
def _check_group(db: Database, edit: Edit) -> None:
    after = edit.after
    for name in ("campus_id", "other_campus_id"):
        if after[name]:
            get(db, "campus", after[name])
    if not after["withdrawn_on"]:
        check_group(_made(ResearchGroup, after))
        _refuse_same(db, edit, ("name", "kind", "school_id"), "Deze groep is er al. Wijzig die.")


@check("research_link")
def _check_link(db: Database, edit: Edit) -> None:
    after = edit.after
    if after["withdrawn_on"]:
        return
    ends = [
        _made(ResearchGroup, get(db, "research_group", after[f"{end}_id"]))
        for end in ("lectoraat", "practoraat")
    ]
    if not edit.row:
        check_link(ends[0], ends[1], day_of_writing(db))
    _refuse_same(
        db, edit, ("lectoraat_id", "practoraat_id"), "Deze twee zijn al verbonden. Wijzig die verbinding."
    )


@check("inclusion_effect")
def _check_effect(db: Database, edit: Edit) -> None:
    after = edit.after
    if not after["withdrawn_on"]:
        others = [effect for effect in in_force(db, InclusionEffect) if effect.id != after["id"]]
        check_effect(_made(InclusionEffect, after), others)


@check("inclusion_case")
def _check_case(db: Database, edit: Edit) -> None:
    """Let a case be adopted once, and only when every domain has an effect in each column."""
    if edit.after["withdrawn_on"]:
        return
    check_case(Impact(in_force(db, InclusionEffect), None))
    _refuse_second(db, edit, "adopted_on", "De case is al vastgesteld. Wijzig dat, of trek het eerst in.")


@check("promotion")
def _check_promotion(_db: Database, edit: Edit) -> None:
    check_promotion(_made(Promotion, edit.after))


@check("party_question", "dated_note")
def _check_indicator(db: Database, edit: Edit) -> None:
    wanted = edit.after["indicator"]
    if wanted and not list(db.query("SELECT 1 FROM indicator WHERE id = ?", (wanted,))):
        raise Invalid("indicator", "Dit cijfer bestaat niet. Kies uit de lijst, of laat dit leeg.")
