"""A CSV or XLSX file as columns and rows, or a Dutch sentence that says why it cannot be read.

Owns what may come in: a file is read within bounds and only as text and numbers; no formula is computed, no
macro runs, nothing outside the file is followed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from lib.model.kinds import Invalid, missing

MOST_BYTES, MOST_UNPACKED = 20_000_000, 40_000_000
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 200, 1_000_000
MOST_TAGS = 4 * MOST_CELLS
_ROW = re.compile(rb"<(?:[^\s<>/:]+:)?row[\s/>]")
_NEVER_COMPUTED = re.compile(
    rb"""<c(?![^<>]*\st="str")[^<>]*>\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"""
)
"""A cell with a formula and no value, not even an empty text: the program that wrote it does not compute."""
ACCOUNT, OF_TABLE = "Verantwoording", "Tabel"
"""How a file of this app accounts for itself: the sheet in front, or the first cell above the table."""
_SMALLER = "Maak er een kleinere selectie van."
_DELIMITERS = ";\t|,"
_SAMPLE = 20_000
"""How much of a text is looked at to find what separates its cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table from a file; `first_row` is the number in the file of its first row under the heads."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    first_row: int


def read(name: str, content: bytes) -> Sheet:
    """Return the first table of a file; raise Invalid when it is none that can be read."""
    if len(content) > MOST_BYTES:
        raise Invalid("file", "Het bestand is groter dan 20 MB. Maak er een kleinere selectie van.")
    if not content:
        raise Invalid("file", "Het bestand is leeg.")
    if name.lower().endswith(".xlsx") or content[:4] == b"PK\x03\x04":
        return _sheet(_workbook_rows(content))
    return _sheet(_csv_rows(content))


def _sheet(source: Iterable[Sequence[Any]]) -> Sheet:
    """Return the table under its heads: the first row with two filled cells or more, below an account."""
    rows = list(_bounded(source))
    filled = [sum(not _empty(cell) for cell in row) for row in rows]
    accounted = bool(rows) and len(rows[0]) == 2 and rows[0][0] == OF_TABLE and 0 in filled
    below = filled.index(0) if accounted else 0
    place = next((place for place in range(below, len(rows)) if filled[place] >= 2), None)
    if place is None:
        raise Invalid("file", "In het bestand staat geen tabel met kolomnamen.")
    heads = [" ".join(str(cell).split()) if not _empty(cell) else "" for cell in rows[place]]
    while heads and not heads[-1]:
        heads.pop()
    named = [head for head in heads if head]
    if len(set(named)) != len(named):
        raise Invalid("file", "Twee kolommen hebben dezelfde naam. Geef elke kolom een eigen naam.")
    return Sheet(heads, rows[place + 1 :], place + 2)


def _bounded(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Yield the rows for as long as they are few, narrow and hold no more cells than can be shown."""
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if number > MOST_ROWS:
            raise Invalid("file", f"Het bestand heeft meer dan 200.000 rijen. {_SMALLER}")
        if len(row) > MOST_COLUMNS and any(not _empty(cell) for cell in row[MOST_COLUMNS:]):
            raise Invalid("file", "Het bestand heeft meer dan 200 kolommen.")
        if cells > MOST_CELLS:
            raise Invalid("file", f"Het bestand heeft meer dan een miljoen cellen. {_SMALLER}")
        yield row[:MOST_COLUMNS]


def _empty(cell: Any) -> bool:
    return missing(cell) or (isinstance(cell, str) and not cell.strip())


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if b"\x00" in content and not wide:
        raise Invalid("file", "Dit is geen CSV- of XLSX-bestand.")
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    delimiter = max(_DELIMITERS, key=text[:_SAMPLE].count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    except csv.Error as error:
        long = "field larger" in str(error)
        why = "een cel is veel te lang" if long else "een aanhalingsteken is niet gesloten"
        raise Invalid("file", f"Het CSV-bestand is beschadigd: {why}.") from error


def _workbook_rows(content: bytes) -> Iterator[Sequence[Any]]:
    """Yield the rows of the first sheet with data; what unpacks to far more than it weighs is not opened."""
    from openpyxl import load_workbook

    try:
        refuse_bombs(content)
        _refuse_uncomputed(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = next((sheet for sheet in book.worksheets if sheet.title != ACCOUNT), book.worksheets[0])
            sheet.reset_dimensions()  # what a file claims as its size would fill up each row to that width
            for row in sheet.iter_rows(values_only=True):
                yield [cell.isoformat()[:10] if isinstance(cell, date) else cell for cell in row]
        finally:
            book.close()
    except Invalid:
        raise
    except Exception as error:
        raise Invalid("file", "Het Excel-bestand is beschadigd of geen XLSX. Sla het opnieuw op.") from error


def refuse_bombs(content: bytes) -> None:
    """Raise for a workbook that costs far more than it weighs: the library reads all of a sheet first."""
    tags = 0
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise Invalid("file", f"Het bestand pakt uit tot meer dan 40 MB. {_SMALLER}")
        for part in packed.infolist():
            if not part.filename.endswith((".xml", ".rels")):
                continue
            text = packed.read(part)
            tags += text.count(b"<")
            if b"\x00" in text or b"<!DOCTYPE" in text:
                raise ValueError(f"{part.filename} is written in a way to hide what it costs")
            if next(islice(_ROW.finditer(text), MOST_ROWS, None), None):
                raise Invalid("file", f"Het bestand heeft meer dan 200.000 rijen. {_SMALLER}")
    if tags > MOST_TAGS:
        raise Invalid("file", f"Het bestand heeft meer dan een miljoen cellen. {_SMALLER}")


def _refuse_uncomputed(content: bytes) -> None:
    """Raise for a workbook whose formulas were never computed: their cells would read as empty."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.namelist():
            if part.startswith("xl/worksheets/") and _NEVER_COMPUTED.search(packed.read(part)):
                raise Invalid(
                    "file", "In het bestand staan formules zonder uitkomst. Sla het eerst op in Excel."
                )
