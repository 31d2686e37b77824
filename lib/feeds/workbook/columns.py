"""Which sheets a workbook has and what stands in their cells: all of it follows from the declarations.

Owns the way from a stored value to its cell; the way back is `lib.feeds.paste.cells`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.feeds.paste.cells import PARTIES
from lib.feeds.paste.columns import title_of
from lib.model.field import WITHDRAWAL, Field
from lib.model.listing import parts
from lib.model.record import RECORDS, Record
from lib.store.file.connection import Database
from lib.store.file.snapshot import rows_at

Cell = str | int | float | date | None
Rows = Mapping[str, list[dict[str, Any]]]

NUMBER, WHAT = "Nr", "Wat het is"
FIRST, EXPLAINED, CHOICES = "Werkboek", "Uitleg", "Keuzes"
KEY = "Kenmerk van dit werkboek"
BETWEEN = "; "
"""What stands between the parts of a list in one cell: names may hold a comma."""
_FIRST = ("party", "meeting", "step")
"""What other sheets name comes first, so that a new party can sit on a new chair."""
_IN_A_CELL = {"step_party"}
"""What stands in a column of another sheet."""
_NAME_LENGTH, _NOT_IN_NAME = 31, re.compile(r"[\[\]:*?/\\]")
_ONLY_READ = {("purpose_text", "part")}
"""Fields with a rule that a save of their row leaves alone."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: a declared field, with its title above it."""

    field: Field
    title: str
    editable: bool

    @property
    def choices(self) -> list[str]:
        """What a cell can be chosen from; empty when it is typed."""
        listed = self.field.options and self.field.widget != "several"
        return list(self.field.options.values()) if listed else []


def kinds() -> list[Record]:
    """Return every kind of record, in the order in which a workbook is taken in."""
    first = [RECORDS[table] for table in _FIRST]
    rest = (record for table, record in RECORDS.items() if table not in (*_FIRST, *_IN_A_CELL))
    return [*first, *rest]


def sheet_name(record: Record) -> str:
    return _NOT_IN_NAME.sub(" ", record.name)[:_NAME_LENGTH]


def columns_of(record: Record) -> list[Column]:
    """Return the columns of a kind of record: each field that has a name, what a row belongs to first.

    What only some may see stays out: a workbook goes from hand to hand.
    """
    fields = sorted(
        (field for field in record.fields.values() if not field.private),
        key=lambda field: field.own,
    )
    named = [(field, title_of(field)) for field in fields if title_of(field)]
    seen: Counter[str] = Counter()
    columns = []
    for field, title in named:
        seen[title] += 1
        unique = f"{title} ({seen[title]})" if seen[title] > 1 else title
        editable = bool(field.rule) or field.widget == PARTIES
        columns.append(Column(field, unique, editable and (record.table, field.name) not in _ONLY_READ))
    return columns


@dataclass(frozen=True, slots=True)
class Names:
    """How cells call the rows that others point at: parties by name, actions by number and name."""

    parties: Mapping[int, str]
    actions: Mapping[str, str]


def state_at(db: Database, until: int) -> tuple[Rows, Names]:
    """Return every row up to a history id, with the names of then; steps with the parties that were there."""
    rows = {table: rows_at(db, table, until) for table in RECORDS}
    present: dict[int, list[int]] = {}
    for entry in rows["step_party"]:
        if not entry[WITHDRAWAL[0]]:
            present.setdefault(entry["step_id"], []).append(entry["party_id"])
    for step in rows["step"]:
        step[PARTIES] = present.get(step["id"], [])
    parties = {row["id"]: row["name"] for row in rows["party"]}
    actions = {row["id"]: f"{row['id']} {row['name']}" for row in rows["action"]}
    return rows, Names(parties, actions)


def cell_of(field: Field, value: Any, names: Names) -> Cell:
    """Return what a cell holds for a stored value: days and numbers as such, choices and parties in words."""
    if value is None or value == "":
        return None
    match field.widget:
        case "day":
            return date.fromisoformat(value)
        case "party":
            return names.parties.get(value, f"partij {value}")
        case "parties":
            return BETWEEN.join(sorted(names.parties[party] for party in value)) or None
        case "action":
            return names.actions.get(value, str(value))
        case "several":
            return BETWEEN.join(field.options.get(key, key) for key in parts(value))
    if field.options:
        return str(field.options.get(value, value))
    return value if isinstance(value, int | float) else str(value)


def called(record: Record, row: Mapping[str, Any], names: Names) -> str:
    """Return how people call a row, with its action: for who reads a sheet, not for who takes it in."""
    title = record.title(row, names.parties)
    about = names.actions.get(str(row.get(record.about)), "")
    return f"{about}: {title}" if about and not about.endswith(title) else title


def plain(cell: Any) -> str | float:
    """Return a cell as two cells are compared: whichever program wrote it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    return str(cell).replace("\r\n", "\n").replace("x005F_", "").strip()
