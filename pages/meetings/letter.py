"""Brief aan PS: what is in the next letter, what is missing, what changed, and how it will read."""

from __future__ import annotations

import streamlit as st

from lib.rules.letter.checklist import opening
from lib.ui.editing import editor
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import sentence
from lib.ui.here import live, state
from lib.ui.here.lens import lens
from lib.ui.letter import files, forms, register, sent, view


def page() -> None:
    """The letter that is being written, in the state that is shown."""
    here = state.here()
    view.dress()
    facts = view.read_facts(here)
    with page_head("Brief aan PS") as lead:
        files.downloads(facts.document, facts.material.day, key="letter", icons=True)
    with lead:
        sentence(opening(facts.checks, facts.entries))
    forms.open_asked(facts)
    editor.outcome(here)
    looked = lens(here)
    left, middle, right = st.columns([3, 6, 3], gap="medium")
    with left:
        view.parts_list(facts)
        if here.editing:
            forms.forms(facts)
            sent.send_form(facts)
    with middle:
        if view.preview(facts, {register.KEY: register.NAME}) == register.KEY:
            register.register(facts, editing=here.editing)
    with right:
        view.since_list(facts)
        files.revisions(here, facts)
        sent.sent_list(here, facts.letters)
        files.leaflets(facts, looked)
        files.region_pages(here, facts, looked)
        files.how_to_pdf()
    live.follow_changes(here, facts.newest)


page()
