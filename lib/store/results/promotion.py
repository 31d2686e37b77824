"""Activities of action 9 as they are kept, and the instrument of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from lib.model.results.promotion import ACTION, Promotion
from lib.rules.results import promotion
from lib.rules.results.result import Local, Result, Table
from lib.store import agenda
from lib.store.file.rows import in_force
from lib.store.results.instrument import Instrument


def promoted(db: Database) -> promotion.Promoted:
    return promotion.Promoted(in_force(db, Promotion), agenda.party_names(db))


def _read(db: Database, _action_id: str, _day: date) -> Result | None:
    return promotion.result_of(promoted(db))


def _file(db: Database, _action_id: str, _day: date) -> Table:
    return promotion.activity_table(promoted(db))


def _local(db: Database, action_id: str, region: str, _day: date) -> Local | None:
    held = promoted(db).only(region, None)
    if not held.activities:
        return None
    return Local(
        action_id, "Techniekpromotie", sentence=promotion.promotion_sentence(replace(held, where=""))
    )


PROMOTED = Instrument(
    promotion.KEY,
    promotion.TITLE,
    (ACTION,),
    "Nog geen activiteit vastgelegd. Wie doet wat, voor welk type en in welke wereld van techniek?",
    _read,
    _file,
    _local,
)
