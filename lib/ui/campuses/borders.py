"""The button that renews the boundaries from PDOK, with its progress and what came of it.

Owns the only act on this page that asks something of the internet; it says so, and only staff can do it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from lib.access import NotAllowed
from lib.feeds import boundaries
from lib.feeds.pdok import NotFetched
from lib.store.file.problems import StoreProblem
from lib.store.records import today
from lib.ui.elements.html import plain
from lib.ui.here.state import Here

_ASKED, _SAID = "boundaries asked", "boundaries said"


def renew_button(here: Here) -> None:
    """Fetch the boundaries of this year, on request; a failure leaves the old ones."""
    host = urlsplit(boundaries.address()).hostname
    st.caption(
        f"Haalt de grenzen van dit jaar op bij {host}: dit vraagt internet. Lukt het niet, dan blijven de "
        "grenzen zoals ze zijn."
    )
    st.button("Grenzen vernieuwen", key="renew boundaries", icon=":material/refresh:", on_click=_ask)
    if st.session_state.pop(_ASKED, False):
        st.session_state[_SAID] = _renew(here)
        st.rerun()
    went_well, text = st.session_state.get(_SAID, (True, ""))
    if text and went_well:
        st.success(plain(text), icon=":material/check:")
    elif text:
        st.error(plain(text), icon=":material/error:")


def _ask() -> None:
    st.session_state[_ASKED] = True


def _renew(here: Here) -> tuple[bool, str]:
    """Fetch the boundaries; return whether it went well, and what to say of it."""
    bar = st.progress(0.0, text="Begonnen")

    def show(text: str, part: float) -> None:
        bar.progress(part, text=text)

    try:
        outcome = boundaries.renew(here.path, here.person, today().year, show)
    except (NotFetched, NotAllowed, StoreProblem) as problem:
        return False, problem.sentence
    return True, outcome
