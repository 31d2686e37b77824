"""The fields that ask which meeting decided something, and the write that stands under that decision.

Owns how a meeting is chosen or made on the spot beside any form; the store judges what needs a decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from lib.model.agenda import ENDED
from lib.model.kinds import Invalid, quoted
from lib.model.meetings import MEETING_KINDS, meeting_label
from lib.store import decisions, meetings, records
from lib.store.file.connection import Database, reading
from lib.ui.elements.fields import day_field, read_day
from lib.ui.here import state

_NEW = "nieuw: "
EXAMPLES = {
    True: "bijvoorbeeld: de actie krijgt voorrang, want de vouchers lopen af",
    False: "bijvoorbeeld: purpose case getekend op 3 maart",
}
"""What stands in an empty field for a decision (True), and for any other ground."""


def needed(change: Mapping[str, Any]) -> bool:
    """Tell whether a meeting decides about this change of an action: another priority, or an end."""
    ends = change["field"] == "stage" and change["value"] == ENDED
    return bool(ends or change["field"] == "priority")


def ask_meeting(key: str, label: str = "In welk overleg is dit besloten?", *, chosen: bool = True) -> None:
    """Draw two fields: an open meeting or a new one of a kind, and the day of a new one.

    The latest open meeting is chosen beforehand, unless `chosen` says that nothing is.
    """
    with reading(state.here().path) as db:
        labels = {str(meeting.id): meeting.label for meeting in meetings.meetings(db) if meeting.open}
    held = len(labels)
    labels |= {f"{_NEW}{kind}": f"Nieuw overleg: {name.lower()}" for kind, name in MEETING_KINDS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            label,
            list(labels),
            index=0 if held and chosen else None,
            format_func=lambda choice: labels.get(choice, choice),
            key=f"{key} meeting",
            placeholder="kies een overleg",
        )
        day_field("Datum van een nieuw overleg", f"{key} meeting day", records.today(), width=220)


def decide(db: Database, key: str, action_id: str, text: str) -> None:
    """Record the decision in the meeting that was chosen, and let the rest of this write stand under it.

    Raises Invalid when nothing was written or no meeting was chosen, or the store refuses it.
    """
    if not text.strip():
        raise Invalid(
            "reason",
            "Wat er is besloten, is nog leeg. Geef een reden of besluit: die komt in de geschiedenis.",
        )
    decisions.decide(db, action_id, text, _meeting(db, key))


def forget(key: str) -> None:
    """Choose afresh the next time."""
    st.session_state[f"{key} meeting"] = None


def _meeting(db: Database, key: str) -> int:
    chosen = st.session_state.get(f"{key} meeting")
    if not chosen:
        raise Invalid(
            "meeting",
            "In welk overleg dit is besloten, is nog leeg. Kies een overleg, of een nieuw met zijn datum.",
        )
    if not str(chosen).startswith(_NEW):
        return int(chosen)
    kind, day = str(chosen).removeprefix(_NEW), read_day(f"{key} meeting day")
    if not isinstance(day, date):
        wrong = "is nog leeg. Vul hem in."
        if day:
            wrong = f"{quoted(day)} is geen datum. Schrijf bijvoorbeeld 14-04-2023."
        raise Invalid("meeting", f"De datum van het nieuwe overleg {wrong}")
    label = meeting_label(kind, day.isoformat())
    meeting_id = next((meeting.id for meeting in meetings.meetings(db) if meeting.label == label), None)
    return meeting_id or meetings.add_meeting(db, {"kind": kind, "held_on": day})
