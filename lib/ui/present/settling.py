"""Marking on the slide of the old promises which was kept, and seating a party on an empty chair."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.model.agenda import Party
from lib.model.coalitions import Chair
from lib.model.meetings import Decision
from lib.rules.coalitions import chairs
from lib.store import history, records
from lib.store.file.connection import Database, reading
from lib.ui.editing import editor, saving
from lib.ui.elements.html import plain
from lib.ui.frame import keys
from lib.ui.present.address import Scene
from lib.ui.present.decision_box import box, why_not

DONE, STILL_OPEN, SEAT = "Nagekomen", "Toch niet", "Zet op de stoel"


def mark_promises(scene: Scene, pledges: Sequence[Decision]) -> None:
    """Offer who may record here to mark each promise as kept, or as open again."""
    if not pledges or why_not(scene):
        return
    with st.container(key="settle-promises", horizontal=True):
        for place, pledge in enumerate(pledges, 1):
            words = STILL_OPEN if pledge.settled_on else DONE
            st.button(
                f"{place}. {words} *: {plain(pledge.text)}*",
                key=f"{'reopen' if pledge.settled_on else 'kept'}-{pledge.id}",
                on_click=_settle,
                args=(scene, pledge),
            )


def _settle(scene: Scene, pledge: Decision) -> None:
    """Record what became of a promise, and let the slides show it."""
    day = None if pledge.settled_on else scene.here.day.isoformat()

    def save(db: Database) -> None:
        records.save(db, "decision", pledge.id, pledge.version, {"settled_on": day})

    if editor.write(save, said="Vastgelegd."):
        show_newest(scene)


def seat_parties(scene: Scene, seats: Sequence[tuple[str, Chair]], parties: Sequence[Party]) -> None:
    """Offer who may record here to put a party on one of the empty chairs, those that fit best first."""
    if not seats or not parties or why_not(scene):
        return
    label = f"Stoel (toets 1 tot en met {min(len(seats), 9)})" if keys.are_on() else "Stoel"
    with st.container(key="seat-parties", horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(label, range(len(seats)), format_func=lambda at: seats[at][0], key="seat")
        chair = seats[place][1]
        names = {party.id: party.name for party in chairs.propose(chair, parties, [])}
        party = st.selectbox("Partij", list(names), format_func=names.__getitem__, key=f"seat {chair.id}")
        st.button(SEAT, disabled=party is None, on_click=_seat, args=(scene, chair, party))


def choose_seat(seats: Sequence[tuple[str, Chair]], place: int) -> int:
    """Choose the chair with this number, as the list of chairs does; returns its id, 0 if there is none."""
    if not 1 <= place <= len(seats):
        return 0
    st.session_state["seat"] = place - 1
    box().written = True
    return seats[place - 1][1].id


def _seat(scene: Scene, chair: Chair, party: int) -> None:
    def save(db: Database) -> None:
        records.save(db, "chair", chair.id, chair.version, {"party_id": party})

    if editor.write(save, said="Vastgelegd."):
        st.session_state.pop("seat", None)
        show_newest(scene)


def show_newest(scene: Scene) -> None:
    """Draw the slides from the state of now: who wrote something here wants to see it, and on that slide."""
    st.query_params["dia"] = str(scene.slide_now)
    with reading(scene.here.path) as db:
        st.query_params["stand"] = str(history.newest(db))
    box().said = saving.take_outcome()
