"""The nouns of the campus map: campuses, the labour-market regions they lie in, and their municipalities.

Owns row types and allowed values. What is not known is None or empty and never zero: ownership, finance and
research groups of most campuses are not public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.model.agenda import HELIXES

KINDS: Mapping[str, str] = {
    "plek": "Campus op één plek",
    "verspreid": "Op meerdere plekken",
    "netwerk": "Netwerk zonder eigen adres",
}
IN_ONE_PLACE = "plek"
"""Only a campus in one place has a point on the map: a pin for a network would be a fake one."""

LEVELS: Mapping[str, str] = {"vmbo": "vmbo", "mbo": "mbo", "hbo": "hbo", "wo": "wo"}
RESEARCH: Mapping[str, str] = {
    "lectoraat": "lectoraat",
    "practoraat": "practoraat",
    "gecombineerd": "gecombineerd lectoraat-practoraat",
    "geen": "geen lectoraat of practoraat",
}
"""What research group a campus has. Not recorded is something else than none."""

SHARES: Mapping[str, str] = {
    "bedrijfsleven": "share_business",
    "onderwijs": "share_education",
    "overheid": "share_government",
}
"""The field with the share in the co-ownership per helix, in per cent."""

UNKNOWN = "onbekend"
"""What stands for an empty field in a filter."""

Ring = tuple[tuple[float, float], ...]
Outline = tuple[Ring, ...]
"""Outer rings of (longitude, latitude), WGS84: a region with an island has two."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """The outline of one area as it was fetched from elsewhere."""

    id: str
    name: str
    outline: Outline


@dataclass(frozen=True, slots=True)
class Region:
    """A labour-market region with its outline, and who has the role of Servicepunt Techniek there."""

    id: str
    name: str
    outline: Outline
    label_lon: float
    label_lat: float
    boundary_year: int
    boundary_source: str
    service_point: str
    service_point_source: str
    version: int


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of one of the five regions, in the classification of `year`; outline once refreshed."""

    id: str
    name: str
    region_id: str
    province_id: str
    year: int
    outline: Outline
    version: int


@dataclass(frozen=True, slots=True)
class Campus:
    """A technology or technical campus, as far as it is known.

    `regions`, `sectors`, `levels`, `partners` and `actions` are stored as one text each and are lists here.
    `secured_until` is the day until which its operation is secured: months left follow from the day
    that is shown.
    """

    id: int
    name: str
    aliases: str
    kind: str
    place: str
    municipality: str
    regions: tuple[str, ...]
    lon: float | None
    lat: float | None
    accuracy_m: int | None
    point_source: str
    sectors: tuple[str, ...]
    levels: tuple[str, ...]
    partners: tuple[str, ...]
    research: str | None
    share_business: int | None
    share_education: int | None
    share_government: int | None
    secured_until: str | None
    actions: tuple[str, ...]
    note: str
    source: str
    source_date: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude; None for a campus without a place on the map."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @property
    def shares(self) -> dict[str, int | None]:
        """The share of each helix in the co-ownership, None where it is not known."""
        return {helix: getattr(self, SHARES[helix]) for helix in HELIXES}

    @property
    def where(self) -> str:
        """Place and municipality in words, without saying the same twice."""
        named = [self.place, "" if self.municipality in self.place else self.municipality]
        return ", ".join(part for part in named if part)


def parts(text: str) -> tuple[str, ...]:
    """The parts of a list that is stored as one text."""
    return tuple(part for part in text.split(", ") if part)


def joined(items: tuple[str, ...] | list[str]) -> str:
    """A list as one text, as it is stored."""
    return ", ".join(items)
