"""Stand: how the agenda goes since the last table, for the steering group; one screen, one sheet."""

import streamlit as st

from lib.rules.progress import outlook_sentence
from lib.ui.elements.html import sentence
from lib.ui.elements.printing import print_button
from lib.ui.here import live, state
from lib.ui.stand import outlook, parts
from lib.ui.stand.facts import read_facts


def page() -> None:
    """Show the state of the moment shown, against that of the moment since."""
    here = state.here()
    facts = read_facts(here)
    parts.dress()
    with st.container(key="stand-head", horizontal=True, vertical_alignment="center"):
        st.title("Stand", anchor=False)
        sentence(outlook_sentence(facts.outlook, here.since_label, len(facts.waiting)))
        print_button("Afdrukken op één A4")
    outlook.draw(here, facts)
    live.follow_changes(here, facts.newest)


page()
