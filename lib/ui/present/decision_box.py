"""The decision box: the one thing that is written while presenting, and how it is corrected or taken back.

Owns when it stands open and what follows; its form is that of the page of a meeting. What is recorded is
stored once: the action, the minutes and the list of changes all read the same row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text, sentence_case
from lib.model.agenda import Party
from lib.model.meetings import AGREEMENT, DECISION_KINDS, Decision
from lib.rules.meetings.slide_words import due_words
from lib.store import decisions, records
from lib.ui.editing import editor, form, saving
from lib.ui.elements.html import empty, link, show
from lib.ui.here.address import ACTION, EDITING, MODE, shared_params
from lib.ui.meetings.decide import ASKED, FIELDS, PROPOSES, owners, with_proposal
from lib.ui.meetings.overview import meeting_link
from lib.ui.present.address import Scene
from lib.ui.present.deck import Slide

UNDONE = "Ongedaan gemaakt tijdens het overleg"
ON_THE_PAGE = "Een besluit van Gedeputeerde Staten legt u vast op de pagina van de actie."
NO_PARTY = "Er is nog geen partij vastgelegd. Voeg partijen toe op Actie, in Bewerken."
CLOSED = "is gesloten en het verslag staat vast. Heropen het overleg, of leg dit vast in een volgend overleg."
_NOTE = Markup('<p class="wa-note">{} {}</p>')
_DECIDED = Markup('<p class="wa-decided {}"><b>{}</b> {} <em>{}</em></p>')
_OPEN, _FRESH, _WRITTEN, _SAID = "decision box", "decision just saved", "decision written", "decision said"


def open_for() -> int:
    """On which slide the box stands open; 0 when it is closed."""
    return int(st.session_state.get(_OPEN, {}).get("slide", 0))


def has_written() -> bool:
    """Whether something was written since this was asked last: then the slide has to show it."""
    return bool(st.session_state.pop(_WRITTEN, False))


def said() -> str:
    """What was written last, for who does not see it appear."""
    return str(st.session_state.get(_SAID, ""))


def open_box(slide: int, present: Decision | None = None) -> None:
    """Open the box on a slide for something new or to correct; on none it closes. What was typed stays.

    For callbacks.
    """
    st.session_state[_OPEN] = {"slide": max(slide, 0), "correct": present}


def _take_back(decision: Decision) -> None:
    """Undo a decision: it stays in the history, with the reason."""
    said = f"Ongedaan gemaakt: {decision.text}"
    if editor.write(lambda db: records.withdraw(db, "decision", decision.id, decision.version), UNDONE, said):
        st.session_state[_SAID] = saving.take_outcome()


def why_not(scene: Scene) -> str:
    """Say why nothing can be recorded here; nothing when it can."""
    if scene.meeting is None:
        return "U presenteert de agenda zelf: zonder overleg wordt er niets besloten. Kies eerst een overleg."
    if scene.past:
        return "U ziet een eerdere stand: daarin wordt niets vastgelegd."
    if not scene.meeting.open:
        return f"{scene.meeting.label} {CLOSED}"
    return scene.here.person.refusal


def draw_box(scene: Scene, slide: Slide, parties: Sequence[Party]) -> None:
    """The box over the slide: the form, or why there is none."""
    present: Decision | None = st.session_state[_OPEN]["correct"]
    with st.container(key="decision-box"):
        if refusal := why_not(scene):
            show(Markup("<h2>Vastleggen</h2>"))
            empty(refusal)
            if scene.meeting:
                show(meeting_link(scene.meeting, "Naar het overleg", icon="arrow_back"))
            st.button("Sluiten", key="close refusal", on_click=open_box, args=(0,))
            return
        doing = "Verbeteren" if present else "Vastleggen"
        show(Markup("<h2>{} bij {}</h2>").format(doing, f"“{slide.title}”" if slide.item else "het overleg"))
        editor.outcome(scene.here)
        _draw_form(slide, scene.meeting_id, parties, present)
        if slide.item and slide.item.action_id:
            params = {**shared_params(**{MODE: EDITING}), ACTION: slide.item.action_id}
            where = link("actie", "Naar de actie", params, icon="arrow_forward")
            show(_NOTE.format(ON_THE_PAGE, where))
        if not parties:
            show(_NOTE.format(NO_PARTY, ""))


def _draw_form(slide: Slide, meeting_id: int, parties: Sequence[Party], present: Decision | None) -> None:
    """The form of a decision, as on the page of the meeting."""
    stored = [present.id] if present else []

    def finish() -> None:
        """Show on the slide what was written, and close the box."""
        st.session_state.update({_FRESH: stored[-1], _WRITTEN: True, _SAID: saving.take_outcome()})
        open_box(0)

    alike: dict[str, Any] = {
        "fields": FIELDS,
        "choices": {"owner_id": owners(parties, present)},
        "asked": ASKED,
        "button": "Opslaan",
        "said": lambda values: f"Vastgelegd: {values['text']}",
        "then": finish,
        "also": ("Sluiten", lambda: open_box(0)),
    }
    if present:
        form.change("decision", present, **alike)
        return
    about = {"item_id": slide.item.id, "action_id": slide.item.action_id} if slide.item else {}
    form.add(
        "decision",
        {"meeting_id": meeting_id, **about},
        lambda db, values: stored.append(decisions.record_decision(db, with_proposal(values))),
        key="decided",
        start={"kind": AGREEMENT},
        after=(PROPOSES,),
        **alike,
    )


def draw_decisions(scene: Scene, slide: Slide, number: int, found: Sequence[Decision]) -> None:
    """What the meeting recorded about the subject of a slide; who may write can mend it there."""
    own = [decision for decision in found if slide.is_about(decision)]
    may = bool(own) and not scene.follow and not why_not(scene)
    for decision in own:
        key = f"decision-{decision.id}-{number}"
        with st.container(key=key, horizontal=True, vertical_alignment="center"):
            fresh = "fresh" if decision.id == st.session_state.get(_FRESH) else ""
            kind, text = DECISION_KINDS[decision.kind], sentence_case(decision.text)
            by_when = due_words(decision.owner, day_text(decision.due) if decision.due else "")
            show(_DECIDED.format(fresh, kind, text, by_when))
            if may:
                st.button("Verbeter", key=f"correct {key}", on_click=open_box, args=(number, decision))
                st.button("Ongedaan maken", key=f"undo {key}", on_click=_take_back, args=(decision,))
