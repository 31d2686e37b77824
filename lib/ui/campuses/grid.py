"""The campuses as a grid to edit cell by cell; the same can be done with the form of a campus.

Owns what stands in which cell; what was seen in which grid is kept in `grid_book`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.dutch import sentence_case
from lib.model.campus_sentences import FIELD_NAMES
from lib.model.campuses import RESEARCH, SHARES, Campus
from lib.ui.editing import editor
from lib.ui.editing.grid_book import GridBook

_TEXTS = ("name", "place", "sectors", "levels", "partners", "actions", "source", "source_date")
_FIELDS = ("name", "place", "sectors", "levels", "research", *SHARES.values(), "secured_until")
_ORDER = (*_FIELDS, "actions", "partners", "source", "source_date")
_TITLES = {field: sentence_case(FIELD_NAMES["campus", field]) for field in _ORDER}
_FIELD_OF = {title: field for field, title in _TITLES.items()}
_UNKNOWN = "nog niet bekend"
MOST_ROWS = 200
"""A grid with more rows than this is slow to draw; the filters leave fewer."""


def editing_grid(shown: Sequence[Campus]) -> None:
    """A grid whose cells are saved one by one; refused values move to a card or sentence above it."""
    rows = [_seen_row(one) for one in shown[:MOST_ROWS]]
    if len(shown) > MOST_ROWS:
        st.caption(f"De eerste {MOST_ROWS} campussen. Filter om de andere te zien.")
    key = _BOOK.key_for(rows)
    st.data_editor(
        _frame(rows),
        key=key,
        on_change=_BOOK.store_edits,
        args=(key,),
        num_rows="fixed",
        hide_index=True,
        row_height=44,
        placeholder=_UNKNOWN,
        height="content" if len(rows) < 18 else 640,
        column_config=_columns(),
        alt="Campussen, bewerkbaar. Hetzelfde kan met het formulier van een campus.",
    )


def _seen_row(one: Campus) -> dict[str, Any]:
    values = {field: getattr(one, field) for field in _ORDER}
    stored = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {"id": one.id, "version": one.version, **stored}


def _frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    columns = {title: [_shown(field, row[field]) for row in rows] for field, title in _TITLES.items()}
    frame = pd.DataFrame(columns, index=[row["id"] for row in rows])
    for field in SHARES.values():
        frame[_TITLES[field]] = frame[_TITLES[field]].astype("Int64")
    frame[_TITLES["secured_until"]] = pd.to_datetime(frame[_TITLES["secured_until"]]).dt.date
    return frame


def _shown(field: str, value: Any) -> Any:
    if field == "research":
        return RESEARCH[value] if value else _UNKNOWN
    return value


def _columns() -> dict[str, Any]:
    column = st.column_config
    config: dict[str, Any] = {_TITLES[field]: column.TextColumn(_TITLES[field]) for field in _TEXTS}
    config[_TITLES["name"]] = column.TextColumn(_TITLES["name"], width=230, required=True, pinned=True)
    config[_TITLES["source"]] = column.TextColumn(_TITLES["source"], width=260, required=True)
    config[_TITLES["research"]] = column.SelectboxColumn(
        _TITLES["research"], options=[*RESEARCH.values(), _UNKNOWN], required=True, width=200
    )
    for field in SHARES.values():
        config[_TITLES[field]] = column.NumberColumn(
            _TITLES[field], min_value=0, max_value=100, step=1, format="%d%%", width=110
        )
    config[_TITLES["secured_until"]] = column.DateColumn(
        _TITLES["secured_until"], format="DD-MM-YYYY", width=120
    )
    return config


# ------------------------------------------------------------------------------- a cell


def _stored(title: str, shown: Any) -> tuple[str, Any]:
    """Field and stored value of a cell; what is not in a list goes on as typed, to be refused."""
    field = _FIELD_OF[title]
    if field == "research":
        named = {label: key for key, label in RESEARCH.items()}
        return field, None if shown in (None, _UNKNOWN) else named.get(shown, shown)
    if field in _TEXTS:
        return field, shown or ""
    return field, shown.isoformat() if isinstance(shown, date) else shown


def _save(row: Mapping[str, Any], field: str, value: Any) -> int | None:
    return editor.change_field("campus", str(row["id"]), field, value, row["version"])


_BOOK = GridBook("campus grid", _stored, _save)
