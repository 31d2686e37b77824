"""Work to work as the instrument of action 2."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from lib.model.work import ACTION
from lib.rules.results.result import Result, Table
from lib.rules.work import result
from lib.store import work
from lib.store.results.instrument import Instrument


def _read(db: Database, _action_id: str, day: date) -> Result | None:
    recorded = work.recorded(db)
    return result.result_of(recorded.notices, recorded.matches, recorded.steps, day)


def _file(db: Database, _action_id: str, _day: date) -> Table:
    return result.notice_table(work.recorded(db).notices)


WORK = Instrument(
    result.KEY,
    result.TITLE,
    (ACTION,),
    "Nog geen overschot en geen vraag gemeld. Wie kan dit aanvullen? Kies Bewerken.",
    _read,
    _file,
)
