"""Beginning a meeting from where one stands: the open ones, and one that begins now."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from lib.model.meetings import MEETING_KINDS
from lib.store import meetings
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.html import show
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING, present_link

BEGIN = "Begin een overleg nu"
SHOWN_OF_ANOTHER = ("dia", "stand", "live")
"""The parameters of an address that belong to what was presented before."""


def offer_meetings(here: Here, then: Callable[[], None]) -> None:
    """Link to each open meeting, and let who may edit begin one, and do `then` what follows."""
    with reading(here.path) as db:
        still_open = [meeting for meeting in meetings.meetings(db) if meeting.open]
    rows = Markup("").join(
        Markup("<li>{}</li>").format(present_link(meeting, meeting.label)) for meeting in still_open
    )
    if rows:
        show(Markup('<ul class="wa-choices">{}</ul>').format(rows))
    if here.person.may_edit and here.at is None:
        st.button(BEGIN, key="begin a meeting", type="primary", on_click=_begin, args=(here, then))


def _begin(here: Here, then: Callable[[], None]) -> None:
    kind, made = next(iter(MEETING_KINDS)), list[int]()
    day = here.day.isoformat()
    if editor.write(
        lambda db: made.append(meetings.begin_meeting(db, kind, day)), said="Het overleg is begonnen."
    ):
        for param in SHOWN_OF_ANOTHER:
            st.query_params.pop(param, None)
        st.query_params[MEETING] = str(made[0])
        then()
