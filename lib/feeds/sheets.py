"""A CSV or XLSX file as columns and rows, or a Dutch sentence that says why it cannot be read.

Owns what may come in: a file is read within bounds and only as text and numbers; no formula is computed, no
macro runs, nothing outside the file is followed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from lib.model.kinds import Invalid, missing

MOST_BYTES, MOST_UNPACKED = 20_000_000, 200_000_000
MOST_ROWS, MOST_COLUMNS = 200_000, 200
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
    """The first table of a file; raises Invalid when it is none that can be read."""
    if len(content) > MOST_BYTES:
        raise Invalid("file", "Het bestand is groter dan 20 MB. Maak er een kleinere selectie van.")
    if not content:
        raise Invalid("file", "Het bestand is leeg.")
    if name.lower().endswith(".xlsx") or content[:4] == b"PK\x03\x04":
        return _sheet(_workbook_rows(content))
    return _sheet(_csv_rows(content))


def _sheet(found: Iterable[Sequence[Any]]) -> Sheet:
    """The table under its heads: the first row with two filled cells or more."""
    rows = list(islice(found, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise Invalid("file", "Het bestand heeft meer dan 200.000 rijen. Maak er een kleinere selectie van.")
    heads_at = (place for place, row in enumerate(rows) if sum(not _empty(cell) for cell in row) >= 2)
    place = next(heads_at, None)
    if place is None:
        raise Invalid("file", "In het bestand staat geen tabel met kolomnamen.")
    heads = [" ".join(str(cell).split()) if not _empty(cell) else "" for cell in rows[place]]
    while heads and not heads[-1]:
        heads.pop()
    if len(heads) > MOST_COLUMNS:
        raise Invalid("file", "Het bestand heeft meer dan 200 kolommen.")
    named = [head for head in heads if head]
    if len(set(named)) != len(named):
        raise Invalid("file", "Twee kolommen hebben dezelfde naam. Geef elke kolom een eigen naam.")
    return Sheet(heads, rows[place + 1 :], place + 2)


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
        raise Invalid(
            "file", "Het CSV-bestand is beschadigd: een aanhalingsteken is niet gesloten."
        ) from error


def _workbook_rows(content: bytes) -> Iterator[Sequence[Any]]:
    """The rows of the first sheet; what unpacks to far more than it weighs is not opened."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise Invalid("file", "Het bestand pakt uit tot meer dan 200 MB en wordt niet geopend.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
                yield [cell.isoformat()[:10] if isinstance(cell, date) else cell for cell in row]
        finally:
            book.close()
    except Invalid:
        raise
    except Exception as error:
        raise Invalid("file", "Het Excel-bestand is beschadigd of geen XLSX. Sla het opnieuw op.") from error
