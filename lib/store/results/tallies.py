"""Counts as they are kept: reading those that count, and the instruments that are made of them."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from lib.dutch import list_text
from lib.model.periods import period_of
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.schemes import (
    EVERY_PART,
    EVERY_STEP,
    PROMOTION,
    SCHEMES,
    SERVICE_POINT,
    SME_ROUTE,
    VOUCHERS,
)
from lib.model.results.tally import ANYWHERE, BASES, TOGETHER, WHOLE, Delivery, Tally, Target
from lib.rules.results import divided
from lib.rules.results.granting import available
from lib.rules.results.local import counted_in
from lib.rules.results.result import Local, Result, Table
from lib.rules.results.tellings import Counted, result_of
from lib.store.file.rows import rows_of
from lib.store.results.instrument import Instrument
from lib.store.results.vouchers import series

COLUMNS = (
    *("Stap", "Soort", "Regio", "Campus", "Periode", "Wat telt", "Aantal", "Wie telt", "Bron"),
    *("Datum van opgave", "Toelichting"),
)
"""The columns of a file with counts, in and out."""


def tallies(db: Database, action_id: str) -> list[Tally]:
    """Return the counts of an action that count: not withdrawn, nor the report that they came in with."""
    gone = {
        number
        for (number,) in db.execute("SELECT id FROM tally_delivery WHERE withdrawn_on IS NOT NULL").fetchall()
    }
    rows = rows_of(
        db, Tally, "SELECT * FROM tally WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY id", [action_id]
    )
    return [tally for tally in rows if tally.delivery_id not in gone]


def deliveries(db: Database, action_id: str) -> list[Delivery]:
    """Return the reports that were read in and count, the newest first."""
    return rows_of(
        db,
        Delivery,
        "SELECT * FROM tally_delivery WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY id DESC",
        [action_id],
    )


def targets(db: Database, action_id: str) -> list[Target]:
    wanted = "SELECT * FROM target WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY year, id"
    return rows_of(db, Target, wanted, [action_id])


def party_names(db: Database) -> dict[int, str]:
    return dict(db.execute("SELECT id, name FROM party").fetchall())


def counted(db: Database, action_id: str, day: date) -> Counted:
    """Return all that the picture of an action's counts is made of."""
    points = db.execute("SELECT id, service_point FROM region WHERE service_point <> ''").fetchall()
    return Counted(
        action_id=action_id,
        tallies=tallies(db, action_id),
        today=day,
        parties=party_names(db),
        functions=dict(points) if action_id in (SERVICE_POINT, VOUCHERS) else {},
        targets=targets(db, action_id),
        available=available(series(db, action_id)),
    )


def _read(db: Database, action_id: str, day: date) -> Result | None:
    return result_of(counted(db, action_id, day))


def _local(db: Database, action_id: str, region: str, day: date) -> Local | None:
    return counted_in(counted(db, action_id, day), region)


def _read_divided(db: Database, action_id: str, day: date) -> Result | None:
    return divided.result_of(counted(db, action_id, day))


def file_of(db: Database, action_id: str, _day: date) -> Table:
    """Return the counts in the columns in which they can be read in again."""
    names = party_names(db)
    places = dict(db.execute("SELECT id, name FROM campus").fetchall())
    rows = tuple(_row(tally, names, places) for tally in tallies(db, action_id))
    return Table("Telling", COLUMNS, rows)


def _row(tally: Tally, names: dict[int, str], places: dict[int, str]) -> tuple[str, ...]:
    return (
        EVERY_STEP[tally.step],
        EVERY_PART[tally.part] if tally.part else TOGETHER,
        LABOUR_REGIONS[tally.region] if tally.region else WHOLE,
        places[tally.campus_id] if tally.campus_id else ANYWHERE,
        period_of(tally.period).text,
        BASES[tally.basis],
        tally.amount,
        names.get(tally.party_id, ""),
        tally.source,
        tally.reported_on,
        tally.note,
    )


def _instrument(action_id: str, title: str) -> Instrument:
    nothing = f"Nog geen telling van {SCHEMES[action_id].noun} vastgelegd. Wie kan een opgave doen?"
    return Instrument(f"telling {action_id}", title, (action_id,), nothing, _read, file_of, _local)


def _divided(action_id: str) -> Instrument:
    names = list_text(name for name in SCHEMES[action_id].more)
    return Instrument(
        f"{divided.KEYS[action_id]} {action_id}",
        divided.TITLES[action_id],
        (action_id,),
        f"Nog niet geteld naar {names}. Wie kan dit aanvullen bij de telling hierboven?",
        _read_divided,
        file_of,
    )


COUNTS = (
    _instrument(SERVICE_POINT, "Servicepunt Techniek"),
    _divided(SERVICE_POINT),
    _instrument(VOUCHERS, "Vouchers"),
    _instrument(SME_ROUTE, "Route voor het mkb"),
    _divided(SME_ROUTE),
    _instrument(PROMOTION, "Bereik"),
)
