"""What is recorded of an instrument as a file, in the columns in which it can also be read in."""

from __future__ import annotations

import io
from collections.abc import Sequence

from lib.documents.csv_file import harmless, written

Rows = Sequence[Sequence[str]]


def as_csv(rows: Rows) -> bytes:
    return written(rows)


def as_workbook(rows: Rows) -> bytes:
    """Return a workbook with one sheet, its heads frozen; a whole number is a number there."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Resultaat")
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_value(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _value(cell: str) -> object:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else harmless(cell)
