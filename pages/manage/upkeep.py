"""Beheer: what the office itself decides about the app and its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lib.store import history
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.heading import page_head
from lib.ui.elements.switch import switch
from lib.ui.here import live, state
from lib.ui.here.state import Here
from lib.ui.upkeep import about, anchor, book, copies, log, parties, people, settings, view

PART = "deel"
_PARTS: Mapping[str, tuple[str, Callable[[Here], None]]] = {
    "instellingen": ("Instellingen", settings.draw),
    "mensen": ("Mensen", people.draw_people),
    "partijen": ("Partijen", parties.draw),
    "werkboek": ("Werkboek", book.draw),
    "kopieen": ("Kopieën", copies.draw),
    "anker": ("Anker", anchor.draw),
    "logboek": ("Wie deed wat", log.draw),
    "over": ("Over de app", about.draw),
}
_NAMES = {part: name for part, (name, _) in _PARTS.items()}


def page() -> None:
    """Draw the part that was chosen, in the state that is shown."""
    here = state.here()
    view.dress()
    with page_head("Beheer"):
        part = switch("Onderdeel", PART, _NAMES, key="upkeep part")
    editor.outcome(here)
    with reading(here.path) as db:
        newest = history.newest(db)
    _PARTS[part][1](here)
    live.follow_changes(here, newest)


page()
