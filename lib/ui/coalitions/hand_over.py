"""Handing over what falls when the ambassador leaves: a small form for each kind of it.

Owns what is asked and which change of the agenda it becomes: an owner, a rhythm of meeting in words, a step
that the coalition began itself, or a driver.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.model.agenda import Action, Party
from lib.model.coalitions import Table
from lib.rules.coalitions.handover import SELF_STARTED
from lib.rules.coalitions.stop_test import Fallen, successors
from lib.store import agenda, coalitions, records
from lib.store.file.connection import Database
from lib.ui.editing import form
from lib.ui.editing.asks import Ask
from lib.ui.here import state

_BUTTON = "Overdragen"


def key_of(fallen: Fallen) -> str:
    """Return the key of all that belongs to handing over one thing."""
    parts = ("hand over", fallen.kind, fallen.action_id, fallen.subject_id)
    return " ".join(str(part) for part in parts if part)


def draw_form(fallen: Fallen, action: Action, table: Table, parties: Sequence[Party]) -> None:
    """Ask to whom it goes, and what that kind of thing needs besides."""
    names = {party.id: party.name for party in successors(fallen, table, parties)}
    if not names:
        st.caption("Er is nog geen partij die dit kan overnemen. Voeg eerst een partij toe bij de actie.")
    elif fallen.kind == "taak":
        milestone = next(milestone for milestone in table.milestones if milestone.id == fallen.subject_id)
        _pass_on(fallen, "milestone", milestone, "owner_id", "Wie neemt deze mijlpaal over?", names)
    elif fallen.kind == "aanjager":
        _pass_on(fallen, "action", action, "driver_id", "Wie wordt aanjager?", names)
    elif fallen.kind == "overleg":
        _meeting_form(fallen, table, names)
    else:
        _contact_form(fallen, names)


def _pass_on(
    fallen: Fallen, table: str, row: Any, field: str, question: str, names: Mapping[int, str]
) -> None:
    """Give a record to another party; the one proposed stands there already."""
    form.change(
        table,
        row,
        key=key_of(fallen),
        fields=(field,),
        choices={field: names},
        asked={field: {"label": question, "nothing": None}},
        now={field: next(iter(names))},
        act=lambda db, values, version: records.save(db, table, row.id, version, values),
        button=_BUTTON,
    )


def _meeting_form(fallen: Fallen, table: Table, names: Mapping[int, str]) -> None:
    example = "bijvoorbeeld: elke eerste maandag"

    def act(db: Database, values: Mapping[str, Any], version: int) -> None:
        coalitions.hand_over_meeting(db, fallen.action_id, version, values["to"], values["rhythm"])

    form.change(
        "coalition",
        table.coalition,
        key=key_of(fallen),
        fields=("rhythm",),
        asked={"rhythm": {"label": "Wanneer komt de coalitie bijeen?", "example": example}},
        now={"to": next(iter(names))},
        act=act,
        button=_BUTTON,
        after=(Ask("to", "party", "Wie roept de coalitie voortaan bijeen?", names),),
    )


def _contact_form(fallen: Fallen, names: Mapping[int, str]) -> None:
    """Ask for a step that the coalition began itself: then the ambassador is not the only contact."""
    example = "bijvoorbeeld: kennismaking, op initiatief van de coalitie zelf"

    def act(db: Database, values: Mapping[str, Any]) -> None:
        step = {name: value for name, value in values.items() if name != "to"}
        agenda.add_step(db, step, [int(str(fallen.subject_id)), values["to"]])

    form.add(
        "step",
        {"action_id": fallen.action_id, "kind": "gesprek", "started_by": SELF_STARTED},
        act,
        key=key_of(fallen),
        fields=("what", "happened_on"),
        asked={"what": {"widget": "line", "example": example}},
        start={"to": next(iter(names)), "happened_on": state.today()},
        extra=(Ask("to", "party", "Wie van de coalitie houdt het contact?", names),),
        button=_BUTTON,
        said="De gebeurtenis is vastgelegd.",
    )
