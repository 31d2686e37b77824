"""What must hold of the results of an action beyond their separate values."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.kinds import Invalid, quoted
from lib.model.results.schemes import SCHEMES
from lib.model.results.tally import Tally
from lib.model.results.vouchers import SO, USUAL_STEPS, VoucherSeries
from lib.rules.results.counting import beside_earlier, problems
from lib.rules.results.granting import GRANTED, available, beyond
from lib.store.checks.registry import Edit, Values, check, follows
from lib.store.file.rows import get, rows_of

_BESIDE = (
    "SELECT t.* FROM tally t LEFT JOIN tally_delivery d ON d.id = t.delivery_id WHERE t.action_id = ? "
    "AND t.withdrawn_on IS NULL AND d.withdrawn_on IS NULL AND substr(t.period, 1, 4) BETWEEN ? AND ? "
    "AND t.id IS NOT ?"
)
"""The counts that can share days with one: a school year begins in the year before."""


_STOOD = (
    "SELECT h.row FROM tally t LEFT JOIN tally_delivery d ON d.id = t.delivery_id "
    "JOIN main.history h ON h.tbl = 'tally' AND h.row_id = CAST(t.id AS TEXT) WHERE t.action_id = ? "
    "AND (t.version > 1 OR t.withdrawn_on IS NOT NULL OR d.withdrawn_on IS NOT NULL) ORDER BY h.id"
)


def stood(db: Database, action_id: str) -> list[Tally]:
    """Return what counts said before they were corrected or taken back, each value once."""
    rows = (json.loads(row) for (row,) in db.execute(_STOOD, (action_id,)).fetchall())
    names = [field.name for field in fields(Tally)]
    by_value = {(row["id"], row["amount"]): Tally(**{name: row.get(name) for name in names}) for row in rows}
    return list(by_value.values())


@follows("tally")
def _tell_no_small_difference(db: Database, after: Values, mine: Values, _today: date) -> dict[str, Any]:
    """Make a number its class of five where it differs little from what the same party said before."""
    if "amount" not in mine:
        return {}
    own = _tally_of(after)
    now = rows_of(db, Tally, "SELECT * FROM tally WHERE id = ?", (own.id,))
    return {"amount": beside_earlier(own, [*stood(db, own.action_id), *now])}


@check("outcome")
def _refuse_second_outcome(db: Database, edit: Edit) -> None:
    """Let an action have one concrete result at a time: with two, nobody knows when it is finished."""
    after = edit.after
    same = "SELECT 1 FROM outcome WHERE action_id = ? AND withdrawn_on IS NULL AND id IS NOT ?"
    if not after["withdrawn_on"] and list(db.query(same, (after["action_id"], after["id"]))):
        raise Invalid(
            "sentence", "Deze actie heeft al een concreet resultaat. Wijzig dat, of trek het eerst in."
        )


@check("tally")
def _check_tally(db: Database, edit: Edit) -> None:
    """Hold a count against those beside it; what once stood may stand again."""
    after = edit.after
    if after["withdrawn_on"] or edit.restoring:
        return
    year = int(after["period"][:4])
    beside = list(db.query(_BESIDE, (after["action_id"], str(year - 1), str(year + 1), after["id"])))
    own = _tally_of(after)
    others = [Tally(**row) for row in beside]
    for problem in problems(after["action_id"], [*others, own], stood(db, own.action_id)):
        if problem.tally is own or _of_same_report(problem.tally, own):
            raise Invalid("amount", problem.sentence)
    if own.step == GRANTED:
        _refuse_beyond(db, own, "amount")


def _tally_of(row: Values) -> Tally:
    empty = {field.name: None for field in fields(Tally)} | {"note": "", "chosen": "", "version": 0}
    return Tally(**{**empty, **row, "id": row.get("id") or 0})


_GRANTED = (
    "SELECT t.* FROM tally t LEFT JOIN tally_delivery d ON d.id = t.delivery_id WHERE t.action_id = ? "
    "AND t.step = ? AND t.withdrawn_on IS NULL AND d.withdrawn_on IS NULL AND t.id IS NOT ?"
)


def _refuse_beyond(db: Database, own: Tally | VoucherSeries, field: str) -> None:
    """Refuse a count or a series with which more vouchers are granted than there are."""
    is_tally = isinstance(own, Tally)
    tallies = rows_of(db, Tally, _GRANTED, (own.action_id, GRANTED, own.id if is_tally else None))
    wanted = "SELECT * FROM voucher_series WHERE action_id = ? AND withdrawn_on IS NULL AND id IS NOT ?"
    there = rows_of(db, VoucherSeries, wanted, (own.action_id, None if is_tally else own.id))
    if isinstance(own, Tally):
        tallies.append(own)
    elif not own.withdrawn_on:
        there.append(own)
    if sentence := beyond(tallies, available(there)):
        raise Invalid(field, sentence)


def _of_same_report(one: Tally, other: Tally) -> bool:
    same = ("part", "region", "campus_id", "period", "basis", "party_id", "source")
    return all(getattr(one, name) == getattr(other, name) for name in same)


@check("target")
def _check_target(db: Database, edit: Edit) -> None:
    after = edit.after
    scheme = SCHEMES.get(after["action_id"])
    if scheme is None or after["step"] not in scheme.every_step:
        raise Invalid("step", "Deze stap hoort niet bij deze actie. Kies uit de lijst.")
    same = (
        "SELECT 1 FROM target WHERE action_id = ? AND step = ? AND year = ? AND withdrawn_on IS NULL "
        "AND id IS NOT ?"
    )
    held = (after["action_id"], after["step"], after["year"], after["id"])
    if not after["withdrawn_on"] and list(db.query(same, held)):
        raise Invalid("aim", "Voor deze stap en dit jaar is al een doel afgesproken. Wijzig dat.")


@check("voucher_series")
def _check_series(db: Database, edit: Edit) -> None:
    """Refuse a series that ends before it begins, or with the name of another one in the same time."""
    after = edit.after
    if after["valid_until"] < after["valid_from"]:
        raise Invalid("valid_until", "De laatste dag ligt voor de eerste dag. Verbeter een van de twee.")
    others = db.query(
        "SELECT * FROM voucher_series WHERE action_id = ? AND name = ? COLLATE NOCASE "
        "AND withdrawn_on IS NULL AND id IS NOT ? AND valid_from <= ? AND valid_until >= ?",
        (after["action_id"], after["name"], after["id"], after["valid_until"], after["valid_from"]),
    )
    for other in [] if after["withdrawn_on"] else list(others):
        raise Invalid(
            "name",
            f"Er is al een reeks {quoted(after['name'])}, geldig van {day_text(other['valid_from'])} tot en "
            f"met {day_text(other['valid_until'])}. Kies een andere naam of een andere periode.",
        )


@check("voucher_series")
def _check_granted(db: Database, edit: Edit) -> None:
    if not edit.restoring:
        empty = {field.name: None for field in fields(VoucherSeries)} | {"version": 0}
        series = VoucherSeries(**{**empty, **edit.after, "id": edit.after["id"] or 0})
        _refuse_beyond(db, series, "size")


@check("method_step")
def _check_method_step(db: Database, edit: Edit) -> None:
    """Hold what a campus does against the steps that were agreed; that it does as agreed needs a source."""
    after = edit.after
    get(db, "campus", after["campus_id"])
    if after["withdrawn_on"]:
        return
    if after["state"] == SO and not after["source"]:
        raise Invalid("source", "Wie zegt dat deze campus het zo doet? Vul de bron in.")
    versions = list(
        db.query(
            "SELECT steps FROM method WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY agreed_on, id",
            [after["action_id"]],
        )
    )
    steps = versions[-1]["steps"].split(", ") if versions else list(USUAL_STEPS)
    if not edit.row and after["step"] not in steps:
        named = ", ".join(steps)
        raise Invalid("step", f"De stap {quoted(after['step'])} hoort niet bij de methodiek: {named}.")
    same = (
        "SELECT 1 FROM method_step WHERE campus_id = ? AND step = ? AND withdrawn_on IS NULL AND id IS NOT ?"
    )
    if list(db.query(same, (after["campus_id"], after["step"], after["id"]))):
        raise Invalid("step", "Van deze campus is deze stap al vastgelegd. Wijzig dat.")
