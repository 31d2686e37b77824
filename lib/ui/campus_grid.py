"""The campuses as a grid to edit cell by cell; the same can be done with the form of a campus.

Owns the grid's bookkeeping: which rows this visitor saw in which grid, and when a grid must make way for a
new one because it holds a value that is not stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.campus import RESEARCH, SHARES, Campus
from lib.campus_sentences import FIELD_NAMES
from lib.dutch import sentence_case
from lib.ui import editor

_GENERATION, _SEEN = "campus grid generation", "campus grid seen"
_GRIDS_KEPT = 2
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
    key = _grid_for(rows)
    st.data_editor(
        _frame(rows),
        key=key,
        on_change=_store_edits,
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


# ------------------------------------------------------------------------ the bookkeeping


def _grid_for(rows: list[dict[str, Any]]) -> str:
    """The key of the grid that shows these rows: that of before, or a new one without edits of its own."""
    grids: dict[str, list[dict[str, Any]]] = st.session_state.get(_SEEN, {})
    key = f"campus grid {st.session_state.get(_GENERATION, 0)}"
    if key in grids and not _fits(key, grids[key], rows):
        st.session_state[_GENERATION] = st.session_state.get(_GENERATION, 0) + 1
        key = f"campus grid {st.session_state[_GENERATION]}"
    others = [(name, seen) for name, seen in grids.items() if name != key]
    st.session_state[_SEEN] = dict([*others[-_GRIDS_KEPT:], (key, rows)])
    return key


def _fits(key: str, seen: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a grid may stay: with the same rows, and no value laid over them that is not stored."""
    if [row["id"] for row in seen] != [row["id"] for row in rows]:
        return False
    return all(rows[place][field] == value for place, field, value in _edits(key))


def _edits(key: str) -> Iterator[tuple[int, str, Any]]:
    """The cells that were typed in a grid: place of the row, field, value as it is stored."""
    typed = st.session_state.get(key, {}).get("edited_rows", {})
    for place, cells in typed.items():
        for title, shown in cells.items():
            field = _FIELD_OF[title]
            yield int(place), field, _stored(field, shown)


def _stored(field: str, shown: Any) -> Any:
    """What a cell stands for; what is not in a list goes on as typed, to be refused."""
    if field == "research":
        named = {label: key for key, label in RESEARCH.items()}
        return None if shown in (None, _UNKNOWN) else named.get(shown, shown)
    if field in _TEXTS:
        return shown or ""
    return shown.isoformat() if isinstance(shown, date) else shown


def _store_edits(key: str) -> None:
    """Save the cells that differ from what this visitor saw in the grid; what was handled counts as seen."""
    rows = st.session_state[_SEEN].get(key, [])
    for place, field, value in _edits(key):
        row = rows[place]
        if value == row[field]:
            continue
        version = editor.change_field("campus", str(row["id"]), field, value, row["version"])
        row[field] = value
        if version == row["version"] + 1:
            row["version"] = version
