"""Regio: one labour-market region on one screen and one sheet."""

import streamlit as st

from lib.model.regions import LABOUR_REGIONS
from lib.ui.editing import editor
from lib.ui.elements.filters import name_unknown
from lib.ui.elements.html import sentence
from lib.ui.elements.printing import print_button
from lib.ui.here import live, state
from lib.ui.regions import view


def page() -> None:
    """Show the region that the address names, at the moment shown."""
    here = state.here()
    view.dress()
    with st.container(key="region-head", horizontal=True, vertical_alignment="center"):
        title, lead = st.container(key="region-title"), st.container(key="region-lead")
        facts = view.read_facts(here, view.choose(here))
        view.files(here, facts)
        print_button("Eén A4")
    with title:
        st.title(facts.region.name, anchor=False)
    with lead:
        sentence(view.lead(facts))
    if view.REGION in st.query_params:
        state.name_tab(facts.region.name, here)
    name_unknown({view.REGION: LABOUR_REGIONS})
    editor.outcome(here)
    view.draw(here, facts)
    live.follow_changes(here, facts.newest)


page()
