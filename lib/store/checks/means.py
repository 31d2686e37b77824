"""What must hold of support in euro, of the instrument for campuses, and of figures under a decision."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid, quoted
from lib.model.periods import period_of
from lib.model.results.margins import margin_of
from lib.model.results.means import SupportEuros
from lib.rules.figure_words import claims_a_move
from lib.rules.money.means import check_amounts
from lib.store.checks.registry import Edit, Values, check
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
        _refuse_claim(db, get(db, "decision", edit.after["decision_id"])["text"], "indicator", edit.after)


@check("decision")
def _check_claims(db: Database, edit: Edit) -> None:
    """Refuse that a decision says that a figure moved, where its source calls that no difference."""
    if "text" in edit.mine and edit.row:
        leaned = "SELECT * FROM leaning WHERE decision_id = ? AND withdrawn_on IS NULL"
        for row in list(db.query(leaned, [edit.row["id"]])):
            _refuse_claim(db, edit.after["text"], "text", row)


@check("effect")
def _check_effect(db: Database, edit: Edit) -> None:
    if "sentence" in edit.mine or not edit.row:
        _refuse_claim(db, edit.after["sentence"], "sentence", edit.after)


def _refuse_claim(db: Database, text: str, field: str, figure: Values) -> None:
    """Refuse words that say a figure went up or down, where the rule of its source forbids that."""
    word = claims_a_move(text)
    rows = list(db.query("SELECT source, unit FROM indicator WHERE id = ?", [figure["indicator"]]))
    margin = margin_of(rows[0]["source"], rows[0]["unit"]) if word and rows else None
    if margin is None:
        return
    period = period_of(figure["period"])
    now, before = (_value(db, figure, code) for code in (period.code, period.year_earlier().code))
    if now is not None and before is not None and margin.holds(now - before):
        raise Invalid(
            field,
            f"Schrijf hier niet {quoted(word)}: {margin.why_not(now - before)}. "
            "Noem het cijfer zelf, zonder richting.",
        )


_COUNTING = "SELECT max(id) FROM figure_set WHERE withdrawn_on IS NULL GROUP BY source"


def _value(db: Database, figure: Values, period: str) -> float | None:
    """Return the value that counts of a figure in a period."""
    wanted = (
        f"SELECT value FROM observation WHERE set_id IN ({_COUNTING}) AND indicator = ? AND region = ? "
        "AND period = ? ORDER BY set_id DESC LIMIT 1"
    )
    rows = list(db.query(wanted, [figure["indicator"], figure["region"], period]))
    return rows[0]["value"] if rows else None


def _refuse_second(db: Database, edit: Edit, same: tuple[str, ...], sentence: str) -> None:
    where = " AND ".join(f"{name} = ?" for name in same)
    wanted = f"SELECT 1 FROM {edit.table} WHERE {where} AND id IS NOT ? AND withdrawn_on IS NULL"
    if list(db.query(wanted, (*(edit.after[name] for name in same), edit.after["id"]))):
        raise Invalid(same[-1], sentence)
