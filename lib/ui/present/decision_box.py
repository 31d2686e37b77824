"""The decision box: the one thing that is written while presenting, and how it is corrected or taken back.

Owns when it stands open and what follows; its form is that of the page of a meeting. What is recorded is
stored once: the action, the minutes and the list of changes all read the same row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Party
from lib.model.meetings import AGREEMENT, Decision
from lib.store import decisions
from lib.ui.editing import editor, form, saving
from lib.ui.elements.html import empty, link, show
from lib.ui.here.address import ACTION, EDITING, MODE, shared_params
from lib.ui.meetings.begin import offer_meetings
from lib.ui.meetings.decide import ASKED, FIELDS, PROPOSES, owners, with_proposal
from lib.ui.meetings.overview import meeting_link
from lib.ui.meetings.unrecorded import form_at, place_of
from lib.ui.present.address import Scene
from lib.ui.slides.subject import Slide

ON_THE_PAGE = "Een besluit van Gedeputeerde Staten legt u vast op de pagina van de actie."
ENTER = (
    "Enter legt vast, Shift+Enter is een nieuwe regel, Alt+1 tot en met 4 kiest de soort. "
    "Esc bewaart het als concept."
)
NO_PARTY = "Er is nog geen partij vastgelegd. Voeg partijen toe op Actie, in Bewerken."
CLOSED = "is gesloten en het verslag staat vast. Heropen het overleg, of leg dit vast in een volgend overleg."
_NOTE = Markup('<p class="wa-note">{} {}</p>')


@dataclass
class Box:
    """On which `slide` the box stands open (0: closed) and what it corrects, and what was written last.

    `said` tells that to who does not see it appear; `written` asks that the slides are drawn with it.
    """

    slide: int = 0
    corrects: Decision | None = None
    fresh: int = 0
    said: str = ""
    written: bool = False


def box() -> Box:
    own: Box = st.session_state.setdefault("decision box", Box())
    return own


def open_box(slide: int, corrects: Decision | None = None) -> None:
    """Open the box on a slide for something new or to correct; on none it closes. What was typed stays."""
    box().slide, box().corrects = max(slide, 0), corrects


def _draw_all() -> None:
    """Close the box, and let the slides be drawn with what was written."""
    st.session_state["decision box"] = Box(written=True)


def why_not(scene: Scene) -> str:
    """Say why nothing can be recorded here; nothing when it can."""
    if scene.meeting is None:
        return "U presenteert de agenda zelf: zonder overleg wordt er niets besloten."
    if scene.past:
        return "U ziet een eerdere stand: daarin wordt niets vastgelegd."
    if not scene.meeting.open:
        return f"{scene.meeting.label} {CLOSED}"
    return scene.here.person.refusal


def draw_box(scene: Scene, slide: Slide, about: str, parties: Sequence[Party]) -> None:
    """Draw the box beside the slide: the form, or why there is none."""
    doing = "Verbeteren" if box().corrects else "Vastleggen"
    with st.container(key="decision-box"):
        show(Markup("<h2>{} bij {}</h2>").format(doing, about))
        if slide.item and slide.item.question:
            show(Markup('<p class="asked">{}</p>').format(slide.item.question))
        if refusal := why_not(scene):
            empty(refusal)
            if scene.meeting:
                show(meeting_link(scene.meeting, "Naar het overleg", icon="arrow_back"))
            else:
                offer_meetings(scene.here, _draw_all)
            st.button("Sluiten", key="close refusal", on_click=open_box, args=(0,))
            return
        editor.outcome(scene.here)
        show(_NOTE.format(ENTER, ""))
        _draw_form(slide, scene.meeting_id, parties)
        if slide.action_id:
            params = {**shared_params(**{MODE: EDITING}), ACTION: slide.action_id}
            show(_NOTE.format(ON_THE_PAGE, link("actie", "Naar de actie", params, icon="arrow_forward")))
        if not parties:
            show(_NOTE.format(NO_PARTY, ""))


def _draw_form(slide: Slide, meeting_id: int, parties: Sequence[Party]) -> None:
    corrects = box().corrects
    stored = [corrects.id] if corrects else []

    def finish() -> None:
        st.session_state["decision box"] = Box(0, None, stored[-1], saving.take_outcome(), written=True)

    alike: dict[str, Any] = {
        "fields": FIELDS,
        "choices": {"owner_id": owners(parties, corrects)},
        "asked": ASKED,
        "button": "Opslaan",
        "said": lambda values: f"Vastgelegd: {values['text']}",
        "then": finish,
        "also": ("Sluiten", lambda: open_box(0)) if box().slide else None,
    }
    if corrects:
        form.change("decision", corrects, **alike)
        return
    about = {"item_id": slide.item.id if slide.item else None, "action_id": slide.action_id}
    form.add(
        "decision",
        {"meeting_id": meeting_id, **about},
        lambda db, values: stored.append(decisions.record_decision(db, with_proposal(values))),
        key=form_at(meeting_id, place_of(slide.item, slide.action_id)),
        start={"kind": AGREEMENT},
        after=(PROPOSES,),
        **alike,
    )
