"""Wijzigingen: what changed since a day, as sentences per action, ended actions first."""

import streamlit as st
from markupsafe import Markup

from lib.dutch import moment_text
from lib.rules.changes import Told, changes_sentence, group_changes, letter_text
from lib.store import agenda, history
from lib.store.file.connection import Database, now, reading
from lib.ui.agenda import action, since as since_view
from lib.ui.editing import editor
from lib.ui.elements.html import empty, sentence, show
from lib.ui.frame import moment_picker
from lib.ui.here import live, state
from lib.ui.here.cache import kept


def lines_of(told: Told) -> Markup:
    """The sentences about one action, with who recorded each and when."""
    return Markup("").join(
        Markup("<li>{} <small>{}, {}</small></li>").format(text, moment_text(change.at), change.who)
        for text, change in told.lines
    )


def group(told: Told, lines: str) -> None:
    """One action with its sentences."""
    title = action.action_link(told.action) if told.action else told.heading
    ended = " – beëindigd" if told.ended else ""
    show(Markup('<h2 class="wa-h">{}{}</h2><ul class="wa-told">{}</ul>').format(title, ended, lines))


def read_changes(db: Database, since: int, until: int) -> list[tuple[Told, str]]:
    """What changed between two places in the history: per action the sentences, and how they are shown."""
    changes = history.changes_between(db, since, until)
    told = group_changes(changes, agenda.actions(db), agenda.party_names(db))
    return [(one, lines_of(one)) for one in told]


def page() -> None:
    """The net difference between the day since and the state that is shown."""
    here = state.here()
    with reading(here.path) as db:
        newest = history.newest(db)
        since, until = history.between(db, here.since, here.at)
        shown = kept(f"changes {since} {until}", here, db, lambda: read_changes(db, since, until))
    told = [one for one, _ in shown]
    with st.container(key="page-head", horizontal=True, vertical_alignment="bottom"):
        st.title("Wijzigingen", anchor=False)
        moment_picker.since_field(here, "Sinds")
    sentence(changes_sentence(told))
    since_view.period(here)
    editor.outcome(here)
    if not told:
        empty("Kies een eerdere datum bij “Sinds”, of leg op een actiepagina een gebeurtenis vast.")
    for one, lines in shown:
        group(one, lines)
    if told:
        with st.expander("Tekst voor de brief", icon=":material/description:"):
            st.code(letter_text(told, here.since, here.at or now()), language=None, wrap_lines=True)
    live.follow_changes(here, newest)


page()
