"""What a table registers beside its declaration: checks against other rows, what follows, its own writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

Values = Mapping[str, Any]
_NEW: Values = {"id": None, "withdrawn_on": None}
"""What every new row has beside its values."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A row as it is, empty for a new one, and what changes in it; `restoring` puts back what once stood."""

    table: str
    row: Values
    mine: Values
    restoring: bool = False

    @property
    def after(self) -> dict[str, Any]:
        """The row as it will be."""
        return {**({} if self.row else _NEW), **self.row, **self.mine}


Check = Callable[[Database, Edit], None]
Consequence = Callable[[Database, Values, Values, date], dict[str, Any]]

_checks: dict[str, list[Check]] = {}
_consequences: dict[str, Consequence] = {}


def check(*tables: str) -> Callable[[Check], Check]:
    """Register a check: it raises Invalid for an edit that would contradict the row or what it points at."""

    def register(act: Check) -> Check:
        for table in tables:
            _checks.setdefault(table, []).append(act)
        return act

    return register


def follows(table: str) -> Callable[[Consequence], Consequence]:
    """Register what follows from the row as it will be and what somebody changes in it."""

    def register(act: Consequence) -> Consequence:
        _consequences[table] = act
        return act

    return register


EVERY_TABLE = ""


def run_checks(db: Database, edit: Edit) -> None:
    """Raise Invalid when an edit breaks a rule that holds for every table or for its own."""
    for act in (*_checks.get(EVERY_TABLE, ()), *_checks.get(edit.table, ())):
        act(db, edit)


def consequences(db: Database, table: str, row: Values, mine: Values, today: date) -> dict[str, Any]:
    """Return what a person's changes of a row bring along in its other fields."""
    follow = _consequences.get(table)
    if not mine or follow is None:
        return {}
    following = follow(db, {**row, **mine}, mine, today)
    return {name: value for name, value in following.items() if value != {**row, **mine}.get(name)}


# ------------------------------------------------------------- ways of writing of its own

Writer = Callable[[Database, Values, int, Values], int]
"""Saves cleaned values of a row that was seen at a version; returns the new version."""
Restorer = Callable[[Database, str, Values, int, int], int]
"""Gives a row back a value of the row before a history entry; returns the new version."""

WRITERS: dict[str, Writer] = {}
RESTORERS: dict[tuple[str, str], Restorer] = {}


def writes(table: str) -> Callable[[Writer], Writer]:
    """Register how rows of a table are saved."""

    def register(act: Writer) -> Writer:
        WRITERS[table] = act
        return act

    return register


def restores(table: str, field: str) -> Callable[[Restorer], Restorer]:
    """Register how a field is put back."""

    def register(act: Restorer) -> Restorer:
        RESTORERS[table, field] = act
        return act

    return register
