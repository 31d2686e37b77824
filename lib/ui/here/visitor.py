"""Who is at the keys: the session of this browser, and the name that its visitor gave."""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

from lib.access import (
    AT_MACHINE,
    READERS_ONLY,
    SESSION_COOKIES,
    NotAllowed,
    Person,
    Session,
    is_forwarded,
    is_loopback,
    who_is_here,
)
from lib.store.file.connection import REAL, database_path
from lib.store.people.accounts import is_closed
from lib.store.people.sessions import find
from lib.ui.here import request

NAME_COOKIE = "werkagenda_naam"
GIVEN_NAME = "given_name"


def visitor() -> Person:
    """Tell who is at the keys, by the session as it is now and the name in this tab or in the cookie."""
    return who_is_here(session(), given_name(), at_machine=is_at_machine())


def session() -> Session | None:
    """Return the session of this browser as it is now; one of a start key counts at the machine only."""
    secrets = (request.cookies().get(name) for name in SESSION_COOKIES)
    return find(database_path(REAL), next(filter(None, secrets), ""), at_machine=is_at_machine())


def refuse_outsiders() -> None:
    """Raise NotAllowed for who did not sign in, or is signed out since, while reading is not open to all."""
    if is_closed(database_path(REAL)) and session() is None:
        raise NotAllowed(READERS_ONLY)


def given_name() -> str:
    """Return the name this visitor gave, now or earlier in this browser."""
    if GIVEN_NAME not in st.session_state:
        st.session_state[GIVEN_NAME] = remembered_name()
    return str(st.session_state[GIVEN_NAME])


def remembered_name() -> str:
    """Return the name that this browser brought along when it came."""
    return unquote(request.cookies().get(NAME_COOKIE, ""))


def is_at_machine() -> bool:
    """Tell whether the visitor sits at the machine the app runs on, as the gate saw it."""
    return AT_MACHINE in request.headers()


def listens_here_only() -> bool:
    """Tell whether no other machine can reach the app by itself; unset, it listens on every address."""
    here_only = is_loopback(str(st.get_option("server.address") or ""))
    return here_only and not is_forwarded(request.headers())
