"""Boundaries of regions and municipalities from PDOK: fetched page by page, checked, and only then given.

Owns the talk with the OGC API Features of "CBS gebiedsindelingen" (CC BY 4.0, "CBS / Kadaster via PDOK").
Writes nothing: who gets boundaries from here gets all of them, in the shape and with the codes the map needs.
"""

from __future__ import annotations

import http.client
import json
import math
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from lib.model.campuses import LATITUDES, LONGITUDES, Boundary, Outline, Ring
from lib.model.regions import LABOUR_REGIONS
from lib.rules.campuses import inside

BASE = "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1"
SOURCE = "CBS / Kadaster via PDOK, CC BY 4.0, bewerkt"
REGIONS, TOWNS = "arbeidsmarktregio_gegeneraliseerd", "gemeente_gegeneraliseerd"
PAGE_SIZE, MOST_PAGES, MOST_BYTES = 200, 40, 40_000_000
KNOWN_ENOUGH = 0.9
"""The part of the municipalities we know that an answer must hold: fewer is another year, or half of it."""
TOLERANCE = 0.0006
"""Degrees, about fifty metres: nearer to a straight line than this a point is left out."""

Say = Callable[[str, float], None]
"""Hears how far it is: a sentence, and the part that is done."""


class NotFetched(Exception):
    """Nothing usable came; `sentence` says in Dutch why, and that everything stays as it was."""

    def __init__(self, why: str) -> None:
        self.sentence = f"{why} De grenzen zijn gebleven zoals ze waren."
        super().__init__(self.sentence)


class _Fleeting(Exception):
    """Something that may go well the next time."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one answer may take, and the pauses before it is asked again."""

    seconds: float = 20.0
    pauses: tuple[float, ...] = (1.0, 4.0)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The five regions and their municipalities, each with the region it lies in, of one year."""

    year: int
    regions: tuple[Boundary, ...]
    towns: tuple[tuple[Boundary, str], ...]


def fetch(
    year: int, known_towns: Sequence[str], say: Say, base: str = BASE, patience: Patience | None = None
) -> Fetched:
    """Return the boundaries of a year; raise NotFetched for whatever is not whole and in order."""
    patience = patience or Patience()
    say("De regio’s ophalen", 0.05)
    regions = _regions(_features(base, REGIONS, year, patience))
    say("De gemeenten ophalen", 0.35)
    towns = []
    for page, feature in enumerate(_features(base, TOWNS, year, patience)):
        towns.append(feature)
        if page % PAGE_SIZE == PAGE_SIZE - 1:
            say(f"De gemeenten ophalen: {len(towns)}", min(0.35 + len(towns) / 800, 0.8))
    say("Nakijken", 0.85)
    return Fetched(year, regions, _towns(towns, regions, known_towns))


# ------------------------------------------------------------------------------ the talk


def _features(base: str, collection: str, year: int, patience: Patience) -> Iterator[Mapping[str, Any]]:
    """Yield the features of a collection, page after page; each page says where the next one is."""
    query = urlencode({"f": "json", "jaarcode": year, "limit": PAGE_SIZE})
    address: str | None = f"{base}/collections/{collection}/items?{query}"
    for _ in range(MOST_PAGES):
        page = _page(str(address), patience)
        yield from page["features"]
        address = _next(page, str(address))
        if address is None:
            return
    raise NotFetched("PDOK blijft maar pagina’s geven.")


def _next(page: Mapping[str, Any], here: str) -> str | None:
    """Return where the next page is; another server than the one we asked is not followed."""
    links = page.get("links")
    usable = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    following = [str(link.get("href")) for link in usable if link.get("rel") == "next"]
    if not following:
        return None
    address = urljoin(here, following[0])
    if urlsplit(address)[:2] != urlsplit(here)[:2]:
        raise NotFetched("PDOK wijst naar een andere server.")
    return address


def _page(address: str, patience: Patience) -> dict[str, Any]:
    """Return one page, asked again after a pause when something fleeting went wrong."""
    for pause in (*patience.pauses, None):
        try:
            return _checked_page(_bytes(address, patience.seconds))
        except _Fleeting as trouble:
            if pause is None:
                raise NotFetched(str(trouble)) from trouble
            time.sleep(pause)
    raise AssertionError("the last turn returns or raises")


def _bytes(address: str, seconds: float) -> bytes:
    """Return what an address answers, within so many seconds in all."""
    deadline = time.monotonic() + seconds
    asked = urllib.request.Request(address, headers={"Accept": "application/geo+json, application/json"})
    parts, size = [], 0
    try:
        with urllib.request.urlopen(asked, timeout=seconds) as answer:
            length = answer.headers.get("Content-Length")
            while part := answer.read1(65_536):
                parts.append(part)
                size += len(part)
                if size > MOST_BYTES:
                    raise NotFetched("PDOK geeft meer gegevens dan kan kloppen.")
                if time.monotonic() > deadline:
                    raise _Fleeting("PDOK antwoordt te langzaam.")
    except urllib.error.HTTPError as error:
        error.close()
        kind = _Fleeting if error.code >= 500 or error.code == 429 else NotFetched
        raise kind(f"PDOK antwoordt met een fout ({error.code}).") from error
    except TimeoutError as error:
        raise _Fleeting("PDOK antwoordt niet op tijd.") from error
    except (OSError, http.client.HTTPException) as error:
        raise _Fleeting("PDOK is niet te bereiken of breekt af.") from error
    if length is not None and size < int(length):
        raise _Fleeting("Het antwoord van PDOK is afgebroken.")
    return b"".join(parts)


def _checked_page(content: bytes) -> dict[str, Any]:
    try:
        page = json.loads(content)
    except ValueError as error:
        raise _Fleeting("Het antwoord van PDOK is geen (heel) GeoJSON.") from error
    features = page.get("features") if isinstance(page, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise NotFetched("Het antwoord van PDOK heeft een andere vorm dan GeoJSON.")
    return dict(page)


# ------------------------------------------------------------------------------ the check


def _boundary(feature: Mapping[str, Any]) -> Boundary:
    """Return a feature as a boundary; raise NotFetched when it has no code, name or sound shape."""
    properties = feature.get("properties")
    held = properties if isinstance(properties, dict) else {}
    code, name = held.get("statcode"), held.get("statnaam")
    if not isinstance(code, str) or not isinstance(name, str) or not name.strip():
        raise NotFetched("Een gebied van PDOK heeft geen code of naam.")
    return Boundary(code.strip(), name.strip(), _outline(feature.get("geometry"), name.strip()))


def _outline(geometry: Any, name: str) -> Outline:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    try:
        shape = geometry["coordinates"]
        polygons = {"Polygon": [shape], "MultiPolygon": shape}[str(kind)]
        rings = [_ring(polygon[0]) for polygon in polygons]
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise NotFetched(f"De grens van {name} heeft een verkeerde vorm.") from error
    if not rings:
        raise NotFetched(f"De grens van {name} is leeg.")
    return tuple(simplified(ring) for ring in rings)


def _ring(points: Any) -> Ring:
    """Return an outer ring; raise ValueError unless it is closed, has an area and lies in the Netherlands."""
    ring = tuple((float(point[0]), float(point[1])) for point in points)
    sound = all(
        LONGITUDES[0] <= lon <= LONGITUDES[1] and LATITUDES[0] <= lat <= LATITUDES[1] for lon, lat in ring
    )
    if len(ring) < 4 or ring[0] != ring[-1] or not sound or not _area(ring):
        raise ValueError(ring[:2])
    return ring


def _area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def simplified(ring: Ring) -> Ring:
    """Return a ring without the points that hardly bend it (Douglas-Peucker), to four decimals."""
    middle = max(range(len(ring)), key=lambda place: math.dist(ring[place], ring[0]))
    corners = {0, middle, len(ring) - 1}
    parts = [(0, middle), (middle, len(ring) - 1)]
    while parts:
        begin, end = parts.pop()
        between = range(begin + 1, end)
        distances = ((_off(ring[corner], ring[begin], ring[end]), corner) for corner in between)
        far, place = max(distances, default=(0.0, 0))
        if far > TOLERANCE:
            corners.add(place)
            parts += [(begin, place), (place, end)]
    if len(corners) < 4:
        return ring
    return tuple((round(lon, 4), round(lat, 4)) for lon, lat in (ring[place] for place in sorted(corners)))


def _off(point: tuple[float, float], start: tuple[float, float], other: tuple[float, float]) -> float:
    """Tell how far a point lies from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, other
    length = math.hypot(x2 - x1, y2 - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else math.dist(point, start)


def _regions(features: Iterator[Mapping[str, Any]]) -> tuple[Boundary, ...]:
    """Return the five regions, each once."""
    own = [region for region in map(_boundary, features) if region.id in LABOUR_REGIONS]
    if sorted(region.id for region in own) != sorted(LABOUR_REGIONS):
        missing = sorted(set(LABOUR_REGIONS) - {region.id for region in own})
        named = ", ".join(LABOUR_REGIONS[code] for code in missing) or "een regio dubbel"
        raise NotFetched(f"Bij PDOK kloppen de arbeidsmarktregio’s van dit jaar niet: {named}.")
    return tuple(sorted(own, key=lambda region: region.id))


def _towns(
    features: Sequence[Mapping[str, Any]], regions: Sequence[Boundary], expected: Sequence[str]
) -> tuple[tuple[Boundary, str], ...]:
    """Return the municipalities in the five regions, with the region; most of those we know must be there."""
    placed = {}
    for town in map(_boundary, features):
        region = next(
            (area.id for area in regions if inside(*_inner_point(town.outline), area.outline)), None
        )
        if region and town.id in placed:
            raise NotFetched(f"Bij PDOK staat gemeente {town.name} er twee keer in.")
        if region:
            placed[town.id] = (town, region)
    present = len(set(expected) & set(placed))
    if not placed or present < KNOWN_ENOUGH * len(set(expected)):
        raise NotFetched(f"Bij PDOK staan maar {present} van de {len(set(expected))} gemeenten van dit jaar.")
    return tuple(placed[code] for code in sorted(placed))


def _inner_point(outline: Outline) -> tuple[float, float]:
    """Return a point well inside the largest ring: the middle of its widest stretch at half its height."""
    ring = max(outline, key=lambda ring: abs(_area(ring)))
    lats = [lat for _, lat in ring]
    lat = (min(lats) + max(lats)) / 2 + 1e-7
    cuts = sorted(
        x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > lat) != (y2 > lat)
    )
    left, right = max(zip(cuts[::2], cuts[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return (left + right) / 2, lat
