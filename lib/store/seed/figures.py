"""The figures that a first start holds: public extracts from `data/`, each with its source.

Owns reading `indicators.toml`, `figure_sources.toml` and `figures.csv`. Asks nothing of the internet;
`data/SOURCES.md` says where each file comes from.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from lib.model.figures import Observation
from lib.model.periods import period_of
from lib.store.figures import Delivery, add_set
from lib.store.file.connection import DATA
from lib.store.seed.files import load


def figures_missing(db: Database) -> bool:
    """Tell whether this file has no indicators yet: a new file, or one of a version before figures."""
    return not list(db.query("SELECT 1 FROM indicator LIMIT 1"))


def fill_figures(db: Database) -> None:
    """Add the indicators and deliveries of the first filling, signed by whoever writes now."""
    db.table("indicator").insert_all(indicator_rows())
    for delivery, observations in seeded_deliveries():
        add_set(db, delivery, observations)


def indicator_rows() -> list[dict[str, Any]]:
    entries = load(DATA / "indicators.toml")["indicator"]
    return [
        {
            **entry,
            "position": position,
            "core": int(entry["core"]),
            "words": int(entry.get("words", False)),
        }
        for position, entry in enumerate(entries, 1)
    ]


def seeded_deliveries() -> Iterator[tuple[Delivery, list[Observation]]]:
    """Yield the deliveries with their figures, in the order in which they are accepted."""
    figures = _figures()
    for source in load(DATA / "figure_sources.toml")["source"]:
        delivery = Delivery(
            source=source["key"],
            title=source["title"],
            publisher=source["publisher"],
            table_id=source["table"],
            retrieved_from=source["retrieved_from"],
            retrieved_on=source.get("retrieved_on"),
        )
        yield delivery, figures[source["key"]]


def _figures() -> dict[str, list[Observation]]:
    by_source: dict[str, list[Observation]] = defaultdict(list)
    with (DATA / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_source[row["source"]].append(
                Observation(
                    indicator=row["indicator"],
                    region=row["region"],
                    period=period_of(row["period"]),
                    value=float(row["value"]) if row["value"] else None,
                    label=row["label"],
                    absent=row["absent"],
                    status=row["status"],
                    basis=row["basis"],
                    note=row["note"],
                )
            )
    return by_source
