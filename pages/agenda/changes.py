"""Wijzigingen: what changed since a day, as sentences per action, ended actions first."""

import streamlit as st
from markupsafe import Markup

from lib.dutch import moment_text
from lib.rules.changes import Told, changes_sentence, group_changes, letter_text
from lib.store import agenda, history
from lib.store.file.connection import Database, now, reading
from lib.ui.agenda import action, since as since_view
from lib.ui.editing import editor
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import empty, sentence, show
from lib.ui.frame import moment_picker
from lib.ui.here import live, state
from lib.ui.here.cache import kept


def lines_of(group: Told) -> Markup:
    """Build the sentences about one action, with who recorded each and when."""
    return Markup("").join(
        Markup("<li>{} <small>{}, {}</small></li>").format(text, moment_text(change.at), change.who)
        for text, change in group.lines
    )


def show_group(group: Told, lines: str) -> None:
    """Show one action with its sentences."""
    title = action.action_link(group.action) if group.action else group.heading
    ended = " – beëindigd" if group.ended else ""
    show(Markup('<h2 class="wa-h">{}{}</h2><ul class="wa-told">{}</ul>').format(title, ended, lines))


def read_changes(db: Database, since: int, until: int) -> list[tuple[Told, str]]:
    """Read what changed between two places in the history, and build its lines per action."""
    changes = history.changes_between(db, since, until)
    groups = group_changes(changes, agenda.actions(db), agenda.party_names(db))
    return [(group, lines_of(group)) for group in groups]


def page() -> None:
    """Show the net difference between the day since and the state that is shown."""
    here = state.here()
    with reading(here.path) as db:
        newest = history.newest(db)
        since, until = history.between(db, here.since, here.at)
        shown = kept(f"changes {since} {until}", here, db, lambda: read_changes(db, since, until))
    groups = [group for group, _ in shown]
    with page_head("Wijzigingen") as lead:
        moment_picker.since_field(here, "Sinds")
    with lead:
        sentence(changes_sentence(groups))
    since_view.period(here)
    editor.outcome(here)
    if not groups:
        empty("Kies een eerdere datum bij “Sinds”, of leg op een actiepagina een gebeurtenis vast.")
    for group, lines in shown:
        show_group(group, lines)
    if groups:
        with st.expander("Tekst voor de brief", icon=":material/description:"):
            st.code(letter_text(groups, here.since, here.at or now()), language=None, wrap_lines=True)
    live.follow_changes(here, newest)


page()
