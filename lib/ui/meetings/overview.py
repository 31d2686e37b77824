"""All meetings: the open ones as cards, the closed ones in a list by date, and the filter by kind.

Owns how a meeting reads beside the others.
"""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, day_text, sentence_case
from lib.model.meetings import ADVICE, AGREEMENT, MEETING_KINDS, OUTSIDE_ANNEX, Meeting
from lib.model.rulings import Edition
from lib.rules.lens import Lens
from lib.rules.meetings import attention
from lib.rules.meetings.follow_up import days_to_go
from lib.ui.elements.filters import choice_pills
from lib.ui.elements.html import empty, link, plain, show, table
from lib.ui.frame.invitation import invite
from lib.ui.here.address import AT, MODE, shared_params
from lib.ui.here.moments import edition_value
from lib.ui.meetings.book import Book

PAGE, MEETING, PART, KIND = "technologietafels", "overleg", "deel", "soort"
NEW = "fold new meeting"
"""The key of the part in which a meeting is added."""
_HEADS = ("Datum", "Overleg", "Plaats", "Punten", "Afspraken", "Toezeggingen", "Adviezen", "Stand van toen")


def meeting_link(meeting: Meeting, label: str = "", part: str = "", icon: str = "") -> Markup:
    params = shared_params() | {MEETING: str(meeting.id)} | ({PART: part} if part else {})
    return link(PAGE, label or meeting.label, params, icon=icon)


def present_link(meeting: Meeting, label: str = "Presenteren") -> Markup:
    return link("presenteren", label, shared_params() | {MEETING: str(meeting.id)}, icon="present_to_all")


def edition_link(edition: Edition, label: str = "") -> Markup:
    params = shared_params(**{AT: edition_value(edition.id), MODE: None})
    return link("", label or edition.name, params, icon="bookmark")


def kind_filter(book: Book) -> str | None:
    """Ask which kind of meeting is shown, None for all, once there is one; in the address as `soort`."""
    if not book.meetings:
        return None
    counts = {kind: sum(meeting.kind == kind for meeting in book.meetings) for kind in MEETING_KINDS}
    names = {kind: f"{name} ({counts[kind]})" for kind, name in MEETING_KINDS.items()}
    return choice_pills("Soort overleg", KIND, names, key="meeting kind")


def overview(book: Book, kind: str | None, today: date, looked: Lens) -> None:
    """Open meetings first, then the closed ones by date."""
    shown = [meeting for meeting in book.meetings if kind in (None, meeting.kind)]
    if not book.meetings and looked.active:
        empty(f"Geen overleg over wat {looked.whose} is.")
    elif not book.meetings:
        invite("Nog geen overleg vastgelegd. Wie kan dit aanvullen?", "Zet een overleg klaar", NEW)
    elif not shown:
        empty(f"Nog geen {MEETING_KINDS[str(kind)].lower()} vastgelegd. Kies hierboven een andere soort.")
    still_open, closed = (
        [meeting for meeting in shown if meeting.open],
        [meeting for meeting in shown if not meeting.open],
    )
    if still_open:
        st.header("Open", anchor=False)
        cards = Markup("").join(_card(book, meeting, today) for meeting in still_open)
        show(Markup('<ul class="wa-meetings">{}</ul>').format(cards))
    if closed:
        st.header("Gesloten", anchor=False)
        show(
            table(_HEADS, [_row(book, meeting) for meeting in closed], "Gesloten overleggen", wide="meetings")
        )


def _card(book: Book, meeting: Meeting, today: date) -> Markup:
    """Build an open meeting: when, where, what is prepared, and the way in."""
    items, decided = book.items(meeting), book.decided(meeting)
    parked = sum(item.parked for item in items)
    points = len(items) - parked
    prepared = [count_text(points, "agendapunt", "agendapunten") if items else "nog geen agendapunten"]
    prepared += [f"{count_text(parked, 'punt', 'punten')} doorgeschoven"] * bool(parked)
    if items:
        prepared.append(attention.time_sentence(items, meeting.minutes).rstrip("."))
    if decided:
        prepared.append(f"{len(decided)} vastgelegd")
    facts = sentence_case("; ".join(prepared))
    where = f" · {meeting.place}" if meeting.place else ""
    late = Markup(' class="late"') if meeting.held_on < today.isoformat() else ""
    when = days_to_go(meeting, today) + (", nog niet gesloten" if late else "")
    return Markup('<li{}><h3>{}</h3><p><b>{}</b>{}</p><p>{}.</p><p class="ways">{}{}{}</p></li>').format(
        late,
        meeting_link(meeting),
        sentence_case(when),
        where,
        facts,
        meeting_link(meeting, "Voorbereiden", "voorbereiden", "checklist"),
        present_link(meeting),
        meeting_link(meeting, "Afspraken", "besluiten", "gavel"),
    )


def _row(book: Book, meeting: Meeting) -> tuple[str, ...]:
    decided = book.decided(meeting)
    settled, pledged = attention.count_settled(decided)
    edition = book.edition(meeting)
    name = MEETING_KINDS[meeting.kind] + (f": {meeting.title}" if meeting.title else "")
    return (
        Markup('<time datetime="{}">{}</time>').format(meeting.held_on, day_text(meeting.held_on)),
        meeting_link(meeting, name) + _outside_annex(meeting),
        meeting.place or "–",
        str(len(book.items(meeting))),
        str(sum(decision.kind == AGREEMENT for decision in decided)),
        f"{settled} van {pledged} nagekomen" if pledged else "geen",
        str(sum(decision.kind == ADVICE for decision in decided)),
        edition_link(edition, "Editie") if edition else "–",
    )


def _outside_annex(meeting: Meeting) -> Markup:
    note = OUTSIDE_ANNEX.get(meeting.kind)
    return Markup("<br><small>{}</small>").format(note) if note else Markup()


def unknown(asked: str, withdrawn: Meeting | None) -> None:
    """Say that the meeting in the address is not there, or not any more, and why."""

    sentence = f"Overleg “{asked}” bestaat niet, of bestond nog niet op dit moment."
    if withdrawn and withdrawn.withdrawn_on:
        gone = f"{withdrawn.label} is ingetrokken op {day_text(withdrawn.withdrawn_on)}"
        sentence = f"{gone}: {str(withdrawn.withdrawn_reason).rstrip('.')}."
    st.warning(plain(f"{sentence} Kies hieronder een overleg."), icon=":material/info:")
