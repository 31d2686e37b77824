"""What an empty block says: what is missing, with a button that opens the place where it is recorded."""

from __future__ import annotations

import streamlit as st

from lib.ui.elements.fields import key_class
from lib.ui.elements.html import empty
from lib.ui.frame.identity import FIRST_QUESTION
from lib.ui.here import state
from lib.ui.here.address import AT, EDITING, MODE, go_now


def invite(text: str, label: str, fold: str = "", *, field: str = "", **address: str) -> None:
    """Say that a block is empty; the button leads, in Bewerken, to where it is filled.

    That is the part of the page with the key `fold`, or the field with the key `field`; `address` says what
    the address must ask for to have them on the page.
    """
    empty(text)
    if AT not in st.query_params:
        st.button(
            label,
            key=f"invite {fold or field or label}",
            icon=":material/edit:",
            on_click=_open,
            args=(fold, field, address),
        )


def _open(fold: str, field: str, address: dict[str, str]) -> None:
    """Open the part, and let the keyboard begin in it or at the name that is asked first."""
    go_now(**{MODE: EDITING}, **address)
    if fold:
        st.session_state[fold] = True
    state.want_focus(f".{key_class(field or fold)}", FIRST_QUESTION)
