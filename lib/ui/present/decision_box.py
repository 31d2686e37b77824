"""The decision box: the one thing that is written while presenting, and how it is corrected or taken back.

Owns when it stands open and what follows; its form is that of the page of a meeting. What is recorded is
stored once: the action, the minutes and the list of changes all read the same row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Party
from lib.model.meetings import DECISION, Decision
from lib.store import decisions, records
from lib.store.file.connection import Database
from lib.ui.editing import editor, form, saving
from lib.ui.elements.html import empty, link, show
from lib.ui.here.state import ACTION, EDITING, MODE, shared_params
from lib.ui.meetings.decide import ASKED, FIELDS, owners
from lib.ui.present.address import MEETING, TABLES, Asked, Scene
from lib.ui.present.deck import Slide

KEY = "decision-box"
UNDONE = "Ongedaan gemaakt tijdens het overleg"
CLOSED = "is gesloten en het verslag staat vast. Heropen het overleg, of leg dit vast in een volgend overleg."
_OPEN, _FRESH, _WRITTEN = "decision box", "decision just saved", "decision written"
_SAID, _TYPED = "decision said", "decision typed"


def open_for() -> int:
    """On which slide the box stands open; 0 when it is closed."""
    return int(st.session_state.get(_OPEN, {}).get("slide", 0))


def just_saved() -> int:
    """The decision that was recorded last in this presentation; 0 for none."""
    return int(st.session_state.get(_FRESH, 0))


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


def correct(slide: int, one: Decision) -> None:
    """Open the box with a decision in it, to mend its words; for callbacks."""
    st.session_state[_OPEN] = {"slide": slide, "correct": one}


def take_back(one: Decision) -> None:
    """Undo a decision: it stays in the history, with the reason; for callbacks."""
    if editor.write(
        lambda db: records.withdraw(db, "decision", one.id, one.version), UNDONE, "Ongedaan gemaakt."
    ):
        st.session_state[_SAID] = f"Ongedaan gemaakt: {one.text}"


def why_not(scene: Scene, wanted: Asked) -> str:
    """Why nothing can be recorded here; empty when it can."""
    if wanted.meeting is None:
        return "U presenteert de agenda zelf: zonder overleg wordt er niets besloten. Kies eerst een overleg."
    if scene.past:
        return "U ziet een eerdere stand: daarin wordt niets vastgelegd."
    if not wanted.meeting.open:
        return f"{wanted.meeting.label} {CLOSED}"
    return scene.here.person.refusal


def box(scene: Scene, wanted: Asked, slide: Slide, parties: Sequence[Party]) -> None:
    """The box over the slide: the form, or why there is none."""
    with st.container(key=KEY):
        about = "het overleg" if slide.item_id is None else f"“{slide.title}”"
        refusal = why_not(scene, wanted)
        if refusal:
            show(Markup("<h2>Vastleggen</h2>"))
            empty(refusal)
            if wanted.meeting:
                params = {**shared_params(), MEETING: wanted.name}
                show(link(TABLES, "Naar het overleg", params, icon="arrow_back"))
            st.button("Sluiten", key="close refusal", on_click=close_box)
            return
        present: Decision | None = st.session_state[_OPEN].get("correct")
        doing = "Verbeteren" if present else "Vastleggen"
        show(Markup("<h2>{} bij {}</h2>").format(doing, about))
        editor.outcome(scene.here)
        _form(slide, wanted, parties, present)


def _form(slide: Slide, wanted: Asked, parties: Sequence[Party], present: Decision | None) -> None:
    """The form of a decision, as on the page of the meeting."""
    stored: list[int] = []

    def record(db: Database, values: Mapping[str, Any]) -> None:
        stored.append(decisions.record_decision(db, values))

    if present:
        stored.append(present.id)
        form.change(
            "decision", present, fields=FIELDS, choices={"owner_id": owners(parties, present)}, asked=ASKED,
            said=_tell, then=lambda: _finish(stored), also=("Sluiten", close_box),
        )  # fmt: skip
    else:
        about = {"meeting_id": wanted.meeting_id, "item_id": slide.item_id, "action_id": slide.action_id}
        form.add(
            "decision", about, record, key="decided", fields=FIELDS, choices={"owner_id": owners(parties)},
            asked=ASKED, start={"kind": DECISION}, button="Opslaan", said=_tell,
            then=lambda: _finish(stored), also=("Sluiten", close_box),
        )  # fmt: skip
    _what_else(slide, parties)


def _tell(values: Mapping[str, Any]) -> str:
    st.session_state[_TYPED] = values["text"]
    return "Vastgelegd."


def _finish(stored: Sequence[int]) -> None:
    """Show what was written, and close the box."""
    st.session_state[_FRESH] = stored[-1]
    st.session_state[_WRITTEN] = True
    st.session_state[_SAID] = f"Vastgelegd: {st.session_state[_TYPED]}"
    saving.forget_outcome()
    close_box()


def _what_else(slide: Slide, parties: Sequence[Party]) -> None:
    """What this box does not do, and where it is done."""
    told: list[str] = []
    if slide.action_id:
        params = {**shared_params(**{MODE: EDITING}), ACTION: slide.action_id}
        where = link("actie", "Naar de actie", params, icon="arrow_forward")
        told.append(
            Markup(
                "Wijzigt de prioriteit of eindigt de actie? Leg eerst het besluit hier vast, en dan de "
                "wijziging op de pagina van de actie. {}"
            ).format(where)
        )
    if not parties:
        told.append("Er is nog geen partij vastgelegd. Voeg partijen toe op Actie, in Bewerken.")
    for line in told:
        show(Markup('<p class="wa-note">{}</p>').format(line))


def of_slide(slide: Slide, found: Sequence[Decision]) -> list[Decision]:
    """What the meeting recorded about the subject of a slide."""
    if slide.item_id is None:
        return []
    return [
        one
        for one in found
        if one.item_id == slide.item_id or (slide.action_id and one.action_id == slide.action_id)
    ]
