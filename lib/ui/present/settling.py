"""Marking on the slide of the old promises which was kept, and seating a party on an empty chair."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.model.meetings import Decision
from lib.store import history, records
from lib.store.file.connection import Database, reading
from lib.ui.editing import editor
from lib.ui.elements.html import plain
from lib.ui.present.address import Scene
from lib.ui.present.decision_box import box, why_not

DONE, STILL_OPEN = "Nagekomen", "Toch niet"


def mark_promises(scene: Scene, pledges: Sequence[Decision]) -> None:
    """Offer who may record here to mark each promise as kept, or as open again."""
    if not pledges or why_not(scene):
        return
    with st.container(key="settle-promises", horizontal=True):
        for pledge in pledges:
            words = STILL_OPEN if pledge.settled_on else DONE
            st.button(
                f"{words} *: {plain(pledge.text[:40])}*",
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


def show_newest(scene: Scene) -> None:
    """Draw the slides from the state of now: who wrote something here wants to see it."""
    with reading(scene.here.path) as db:
        st.query_params["stand"] = str(history.newest(db))
    box().said = "Vastgelegd."
