"""What the meeting recorded about the subject of a slide, with the ways to mend it and to ask the room."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from lib.model.meetings import Decision
from lib.model.room.question import RoomQuestion
from lib.store import records
from lib.ui.editing import editor, saving
from lib.ui.elements.html import show
from lib.ui.meetings.view import decision_item
from lib.ui.present.address import Scene
from lib.ui.present.decision_box import box, open_box, why_not
from lib.ui.present.room import offer_question
from lib.ui.slides import room

UNDONE = "Ongedaan gemaakt tijdens het overleg"


def draw_decisions(
    scene: Scene, number: int, decisions: Sequence[Decision], asked: Sequence[RoomQuestion]
) -> None:
    """Draw what the meeting recorded about the subject of a slide; who may write can mend it there."""
    may = bool(decisions) and not why_not(scene) and not room.asking(asked)
    for decision in decisions:
        key = f"decision-{decision.id}-{number}"
        fresh = "-fresh" if decision.id == box().fresh else ""
        with st.container(key=f"{key}{fresh}", horizontal=True, vertical_alignment="center"):
            item = decision_item(decision, scene.here.day, source=room.standing(decision, asked))
            show(Markup('<ul class="wa-decisions">{}</ul>').format(item))
            if may:
                offer_question(scene, decision, asked)
                st.button("Verbeteren", key=f"correct {key}", on_click=open_box, args=(number, decision))
                st.button("Ongedaan maken", key=f"undo {key}", on_click=_take_back, args=(decision,))


def _take_back(decision: Decision) -> None:
    """Undo a decision: it stays in the history, with the reason."""
    said = f"Ongedaan gemaakt: {decision.text}"
    if editor.write(lambda db: records.withdraw(db, "decision", decision.id, decision.version), UNDONE, said):
        box().said = saving.take_outcome()
