"""The desk of the campus map in Bewerken: which forms stand where, each made only once somebody opens it.

Owns the arrangement; the forms themselves are in `campus_forms` and `campus_grid`.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.model.campuses import Campus
from lib.store import history
from lib.store.file.connection import reading
from lib.ui.agenda import history as history_view
from lib.ui.campuses import borders, forms, grid
from lib.ui.campuses.forms import Choices
from lib.ui.editing.paste import paste_box
from lib.ui.elements.fold import folded
from lib.ui.here.state import Here

HISTORY_LENGTH = 100


def about_one(here: Here, campus: Campus, choices: Choices) -> None:
    """Change the open campus, put a value back, or take it off the map."""
    folded(
        "Deze campus wijzigen",
        lambda: forms.change_form(campus, choices),
        key="fold change campus",
        icon=":material/edit:",
    )
    folded(
        "Geschiedenis van deze campus",
        lambda: _history(here, campus),
        key="fold campus history",
        icon=":material/history:",
    )
    folded("Van de kaart verwijderen", lambda: forms.withdraw_form(campus), key="fold withdraw campus")


def _history(here: Here, campus: Campus) -> None:
    with reading(here.path) as db:
        changes = history.changes_of(db, "campus", str(campus.id), history.newest(db), HISTORY_LENGTH)
    history_view.history_list(here, changes, {})


def about_all(here: Here, shown: Sequence[Campus], choices: Choices) -> None:
    """Draw all campuses as a grid, a new one, the Servicepunten Techniek, and the boundaries."""
    st.header("Campussen bewerken", anchor=False)
    if shown:
        grid.editing_grid(shown)
    folded(
        "Campus toevoegen",
        lambda: forms.add_form(choices),
        key="fold new campus",
        icon=":material/add_location:",
    )
    paste_box("campus", {}, "campuses", "Plak campussen uit Excel")
    folded(
        "Servicepunt Techniek wijzigen",
        lambda: forms.service_point_form(choices.regions),
        key="fold service point",
    )
    folded("Grenzen vernieuwen", lambda: borders.renew_button(here), key="fold boundaries")
