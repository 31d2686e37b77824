"""The ledger of the manifest as a CSV file: what the page shows, with the day and the choice it was made for.

Owns the columns; `lib.documents.csv_file` owns the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lib.documents.csv_file import Column, written
from lib.model.agenda import HELIXES
from lib.model.manifest import ManifestEntry
from lib.model.regions import REGIONS
from lib.rules.meetings.manifest import left

COLUMNS: Mapping[str, Column] = {
    "partij": lambda entry, _: entry.party,
    "kant": lambda entry, _: HELIXES[entry.helix],
    "regio": lambda entry, _: REGIONS[entry.region] if entry.region else None,
    "soort": lambda entry, _: entry.kind,
    "sinds": lambda entry, _: entry.formalised_on,
    "document": lambda entry, _: entry.document,
    "teruggetrokken op": lambda entry, on: entry.withdrawn_on if left(entry, on) else None,
    "reden van terugtrekken": lambda entry, on: entry.withdrawn_reason if left(entry, on) else None,
}
"""The columns in order; who left after the day of the file had not left yet."""


def manifest_csv(shown: Sequence[ManifestEntry], on: date, choice: str) -> bytes:
    """Return the file; its last two columns say of which day it is and what was chosen."""
    head = [*COLUMNS, "stand op", "keuze"]
    rows = [[*(value(entry, on) for value in COLUMNS.values()), on.isoformat(), choice] for entry in shown]
    return written([head, *rows])


def file_name(on: date, *, filtered: bool) -> str:
    """Tell what the file is called: of which day, and whether something was left out."""
    return f"manifest-{on.isoformat()}{'-gefilterd' if filtered else ''}.csv"
