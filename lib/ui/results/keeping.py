"""The forms of any kind of record of an instrument: add one, change it, take it back, paste many.

Owns which rows are offered to change, by the title of their declaration, from which the forms follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lib.dutch import sentence_case
from lib.model.field import WITHDRAWAL
from lib.model.record import RECORDS, Record
from lib.store import agenda, records
from lib.store.campuses import campuses
from lib.store.file.connection import Database, reading
from lib.store.file.rows import in_force
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.elements.fold import folded
from lib.ui.elements.html import empty
from lib.ui.here.state import Here

Rows = Callable[[Database], Mapping[Any, str]]
"""Reads what a field that names another record can be chosen from."""


def keep(here: Here, table: str, rows: Mapping[str, Rows] | None = None, *, pasted: bool = True) -> None:
    """Offer every way in which records of a kind are kept; `rows` gives the choices of some fields."""
    record = RECORDS[table]
    folded(f"{record.name} toevoegen", lambda: _add(here, record, rows or {}), key=f"fold add {table}")
    folded(
        f"{record.name} wijzigen of intrekken",
        lambda: _change(here, record, rows or {}),
        key=f"fold change {table}",
        icon=":material/edit:",
    )
    if pasted:
        paste_box(table, {}, table, f"{record.name}: plak uit Excel")


def names_of(table: str) -> Rows:
    """Return the reader of all records of a kind, by their titles."""

    def read(db: Database) -> dict[Any, str]:
        record, parties = RECORDS[table], agenda.party_names(db)
        rows: list[Any] = in_force(db, record.row)
        return {row.id: sentence_case(record.title(asdict(row), parties)) for row in rows}

    return read


def places(db: Database) -> dict[int, str]:
    return {campus.id: campus.name for campus in campuses(db)}


def _choices(here: Here, record: Record, rows: Mapping[str, Rows]) -> form.Choices:
    with reading(here.path) as db:
        parties = {party.id: party.name for party in agenda.parties(db)}
        of_party = {name: parties for name, field in record.fields.items() if field.widget == "party"}
        return of_party | {name: read(db) for name, read in rows.items()}


def _fields(here: Here, record: Record, names: Sequence[str]) -> list[str]:
    """Return the fields that this person is asked: amounts only of who may see them."""
    visible = here.person.sees_money(record.about.strip("'"))
    return [name for name in names if visible or not record.fields[name].private]


def _add(here: Here, record: Record, rows: Mapping[str, Rows]) -> None:
    form.add(
        record.table,
        {},
        lambda db, values: records.add(db, record.table, values),
        choices=_choices(here, record, rows),
        fields=_fields(here, record, record.new),
        said=f"{record.name} toegevoegd.",
        primary=False,
    )


def _change(here: Here, record: Record, rows: Mapping[str, Rows]) -> None:
    with reading(here.path) as db:
        rows_there: list[Any] = in_force(db, record.row)
        names = names_of(record.table)(db)
    there = {row.id: row for row in rows_there}
    if not there:
        empty("Er is nog niets vastgelegd.")
        return
    chosen = there[choose_record(record.name, names, f"{record.table} to change")]
    own = [name for name in record.own if name not in WITHDRAWAL]
    form.change(record.table, chosen, fields=_fields(here, record, own), choices=_choices(here, record, rows))
    form.withdraw(record.table, chosen)
