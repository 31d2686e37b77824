"""What must hold of money as a whole: proof from toegezegd on, no euro twice, and a fund that can be."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.results.money import ACCOUNTS, CERTAINTIES, PROVEN, RANGE, UNKNOWN, MoneyLayer
from lib.rules.money.funds import check_accounts
from lib.rules.money.layers import entered_before
from lib.store.checks.registry import Edit, Values, check
from lib.store.file.rows import get, rows_of


@check("money_layer")
def _check_layer(db: Database, edit: Edit) -> None:
    layer = edit.after
    if edit.mine.keys() == {"withdrawn_on", "withdrawn_reason"} and edit.mine["withdrawn_on"]:
        return
    _check_amount(layer)
    if layer["starts_on"] and layer["ends_on"] and layer["ends_on"] < layer["starts_on"]:
        raise Invalid("ends_on", "De einddatum ligt voor de begindatum. Kijk beide dagen na.")
    if layer["certainty"] in PROVEN and not layer["evidence"]:
        words = CERTAINTIES[layer["certainty"]]
        raise Invalid(
            "evidence",
            f"Bij “{words}” hoort een besluit of brief. Vul het bewijs in, of kies “in gesprek”.",
        )
    if layer["fund_id"] is not None:
        _check_fund(db, layer)
    _refuse_twice(db, layer)


def _check_amount(layer: Values) -> None:
    kind, low, high = (layer[name] for name in ("amount_kind", "amount_low", "amount_high"))
    if kind == UNKNOWN and low is not None:
        raise Invalid("amount_kind", "Er staat een bedrag. Kies wat daarover bekend is, of maak het leeg.")
    if kind != UNKNOWN and low is None:
        raise Invalid("amount_low", "Vul het bedrag in, of kies dat het nog niet bekend is.")
    if (kind == RANGE) != (high is not None):
        wrong = (
            "Vul ook het hoogste bedrag in."
            if kind == RANGE
            else "Alleen een bandbreedte heeft een hoogste bedrag."
        )
        raise Invalid("amount_high", wrong)
    if high is not None and high <= low:
        raise Invalid("amount_high", "Het hoogste bedrag is niet hoger dan het laagste. Kijk beide na.")


def _check_fund(db: Database, layer: Values) -> None:
    fund = get(db, "fund", layer["fund_id"])
    if fund["action_id"] != layer["action_id"] or fund["withdrawn_on"]:
        raise Invalid("fund_id", "Dit fonds hoort bij een andere actie of telt niet meer. Kies een ander.")


def _refuse_twice(db: Database, values: Values) -> None:
    """Raise Invalid when the same decision already pays for another fund or action."""
    layer = _layer(values)
    live = rows_of(db, MoneyLayer, "SELECT * FROM money_layer WHERE withdrawn_on IS NULL ORDER BY id")
    if before := entered_before(layer, live):
        raise Invalid(
            "evidence",
            f"Dit besluit staat al bij actie {before.action_id}, “{before.name}”. Een euro telt één keer: "
            "wijzig die laag, of noem het deel van het besluit dat hierheen gaat.",
        )


def _layer(values: Values) -> MoneyLayer:
    row: dict[str, Any] = {"version": 0, "withdrawn_reason": None, **values}
    return MoneyLayer(**{**row, "id": row["id"] or 0})


@check("fund")
def _check_fund_itself(db: Database, edit: Edit) -> None:
    fund = edit.after
    check_accounts({name: fund[name] for name in ACCOUNTS}, fund["ground"])
    if edit.mine.get("withdrawn_on"):
        layers = "SELECT name FROM money_layer WHERE fund_id = ? AND withdrawn_on IS NULL"
        if rows := list(db.query(layers, (fund["id"],))):
            raise Invalid("id", f"In dit fonds zit nog “{rows[0]['name']}”. Wijzig eerst die geldlaag.")


@check("exploitation", "say")
def _refuse_second(db: Database, edit: Edit) -> None:
    """A campus has one exploitation a year, and one say; the one that is there is changed."""
    row = edit.after
    if row["withdrawn_on"]:
        return
    own = ("campus_id", "year") if edit.table == "exploitation" else ("campus_id",)
    where = " AND ".join(f"{name} = ?" for name in own)
    same = f"SELECT 1 FROM {edit.table} WHERE {where} AND id IS NOT ? AND withdrawn_on IS NULL"
    if list(db.query(same, (*(row[name] for name in own), row["id"]))):
        raise Invalid(own[-1], "Dit staat er al. Wijzig wat er staat, in plaats van er iets naast te zetten.")


@check("exploitation", "say", "contribution")
def _check_campus(db: Database, edit: Edit) -> None:
    if "campus_id" in edit.mine:
        get(db, "campus", edit.mine["campus_id"])


@check("contribution")
def _check_proof(_db: Database, edit: Edit) -> None:
    if edit.after["certainty"] in PROVEN and not edit.after["evidence"]:
        raise Invalid("evidence", "Bij toegezegd of verder hoort een besluit of brief. Vul het bewijs in.")
