"""The example set's plain events: any declared record is added, changed or taken back.

A field that points elsewhere names it as the files do: a party by its key, a campus by its name, and another
record by the `id` that it was added under.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlite_utils import Database

from lib.model.record import RECORDS
from lib.store import decisions, records
from lib.store.seed.example_meetings import Event, Rows, version_of


def _values(event: Event, rows: Rows) -> dict[str, Any]:
    """Return the fields of an event, with what they point at."""
    fields = RECORDS[event["table"]].fields
    return {name: _value(fields[name].widget, name, value, rows) for name, value in event["values"].items()}


def _value(widget: str, name: str, value: Any, rows: Rows) -> Any:
    if widget == "party":
        return rows.party(value)
    if widget == "step":
        return rows.steps[value]
    if widget == "record":
        return rows.campuses[value] if name.endswith("campus_id") else rows.records[value]
    return value


def _add(db: Database, event: Event, rows: Rows) -> None:
    made = records.add(db, event["table"], _values(event, rows))
    if "id" in event:
        rows.records[event["id"]] = made


def _change(db: Database, event: Event, rows: Rows) -> None:
    table, row_id = event["table"], rows.records[event["ref"]]
    records.save(db, table, row_id, version_of(db, table, row_id), _values(event, rows))


def _take_back(db: Database, event: Event, rows: Rows) -> None:
    table, row_id = event["table"], rows.records[event["ref"]]
    records.withdraw(db, table, row_id, version_of(db, table, row_id))


def _lean(db: Database, event: Event, rows: Rows) -> None:
    """A figure that a decision of a meeting leaned on."""
    decisions.add_leaning(db, {**event["values"], "decision_id": rows.decisions[event["ref"]]})


EVENTS: Mapping[str, Callable[[Database, Event, Rows], None]] = {
    "add": _add,
    "change": _change,
    "take_back": _take_back,
    "lean": _lean,
}
