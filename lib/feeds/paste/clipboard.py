"""What somebody copied from a spreadsheet, as rows of cells.

Owns how such a text is written and how much of it may come in: tabs between cells, quotes round a cell with
line breaks in it. Nothing in it is computed or followed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lib.dutch import number_text
from lib.model.kinds import Invalid

MOST_LETTERS, MOST_ROWS, MOST_COLUMNS = 500_000, 1_000, 40
_LINE_END = re.compile(r"\r\n?")
_QUOTED = r'"((?>(?:[^"]|"")*))"(?={separator}|\n|\Z)'
_BARE = r"([^{separator}\n]*)"
_TAB, _SEMICOLON = "\t", ";"


def read(text: str) -> list[list[str]]:
    """Return the rows of cells in a text; raise Invalid for more than can be looked over."""
    if len(text) > MOST_LETTERS:
        raise Invalid("text", _too_much("tekens", MOST_LETTERS))
    lines = _LINE_END.sub("\n", text).removesuffix("\n")
    if not lines.strip():
        return []
    rows = _rows(lines, _separator(lines))
    if len(rows) > MOST_ROWS:
        raise Invalid("text", _too_much("rijen", MOST_ROWS))
    if max(map(len, rows)) > MOST_COLUMNS:
        raise Invalid("text", _too_much("kolommen", MOST_COLUMNS))
    return rows


def written(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a spreadsheet puts them on the clipboard."""
    return "\n".join(_TAB.join(map(_as_copied, row)) for row in rows)


def _as_copied(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[\t\n"]', cell) else cell


def _too_much(what: str, most: int) -> str:
    return f"Dit zijn meer dan {number_text(most)} {what}. Plak het in gedeelten."


def _separator(lines: str) -> str:
    """Tell what stands between cells: a tab, or in a text without any a semicolon that each line has."""
    every_line = all(_SEMICOLON in line for line in lines.split("\n") if line.strip())
    return _SEMICOLON if _TAB not in lines and every_line else _TAB


def _rows(lines: str, separator: str) -> list[list[str]]:
    cell = re.compile(f"{_QUOTED}|{_BARE}".format(separator=separator))
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        match = cell.match(lines, place)
        assert match  # a bare cell may be empty
        quoted = match[1]
        rows[-1].append(match[2] if quoted is None else quoted.replace('""', '"'))
        place = match.end()
        if place >= len(lines):
            return rows
        if lines[place] == "\n":
            rows.append([])
        place += 1
