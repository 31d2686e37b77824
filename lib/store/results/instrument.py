"""A kind of instrument: which actions it belongs to, and how what is recorded of it becomes a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from lib.rules.results.result import Result, Table

Read = Callable[[Database, str, date], Result | None]
"""Works out what is recorded of an action, as seen from a day; None while nothing is."""
File = Callable[[Database, str, date], Table]
"""Returns all that is recorded of an action as the rows of a file."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A kind of instrument, by its `key`; `nothing` says that nothing is recorded, and who may do so."""

    key: str
    title: str
    actions: tuple[str, ...]
    nothing: str
    read: Read
    file: File
