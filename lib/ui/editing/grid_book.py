"""A grid whose cells are saved one by one.

Owns which rows a visitor saw in which grid, and when a grid must make way for a new one because it holds a
value that is not stored. A grid reports its edits by the place of the row, all of them each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.documents.tables.page import PageTable
from lib.model.kinds import quoted
from lib.ui.editing import acts, saving
from lib.ui.elements import drawn
from lib.ui.elements.columns import Column
from lib.ui.elements.component import component
from lib.ui.elements.fields import key_class
from lib.ui.here.cache import kept_with

_GRIDS_KEPT = 2
_clipboard = component(Path(__file__).with_name("clipboard.js"))
Row = dict[str, Any]
"""What a visitor saw of a record: its id, its version and the stored value of each field in the grid."""


@dataclass(frozen=True, slots=True)
class GridBook:
    """One kind of grid: its name, its columns, and how a changed cell is saved.

    `save` returns the new version of the record when the cell was stored. It may keep in the row what it saw
    of more records than one. `follow` hears in which row the keyboard came to rest.
    """

    name: str
    columns: Sequence[Column[Any]]
    save: Callable[[Row, str, Any], int | None]
    follow: Callable[[Row], None] | None = None

    def draw(self, rows: list[Row], alt: str, **look: Any) -> None:
        """Show a grid whose cells are saved one by one; refused values move to a card above it."""
        key = self._key_for(rows)
        frame = self._frame([row["id"] for row in rows], [column.cells(rows) for column in self.columns])
        drawn.note_rows(alt.partition(",")[0], partial(_as_table, alt.partition(",")[0], frame))
        st.data_editor(
            frame,
            key=key,
            on_change=self._store_edits,
            args=(key,),
            num_rows="fixed",
            hide_index=True,
            row_height=44,
            column_config={
                column.title: column.edit.config(column.title, column.width)
                for column in self.columns
                if column.edit
            },
            alt=alt,
            **look,
        )
        self._hear_pastes(key)

    def _frame(self, ids: list[Any], cells: list[list[Any]]) -> pd.DataFrame:
        """Return the table of these cells, made once: nobody changes it in place."""
        seen = sha256(repr((ids, cells)).encode()).digest()
        titles = tuple(column.title for column in self.columns)
        columns = zip(self.columns, cells, strict=True)
        return kept_with(
            ("cells", self.name, titles, seen),
            lambda: pd.DataFrame({column.title: column.series(ids, values) for column, values in columns}),
        )

    def _hear_pastes(self, key: str) -> None:
        """Let what is pasted fit the columns, and hear what none of them takes."""
        columns = [{"title": column.title, **column.edit.pasted()} for column in self.columns if column.edit]
        heard = f"pasted {self.name}"
        _clipboard(
            key=heard,
            data={"grid": key_class(key), "columns": columns, "follows": self.follow is not None},
            on_refused_change=partial(_tell_refused, heard),
            on_row_change=partial(self._follow_row, heard, key),
        )

    def _follow_row(self, heard: str, key: str) -> None:
        """Say which row has the keyboard; for callbacks."""
        rows, place = st.session_state[self._seen].get(key, []), st.session_state[heard].get("row")
        if self.follow and isinstance(place, int) and 0 <= place < len(rows):
            self.follow(rows[place])

    def _key_for(self, rows: list[Row]) -> str:
        """Return the key of the grid that shows these rows: the same as before, or a new one without edits.

        What was in a grid is remembered by its key for a while: somebody may still be typing in the one
        before, while the page with the new one is on its way.
        """
        grids: dict[str, list[Row]] = st.session_state.get(self._seen, {})
        key = f"{self.name} {st.session_state.get(self._generation, 0)}"
        if key in grids and not self._fits(key, grids[key], rows):
            st.session_state[self._generation] = st.session_state.get(self._generation, 0) + 1
            key = f"{self.name} {st.session_state[self._generation]}"
        others = [(name, seen) for name, seen in grids.items() if name != key]
        st.session_state[self._seen] = dict([*others[-_GRIDS_KEPT:], (key, rows)])
        return key

    @acts.unbroken()
    def _store_edits(self, key: str) -> None:
        """Save the cells of a grid that differ from what this visitor saw in it; for callbacks.

        A grid repeats its edits with each new one, so what was handled counts as seen.
        """
        rows = st.session_state[self._seen].get(key, [])
        edits = [(rows[place], field, value) for place, field, value in self._edits(key)]
        saving.as_one_act(partial(self._store, *edit) for edit in edits if edit[2] != edit[0][edit[1]])

    def _store(self, row: Row, field: str, value: Any) -> None:
        version = self.save(row, field, value)
        row[field] = value
        if version == row["version"] + 1:
            row["version"] = version

    @property
    def _seen(self) -> str:
        return f"{self.name} seen"

    @property
    def _generation(self) -> str:
        return f"{self.name} generation"

    def _fits(self, key: str, seen: Sequence[Row], rows: Sequence[Row]) -> bool:
        """Whether a grid may stay: with the same rows, and with no value laid over them that is not stored.

        Edits stay in a grid by place, over the data: in other rows they would land on the wrong record, and
        what was refused, undone or overwritten by somebody else would still seem to be there.
        """
        if [row["id"] for row in seen] != [row["id"] for row in rows]:
            return False
        return all(rows[place][field] == value for place, field, value in self._edits(key))

    def _edits(self, key: str) -> Iterator[tuple[int, str, Any]]:
        """Yield the cells that were typed in a grid: place of the row, field, value as it is stored."""
        columns = {column.title: column for column in self.columns}
        typed = st.session_state.get(key, {}).get("edited_rows", {})
        for place, cells in typed.items():
            for title, cell in cells.items():
                column = columns[title]
                if column.edit:
                    yield int(place), column.field, column.edit.stored(cell)


def _as_table(name: str, frame: pd.DataFrame) -> PageTable:
    """Return what stands in a grid in the words of its cells; what is not filled in is empty."""
    filled = frame.astype(object).where(frame.notna(), "")
    rows = [[_in_words(cell) for cell in row] for row in filled.itertuples(index=False)]
    return PageTable(name, [[*frame.columns], *rows])


def _in_words(cell: Any) -> Any:
    return f"{cell:%d-%m-%Y}" if isinstance(cell, date) else cell


def _tell_refused(heard: str) -> None:
    """Say of pasted cells why no column takes them; for callbacks."""
    refused = dict(st.session_state[heard].get("refused") or {})
    cells = refused.get("cells", ())
    saving.note_dropped([(_why(cell), str(cell["text"])) for cell in cells], int(refused.get("count", 0)))


def _why(cell: Mapping[str, Any]) -> str:
    if not cell["column"]:
        return f"{quoted(cell['text'])} valt buiten de tabel."
    return f"{cell['column']} neemt {quoted(cell['text'])} niet aan."
