"""What follows from the facts about campuses: which are shown, how long they last, what an instrument misses.

Action 11 of the annex is an investment instrument for "(multilevel) Techniek & Technologiecampussen gericht
op duurzame bedrijfsvoering en mede-eigenaarschap door de triple helix"; action 7 is about combined research
groups at campuses. `choose` is the one rule of filtering: map, list and export all show what it gives.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import count_text, day_text, list_text, searchable, sentence_case
from lib.model.agenda import HELIXES
from lib.model.campuses import NETWORK, UNKNOWN, Campus, Municipality, Outline, Region
from lib.model.record import RECORDS
from lib.model.regions import CLASSIFIED_FROM, LABOUR_REGIONS, MERGERS, MUNICIPALITIES

MONTHS: Mapping[str, str] = {
    "voorbij": "voorbij",
    "tot-12": "minder dan 12 maanden",
    "12-36": "12 tot 36 maanden",
    "vanaf-36": "36 maanden of meer",
    UNKNOWN: UNKNOWN,
}
"""How long operation is secured, as the filter has it."""

NEAR_KM = 3.0
"""A point this close to a region counts as in it: outlines are simplified, points are roughly known."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What the visitor asks for, facet by facet; an empty one means everything."""

    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    research: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    text: str = ""

    @property
    def active(self) -> bool:
        return any(getattr(self, name) for name in self.__dataclass_fields__)

    def admits(self, campus: Campus, today: date) -> bool:
        """Tell whether a campus is shown; within a facet one match is enough."""
        return (
            _meets(self.regions, campus.regions)
            and _meets(self.sectors, campus.sectors)
            and _meets(self.levels, campus.levels)
            and _meets(self.owners, owners(campus))
            and _meets(self.research, (campus.research,) if campus.research else ())
            and _meets(self.months, (months_class(campus, today),))
            and _meets(self.actions, campus.actions)
            and all(word in _words_of(campus) for word in searchable(self.text).split())
        )


def choose(campuses: Iterable[Campus], facets: Facets, today: date) -> list[Campus]:
    return [campus for campus in campuses if facets.admits(campus, today)]


def _meets(asked: tuple[str, ...], held: Sequence[str]) -> bool:
    return not asked or any(value in asked for value in (held or (UNKNOWN,)))


def _words_of(campus: Campus) -> str:
    lists = (*campus.sectors, *campus.partners, *(LABOUR_REGIONS.get(code, code) for code in campus.regions))
    return searchable(" ".join((campus.name, campus.aliases, campus.where, campus.note, *lists)))


# ------------------------------------------------------------- what follows from the facts


def owners(campus: Campus) -> tuple[str, ...]:
    """Return the helices that are known to own a part."""
    return tuple(helix for helix, share in campus.shares.items() if share)


def segments(campus: Campus) -> list[tuple[str | None, int]]:
    """Return the co-ownership as parts of a ring in per cent, by helix; None is the part nobody knows."""
    shares = [(helix, share) for helix, share in campus.shares.items() if share]
    rest = 100 - sum(share for _, share in shares)
    return [*shares, *([(None, rest)] if rest else [])]


def ownership_text(campus: Campus) -> str:
    parts = [
        f"{HELIXES[helix].lower()} {share}%" for helix, share in campus.shares.items() if share is not None
    ]
    if not parts:
        return "nog niet bekend"
    rest = 100 - sum(share or 0 for share in campus.shares.values())
    return list_text([*parts, *([f"onbekend {rest}%"] if rest else [])])


def months_left(campus: Campus, today: date) -> int | None:
    """Count the whole months for which operation is secured; 0 when that day is past, None when unknown."""
    if campus.secured_until is None:
        return None
    until = date.fromisoformat(campus.secured_until)
    months = (until.year - today.year) * 12 + until.month - today.month - (until.day < today.day)
    return max(months, 0)


def months_class(campus: Campus, today: date) -> str:
    months = months_left(campus, today)
    if months is None:
        return UNKNOWN
    if date.fromisoformat(str(campus.secured_until)) < today:
        return "voorbij"
    return "tot-12" if months < 12 else "12-36" if months < 36 else "vanaf-36"


def months_text(campus: Campus, today: date) -> str:
    span = months_class(campus, today)
    if span == UNKNOWN:
        return "nog niet bekend"
    if span == "voorbij":
        return "die dag is voorbij"
    months = months_left(campus, today) or 0
    return "nog minder dan een maand" if not months else f"nog {months} maand{'en' if months > 1 else ''}"


def instrument_gaps(campus: Campus, today: date) -> list[str]:
    """Tell what is missing before an investment instrument, as the annex means it, fits this campus."""
    missing = []
    if not campus.levels:
        missing.append("niveaus niet bekend")
    elif len(campus.levels) < 2:
        missing.append("nog maar één niveau")
    shares = campus.shares
    if set(shares.values()) == {None}:
        missing.append("mede-eigenaren niet bekend")
        shares = {}
    for helix, share in shares.items():
        if share is None:
            missing.append(f"aandeel {HELIXES[helix].lower()} niet bekend")
        elif not share:
            missing.append(f"{HELIXES[helix].lower()} is geen mede-eigenaar")
    if campus.secured_until is None:
        missing.append("duurzame bedrijfsvoering niet bekend")
    elif months_class(campus, today) == "voorbij":
        missing.append("bedrijfsvoering niet meer zeker")
    return missing


def per_region(campuses: Iterable[Campus]) -> dict[str, int]:
    """Tell how many campuses each labour-market region has; one in two regions counts in both."""
    counts = dict.fromkeys(LABOUR_REGIONS, 0)
    for campus in campuses:
        for code in campus.regions:
            counts[code] += 1
    return counts


def counted_twice(campuses: Iterable[Campus]) -> str:
    """Name what counts in several regions, so that the numbers add up to more than there are."""
    shared = [campus for campus in campuses if len(campus.regions) > 1]
    if not shared:
        return ""
    network = all(campus.kind == NETWORK for campus in shared)
    noun = ("netwerk", "netwerken") if network else ("campus", "campussen")
    lies = "ligt in meer regio’s en telt" if len(shared) == 1 else "liggen in meer regio’s en tellen"
    if len(shared) == 1 and len(shared[0].regions) == 2:
        lies = "ligt in twee regio’s en telt"
    names = list_text(campus.name for campus in shared)
    return f"{sentence_case(count_text(len(shared), *noun))} {lies} daar steeds mee: {names}."


def changes_of_borders(regions: Iterable[Region], day: date) -> list[str]:
    """Tell what the outlines on the map do not show yet on a day, and what is decided about later days."""
    sentences = []
    if any(region.boundary_year <= CLASSIFIED_FROM.year - 1 for region in regions):
        sentences.append(
            f"Weesp hoort sinds {day_text(CLASSIFIED_FROM)} bij Amsterdam (Groot Amsterdam); de kaart laat "
            "dat nog niet zien."
        )
    for merger in MERGERS:
        names = [MUNICIPALITIES[code] for code in (merger.code, merger.into)]
        verb = "gaat" if day < merger.on else "ging"
        sentences.append(
            f"Op {day_text(merger.on)} {verb} {names[0]} op in {names[1]} (bron: {merger.source})."
        )
    return sentences


# ------------------------------------------------------------------ is the point in place?


def doubts(
    lon: float | None,
    lat: float | None,
    ids: Sequence[str],
    areas: Iterable[Region | Municipality],
    elsewhere: str = "buiten de vijf regio’s",
) -> str:
    """Ask about a point that is not in or near its area; nothing when it is, or when that is unknown."""
    outlines = {area.id: area for area in areas if area.outline}
    own = [outlines[one] for one in ids if one in outlines]
    if lon is None or lat is None or not own or any(near(lon, lat, area.outline) for area in own):
        return ""
    other = next((outline.name for outline in outlines.values() if inside(lon, lat, outline.outline)), "")
    there = f"Dit punt ligt {f'in {other}' if other else elsewhere}"
    return f"{there}, niet in of bij {list_text([area.name for area in own], 'of')}. Klopt dat?"


def near(lon: float, lat: float, outline: Outline, within_km: float = NEAR_KM) -> bool:
    """Tell whether a point lies in an outline, or hardly outside it."""
    return inside(lon, lat, outline) or _distance_km(lon, lat, outline) <= within_km


def inside(lon: float, lat: float, outline: Outline) -> bool:
    """Tell whether a point lies in one of the rings, by counting the borders to the east of it."""
    return any(_crossings(lon, lat, ring) % 2 for ring in outline)


def _crossings(lon: float, lat: float, ring: Sequence[tuple[float, float]]) -> int:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(
        (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairs
    )


def _distance_km(lon: float, lat: float, outline: Outline) -> float:
    """Measure the kilometres to the nearest border, on a plane: at this size the earth is flat enough."""
    east, north = 111.32 * math.cos(math.radians(lat)), 110.57
    shortest = math.inf
    for ring in outline:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            ax, ay, bx, by = (x1 - lon) * east, (y1 - lat) * north, (x2 - lon) * east, (y2 - lat) * north
            length = (bx - ax) ** 2 + (by - ay) ** 2
            along = 0.0 if not length else min(max(-(ax * (bx - ax) + ay * (by - ay)) / length, 0.0), 1.0)
            shortest = min(shortest, math.hypot(ax + along * (bx - ax), ay + along * (by - ay)))
    return shortest


def opening(shown: Sequence[Campus], total: int) -> str:
    """Tell what the page says first: how many campuses, and of how many the owners are known."""
    if not total:
        return "Er is nog geen campus vastgelegd."
    if not shown:
        return "Geen campus past bij deze filters."
    owned = sum(bool(owners(campus)) for campus in shown)
    pinned = sum(campus.point is not None for campus in shown)
    number = f"{len(shown)} campus{'sen' if len(shown) > 1 else ''}"
    first = number if len(shown) == total else f"{number} van de {total}"
    whose = "van geen enkele is" if not owned else f"van {owned} is"
    return f"{first}, {pinned} met een plek op de kaart; {whose} bekend wie mede-eigenaar is."


def differing(then: Campus, now: Campus) -> list[str]:
    """Return the fields in which a campus is not what it was."""
    return [
        name
        for name, field in RECORDS["campus"].fields.items()
        if field.words and getattr(then, name) != getattr(now, name)
    ]
