"""A workbook that comes back: its rows by sheet and field, or a sentence that says why it is not taken.

Owns what may come in. No formula is computed, no macro runs, nothing outside the file is followed, and what
costs far more than it weighs is not opened.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lib.dutch import number_text
from lib.feeds.sheets import MOST_BYTES, refuse_bombs
from lib.feeds.workbook.columns import (
    CHOICES,
    EXPLAINED,
    FIRST,
    KEY,
    NUMBER,
    WHAT,
    Column,
    columns_of,
    kinds,
    plain,
    sheet_name,
)
from lib.model.kinds import Invalid, quoted
from lib.model.record import Record

MOST_ROWS, MOST_COLUMNS = 50_000, 60
_OURS = "Gebruik een werkboek dat u op Beheer, Werkboek hebt gedownload."
_MERGED = re.compile(rb"<(?:[^\s<>/:]+:)?mergeCell[\s/>]")
_KEY = re.compile(r"(echt|voorbeeld) (\d{1,15}) (\S{10,40})")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its number there, the number of its record (empty for a new one), its cells."""

    number: int
    row_id: str
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one kind of record."""

    record: Record
    columns: Mapping[str, Column]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that was read: of which data set and change it was made, and its sheets."""

    dataset: str
    until: int
    moment: str
    sheets: Sequence[Sheet]


def read(content: bytes) -> Book:
    """Return what stands in a workbook; raise Invalid with what is wrong with it."""
    if len(content) > MOST_BYTES:
        raise Invalid("file", "Het bestand is groter dan 20 MB. Maak een werkboek van één actie.")
    from openpyxl import load_workbook

    try:
        _refuse_parts(content)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            return _book(book)
        finally:
            book.close()
    except Invalid:
        raise
    except Exception as error:
        raise Invalid("file", "Het bestand is beschadigd of geen XLSX. Sla het opnieuw op.") from error


def _refuse_parts(content: bytes) -> None:
    """Raise for a workbook with something in it that ours never has: macros, other files, merged cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = [part.filename.lower() for part in packed.infolist()]
        if any("vbaproject" in name or "macrosheets" in name for name in names):
            raise Invalid("file", f"In het bestand zitten macro’s; die neemt de app niet aan. {_OURS}")
        if any("externallinks" in name or "connections.xml" in name for name in names):
            raise Invalid("file", f"Het bestand verwijst naar andere bestanden. {_OURS}")
        refuse_bombs(content)
        for part in packed.infolist():
            if "worksheets/" in part.filename.lower() and _MERGED.search(packed.read(part)):
                raise Invalid(
                    "file", "In het bestand zijn cellen samengevoegd. Splits die, en lees het opnieuw in."
                )


def _book(book: Any) -> Book:
    names = [sheet.title for sheet in book.worksheets]
    if FIRST not in names:
        raise Invalid(
            "file", f"Dit is geen werkboek van deze app: het blad {quoted(FIRST)} ontbreekt. {_OURS}"
        )
    dataset, until, moment = _key(book[FIRST])
    by_name = {sheet_name(record): record for record in kinds()}
    strange = [name for name in names if name not in (FIRST, EXPLAINED, CHOICES, *by_name)]
    if strange:
        raise Invalid("file", f"Het blad {quoted(strange[0])} hoort niet in dit werkboek. Haal het weg.")
    left = MOST_ROWS
    sheets = []
    for name, record in by_name.items():
        if name in names:
            sheets.append(_sheet(record, book[name], left))
            left -= len(sheets[-1].lines)
    return Book(dataset, int(until), moment, sheets)


def _key(first: Any) -> tuple[str, str, str]:
    """Return from which state a workbook was made; without it nobody knows what was changed in it."""
    for row in first.iter_rows(max_row=60, max_col=2, values_only=True):
        match = _KEY.fullmatch(str(row[1])) if len(row) > 1 and row[0] == KEY else None
        if match:
            return match[1], match[2], match[3]
    raise Invalid("file", f"Op het blad {quoted(FIRST)} ontbreekt het kenmerk van het werkboek. {_OURS}")


def _sheet(record: Record, sheet: Any, most: int) -> Sheet:
    sheet.reset_dimensions()  # what a file claims as its size would fill up each row to that width
    rows = sheet.iter_rows()
    titles = [_value(cell, sheet.title) for cell in next(rows, ())]
    columns = _columns(record, titles)
    lines: list[Line] = []
    for number, row in enumerate(rows, 2):
        if len(lines) >= most:
            raise Invalid(
                "file",
                f"Het werkboek heeft meer dan {number_text(MOST_ROWS)} rijen. Maak er een van één actie.",
            )
        if line := _line(number, row, columns, sheet.title):
            lines.append(line)
    _refuse_twice(lines, sheet.title)
    return Sheet(
        record,
        {column.field.name: column for column in columns.values() if isinstance(column, Column)},
        lines,
    )


def _columns(record: Record, titles: Sequence[Any]) -> dict[int, Column | str]:
    """Return which field stands at which place, and where the number and the name of a row stand."""
    named: dict[str, Column | str] = {NUMBER: NUMBER, WHAT: WHAT}
    named |= {column.title: column for column in columns_of(record)}
    placed: dict[int, Column | str] = {}
    for place, title in enumerate(titles[:MOST_COLUMNS]):
        text = " ".join(str(title or "").split())
        if text in named:
            placed[place] = named.pop(text)
        elif text:
            raise Invalid(
                "file",
                f"Op het blad {quoted(sheet_name(record))} hoort geen kolom {quoted(text)}, of hij staat er "
                "twee keer. Haal de kolom weg of geef hem zijn naam terug.",
            )
    if NUMBER not in placed.values():
        raise Invalid(
            "file", f"Op het blad {quoted(sheet_name(record))} ontbreekt de kolom {quoted(NUMBER)}. {_OURS}"
        )
    return placed


def _line(number: int, row: Sequence[Any], columns: Mapping[int, Column | str], title: str) -> Line | None:
    """Return a row that has something in it."""
    cells, row_id = {}, ""
    for place, cell in enumerate(row[:MOST_COLUMNS]):
        value = _value(cell, title)
        if place not in columns:
            if plain(value):
                raise Invalid("file", f"{_place(cell, title)} staat onder geen kolomnaam. Maak hem leeg.")
            continue
        column = columns[place]
        if column == NUMBER:
            row_id = _number(value)
        elif isinstance(column, Column):
            cells[column.field.name] = value
    filled = row_id or any(plain(value) for value in cells.values())
    return Line(number, row_id, cells) if filled else None


def _number(value: Any) -> str:
    found = plain(value)
    return f"{found:.0f}" if isinstance(found, float) and found.is_integer() else str(found)


def _value(cell: Any, title: str) -> Any:
    """Return what stands in a cell; raise for one that a spreadsheet computes."""
    if cell.data_type == "f":
        raise Invalid("file", f"{_place(cell, title)} bevat een formule. Zet er de waarde zelf in.")
    if cell.data_type == "e":
        raise Invalid(
            "file", f"{_place(cell, title)} bevat een fout van het rekenblad: {quoted(cell.value)}."
        )
    return cell.value


def _place(cell: Any, title: str) -> str:
    return f"Cel {cell.coordinate} op het blad {quoted(title)}"


def _refuse_twice(lines: Sequence[Line], title: str) -> None:
    seen: dict[str, int] = {}
    for line in lines:
        if line.row_id and (above := seen.setdefault(line.row_id, line.number)) != line.number:
            raise Invalid(
                "file",
                f"Op het blad {quoted(title)} staat nummer {quoted(line.row_id)} in rij {above} én in rij "
                f"{line.number}. Maak het nummer van een nieuwe rij leeg.",
            )
