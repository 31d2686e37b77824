"""Money as it is recorded: layers and funds of actions, and what campuses run on.

Fields of a row that exists are saved, taken back and put back as of every record; what must hold of it as a
whole stands in `lib.store.checks.money`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlite_utils import Database

from lib.model.results.campus_money import Contribution, Exploitation, Say
from lib.model.results.money import Fund, MoneyLayer
from lib.rules.money import result
from lib.rules.results.result import Result, Table
from lib.store.file.rows import rows_of
from lib.store.records import add
from lib.store.results.instrument import Instrument

Row = TypeVar("Row", Exploitation, Contribution)


def layers(db: Database, action_id: str = "") -> list[MoneyLayer]:
    """Return the layers of money that were not taken back, of one action if given."""
    asked = "SELECT * FROM money_layer WHERE withdrawn_on IS NULL AND (? = '' OR action_id = ?) ORDER BY id"
    return rows_of(db, MoneyLayer, asked, (action_id, action_id))


def layers_by_action(db: Database) -> dict[str, list[MoneyLayer]]:
    """Return the layers of every action that has any."""
    by_action: dict[str, list[MoneyLayer]] = defaultdict(list)
    for layer in layers(db):
        by_action[layer.action_id].append(layer)
    return dict(by_action)


def funds(db: Database, action_id: str = "") -> list[Fund]:
    """Return the funds that were not taken back, with who runs and who guarantees them."""
    names = {row["id"]: row["name"] for row in list(db.query("SELECT id, name FROM party"))}
    asked = (
        "SELECT * FROM fund WHERE withdrawn_on IS NULL AND (? = '' OR action_id = ?) ORDER BY area DESC, id"
    )
    rows = list(db.query(asked, (action_id, action_id)))
    return [
        Fund(**row, executor=names.get(row["executor_id"]), guarantor=names.get(row["guarantor_id"]))
        for row in rows
    ]


def exploitations(db: Database) -> dict[int, list[Exploitation]]:
    """Return what is known of each campus, year by year."""
    asked = "SELECT * FROM exploitation WHERE withdrawn_on IS NULL ORDER BY year, id"
    return _by_campus(rows_of(db, Exploitation, asked))


def contributions(db: Database) -> dict[int, list[Contribution]]:
    """Return what parties bring into each campus."""
    parties = {row["id"]: row for row in list(db.query("SELECT id, name, helix FROM party"))}
    rows = list(db.query("SELECT * FROM contribution WHERE withdrawn_on IS NULL ORDER BY id"))
    return _by_campus(
        Contribution(**row, party=parties[row["party_id"]]["name"], helix=parties[row["party_id"]]["helix"])
        for row in rows
    )


def says(db: Database) -> dict[int, Say]:
    """Return who decides in each campus of which that is recorded."""
    rows = rows_of(db, Say, "SELECT * FROM say WHERE withdrawn_on IS NULL ORDER BY id")
    return {row.campus_id: row for row in rows}


def _by_campus(rows: Iterable[Row]) -> dict[int, list[Row]]:
    by_campus: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_campus[row.campus_id].append(row)
    return dict(by_campus)


def add_layer(db: Database, values: Mapping[str, Any]) -> int:
    """Add a layer of money; `values` has action_id, source, name, certainty and amount_kind."""
    return add(db, "money_layer", values)


def add_fund(db: Database, values: Mapping[str, Any]) -> int:
    return add(db, "fund", values)


# -------------------------------------------------------------------- as an instrument


FUND, CAMPUSES = "4", "11"


def _read(db: Database, action_id: str, day: date) -> Result | None:
    own, made = layers(db, action_id), funds(db, action_id)
    return result.result_of(own, made, f"actie {action_id}", day)


def _file(db: Database, action_id: str, day: date) -> Table:
    return result.table_of(layers(db, action_id), day)


MONEY = Instrument(
    result.KEY,
    result.TITLE,
    (FUND, CAMPUSES),
    "Nog geen geld vastgelegd. Wie weet welke bron meedoet? Leg het vast bij het onderdeel Geld.",
    _read,
    _file,
)
