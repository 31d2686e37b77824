"""A CSV file that a Dutch spreadsheet opens in columns, and in which no cell can do harm.

Owns its form: semicolons, a byte order mark, and text that begins like a formula told to be text; and the
columns that follow from the declaration of a record.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from lib.model.field import Field
from lib.model.record import Record

_FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would take for a formula."""
_NUMBER = re.compile(r"[+-]?\d{1,3}(\.?\d{3})*(,\d+)?")


def harmless(value: Any) -> Any:
    """Return a value that no spreadsheet takes for a formula: text is told to be text, a number stays one."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    return f"'{value}" if value.startswith(("\t", "\r")) or _first_sign(value).startswith(_FORMULA) else value


def _first_sign(text: str) -> str:
    """Return the first sign that shows, in its plain form: a spreadsheet may drop what stands before it."""
    shown = (
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign)[0] not in "CZ"
    )
    return next(shown, "")


def written(rows: Iterable[Iterable[Any]]) -> bytes:
    """Return the rows as a file; what is not known is an empty cell, never a zero."""
    file = io.StringIO(newline="")
    lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in rows:
        lines.writerow(["" if cell is None else harmless(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


Column = Callable[[Any, date], object]
"""What stands in a column about a row, on the day of the file."""


def columns_of(record: Record, *names: str) -> dict[str, Column]:
    """Give the columns of a file for fields of a record, all that a new row has unless some are named."""
    fields = [record.fields[name] for name in names or record.new]
    return {field.words or field.label.lower(): partial(_cell, field) for field in fields}


def _cell(field: Field, row: Any, _today: date) -> object:
    """Return a field as a file has it: a choice in words, days and numbers as a spreadsheet counts."""
    value = getattr(row, field.name)
    if isinstance(value, tuple):
        return ", ".join(value)
    return field.text(value, {}) if value is not None and field.options else value
