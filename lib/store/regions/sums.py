"""Sums of municipalities, made at the moment of showing for divisions that nobody publishes.

Owns which figures are read for them; whether a sum may be made is decided in `lib.rules.figures`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from lib.model.figures import Indicator, Observation
from lib.model.regions import MUNICIPALITIES
from lib.rules.figures import can_be_summed, municipal_sums
from lib.store import figures


def newest(
    db: Database, columns: Sequence[Indicator], regions: Sequence[str], counting: figures.Counting
) -> dict[tuple[str, str], tuple[Observation, Observation | None]]:
    """Return per indicator and region the newest sum there is, and the one of a year before."""
    newest_sums = {}
    for indicator in columns:
        wanted = [region for region in regions if can_be_summed(indicator, region)]
        if not wanted or not _has_towns(db, indicator, counting):
            continue
        towns = figures.newest(db, [(indicator.id, town) for town in MUNICIPALITIES], counting)
        observations = [figure for pair in towns.values() for figure in pair if figure]
        for region in wanted:
            if made := municipal_sums(indicator, region, observations):
                earlier = (figure for figure in made if figure.period == made[-1].period.year_earlier())
                newest_sums[indicator.id, region] = (made[-1], next(earlier, None))
    return newest_sums


def _has_towns(db: Database, indicator: Indicator, counting: figures.Counting) -> bool:
    return not MUNICIPALITIES.keys().isdisjoint(figures.regions_of(db, indicator.id, counting))


def of_region(
    db: Database, indicator: Indicator, region: str, counting: figures.Counting
) -> list[Observation]:
    """Return all sums for a region, in order of time; none where somebody publishes the figure itself."""
    if not can_be_summed(indicator, region):
        return []
    towns = figures.series(db, indicator.id, list(MUNICIPALITIES), counting)
    return municipal_sums(indicator, region, towns)
