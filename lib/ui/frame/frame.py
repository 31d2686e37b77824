"""The frame round every page: looks, menu, frame line, banners and what went wrong.

Owns what is the same on each screen. Pages ask `state.here()` where they stand.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.access import NotAllowed
from lib.dutch import day_text
from lib.maps import ring
from lib.model.agenda import HELIXES
from lib.model.kinds import Invalid
from lib.store.file.connection import EXAMPLE, REAL
from lib.store.file.problems import StoreProblem
from lib.ui.editing.drafting import keep_drafts_of
from lib.ui.elements.component import component
from lib.ui.elements.html import link, plain, show
from lib.ui.frame import anywhere, identity, keys, moment_picker, undo
from lib.ui.frame.rooms import Room
from lib.ui.here import state
from lib.ui.here.address import AT, EDITING, MODE, SET, SINCE, go_now, shared_params
from lib.ui.here.state import Here
from lib.ui.here.visitor import given_name

HERE = Path(__file__).parent
BRAND = "/app/static"
"""Where `lib.web.brand` serves the pictures of the house."""
_links = component(HERE / "links.js")
_grid_keys = component(HERE.parent / "editing" / "grid.js")
_MODE_FIELD = "mode"
_VIEWING, _EDITING = "Inzien", "Bewerken"

log = logging.getLogger("werkagenda")


def dress() -> None:
    """Page settings and the house style; first thing in a run."""
    st.set_page_config(
        page_title=state.APP,
        page_icon=f"{BRAND}/icon.png",
        layout="wide",
        initial_sidebar_state=248,
    )
    st.logo(f"{BRAND}/logo.svg", icon_image=f"{BRAND}/icon.svg", size="large")
    st.html(_STYLE)


def _helix_colours() -> str:
    """Return the colours of the rings on the maps, by the names of the helices, for every style sheet."""
    pairs = (f"--{helix}: light-dark({ring.LIGHT[helix]}, {ring.DARK[helix]});" for helix in HELIXES)
    return f":root {{ {' '.join(pairs)} }}"


_SHEETS = "".join((HERE / sheet).read_text("utf-8") for sheet in ("style.css", "reach.css"))
_STYLE = f"<style>{_SHEETS}{_helix_colours()}</style>"


def menu(rooms: Sequence[Room], current: str) -> None:
    """Draw the menu in the sidebar; its links carry data set, moment and mode along."""
    if current != state.APP:
        state.name_tab(current)
    params = shared_params()
    groups = groupby(rooms, key=lambda room: room.group)
    with st.sidebar:
        parts = (_menu_group(group, members, current, params) for group, members in groups)
        show(Markup('<nav class="wa-menu" aria-label="Menu">{}</nav>').format(Markup("").join(parts)))
        anywhere.keys_there_are()
        _links(key="links", data=state.wanted_focus())
        _grid_keys(key="grid keys")


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


def line(here: Here) -> None:
    """Draw the frame line and the banners: which state, since when, who, and the mode."""
    _example_banner(here)
    with st.container(key="frame-line", horizontal=True, vertical_alignment="center", gap="small"):
        show(
            Markup(
                '<p class="wa-state {}"><b>{}</b><span>{}</span><span>wijzigingen sinds {}</span></p>'
            ).format(
                "past" if here.at else "",
                state.moment_label(here),
                state.changed_label(here),
                here.since_label,
            )
        )
        moment_picker.moment_picker(here)
        undo.undo_buttons(here)
        _example_button(here)
        _person_picker(here)
        _mode_switch(here)
    identity.keep_name()
    keys.keep()
    keep_drafts_of(here)
    _past_banner(here)
    for note in here.notes:
        st.warning(plain(note), icon=":material/info:")
    if here.wants_to_edit and here.at is None and not here.person.may_edit:
        _why_not(here)


def _example_banner(here: Here) -> None:
    if not here.is_example:
        return
    with st.container(key="example-banner", horizontal=True, vertical_alignment="center"):
        show(
            Markup(
                '<p role="note"><b>VOORBEELD</b> Alles hier is verzonnen<span class="more">: de voortgang, '
                "de partijen en de data. Alleen de tekst van de agenda en de cijfers van de arbeidsmarkt "
                "zijn echt</span>.</p>"
            )
        )
        st.button(
            "Naar de echte agenda", key="to real set", on_click=_switch_set, args=(REAL,), type="secondary"
        )


def _past_banner(here: Here) -> None:
    if here.shown_day is None:
        return
    with st.container(key="past-banner", horizontal=True, vertical_alignment="center"):
        show(
            Markup('<p role="note"><b>{}</b> U ziet de agenda zoals die toen was. Alleen lezen.</p>').format(
                _past_label(here)
            )
        )
        st.button("Terug naar nu", key="back to now", on_click=go_now, kwargs={AT: None})


def _past_label(here: Here) -> str:
    if here.edition:
        return f"EDITIE {here.edition}"
    return f"STAND OP {day_text(here.shown_day or here.day).upper()}"


def _example_button(here: Here) -> None:
    if not here.is_example:
        st.button(
            "Voorbeeld",
            icon=":material/play_circle:",
            key="to example",
            type="tertiary",
            help="Bekijk de app met verzonnen gegevens; de echte agenda blijft zoals hij is.",
            on_click=_switch_set,
            args=(EXAMPLE,),
        )


def _switch_set(dataset: str) -> None:
    """To the other data set; moments and dates of the one mean nothing in the other."""
    shown = None if dataset == state.default_dataset() else dataset
    go_now(**{SET: shown, AT: None, SINCE: None})


def _person_picker(here: Here) -> None:
    if here.person.verified:
        _signed_in(here)
        return
    given = given_name()
    label = plain(f"{given} (niet geverifieerd)") if given else "Wie bent u?"
    with st.popover(label, icon=":material/person:", key="who", on_change="rerun") as picker:
        if picker.open:
            st.caption(here.person.refusal or "Uw wijzigingen komen met deze naam in de geschiedenis.")
            identity.offer_sign_in()
            identity.ask_name()
            keys.ask()


def _signed_in(here: Here) -> None:
    with st.popover(plain(here.person.name), icon=":material/verified_user:", key="who"):
        st.caption(here.person.refusal or "U bent aangemeld. Uw wijzigingen krijgen deze naam.")
        show(Markup('<a class="wa-link" href="./buiten">Afmelden</a>'))


def _mode_switch(here: Here) -> None:
    wanted = _EDITING if here.wants_to_edit else _VIEWING
    if st.session_state.get(_MODE_FIELD) != wanted:
        st.session_state[_MODE_FIELD] = wanted
    st.segmented_control(
        "Inzien of bewerken",
        (_VIEWING, _EDITING),
        key=_MODE_FIELD,
        required=True,
        label_visibility="collapsed",
        disabled=here.at is not None,
        on_change=_switch_mode,
    )


def _switch_mode() -> None:
    editing = st.session_state[_MODE_FIELD] == _EDITING
    go_now(**{MODE: EDITING if editing else None})


def _why_not(here: Here) -> None:
    """Show why this visitor cannot edit yet: the name is missing, or the app is open to others."""
    if here.person.rights and not given_name():
        with st.container(border=True, key="name-first"):
            identity.ask_name(identity.FIRST_QUESTION, "Begin met bewerken")
    else:
        st.info(here.person.refusal, icon=":material/lock:")
        identity.offer_sign_in()
