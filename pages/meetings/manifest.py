"""Manifest: which parties stand behind it and how that grew; and what it asks every year."""

from datetime import date

import streamlit as st

from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.html import sentence
from lib.ui.here import live, state
from lib.ui.here.state import Here
from lib.ui.manifest import calendar as manifest_calendar, forms, growth, ledger, view
from lib.ui.manifest.view import Known


def parties(here: Here, known: Known, on: date) -> None:
    """The first activity of the annex: who formalised the manifest, counted and drawn."""
    st.header("Wie achter het manifest staan", anchor=False)
    view.activity(known, "m1")
    view.counts(known, on)
    growth.growth(here, known, on)


def calendar(here: Here, known: Known) -> None:
    """The second activity: what is owed this year, and the meetings it takes."""
    st.header(f"Wat {here.day.year} vraagt", anchor=False)
    view.activity(known, "m2")
    manifest_calendar.this_year(here, known)
    manifest_calendar.meetings(here, known)


def register(here: Here, known: Known, on: date) -> None:
    """The ledger itself, and in Bewerken its forms."""
    st.header("Register", anchor=False)
    ledger.ledger(here, known, on)
    if here.editing:
        with reading(here.path) as db:
            everyone = agenda.parties(db)
        forms.forms(known.entries, everyone)


def page() -> None:
    """The manifest in the state that is shown, counted at the day that is asked for."""
    here = state.here()
    view.dress()
    known = view.known(here)
    with st.container(key="page-head", horizontal=True, vertical_alignment="bottom"):
        st.title("Manifest", anchor=False)
        on = view.day_field(here)
    sentence(view.lead(known, here, on))
    editor.outcome(here)
    left, right = st.columns([7, 5], gap="large")
    with left:
        parties(here, known, on)
    with right:
        calendar(here, known)
    st.header("Jaar na jaar", anchor=False)
    manifest_calendar.strip(known)
    register(here, known, on)
    live.follow_changes(here, known.newest)


page()
