"""The ledger of the manifest as a CSV file: what the page shows, with the day and the choice it was made for.

Owns the columns; `lib.documents.csv_file` owns the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from lib.documents.csv_file import written
from lib.model.agenda import HELIXES
from lib.model.manifest import ManifestEntry
from lib.model.regions import REGIONS
from lib.rules.meetings.manifest import left

COLUMNS: Mapping[str, Callable[[ManifestEntry, date], object]] = {
    "partij": lambda one, _: one.party,
    "helix": lambda one, _: HELIXES[one.helix],
    "regio": lambda one, _: REGIONS[one.region] if one.region else None,
    "soort": lambda one, _: one.kind,
    "sinds": lambda one, _: one.formalised_on,
    "document": lambda one, _: one.document,
    "teruggetrokken op": lambda one, on: one.withdrawn_on if left(one, on) else None,
    "reden van terugtrekken": lambda one, on: one.withdrawn_reason if left(one, on) else None,
}
"""The columns in order; who left after the day of the file had not left yet."""


def manifest_csv(shown: Sequence[ManifestEntry], on: date, choice: str) -> bytes:
    """The file; its last two columns say of which day it is and what was chosen."""
    head = [*COLUMNS, "stand op", "keuze"]
    rows = [[*(value(one, on) for value in COLUMNS.values()), on.isoformat(), choice] for one in shown]
    return written([head, *rows])


def file_name(on: date, *, filtered: bool) -> str:
    """What the file is called: of which day, and whether something was left out."""
    return f"manifest-{on.isoformat()}{'-gefilterd' if filtered else ''}.csv"
