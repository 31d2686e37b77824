"""What the colour of the regions on the campus map can stand for: nothing, campuses, or a figure.

Owns the choices and how each becomes a shading. A figure is shown for one period, so that regions are
compared with each other and not with another year; a region without it stays blank and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from lib.campus import LABOUR_REGIONS, Campus
from lib.dutch import count_text, number_text
from lib.figure import TENSION, Observation
from lib.maps.picture import Shading
from lib.rules.campuses import per_region
from lib.rules.coverage import fullest_period, value_by_region
from lib.store import figures
from lib.store.connection import Database
from lib.ui import state

PARAM, PLAIN, NUMBER = "kleur", "effen", "aantal"
_FIGURES: Mapping[str, tuple[str, str]] = {
    "ww": ("WW-uitkeringen", "meer lopende WW-uitkeringen (UWV; WW is geen werkloosheid)"),
    "spanning": ("spanning", "krapper de arbeidsmarkt (klasse van UWV)"),
}
"""Indicators with figures per labour-market region: how the choice is called, and what darker means."""
_CHOICES: Mapping[str, str] = {
    PLAIN: "Regio’s effen",
    NUMBER: "Kleur: aantal campussen",
    **{name: f"Kleur: {title}" for name, (title, _) in _FIGURES.items()},
}


def colour_switch() -> str:
    """What the regions are coloured by; in the address as `kleur`."""
    changed = state.follow_address(
        "map colour", PARAM, lambda values: values[0] if values and values[0] in _CHOICES else PLAIN
    )
    return str(
        st.selectbox(
            "Kleur van de regio’s",
            list(_CHOICES),
            format_func=_CHOICES.__getitem__,
            key="map colour",
            label_visibility="collapsed",
            width=230,
            on_change=changed,
        )
    )


def shading(colour: str, db: Database, shown: Sequence[Campus]) -> Shading | None:
    """The colour of each region, or None when they all have the same."""
    if colour == PLAIN:
        return None
    if colour == NUMBER:
        counts = per_region(shown)
        words = {code: str(count) for code, count in counts.items()}
        told = "Hoe donkerder de regio, hoe meer campussen; het getal staat bij de naam."
        return Shading(dict(counts), words, told)
    return _by_figure(colour, figures.series(db, colour, list(LABOUR_REGIONS), figures.current_sets(db)))


def _by_figure(indicator: str, observations: Sequence[Observation]) -> Shading:
    period = fullest_period(observations, indicator)
    found = value_by_region(observations, indicator, period.code) if period else {}
    if period is None:
        return Shading({}, {}, "Van geen enkele regio is dit cijfer er.", "geen cijfer")
    told = (
        f"Hoe donkerder de regio, hoe {_FIGURES[indicator][1]}. Stand van {period.text}: de jongste periode "
        f"waarin de meeste regio’s een cijfer hebben ({count_text(len(found), 'regio', 'regio’s')} van vijf)."
    )
    sizes = {code: _size(one) for code, one in found.items()}
    return Shading(sizes, {code: _words(one) for code, one in found.items()}, told, "geen cijfer")


def _size(one: Observation) -> float:
    """How much, for the colour; of a class its place in the order of classes."""
    return one.value if one.value is not None else 1.0 + list(TENSION).index(one.label)


def _words(one: Observation) -> str:
    return one.label or number_text(one.value or 0)
