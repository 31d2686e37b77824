"""The decision box: the one thing that is written while presenting, and how it is corrected or taken back.

Owns when it stands open and what follows; its form is that of the page of a meeting. What is recorded is
stored once: the action, the minutes and the list of changes all read the same row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import sentence_case
from lib.model.agenda import Party
from lib.model.meetings import DECISION, DECISION_KINDS, Decision
from lib.rules.meetings.slide_words import due_words
from lib.store import decisions, records
from lib.ui.editing import editor, form, saving
from lib.ui.elements.html import empty, link, show
from lib.ui.here.address import ACTION, EDITING, MODE, shared_params
from lib.ui.meetings.decide import ASKED, FIELDS, owners
from lib.ui.present.address import MEETING, TABLES, Scene
from lib.ui.present.deck import Slide
from lib.ui.present.slides import more

UNDONE = "Ongedaan gemaakt tijdens het overleg"
ON_THE_PAGE = (
    "Wijzigt de prioriteit of eindigt de actie? Leg eerst het besluit hier vast, en dan de wijziging op de "
    "pagina van de actie."
)
NO_PARTY = "Er is nog geen partij vastgelegd. Voeg partijen toe op Actie, in Bewerken."
CLOSED = "is gesloten en het verslag staat vast. Heropen het overleg, of leg dit vast in een volgend overleg."
_NOTE = Markup('<p class="wa-note">{} {}</p>')
_DECIDED = Markup('<p class="{}"><b>{}</b> {}{}</p>')
_OPEN, _FRESH, _WRITTEN = "decision box", "decision just saved", "decision written"
_SAID, _TYPED = "decision said", "decision typed"


def open_for() -> int:
    """On which slide the box stands open; 0 when it is closed."""
    return int(st.session_state.get(_OPEN, {}).get("slide", 0))


def has_written() -> bool:
    """Whether something was written since this was asked last: then the slide has to show it."""
    return bool(st.session_state.pop(_WRITTEN, False))


def said() -> str:
    """What was written last, for who does not see it appear."""
    return str(st.session_state.get(_SAID, ""))


def open_box(slide: int) -> None:
    """Open the box on a slide for something new, with what was typed there before; for callbacks."""
    st.session_state[_OPEN] = {"slide": slide}


def close_box() -> None:
    """Close the box; what was typed is there when it opens again. For callbacks."""
    st.session_state.pop(_OPEN, None)


def _correct(slide: int, decision: Decision) -> None:
    st.session_state[_OPEN] = {"slide": slide, "correct": decision}


def _take_back(decision: Decision) -> None:
    """Undo a decision: it stays in the history, with the reason."""
    number, version = decision.id, decision.version
    if editor.write(
        lambda db: records.withdraw(db, "decision", number, version), UNDONE, "Ongedaan gemaakt."
    ):
        st.session_state[_SAID] = f"Ongedaan gemaakt: {decision.text}"


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
    present: Decision | None = st.session_state[_OPEN].get("correct")
    with st.container(key="decision-box"):
        about = "het overleg" if slide.item_id is None else f"“{slide.title}”"
        if refusal := why_not(scene):
            show(Markup("<h2>Vastleggen</h2>"))
            empty(refusal)
            if scene.meeting:
                params = {**shared_params(), MEETING: scene.name}
                show(link(TABLES, "Naar het overleg", params, icon="arrow_back"))
            st.button("Sluiten", key="close refusal", on_click=close_box)
            return
        doing = "Verbeteren" if present else "Vastleggen"
        show(Markup("<h2>{} bij {}</h2>").format(doing, about))
        editor.outcome(scene.here)
        _form(slide, scene.meeting_id, parties, present)


def _form(slide: Slide, meeting_id: int, parties: Sequence[Party], present: Decision | None) -> None:
    """The form of a decision, as on the page of the meeting."""
    stored = [present.id] if present else []
    then: dict[str, Any] = {"said": _tell, "then": lambda: _finish(stored), "also": ("Sluiten", close_box)}
    choices = {"owner_id": owners(parties, present)}
    if present:
        form.change("decision", present, fields=FIELDS, choices=choices, asked=ASKED, **then)
    else:
        form.add(
            "decision",
            {"meeting_id": meeting_id, "item_id": slide.item_id, "action_id": slide.action_id},
            lambda db, values: stored.append(decisions.record_decision(db, values)),
            key="decided",
            fields=FIELDS,
            choices=choices,
            start={"kind": DECISION},
            button="Opslaan",
            asked=ASKED,
            **then,
        )
    _what_else(slide, parties)


def _tell(values: Mapping[str, Any]) -> str:
    st.session_state[_TYPED] = values["text"]
    return "Vastgelegd."


def _finish(stored: Sequence[int]) -> None:
    """Show on the slide what was written, and close the box."""
    st.session_state[_FRESH] = stored[-1]
    st.session_state[_WRITTEN] = True
    st.session_state[_SAID] = f"Vastgelegd: {st.session_state[_TYPED]}"
    saving.forget_outcome()
    close_box()


def _what_else(slide: Slide, parties: Sequence[Party]) -> None:
    """What this box does not do, and where it is done."""
    if slide.action_id:
        params = {**shared_params(**{MODE: EDITING}), ACTION: slide.action_id}
        where = link("actie", "Naar de actie", params, icon="arrow_forward")
        show(_NOTE.format(ON_THE_PAGE, where))
    if not parties:
        show(_NOTE.format(NO_PARTY, ""))


def draw_decisions(scene: Scene, slide: Slide, number: int, found: Sequence[Decision]) -> None:
    """What the meeting recorded about the subject of a slide; who may write can mend it there."""
    own = [decision for decision in found if slide.is_about(decision)]
    just_saved = st.session_state.get(_FRESH)
    may = bool(own) and not scene.follow and not why_not(scene)
    for decision in own:
        with st.container(
            key=f"decision-{decision.id}-{number}", horizontal=True, vertical_alignment="center"
        ):
            looks = f"wa-decided {decision.kind} {'fresh' if decision.id == just_saved else ''}"
            text, facts = sentence_case(decision.text), more(due_words(decision))
            show(_DECIDED.format(looks, DECISION_KINDS[decision.kind], text, facts))
            if may:
                keys = f"{number} {decision.id}"
                st.button("Verbeteren", key=f"correct {keys}", on_click=_correct, args=(number, decision))
                st.button("Ongedaan maken", key=f"undo {keys}", on_click=_take_back, args=(decision,))
