"""Actie: the adopted text beside the living state of one action, its steps and its history."""

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action, Party
from lib.rules.since import Changed
from lib.store import agenda, history
from lib.store.file.connection import reading
from lib.ui.agenda import (
    action as action_view,
    annex,
    evidence,
    forms,
    history as history_view,
    proposals,
    steps as step_view,
)
from lib.ui.agenda.action import Read
from lib.ui.coalitions import tabs
from lib.ui.editing import editor
from lib.ui.elements.filters import name_unknown
from lib.ui.elements.html import empty, plain, show
from lib.ui.elements.switch import switch
from lib.ui.here import live, state
from lib.ui.here.address import ACTION
from lib.ui.here.cache import kept
from lib.ui.here.lens import lens, of_action
from lib.ui.meetings import view
from lib.ui.money import view as money
from lib.ui.results import tab as results

_TABS = {
    "stand": "Stand",
    "coalitie": "Coalitie",
    "purpose-case": "Purpose case",
    "effect": "Resultaat",
    "geld": "Geld",
    "geschiedenis": "Geschiedenis",
}


def choose(actions: list[Action], asked: str | None) -> None:
    """No action, or one that does not exist: say so and offer all of them."""
    st.title("Actie", anchor=False)
    if asked:
        st.warning(plain(f"Actie “{asked}” bestaat niet. Kies hieronder een actie."), icon=":material/info:")
    else:
        st.text("Kies een actie.")
    if state.here().editing:
        step_view.step_anywhere(actions)
    items = Markup("").join(
        Markup("<li>{}</li>").format(action_view.action_link(action)) for action in actions
    )
    show(Markup('<ul class="wa-choices">{}</ul>').format(items))


def stand(
    here: state.Here, action: Action, actions: list[Action], goals: dict[int, str], changed: Changed
) -> None:
    """State, steps and what can be recorded first; the adopted text and relations beside them."""
    read = action_view.read(here, action)
    parties = parties_of(here)
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.header("Stand van nu" if here.at is None else "Stand op die datum", anchor=False)
        with st.container():
            action_view.present_state(here, action, goals, read.grounds, read.moves, changed)
            proposals.about_action(here, action)
        if here.editing:
            st.header("Gebeurtenis vastleggen", anchor=False)
            step_view.step_form(action, parties)
        happened(here, action, read, parties, changed)
        if here.editing:
            forms.edit_action(action, parties)
    with right:
        st.header("Vastgestelde tekst", anchor=False)
        annex.adopted_text(here, action, read.parts, read.footnotes)
        st.header("Verband met andere acties", anchor=False)
        action_view.relations(action, read.related, actions)
        view.about_action(here, action)


def parties_of(here: state.Here) -> list[Party]:
    """The parties that a form offers."""
    if not here.editing:
        return []
    with reading(here.path, here.at) as db:
        return agenda.parties(db)


def happened(here: state.Here, action: Action, read: Read, parties: list[Party], changed: Changed) -> None:
    """The steps of the action, and what can be corrected in them."""
    st.header("Gebeurtenissen", anchor=False)
    with st.container():
        looked = of_action(here, action.id)
        own = looked.steps(read.steps) if looked.active else read.steps
        if read.steps and not own:
            empty(f"Geen gebeurtenis {looked.whose}.")
        else:
            step_view.step_list(action.id, own, read.files, changed.new_steps)
        if here.editing:
            step_view.correct_form(read.steps, parties)
            step_view.edit_in_a_table(action.id, read.steps)
            step_view.withdraw_form(read.steps)
            evidence.withdraw_form(read.steps, read.files)


_DRAWN = {
    "coalitie": tabs.coalition_tab,
    "effect": results.result_tab,
    "geld": money.tab,
    "geschiedenis": history_view.tab,
}
"""The tabs that need nothing but their action."""


def page() -> None:
    """The action the address names, in the state that is shown."""
    here = state.here()
    asked = st.query_params.get(ACTION)
    with reading(here.path, here.at) as db:
        newest, actions = history.newest(db), kept("actions", here, db, lambda: agenda.actions(db))
        goals = {goal.id: goal.name for goal in kept("goals", here, db, lambda: agenda.goals(db))}
    action = next((action for action in actions if action.id == asked), None)
    if action is None:
        choose(lens(here).actions(actions), asked)
        return
    here = action_view.of_action(here, action)
    action_view.neighbours(actions, action)
    changed = action_view.head(here, action, goals[action.goal_id])
    with st.container(key="action-bar", horizontal=True, vertical_alignment="center"):
        open_tab = switch("Onderdeel", "tab", _TABS, key="tab")
        step_view.record_button(here)
    name_unknown({"tab": _TABS})
    if open_tab != "stand":
        state.name_tab(f"{action.label}, {_TABS[open_tab]}", here)
    editor.outcome(here)
    tabs.flags(here, action, actions)
    if open_tab == "stand":
        stand(here, action, actions, goals, changed)
    elif open_tab == "purpose-case":
        tabs.purpose_tab(here, action, actions)
    else:
        _DRAWN[open_tab](here, action)
    live.follow_changes(here, newest)


page()
