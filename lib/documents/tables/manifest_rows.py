"""The ledger of the manifest as rows: all that the filters leave, with its day and the choice.

Owns the columns; `lib.documents.tables.page` owns the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lib.documents.csv_file import Column
from lib.documents.tables.page import PageTable
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


def manifest_rows(name: str, shown: Sequence[ManifestEntry], on: date, choice: str) -> PageTable:
    """Return the rows; their last two columns say of which day they are and what was chosen."""
    head = [*COLUMNS, "stand op", "keuze"]
    rows = [[*(value(entry, on) for value in COLUMNS.values()), on.isoformat(), choice] for entry in shown]
    return PageTable(name, [head, *rows])
