"""Manifest: which parties stand behind it and how that grew; and what it asks every year."""

from datetime import date

import streamlit as st

from lib.rules.meetings import manifest as manifest_rules, obligations
from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.filters import filter_bar
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import sentence
from lib.ui.here import live, state
from lib.ui.here.state import Here
from lib.ui.manifest import calendar as manifest_calendar, forms, growth, ledger, view
from lib.ui.manifest.view import Facts


def parties(here: Here, facts: Facts, on: date) -> None:
    """The first activity of the annex: who formalised the manifest, counted and drawn."""
    st.header("Wie achter het manifest staan", anchor=False)
    view.activity(facts, "m1")
    view.counts(facts, on)
    growth.growth(here, facts, on)


def calendar(here: Here, facts: Facts) -> None:
    """The second activity: what is owed this year, and the meetings it takes."""
    st.header(f"Wat {here.day.year} vraagt", anchor=False)
    if facts.obligations:
        st.text(obligations.owed_sentence(facts.years, here.day))
    view.activity(facts, "m2")
    manifest_calendar.this_year(here, facts)
    manifest_calendar.meetings(here, facts)


def register(here: Here, facts: Facts, on: date) -> None:
    """The ledger itself, and in Bewerken its forms."""
    st.header("Register", anchor=False)
    ledger.ledger(here, facts, on)
    if here.editing:
        with reading(here.path) as db:
            everyone = agenda.parties(db)
        forms.forms(facts.entries, everyone)


def page() -> None:
    """The manifest in the state that is shown, counted at the day that is asked for."""
    here = state.here()
    view.dress()
    facts = view.read_facts(here)
    with page_head("Manifest") as lead:
        filter_toggle((view.ON,))
        with filter_bar("head-filters"):
            on = view.day_field(here)
    with lead:
        sentence(manifest_rules.opening(facts.entries, on))
    editor.outcome(here)
    left, right = st.columns([7, 5], gap="large")
    with left:
        parties(here, facts, on)
    with right:
        calendar(here, facts)
    st.header("Jaar na jaar", anchor=False)
    manifest_calendar.strip(facts)
    register(here, facts, on)
    live.follow_changes(here, facts.newest)


page()
