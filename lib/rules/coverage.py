"""The coverage grid: what is published per indicator and region, what of that we have, and how fresh it is.

Owns the states of a cell and the measure of action 10: the published figures that we have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lib.model.figures import Indicator, Observation
from lib.model.periods import Period
from lib.model.regions import scale_of
from lib.rules.figures import Change, change_of

FRESH, STALE, ABSENT, SECRET, MISSING, UNPUBLISHED, SUMMED = (
    "actueel",
    "verouderd",
    "geen cijfer",
    "geheim",
    "ontbreekt",
    "niet gepubliceerd op deze indeling",
    "eigen som",
)
"""The states of a cell of the coverage grid."""

PROVISIONAL = frozenset({"voorlopig", "nader voorlopig", "schatting"})
FRESH_QUARTER = 8
"""Months in which the next quarter was not yet to be had: one quarter, and the time a publisher takes."""
_MONTHS = {"maand": 1, "kwartaal": 3, "jaar": 12, "schooljaar": 12}
_ENOUGH_REGIONS = 3
"""How many of the five regions make a comparison."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the coverage grid: the newest figure of an indicator in a region, and how it stands."""

    indicator: Indicator
    region: str
    newest: Observation | None
    change: Change
    state: str

    @property
    def provisional(self) -> bool:
        """Tell whether the publisher may still revise the figure."""
        return self.newest is not None and self.newest.status in PROVISIONAL

    @property
    def published(self) -> bool:
        """Tell whether somebody publishes this figure for this division."""
        return self.state not in (UNPUBLISHED, SUMMED)


def cell(
    indicator: Indicator, region: str, newest: Observation | None, before: Observation | None, today: date
) -> Cell:
    """Return the cell of an indicator in a region, from its newest figure and the one a year before that.

    A figure for a division that nobody publishes is a sum of our own.
    """
    published = indicator.published_for(scale_of(region))
    if newest is None:
        state = MISSING if published else UNPUBLISHED
        return Cell(indicator, region, None, Change(None, "er is geen cijfer"), state)
    return Cell(
        indicator,
        region,
        newest,
        change_of(indicator, newest, before),
        state_of(indicator, newest, today) if published else SUMMED,
    )


def state_of(indicator: Indicator, figure: Observation, today: date) -> str:
    """Tell how a figure stands on a day: a reason of absence first, then whether a newer one was due."""
    if figure.absent:
        return SECRET if figure.absent == "geheim" else ABSENT
    return (
        FRESH
        if months_between(figure.period.ends, today) <= fresh_months(indicator, figure.period)
        else STALE
    )


def fresh_months(indicator: Indicator, period: Period) -> int:
    """Tell how many months a figure counts as the newest to be had, by the rhythm in which its source comes.

    The bound of an indicator is that of its slowest rhythm; of a quarter the next one comes sooner.
    """
    return (
        min(indicator.fresh_months, FRESH_QUARTER) if period.rhythm == "kwartaal" else indicator.fresh_months
    )


def newest_due(indicator: Indicator, newest: Period, today: date) -> Period:
    """Return the newest period that the source should have by now, from one that it had, in its rhythm."""
    lag = fresh_months(indicator, newest) - _MONTHS[newest.rhythm]
    while months_between(newest.next().ends, today) >= max(lag, 0):
        newest = newest.next()
    return newest


def months_between(earlier: date, later: date) -> int:
    """Return whole months from one day to another; negative when the later comes first."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (1 if later.day < earlier.day else 0)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cells of the grid hold what: of those that are published how many we have, and how fresh."""

    cells: int
    published: int
    fresh: int
    stale: int
    summed: int

    @property
    def filled(self) -> int:
        """Return the published figures that we have: the measure of action 10."""
        return self.fresh + self.stale

    @property
    def unpublished(self) -> int:
        """Return the cells for which nobody publishes a figure, also those that a sum of our own fills."""
        return self.cells - self.published


def coverage(cells: Iterable[Cell]) -> Coverage:
    counted = list(cells)
    states = [cell.state for cell in counted]
    published = sum(cell.published for cell in counted)
    return Coverage(len(counted), published, states.count(FRESH), states.count(STALE), states.count(SUMMED))


def value_by_region(
    observations: Iterable[Observation], indicator: str, period: str
) -> dict[str, Observation]:
    """Return per region the figure of one indicator in one period: what a map colours and a table ranks.

    Only regions with a value or a class are in it; a map leaves the others blank and says so.
    """
    return {
        figure.region: figure
        for figure in observations
        if figure.indicator == indicator
        and figure.period.code == period
        and (figure.value is not None or figure.label)
    }


def fullest_period(observations: Iterable[Observation], indicator: str) -> Period | None:
    """Find the newest period in which most regions have a figure: what a map can compare in."""
    regions: dict[Period, set[str]] = {}
    for figure in observations:
        if figure.indicator == indicator and (figure.value is not None or figure.label):
            regions.setdefault(figure.period, set()).add(figure.region)
    return max(regions, key=lambda period: (len(regions[period]), period.ends), default=None)


def comparable_period(observations: Iterable[Observation], indicator: str) -> Period | None:
    """Return the fullest period when enough regions have a figure in it to compare them; else None."""
    every = list(observations)
    period = fullest_period(every, indicator)
    enough = period is not None and len(value_by_region(every, indicator, period.code)) >= _ENOUGH_REGIONS
    return period if enough else None
