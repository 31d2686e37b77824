"""The address of a presentation: which meeting, from which state, and where it is followed.

Owns the names of these parameters. While somebody presents, the browser writes the slide into the address
(`address.js`): another slide needs no run of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from lib import podium
from lib.model.meetings import Meeting
from lib.podium import Shown
from lib.store import history, meetings
from lib.store.file.connection import Database, reading
from lib.ui.elements.html import address_of
from lib.ui.here.address import NOT_FOLLOWED, shared_params
from lib.ui.here.reach import address_outside
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING, PAGE as TABLES
from lib.ui.slides.subject import Subject
from lib.web.outside.place import FOLLOW
from lib.web.outside.room import CODE, code_of

PAGE = "presenteren"
AGENDA, YES = "agenda", "ja"
"""`overleg=agenda` presents the agenda itself."""


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
    newest: int
    stand: int = 0
    news: bool = False

    @property
    def meeting_id(self) -> int:
        """Number the meeting as the podium does."""
        return self.meeting.id if self.meeting else podium.AGENDA

    @property
    def subject(self) -> Subject:
        """Tell what the slides are about, for who makes them."""
        here = self.here
        return Subject(
            here.path,
            here.at,
            here.day,
            here.since,
            here.since_label,
            self.meeting,
            self.past,
            shared_params(),
        )

    def shown(self, slide: int, screen: str) -> Shown:
        """Tell those who follow what this screen shows."""
        return Shown(slide, self.stand, screen, self.here.at or "" if self.past else "")

    @property
    def name(self) -> str:
        return str(self.meeting_id or AGENDA)

    @property
    def conductor(self) -> str:
        """Name the bar that tells which slide is on screen."""
        return f"conductor {self.name}"

    @property
    def slide_now(self) -> int:
        """Return the slide on screen, as far as the browser told: that of the address at first."""
        return int(st.session_state.get(self.conductor, {}).get("slide") or self.slide or 1)

    @property
    def past(self) -> bool:
        """Tell whether the frame asks for an earlier moment: that is shown as it was."""
        return self.here.at is not None and not self.stand

    @property
    def leads(self) -> bool:
        """Tell whether this screen may move those that follow."""
        return self.here.person.may_lead

    @property
    def out(self) -> str:
        """Lead who stops to the meeting, or to the agenda."""
        own = {MEETING: self.name} if self.meeting else {}
        return address_of(TABLES if self.meeting else "", shared_params() | own)

    @property
    def beamer(self) -> str:
        """Lead a window of its own to the slide alone."""
        return address_of(f"{FOLLOW}/{self.name}", shared_params(**NOT_FOLLOWED) | {"beeld": "vol"})

    def take_along_address(self) -> str:
        """Lead to what each party takes along from the meeting."""
        return address_outside(self.here, f"{FOLLOW}/{self.name}/mee", **shared_params(**NOT_FOLLOWED))

    def follower_address(self) -> str:
        shared = shared_params(**NOT_FOLLOWED) | {CODE: code_of(self.here.dataset, self.meeting_id)}
        return address_outside(self.here, f"{FOLLOW}/{self.name}", **shared)


def scene(here: Here) -> Scene | str:
    """Read which presentation is asked for; or say why there is none, with "" when none is asked for."""
    asked = st.query_params.get
    if not (name := asked(MEETING, "")):
        return ""
    with reading(here.path, here.at) as db:
        meeting = meetings.meeting(db, _whole(name))
    if meeting is None and name != AGENDA:
        return f"Overleg “{name}” bestaat niet."
    if meeting and meeting.withdrawn_on:
        return f"{meeting.label} is ingetrokken en wordt niet gepresenteerd."
    with reading(here.path) as db:
        newest = history.newest(db)
        scene = Scene(here, meeting, _whole(asked("dia", "1")), asked("live") == YES, newest)
        return _at_its_moment(db, scene)


def _whole(text: str) -> int:
    """Read a whole number; 0 for what is none, so that it counts as one that does not exist."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _at_its_moment(db: Database, scene: Scene) -> Scene:
    """Draw from the state at opening, or from now."""
    stand = min(_whole(st.query_params.get("stand", "")) or scene.newest, scene.newest)
    if scene.here.at is not None or scene.live or not stand:
        return scene
    at = history.moment_of(db, stand) if history.changed_since(db, stand, ()) else None
    news = history.changed_since(db, stand, ("decision", "room_question"))
    return replace(scene, here=replace(scene.here, at=at), stand=stand, news=news)
