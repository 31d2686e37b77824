"""Forms for a meeting as a whole: a new one, changing its day or place, and withdrawing it.

Owns what is typed; each form writes through `lib.ui.editing.editor`.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.model.meetings import MEETING_KINDS, MOST_MINUTES, USUAL_MINUTES, Meeting
from lib.store import meetings, records
from lib.ui.editing import editor, held
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING, PART

_FIELDS = ("kind", "held_on", "minutes", "place", "title")
_NEW = "new meeting"


def new_meeting() -> None:
    """A meeting that is not in the list yet; it opens once it is there."""
    folded("Nieuw overleg", _new_form, key="fold new meeting", icon=":material/add:")


def _new_form() -> None:
    held.give_back(f"{_NEW} {field}" for field in _FIELDS)
    with st.form(f"{_NEW} form", border=False):
        _fields(_NEW, None)
        st.form_submit_button("Overleg toevoegen", type="primary", on_click=_add)


def _fields(key: str, one: Meeting | None) -> None:
    kinds = list(MEETING_KINDS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Soort overleg",
            kinds,
            index=kinds.index(one.kind) if one else 0,
            format_func=MEETING_KINDS.__getitem__,
            key=f"{key} kind",
            width=260,
        )
        day_field("Datum", f"{key} held_on", one.held_on if one else None)
        st.number_input(
            "Duur in minuten",
            min_value=1,
            max_value=MOST_MINUTES,
            value=one.minutes if one else USUAL_MINUTES,
            step=15,
            key=f"{key} minutes",
            width=190,
        )
    st.text_input("Plaats", value=one.place if one else "", key=f"{key} place")
    st.text_input("Titel", value=one.title if one else "", key=f"{key} title", placeholder="mag leeg blijven")


def _typed(key: str) -> dict[str, Any]:
    typed = {field: st.session_state[f"{key} {field}"] for field in _FIELDS}
    return typed | {"held_on": read_day(f"{key} held_on")}


def _add() -> None:
    made: list[int] = []
    values = _typed(_NEW)
    if editor.write(lambda db: made.append(meetings.add_meeting(db, values)), said="Het overleg is er."):
        for field in _FIELDS:
            st.session_state.pop(f"{_NEW} {field}", None)
        st.query_params[MEETING] = str(made[0])
    else:
        held.hold(f"{_NEW} {field}" for field in _FIELDS)


def about_meeting(here: Here, one: Meeting) -> None:
    """Change or withdraw an open meeting."""
    if here.editing and one.open:
        folded(
            "Overleg wijzigen", lambda: _change_form(one), key="fold change meeting", icon=":material/edit:"
        )


def _change_form(one: Meeting) -> None:
    key = f"meeting {one.id} {one.version}"
    with st.form(f"{key} form", border=False):
        _fields(key, one)
        st.form_submit_button("Opslaan", type="primary", on_click=_save, args=(one, key))
    reason = f"withdraw meeting {one.id}"
    with st.form(f"{reason} form", border=False):
        st.text_input("Reden om dit overleg in te trekken", key=reason)
        st.form_submit_button("Trek dit overleg in", on_click=_withdraw, args=(one, reason))


def _save(one: Meeting, key: str) -> None:
    values = _typed(key)
    editor.write(lambda db: records.save(db, "meeting", one.id, one.version, values))


def _withdraw(one: Meeting, key: str) -> None:
    if editor.write(
        lambda db: records.withdraw(db, "meeting", one.id, one.version),
        str(st.session_state[key]).strip(),
        "Het overleg is ingetrokken; in de wijzigingen blijft het leesbaar.",
    ):
        for param in (MEETING, PART):
            st.query_params.pop(param, None)
