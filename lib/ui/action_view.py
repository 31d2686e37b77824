"""What one action's page is made of: its head, its present state, its steps and its history.

Owns how these read on screen; saving goes through `lib.ui.editor`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

import streamlit as st
from sqlite_utils import Database

from lib import sentences
from lib.dutch import day_text, local_time, moment_text, sentence_case
from lib.model import STAGES, STARTED_BY, STEP_KINDS, Action, Change, Party, Relation, StageMove, Step
from lib.store import records
from lib.ui import editor, state
from lib.ui.html import day, empty, ladder, link, priority_badge, prose, quote, show, was_is
from lib.ui.state import Here

HISTORY_PAGE = 100


def head(action: Action, goal: str) -> None:
    """Number and name as title; goal, priority, stage and driver under it."""
    name = f"{action.number}. {action.name}" if action.number else action.name
    st.title(_plain(name), anchor=False)
    driver = f"Aanjager: {escape(action.driver)}" if action.driver else "<i>Aanjager: vacant</i>"
    show(
        f'<p class="wa-meta"><span>Doel: {escape(goal)}</span>{priority_badge(action.priority)}'
        f"<span><b>{escape(action.stage_text)}</b></span><span>{driver}</span></p>"
    )


def _plain(text: str) -> str:
    """Text that Streamlit shows as it is, without reading it as Markdown."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]<>()#+-.!|~$:" else letter for letter in text)


def action_link(action: Action, label: str = "", icon: str = "") -> str:
    """A link to an action's own page."""
    params = state.shared_params() | {state.ACTION: action.id}
    return link("actie", label or action.label, params, icon=icon)


def present_state(
    action: Action, goals: Mapping[int, str], grounds: Mapping[str, str], moves: Sequence[StageMove]
) -> None:
    """The ladder with the last move, what differs from what was adopted, and the state in words."""
    show(ladder(action.stage, placed=action.placed))
    if action.ended and action.ended_on:
        show(
            f'<p class="wa-ended">Beëindigd op {day(action.ended_on)}: '
            f"{escape(action.ended_reason or '')}</p>"
        )
    elif moves:
        last = moves[-1]
        show(
            f'<p class="wa-source">{escape(STAGES[last.to_stage])} sinds {day(last.moved_on)}: '
            f"{escape(last.reason)} (vastgelegd door {escape(last.author)})</p>"
        )
    else:
        empty("Nog geen stap op de ladder vastgelegd. Staf legt de eerste vast onder Bewerken.")
    for one in sentences.adopted_differences(action, goals, grounds):
        show(was_is(one.label, one.was, one.now, one.ground))
    if action.note:
        show(f'<div class="wa-note">{prose(action.note)}</div>')


def relations(action: Action, all_relations: Sequence[Relation], actions: Sequence[Action]) -> None:
    """The relations of this action both ways, each with its sentence and a link to the other action."""
    names = {one.id: one for one in actions}
    own = [one for one in all_relations if action.id in (one.from_action, one.to_action)]
    if not own:
        show('<p class="wa-source">De bijlage noemt voor deze actie geen verband met een andere.</p>')
    for one in own:
        outgoing = one.from_action == action.id
        other = names[one.to_action if outgoing else one.from_action]
        text = (
            f"{sentence_case(one.kind)} {other.label}"
            if outgoing
            else f"{other.label}: {one.kind} deze actie"
        )
        text += " (beëindigd)" if other.ended else ""
        icon = "arrow_forward" if outgoing else "arrow_back"
        show(action_link(other, text, icon) + quote(one.sentence, "Bron: bijlage 1, toelichting"))


# ------------------------------------------------------------------------------- steps


def step_list(steps: Sequence[Step]) -> None:
    """Dated steps, latest first; withdrawn ones struck through with their reason."""
    if not steps:
        empty("Nog geen stap vastgelegd. Wie kan dit aanvullen? Kies Bewerken en leg de eerste stap vast.")
        return
    show(f'<ul class="wa-steps">{"".join(_step_item(step) for step in steps)}</ul>')


def _step_item(step: Step) -> str:
    parties = f" · met {escape(', '.join(step.parties))}" if step.parties else ""
    link = (
        f' · <a href="{escape(step.link)}" target="_blank" rel="noreferrer">document</a>' if step.link else ""
    )
    gone = ""
    if step.withdrawn_on:
        gone = (
            f"<small>Ingetrokken op {day(step.withdrawn_on)}: {escape(step.withdrawn_reason or '')}</small>"
        )
    return (
        f'<li class="{"withdrawn" if step.withdrawn_on else ""}">{day(step.happened_on)} '
        f'<span class="kind">{STEP_KINDS[step.kind]}</span>: <span class="what">{escape(step.what)}</span>'
        f"<small>begonnen door {STARTED_BY[step.started_by]}{parties}{link} · vastgelegd door "
        f"{escape(step.author)}</small>{gone}</li>"
    )


def step_form(action: Action, parties: Sequence[Party]) -> None:
    """Record a dated step: what and Enter is enough, the rest has sensible values."""
    names = {party.id: party.name for party in parties}
    with st.form(f"step form {action.id}"):
        st.text_input(
            "Wat is er gebeurd?",
            key="step what",
            placeholder="bijvoorbeeld: drie bedrijven zeggen een leerplek toe",
        )
        with st.container(horizontal=True):
            st.date_input("Wanneer", value=records.today(), format="DD-MM-YYYY", key="step day", width=170)
            st.selectbox(
                "Soort", list(STEP_KINDS), format_func=STEP_KINDS.__getitem__, key="step kind", width=170
            )
            st.selectbox(
                "Begonnen door",
                list(STARTED_BY),
                format_func=STARTED_BY.__getitem__,
                key="step started by",
                width=220,
            )
        st.multiselect(
            "Met welke partijen", list(names), format_func=names.__getitem__, key="step parties",
            placeholder="kies partijen",
        )  # fmt: skip
        st.text_input("Link naar een document", key="step link", placeholder="https://… (mag leeg blijven)")
        st.form_submit_button("Stap vastleggen", type="primary", on_click=_record_step, args=(action.id,))


def _record_step(action_id: str) -> None:
    values = {
        "action_id": action_id,
        "happened_on": st.session_state["step day"],
        "what": st.session_state["step what"],
        "kind": st.session_state["step kind"],
        "started_by": st.session_state["step started by"],
        "link": st.session_state["step link"],
    }
    parties = list(st.session_state["step parties"])
    if editor.write(lambda db: records.add_step(db, values, parties), said="De stap is vastgelegd."):
        st.session_state["step what"] = st.session_state["step link"] = ""
        st.session_state["step parties"] = []


def withdraw_form(steps: Sequence[Step]) -> None:
    """Take back a step that was recorded by mistake: it stays readable, with the reason."""
    labels = {
        step.id: f"{day_text(step.happened_on)}: {step.what[:80]}" for step in steps if not step.withdrawn_on
    }
    if not labels:
        return
    versions = {step.id: step.version for step in steps}
    with st.expander("Een stap intrekken"), st.form("withdraw form", border=False):
        st.selectbox("Stap", list(labels), format_func=labels.__getitem__, key="withdraw step")
        st.text_input("Reden", key="withdraw reason")
        st.form_submit_button("Intrekken", on_click=_withdraw, args=(versions,))


def _withdraw(versions: Mapping[int, int]) -> None:
    step_id, reason = st.session_state["withdraw step"], st.session_state["withdraw reason"].strip()

    def act(db: Database) -> None:
        records.withdraw(db, "step", step_id, versions[step_id])

    if editor.write(act, reason, "De stap is ingetrokken; hij blijft leesbaar."):
        st.session_state["withdraw reason"] = ""


# ----------------------------------------------------------------------------- history


def history_list(here: Here, changes: Sequence[Change], parties: Mapping[int, str], action: Action) -> None:
    """Changes by day, newest first, each with its author; in Bewerken any value can be put back."""
    told = [(change, sentences.change_sentence(change, parties)) for change in changes]
    told = [(change, sentence) for change, sentence in told if sentence]
    if not told:
        empty("Er is nog niets gewijzigd sinds de eerste vulling.")
    for _, group in groupby(told, key=lambda one: local_time(one[0].at).date()):
        entries = list(group)
        show(f'<h3 class="wa-h">{day_text(local_time(entries[0][0].at).date())}</h3>')
        for change, sentence in entries:
            _history_entry(here, change, str(sentence), parties, action)


def _history_entry(
    here: Here, change: Change, sentence: str, parties: Mapping[int, str], action: Action
) -> None:
    verified = "" if change.verified else " (niet geverifieerd)"
    text = (
        f'<p class="wa-log">{escape(sentence)}<small>{escape(moment_text(change.at))} · '
        f"{escape(change.who)}{verified}</small></p>"
    )
    if not (here.editing and (change.table, change.field) in sentences.FIELD_NAMES):
        show(text)
        return
    with st.container(
        key=f"log-{change.history_id}-{change.field}", horizontal=True, vertical_alignment="center"
    ):
        show(text)
        with st.popover(
            "Zet terug", key=f"put back {change.history_id} {change.field}", on_change="rerun"
        ) as box:
            if box.open:
                _put_back_preview(change, parties, action)


def _put_back_preview(change: Change, parties: Mapping[int, str], action: Action) -> None:
    old = sentences.value_text(change.table, change.field, change.old, parties)
    now = sentences.value_text(change.table, change.field, getattr(action, change.field, change.new), parties)
    name = sentences.FIELD_NAMES[change.table, change.field]
    st.text(f"{sentence_case(name)}\nnu: {now}\nterug naar: {old}")
    st.button(
        "Zet deze waarde terug",
        type="primary",
        key=f"put back now {change.history_id} {change.field}",
        on_click=_put_back,
        args=(change.table, change.row_id, change.field, change.history_id, change.at),
    )


def _put_back(table: str, row_id: str, field: str, history_id: int, at: str) -> None:
    def act(db: Database) -> None:
        version = records.get(db, table, row_id)["version"]
        records.put_back(db, table, row_id, field, history_id, version)

    editor.write(act, f"Teruggezet naar de waarde van vóór {moment_text(at)}", "De waarde is teruggezet.")
