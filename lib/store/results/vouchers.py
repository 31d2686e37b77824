"""Series of vouchers and the method of zij-instroom as they are kept, and the instrument of the method."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.results.schemes import VOUCHERS
from lib.model.results.vouchers import USUAL_STEPS, Method, MethodStep, VoucherSeries
from lib.rules.results.method import Campus, Followed, result_of
from lib.rules.results.result import Result, Table
from lib.store.campuses import campuses
from lib.store.file.rows import rows_of
from lib.store.results.instrument import Instrument


def series(db: Database, action_id: str) -> list[VoucherSeries]:
    wanted = (
        "SELECT * FROM voucher_series WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY valid_from, id"
    )
    return rows_of(db, VoucherSeries, wanted, [action_id])


def methods(db: Database, action_id: str) -> list[Method]:
    """Return the versions of the method, the oldest first."""
    wanted = "SELECT * FROM method WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY agreed_on, id"
    return rows_of(db, Method, wanted, [action_id])


def method_steps(db: Database, action_id: str) -> list[MethodStep]:
    wanted = "SELECT * FROM method_step WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY id"
    return rows_of(db, MethodStep, wanted, [action_id])


def steps_of(db: Database, action_id: str) -> tuple[str, ...]:
    """Return the steps of the newest version of the method, or the usual ones."""
    versions = methods(db, action_id)
    return tuple(versions[-1].steps.split(", ")) if versions else USUAL_STEPS


def followed(db: Database, action_id: str) -> Followed:
    """Return how each campus takes each step of the method."""
    versions = methods(db, action_id)
    version = (
        f"versie {len(versions)}, {day_text(versions[-1].agreed_on)}"
        if versions
        else "de gebruikelijke zes stappen; de coalitie legde nog geen versie vast"
    )
    seen = method_steps(db, action_id)
    visited = {row.campus_id for row in seen}
    return Followed(
        steps_of(db, action_id),
        version,
        tuple(
            Campus(campus.id, campus.name, campus.regions)
            for campus in campuses(db)
            if campus.id in visited or action_id in campus.actions
        ),
        {(row.campus_id, row.step): row for row in seen},
    )


def _read(db: Database, action_id: str, _day: date) -> Result | None:
    return result_of(followed(db, action_id))


def _file(db: Database, action_id: str, _day: date) -> Table:
    names = {campus.id: campus.name for campus in campuses(db, withdrawn=True)}
    rows = tuple(
        (names[row.campus_id], row.step, row.state, row.seen_on, row.source)
        for row in method_steps(db, action_id)
    )
    return Table("Methodiek", ("Campus", "Stap", "Hoe het gaat", "Gezien op", "Bron"), rows)


METHOD = Instrument(
    "methodiek",
    "Methodiek per campus",
    (VOUCHERS,),
    "Van geen campus is bekend hoe die de methodiek volgt. Wie kan dit aanvullen?",
    _read,
    _file,
)
