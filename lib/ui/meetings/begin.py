"""Beginning a meeting from where one stands: the open ones, and one that begins now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text
from lib.model.meetings import MEETING_KINDS, Meeting
from lib.store import meetings
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.html import show
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING, PART, present_link

BEGIN, AGAIN = "Begin een overleg nu", "Zelfde over een kwartaal"
QUARTER = timedelta(weeks=13)
"""The same day of the week, a quarter later."""
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


def offer_next(meeting: Meeting) -> None:
    """Offer the same meeting a quarter later; what was not finished moves along."""
    day = date.fromisoformat(meeting.held_on) + QUARTER
    st.button(AGAIN, key="same again", icon=":material/event_repeat:", on_click=_repeat, args=(meeting, day))
    st.caption(f"Op {day_text(day)}; wat niet is afgerond, gaat mee.")


def _repeat(meeting: Meeting, day: date) -> None:
    made: list[int] = []
    said = f"Het volgende overleg staat klaar op {day_text(day)}."
    if editor.write(
        lambda db: made.append(meetings.repeat_meeting(db, meeting.id, day.isoformat())), said=said
    ):
        st.query_params[MEETING] = str(made[0])
        st.query_params.pop(PART, None)
