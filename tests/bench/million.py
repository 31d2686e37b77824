"""A million figures in an agenda: years of deliveries that were replaced, and every month of every town."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from lib.access import Person
from lib.model.figures import Observation
from lib.model.periods import Period
from lib.model.regions import MUNICIPALITIES
from lib.store import figures
from lib.store.figures import Delivery
from lib.store.file import connection
from lib.store.file.connection import Database, reading, writing
from lib.store.seed import seeding

MANY = 1_000_000
_CLERK = Person("Anna")
_LABOUR = "werkloosheid netto_participatie werkzaam beroepsbevolking werkloos bruto_participatie".split()
_MONTHS = [Period(year, month, "maand") for year in range(1960, 2100) for month in range(1, 13)]


def fill(path: Path, *, many: bool) -> Path:
    """A first start, with its thousand figures; with `many` a million in all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with patch.dict(os.environ, {"WERKAGENDA_DB": str(path)}):
        seeding.prepare(connection.REAL)
    if many:
        with writing(path, _CLERK) as db:
            _municipalities(db)
            _replaced(db)
    connection.let_go(path)
    return path


def count(path: Path) -> int:
    """How many figures a file holds."""
    with reading(path) as db:
        return int(db.execute("SELECT count(*) FROM observation").fetchone()[0])


def _municipalities(db: Database) -> None:
    """Half a million that count: each month of each municipality, long before and after those of the page."""
    found = [
        Observation(indicator, region, month, 50.0)
        for indicator in _LABOUR
        for region in MUNICIPALITIES
        for month in _MONTHS
    ]
    figures.add_set(db, Delivery("gemeenten", "Alle maanden", "Meting"), found)


def _replaced(db: Database) -> None:
    """Deliveries of one source, each replaced by the next, until there are a million figures."""
    source = next(one for one in figures.sets(db) if one.source == "83582NED")
    seeded = figures.observations_of(db, source.id)
    held = int(db.execute("SELECT count(*) FROM observation").fetchone()[0])
    delivery = Delivery(source.source, source.title, source.publisher, source.table_id, "meting")
    for number in range((MANY - held) // len(seeded) + 1):
        figures.add_set(db, delivery, [replace(one, value=(one.value or 0) + number % 7) for one in seeded])
