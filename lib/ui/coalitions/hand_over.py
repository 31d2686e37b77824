"""Handing over what falls when the ambassador leaves: a small form for each kind of it.

Owns what is asked and which change of the agenda it becomes: an owner, a rhythm of meeting in words, a step
that the coalition began itself, or a driver. Saving goes through `lib.ui.editing.editor`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lib.model.agenda import Action, Party
from lib.model.coalitions import Table
from lib.rules.coalitions.handover import SELF_STARTED
from lib.rules.coalitions.stop_test import Fallen, successors
from lib.store import agenda, coalitions, records
from lib.ui.editing import editor
from lib.ui.elements.fields import day_field, read_day

_WHO: Mapping[str, str] = {
    "taak": "Wie neemt deze mijlpaal over?",
    "overleg": "Wie roept de coalitie voortaan bijeen?",
    "partij": "Wie van de coalitie houdt het contact?",
    "aanjager": "Wie wordt aanjager?",
}


def key_of(loss: Fallen) -> str:
    """Return the key of all that belongs to handing over one thing."""
    return " ".join(str(part) for part in ("hand over", loss.kind, loss.action_id, loss.subject_id) if part)


def form(loss: Fallen, action: Action, table: Table, parties: Sequence[Party]) -> None:
    """To whom it goes, and what that kind of thing needs besides."""
    names = {party.id: party.name for party in successors(loss, table, parties)}
    if not names:
        st.caption("Er is nog geen partij die dit kan overnemen. Voeg eerst een partij toe bij de actie.")
        return
    key = key_of(loss)
    with st.form(f"{key} form", border=False):
        st.selectbox(_WHO[loss.kind], list(names), format_func=names.__getitem__, key=f"{key} to")
        if loss.kind == "overleg":
            st.text_input(
                "Wanneer komt de coalitie bijeen?",
                key=f"{key} when",
                placeholder="bijvoorbeeld: elke eerste maandag",
            )
        if loss.kind == "partij":
            st.text_input(
                "Wat is er gebeurd?",
                key=f"{key} what",
                placeholder="bijvoorbeeld: kennismaking, begonnen door de coalitie zelf",
            )
            day_field("Wanneer", f"{key} on", records.today())
        st.form_submit_button(
            "Draag over",
            type="primary",
            on_click=_HAND_OVER[loss.kind],
            args=(loss, _version(loss, action, table)),
        )


def _version(loss: Fallen, action: Action, table: Table) -> int:
    """Return the version, as this visitor saw it, of the row that handing over changes."""
    if loss.kind == "taak":
        return next(milestone.version for milestone in table.milestones if milestone.id == loss.subject_id)
    return table.coalition.version if loss.kind == "overleg" else action.version


def _typed(loss: Fallen, field: str) -> Any:
    return st.session_state[f"{key_of(loss)} {field}"]


def _task(loss: Fallen, version: int) -> None:
    editor.change_field("milestone", str(loss.subject_id), "owner_id", _typed(loss, "to"), version)


def _meeting(loss: Fallen, version: int) -> None:
    party_id, when = _typed(loss, "to"), _typed(loss, "when")
    editor.write(lambda db: coalitions.hand_over_meeting(db, loss.action_id, version, party_id, when))


def _contact(loss: Fallen, _version_seen: int) -> None:
    """Ask for a step that the coalition began: then the ambassador is not the only contact."""
    values = {
        "action_id": loss.action_id,
        "happened_on": read_day(f"{key_of(loss)} on"),
        "what": _typed(loss, "what"),
        "kind": "gesprek",
        "started_by": SELF_STARTED,
    }
    taking_part = [int(str(loss.subject_id)), _typed(loss, "to")]
    editor.write(lambda db: agenda.add_step(db, values, taking_part), said="De stap is vastgelegd.")


def _driver(loss: Fallen, version: int) -> None:
    editor.change_field("action", loss.action_id, "driver_id", _typed(loss, "to"), version)


_HAND_OVER: Mapping[str, Callable[[Fallen, int], None]] = {
    "taak": _task,
    "overleg": _meeting,
    "partij": _contact,
    "aanjager": _driver,
}
