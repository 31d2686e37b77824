"""Fifty thousand invented counts in an agenda, to see that a result does not become a wait."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lib.access import Person
from lib.model.periods import Period
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.amount import FEW
from lib.model.results.schemes import SCHEMES
from lib.model.results.tally import COHORT
from lib.store import agenda
from lib.store.file import connection
from lib.store.file.connection import writing
from lib.store.seed import seeding

FEW_YEARS, MANY_YEARS = range(2022, 2023), range(2003, 2023)
PAGES = {
    "Resultaat of an action": ("actie", "actie=1&tab=effect"),
    "Resultaat as a table": ("actie", "actie=1&tab=effect&vorm=tabel"),
    "Resultaat in Bewerken": ("actie", "actie=1&tab=effect&modus=bewerken"),
    "Stand": ("stand", ""),
    "Deze week": ("deze-week", ""),
    "Presenteren": ("presenteren", "overleg=agenda"),
    "Brief": ("brief", ""),
}
"""Pages that show what was counted, with what comes after the question mark."""


def fill(path: Path, *, many: bool) -> int:
    """A first start with counts of one action, by month when `many`; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with patch.dict(os.environ, {"WERKAGENDA_DB": str(path)}):
        seeding.prepare(connection.REAL)
    with writing(path, Person("Anna")) as db:
        party = agenda.add_party(db, {"name": "Servicepunt", "helix": "overheid"})
        rows = _rows(party, many=many)
        db.table("tally").insert_all(rows)
    connection.let_go(path)
    return len(rows)


def _rows(party: int, *, many: bool) -> list[dict[str, Any]]:
    scheme, rhythm, parts = SCHEMES["1"], "maand" if many else "kwartaal", 12 if many else 4
    years = MANY_YEARS if many else FEW_YEARS
    periods = [Period(year, part, rhythm).code for year in years for part in range(1, parts + 1)]
    kinds = [*scheme.parts] if many else [None]
    own = {"action_id": "1", "basis": COHORT, "party_id": party, "source": "Meting"}
    return [
        {
            **own, "period": period, "region": region, "part": kind, "step": step,
            "amount": FEW if place > 4 else str(60 - 10 * place), "reported_on": "2023-01-20",
        }
        for period, region, kind in product(periods, LABOUR_REGIONS, kinds)
        for place, step in enumerate([*scheme.steps, *scheme.exits][:7])
    ]  # fmt: skip
