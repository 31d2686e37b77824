"""Support in euro and the variants of the instrument for campuses as they are kept, and their instruments."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from lib.model.results.means import Incentive, SupportEuros
from lib.model.results.schemes import SERVICE_POINT
from lib.rules.money import means
from lib.rules.results.result import Result, Table
from lib.store.file.rows import rows_of
from lib.store.results.instrument import Instrument
from lib.store.results.money import CAMPUSES


def support(db: Database, action_id: str) -> list[SupportEuros]:
    names = {row["id"]: row["name"] for row in list(db.query("SELECT id, name FROM party"))}
    wanted = (
        "SELECT * FROM support_euros WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY period, region, id"
    )
    rows = list(db.query(wanted, [action_id]))
    return [SupportEuros(**row, payer=names.get(row["payer_id"], "")) for row in rows]


def incentives(db: Database, action_id: str) -> list[Incentive]:
    wanted = "SELECT * FROM incentive WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY id"
    return rows_of(db, Incentive, wanted, [action_id])


def _read_support(db: Database, action_id: str, _day: date) -> Result | None:
    return means.support_of(support(db, action_id))


def _support_file(db: Database, action_id: str, _day: date) -> Table:
    return means.known_table(support(db, action_id))


def _read_incentives(db: Database, action_id: str, day: date) -> Result | None:
    return means.instrument_of(incentives(db, action_id), day)


def _incentive_file(db: Database, action_id: str, _day: date) -> Table:
    return means.variant_table(incentives(db, action_id))


SUPPORT = Instrument(
    means.SUPPORT_KEY,
    means.SUPPORT_TITLE,
    (SERVICE_POINT,),
    "Nog geen ondersteuning in euro vastgelegd. Wie weet wie betaalt?",
    _read_support,
    _support_file,
)
INCENTIVE = Instrument(
    means.INSTRUMENT_KEY,
    means.INSTRUMENT_TITLE,
    (CAMPUSES,),
    "Nog geen variant van het instrument uitgewerkt: subsidie, lening, garantie, deelneming of revolverend "
    "fonds. Wie kan dit aanvullen?",
    _read_incentives,
    _incentive_file,
)
