"""The agenda of a meeting: its items in order with the time they take, and what is done with them.

Owns how an item reads and is typed; minutes and questions are saved as soon as a field is left, through
`lib.ui.editing.editor`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.documents.minutes import item_title
from lib.model.meetings import MOST_MINUTES, Item, Meeting
from lib.rules.meetings import attention
from lib.store import meetings, records
from lib.ui.agenda.action import action_link
from lib.ui.editing import editor, form
from lib.ui.elements.fields import put, start_of
from lib.ui.elements.fold import folded, popped
from lib.ui.elements.html import empty, plain, show, table
from lib.ui.here import state
from lib.ui.here.state import Here
from lib.ui.meetings.book import Book

QUESTION, MINUTES = "Vraag aan het overleg", "Minuten"
UP, DOWN = "Omhoog", "Omlaag"


def agenda(here: Here, book: Book, meeting: Meeting) -> None:
    """Draw the items in their order with the time they take, and the parked ones apart."""
    items = book.items(meeting)
    going, parked = [it for it in items if not it.parked], [it for it in items if it.parked]
    if not items:
        empty("Nog geen agendapunten. Wie kan dit aanvullen? Zet een voorstel op de agenda.")
        return
    too_long = " over" if attention.minutes_of(items) > meeting.minutes else ""
    time = attention.time_sentence(items, meeting.minutes)
    show(Markup('<p class="wa-time-left{}" role="status">{}</p>').format(too_long, time))
    editing = here.editing and meeting.open
    if editing:
        for place in range(len(going)):
            _item_row(book, meeting, going, place)
    else:
        _read_only(book, going)
    if parked:
        show(Markup('<h3 class="wa-h">Doorgeschoven</h3>'))
    for item in parked:
        _parked_row(book, item, editing=editing)


def _read_only(book: Book, going: Sequence[Item]) -> None:
    rows = []
    until = 0
    for place, item in enumerate(going, 1):
        until += item.minutes or 0
        why = Markup("<small>{}</small>").format(item.reason) if item.reason else ""
        minutes = f"{item.minutes} min" if item.minutes else "niet geschat"
        title = _title(book, item) + why
        rows.append((str(place), title, item.question or "–", minutes, f"{until} min"))
    heads = ("Nr.", "Punt", QUESTION, MINUTES, "Samen")
    show(table(heads, rows, "Agenda", wide="meeting-agenda"))


def _title(book: Book, item: Item) -> Markup:
    action = book.actions.get(item.action_id or "")
    return action_link(action) if action else Markup("<b>{}</b>").format(item.topic)


def _item_row(book: Book, meeting: Meeting, going: Sequence[Item], place: int) -> None:
    """Draw one item with its minutes and question to type in, and its place to move."""
    item, name = going[place], item_title(going[place], book.actions)
    until = attention.minutes_of(going[: place + 1])
    why = Markup("<small>{}</small>").format(item.reason) if item.reason else ""
    with st.container(key=f"item-{item.id}", border=True, gap="small"):
        with st.container(key=f"item-head-{item.id}", horizontal=True, vertical_alignment="center"):
            show(
                Markup('<div class="wa-item"><b>{}</b><div>{}{}</div></div>').format(
                    place + 1, _title(book, item), why
                )
            )
            _move_button(meeting, going, place, -1, UP, "↑", name)
            _move_button(meeting, going, place, 1, DOWN, "↓", name)
            st.button(
                f"Doorschuiven *: {plain(name)}*", key=f"park {item.id}", on_click=_park, args=(item, True)
            )
            popped("Meer", lambda: more(item), key=f"more {item.id}")
        with st.container(key=f"item-fields-{item.id}", horizontal=True, vertical_alignment="center"):
            _minutes_field(item, name)
            show(Markup('<p class="wa-until">min · samen {}</p>').format(until))
            show(Markup('<p class="wa-until" aria-hidden="true">Vraag</p>'))
            _question_field(item, name)


def _minutes_field(item: Item, name: str) -> None:
    key = f"minutes {item.id}"
    _follow(key, item.minutes)
    st.number_input(
        f"{MINUTES}: {name}",
        1,
        MOST_MINUTES,
        start_of(key),
        step=5,
        placeholder="–",
        key=key,
        label_visibility="collapsed",
        on_change=_save,
        args=(item, "minutes", key),
    )


def _question_field(item: Item, name: str) -> None:
    key = f"question {item.id}"
    _follow(key, item.question)
    st.text_input(
        f"{QUESTION}: {name}",
        start_of(key) or "",
        key=key,
        label_visibility="collapsed",
        on_change=_save,
        args=(item, "question", key),
    )


def _follow(key: str, stored: Any) -> None:
    """Show in a field what is stored: what was refused stands with the refusal."""
    if key not in st.session_state or st.session_state[key] != stored:
        put(key, stored)


def _save(item: Item, field: str, key: str) -> None:
    editor.change_field("agenda_item", str(item.id), field, st.session_state[key], item.version)


def _move_button(
    meeting: Meeting, going: Sequence[Item], place: int, by: int, word: str, sign: str, name: str
) -> None:
    st.button(
        f"{sign} *{word}: {plain(name)}*",
        key=f"{word} {going[place].id}",
        disabled=not 0 <= place + by < len(going),
        on_click=_move,
        args=(meeting.id, [item.id for item in going], place, by, name),
    )


def _move(meeting_id: int, order: list[int], place: int, by: int, name: str) -> None:
    """Let an item change places with its neighbour; the keyboard stays with it."""
    order[place], order[place + by] = order[place + by], order[place]
    editor.write(lambda db: meetings.order_items(db, meeting_id, order), said="De volgorde is gewijzigd.")
    up, down = f"↑ {UP}: {name}", f"↓ {DOWN}: {name}"
    state.want_focus(*((up, down) if by < 0 else (down, up)))


def _park(item: Item, parked: bool) -> None:
    said = "Doorgeschoven naar een volgend overleg." if parked else "Het punt staat weer op de agenda."
    editor.write(
        lambda db: records.save(db, "agenda_item", item.id, item.version, {"parked": parked}), said=said
    )


def _parked_row(book: Book, item: Item, *, editing: bool) -> None:
    name = item_title(item, book.actions)
    if not editing:
        show(Markup('<p class="wa-parked">{}</p>').format(_title(book, item)))
        return
    with st.container(key=f"item-head-{item.id}", horizontal=True, vertical_alignment="center"):
        show(Markup('<div class="wa-item">{}</div>').format(_title(book, item)))
        st.button(
            f"Terug op de agenda *: {plain(name)}*", key=f"park {item.id}", on_click=_park, args=(item, False)
        )
        popped("Meer", lambda: more(item), key=f"more {item.id}")


def more(item: Item) -> None:
    """Show what is done less often: another name for a free topic, and taking an item off the agenda."""
    if item.action_id is None:
        form.change("agenda_item", item, key=f"topic {item.id}", fields=("topic",), primary=False)
    form.withdraw(
        "agenda_item",
        item,
        key=f"remove {item.id}",
        label="Reden om dit punt weg te halen",
        button="Van de agenda halen",
        said="Het punt is van de agenda; in de wijzigingen blijft het leesbaar.",
    )


# ---------------------------------------------------------------------------- add by hand


def add_item(book: Book, meeting: Meeting) -> None:
    """Add an item of one's own: an action or a free topic, with its question and minutes."""
    there = {item.action_id for item in book.items(meeting)}
    names = {action.id: action.label for action in book.actions.values() if action.id not in there}
    folded(
        "Agendapunt toevoegen", lambda: _add_form(meeting, names), key="fold add item", icon=":material/add:"
    )


def _add_form(meeting: Meeting, names: Mapping[str, str]) -> None:
    form.add(
        "agenda_item",
        {"meeting_id": meeting.id},
        meetings.add_item,
        key=f"new item {meeting.id}",
        fields=("action_id", "topic", "question", "minutes"),
        choices={"action_id": names},
        asked=_NEW_ITEM,
        button="Op de agenda zetten",
        said="Op de agenda gezet.",
    )


_NEW_ITEM = {
    "action_id": {"nothing": "geen actie, maar het onderwerp hieronder"},
    "topic": {"example": "alleen als het geen actie is"},
    "question": {"label": "Vraag"},
    "minutes": {"label": "Hoeveel minuten", "example": "nog niet geschat"},
}
