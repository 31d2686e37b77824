"""All that is known of one labour-market region, read at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from lib.model.regions import COUNTRY, LABOUR_REGIONS, PROVINCE
from lib.rules.coverage import cell
from lib.rules.regions.region import Figure, RegionFacts
from lib.store import agenda, campuses, figures
from lib.store.regions import sums
from lib.store.results import money
from lib.store.results.instruments import local


def region_facts(db: Database, code: str, day: date) -> RegionFacts:
    """Return what is known of a labour-market region on a day."""
    found = (region for region in campuses.regions(db) if region.id == code)
    region = next(found, None)
    return RegionFacts(
        code=code,
        name=LABOUR_REGIONS[code],
        day=day,
        service_point=region.service_point if region else "",
        service_point_source=region.service_point_source if region else "",
        centre=region.centre if region else "",
        centre_source=region.centre_source if region else "",
        parties=[party for party in agenda.parties(db) if party.region == code],
        campuses=[campus for campus in campuses.campuses(db) if code in campus.regions],
        figures=list(_figures(db, code, day)),
        local=local(db, code, day),
        layers=money.layers(db),
    )


def _figures(db: Database, code: str, day: date) -> Iterable[Figure]:
    """Yield the core figures of a region beside those of province and country."""
    core = [indicator for indicator in figures.indicators(db) if indicator.core]
    counting, places = figures.current_sets(db), (code, PROVINCE, COUNTRY)
    newest = figures.newest(db, [(one.id, place) for one in core for place in places], counting)
    newest |= sums.newest(db, core, [code], counting)
    for indicator in core:
        pairs = [newest.get((indicator.id, place), (None, None)) for place in places]
        beside = zip(places, pairs, strict=True)
        yield Figure(*(cell(indicator, place, now, before, day) for place, (now, before) in beside))
