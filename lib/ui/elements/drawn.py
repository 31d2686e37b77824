"""What a page drew that can be taken away: its tables as they stand on the screen, and its charts.

Owns remembering it for one visit to a page. A part of a page that is drawn again takes the place of what it
drew before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st
from markupsafe import Markup

_TABLES, _CHARTS = "drawn tables", "drawn charts"
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
Spec = dict[str, Any]


def begin() -> None:
    """Forget what another page drew; first thing in a run."""
    st.session_state[_TABLES], st.session_state[_CHARTS] = {}, {}


def note(markup: Markup) -> None:
    """Remember a piece of the page that holds tables, by their captions."""
    if "<caption" in markup and _TABLES in st.session_state:
        st.session_state[_TABLES][" ".join(_CAPTION.findall(markup))] = markup


def note_chart(name: str, spec: Spec) -> None:
    """Remember a chart, as it looks on white."""
    if _CHARTS in st.session_state:
        st.session_state[_CHARTS][name] = spec


def tables() -> list[Markup]:
    """Return what was drawn with tables in it, in its order on the page."""
    return list(st.session_state.get(_TABLES, {}).values())


def charts() -> Mapping[str, Spec]:
    return dict(st.session_state.get(_CHARTS, {}))
