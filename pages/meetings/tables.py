"""Technologietafels: all meetings, and one of them to prepare, to decide in, and to close."""

import streamlit as st

from lib.model.meetings import Meeting
from lib.rules.meetings import follow_up as meeting_rules
from lib.store import history, meetings
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.filters import filter_bar
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import sentence
from lib.ui.here import live, state
from lib.ui.here.cache import kept
from lib.ui.here.lens import lens
from lib.ui.here.state import Here
from lib.ui.meetings import (
    agenda,
    close as meeting_close,
    decide as meeting_decide,
    follow,
    forms,
    overview as meeting_list,
    prepare as meeting_prepare,
    room,
    view,
)
from lib.ui.meetings.book import Book, read_book
from lib.ui.slides.files import offer_files


def overview(here: Here, book: Book, asked: str | None, withdrawn: Meeting | None) -> None:
    """All meetings; what comes next and what is overdue in the first sentence."""
    book = book.through(lens(here))
    with page_head("Technologietafels") as lead:
        filter_toggle((meeting_list.KIND,))
        with filter_bar():
            kind = meeting_list.kind_filter(book)
    if asked:
        meeting_list.unknown(asked, withdrawn)
    with lead:
        sentence(meeting_rules.opening(book.meetings, book.decisions, here.day))
    editor.outcome(here)
    if here.editing:
        forms.new_meeting(here, book.meetings)
    meeting_list.overview(book, kind, here.day, lens(here))


def prepare(here: Here, book: Book, one: Meeting) -> None:
    """What is proposed beside the agenda that comes of it."""
    with reading(here.path, here.at) as db:
        proposed = kept(
            f"proposals {one.id}", here, db, lambda: meeting_prepare.read_proposals(db, here, book, one)
        )
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header("Agenda", anchor=False)
        agenda.agenda(here, book, one)
        if here.editing and one.open:
            agenda.add_item(book, one)
        forms.about_meeting(here, one)
    with right:
        st.header("Voorstellen", anchor=False)
        meeting_prepare.proposal_list(here, book, one, proposed)


def decide(here: Here, book: Book, one: Meeting) -> None:
    """What was recorded per item, with the form to record more."""
    if not (here.editing and one.open):
        meeting_decide.decided_per_item(here, book, one)
        room.asked_of_room(here, one)
        return
    left, right = st.columns([6, 5], gap="large")
    with right:
        st.header("Vastleggen", anchor=False)
        meeting_decide.record_form(book, one)
        forms.who_was_there(one)
    with left:
        st.header("Per agendapunt", anchor=False)
        meeting_decide.decided_per_item(here, book, one)
        room.asked_of_room(here, one)


def close(here: Here, book: Book, one: Meeting) -> None:
    """The minutes beside the closing, and what is to be followed up."""
    left, right = st.columns([6, 5], gap="large")
    with left:
        meeting_close.minutes_view(here, book, one)
    with right:
        meeting_close.closing(here, book, one)
    offer_files(here, one)
    follow.follow_up(here, book, one)


def one_meeting(here: Here, book: Book, one: Meeting) -> None:
    """A meeting, at the part that the address names or that fits how far it is."""
    view.head(book, one, here)
    part = view.part_switch(one, here.day)
    editor.outcome(here)
    {"voorbereiden": prepare, "besluiten": decide, "afsluiten": close}[part](here, book, one)


def page() -> None:
    """The meetings in the state that is shown."""
    here = state.here()
    with reading(here.path, here.at) as db:
        newest = history.newest(db)
        book = kept("meetings", here, db, lambda: read_book(db))
        asked = st.query_params.get(meeting_list.MEETING)
        found = meetings.meeting(db, int(asked)) if asked and asked.isdecimal() else None
    if found is None or found.withdrawn_on:
        overview(here, book, asked, found)
    else:
        one_meeting(here, book, found)
    live.follow_changes(here, newest)


page()
