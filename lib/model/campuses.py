"""The nouns of the campus map: campuses, the labour-market regions they lie in, and their municipalities.

Owns row types and allowed values. What is not known is None or empty and never zero: ownership, finance and
research groups of most campuses are not public.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from lib.model import listing
from lib.model.agenda import HELIXES
from lib.model.field import Parties, Telling, choice, day, declare, free_words, line, number, several, text
from lib.model.kinds import NAME_LIMIT, TEXT_LIMIT, degrees
from lib.model.record import Row, ground, record
from lib.model.regions import LABOUR_REGIONS

KINDS: Mapping[str, str] = {
    "plek": "Campus op één plek",
    "verspreid": "Op meerdere plekken",
    "netwerk": "Netwerk zonder eigen adres",
}
IN_ONE_PLACE, NETWORK = "plek", "netwerk"
"""Only a campus in one place has a point on the map: a pin for a network would be a fake one."""
_HAS_POINT: Mapping[str, Container[str]] = {"kind": (IN_ONE_PLACE,)}

LEVELS: Mapping[str, str] = {"vmbo": "vmbo", "mbo": "mbo", "hbo": "hbo", "wo": "wo"}
BOTH = "gecombineerd"
"""Is only that both are there: whether they are combined is told by the research groups themselves."""
RESEARCH: Mapping[str, str] = {
    "lectoraat": "lectoraat",
    "practoraat": "practoraat",
    BOTH: "lectoraat en practoraat",
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

HEADING = "Campussen en regio’s"
LONGITUDES, LATITUDES = (3.0, 7.5), (50.5, 54.0)
"""Between which degrees the Netherlands lie; a point beyond is a slip of the pen, such as two swapped."""

Ring = tuple[tuple[float, float], ...]
Outline = tuple[Ring, ...]
"""Outer rings of (longitude, latitude), WGS84: a region with an island has two."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """The outline of one area as it was fetched from elsewhere."""

    id: str
    name: str
    outline: Outline


def _renewed(telling: Telling) -> str:
    years = f"indeling van {telling.change.new} in plaats van {telling.change.old}"
    return f"Grenzen van {telling.title} vernieuwd: {years}."


@record("region", "Regio", title=lambda row, _: row["name"], heading=HEADING, empty="nog niet bekend")
class Region:
    """A labour-market region with its outline, who is its Servicepunt Techniek, and its centre.

    `centre` names the municipality that leads, by function and never by a person.
    """

    id: str
    name: str
    outline: Outline
    label_lon: float
    label_lat: float
    boundary_year: int = declare("", None, tell=_renewed)
    boundary_source: str
    service_point: str = line(
        "Het Servicepunt Techniek", "Servicepunt Techniek", NAME_LIMIT, optional=True, group="service point"
    )
    service_point_source: str = line("De bron", "bron van het servicepunt", group="service point")
    version: int
    centre: str = line(
        "De centrumgemeente", "centrumgemeente", NAME_LIMIT, optional=True, group="centre", default=""
    )
    centre_source: str = line(
        "De bron", "bron van de centrumgemeente", optional=True, group="centre", default=""
    )


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


def _degrees_text(value: float, _parties: Parties) -> str:
    return f"{value:.4f}".replace(".", ",")


def _percent(value: int, _parties: Parties) -> str:
    return f"{value}%"


def _added(row: Row, _parties: Parties) -> str:
    place = f" ({row['place']})" if row["place"] else ""
    return f"Campus toegevoegd: {row['name']}{place}."


@record(
    "campus",
    "Campus",
    title=lambda row, _: f"Campus {row['name']}",
    added=_added,
    withdrawn="campus weggehaald",
    gone=lambda row, _: f"Campus {row['name']} weggehaald – {ground(row)}.",
    heading=HEADING,
    empty="nog niet bekend",
    not_withdrawn="niet weggehaald",
)
class Campus:
    """A technology or technical campus, as far as it is known.

    `regions`, `sectors`, `levels`, `partners` and `actions` are stored as one text each and are lists here.
    `secured_until` is the day until which its operation is secured: months left follow from the day
    that is shown.
    """

    id: int
    name: str = line("De naam van de campus", "naam van de campus", NAME_LIMIT)
    aliases: str = line("Ook bekend als", "ook bekend als", optional=True)
    kind: str = choice("Soort campus", "soort campus", KINDS, group="point")
    place: str = line("De plaats", "plaats", NAME_LIMIT, optional=True)
    municipality: str = line("De gemeente", "gemeente", NAME_LIMIT, optional=True)
    regions: tuple[str, ...] = several("Regio", "regio", LABOUR_REGIONS)
    lon: float | None = number(
        "De lengtegraad",
        "lengtegraad",
        LONGITUDES,
        rule=degrees("De lengtegraad", *LONGITUDES),
        reads=_degrees_text,
        group="point",
        decimals=4,
        only=_HAS_POINT,
    )
    lat: float | None = number(
        "De breedtegraad",
        "breedtegraad",
        LATITUDES,
        rule=degrees("De breedtegraad", *LATITUDES),
        reads=_degrees_text,
        group="point",
        decimals=4,
        only=_HAS_POINT,
    )
    accuracy_m: int | None = number(
        "De nauwkeurigheid in meters",
        "nauwkeurigheid van het punt",
        (1, 50_000),
        reads=lambda value, _: f"{value} meter",
        group="point",
        only=_HAS_POINT,
    )
    point_source: str = line(
        "Waar het punt vandaan komt",
        "herkomst van het punt",
        optional=True,
        group="point",
        only=_HAS_POINT,
    )
    sectors: tuple[str, ...] = free_words("Sectoren", "sectoren")
    levels: tuple[str, ...] = several("Niveau", "niveaus", LEVELS)
    partners: tuple[str, ...] = free_words("Partners", "partners")
    research: str | None = choice(
        "Lectoraat of practoraat", "lectoraat of practoraat", RESEARCH, optional=True
    )
    share_business: int | None = number(
        "Het aandeel van het bedrijfsleven", "aandeel bedrijfsleven", (0, 100), reads=_percent, group="shares"
    )
    share_education: int | None = number(
        "Het aandeel van het onderwijs", "aandeel onderwijs", (0, 100), reads=_percent, group="shares"
    )
    share_government: int | None = number(
        "Het aandeel van de overheid", "aandeel overheid", (0, 100), reads=_percent, group="shares"
    )
    secured_until: str | None = day(
        "De dag tot wanneer de exploitatie gedekt is", "exploitatie gedekt tot", optional=True
    )
    actions: tuple[str, ...] = free_words("Acties", "acties", rule=listing.actions)
    note: str = text(
        "De toelichting",
        "toelichting",
        TEXT_LIMIT,
        optional=True,
        tell=lambda telling: f"{telling.title}, {telling.words} gewijzigd.",
    )
    source: str = line("De bron", "bron")
    source_date: str = line("De datum van de bron", "datum van de bron", NAME_LIMIT, optional=True)
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def point(self) -> tuple[float, float] | None:
        """Return longitude and latitude; None for a campus without a place on the map."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @property
    def shares(self) -> dict[str, int | None]:
        """Return the share of each helix in the co-ownership, None where it is not known."""
        return {helix: getattr(self, SHARES[helix]) for helix in HELIXES}

    @property
    def where(self) -> str:
        """Return place and municipality in words, without saying the same twice."""
        named = [self.place, "" if self.municipality in self.place else self.municipality]
        return ", ".join(part for part in named if part)
