"""Wijzigingen: what changed since the last table in three bands, one line per action, ready for a letter."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from lib.dutch import HERE, end_of_day, local_time
from lib.rules.changes import Scope, Told, group_changes, letter_text
from lib.rules.lens import PARTY, SIDE, Lens
from lib.store import agenda, history
from lib.store.file.connection import Database, reading
from lib.ui.agenda import changes, since as since_view
from lib.ui.agenda.changes import Facts
from lib.ui.editing import editor
from lib.ui.elements.copying import copy_button
from lib.ui.elements.fold import folded
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import sentence, show
from lib.ui.frame import moment_picker
from lib.ui.frame.invitation import EVENT, point_to
from lib.ui.here import live, state
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept
from lib.ui.here.lens import lens
from lib.ui.here.state import Here

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_facts(db: Database, since: int, until: int) -> Facts:
    """Read what changed between two places in the history, in sentences per action."""
    found = history.changes_between(db, since, until)
    groups = group_changes(found, agenda.actions(db), agenda.party_names(db))
    return changes.facts_of(groups, agenda.goals(db), agenda.parties(db, withdrawn=True), agenda.at_steps(db))


def narrowed(facts: Facts, looked: Lens) -> Facts:
    """Return the changes that are about the region, the side or the party that is looked through."""
    if not looked.active:
        return facts
    party = next(iter(looked.party_ids)) if looked.kind == PARTY else None
    scope = Scope(
        helix=looked.value if looked.kind == SIDE else None, region=looked.region or None, party=party
    )
    return changes.facts_of(facts.within(scope), facts.goals, facts.parties, facts.at_steps)


def opening(here: Here, facts: Facts) -> str:
    """Return what the page says first; an agenda that nobody touched says when it was filled."""
    if not facts.groups and here.first and here.first == here.last:
        return changes.untouched_words(local_time(here.first).date().isoformat())
    return facts.opening


def letter(here: Here, groups: Sequence[Told]) -> None:
    """Show the text for a letter in the type of the page, to copy or to take along in Word."""
    text = letter_text(groups, here.since, here.at or end_of_day(here.today))
    title, *blocks = text.split("\n\n")
    shown = Markup("<p><b>{}</b></p>").format(title)
    for block in blocks:
        heading, *lines = block.split("\n")
        items = Markup("").join(Markup("<li>{}</li>").format(line.removeprefix("- ")) for line in lines)
        shown += Markup("<h3>{}</h3><ul>{}</ul>").format(heading, items)
    with st.container(key="letter-text-files", horizontal=True, vertical_alignment="center"):
        copy_button("Kopieer", text, "copy letter text")
        st.download_button(
            "Word",
            data=lambda: word_file(here, text),
            file_name="wijzigingen.docx",
            mime=WORD,
            icon=":material/description:",
            key="letter text word",
            on_click="ignore",
        )
    show(Markup('<div class="wa-letter-text">{}</div>').format(shown))


def word_file(here: Here, text: str) -> bytes:
    """Return the text in Word; what writes it is loaded when somebody asks for one."""
    from lib.documents import changes_word

    marks = ("VOORBEELD – alles is verzonnen",) if here.is_example else ()
    return changes_word.word_file(text, datetime.now(HERE), marks)


def page() -> None:
    """Show the net difference between the moment since and the state that is shown."""
    here = state.here()
    with reading(here.path) as db:
        newest = history.newest(db)
        since, until = history.between(db, here.since, here.at)
        looked = lens(here)
        what = f"changes {since} {until} {looked.value if looked.active else ''}"
        facts = kept(what, here, db, lambda: narrowed(read_facts(db, since, until), looked))
    with page_head("Wijzigingen") as lead:
        if facts.groups:
            filter_toggle(changes.PARAMS)
        moment_picker.since_field(here, "Sinds een andere dag")
    with lead:
        sentence(opening(here, facts))
    if facts.groups or here.has_begin:
        since_view.period(here)
    editor.outcome(here)
    if not facts.groups:
        point_to("Kies hierboven een eerdere dag, of voeg iets toe.", EVENT)
    else:
        scope = changes.ask_scope(facts)
        with reading(here.path) as db:
            drawn = f"{what} {scope} {shared_params()}"
            shown = kept(drawn, here, db, lambda: changes.shown_by(facts, scope))
        changes.draw(facts, scope, shown)
        changes.note_rows(shown.groups, here.since_label)
        folded("Tekst voor de brief", lambda: letter(here, shown.groups), key="letter text")
    live.follow_changes(here, newest)


page()
