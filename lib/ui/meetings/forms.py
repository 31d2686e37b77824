"""Forms for a meeting as a whole: a new one, changing its day or place, and withdrawing it.

Owns what is typed; `lib.ui.editing.form` does the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from lib.model.meetings import MEETING_KINDS, USUAL_MINUTES, Meeting
from lib.store import meetings
from lib.ui.editing import form
from lib.ui.elements.fold import folded
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING, NEW, PART

FIELDS = ("kind", "held_on", "minutes", "place", "title")
_THURSDAY = 3
ATTENDANCE = ("present", "absent", "next_on")
_ASKED = {"title": {"example": "mag leeg blijven"}}


def new_meeting(here: Here, held: Sequence[Meeting]) -> None:
    """Add a meeting to the list; it opens once it is there. For the first one the form is open."""
    if not held:
        st.session_state.setdefault(NEW, True)
    last = max(held, key=lambda meeting: meeting.held_on, default=None)
    folded("Nieuw overleg", lambda: _new_form(here.today, last), key=NEW, icon=":material/add:")


def _new_form(today: date, last: Meeting | None) -> None:
    made: list[int] = []

    def show_it() -> None:
        st.query_params[MEETING] = str(made[0])

    form.add(
        "meeting",
        {},
        lambda db, values: made.append(meetings.add_meeting(db, values)),
        key="new meeting",
        fields=FIELDS,
        asked=_ASKED,
        start={
            "kind": last.kind if last else next(iter(MEETING_KINDS)),
            "held_on": today + timedelta(days=_until_thursday(today)),
            "minutes": USUAL_MINUTES,
            "place": last.place if last else "",
        },
        button="Overleg toevoegen",
        said="Het overleg is er.",
        then=show_it,
    )


def _until_thursday(today: date) -> int:
    """Count the days to the next Thursday, on which tables are usually held; never today."""
    return (_THURSDAY - today.weekday() - 1) % 7 + 1


def about_meeting(here: Here, meeting: Meeting) -> None:
    if here.editing and meeting.open:
        folded(
            "Overleg wijzigen",
            lambda: _change_form(meeting),
            key="fold change meeting",
            icon=":material/edit:",
        )


def _change_form(meeting: Meeting) -> None:
    form.change("meeting", meeting, fields=FIELDS, asked=_ASKED)
    form.withdraw(
        "meeting",
        meeting,
        label="Reden om dit overleg in te trekken",
        button="Overleg intrekken",
        said="Het overleg is ingetrokken; in de wijzigingen blijft het leesbaar.",
        then=_leave,
    )


def who_was_there(meeting: Meeting) -> None:
    """Record who came and who did not, by party, and when the next meeting is."""
    folded("Aanwezig en volgend overleg", lambda: _attendance_form(meeting), key="fold attendance")


def _attendance_form(meeting: Meeting) -> None:
    example = {"example": "partijen, met komma’s ertussen"}
    form.change(
        "meeting",
        meeting,
        key=f"attendance {meeting.id}",
        fields=ATTENDANCE,
        asked={"present": example, "absent": example},
        primary=False,
    )


def _leave() -> None:
    for param in (MEETING, PART):
        st.query_params.pop(param, None)
