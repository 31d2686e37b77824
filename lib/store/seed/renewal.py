"""What newer seed files bring to a file that was filled before.

Owns one rule: what nobody touched gets its new value, what is new is added, and what a person changed, added
or took back stays as it is. All of it is a change like any other, in the name of the new version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlite_utils import Database

from lib.model.change import BY_ANNEX, BY_NEW_VERSION
from lib.model.figures import Observation
from lib.model.kinds import Invalid
from lib.store import campuses, figures
from lib.store.checks.registry import Edit, run_checks
from lib.store.file.connection import DATA
from lib.store.file.rows import insert, update
from lib.store.seed.figures import indicator_rows, seeded_deliveries
from lib.store.seed.files import load

REASON = "Nieuwe versie van de meegeleverde gegevens"
OURS = (BY_ANNEX, BY_NEW_VERSION)
"""The names in the history under which seed files were put in."""
SEEDS = (
    "campussen.toml",
    "figure_sources.toml",
    "figures.csv",
    "indicators.toml",
    "manifest.toml",
    "regions.toml",
)


@cache
def fingerprint() -> str:
    """Tell what the seed files hold, as one short text; another text means that there is something new."""
    whole = hashlib.sha256()
    for name in SEEDS:
        whole.update((DATA / name).read_bytes())
    return whole.hexdigest()


def is_current(db: Database) -> bool:
    """Tell whether this file was filled from, or renewed by, these very seed files."""
    rows = list(db.query("SELECT value FROM meta WHERE key = 'seed'"))
    return bool(rows) and rows[0]["value"] == fingerprint()


def mark_current(db: Database) -> None:
    """Remember that this file holds what the seed files hold now."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('seed', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (fingerprint(),),
    )


def renew(db: Database, *, example: bool) -> None:
    """Bring a filled file up to the seed files; signed by whoever writes now."""
    _renew_regions(db)
    if not example:
        _renew_campuses(db)
    _renew_indicators(db)
    _renew_figures(db)
    _add_counts(db)


# ------------------------------------------------------------------------------ single rows


def _ours(db: Database, table: str) -> dict[str, dict[str, Any]]:
    """Return per row of a table what we wrote last, by the row's id as text."""
    rows = db.query(
        "SELECT row_id, row FROM history WHERE id IN (SELECT max(id) FROM history WHERE tbl = ? "
        f"AND who IN ({', '.join('?' * len(OURS))}) GROUP BY row_id)",
        (table, *OURS),
    )
    return {row["row_id"]: json.loads(row["row"]) for row in list(rows)}


def _changes(row: Mapping[str, Any], ours: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the new values for fields that still are as we wrote them."""
    return {
        name: value
        for name, value in values.items()
        if row[name] != value and row[name] == ours.get(name, row[name])
    }


def _renew_regions(db: Database) -> None:
    """Bring in newer outlines, where nobody fetched others: all three fields of a boundary go together."""
    seed, ours = load(DATA / "regions.toml"), _ours(db, "region")
    rows = {row["id"]: row for row in list(db.query("SELECT * FROM region"))}
    for entry in seed["region"]:
        values = {
            "outline": campuses.stored_outline(entry["outline"]),
            "boundary_year": seed["boundary_year"],
            "boundary_source": seed["source"],
        }
        row, written = rows[entry["id"]], ours.get(entry["id"], {})
        untouched = all(row[name] == written.get(name) for name in values)
        if untouched and row["boundary_year"] < values["boundary_year"]:
            update(db, "region", row, values)


def _renew_campuses(db: Database) -> None:
    """Bring in newer facts of the campuses we put in, and campuses that are new to the seed."""
    ours = _ours(db, "campus")
    rows = {str(row["id"]): row for row in list(db.query("SELECT * FROM campus"))}
    by_name = {written["name"]: row_id for row_id, written in ours.items()}
    taken = {row["name"].casefold() for row in rows.values()}
    for values in campuses.seeded_campuses(load(DATA / "campussen.toml")):
        row_id = by_name.get(values["name"])
        if row_id:
            _renew_campus(db, rows[row_id], ours[row_id], values)
        elif values["name"].casefold() not in taken:
            campuses.add_campus(db, values)


def _renew_campus(
    db: Database, row: Mapping[str, Any], ours: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """Give a campus its newer facts; one that would then contradict what people wrote stays as it is."""
    if row["withdrawn_on"]:
        return
    changes = _changes(row, ours, {**campuses.EMPTY, **values})
    try:
        run_checks(db, Edit("campus", row, changes))
    except Invalid:
        return
    if changes:
        update(db, "campus", row, changes)


# ---------------------------------------------------------------------------------- figures


def _renew_indicators(db: Database) -> None:
    """New indicators, and newer words for those we put in."""
    ours = _ours(db, "indicator")
    rows = {row["id"]: row for row in list(db.query("SELECT * FROM indicator"))}
    for values in indicator_rows():
        row = rows.get(values["id"])
        if row is None:
            insert(db, "indicator", values)
        elif changes := _changes(row, ours.get(values["id"], {}), values):
            db.table("indicator").update(values["id"], changes)


def _renew_figures(db: Database) -> None:
    """Renew deliveries of sources that only we delivered; figures that people delivered stay."""
    theirs = _delivered_by_people(db)
    for delivery, observations in seeded_deliveries():
        held = list(db.query("SELECT * FROM figure_set WHERE source = ? ORDER BY id", [delivery.source]))
        if any(row["author"] not in OURS or row["withdrawn_on"] for row in held):
            continue
        new = [figure for figure in observations if figure.key not in theirs]
        if new and not (held and _same(figures.observations_of(db, held[-1]["id"]), new)):
            figures.add_set(db, delivery, new)


def _delivered_by_people(db: Database) -> set[tuple[str, str, str]]:
    """Return the figures that count because a person accepted them."""
    sets = [delivery.id for delivery in figures.current_sets(db).values() if delivery.author not in OURS]
    marks = ", ".join("?" * len(sets)) or "NULL"
    delivered = db.execute(
        f"SELECT indicator, region, period FROM observation WHERE set_id IN ({marks})", sets
    )
    return {(indicator, region, period) for indicator, region, period in delivered.fetchall()}


def _same(held: Sequence[Observation], new: Sequence[Observation]) -> bool:
    then, now = ({figure.key: (*figure.content, figure.note) for figure in side} for side in (held, new))
    return then == now


def _add_counts(db: Database) -> None:
    """Add published counts that are new; an earlier one stays and says no more."""
    present = {row["id"] for row in list(db.query("SELECT id FROM public_count"))}
    for entry in load(DATA / "manifest.toml")["public_count"]:
        if entry["id"] not in present:
            insert(db, "public_count", entry)
