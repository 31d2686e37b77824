"""The steps of an action: the dated evidence, recording a step and taking one back.

Owns how a step reads and is typed; saving goes through `lib.ui.editing.editor`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, day_text, sentence_case
from lib.model.agenda import STARTED_BY, STEP_KINDS, Action, Party, Step
from lib.store import agenda, records
from lib.store.file.connection import Database
from lib.ui.editing import editor, held
from lib.ui.editing.choice import choose_record
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, empty, show
from lib.ui.frame.identity import FIRST_QUESTION
from lib.ui.here import state
from lib.ui.here.address import EDITING, MODE, go_now
from lib.ui.here.state import Here


def step_list(steps: Sequence[Step], new: Collection[int] = ()) -> None:
    """Dated steps, latest first; withdrawn ones struck through with their reason, `new` ones named so."""
    if not steps:
        empty("Nog geen gebeurtenis vastgelegd. Wie kan dit aanvullen? Kies Bewerken en leg de eerste vast.")
        return
    items = [_step_item(step, new=step.id in new) for step in steps]
    show(Markup('<ul class="wa-steps">{}</ul>').format(Markup("").join(items[:LATEST])))
    if older := items[LATEST:]:
        title = sentence_case(count_text(len(older), "oudere gebeurtenis", "oudere gebeurtenissen"))
        show(
            Markup(
                '<details class="wa-fold"><summary>{}</summary><ul class="wa-steps">{}</ul></details>'
            ).format(title, Markup("").join(older))
        )


def _step_item(step: Step, *, new: bool) -> Markup:
    mark = Markup(' <b class="wa-new">nieuw</b>') if new else ""
    parties = f" · met {', '.join(step.parties)}" if step.parties else ""
    link = (
        Markup(' · <a href="{}" target="_blank" rel="noreferrer">document</a>').format(step.link)
        if step.link
        else ""
    )
    gone = ""
    if step.withdrawn_on:
        gone = Markup("<small>Ingetrokken op {}: {}</small>").format(
            day(step.withdrawn_on), step.withdrawn_reason or ""
        )
    return Markup(
        '<li class="{}">{} '
        '<span class="kind">{}</span>: <span class="what">{}</span>'
        "{}<small>op initiatief van {}{}{} · vastgelegd door "
        "{}</small>{}</li>"
    ).format(
        "withdrawn" if step.withdrawn_on else "",
        day(step.happened_on),
        STEP_KINDS[step.kind],
        step.what,
        mark,
        STARTED_BY[step.started_by],
        parties,
        link,
        step.author,
        gone,
    )


LATEST = 5
"""How many steps stand open on the page; older ones are folded."""

WHAT_HAPPENED = "Wat is er gebeurd?"


def record_button(here: Here) -> None:
    """From anywhere on the page straight to recording a step; `S` on the keyboard does the same."""
    if here.at is None:
        st.button(
            "Gebeurtenis vastleggen",
            icon=":material/add_task:",
            key="record step",
            shortcut="S",
            on_click=_begin_step,
        )


def _begin_step() -> None:
    go_now(tab=None, **{MODE: EDITING})
    state.want_focus(WHAT_HAPPENED, FIRST_QUESTION)


def step_form(action: Action, parties: Sequence[Party]) -> None:
    """Record a dated step: what and Enter is enough, the rest has sensible values."""
    names = {party.id: party.name for party in parties}
    keys = _keys(action.id)
    held.give_back(keys.values())
    with st.form(f"step form {action.id}"):
        st.text_input(
            WHAT_HAPPENED,
            key=keys["what"],
            placeholder="bijvoorbeeld: drie bedrijven zeggen een leerplek toe",
        )
        with st.container(horizontal=True):
            day_field("Wanneer", keys["happened_on"], records.today())
            st.selectbox(
                "Soort", list(STEP_KINDS), format_func=STEP_KINDS.__getitem__, key=keys["kind"], width=170
            )
            st.selectbox(
                "Op initiatief van",
                list(STARTED_BY),
                format_func=STARTED_BY.__getitem__,
                key=keys["started_by"],
                width=220,
            )
        st.multiselect(
            "Met welke partijen", list(names), format_func=names.__getitem__, key=keys["parties"],
            placeholder="kies partijen" if names else "nog geen partij in de lijst", select_all=False,
        )  # fmt: skip
        st.text_input("Link naar een document", key=keys["link"], placeholder="https://… (mag leeg blijven)")
        st.form_submit_button(
            "Gebeurtenis vastleggen", type="primary", on_click=_record_step, args=(action.id,)
        )


def _keys(action_id: str) -> dict[str, str]:
    """The key of each field; per action, so that words never wander to another one."""
    names = ("what", "happened_on", "kind", "started_by", "parties", "link")
    return {name: f"step {name} {action_id}" for name in names}


def _record_step(action_id: str) -> None:
    keys = _keys(action_id)
    typed = {name: st.session_state[key] for name, key in keys.items()}
    parties = list(typed.pop("parties"))
    values = {"action_id": action_id, **typed, "happened_on": read_day(keys["happened_on"])}
    if editor.write(lambda db: agenda.add_step(db, values, parties), said="De gebeurtenis is vastgelegd."):
        st.session_state[keys["what"]] = st.session_state[keys["link"]] = ""
        st.session_state[keys["parties"]] = []
    else:
        held.hold(keys.values())


def withdraw_form(steps: Sequence[Step]) -> None:
    """Take back a step that was recorded by mistake: it stays readable, with the reason."""
    labels = {
        step.id: f"{day_text(step.happened_on)}: {step.what[:80]}" for step in steps if not step.withdrawn_on
    }
    if not labels:
        return
    versions = {step.id: step.version for step in steps}

    def form() -> None:
        chosen = choose_record("Gebeurtenis", labels, "withdraw step")
        with st.form("withdraw form", border=False):
            st.text_input("Reden", key="withdraw reason")
            st.form_submit_button("Intrekken", on_click=_withdraw, args=(chosen, versions[chosen]))

    folded("Een gebeurtenis intrekken", form, key="fold withdraw")


def _withdraw(step_id: int, version: int) -> None:
    reason = st.session_state["withdraw reason"].strip()

    def act(db: Database) -> None:
        records.withdraw(db, "step", step_id, version)

    if editor.write(act, reason, "De gebeurtenis is ingetrokken; zij blijft leesbaar."):
        st.session_state["withdraw reason"] = ""
