"""The frame round every page: looks, menu and what went wrong; its line is in `lib.ui.frame.line`.

Owns what is the same on each screen. Pages ask `state.here()` where they stand.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.access import NotAllowed
from lib.model.kinds import Invalid
from lib.store.file.problems import StoreProblem
from lib.ui.elements.component import component
from lib.ui.elements.html import link, plain, show
from lib.ui.frame import anywhere
from lib.ui.frame.rooms import Room
from lib.ui.here import state
from lib.ui.here.address import shared_params

HERE = Path(__file__).parent
BRAND = "/app/static"
"""Where `lib.web.brand` serves the pictures of the house."""
_links = component(HERE / "links.js")

log = logging.getLogger("werkagenda")


def dress() -> None:
    """Page settings, before a room would show an icon from elsewhere; the house style came before."""
    st.set_page_config(
        page_title=state.APP,
        page_icon=f"{BRAND}/icon.png",
        layout="wide",
        initial_sidebar_state=208,
    )
    st.logo(f"{BRAND}/logo.svg", icon_image=f"{BRAND}/icon.svg", size="large")


def menu(rooms: tuple[Room, ...], current: str) -> None:
    """Draw the menu in the sidebar; its links carry data set, moment and mode along."""
    state.name_tab(current)
    with st.sidebar:
        shared = shared_params()
        show(_menu(rooms, current, tuple(shared.items())) + anywhere.keys_there_are(shared))
        _links(key="links", data=state.wanted_focus(), on_back_change=_run_again)


def _run_again() -> None:
    """Be a callback: a page that is connected again after a while only has to run."""


@lru_cache(maxsize=256)
def _menu(rooms: tuple[Room, ...], current: str, params: tuple[tuple[str, str], ...]) -> Markup:
    groups = groupby(rooms, key=lambda room: room.group)
    parts = (_menu_group(group, members, current, dict(params)) for group, members in groups)
    return Markup('<nav class="wa-menu" aria-label="Menu">{}</nav>').format(Markup("").join(parts))


def _menu_group(name: str, rooms: Iterable[Room], current: str, params: Mapping[str, str]) -> Markup:
    links = Markup("").join(
        Markup("<li>{}</li>").format(
            link(room.address, room.title, params, icon=room.icon, current=room.title == current)
        )
        for room in rooms
    )
    return Markup("<p>{}</p><ul>{}</ul>").format(name, links)


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what the store or the rules refuse into a sentence on the screen."""
    try:
        yield
    except (StoreProblem, NotAllowed, Invalid) as problem:
        _refused(problem)


def _refused(problem: StoreProblem | NotAllowed | Invalid) -> None:
    st.error(plain(problem.sentence), icon=":material/error:")
    st.button("Opnieuw proberen", key="try again")


def unexpected(error: Exception) -> bool:
    """Show an error that reached no page's own hands; the details go to the log."""
    if isinstance(error, (StoreProblem, NotAllowed, Invalid)):
        _refused(error)
        return True
    log.error("unexpected error in a page", exc_info=error)
    st.error(
        "Er ging iets mis op deze pagina. Wat al was opgeslagen is er nog. Ververs de pagina; "
        "blijft het misgaan, geef dan door wat u deed.",
        icon=":material/error:",
    )
    return True
