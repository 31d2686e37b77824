"""Geld: which money ends when, over all actions, and what campuses run on."""

from lib.store import history
from lib.store.file.connection import reading
from lib.ui.here import live, state
from lib.ui.money import view


def page() -> None:
    """Show the money of the moment shown."""
    here = state.here()
    with reading(here.path) as db:
        newest = history.newest(db)
    view.page(here)
    live.follow_changes(here, newest)


page()
