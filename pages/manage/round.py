"""Bijwerkronde: the actions nobody looked at for a month, one card at a time, or all of them as a table."""

from collections.abc import Sequence

import streamlit as st

from lib.rules.meetings import rounds
from lib.rules.meetings.rounds import Card
from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import sentence
from lib.ui.elements.switch import switch
from lib.ui.here import live, state
from lib.ui.here.address import EDITING, MODE, go_now
from lib.ui.here.lens import lens
from lib.ui.here.state import Here
from lib.ui.manifest import view as manifest_view
from lib.ui.round import card as round_card, mine, view as round_view
from lib.ui.round.view import Facts

VIEW = "weergave"
_VIEWS = {"kaarten": "Kaarten", "tabel": "Tabel"}


def how_to_begin(here: Here) -> None:
    """Who only looks sees the table, and how the round begins."""
    if here.at is not None or here.editing:
        return
    with st.container(key="round-begin", horizontal=True, vertical_alignment="center"):
        st.button(
            "Ronde beginnen",
            type="primary",
            icon=":material/play_arrow:",
            key="begin round",
            on_click=go_now,
            kwargs={MODE: EDITING},
        )
        st.caption("Per actie één kaart: J betekent klopt nog, L is later, S legt een gebeurtenis vast.")


def stack(here: Here, facts: Facts, cards: Sequence[Card]) -> None:
    """The card on top, or the closing screen when none is left."""
    card = round_card.on_top(cards)
    if card:
        with reading(here.path) as db:
            parties = agenda.parties(db)
        waiting = [other for other in cards if other.due and other.action.id not in round_card.put_off()]
        round_card.draw(here, facts, card, parties, waiting)
        return
    later = [other for other in cards if other.due]
    round_view.finished(facts, cards, later)
    if later:
        st.button("Nu toch bekijken", key="round again", on_click=round_card.begin_again)


def page() -> None:
    """The round in the state that is shown."""
    here = state.here()
    manifest_view.dress()
    round_view.dress()
    facts = round_view.read_facts(here)
    with page_head("Bijwerkronde") as lead:
        view = switch("Weergave", VIEW, _VIEWS, "kaarten", key="round view") if here.editing else "tabel"
    with st.container(key="round-mine", horizontal=True, vertical_alignment="bottom", gap="large"):
        own = [card for card in facts.cards if lens(here).holds(card.action.id)]
        cards = rounds.choose(own, mine.ask(own))
        if view != "tabel":
            round_view.progress(cards)
    with lead:
        sentence(rounds.round_sentence(cards))
    editor.outcome(here)
    if here.editing:
        round_card.way_back()
    how_to_begin(here)
    if view == "tabel":
        round_view.as_table(cards)
    else:
        stack(here, facts, cards)
    live.follow_changes(here, facts.newest)


page()
