"""Beheer: what the office itself decides about the app and its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from lib.store import history
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.switch import switch
from lib.ui.here import live, state
from lib.ui.here.state import Here
from lib.ui.upkeep import copies, settings, view

PART = "deel"
_NAMES = {"instellingen": "Instellingen", "kopieen": "Kopieën"}
_PARTS: Mapping[str, Callable[[Here], None]] = {"instellingen": settings.draw, "kopieen": copies.draw}


def page() -> None:
    """Draw the part that was chosen, in the state that is shown."""
    here = state.here()
    view.dress()
    with st.container(key="page-head", horizontal=True, vertical_alignment="bottom"):
        st.title("Beheer", anchor=False)
        part = switch("Onderdeel", PART, _NAMES, key="upkeep part")
    editor.outcome(here)
    with reading(here.path) as db:
        newest = history.newest(db)
    _PARTS[part](here)
    live.follow_changes(here, newest)


page()
