"""Buttons for calendar files: of a meeting, and of what it left to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from lib.documents.meetings import calendar
from lib.model.meetings import Decision, Meeting


def calendar_buttons(meeting: Meeting, decisions: Sequence[Decision]) -> None:
    """Offer the day of the meeting, and the days on which something is due."""
    with st.container(horizontal=True, key="calendar-files"):
        _button(
            "Overleg in de kalender", f"overleg-{meeting.id}", lambda: calendar.meeting_file(meeting, _now())
        )
        if any(decision.due and not decision.settled_on for decision in decisions):
            _button(
                "Toezeggingen in de kalender",
                f"toezeggingen-{meeting.id}",
                lambda: calendar.promises_file(meeting, decisions, _now()),
            )


def _button(label: str, name: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label,
        data=make,
        file_name=f"{name}.ics",
        mime=calendar.MIME,
        icon=":material/event:",
        key=f"calendar {name}",
        on_click="ignore",
        type="tertiary",
    )


def _now() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
