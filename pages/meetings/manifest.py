"""Manifest: which parties stand behind it and how that grew; and what it asks every year."""

from datetime import date

import streamlit as st

from lib.store import records
from lib.store.connection import reading
from lib.ui import (
    editor,
    live,
    manifest_calendar,
    manifest_forms,
    manifest_growth,
    manifest_ledger,
    manifest_view,
    state,
)
from lib.ui.html import sentence
from lib.ui.manifest_view import Known
from lib.ui.state import Here


def parties(here: Here, known: Known, on: date) -> None:
    """The first activity of the annex: who formalised the manifest, counted and drawn."""
    st.header("Wie achter het manifest staan", anchor=False)
    manifest_view.activity(known, "m1")
    manifest_view.counts(known, on)
    manifest_growth.growth(here, known, on)


def calendar(here: Here, known: Known) -> None:
    """The second activity: what is owed this year, and the meetings it takes."""
    st.header(f"Wat {here.day.year} vraagt", anchor=False)
    manifest_view.activity(known, "m2")
    manifest_calendar.this_year(here, known)
    manifest_calendar.meetings(here, known)


def register(here: Here, known: Known, on: date) -> None:
    """The ledger itself, and in Bewerken its forms."""
    st.header("Register", anchor=False)
    manifest_ledger.ledger(here, known, on)
    if here.editing:
        with reading(here.path) as db:
            everyone = records.parties(db)
        manifest_forms.forms(known.entries, everyone)


def page() -> None:
    """The manifest in the state that is shown, counted at the day that is asked for."""
    here = state.here()
    manifest_view.dress()
    known = manifest_view.known(here)
    with st.container(key="page-head", horizontal=True, vertical_alignment="bottom"):
        st.title("Manifest", anchor=False)
        on = manifest_view.day_field(here)
    sentence(manifest_view.lead(known, here, on))
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
