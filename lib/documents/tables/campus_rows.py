"""The campuses that are shown, with all that is recorded of each: as many as the map and the list have.

Owns the columns; `lib.documents.tables.page` owns the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lib.documents.csv_file import Column, columns_of
from lib.documents.tables.page import PageTable
from lib.dutch import list_text
from lib.model.campuses import KINDS, Campus
from lib.model.record import RECORDS
from lib.model.regions import LABOUR_REGIONS
from lib.rules.campuses import months_left

_CAMPUS = RECORDS["campus"]
COLUMNS: Mapping[str, Column] = {
    "nummer": lambda campus, _: campus.id,
    "campus": lambda campus, _: campus.name,
    **columns_of(_CAMPUS, "aliases"),
    "soort": lambda campus, _: KINDS[campus.kind],
    **columns_of(_CAMPUS, "place", "municipality"),
    "regio": lambda campus, _: list_text(LABOUR_REGIONS[code] for code in campus.regions),
    "breedtegraad": lambda campus, _: _degrees(campus.lat),
    "lengtegraad": lambda campus, _: _degrees(campus.lon),
    "nauwkeurigheid in meter": lambda campus, _: campus.accuracy_m,
    **columns_of(_CAMPUS, "point_source", "sectors", "levels", "partners", "research"),
    "aandeel bedrijfsleven in %": lambda campus, _: campus.share_business,
    "aandeel onderwijs in %": lambda campus, _: campus.share_education,
    "aandeel overheid in %": lambda campus, _: campus.share_government,
    **columns_of(_CAMPUS, "secured_until"),
    "maanden zeker": months_left,
    **columns_of(_CAMPUS, "actions", "note", "source", "source_date"),
    "stand op": lambda _, today: today.isoformat(),
}
"""The columns in order; what is not known is an empty cell, never a zero."""


def _degrees(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")


def campus_rows(name: str, shown: Sequence[Campus], today: date) -> PageTable:
    rows = [[value(campus, today) for value in COLUMNS.values()] for campus in shown]
    return PageTable(name, [list(COLUMNS), *rows])
