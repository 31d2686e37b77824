"""What a page drew that can be taken away: tables as they stand on the screen, charts, drawings, and records.

Owns remembering it for one visit to a page. A part of a page that is drawn again takes the place of what it
drew before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.documents.tables.page import PageTable

_TABLES, _CHARTS = "drawn tables", "drawn charts"
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
Spec = dict[str, Any]
Rows = Callable[[], PageTable]
"""Makes all that is recorded of what a page shows a part or a summary of."""
Drawing = Callable[[str, Sequence[str]], bytes]
"""Makes a drawing as SVG, with a title and lines that account for it."""
_ROWS: ContextVar[dict[str, Rows]] = ContextVar("rows of a page")
_DRAWINGS: ContextVar[dict[str, Drawing]] = ContextVar("drawings of a page")


def begin() -> None:
    """Forget what another page drew; first thing in a run."""
    st.session_state[_TABLES], st.session_state[_CHARTS] = {}, {}
    _ROWS.set({})
    _DRAWINGS.set({})


def note(markup: Markup) -> None:
    """Remember a piece of the page that holds tables, by their captions."""
    if "<caption" in markup and _TABLES in st.session_state:
        st.session_state[_TABLES][" ".join(_CAPTION.findall(markup))] = markup


def note_chart(name: str, spec: Spec, credits: Sequence[str] = ()) -> None:
    """Remember a chart, as it looks on white, with the sources that it names."""
    if _CHARTS in st.session_state:
        st.session_state[_CHARTS][name] = spec, tuple(credits)


def note_rows(name: str, make: Rows) -> None:
    """Remember records that are more than the page shows; made when somebody takes them away."""
    _ROWS.get({})[name] = make


def note_drawing(name: str, make: Drawing) -> None:
    """Remember a drawing; made when somebody takes it away."""
    _DRAWINGS.get({})[name] = make


def tables() -> list[Markup]:
    """Return what was drawn with tables in it, in its order on the page."""
    return list(st.session_state.get(_TABLES, {}).values())


def charts() -> Mapping[str, tuple[Spec, Sequence[str]]]:
    return dict(st.session_state.get(_CHARTS, {}))


def rows() -> Mapping[str, Rows]:
    return dict(_ROWS.get({}))


def drawings() -> Mapping[str, Drawing]:
    return dict(_DRAWINGS.get({}))
