"""What an empty block says: what is missing, with a button that opens the place where it is recorded."""

from __future__ import annotations

import streamlit as st

from lib.ui.elements.html import empty
from lib.ui.frame.identity import FIRST_QUESTION
from lib.ui.here import state
from lib.ui.here.address import AT, EDITING, MODE, go_now


def invite(text: str, label: str, fold: str) -> None:
    """Say that a block is empty; the button opens the part of the page with the key `fold`, in Bewerken."""
    empty(text)
    if AT not in st.query_params:
        st.button(label, key=f"invite {fold}", icon=":material/edit:", on_click=_open, args=(fold,))


def _open(fold: str) -> None:
    """Open the part, and let the keyboard begin in it or at the name that is asked first."""
    go_now(**{MODE: EDITING})
    st.session_state[fold] = True
    state.want_focus(f".st-key-{fold.replace(' ', '-')}", FIRST_QUESTION)
