"""A kind of instrument: which actions it belongs to, and how what is recorded of it becomes a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from lib.rules.results.result import Local, Result, Table

Read = Callable[[Database, str, date], Result | None]
"""Works out what is recorded of an action, as seen from a day; None while nothing is."""
File = Callable[[Database, str, date], Table]
"""Returns all that is recorded of an action as the rows of a file."""
Locally = Callable[[Database, str, str, date], Local | None]
"""Works out what is recorded of an action in one region, by its code; None while nothing is."""


def nowhere(_db: Database, _action_id: str, _region: str, _day: date) -> Local | None:
    """Show nothing of a region: what the instrument records is not about regions."""
    return None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A kind of instrument, by its `key`; `nothing` says that nothing is recorded, and who may do so."""

    key: str
    title: str
    actions: tuple[str, ...]
    nothing: str
    read: Read
    file: File
    local: Locally = nowhere
