"""What somebody typed during a meeting and did not record yet: a draft per agenda item.

Owns the names of those drafts; the forms are of `decide` and of the decision box.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from lib.documents.minutes import WHOLE, item_title
from lib.model.meetings import Item, Meeting
from lib.store.drafts import list_texts
from lib.ui.elements.html import show
from lib.ui.here import state
from lib.ui.meetings.book import Book
from lib.ui.meetings.overview import present_link

UNRECORDED = "Concept, nog niet vastgelegd"
NO_ITEM = "0"
"""Stands for an agenda item when something is about the meeting as a whole."""
_NOTE = Markup('<p class="wa-unrecorded"><b>{}{}</b> “{}” {}</p>')


def place_of(item: Item | None, action_id: str | None = None) -> str:
    """Name what something is recorded at: an item, an action that is not on the agenda, or the whole."""
    return str(item.id) if item else f"actie-{action_id}" if action_id else NO_ITEM


def form_at(meeting_id: int, place: str) -> str:
    """Name the form in which something is recorded: what was typed at one place never is at another."""
    return f"{_forms(meeting_id)}{place}"


def form_on_page(meeting_id: int) -> str:
    """Name the form on the page of a meeting, that asks what it is about."""
    return f"decide {meeting_id}"


def _forms(meeting_id: int) -> str:
    return f"decided {meeting_id} "


def unrecorded(meeting_id: int) -> dict[str, str]:
    """Return the words that wait, by the place at which they were typed."""
    texts = list_texts(*state.desk(), _forms(meeting_id), "text")
    return {form.rpartition(" ")[2]: text for form, text in texts.items()}


def tell_unrecorded(meeting: Meeting, item: Item) -> None:
    """Say at an item that something waits there, with the way to it."""
    if text := unrecorded(meeting.id).get(place_of(item)):
        show(_NOTE.format(UNRECORDED, ":", text, present_link(meeting, "Verder op de dia")))


def tell_all_unrecorded(book: Book, meeting: Meeting) -> None:
    """Say before a meeting is closed what would be left out of its minutes."""
    for about, text, way in _waiting(book, meeting):
        show(_NOTE.format(UNRECORDED, f" bij {about}:", text, way))


def _waiting(book: Book, meeting: Meeting) -> Iterator[tuple[str, str, Markup]]:
    titles = {place_of(item): item_title(item, book.actions) for item in book.items(meeting)}
    titles |= {place_of(None, action.id): action.label for action in book.actions.values()}
    way = present_link(meeting, "Verder op de dia")
    for place, text in unrecorded(meeting.id).items():
        yield titles.get(place, WHOLE.lower()), text, way
    form = form_on_page(meeting.id)
    if words := list_texts(*state.desk(), form, "text").get(form):
        yield "Afspraken", words, Markup()
