"""One cell of a workbook as the value of its field, by the agenda as it is at that point of the write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lib.dutch import day_text
from lib.feeds.paste.cells import Known, read_cell
from lib.feeds.workbook.columns import Column, plain
from lib.model.change import UNDONE
from lib.model.field import Field
from lib.model.kinds import Invalid, quoted
from lib.rules.names import key_of
from lib.store import agenda, records
from lib.store.file.connection import Database

_NUMBERED = ("step", "meeting", "item", "decision", "advice", "record", "goal")
"""Widgets of fields that name a row of another sheet by its number."""
_ONLY_READ = "Deze kolom is alleen om te lezen. Zet terug wat er stond."


@dataclass(frozen=True, slots=True)
class Reader:
    """What cells are held against: the day, the parties, and the actions by how cells call them."""

    known: Known
    actions: Mapping[str, str]

    def value(self, column: Column, cell: Any) -> Any:
        """Return what a cell says as it is stored; raise Invalid."""
        if not column.editable:
            raise Invalid(column.field.name, _ONLY_READ)
        given = self._given(column.field, cell) if plain(cell) != "" else None
        return column.field.rule(given, self.known.today) if column.field.rule else given or []

    def _given(self, field: Field, cell: Any) -> Any:
        if isinstance(cell, date):
            return _day(field, cell)
        if field.widget in _NUMBERED:
            return _row_number(field, cell)
        if field.widget == "number" and isinstance(cell, int | float):
            return cell
        text = _text(cell)
        if field.widget == "action":
            return self._action(field, text)
        return read_cell(field, text, self.known)

    def _action(self, field: Field, text: str) -> str:
        found = self.actions.get(key_of(text))
        if found is None:
            raise Invalid(field.name, f"Actie {quoted(text)} bestaat niet. Kies een actie uit de lijst.")
        return found


def reader_of(db: Database) -> Reader:
    """Return what cells are held against now."""
    everybody = [party for party in agenda.parties(db, withdrawn=True) if party.withdrawn_reason != UNDONE]
    known = Known(
        records.today(),
        {party.id: party.name for party in everybody if not party.withdrawn_on},
        {party.name: party.merged_into for party in everybody if party.merged_into},
        [party.name for party in everybody if party.withdrawn_on and not party.merged_into],
    )
    actions: dict[str, str] = {}
    for action in agenda.actions(db):
        actions |= {
            key_of(text): action.id for text in (action.id, action.name, f"{action.id} {action.name}")
        }
    return Reader(known, actions)


def _day(field: Field, cell: date) -> date | str:
    """Return a day as such; in another field as it is written: a spreadsheet may have made it a day."""
    day = cell.date() if isinstance(cell, datetime) else cell
    return day if field.widget == "day" else day_text(day)


def _row_number(field: Field, cell: Any) -> int:
    found = plain(cell)
    digits = f"{found:.0f}" if isinstance(found, float) and found.is_integer() else str(found)
    if not (digits.isascii() and digits.isdigit()):
        raise Invalid(field.name, f"{quoted(cell)} is geen nummer. Neem het nummer over van het andere blad.")
    return int(digits)


def _text(cell: Any) -> str:
    """Return a cell as text; a whole number without the comma that a spreadsheet keeps to itself."""
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
