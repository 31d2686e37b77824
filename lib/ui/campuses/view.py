"""What the page Campussen shows, worked out once per state of the agenda and choice of filters.

Owns what is kept between runs: with two thousand campuses placing them anew would take longer than all the
rest of a run. What is kept is keyed by the version of the data, so it never outlives a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from lib.maps import deck
from lib.maps.flat import Flat, flat
from lib.maps.picture import Picture, Shading, picture
from lib.model.agenda import Action
from lib.model.campuses import Campus, Municipality, Region
from lib.model.regions import gone_by
from lib.rules import campuses as rules
from lib.rules.campuses import Facets
from lib.store import agenda, campuses, history
from lib.store.file.connection import Database, reading
from lib.ui.agenda import since
from lib.ui.campuses import colour as campus_colour
from lib.ui.campuses.colour import Colours
from lib.ui.campuses.filters import Options, options
from lib.ui.here.cache import kept
from lib.ui.here.lens import lens
from lib.ui.here.state import Here

_KEPT = 32


@dataclass(frozen=True, slots=True)
class Held:
    """All campuses, regions, municipalities and actions of a moment, and what can colour the regions.

    `looked` names the lens that the campuses are seen through.
    """

    newest: int
    campuses: tuple[Campus, ...]
    regions: tuple[Region, ...]
    towns: tuple[Municipality, ...]
    actions: tuple[Action, ...]
    options: Options
    colours: Colours
    looked: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The campuses that are shown, and their picture; `key` names this view, `lead` opens the page."""

    key: str
    lead: str
    shown: tuple[Campus, ...]
    picture: Picture
    shading: Shading | None
    flat: Flat


def held(here: Here) -> Held:
    """Read what is recorded at the moment shown."""
    with reading(here.path, here.at) as db:
        everything = kept(f"campuses {here.day}", here, db, lambda: _held(db, here.day))
    looked = lens(here)
    return replace(everything, campuses=tuple(looked.campuses(everything.campuses)), looked=looked.value)


def then(here: Here) -> Mapping[int, Campus]:
    """Return every campus as it was at the moment since, by its id; those that were taken off the map too."""
    return since.read_then(
        here,
        "campuses",
        lambda db, _: {campus.id: campus for campus in campuses.campuses(db, withdrawn=True)},
    )


def _held(db: Database, day: date) -> Held:
    every, actions = campuses.campuses(db), agenda.actions(db)
    return Held(
        newest=history.newest(db),
        campuses=tuple(every),
        regions=tuple(campuses.regions(db)),
        towns=tuple(town for town in campuses.municipalities(db) if town.id not in gone_by(day)),
        actions=tuple(actions),
        options=options(every, actions),
        colours=campus_colour.with_regional_figures(db),
    )


def view(here: Here, held: Held, facets: Facets, colour: str) -> View:
    """Return the campuses that the filters leave, on the map; map, list and file all show these."""
    with reading(here.path, here.at) as db:
        return kept(
            f"campuses {facets} {colour} {held.looked}",
            here,
            db,
            lambda: _view(here, db, held, facets, colour),
        )


def _view(here: Here, db: Database, held: Held, facets: Facets, colour: str) -> View:
    shown = tuple(rules.choose(held.campuses, facets, here.day))
    shading = campus_colour.shading(colour, db, held.colours, shown)
    drawn = picture(held.regions, held.towns, shown, shading)
    lead = rules.opening(shown, len(held.campuses))
    key = f"{here.path} {held.newest} {here.last} {here.at} {here.day} {facets} {colour} {held.looked}"
    return View(key, lead, shown, drawn, shading, flat(drawn))


def chart(shown: View, chosen: int | None, *, dark: bool) -> Any:
    return _chart(shown, shown.key, chosen, dark)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _chart(_shown: View, key: str, chosen: int | None, dark: bool) -> Any:  # noqa: ARG001 - names the view
    return deck.deck(_shown.picture, chosen, dark=dark)
