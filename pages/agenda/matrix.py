"""Werkagenda: the annex's matrix, alive. Filters, then the picture; list and board show the same."""

from dataclasses import replace
from datetime import date

import streamlit as st

from lib.model.agenda import Action, Goal
from lib.rules.agenda import agenda_sentence
from lib.rules.coalitions.activation import activation_of, reached_of
from lib.rules.lens import Lens
from lib.rules.own_measures import activation_rule
from lib.rules.waiting import lacking
from lib.store import agenda as stored, coalitions, history
from lib.store.file.connection import Database, reading
from lib.ui.agenda import (
    annex,
    cards,
    filters as agenda_filters,
    first_run,
    first_state,
    forms,
    proposals,
    since as since_view,
    table,
)
from lib.ui.agenda.cards import Beside, Pressed
from lib.ui.editing import acts, editor
from lib.ui.elements import drawn
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import own_measure, sentence, show
from lib.ui.frame import takeaway
from lib.ui.here import live, state
from lib.ui.here.address import remember_agenda
from lib.ui.here.cache import kept
from lib.ui.here.lens import lens
from lib.ui.here.state import Here
from lib.ui.manifest import view as manifest_view
from lib.ui.replay import view as replay


@st.fragment
def page() -> None:
    """Everything that follows the filters, files included; reruns by itself when one of them changes."""
    with state.standing() as here:
        drawn.begin()
        moved = live.follow_changes(here, agenda(here))
        if acts.was_taken() or moved:
            st.rerun()
        takeaway.offer(here, "Werkagenda")


def agenda(here: Here) -> int:
    """Draw the agenda in the state that is shown; returns its place in the history."""
    with reading(here.path, here.at) as db:
        goals = kept("goals", here, db, lambda: stored.goals(db))
        actions = kept("actions", here, db, lambda: stored.actions(db))
        parties = stored.parties(db) if here.editing else []
        newest = history.newest(db)
        since, until = history.between(db, here.since, here.at)
        plus = kept(f"counts {since} {until}", here, db, lambda: history.counts_about(db, since, until))
        recorded = kept("recorded", here, db, lambda: stored.recorded(db))
    looked = lens(here)
    comparison = since_view.compare_if_asked(here)
    view = opening(here, looked, looked.actions(actions), plus)
    editor.outcome(here)
    first_run.card(here, view, recorded, actions)
    filters = agenda_filters.ask_filters(here, goals, comparison)
    remember_agenda()
    shown = [action for action in actions if looked.holds(action.id) and filters.admits(action, comparison)]
    agenda_filters.say_what_is_shown(filters, len(shown), len(actions))
    if view == "lijst" and here.editing:
        first_state.draw(here, actions, parties)
        table.editing_grid(shown, parties)
    else:
        beside = replace(read_beside(here), plus=plus, comparison=comparison)
        if view == "lijst":
            table.reading_table(goals, shown, beside)
        else:
            react(as_cards(here, view, goals, actions, {action.id for action in shown}, beside))
    if here.editing and view != "matrix":
        forms.beside_the_grid(goals, actions, parties)
    return newest


def read_beside(here: Here) -> Beside:
    """What a card or a row says beside the action itself; a grid needs none of it after each cell."""
    with reading(here.path, here.at) as db:
        actions = kept("actions", here, db, lambda: stored.actions(db))
        read = kept("coalitions on cards", here, db, lambda: read_coalitions(db, actions, here.day))
        proposed = kept("proposals", here, db, lambda: proposals.words_by_action(db, actions, here.day))
        lines = kept("manifest lines", here, db, lambda: manifest_view.card_lines(db, here.day))
    return replace(read, state_lines=lines, proposed=proposed)


def read_coalitions(db: Database, actions: list[Action], today: date) -> Beside:
    """What the cards say of the coalitions: how far each side is, by which rule, and what is missing."""
    tables = coalitions.tables(db)
    return Beside(
        plus={},
        levels=activation_of(tables, today),
        reached=reached_of(tables, today),
        rule=activation_rule(next(iter(tables.values())).ageing_days),
        lacking={action.id: lacking(action, tables[action.id]) for action in actions},
    )


def opening(here: Here, looked: Lens, actions: list[Action], plus: dict[str, int]) -> str:
    """The title, the way the agenda is shown, and what it says first; returns the chosen view."""
    with page_head("Werkagenda 2021–2023") as lead:
        with lead:
            told = agenda_sentence(actions, plus, here.since_label)
            sentence(told if actions else f"Geen actie heeft een plek of partij {looked.whose}.")
        filter_toggle(agenda_filters.PARAMS)
        return agenda_filters.view_switch()


def as_cards(
    here: Here, view: str, goals: list[Goal], actions: list[Action], shown: set[str], beside: Beside
) -> Pressed:
    """The agenda as the annex's matrix, or as a board by stage."""
    if view == "bord":
        if here.editing:
            st.caption(
                "Sleep een kaart naar een andere fase. Of kies de fase in het formulier onder het bord: "
                "dat kan ook zonder muis."
            )
        pressed = cards.board(actions, shown, beside, movable=here.editing)
    else:
        pressed = cards.matrix(goals, actions, shown, beside)
    show(own_measure("Balken per kant (activering)", beside.rule))
    if view != "bord":
        annex.ground_rules(here)
        replay.agenda_replay(here)
    return pressed


def react(pressed: Pressed) -> None:
    """Show where a goal comes from, or ask the ground of a move."""
    if pressed.goal_id:
        annex.goal_source(pressed.goal_id)
    if pressed.move:
        forms.propose_dragged(*pressed.move)


page()
