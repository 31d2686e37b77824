"""A column of a list or a grid as one object: title, field, width, order, how it reads and how it edits.

Owns the ways in which a cell of a grid is edited, and the list that is ordered by its heads.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, Literal, TypeVar

import pandas as pd
import streamlit as st
from markupsafe import Markup

from lib.dutch import sentence_case
from lib.model.field import Field
from lib.model.kinds import clean_text
from lib.model.record import Record
from lib.ui.elements.html import Params, link, table

SORT = "sorteer"
"""The address parameter that names the column by which a list is ordered."""

Line = TypeVar("Line")
Row = Mapping[str, Any]
Width = int | Literal["small", "medium", "large"] | None


class Edit(ABC):
    """How the cells of a column are edited; `dtype` is that of the column, None to let pandas see."""

    dtype: ClassVar[str | None] = None

    @abstractmethod
    def config(self, title: str, width: Width) -> Any:
        """Tell Streamlit how the column looks and edits."""

    @abstractmethod
    def pasted(self) -> Mapping[str, Any]:
        """Tell `fitting.js` what of a paste the cells take."""

    def shown(self, value: Any) -> Any:
        """Turn a stored value into what stands in the cell."""
        return value

    def stored(self, cell: Any) -> Any:
        """Turn a cell into the value that is stored; what does not fit goes on as typed, to be refused."""
        return cell


@dataclass(frozen=True, slots=True)
class Words(Edit):
    """Cells with a line of text."""

    required: bool = False
    pinned: bool | None = None
    locked: bool = False

    def config(self, title: str, width: Width) -> Any:
        return st.column_config.TextColumn(
            title, width=width, required=self.required, pinned=self.pinned, disabled=self.locked
        )

    def pasted(self) -> Mapping[str, Any]:
        return {"kind": "locked" if self.locked else "text"}

    def stored(self, cell: Any) -> Any:
        return clean_text(cell) if isinstance(cell, str) else cell or ""


@dataclass(frozen=True, slots=True)
class Choice(Edit):
    """Cells with one of a few words; `options` gives the stored value of each, in their order."""

    options: Callable[[], Mapping[str, Any]]

    def config(self, title: str, width: Width) -> Any:
        return st.column_config.SelectboxColumn(
            title, options=list(self.options()), required=True, width=width
        )

    def pasted(self) -> Mapping[str, Any]:
        words = self.options()
        empty = next((word for word, value in words.items() if value is None), None)
        return {"kind": "choice", "options": list(words), "empty": empty}

    def shown(self, value: Any) -> Any:
        return next((word for word, stored in self.options().items() if stored == value), value)

    def stored(self, cell: Any) -> Any:
        return self.options().get(cell, cell)


@dataclass(frozen=True, slots=True)
class Whole(Edit):
    """Cells with a whole number between bounds, such as a percentage."""

    dtype: ClassVar[str | None] = "Int64"
    low: int
    high: int
    form: str = "%d"

    def config(self, title: str, width: Width) -> Any:
        return st.column_config.NumberColumn(
            title, min_value=self.low, max_value=self.high, step=1, format=self.form, width=width
        )

    def pasted(self) -> Mapping[str, Any]:
        return {"kind": "number", "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Day(Edit):
    """Cells with a day of the calendar, stored as text."""

    dtype: ClassVar[str | None] = "object"

    def config(self, title: str, width: Width) -> Any:
        return st.column_config.DateColumn(title, format="DD-MM-YYYY", width=width)

    def pasted(self) -> Mapping[str, Any]:
        return {"kind": "day"}

    def shown(self, value: Any) -> Any:
        return date.fromisoformat(value) if value else None

    def stored(self, cell: Any) -> Any:
        return cell.isoformat() if isinstance(cell, date) else cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Line]):
    """One column: `cell` and `order` serve a list to read, `field` and `edit` a grid.

    `shows` gives the cell of a grid where the value of the field alone does not say it, `address` the name by
    which the address has the column when that is no longer its title.
    """

    title: str
    cell: Callable[[Line], str] | None = None
    order: Callable[[Line], Any] | None = None
    field: str = ""
    edit: Edit | None = None
    width: Width = None
    shows: Callable[[Row], Any] | None = None
    address: str = ""

    @property
    def called(self) -> str:
        """How the address calls the column."""
        return self.address or self.title.lower()

    def cells(self, rows: Sequence[Row]) -> list[Any]:
        """Return what stands in the cells of a grid."""
        assert self.edit
        return [self.shows(row) if self.shows else self.edit.shown(row[self.field]) for row in rows]

    def series(self, ids: list[Any], cells: list[Any]) -> pd.Series[Any]:
        assert self.edit
        return pd.Series(cells, index=ids, dtype=self.edit.dtype)


def edit_of(declared: Field) -> Edit | None:
    """Tell how a field of a record is edited in a grid; None for one that names another record."""
    if not declared.own or declared.widget in _REFERENCES:
        return None
    if declared.widget in ("choice", "yes/no"):
        words = {word: value for value, word in declared.options.items()}
        return Choice(lambda: {**words, **({declared.empty: None} if declared.optional else {})})
    if declared.bounds:
        low, high = declared.bounds
        return Whole(int(low), int(high))
    return Day() if declared.widget == "day" else Words(required=not declared.optional)


_REFERENCES = ("party", "step", "meeting", "item", "decision", "action")


def column_of(declared: Field, edit: Edit | None = None, width: Width = None) -> Column[Any]:
    """Give the column of a grid for a field of a record."""
    title = sentence_case(declared.words or declared.label)
    return Column(title=title, field=declared.name, edit=edit or edit_of(declared), width=width)


def columns_of(record: Record) -> list[Column[Any]]:
    """Give the columns of a grid for what may be changed of a record."""
    return [column_of(field) for field in record.fields.values() if field.new and edit_of(field)]


def ordered_table(
    columns: Sequence[Column[Line]],
    lines: Iterable[Line],
    caption: str,
    link_to: tuple[str, Params],
    *,
    usual: str | None = None,
    wide: str = "",
) -> Markup:
    """Draw the lines in the order that the address asks for; each head is a link that orders by its column.

    Without one they stand as given, which is the order of the column called `usual`.
    """
    asked = st.query_params.get(SORT, "").casefold()
    chosen = next((column for column in columns if column.called == asked), None)
    ordered = sorted(lines, key=chosen.order) if chosen and chosen.order else lines
    page, params = link_to
    heads = [link(page, column.title, {**params, SORT: column.called}) for column in columns]
    rows = [[column.cell(line) for column in columns if column.cell] for line in ordered]
    titles = [column.title for column in columns]
    name = chosen.title if chosen else usual
    return table(heads, rows, caption, titles.index(name) if name else None, wide=wide)
