"""Deze week: who the ambassador calls, the longest waiting first, and what the next meeting must settle."""

import streamlit as st

from lib.rules.calls import calls_sentence
from lib.ui.editing import editor
from lib.ui.elements.html import sentence
from lib.ui.elements.printing import print_button
from lib.ui.here import live, state
from lib.ui.stand import parts, rows, week
from lib.ui.stand.facts import read_facts


def page() -> None:
    """Show the calls on the left and the next meeting on the right, at the moment shown."""
    here = state.here()
    facts = read_facts(here)
    meeting = week.next_meeting(here, facts)
    parts.dress()
    with st.container(key="week-head", horizontal=True, vertical_alignment="center"):
        st.title("Deze week", anchor=False)
        sentence(calls_sentence(facts.calls, week.meeting_words(here, meeting)))
        print_button("Afdrukken op één A4")
    editor.outcome(here)
    left, right = st.columns([13, 6], gap="medium")
    with left, st.container(key="calls", gap="xxsmall"):
        week.call_list(here, facts, meeting)
        rows.note_calls(here, facts.calls)
    with right:
        week.beside(here, facts, meeting)
    live.follow_changes(here, facts.newest)


page()
