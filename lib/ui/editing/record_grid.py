"""The records of one kind as a grid that is edited cell by cell; a form of the record can do the same.

Owns how a declared record becomes the rows and the columns of a grid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.dutch import count_text
from lib.model.record import RECORDS
from lib.ui.editing import editor
from lib.ui.editing.choice import distinct
from lib.ui.editing.grid_book import GridBook, Row
from lib.ui.elements.columns import Choice, Column, Edit, Width, Words, column_of

MOST_ROWS = 200
"""A grid with more rows than this is slow to draw."""
_UNSCROLLED_ROWS, _SCROLLED_HEIGHT = 18, 640


def grid_column(table: str, name: str, edit: Edit | None = None, width: Width = None) -> Column[Any]:
    """Give the column of a grid for a field of a record."""
    return column_of(RECORDS[table].fields[name], edit, width)


def name_column(table: str, name: str, width: Width = None) -> Column[Any]:
    """Give the column with what a record is called: it stays in sight while the others move."""
    return grid_column(table, name, Words(required=True, pinned=True), width)


def one_of(table: str, name: str, records: Mapping[int, str], width: Width = None) -> Column[Any]:
    """Give the column of a field that names another record, one of these."""
    return grid_column(table, name, choice_of(table, name, records), width)


def choice_of(table: str, name: str, options: Mapping[Any, str]) -> Choice:
    """Let the cells of a field hold one of these, or nothing when the field may be empty."""
    field = RECORDS[table].fields[name]
    words = {word: value for value, word in distinct(options).items()}
    return Choice(lambda: {**({field.empty: None} if field.optional else {}), **words})


def record_grid(
    table: str, rows: Sequence[Any], columns: Sequence[Column[Any]], *, name: str, alt: str, **look: Any
) -> None:
    """Offer records for editing, as many as a grid draws quickly; `name` is that of the grid alone."""
    if len(rows) > MOST_ROWS:
        st.caption(f"Dit zijn de eerste {MOST_ROWS} van {count_text(len(rows), 'rij', 'rijen')}.")

    def save(row: Mapping[str, Any], field: str, value: Any) -> int | None:
        return editor.change_field(table, str(row["id"]), field, value, row["version"])

    seen = [_seen_row(row, columns) for row in rows[:MOST_ROWS]]
    draw_grid(GridBook(name, columns, save), seen, alt, **look)


def draw_grid(book: GridBook, rows: list[Row], alt: str, **look: Any) -> None:
    """Draw a grid as high as its rows, or as high as fits on a screen."""
    height = "content" if len(rows) < _UNSCROLLED_ROWS else _SCROLLED_HEIGHT
    book.draw(rows, f"{alt}, bewerkbaar. Hetzelfde kan met een formulier.", height=height, **look)


def _seen_row(record: Any, columns: Sequence[Column[Any]]) -> Row:
    values = {column.field: getattr(record, column.field) for column in columns}
    stored = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {"id": record.id, "version": record.version, **stored}
