"""What the page Campussen shows, worked out once per state of the agenda and choice of filters.

Owns what is kept between runs: with two thousand campuses placing them anew would take longer than all the
rest of a run. What is kept is keyed by the version of the data, so it never outlives a change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from lib.campus import Campus, Municipality, Region
from lib.maps import deck, flat
from lib.maps.picture import Picture, picture
from lib.model import Action
from lib.rules import campuses as rules
from lib.rules.campuses import Facets
from lib.store import campuses, history, records
from lib.store.connection import reading
from lib.ui.campus_filters import Options, options
from lib.ui.state import Here

_KEPT = 32


@dataclass(frozen=True, slots=True)
class Held:
    """All campuses, regions, municipalities and actions of a moment; `version` names that state."""

    version: str
    newest: int
    campuses: tuple[Campus, ...]
    regions: tuple[Region, ...]
    towns: tuple[Municipality, ...]
    actions: tuple[Action, ...]
    options: Options


@dataclass(frozen=True, slots=True)
class View:
    """The campuses that are shown, and their picture; `key` names this view, `lead` opens the page."""

    key: str
    lead: str
    shown: tuple[Campus, ...]
    picture: Picture
    drawing: str


def held(here: Here) -> Held:
    """What is recorded at the moment shown."""
    with reading(here.path, here.at) as db:
        newest = history.newest(db)
        return _held(db, f"{here.path} {newest} {here.at}", newest)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _held(_db: Any, version: str, newest: int) -> Held:
    found, actions = campuses.campuses(_db), records.actions(_db)
    return Held(
        version=version,
        newest=newest,
        campuses=tuple(found),
        regions=tuple(campuses.regions(_db)),
        towns=tuple(campuses.municipalities(_db)),
        actions=tuple(actions),
        options=options(found, actions),
    )


def view(known: Held, facets: Facets, today: date, *, by_number: bool) -> View:
    """The campuses that the filters leave, on the map; map, list and file all show these."""
    return _view(known, facets, today, f"{known.version} {facets} {today} {by_number}", by_number)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _view(_known: Held, _facets: Facets, _today: date, key: str, by_number: bool) -> View:
    shown = tuple(rules.chosen(_known.campuses, _facets, _today))
    values = rules.per_region(shown) if by_number else None
    drawn = picture(_known.regions, _known.towns, shown, values)
    lead = rules.opening(shown, len(_known.campuses))
    return View(key, lead, shown, drawn, json.dumps(flat.drawing(drawn)))


def chart(shown: View, chosen: int | None, *, dark: bool) -> Any:
    """The view as a chart for deck.gl."""
    return _chart(shown, shown.key, chosen, dark)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _chart(_shown: View, key: str, chosen: int | None, dark: bool) -> Any:  # noqa: ARG001 - names the view
    return deck.deck(_shown.picture, chosen, dark=dark)
