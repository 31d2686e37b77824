"""A CSV file that a Dutch spreadsheet opens in columns, and in which no cell can do harm.

Owns its form: semicolons, a byte order mark, and text that begins like a formula told to be text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def harmless(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def written(rows: Iterable[Iterable[Any]]) -> bytes:
    """The rows as a file; what is not known is an empty cell, never a zero."""
    file = io.StringIO(newline="")
    lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in rows:
        lines.writerow(["" if one is None else harmless(one) for one in row])
    return file.getvalue().encode("utf-8-sig")
