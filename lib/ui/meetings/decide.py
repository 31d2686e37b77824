"""What a meeting decides: record it at an item, an action or the whole meeting; correct it; take it back.

Owns how that is typed; each form writes one thing through `editor`. What may be recorded, and until
when, is decided in the store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from lib.documents.minutes import WHOLE, item_title
from lib.model.agenda import Party
from lib.model.meetings import DECISION_KINDS, Decision, Item, Meeting
from lib.store import decisions, records
from lib.ui.agenda import forms
from lib.ui.agenda.action import action_link
from lib.ui.editing import editor, held
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded, popped
from lib.ui.elements.html import empty, plain, show
from lib.ui.here import state
from lib.ui.here.state import Here
from lib.ui.meetings.book import Book
from lib.ui.meetings.view import decision_item

WHAT = "Wat is er besloten, toegezegd of gevraagd?"
_FIELDS = ("kind", "text", "owner_id", "due", "about")
_ITEM, _ACTION = "punt", "actie"


def record_form(book: Book, one: Meeting) -> None:
    """Record a decision, pledge or question: for a decision its words are enough."""
    subjects = _subjects(book, one)
    keys = _keys(one)
    held.give_back(keys.values())
    with st.form(f"decision form {one.id}"):
        st.selectbox(
            "Waarover", list(subjects), format_func=subjects.__getitem__, key=keys["about"], placeholder=WHOLE
        )
        st.segmented_control(
            "Soort",
            list(DECISION_KINDS),
            default=next(iter(DECISION_KINDS)) if keys["kind"] not in st.session_state else None,
            format_func=DECISION_KINDS.__getitem__,
            key=keys["kind"],
            required=True,
        )
        st.text_area(WHAT, key=keys["text"], height=90)
        with st.container(horizontal=True):
            _owner_field(book.parties, None, keys["owner_id"])
            day_field("Klaar op", keys["due"])
        st.form_submit_button("Vastleggen", type="primary", on_click=_record, args=(one.id, keys))
    folded("Partij toevoegen aan de lijst", lambda: forms.party_form("new party at meeting"),
           key="fold party at meeting")  # fmt: skip


def _keys(one: Meeting) -> dict[str, str]:
    return {field: f"decision {field} {one.id}" for field in _FIELDS}


def _subjects(book: Book, one: Meeting) -> dict[str, str]:
    """What a decision can be about: the items first, the meeting as a whole, other actions."""
    items = [item for item in book.items(one) if not item.parked]
    there = {item.action_id for item in items}
    return {
        **{
            f"{_ITEM} {item.id}": f"Punt {place}: {item_title(item, book.actions)}"
            for place, item in enumerate(items, 1)
        },
        "": WHOLE,
        **{
            f"{_ACTION} {action.id}": f"{action.label} (niet op de agenda)"
            for action in book.actions.values()
            if action.id not in there
        },
    }


def _owner_field(parties: Sequence[Party], present: Decision | None, key: str) -> None:
    names: dict[int | None, str] = {None: "niemand", **{party.id: party.name for party in parties}}
    chosen = present.owner_id if present else None
    if present and present.owner:
        names.setdefault(chosen, present.owner)
    st.selectbox(
        "Wie doet dit",
        list(names),
        index=list(names).index(chosen),
        format_func=names.__getitem__,
        placeholder="niemand",
        key=key,
        help="Bij een toezegging verplicht: de partij die haar doet.",
    )


def _record(meeting_id: int, keys: Mapping[str, str]) -> None:
    typed = {field: st.session_state[key] for field, key in keys.items()}
    kind, _, number = str(typed.pop("about") or "").partition(" ")
    about = {
        "item_id": int(number) if kind == _ITEM else None,
        "action_id": number if kind == _ACTION else None,
    }
    values = {"meeting_id": meeting_id, **typed, "due": read_day(keys["due"]), **about}
    said = f"{DECISION_KINDS[str(typed['kind'])]} vastgelegd."
    if editor.write(lambda db: decisions.record_decision(db, values), said=said):
        st.session_state[keys["text"]] = ""
        st.session_state[keys["owner_id"]], st.session_state[keys["due"]] = None, ""
        state.want_focus(WHAT)
    else:
        held.hold(keys.values())


# ------------------------------------------------------------------------- per item


def decided_per_item(here: Here, book: Book, one: Meeting) -> None:
    """The agenda with what was recorded at each item, and then what belongs to no item."""
    found, items = book.decided(one), [item for item in book.items(one) if not item.parked]
    shown = {item.id for item in items}
    if not items and not found:
        empty("Nog geen agendapunten en nog niets vastgelegd. Wie kan dit aanvullen? Kies Bewerken.")
        return
    for place, item in enumerate(items, 1):
        _item_head(here, book, one, item, place)
        _decisions(here, book, [decision for decision in found if decision.item_id == item.id])
    rest = [decision for decision in found if decision.item_id not in shown]
    if rest:
        show(Markup('<h3 class="wa-h">Niet bij een agendapunt</h3>'))
        _decisions(here, book, rest, with_about=True)


def _item_head(here: Here, book: Book, one: Meeting, item: Item, place: int) -> None:
    action = book.actions.get(item.action_id or "")
    title = action_link(action) if action else item.topic
    asked = Markup("<small>{}</small>").format(item.question) if item.question else ""
    if not any(decision.item_id == item.id for decision in book.decided(one)):
        asked += Markup("<small>nog niets vastgelegd</small>")
    told = Markup('<div class="wa-item"><b>{}</b><div><h3>{}</h3>{}</div></div>').format(place, title, asked)
    if not (here.editing and one.open):
        show(told)
        return
    with st.container(key=f"item-head-{item.id}", horizontal=True, vertical_alignment="center"):
        show(told)
        st.button(
            f"Vastleggen bij dit punt *: {plain(item_title(item, book.actions))}*",
            key=f"decide at {item.id}",
            on_click=_choose_item,
            args=(_keys(one)["about"], f"{_ITEM} {item.id}"),
        )


def _choose_item(key: str, subject: str) -> None:
    st.session_state[key] = subject
    state.want_focus(WHAT)


def _decisions(here: Here, book: Book, found: Sequence[Decision], *, with_about: bool = False) -> None:
    for decision in found:
        about = book.about(decision) if with_about else ""
        told = Markup('<ul class="wa-decisions">{}</ul>').format(decision_item(decision, here.day, about))
        meeting = book.meeting(decision.meeting_id)
        if not (here.editing and meeting and meeting.open):
            show(told)
            continue
        with st.container(
            key=f"decision-{decision.id}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            show(told)
            popped("Verbeter", partial(_correct, book, decision), key=f"correct {decision.id}")


def _correct(book: Book, one: Decision) -> None:
    """Correct what was recorded, or take it back with a reason."""
    key = f"{one.id} {one.version}"
    with st.form(f"correct form {key}", border=False):
        st.selectbox(
            "Soort",
            list(DECISION_KINDS),
            index=list(DECISION_KINDS).index(one.kind),
            format_func=DECISION_KINDS.__getitem__,
            key=f"correct kind {key}",
        )
        st.text_area("Tekst", value=one.text, key=f"correct text {key}", height=90)
        _owner_field(book.parties, one, f"correct owner_id {key}")
        day_field("Klaar op", f"correct due {key}", one.due)
        st.form_submit_button("Opslaan", type="primary", on_click=_save, args=(one, key))
    with st.form(f"take back form {key}", border=False):
        st.text_input("Reden om het in te trekken", key=f"take back {key}")
        st.form_submit_button("Trek in", on_click=_take_back, args=(one, f"take back {key}"))


def _save(one: Decision, key: str) -> None:
    changes = {
        field: st.session_state[f"correct {field} {key}"] for field in ("kind", "text", "owner_id")
    } | {"due": read_day(f"correct due {key}")}
    editor.write(lambda db: records.save(db, "decision", one.id, one.version, changes))


def _take_back(one: Decision, key: str) -> None:
    editor.write(
        lambda db: records.withdraw(db, "decision", one.id, one.version),
        str(st.session_state[key]).strip(),
        "Ingetrokken; in de wijzigingen blijft het leesbaar.",
    )
