"""Single keys that act from anywhere on a page, and the switch that turns them off in this browser.

Who speaks to the computer, or whose hand shakes, presses keys unmeant: WCAG 2.1.4 asks for a way out.
"""

from __future__ import annotations

import streamlit as st

from lib.ui.frame.identity import keep_in_browser, kept_in_browser

COOKIE = "werkagenda_toetsen"
_OFF, _ON = "uit", "aan"
_STATE, _FIELD = "keys", "keys switch"


def are_on() -> bool:
    """Whether single keys act for this visitor."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = kept_in_browser(COOKIE) != _OFF
    return bool(st.session_state[_STATE])


def shortcut(key: str) -> str | None:
    """Return the key for a button that acts on it, or None when keys are off: then its hint goes too."""
    return key if are_on() else None


def ask() -> None:
    """Draw the switch."""
    st.toggle(
        "Sneltoetsen",
        value=are_on(),
        key=_FIELD,
        help="Enkele letters die meteen iets doen: S, J en L op een pagina, B, Q en F bij het presenteren.",
        on_change=_switch,
    )


def _switch() -> None:
    st.session_state[_STATE] = bool(st.session_state[_FIELD])


def keep() -> None:
    """Leave a choice that differs from what this browser brought in a cookie."""
    chosen = _ON if are_on() else _OFF
    if chosen != (kept_in_browser(COOKIE) or _ON):
        keep_in_browser(COOKIE, chosen)
