"""What a meeting decides: record it at an item, an action or the whole meeting; correct it; take it back.

Owns which decision each form is about, and the one way in which all of them ask. What may be recorded, and
until when, is decided in the store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.documents.minutes import WHOLE, item_title
from lib.model.agenda import ENDED, PRIORITIES, REOPENED_AS, Party
from lib.model.meetings import ADVICE, AGREEMENT, DECISION_KINDS, WHAT, Decision, Item, Meeting
from lib.store import decisions
from lib.store.file.connection import Database
from lib.ui.agenda import forms
from lib.ui.agenda.action import action_link
from lib.ui.editing import form
from lib.ui.editing.asks import Ask
from lib.ui.editing.form import Asked
from lib.ui.elements.fold import folded, popped
from lib.ui.elements.html import plain, show
from lib.ui.frame.invitation import invite
from lib.ui.here import state
from lib.ui.here.state import Here
from lib.ui.meetings.book import Book
from lib.ui.meetings.leaning import leaning_form
from lib.ui.meetings.unrecorded import form_on_page, tell_unrecorded
from lib.ui.meetings.view import decision_item

FIELDS = ("kind", "text", "owner_id", "due")
_ITEM, _ACTION, _WHOLE = "punt", "actie", "geheel"
ASKED: Asked = {"kind": {"widget": "switch"}, "text": {"height": 90}}
"""How every form of a decision asks."""
PROPOSES = Ask(
    "proposes",
    "choice",
    "Advies om de agenda te wijzigen",
    {
        **{f"priority {letter}": f"prioriteit wordt {letter}" for letter in PRIORITIES},
        f"stage {ENDED}": "actie beëindigen",
        f"stage {REOPENED_AS}": "actie heropenen",
    },
    nothing="geen wijziging",
    help="Een advies wijzigt niets: daarover besluiten Gedeputeerde Staten.",
    only={"kind": (ADVICE,)},
)


def with_proposal(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a decision as it was typed, with the change that it proposes in two parts, as it is stored."""
    field, _, value = str(values["proposes"] or "").partition(" ")
    return {**values, "proposes": field or None, "proposed": value}


def record_form(book: Book, meeting: Meeting) -> None:
    """Record an agreement, pledge, question or advice: for an agreement its words are enough."""
    subjects = _subjects(book, meeting)
    about = Ask("about", "record", "Waarover", subjects)

    def act(db: Database, values: Mapping[str, Any]) -> None:
        kind, _, number = str(values["about"]).partition(" ")
        asked = (*FIELDS, "meeting_id", "proposes", "proposed")
        given = {field: with_proposal(values)[field] for field in asked}
        given["item_id"] = int(number) if kind == _ITEM else None
        given["action_id"] = number if kind == _ACTION else None
        decisions.record_decision(db, given)

    form.add(
        "decision",
        {"meeting_id": meeting.id},
        act,
        key=form_on_page(meeting.id),
        fields=FIELDS,
        extra=(about,),
        after=(PROPOSES,),
        choices={"owner_id": owners(book.parties)},
        asked=ASKED,
        start={"kind": AGREEMENT, "about": next(iter(subjects))},
        button="Vastleggen",
        said=lambda values: f"{DECISION_KINDS[str(values['kind'])]} vastgelegd.",
        then=lambda: state.want_focus(WHAT),
    )
    folded("Partij toevoegen aan de lijst", lambda: forms.party_form("new party at meeting"),
           key="fold party at meeting")  # fmt: skip


def _subjects(book: Book, meeting: Meeting) -> dict[str, str]:
    """Tell what a decision can be about: the items first, the meeting as a whole, other actions."""
    items = [item for item in book.items(meeting) if not item.parked]
    there = {item.action_id for item in items}
    return {
        **{
            f"{_ITEM} {item.id}": f"Punt {place}: {item_title(item, book.actions)}"
            for place, item in enumerate(items, 1)
        },
        _WHOLE: WHOLE,
        **{
            f"{_ACTION} {action.id}": f"{action.label} (niet op de agenda)"
            for action in book.actions.values()
            if action.id not in there
        },
    }


def owners(parties: Sequence[Party], decision: Decision | None = None) -> dict[int, str]:
    """Tell who can do what was decided: the parties, and who does it already."""
    names = {party.id: party.name for party in parties}
    if decision and decision.owner_id and decision.owner:
        names.setdefault(decision.owner_id, decision.owner)
    return names


# ------------------------------------------------------------------------- per item


def decided_per_item(here: Here, book: Book, meeting: Meeting) -> None:
    """Draw the agenda with what was recorded at each item, and then what belongs to no item."""
    decisions, items = book.decided(meeting), [item for item in book.items(meeting) if not item.parked]
    shown = {item.id for item in items}
    if not items and not decisions:
        invite(
            "Nog geen agendapunten en nog niets vastgelegd. Wie kan dit aanvullen?",
            "Zet het eerste punt op de agenda",
            "fold add item",
            deel="voorbereiden",
        )
        return
    for place, item in enumerate(items, 1):
        _item_head(here, book, meeting, item, place)
        tell_unrecorded(meeting, item)
        _decisions(here, book, [decision for decision in decisions if decision.item_id == item.id])
    rest = [decision for decision in decisions if decision.item_id not in shown]
    if rest:
        show(Markup('<h2 class="wa-h">Niet bij een agendapunt</h2>'))
        _decisions(here, book, rest, with_about=True)


def _item_head(here: Here, book: Book, meeting: Meeting, item: Item, place: int) -> None:
    action = book.actions.get(item.action_id or "")
    title = action_link(action) if action else item.topic
    asked = Markup("<small>{}</small>").format(item.question) if item.question else ""
    if not any(decision.item_id == item.id for decision in book.decided(meeting)):
        asked += Markup("<small>nog niets vastgelegd</small>")
    head = Markup('<div class="wa-item"><b>{}</b><div><h2>{}</h2>{}</div></div>').format(place, title, asked)
    if not (here.editing and meeting.open):
        show(head)
        return
    with st.container(key=f"item-head-{item.id}", horizontal=True, vertical_alignment="center"):
        show(head)
        popped("Besproken", partial(_said_form, item), key=f"said {item.id}")
        st.button(
            f"Vastleggen bij dit punt *: {plain(item_title(item, book.actions))}*",
            key=f"decide at {item.id}",
            on_click=_choose_item,
            args=(f"{form_on_page(meeting.id)} about", f"{_ITEM} {item.id}"),
        )


def _said_form(item: Item) -> None:
    """Write down what is said at an item, for the minutes; also while somebody else presents."""
    form.change("agenda_item", item, key=f"said {item.id}", fields=("said",), primary=False)


def _choose_item(key: str, subject: str) -> None:
    st.session_state[key] = subject
    state.want_focus(WHAT)


def _decisions(here: Here, book: Book, decisions: Sequence[Decision], *, with_about: bool = False) -> None:
    for decision in decisions:
        about = book.about(decision) if with_about else ""
        listed = Markup('<ul class="wa-decisions">{}</ul>').format(decision_item(decision, here.day, about))
        meeting = book.meeting(decision.meeting_id)
        if not (here.editing and meeting and meeting.open):
            show(listed)
            continue
        with st.container(
            key=f"decision-{decision.id}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            show(listed)
            popped("Verbeteren", partial(_correct, book, decision), key=f"correct {decision.id}")
            popped("Cijfer", partial(leaning_form, here, decision), key=f"figure under {decision.id}")


def _correct(book: Book, decision: Decision) -> None:
    """Correct what was recorded, or take it back with a reason."""
    choices = {"owner_id": owners(book.parties, decision)}
    form.change("decision", decision, fields=FIELDS, choices=choices, asked=ASKED)
    form.withdraw(
        "decision",
        decision,
        label="Reden om het in te trekken",
        button="Intrekken",
        said="Ingetrokken; in de wijzigingen blijft het leesbaar.",
    )
