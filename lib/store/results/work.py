"""Work to work as it is recorded: meldingen, matches with their card, and the ladder of the model.

What must hold of it as a whole stands in `lib.store.checks.work`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from lib.model.results.work import ACTION, CARD, OPEN, Match, ModelStep, Notice
from lib.rules.results.result import Local, Result, Table
from lib.rules.work import result
from lib.rules.work.local import work_in
from lib.store import records
from lib.store.file.rows import day_of_writing, rows_of
from lib.store.records import add
from lib.store.results.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Recorded:
    """All of it, as far as it was not taken back."""

    notices: tuple[Notice, ...]
    matches: tuple[Match, ...]
    steps: tuple[ModelStep, ...]
    by_id: Mapping[int, Notice]


def recorded(db: Database) -> Recorded:
    """Return all meldingen, matches and steps that hold, with the names of their parties."""
    names = {row["id"]: row["name"] for row in list(db.query("SELECT id, name FROM party"))}
    rows = list(db.query("SELECT * FROM notice WHERE withdrawn_on IS NULL ORDER BY starts_on, id"))
    steps = list(db.query("SELECT * FROM model_step WHERE withdrawn_on IS NULL ORDER BY reached_on, id"))
    notices = tuple(Notice(**row, party=names[row["party_id"]]) for row in rows)
    return Recorded(
        notices,
        tuple(rows_of(db, Match, "SELECT * FROM job_match WHERE withdrawn_on IS NULL ORDER BY id")),
        tuple(ModelStep(**row, party=names.get(row["party_id"])) for row in steps),
        {notice.id: notice for notice in notices},
    )


def add_notice(db: Database, values: Mapping[str, Any]) -> int:
    return add(db, "notice", values)


def confirm_notice(db: Database, notice_id: int, version: int) -> int:
    """Say that a melding still holds today; returns its version."""
    return records.save(db, "notice", notice_id, version, {"confirmed_on": day_of_writing(db)})


def add_match(db: Database, surplus_id: int, demand_id: int, people: int) -> int:
    """Make a match with an empty agreement card; returns its id."""
    card = dict.fromkeys(CARD, OPEN)
    return add(db, "job_match", {"surplus_id": surplus_id, "demand_id": demand_id, "people": people, **card})


def add_step(db: Database, values: Mapping[str, Any]) -> int:
    """Record that a rung of the model was reached; `values` has rung, reached_on and evidence."""
    return add(db, "model_step", values)


# -------------------------------------------------------------------- as an instrument


def _read(db: Database, _action_id: str, day: date) -> Result | None:
    held = recorded(db)
    return result.result_of(held.notices, held.matches, held.steps, day)


def _file(db: Database, _action_id: str, _day: date) -> Table:
    held = recorded(db)
    return result.notice_table(held.notices)


def _local(db: Database, _action_id: str, region: str, day: date) -> Local | None:
    held = recorded(db)
    return work_in(held.notices, region, day)


WORK = Instrument(
    result.KEY,
    result.TITLE,
    (ACTION,),
    "Nog geen overschot en geen vraag gemeld. Wie kan dit aanvullen?",
    _read,
    _file,
    _local,
)
