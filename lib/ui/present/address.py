"""The address of a presentation: which meeting, from which state, to present or to follow, and its QR code.

Owns the names of these parameters. While somebody presents, the browser writes the slide into the address
(`slides.js`): another slide needs no run of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from os import environ
from urllib.parse import urlencode, urljoin

import segno
import streamlit as st

from lib import podium
from lib.access import OWN_ADDRESS, on_own_machine
from lib.model.meetings import Meeting
from lib.store import history, meetings
from lib.store.file.connection import reading
from lib.ui.here import state
from lib.ui.here.state import Here

PAGE, TABLES = "presenteren", "technologietafels"
MEETING, SLIDE, STAND, LIVE, FOLLOW = "overleg", "dia", "stand", "live", "volg"
AGENDA, YES, FREE = "agenda", "ja", "zelf"
"""`overleg=agenda` presents the agenda itself; `volg=zelf` is a follower who lets go."""

ONLY_HERE = (
    "Telefoons kunnen dit adres niet openen: de app luistert alleen op dit apparaat (127.0.0.1). "
    "Volgen kan nu alleen in een ander venster op deze computer."
)
OPENED_AS_LOCAL = (
    "Telefoons kunnen dit adres niet openen: u opende de app als “dit apparaat”. Open haar met de naam of "
    f"het nummer van deze computer in het netwerk, of zet dat adres in {OWN_ADDRESS}."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: a meeting (None: the agenda itself), the first slide, and how to look."""

    meeting: Meeting | None
    slide: int
    stand: int
    live: bool
    follow: str

    @property
    def meeting_id(self) -> int:
        """The meeting as the podium knows it."""
        return self.meeting.id if self.meeting else podium.AGENDA

    @property
    def name(self) -> str:
        """The meeting as the address has it."""
        return str(self.meeting.id) if self.meeting else AGENDA


@dataclass(frozen=True, slots=True)
class Scene:
    """From which moment the slides are drawn: where to read, its history id (0: now), and if it is behind."""

    here: Here
    stand: int
    news: bool
    newest: int

    @property
    def past(self) -> bool:
        """Whether an earlier moment was asked for: that is shown as it was, and takes nothing new."""
        return self.here.at is not None and not self.stand


def asked(here: Here) -> Asked | str:
    """What the address asks; or why that cannot be shown, empty when it asks for no meeting."""
    name = st.query_params.get(MEETING, "")
    found: Meeting | None = None
    if name != AGENDA:
        if not name:
            return ""
        with reading(here.path, here.at) as db:
            found = (
                meetings.meeting(db, int(name))
                if name.isascii() and name.isdigit() and len(name) < 10
                else None
            )
        if found is None:
            return f"Overleg “{name}” bestaat niet."
        if found.withdrawn_on:
            return f"{found.label} is ingetrokken en wordt niet gepresenteerd."
    follow = st.query_params.get(FOLLOW, "")
    return Asked(
        meeting=found,
        slide=_number(SLIDE, 1),
        stand=_number(STAND, 0),
        live=st.query_params.get(LIVE) == YES,
        follow=follow if follow in (YES, FREE) else "",
    )


def _number(name: str, usual: int) -> int:
    """A whole number in the address; 0 for what is none, so that it is told as a slide that is not there."""
    written = st.query_params.get(name)
    if written is None:
        return usual
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def scene(here: Here, wanted: Asked) -> Scene:
    """From which moment to draw: the state at opening, what the presenter shows, or now."""
    with reading(here.path) as db:
        newest = history.newest(db)
        if here.at is not None or wanted.live:
            return Scene(here, 0, False, newest)
        stand = min(wanted.stand or newest, newest)
        if wanted.follow:
            shown = podium.shown(here.dataset, wanted.meeting_id)
            stand = min(shown.stand, newest) if shown else 0
        if not stand:
            return Scene(here, 0, False, newest)
        at = history.moment_of(db, stand) if history.changed_since(db, stand, ()) else None
        news = history.changed_since(db, stand, ("decision",))
    return Scene(replace(here, at=at), stand, news, newest)


def parameters(wanted: Asked, **more: str) -> dict[str, str]:
    """The parameters of this presentation, with the shared ones."""
    return {**state.shared_params(**{state.MODE: None, state.SINCE: None}), MEETING: wanted.name, **more}


def way_out(wanted: Asked) -> str:
    """Where somebody goes who stops: to the meeting, or to the agenda."""
    shared = state.shared_params()
    page, params = (TABLES, {**shared, MEETING: wanted.name}) if wanted.meeting else ("", shared)
    return f"./{page}?{urlencode(params)}".removesuffix("?")


def follower_address(wanted: Asked) -> str:
    """The address for phones and second screens."""
    base = environ.get(OWN_ADDRESS, "").rstrip("/")
    page = f"{base}/{PAGE}" if base else urljoin(str(st.context.url or ""), PAGE)
    return f"{page}?{urlencode(parameters(wanted, **{FOLLOW: YES}))}"


def why_unreachable() -> str:
    """Why phones cannot open the address of the QR code; empty when they can, as far as known."""
    if environ.get(OWN_ADDRESS):
        return ""
    visit = state.visit()
    if on_own_machine(visit):
        return ONLY_HERE
    opened_here = on_own_machine(replace(visit, listening_on="127.0.0.1", proxied=False))
    return OPENED_AS_LOCAL if opened_here else ""


@st.cache_data(max_entries=64, show_spinner=False)
def qr_code(address: str) -> str:
    """The address as a picture, made here: dark on white whatever the theme, or phones do not read it."""
    return str(
        segno.make(address, error="m").svg_data_uri(scale=8, border=3, dark="#0B151C", light="#FFFFFF")
    )
