"""Wijzigingen: what changed since a day, as sentences per action, ended actions first."""

from html import escape

import streamlit as st

from lib import sentences
from lib.dutch import moment_text
from lib.sentences import Told
from lib.store import history, records
from lib.store.connection import now, reading
from lib.ui import action_view, editor, frame, live, state
from lib.ui.html import empty, sentence, show


def group(told: Told) -> None:
    """The sentences about one action, with who recorded each and when."""
    title = action_view.action_link(told.action) if told.action else escape(told.heading)
    ended = " – beëindigd" if told.ended else ""
    items = "".join(
        f"<li>{escape(text)} <small>{escape(moment_text(change.at))}, {escape(change.who)}</small></li>"
        for text, change in told.lines
    )
    show(f'<h2 class="wa-h">{title}{ended}</h2><ul class="wa-told">{items}</ul>')


def page() -> None:
    """The net difference between the day since and the state that is shown."""
    here = state.here()
    with reading(here.path) as db:
        newest = history.newest(db)
        since = max(history.id_at(db, here.since), history.seeded(db))
        until = history.id_at(db, here.at) if here.at else newest
        changes = history.changes_between(db, since, until)
        actions, parties = records.actions(db), editor.parties_by_id(db)
    told = sentences.grouped(changes, actions, parties)
    with st.container(key="page-head", horizontal=True, vertical_alignment="bottom"):
        st.title("Wijzigingen", anchor=False)
        frame.since_field(here, "Sinds")
    sentence(sentences.changes_sentence(told))
    editor.outcome(here)
    if not told:
        empty("Kies een eerdere datum bij “Sinds”, of leg op een actiepagina een stap vast.")
    for one in told:
        group(one)
    if told:
        with st.expander("Tekst voor de brief", icon=":material/description:"):
            st.code(sentences.letter_text(told, here.since, here.at or now()), language=None, wrap_lines=True)
    live.follow_changes(here, newest)


page()
