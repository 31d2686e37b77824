"""What must hold of support in euro, of the instrument for campuses, and of figures under a decision."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.results.means import SupportEuros
from lib.rules.money.means import check_amounts
from lib.store.checks.claims import refuse_claim
from lib.store.checks.registry import Edit, check
from lib.store.file.rows import get


@check("support_euros")
def _check_support(db: Database, edit: Edit) -> None:
    after = edit.after
    if after["withdrawn_on"]:
        return
    empty: dict[str, Any] = {field.name: None for field in fields(SupportEuros)} | {"payer": ""}
    check_amounts(SupportEuros(**{**empty, **after}))
    same = ("action_id", "region", "period", "payer_id")
    _refuse_second(db, edit, same, "Van deze regio, periode en betaler staat al een opgave. Wijzig die.")


@check("incentive")
def _check_incentive(db: Database, edit: Edit) -> None:
    if not edit.after["withdrawn_on"]:
        _refuse_second(db, edit, ("action_id", "variant"), "Deze variant is al uitgewerkt. Wijzig die.")


@check("leaning")
def _check_leaning(db: Database, edit: Edit) -> None:
    if not edit.after["withdrawn_on"]:
        same = ("decision_id", "indicator", "region", "period")
        _refuse_second(db, edit, same, "Dit cijfer staat al onder dit besluit.")
        refuse_claim(db, get(db, "decision", edit.after["decision_id"])["text"], "indicator", edit.after)


def _refuse_second(db: Database, edit: Edit, same: tuple[str, ...], sentence: str) -> None:
    where = " AND ".join(f"{name} = ?" for name in same)
    wanted = f"SELECT 1 FROM {edit.table} WHERE {where} AND id IS NOT ? AND withdrawn_on IS NULL"
    if list(db.query(wanted, (*(edit.after[name] for name in same), edit.after["id"]))):
        raise Invalid(same[-1], sentence)
