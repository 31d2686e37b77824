"""What the colour of the regions on the campus map can stand for: nothing, campuses, or a figure.

Owns the choices and how each becomes a shading. Every indicator of which enough labour-market regions have a
figure can be chosen, also one that a later delivery brings. It is shown for one period, which stands in the
choice, so that regions are compared with each other and not with another year; a region without it stays
blank and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lib.dutch import count_text
from lib.maps.picture import Shading
from lib.model.campuses import Campus
from lib.model.figures import TENSION, Indicator, Observation
from lib.model.periods import Period
from lib.model.regions import LABOUR_REGIONS
from lib.rules.campuses import counted_twice, per_region
from lib.rules.coverage import comparable_period, fullest_period, value_by_region
from lib.rules.figure_words import tension_text, value_text
from lib.rules.figures import WW_IS_NOT_UNEMPLOYMENT
from lib.store import figures
from lib.store.file.connection import Database
from lib.ui.elements.switch import drop_down

PARAM, PLAIN, NUMBER = "kleur", "effen", "aantal"
_FIXED: Mapping[str, str] = {PLAIN: "Regio’s effen", NUMBER: "Kleur: aantal campussen"}


class Colour(NamedTuple):
    """A figure that regions can be coloured by, and the period in which they are compared."""

    indicator: Indicator
    period: Period


Colours = Mapping[str, Colour]


def with_regional_figures(db: Database) -> Colours:
    """Return the indicators that regions can be compared by, in their order."""
    counting = figures.current_sets(db)
    colours = {}
    for indicator in figures.indicators(db):
        observations = figures.series(db, indicator.id, list(LABOUR_REGIONS), counting)
        if period := comparable_period(observations, indicator.id):
            colours[indicator.id] = Colour(indicator, period)
    return colours


def colour_switch(colours: Colours) -> str:
    """Ask what the regions are coloured by; in the address as `kleur`."""
    named = {key: f"Kleur: {indicator.name}, {period.text}" for key, (indicator, period) in colours.items()}
    return drop_down("Kleur van de regio’s", PARAM, {**_FIXED, **named}, key="map colour", width=210)


def shading(colour: str, db: Database, colours: Colours, shown: Sequence[Campus]) -> Shading | None:
    """Return the colour of each region, or None when they all have the same."""
    if colour == PLAIN:
        return None
    if colour == NUMBER:
        counts = per_region(shown)
        words = {code: str(count) for code, count in counts.items()}
        sentence = "Hoe sterker de kleur, hoe meer campussen; het getal staat bij de naam van de regio."
        return Shading(dict(counts), words, f"{sentence} {counted_twice(shown)}".rstrip())
    indicator = colours[colour].indicator
    observations = figures.series(db, colour, list(LABOUR_REGIONS), figures.current_sets(db))
    return _by_figure(indicator, observations)


def _by_figure(indicator: Indicator, observations: Sequence[Observation]) -> Shading:
    period = fullest_period(observations, indicator.id)
    if period is None:
        return Shading({}, {}, f"{indicator.name}: van geen enkele regio is er een cijfer.", "geen cijfer")
    by_region = value_by_region(observations, indicator.id, period.code)
    unit = "" if indicator.words else f" ({indicator.unit})"
    sentence = (
        f"{indicator.name}{unit}, {period.text}. Hoe sterker de kleur, hoe "
        f"{'krapper' if indicator.words else 'hoger'}. Dit is de jongste periode waarin de meeste regio’s "
        f"een cijfer hebben ({count_text(len(by_region), 'regio', 'regio’s')} van vijf). "
        f"Bron: {indicator.source}."
    )
    if indicator.concept == "ww":
        sentence += f" {WW_IS_NOT_UNEMPLOYMENT}"
    return Shading(
        {code: _size(figure) for code, figure in by_region.items()},
        {code: value_text(indicator, figure) for code, figure in by_region.items()},
        sentence,
        absent="geen cijfer",
        most=float(len(TENSION)) if indicator.words else None,
        explained={label: tension_text(label) for label in TENSION} if indicator.words else {},
        indicator=indicator.id,
    )


def _size(figure: Observation) -> float:
    """Return the amount behind a colour; of a class its place in the order of classes."""
    return 1.0 + list(TENSION).index(figure.label) if figure.label else figure.value or 0.0
