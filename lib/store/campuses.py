"""Campuses, regions and municipalities: read them into nouns, add a campus, renew the boundaries.

Fields of a row that exists are saved, taken back and put back with `records.save`, `records.withdraw` and
`records.put_back`; what must hold of a campus as a whole stands in `lib.store.checks.campuses`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from lib.model.campuses import Boundary, Campus, Municipality, Outline, Region
from lib.model.listing import joined, parts
from lib.model.record import RECORDS
from lib.store.file.rows import insert, update
from lib.store.records import add

_LISTS = ("regions", "sectors", "levels", "partners", "actions")
EMPTY: Mapping[str, Any] = {
    **dict.fromkeys(("aliases", "place", "municipality", *_LISTS, "point_source", "note", "source_date"), ""),
    **dict.fromkeys(("lon", "lat", "accuracy_m", "research"), None),
}
"""What a campus has where nothing is known of it, for the facts that a seed file may hold."""


# ---------------------------------------------------------------------- reading


def campuses(db: Database, *, withdrawn: bool = False) -> list[Campus]:
    """Return all campuses by name; withdrawn ones only when asked for."""
    rows = db.query(
        "SELECT * FROM campus WHERE ? OR withdrawn_on IS NULL ORDER BY name COLLATE NOCASE", [int(withdrawn)]
    )
    return [_campus(row) for row in list(rows)]


def _campus(row: Mapping[str, Any]) -> Campus:
    return Campus(**{**row, **{name: parts(row[name]) for name in _LISTS}})


def regions(db: Database) -> list[Region]:
    """Return the labour-market regions with their outlines; none at a moment before they were kept."""
    rows = db.query("SELECT * FROM region ORDER BY id")
    return [Region(**{**row, "outline": outline_of(row["outline"])}) for row in list(rows)]


def municipalities(db: Database) -> list[Municipality]:
    """Return the municipalities of the newest classification, by name."""
    rows = db.query(
        "SELECT * FROM municipality WHERE year = (SELECT max(year) FROM municipality) ORDER BY name"
    )
    return [Municipality(**{**row, "outline": outline_of(row["outline"])}) for row in list(rows)]


def outline_of(stored: str) -> Outline:
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring in json.loads(stored))


def stored_outline(outline: Sequence[Sequence[Sequence[float]]]) -> str:
    return json.dumps(outline, separators=(",", ":"))


# ---------------------------------------------------------------------- writing


def add_campus(db: Database, values: Mapping[str, Any]) -> int:
    """Add a campus and return its id; its name must be new and its source known."""
    return add(db, "campus", values)


def renew_boundaries(
    db: Database, regions: Iterable[Boundary], towns: Iterable[tuple[Boundary, str]], year: int, source: str
) -> int:
    """Put other boundaries in the place of those that were there; returns how many areas changed.

    `towns` are the municipalities with the region each lies in. A municipality that is new gets a row; one
    that is gone keeps its row, with the year in which it last existed.
    """
    changed = 0
    for region in regions:
        row = next(db.query("SELECT * FROM region WHERE id = ?", (region.id,)))
        values = {
            "outline": stored_outline(region.outline),
            "boundary_year": year,
            "boundary_source": source,
        }
        changed += _renew(db, "region", row, values)
    for town, region_id in towns:
        values = {
            "name": town.name,
            "region_id": region_id,
            "year": year,
            "outline": stored_outline(town.outline),
        }
        rows = list(db.query("SELECT * FROM municipality WHERE id = ?", (town.id,)))
        if rows:
            changed += _renew(db, "municipality", rows[0], values)
        else:
            insert(db, "municipality", {"id": town.id, "province_id": "", **values})
            changed += 1
    return changed


def _renew(db: Database, table: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    if all(row[name] == value for name, value in values.items()):
        return 0
    update(db, table, row, values)
    return 1


# --------------------------------------------------------------------- first filling


def fill_regions(db: Database, seed: Mapping[str, Any], *, example: bool) -> None:
    """Add the regions, outlines and municipalities of the seed file, into empty tables.

    The example has no real organisations, so it goes without the Servicepunten Techniek.
    """
    for region in seed["region"]:
        lon, lat = region["label"]
        db.table("region").insert(
            {
                "id": region["id"],
                "name": region["name"],
                "outline": stored_outline(region["outline"]),
                "label_lon": float(lon),
                "label_lat": float(lat),
                "boundary_year": seed["boundary_year"],
                "boundary_source": seed["source"],
                "service_point": "" if example else region["service_point"],
                "service_point_source": "" if example else region["service_point_source"],
            }
        )
    for town in seed["municipality"]:
        names = {"id": town["id"], "name": town["name"], "region_id": town["region"]}
        where = {"province_id": town["province"], "year": seed["municipality_year"]}
        db.table("municipality").insert({**names, **where})


def fill_campuses(db: Database, seed: Mapping[str, Any]) -> None:
    """Add the campuses of the seed file, through the same door as one that somebody adds."""
    for values in seeded_campuses(seed):
        add_campus(db, values)


def seeded_campuses(seed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the campuses of the seed file, each as its fields."""
    pinned = {"accuracy_m": seed["accuracy_m"], "point_source": seed["point_source"]}
    return [{**values_of(entry), **(pinned if "point" in entry else {})} for entry in seed["campus"]]


def values_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a campus from an entry of a seed file, which writes some of them shorter."""
    values = {name: value for name, value in entry.items() if name in RECORDS["campus"].own}
    values |= {name: joined(values[name]) for name in _LISTS if name in values}
    if "point" in entry:
        values["lon"], values["lat"] = entry["point"]
    values |= {f"share_{side}": share for side, share in entry.get("shares", {}).items()}
    return values
