"""The tables of a page as files: what is on the screen, with the filter, the moment and the day named in it.

Owns the way from markup back to cells, and the form of every file with rows that a page offers. Words for a
screen reader come along, signs that only show do not.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from lib.documents.csv_file import harmless, written
from lib.feeds.numbers import parse_number
from lib.feeds.sheets import ACCOUNT, OF_TABLE

_NUMBER = re.compile(r"[+-]?(0|[1-9]\d{0,2}(\.?\d{3})*)(,\d+)?")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_NAME_LENGTH, _WIDEST, _LETTERS_A_CELL = 31, 60, 32_000
_EMPTY = ("br", "img", "input", "hr", "wbr", "path", "circle", "rect", "line", "use")
"""Elements that have no end."""
About = Sequence[tuple[str, str]]


@dataclass(slots=True)
class PageTable:
    """One table: its caption, its rows, the heads first, and what accounts for it beside its page."""

    caption: str = ""
    rows: list[list[Any]] = field(default_factory=list)
    about: About = ()


def tables_of(markups: Iterable[str]) -> list[PageTable]:
    """Return the tables in pieces of a page, in their order."""
    reader = _Reader()
    for markup in markups:
        reader.feed(markup)
    reader.close()
    return reader.tables


class _Reader(HTMLParser):
    """Follows markup and keeps the words in captions and cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[PageTable] = []
        self._words: list[str] | None = None
        self._hidden: list[str] = []
        self._was_struck = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        struck, self._was_struck = self._was_struck, False
        if self._hidden or ("aria-hidden", "true") in attrs:
            self._hidden += [] if tag in _EMPTY else [tag]
        elif tag == "table":
            self.tables.append(PageTable())
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in ("td", "th", "caption"):
            self._words = []
        elif self._words:
            self._words.append(" → " if tag == "ins" and struck else " ")

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._hidden:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._was_struck = tag == "del"
        if self._hidden:
            self._hidden.pop()
        elif tag in ("td", "th", "caption") and self._words is not None and self.tables:
            text = " ".join("".join(self._words).replace("\u00ad", "").split())
            if tag == "caption":
                self.tables[-1].caption = text
            else:
                self.tables[-1].rows[-1].append(text)
            self._words = None


def as_csv(table: PageTable, about: About) -> bytes:
    """Return a table as CSV for a Dutch spreadsheet, with what accounts for it above."""
    return written([*about, *table.about, (), *table.rows])


def as_workbook(tables: Sequence[PageTable], about: About) -> bytes:
    """Return tables as a workbook: one sheet each, and in front one that accounts for them."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = ACCOUNT
    named = (line for table in tables for line in ((OF_TABLE, table.caption), *table.about))
    for line in (*about, *named):
        first.append([harmless(text) for text in line])
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 16, 100
    for table in tables:
        sheet = book.create_sheet(_sheet_name(table.caption, book.sheetnames))
        for row in table.rows:
            sheet.append([_cell(text) for text in row])
        sheet.freeze_panes = "B2"
        for place, column in enumerate(zip(*table.rows, strict=False), 1):
            width = min(_WIDEST, 2 + max(len(str(value or "")) for value in column))
            sheet.column_dimensions[get_column_letter(place)].width = width
        _dress(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _dress(sheet: Any) -> None:
    """Let the words of all cells wrap, and those of the heads be bold."""
    from openpyxl.styles import Alignment, Font

    first = sheet["A1"]
    first.alignment = Alignment(wrap_text=True, vertical="top")
    body = copy(first._style)
    first.font = Font(bold=True)
    for number, row in enumerate(sheet.iter_rows()):
        for cell in row:
            cell._style = body if number else first._style  # given by itself, each would be compared with all


def _cell(text: Any) -> Any:
    """Return a number as such, also with the signs that Dutch puts in it; else the text, never a formula."""
    if not isinstance(text, str):
        return text
    if _NUMBER.fullmatch(text):
        return parse_number(text)
    return str(harmless(text))[:_LETTERS_A_CELL] or None


def _sheet_name(caption: str, taken: Sequence[str]) -> str:
    bare = " ".join(_SHEET_NAME.sub(" ", caption).split()).strip("'")[: _NAME_LENGTH - 3] or "Tabel"
    names = (f"{bare} {number}" for number in range(2, 100))
    others = {name.casefold() for name in taken}
    return (
        bare
        if bare.casefold() not in others
        else next(name for name in names if name.casefold() not in others)
    )
