"""The campuses as a grid to edit cell by cell; the same can be done with the form of a campus.

Owns what stands in which column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.model.campuses import SHARES, Campus
from lib.model.record import RECORDS
from lib.ui.editing import editor
from lib.ui.editing.grid_book import GridBook
from lib.ui.elements.columns import Column, Edit, Whole, Width, Words, column_of

_UNKNOWN = "nog niet bekend"
MOST_ROWS = 200
"""A grid with more rows than this is slow to draw; the filters leave fewer."""


def _column(name: str, edit: Edit | None = None, width: Width = None) -> Column[Campus]:
    return column_of(RECORDS["campus"].fields[name], edit, width)


_COLUMNS = (
    _column("name", Words(required=True, pinned=True), 230),
    _column("place"),
    _column("sectors"),
    _column("levels"),
    _column("research", width=200),
    *(_column(share, Whole(0, 100, "%d%%"), 110) for share in SHARES.values()),
    _column("secured_until", width=120),
    _column("actions"),
    _column("partners"),
    _column("source", width=260),
    _column("source_date"),
)


def editing_grid(shown: Sequence[Campus]) -> None:
    """Offer the campuses for editing, as many as a grid can draw quickly."""
    rows = [_seen_row(campus) for campus in shown[:MOST_ROWS]]
    if len(shown) > MOST_ROWS:
        st.caption(f"De eerste {MOST_ROWS} campussen. Filter om de andere te zien.")
    alt = "Campussen, bewerkbaar. Hetzelfde kan met het formulier van een campus."
    _BOOK.draw(rows, alt, placeholder=_UNKNOWN, height="content" if len(rows) < 18 else 640)


def _seen_row(campus: Campus) -> dict[str, Any]:
    values = {column.field: getattr(campus, column.field) for column in _COLUMNS}
    stored = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {"id": campus.id, "version": campus.version, **stored}


def _save(row: Mapping[str, Any], field: str, value: Any) -> int | None:
    return editor.change_field("campus", str(row["id"]), field, value, row["version"])


_BOOK = GridBook("campus grid", _COLUMNS, _save)
