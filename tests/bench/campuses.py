"""Two thousand invented campuses in an agenda, to see that the map does not become a wait."""

from __future__ import annotations

import os
import random
from pathlib import Path
from unittest.mock import patch

from lib.access import Person
from lib.model.campuses import LEVELS
from lib.model.regions import LABOUR_REGIONS
from lib.store import campuses
from lib.store.file import connection
from lib.store.file.connection import writing
from lib.store.seed import seeding

MANY = 2_000


def fill(path: Path, *, many: bool) -> Path:
    """A first start; when `many`, with campuses all over the province besides those of the overview."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with patch.dict(os.environ, {"WERKAGENDA_DB": str(path)}):
        seeding.prepare(connection.REAL)
    if many:
        chance, regions, levels = random.Random(11), list(LABOUR_REGIONS), list(LEVELS)
        with writing(path, Person("Anna")) as db:
            for number in range(MANY):
                place = {"lon": chance.uniform(4.5, 5.2), "lat": chance.uniform(52.2, 53.0)}
                shares = {"share_business": chance.randrange(50), "share_education": chance.randrange(50)}
                known = {"regions": regions[number % 5], "levels": levels[number % 4], "sectors": "techniek"}
                named = {"name": f"Campus {number}", "kind": "plek", "source": "Meting"}
                campuses.add_campus(db, {**named, **place, **shares, **known})
    connection.let_go(path)
    return path
