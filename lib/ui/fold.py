"""Parts of a page that are made only when somebody opens them.

Streamlit makes what is in a closed expander in every run all the same: for the forms beside the grid that was
two fifths of the work.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def folded(label: str, body: Callable[[], None], *, key: str, icon: str | None = None) -> None:
    """An expander around `body`. Once opened it goes on being made, closed or not: what was typed stays."""
    with st.expander(label, icon=icon, key=key, on_change="rerun") as box:
        was_open = f"{key} was open"
        if box.open or st.session_state.get(was_open):
            st.session_state[was_open] = True
            body()
