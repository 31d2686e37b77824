"""All meetings: the open ones as cards, the closed ones in a list by date, and the filter by kind.

Owns how a meeting reads beside the others.
"""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, day_text, sentence_case
from lib.model.meetings import ADVICE, AGREEMENT, MEETING_KINDS, Meeting
from lib.model.rulings import Edition
from lib.rules.meetings import attention
from lib.rules.meetings.follow_up import days_to_go
from lib.ui.elements.filters import choice_pills
from lib.ui.elements.html import empty, link, plain, show, table
from lib.ui.here.address import AT, MODE, shared_params
from lib.ui.here.moments import edition_value
from lib.ui.meetings.book import Book

PAGE, MEETING, PART, KIND = "technologietafels", "overleg", "deel", "soort"
_HEADS = ("Datum", "Overleg", "Plaats", "Punten", "Afspraken", "Toezeggingen", "Adviezen", "Stand van toen")


def meeting_link(one: Meeting, label: str = "", part: str = "", icon: str = "") -> Markup:
    """A link to a meeting, at one of its parts if given."""
    params = shared_params() | {MEETING: str(one.id)} | ({PART: part} if part else {})
    return link(PAGE, label or one.label, params, icon=icon)


def present_link(one: Meeting, label: str = "Presenteren") -> Markup:
    """A link to the slides of a meeting."""
    return link("presenteren", label, shared_params() | {MEETING: str(one.id)}, icon="present_to_all")


def edition_link(edition: Edition, label: str = "") -> Markup:
    """A link to the agenda as it stood in an edition."""
    params = shared_params(**{AT: edition_value(edition.id), MODE: None})
    return link("", label or edition.name, params, icon="bookmark")


def kind_filter(book: Book) -> str | None:
    """The kind of meeting that is shown, None for all; in the address as `soort`."""
    counts = {kind: sum(one.kind == kind for one in book.meetings) for kind in MEETING_KINDS}
    names = {kind: f"{name} ({counts[kind]})" for kind, name in MEETING_KINDS.items()}
    return choice_pills("Soort overleg", KIND, names, key="meeting kind")


def overview(book: Book, kind: str | None, today: date) -> None:
    """Open meetings first, then the closed ones by date."""
    shown = [one for one in book.meetings if kind in (None, one.kind)]
    if not book.meetings:
        empty("Nog geen overleg vastgelegd. Wie kan dit aanvullen? Kies Bewerken en dan Nieuw overleg.")
    elif not shown:
        empty(f"Nog geen {MEETING_KINDS[str(kind)].lower()} vastgelegd. Kies hierboven een andere soort.")
    still_open, closed = [one for one in shown if one.open], [one for one in shown if not one.open]
    if still_open:
        st.header("Open", anchor=False)
        cards = Markup("").join(_card(book, one, today) for one in still_open)
        show(Markup('<ul class="wa-meetings">{}</ul>').format(cards))
    if closed:
        st.header("Gesloten", anchor=False)
        show(table(_HEADS, [_row(book, one) for one in closed], "Gesloten overleggen", wide="meetings"))


def _card(book: Book, one: Meeting, today: date) -> Markup:
    """An open meeting: when, where, what is prepared, and the way in."""
    items, decided = book.items(one), book.decided(one)
    prepared = [count_text(len(items), "agendapunt", "agendapunten") if items else "nog geen agendapunten"]
    if items:
        prepared.append(attention.time_sentence(items, one.minutes).rstrip("."))
    if decided:
        prepared.append(f"{len(decided)} vastgelegd")
    told = sentence_case("; ".join(prepared))
    where = f" · {one.place}" if one.place else ""
    late = Markup(' class="late"') if one.held_on < today.isoformat() else ""
    when = days_to_go(one, today) + (", nog niet gesloten" if late else "")
    return Markup('<li{}><h3>{}</h3><p><b>{}</b>{}</p><p>{}.</p><p class="ways">{}{}{}</p></li>').format(
        late,
        meeting_link(one),
        sentence_case(when),
        where,
        told,
        meeting_link(one, "Voorbereiden", "voorbereiden", "checklist"),
        present_link(one),
        meeting_link(one, "Afspraken", "besluiten", "gavel"),
    )


def _row(book: Book, one: Meeting) -> tuple[str, ...]:
    decided = book.decided(one)
    kept, pledged = attention.kept_pledges(decided)
    edition = book.edition(one)
    name = MEETING_KINDS[one.kind] + (f": {one.title}" if one.title else "")
    return (
        Markup('<time datetime="{}">{}</time>').format(one.held_on, day_text(one.held_on)),
        meeting_link(one, name),
        one.place or "–",
        str(len(book.items(one))),
        str(sum(decision.kind == AGREEMENT for decision in decided)),
        f"{kept} van {pledged} nagekomen" if pledged else "geen",
        str(sum(decision.kind == ADVICE for decision in decided)),
        edition_link(edition, "Editie") if edition else "–",
    )


def unknown(asked: str, withdrawn: Meeting | None) -> None:
    """Say that the meeting in the address is not there, or not any more, and why."""

    told = f"Overleg “{asked}” bestaat niet, of bestond nog niet op dit moment."
    if withdrawn and withdrawn.withdrawn_on:
        gone = f"{withdrawn.label} is ingetrokken op {day_text(withdrawn.withdrawn_on)}"
        told = f"{gone}: {str(withdrawn.withdrawn_reason).rstrip('.')}."
    st.warning(plain(f"{told} Kies hieronder een overleg."), icon=":material/info:")
