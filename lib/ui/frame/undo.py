"""Ongedaan maken in the frame, act by act; Ctrl+Z does the same.

What these buttons say is true of any pile: a part of the page that runs by itself does not draw them anew.
"""

from __future__ import annotations

import streamlit as st

from lib.ui.editing import acts, saving
from lib.ui.here.state import Here


def undo_buttons(here: Here) -> None:
    """Draw the way back from what was done, and the way forth again."""
    acts.was_taken()  # what is drawn here knows of it
    if not here.editing:
        return
    if acts.of_this_file("done"):
        st.button(
            "Maak ongedaan",
            icon=":material/undo:",
            key="undo act",
            help="Wat u het laatst deed. Ook met Ctrl+Z, als u nergens typt.",
            on_click=saving.turn_back_last,
            args=("done",),
        )
    if acts.of_this_file("undone"):
        st.button(
            "Doe opnieuw",
            icon=":material/redo:",
            key="redo act",
            help="Wat u het laatst ongedaan maakte. Ook met Ctrl+Shift+Z, als u nergens typt.",
            on_click=saving.turn_back_last,
            args=("undone",),
        )
