"""Many meldingen of work to work: thousands, from companies in every region, with hundreds of matches."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from lib.access import Person
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.work import KINDS, OCCUPATIONS, SECTORS
from lib.rules.work.matching import propose
from lib.store import agenda, records
from lib.store.file import connection
from lib.store.file.connection import Database, writing
from lib.store.results import work
from lib.store.seed import seeding

MANY, FEW, PARTIES, MATCHES = 5_000, 60, 200, 200
_CLERK = Person("Anna")


def fill(path: Path, *, many: bool) -> Path:
    """A first start with a few meldingen; with `many` thousands, and matches between them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with patch.dict(os.environ, {"WERKAGENDA_DB": str(path)}):
        seeding.prepare(connection.REAL)
    with writing(path, _CLERK) as db:
        _notices(db, MANY if many else FEW)
        recorded = work.recorded(db)
        for found in propose(recorded.notices, (), records.today(), exact=True)[: MATCHES if many else 5]:
            work.add_match(db, found.surplus.id, found.demand.id, found.people)
    connection.let_go(path)
    return path


def _notices(db: Database, count: int) -> None:
    parties = [
        agenda.add_party(db, {"name": f"Bedrijf {number}", "helix": "bedrijfsleven"})
        for number in range(PARTIES)
    ]
    kinds, sectors, regions = list(KINDS), list(SECTORS), list(LABOUR_REGIONS)
    occupations = list(OCCUPATIONS)
    for number in range(count):
        work.add_notice(
            db,
            {
                "party_id": parties[number % PARTIES],
                "kind": kinds[number % 2],
                "sector": sectors[number % len(sectors)],
                "occupation": occupations[number // 2 % len(occupations)],
                "people": 5 + number % 40,
                "region": regions[number // 7 % len(regions)],
                "starts_on": date(2023, 1, 1) + timedelta(days=number % 300),
            },
        )
