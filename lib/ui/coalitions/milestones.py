"""Milestones of an action as a line in time with today, the same as a list, and the forms to keep them.

Owns how they read on screen and what is typed; saving goes through `lib.ui.editing.editor`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

import streamlit as st

from lib.dutch import day_text
from lib.model.agenda import Action, Party
from lib.model.purpose import Milestone
from lib.store import coalitions, records
from lib.ui.editing import editor
from lib.ui.editing.choice import choose_record
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.html import day, empty, show, table

_MARGIN = timedelta(days=45)


def time_line(milestones: Sequence[Milestone], today: date) -> None:
    """What is due when: a dot per milestone on one line, and a rule for the day shown."""
    present = sorted((one for one in milestones if not one.withdrawn_on), key=lambda one: one.due)
    if not present:
        empty("Nog geen mijlpalen. Wie weet wat er wanneer klaar moet zijn? Kies Bewerken.")
        return
    days = [date.fromisoformat(one.due) for one in present]
    first, last = min([*days, today]) - _MARGIN, max([*days, today]) + _MARGIN

    def left(when: date) -> str:
        return f"left:{100 * (when - first).days / (last - first).days:.1f}%"

    dots = "".join(
        f'<span class="{_state(one, today)}" style="{left(when)}" title="{escape(one.what)}">'
        f"<b>{number}</b></span>"
        for number, (one, when) in enumerate(zip(present, days, strict=True), 1)
    )
    show(
        f'<div class="wa-time" aria-hidden="true">{dots}<span class="now" style="{left(today)}"></span>'
        f'<em style="{left(today)};top:-1.1rem">{day_text(today)}</em></div>'
    )
    rows = [
        (str(number), day(one.due), escape(one.what), _words(one, today), escape(one.owner or "nog niemand"))
        for number, one in enumerate(present, 1)
    ]
    show(table(("Nr", "Klaar op", "Mijlpaal", "Stand", "In handen van"), rows, "Mijlpalen"))


def _state(one: Milestone, today: date) -> str:
    return "done" if one.done_on else "late" if date.fromisoformat(one.due) < today else "due"


def _words(one: Milestone, today: date) -> str:
    if one.done_on:
        return f"bereikt op {day(one.done_on)}"
    return "<b>te laat</b>" if date.fromisoformat(one.due) < today else "nog te doen"


# ------------------------------------------------------------------------------- forms


def milestone_forms(action: Action, milestones: Sequence[Milestone], parties: Sequence[Party]) -> None:
    """Add a milestone, change one or say that it was reached, and take one away."""
    with st.expander("Mijlpaal toevoegen", icon=":material/flag:"):
        add_form(action, parties)
    present = [one for one in milestones if not one.withdrawn_on]
    if present:
        with st.expander("Mijlpaal bijwerken"):
            update_form(present, parties)
        with st.expander("Mijlpaal weghalen"):
            _withdraw_form(action, {one.id: one for one in present})


def _owners(parties: Sequence[Party]) -> dict[int | None, str]:
    return {None: "nog niemand", **{party.id: party.name for party in parties}}


def _told(present: Mapping[int, Milestone]) -> dict[int, str]:
    return {number: one.what for number, one in present.items()}


def add_form(action: Action, parties: Sequence[Party]) -> None:
    """A new milestone: what, by when, in whose hands."""
    names, key = _owners(parties), f"new milestone {action.id}"
    with st.form(f"new milestone form {action.id}", border=False):
        st.text_input("Wat", key=f"{key} what")
        day_field("Wanneer klaar", f"{key} due")
        st.selectbox(
            "In handen van",
            list(names),
            format_func=names.__getitem__,
            key=f"{key} owner",
            placeholder="nog niemand",
        )
        st.form_submit_button("Mijlpaal toevoegen", on_click=_add_milestone, args=(action.id,))


def update_form(milestones: Sequence[Milestone], parties: Sequence[Party]) -> None:
    """Say of one of these milestones when it is due, when it was reached and in whose hands it is."""
    present, names = {one.id: one for one in milestones}, _owners(parties)
    one = present[choose_record("Mijlpaal", _told(present), "milestone to change")]
    choices = {**names, one.owner_id: one.owner or names[None]}
    key = f"{one.id} {one.version}"
    with st.form(f"milestone form {key}", border=False):
        st.text_input("Wat", value=one.what, key=f"what {key}")
        day_field("Wanneer klaar", f"due {key}", one.due)
        day_field("Bereikt op", f"done {key}", one.done_on)
        st.selectbox(
            "In handen van",
            list(choices),
            index=list(choices).index(one.owner_id),
            format_func=choices.__getitem__,
            key=f"owner {key}",
            placeholder="nog niemand",
        )
        st.form_submit_button(
            "Opslaan", type="primary", on_click=_save_milestone, args=(one.id, one.version, key)
        )


def _add_milestone(action_id: str) -> None:
    key = f"new milestone {action_id}"
    values = {
        "action_id": action_id,
        "what": st.session_state[f"{key} what"],
        "due": read_day(f"{key} due"),
        "owner_id": st.session_state[f"{key} owner"],
    }
    if editor.write(lambda db: coalitions.add_milestone(db, values), said="De mijlpaal staat erbij."):
        st.session_state[f"{key} what"] = st.session_state[f"{key} due"] = ""


def _save_milestone(milestone_id: int, version: int, key: str) -> None:
    changes = {
        "what": st.session_state[f"what {key}"],
        "due": read_day(f"due {key}"),
        "done_on": read_day(f"done {key}"),
        "owner_id": st.session_state[f"owner {key}"],
    }
    editor.write(lambda db: records.save(db, "milestone", milestone_id, version, changes))


def _withdraw_form(action: Action, present: Mapping[int, Milestone]) -> None:
    key = f"withdraw milestone reason {action.id}"
    one = present[choose_record("Mijlpaal", _told(present), "milestone to withdraw")]
    with st.form(f"withdraw milestone form {action.id}", border=False):
        st.text_input("Reden", key=key)
        st.form_submit_button("Mijlpaal weghalen", on_click=_withdraw, args=(one.id, one.version, key))


def _withdraw(milestone_id: int, version: int, key: str) -> None:
    reason = str(st.session_state[key]).strip()
    if editor.write(
        lambda db: records.withdraw(db, "milestone", milestone_id, version),
        reason,
        "De mijlpaal is weggehaald; in de geschiedenis blijft hij leesbaar.",
    ):
        st.session_state[key] = ""
