"""How a meeting and what it left behind read on screen: its head, its parts, decisions with their state.

Owns how these read; nothing here is saved.
"""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, moment_text, sentence_case
from lib.model.agenda import Action
from lib.model.meetings import DECISION_KINDS, OUTSIDE_ANNEX, Decision, Meeting
from lib.rules.lens import Lens
from lib.rules.meetings import attention
from lib.rules.meetings.follow_up import LATE, days_to_go, state_word, waiting
from lib.store import decisions, meetings
from lib.store.file.connection import Database, reading
from lib.ui.editing import saving
from lib.ui.elements.html import day, empty, link, plain, prose, show, table
from lib.ui.elements.switch import switch
from lib.ui.here import state
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept
from lib.ui.here.lens import of_action
from lib.ui.here.state import Here
from lib.ui.meetings.book import Book
from lib.ui.meetings.overview import PAGE, PART, edition_link, meeting_link, present_link

PARTS = {"voorbereiden": "Voorbereiden", "besluiten": "Afspraken", "afsluiten": "Afsluiten"}
_LATEST = 5
"""How many decisions about an action stand open on its page; the others are folded."""

_HEADS = ("Wat", "Wie en wanneer")


def head(book: Book, meeting: Meeting, here: Here) -> None:
    """Draw the meeting with day and place, whether it is open, and how the pledges of the one before went."""
    back = link(PAGE, "Alle overleggen", shared_params(), icon="arrow_back")
    show(
        Markup('<nav class="wa-neighbours" aria-label="Andere overleggen">{}{}</nav>').format(
            back, present_link(meeting)
        )
    )
    state.name_tab(meeting.label, here)
    st.title(plain(meeting.label), anchor=False)
    facts = [meeting.place or "plaats nog niet bekend", f"{meeting.minutes} minuten"]
    facts += [days_to_go(meeting, here.day)] if meeting.open else []
    facts += [OUTSIDE_ANNEX[meeting.kind]] if meeting.kind in OUTSIDE_ANNEX else []
    show(
        Markup('<p class="wa-meta"><span>{}</span><span>{}</span></p>').format(
            _standing(book, meeting), " · ".join(facts)
        )
        + _since_previous(book, meeting)
    )


def _standing(book: Book, meeting: Meeting) -> Markup:
    """Tell whether a meeting is open, in words, with the edition that its closing froze."""
    if meeting.closed_at is None:
        return Markup("<b>Open</b>")
    edition = book.edition(meeting)
    frozen = Markup(" {}").format(edition_link(edition, "De stand van toen")) if edition else ""
    return Markup("<b>Gesloten</b> op {}{}").format(moment_text(meeting.closed_at), frozen)


def _since_previous(book: Book, meeting: Meeting) -> Markup:
    """Tell how many pledges of the meeting before were kept, and which not."""
    before = book.previous(meeting)
    if before is None:
        return Markup()
    pledges = book.pledges(before)
    left = [f"{pledge.owner}: {pledge.text}" for pledge in pledges if pledge.settled_on is None]
    sentence = attention.pledges_sentence(pledges) or "In het vorige overleg is niets toegezegd."
    which = Markup(" <small>{}</small>").format(meeting_link(before))
    if not left:
        return Markup('<p class="wa-lead">{}{}</p>').format(sentence, which)
    title = sentence_case(count_text(len(left), "toezegging", "toezeggingen"))
    items = Markup("").join(Markup("<li>{}</li>").format(text) for text in left)
    return Markup(
        '<p class="wa-lead">{}{}</p><details class="wa-fold"><summary>{} nog niet nagekomen'
        '</summary><ul class="wa-told">{}</ul></details>'
    ).format(sentence, which, title, items)


def part_switch(meeting: Meeting, today: date) -> str:
    """Ask which part of the meeting is open; in the address as `deel`, else as the meeting stands."""
    usual = usual_part(meeting, today)
    key = f"meeting part {meeting.id}"
    return switch("Deel van het overleg", PART, PARTS, usual, key=key, then=saving.take_outcome)


def usual_part(meeting: Meeting, today: date) -> str:
    """Choose a part: before its day a meeting is prepared, then it decides, and closed it is followed up."""
    if not meeting.open:
        return "afsluiten"
    return "voorbereiden" if meeting.held_on > today.isoformat() else "besluiten"


# --------------------------------------------------------------------------- decisions


def decision_item(decision: Decision, today: date, about: str = "", source: str = "") -> Markup:
    """Build a decision as an item of a list: kind, words, who and by when, and how it stands.

    `source` is markup that says where it comes from.
    """
    word = state_word(decision, today)
    late = " late" if word == LATE else ""
    facts = [about, decision.owner or ""]
    parts = [fact for fact in facts if fact]
    parts += [Markup("uiterlijk {}").format(day(decision.due))] if decision.due else []
    if decision.settled_on:
        note = f": {decision.settled_note}" if decision.settled_note else ""
        parts.append(Markup("{} op {}{}").format(word, day(decision.settled_on), note))
    elif decision.due or decision.owner:
        parts.append(Markup("<b>{}</b>").format(word) if late else word)
    parts += [source] if source else []
    parts += [decision.figures] if decision.figures else []
    small = Markup("<small>{}</small>").format(Markup(" · ").join(parts)) if parts else ""
    return Markup('<li class="{}{}"><b>{}</b> <span class="what">{}</span>{}</li>').format(
        decision.kind, late, DECISION_KINDS[decision.kind], decision.text, small
    )


def about_action(here: Here, action: Action) -> None:
    """Show what meetings decided and pledged about an action: what still waits first, then the latest."""
    with reading(here.path, here.at) as db:
        looked = of_action(here, action.id)
        what = f"decided about {action.id} {shared_params()} {looked.value}"
        tables = kept(what, here, db, lambda: _tables_about(db, action, here.day, looked))
    st.header("Afspraken en adviezen", anchor=False)
    if not tables and looked.active:
        empty(f"Geen afspraak of advies {looked.whose}.")
    elif not tables:
        empty("Nog niets afgesproken of geadviseerd. Dat komt hier vanzelf, vanuit Technologietafels.")
    for drawn in tables:
        show(drawn)


def _tables_about(db: Database, action: Action, today: date, looked: Lens) -> list[Markup]:
    """Build what waits and is latest as a table, and what is older folded away; nothing without any."""
    by_id = {meeting.id: meeting for meeting in meetings.meetings(db)}
    recorded = [
        decision
        for decision in decisions.decisions(db, action_id=action.id)
        if decision.meeting_id in by_id and (decision.owner_id is None or looked.has(decision.owner_id))
    ]
    if not recorded:
        return []
    first = waiting(recorded, today)
    rows = [
        _row(decision, by_id[decision.meeting_id], today)
        for decision in [*first, *(decision for decision in reversed(recorded) if decision not in first)]
    ]
    caption = "Afspraken, toezeggingen, vragen en adviezen over deze actie"
    tables = [table(_HEADS, rows[:_LATEST], caption, wide="decisions")]
    if older := rows[_LATEST:]:
        title = f"Nog {count_text(len(older), 'afspraak of advies', 'afspraken en adviezen')}"
        more = table(_HEADS, older, f"Eerdere {caption.lower()}", wide="decisions")
        tables.append(
            Markup('<details class="wa-fold"><summary>{}</summary>{}</details>').format(title, more)
        )
    return tables


def _row(decision: Decision, meeting: Meeting, today: date) -> tuple[Markup, Markup]:
    """Build the row of a decision: how it stands comes before its words, so that no frame cuts it off."""
    word = state_word(decision, today)
    figures = Markup(" {}").format(decision.figures) if decision.figures else ""
    what = Markup('<b>{} · <span class="{}">{}</span></b> {}<small>{}{}</small>').format(
        DECISION_KINDS[decision.kind],
        "late" if word == LATE else "",
        word,
        prose(decision.text),
        meeting_link(meeting),
        figures,
    )
    due = Markup("<br>uiterlijk {}").format(day(decision.due)) if decision.due else Markup()
    return what, Markup("{}{}").format(decision.owner or "–", due)
