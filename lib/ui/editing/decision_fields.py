"""The fields that ask who decided: Gedeputeerde Staten, or nobody yet because a meeting proposes it.

Owns how a ruling or a proposal is asked beside any form, and the write that stands under it; the store judges
what needs one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from lib.model.kinds import Invalid, quoted
from lib.model.meetings import MEETING_KINDS, meeting_label
from lib.store import decisions, meetings, records
from lib.store.file.connection import Database, reading
from lib.ui.elements.fields import day_field, read_day
from lib.ui.here import state

_NEW = "nieuw: "
RULED, PROPOSED = "gs", "voorstel"
_BY = {RULED: "Gedeputeerde Staten hebben dit besloten", PROPOSED: "Een overleg stelt dit voor"}
SAID = "Vastgelegd als voorstel. De agenda verandert pas na een besluit van Gedeputeerde Staten."
EXAMPLES = {
    True: "bijvoorbeeld: de actie krijgt voorrang, want de vouchers lopen af",
    False: "bijvoorbeeld: purpose case getekend op 3 maart",
}
"""What stands in an empty field for a decision (True), and for any other ground."""


def needed(change: Mapping[str, Any]) -> bool:
    """Tell whether Gedeputeerde Staten decide about this change of a record."""
    if change["table"] != "action":
        return False
    with reading(state.here().path) as db:
        return bool(decisions.what_is_decided(db, change["row_id"], change["field"], change["value"]))


def ask(key: str, *, chosen: bool = True) -> None:
    """Show who decided or proposes it, the meeting, and of a decision its day and kenmerk.

    The latest open meeting is chosen beforehand, unless `chosen` says that nothing is.
    """
    with reading(state.here().path) as db:
        held = meetings.meetings(db)
    labels = {str(one.id): one.label for one in sorted(held, key=lambda one: not one.open)}
    first = 0 if chosen and any(one.open for one in held) else None
    labels |= {f"{_NEW}{kind}": f"Nieuw overleg: {name.lower()}" for kind, name in MEETING_KINDS.items()}
    st.selectbox(
        "Wie besloot dit?", list(_BY), index=None, format_func=_BY.__getitem__, key=f"{key} by",
        placeholder="kies: besluit of voorstel",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Overleg dat dit voorstelt of adviseerde", list(labels), index=first,
            format_func=lambda one: labels.get(one, one), key=f"{key} meeting", placeholder="kies overleg",
        )  # fmt: skip
        day_field("Datum van een nieuw overleg", f"{key} meeting day", records.today(), width=220)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day_field("Datum van het besluit van GS", f"{key} ruled on", width=220)
        st.text_input("Kenmerk", key=f"{key} kenmerk", placeholder="nog zonder kenmerk", width=220)


def decide(db: Database, key: str, action_id: str, change: tuple[str, Any], text: str) -> bool:
    """Record who decided; True when it were Gedeputeerde Staten: the rest of this write stands under that.

    Raises Invalid when nothing was written or chosen, or the store refuses it.
    """
    if not text.strip():
        raise Invalid("reason", "Wat er is besloten of voorgesteld, is nog leeg. Vul het in.")
    by = st.session_state.get(f"{key} by")
    if by is None:
        what = decisions.what_is_decided(db, action_id, *change)
        raise Invalid(
            "ruling",
            f"{what} vraagt een besluit van Gedeputeerde Staten. "
            "Kies of zij dit hebben besloten, of dat een overleg het voorstelt.",
        )
    if by == PROPOSED:
        decisions.propose(db, action_id, change, text, _meeting(db, key))
        return False
    ruling = {
        "decided_on": read_day(f"{key} ruled on"), "kenmerk": st.session_state.get(f"{key} kenmerk", ""),
        "text": text, "meeting_id": _meeting(db, key) if st.session_state.get(f"{key} meeting") else None,
    }  # fmt: skip
    decisions.rule(db, action_id, change, ruling)
    return True


def said(key: str, usual: str) -> str:
    """Tell what to say once it is stored: a proposal changes nothing yet."""
    return SAID if st.session_state.get(f"{key} by") == PROPOSED else usual


def forget(key: str) -> None:
    """Choose afresh the next time."""
    st.session_state[f"{key} by"] = st.session_state[f"{key} meeting"] = None
    st.session_state[f"{key} kenmerk"] = ""


def _meeting(db: Database, key: str) -> int:
    chosen = st.session_state.get(f"{key} meeting")
    if not chosen:
        raise Invalid(
            "meeting",
            "In welk overleg dit is voorgesteld, is nog leeg. Kies een overleg, of een nieuw met zijn datum.",
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
