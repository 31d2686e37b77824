"""Asking the room from the slide: the buttons of the presenter, and closing what is open with its item."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lib import ballots
from lib.model.meetings import Decision
from lib.model.room.question import ESTABLISHED, RoomQuestion
from lib.rules.meetings import room as rules
from lib.store.file.connection import Database, reading
from lib.store.room import questions
from lib.ui.editing import editor, saving
from lib.ui.elements.html import show
from lib.ui.meetings.room import close_asking, forget
from lib.ui.present.address import Scene
from lib.ui.present.decision_box import box, why_not
from lib.ui.slides import room
from lib.ui.slides.subject import Slide

ASK, AGAIN, PULSE, CLOSE = "Vraag de zaal", "Vraag de zaal opnieuw", "Peil de zaal", "Sluit de vraag"


def draw_panel(scene: Scene, decided: Sequence[Decision], own: Sequence[RoomQuestion]) -> None:
    """Draw what the room sees of its question, and for who may record here the way to close it."""
    now = room.asking(own)
    if panel := room.panel(own, decided, ballots.answered(scene.here.dataset, now.id) if now else 0):
        show(panel)
    if now and not why_not(scene):
        with st.container(key=f"room-close-{now.id}", horizontal=True):
            st.button(CLOSE, key=f"close room {now.id}", on_click=close, args=(scene,), type="primary")


def offer_pulse(scene: Scene, slide: Slide, own: Sequence[RoomQuestion], number: int) -> None:
    """Offer to ask which parties would join in the action of a slide."""
    if slide.action_id is None or slide.item is None or room.asking(own) or why_not(scene):
        return
    item, action = slide.item.id, slide.action_id
    with st.container(key=f"room-pulse-{number}", horizontal=True):
        st.button(
            PULSE,
            key=f"pulse {number}",
            on_click=_ask,
            args=(scene, lambda db: questions.ask_support(db, scene.meeting_id, action, item)),
        )


def offer_question(scene: Scene, decision: Decision, own: Sequence[RoomQuestion]) -> None:
    """Offer to ask whether the sentence of the minutes is right, until the room said that it is."""
    before = rules.newest_about(own, decision)
    if before and before.verdict == ESTABLISHED and rules.stands(before, decision):
        return
    st.button(
        AGAIN if before else ASK,
        key=f"room-ask {decision.id}",
        on_click=_ask,
        args=(scene, lambda db: questions.ask_whether_right(db, scene.meeting_id, decision.id)),
    )


def _ask(scene: Scene, act: Callable[[Database], object]) -> None:
    """Ask the room, in the place of what it was asked before."""
    before: list[RoomQuestion | None] = []

    def write(db: Database) -> None:
        before.append(close_asking(db, scene.here.dataset, scene.meeting_id))
        act(db)

    if editor.write(write, said="De vraag staat op het scherm en op de telefoons."):
        forget(scene.here.dataset, *before)
        box().said = saving.take_outcome()


def close(scene: Scene) -> None:
    """Close the question, and keep what each side answered."""
    closed: list[RoomQuestion | None] = []
    if editor.write(
        lambda db: closed.append(close_asking(db, scene.here.dataset, scene.meeting_id)),
        said="De vraag is gesloten.",
    ):
        forget(scene.here.dataset, *closed)
        box().said = saving.take_outcome()


def close_when_left(scene: Scene, slide: Slide) -> bool:
    """Close the question of another slide than this one; tell whether there was one."""
    if why_not(scene) or not scene.leads:
        return False
    with reading(scene.here.path) as db:
        now = questions.open_question(db, scene.meeting_id)
    if now is None or _is_of(slide, now):
        return False
    close(scene)
    return True


def _is_of(slide: Slide, now: RoomQuestion) -> bool:
    same_item = slide.item is not None and slide.item.id == now.item_id
    return same_item or (slide.action_id is not None and slide.action_id == now.action_id)
