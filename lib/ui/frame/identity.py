"""Asks a visitor's name once and remembers it in this browser.

Owns the name form and how cookies are left; what a name allows is decided in `lib.access`.
"""

from __future__ import annotations

from urllib.parse import unquote, urlencode, urlsplit

import streamlit as st
from markupsafe import Markup

from lib.access import check_name
from lib.model.kinds import Invalid
from lib.ui.elements.fields import key_class
from lib.ui.elements.html import show
from lib.ui.here import request
from lib.ui.here.visitor import GIVEN_NAME, NAME_COOKIE, remembered_name
from lib.web.provider import BEGIN, has_service

_FIELD = "name field"
_PROBLEM = "name problem"

_JS = """
export default function ({ data }) {
  const year = 31536000;
  document.cookie = `${data.cookie}=${encodeURIComponent(data.value)}; path=/; max-age=${year}; SameSite=Lax`;
}
"""
_remember = st.components.v2.component("werkagenda_name", js=_JS)


FIRST_QUESTION = "Hoe heet u? Uw naam komt bij elke wijziging te staan."
NAME_FIELD = f".{key_class(_FIELD)}"
"""Where the keyboard begins for who has to say a name first."""


def offer_sign_in() -> None:
    """Draw the way to the sign-in service of the organisation, that leads back to this page."""
    if has_service():
        shown = urlsplit(str(st.context.url or ""))
        place = "/" + shown.path.rpartition("/")[2] + (f"?{shown.query}" if shown.query else "")
        show(
            Markup('<a class="wa-link" href="./{}?{}">Aanmelden bij uw organisatie</a>').format(
                BEGIN, urlencode({"naar": place})
            )
        )


def ask_name(label: str = "Uw naam", button: str = "Onthoud mijn naam") -> None:
    """Draw a form for the name that goes with every change into the history, as not verified."""
    with st.form("name form", border=False):
        st.text_input(
            f"{label} (verplicht)",
            value=st.session_state.get(GIVEN_NAME, ""),
            key=_FIELD,
            autocomplete="name",
        )
        st.form_submit_button(button, on_click=_accept, type="primary")
    if problem := st.session_state.get(_PROBLEM):
        st.error(problem)


def _accept() -> None:
    try:
        st.session_state[GIVEN_NAME] = check_name(st.session_state[_FIELD])
        st.session_state[_PROBLEM] = ""
    except Invalid as problem:
        st.session_state[_PROBLEM] = problem.sentence


def keep_name() -> None:
    """Leave a new name in a cookie, so that it is asked once per browser."""
    name = st.session_state.get(GIVEN_NAME, "")
    if name and name != remembered_name():
        keep_in_browser(NAME_COOKIE, name)


def keep_in_browser(cookie: str, value: str) -> None:
    """Leave a value in this browser for a year."""
    _remember(key=f"cookie {cookie}", data={"cookie": cookie, "value": value}, height=0)


def kept_in_browser(cookie: str) -> str:
    """Tell what this browser brought along when it came."""
    return unquote(request.cookies().get(cookie, ""))
