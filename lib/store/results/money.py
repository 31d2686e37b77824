"""Money as an instrument of the actions that are about it."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from lib.rules.money import result
from lib.rules.results.result import Result, Table
from lib.store import money
from lib.store.results.instrument import Instrument

FUND, CAMPUSES = "4", "11"


def _read(db: Database, action_id: str, day: date) -> Result | None:
    layers, funds = money.layers(db, action_id), money.funds(db, action_id)
    return result.result_of(layers, funds, f"actie {action_id}", day)


def _file(db: Database, action_id: str, day: date) -> Table:
    return result.table_of(money.layers(db, action_id), day)


MONEY = Instrument(
    result.KEY,
    result.TITLE,
    (FUND, CAMPUSES),
    "Nog geen geld vastgelegd. Wie weet welke bron meedoet? Kies Bewerken, of open het onderdeel Geld.",
    _read,
    _file,
)
