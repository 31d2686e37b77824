"""The address of a presentation: which meeting, from which state, to present or to follow, and its QR code.

Owns the names of these parameters. While somebody presents, the browser writes the slide into the address
(`address.js`): another slide needs no run of the page.
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
from lib.store.file.connection import Database, reading
from lib.store.file.settings import settings
from lib.ui.elements.html import address_of
from lib.ui.here.address import MODE, SINCE, shared_params
from lib.ui.here.state import Here
from lib.ui.here.visitor import may_lead, visit

PAGE, TABLES = "presenteren", "technologietafels"
MEETING, SLIDE, STAND, LIVE, FOLLOW = "overleg", "dia", "stand", "live", "volg"
AGENDA, YES, FREE = "agenda", "ja", "zelf"
"""`overleg=agenda` presents the agenda itself; `volg=zelf` is a follower who lets go."""

ONLY_HERE = (
    "Telefoons kunnen dit adres niet openen: de app luistert alleen op dit apparaat (127.0.0.1). "
    "Volgen kan nu alleen in een ander venster op deze computer."
)
OPENED_AS_LOCAL = (
    "Telefoons kunnen dit adres niet openen: u opende de app als “dit apparaat”. Open de app met de naam of "
    "het nummer van deze computer in het netwerk, of vul dat adres in bij Beheer, Instellingen."
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A presentation as the address asks for it: of a meeting or (None) the agenda itself, drawn from `here`.

    `stand` is the history id of the moment at which the slides stand still, 0 when they show what is asked in
    the frame or follow what changes; `news` says that something changed since.
    """

    here: Here
    meeting: Meeting | None
    slide: int
    live: bool
    follow: str
    newest: int
    stand: int = 0
    news: bool = False

    @property
    def meeting_id(self) -> int:
        """The meeting as the podium knows it."""
        return self.meeting.id if self.meeting else podium.AGENDA

    @property
    def name(self) -> str:
        """The meeting as the address has it."""
        return str(self.meeting_id or AGENDA)

    @property
    def past(self) -> bool:
        """Whether an earlier moment was asked for: that is shown as it was, and takes nothing new."""
        return self.here.at is not None and not self.stand

    @property
    def leads(self) -> bool:
        """Whether this screen may move those that follow."""
        return not self.follow and may_lead(self.here.person)

    def way_out(self) -> str:
        """Where somebody goes who stops: to the meeting, or to the agenda."""
        own = {MEETING: self.name} if self.meeting else {}
        return address_of(TABLES if self.meeting else "", shared_params() | own)

    def follower_address(self) -> str:
        """The address for phones and second screens."""
        base = own_address(self.here).rstrip("/")
        page = f"{base}/{PAGE}" if base else urljoin(str(st.context.url or ""), PAGE)
        shared = shared_params(**{MODE: None, SINCE: None})
        return f"{page}?{urlencode({**shared, MEETING: self.name, FOLLOW: YES})}"


def scene(here: Here) -> Scene | str:
    """The presentation that is asked for; or why it cannot be shown, empty when nothing is asked for."""
    name, follow = (st.query_params.get(param, "") for param in (MEETING, FOLLOW))
    if not name:
        return ""
    with reading(here.path, here.at) as db:
        meeting = meetings.meeting(db, _whole(name))
    if meeting is None and name != AGENDA:
        return f"Overleg “{name}” bestaat niet."
    if meeting and meeting.withdrawn_on:
        return f"{meeting.label} is ingetrokken en wordt niet gepresenteerd."
    slide, live = _whole(st.query_params.get(SLIDE, "1")), st.query_params.get(LIVE) == YES
    with reading(here.path) as db:
        newest = history.newest(db)
        asked = Scene(here, meeting, slide, live, follow if follow in (YES, FREE) else "", newest)
        return _at_its_moment(db, asked)


def _whole(text: str) -> int:
    """A whole number in the address; 0 for what is none, so that it counts as one that does not exist."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _at_its_moment(db: Database, asked: Scene) -> Scene:
    """Draw from the state at opening, or from what the presenter shows to those who follow, or from now."""
    stand = min(_whole(st.query_params.get(STAND, "")) or asked.newest, asked.newest)
    if asked.follow:
        shown = podium.shown(asked.here.dataset, asked.meeting_id)
        stand = min(shown.stand, asked.newest) if shown else 0
    if asked.here.at is not None or asked.live or not stand:
        return asked
    at = history.moment_of(db, stand) if history.changed_since(db, stand, ()) else None
    news = not asked.follow and history.changed_since(db, stand, ("decision",))
    return replace(asked, here=replace(asked.here, at=at), stand=stand, news=news)


def own_address(here: Here) -> str:
    """Return the address under which others find the app: of the environment, else of the settings."""
    if address := environ.get(OWN_ADDRESS):
        return address
    with reading(here.path) as db:
        return settings(db).own_address or ""


def why_unreachable(here: Here) -> str:
    """Say why phones cannot open the address of the QR code; nothing when they can, as far as known."""
    if own_address(here):
        return ""
    if on_own_machine(visit()):
        return ONLY_HERE
    opened_here = on_own_machine(replace(visit(), listening_on="127.0.0.1", proxied=False))
    return OPENED_AS_LOCAL if opened_here else ""


@st.cache_data(max_entries=64, show_spinner=False)
def qr_code(address: str) -> str:
    """Draw the address here as a picture, dark on white whatever the theme, or phones do not read it."""
    return str(
        segno.make(address, error="m").svg_data_uri(scale=8, border=3, dark="#0B151C", light="#FFFFFF")
    )
