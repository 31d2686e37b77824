"""The component that keeps drafts while somebody types; it takes no room on the page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lib.ui.elements.component import component
from lib.ui.here.state import Here
from lib.web.drafts import ticket

_drafts = component(Path(__file__).with_name("drafts.js"))


def keep_drafts_of(here: Here) -> None:
    """Let this page keep what its visitor types, as long as that visitor may edit; while presenting too."""
    if here.person.may_edit and here.at is None:
        with st.sidebar:
            _drafts(key="drafts", data={"ticket": ticket(here.dataset, here.person)})
