"""Effects of inclusivity of action 8 as they are kept, and the instrument of it."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from lib.model.results.inclusion import ACTION, InclusionCase, InclusionEffect
from lib.rules.results import inclusion
from lib.rules.results.result import Result, Table
from lib.store.file.rows import in_force
from lib.store.results.instrument import Instrument


def impact(db: Database) -> inclusion.Impact:
    adopted = in_force(db, InclusionCase)
    return inclusion.Impact(in_force(db, InclusionEffect), adopted[-1] if adopted else None)


def _read(db: Database, _action_id: str, _day: date) -> Result | None:
    return inclusion.result_of(impact(db))


def _file(db: Database, _action_id: str, _day: date) -> Table:
    return inclusion.effect_table(impact(db))


INCLUSION = Instrument(
    inclusion.KEY,
    inclusion.TITLE,
    (ACTION,),
    f"Nog geen effect vastgelegd. Wat levert meer inclusiviteit op, en wie betaalt? {inclusion.LIMIT}",
    _read,
    _file,
)
