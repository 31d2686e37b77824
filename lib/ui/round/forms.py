"""The small forms on a card of the update round; each writes one thing and keeps what is typed until stored.

Owns the forms for driver, words and pledges; stage, step, chair and milestone use those of their own pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib.model.agenda import Action, Party
from lib.model.coalitions import Table
from lib.model.meetings import Decision
from lib.model.purpose import Milestone
from lib.rules.coalitions import chairs
from lib.store import records
from lib.ui.agenda import forms, steps
from lib.ui.coalitions import forms as coalition_forms, milestones
from lib.ui.editing import editor
from lib.ui.elements.fields import day_field, read_day

VACANT = "vacant"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms for one action, with what they offer to choose from."""

    action: Action
    table: Table
    parties: Sequence[Party]
    late: Sequence[Decision]

    def stage(self) -> None:
        """A move on the ladder, with its ground."""
        forms.move_form(self.action)

    def step(self) -> None:
        """What happened."""
        steps.step_form(self.action, self.parties)

    def chairs(self) -> None:
        """Who sits on a chair."""
        coalition_forms.fill_form(chairs.present(self.table.chairs), self.parties)

    def milestone(self) -> None:
        """What was reached, or what is due next when nothing is."""
        due = to_reach(self.table)
        if due:
            milestones.update_form(due, self.parties)
        else:
            milestones.add_form(self.action, self.parties)

    def driver(self) -> None:
        """Who drives the action."""
        names: dict[int | None, str] = {None: VACANT, **{party.id: party.name for party in self.parties}}
        if self.action.driver_id and self.action.driver:
            names.setdefault(self.action.driver_id, self.action.driver)
        key = _key("driver_id", self.action)
        with st.form(f"{key} form", border=False):
            st.selectbox(
                "Aanjager",
                list(names),
                index=list(names).index(self.action.driver_id),
                format_func=names.__getitem__,
                key=key,
                placeholder=VACANT,
            )
            _save_button("driver_id", self.action)

    def note(self) -> None:
        """How it stands, in words."""
        key = _key("note", self.action)
        with st.form(f"{key} form", border=False):
            st.text_area("Stand in woorden", value=self.action.note, key=key, height=110)
            _save_button("note", self.action)

    def pledges(self) -> None:
        """That a pledge was kept, when and how."""
        labels = {one.id: f"{one.owner}: {one.text}" for one in self.late}
        versions = {one.id: one.version for one in self.late}
        with st.form(f"round pledge form {self.action.id}", border=False):
            st.selectbox("Toezegging", list(labels), format_func=labels.__getitem__, key="round pledge")
            day_field("Nagekomen op", "round pledge day", records.today())
            st.text_input("Hoe", key="round pledge note")
            st.form_submit_button("Opslaan", type="primary", on_click=_settle, args=(versions,))


def to_reach(table: Table) -> list[Milestone]:
    """The milestones that are not reached, first due first."""
    return [one for one in table.milestones if not one.withdrawn_on and not one.done_on]


def _key(field: str, action: Action) -> str:
    return f"round {field} {action.id} {action.version}"


def _save_button(field: str, action: Action) -> None:
    st.form_submit_button("Opslaan", type="primary", on_click=_save, args=(field, action.id, action.version))


def _save(field: str, action_id: str, version: int) -> None:
    value: Any = st.session_state[f"round {field} {action_id} {version}"]
    editor.change_field("action", action_id, field, value, version)


def _settle(versions: dict[int, int]) -> None:
    chosen = st.session_state["round pledge"]
    changes = {
        "settled_on": read_day("round pledge day"),
        "settled_note": st.session_state["round pledge note"],
    }
    if editor.write(
        lambda db: records.save(db, "decision", chosen, versions[chosen], changes),
        said="De toezegging is nagekomen.",
    ):
        st.session_state["round pledge note"] = ""
