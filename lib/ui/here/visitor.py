"""Who is at the keys: the name that a visitor gave in this browser, and how they reached the app."""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

from lib import access
from lib.access import AT_MACHINE, Person, Visit, is_forwarded, on_own_machine, who_is_here

NAME_COOKIE = "werkagenda_naam"
GIVEN_NAME = "given_name"


def visitor() -> Person:
    """Tell who is at the keys, by the name in this session or in the cookie."""
    return who_is_here(visit(), given_name())


def given_name() -> str:
    """Return the name this visitor gave, now or earlier in this browser."""
    if GIVEN_NAME not in st.session_state:
        st.session_state[GIVEN_NAME] = remembered_name()
    return str(st.session_state[GIVEN_NAME])


def remembered_name() -> str:
    """Return the name that this browser brought along when it came."""
    return unquote(st.context.cookies.get(NAME_COOKIE, ""))


def is_local() -> bool:
    """Tell whether the visitor sits at the machine the app runs on."""
    return on_own_machine(visit())


def may_lead(person: Person) -> bool:
    """Tell whether this visitor may move the screens of others in a presentation."""
    return access.may_lead(visit(), person)


def visit() -> Visit:
    """Tell how the visitor reached the app. An unset listening address means every address."""
    headers = st.context.headers
    return Visit(
        listening_on=str(st.get_option("server.address") or ""),
        browser_url=str(st.context.url or ""),
        proxied=is_forwarded(headers),
        host=headers.get("Host", "localhost"),
        at_machine=AT_MACHINE in headers,
    )
