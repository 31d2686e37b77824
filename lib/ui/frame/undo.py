"""Ongedaan maken in the frame: the last act of this session, and the one before it; Ctrl+Z does the same."""

from __future__ import annotations

import streamlit as st

from lib.ui.editing import acts, saving
from lib.ui.elements.html import plain
from lib.ui.here.state import Here


def undo_buttons(here: Here) -> None:
    """Draw the way back from what was done, and the way forth again."""
    if not here.editing:
        return
    done, undone = acts.of_this_file("done"), acts.of_this_file("undone")
    if done:
        st.button(
            f"Ongedaan maken ({len(done)})",
            icon=":material/undo:",
            key="undo act",
            help=plain(f"{done[-1].said} Ook met Ctrl+Z, als u nergens typt."),
            on_click=saving.turn_back_last,
            args=("done",),
        )
    if undone:
        st.button(
            f"Opnieuw ({len(undone)})",
            icon=":material/redo:",
            key="redo act",
            help=plain(f"{undone[-1].said} Ook met Ctrl+Shift+Z, als u nergens typt."),
            on_click=saving.turn_back_last,
            args=("undone",),
        )
