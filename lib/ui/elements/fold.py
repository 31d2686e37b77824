"""Parts of a page that are made only when somebody opens them.

Streamlit makes what is in a closed expander in every run all the same: for the forms beside the grid that was
two fifths of the work.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def folded(label: str, body: Callable[[], None], *, key: str, icon: str | None = None) -> None:
    """Fold `body` away. Once opened it goes on being made, closed or not: what was typed stays."""
    with st.expander(label, icon=icon, key=key, on_change="rerun") as box:
        _made_once_open(key, bool(box.open), body)


def popped(label: str, body: Callable[[], None], *, key: str) -> None:
    """Let a small button open `body` over the page; what was typed in it stays too."""
    with st.popover(label, key=key, on_change="rerun") as box:
        _made_once_open(key, bool(box.open), body)


def _made_once_open(key: str, is_open: bool, body: Callable[[], None]) -> None:
    was_open = f"{key} was open"
    if is_open or st.session_state.get(was_open):
        st.session_state[was_open] = True
        body()
