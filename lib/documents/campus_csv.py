"""The campuses that are shown as a CSV file: what the map and the list have, no more and no less.

Owns the columns; `lib.documents.csv_file` owns the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from lib.documents.csv_file import written
from lib.dutch import list_text
from lib.model.campuses import KINDS, RESEARCH, Campus
from lib.model.regions import LABOUR_REGIONS
from lib.rules.campuses import months_left

COLUMNS: Mapping[str, Callable[[Campus, date], object]] = {
    "nummer": lambda one, _: one.id,
    "campus": lambda one, _: one.name,
    "ook bekend als": lambda one, _: one.aliases,
    "soort": lambda one, _: KINDS[one.kind],
    "plaats": lambda one, _: one.place,
    "gemeente": lambda one, _: one.municipality,
    "regio": lambda one, _: list_text(LABOUR_REGIONS[code] for code in one.regions),
    "breedtegraad": lambda one, _: _degrees(one.lat),
    "lengtegraad": lambda one, _: _degrees(one.lon),
    "nauwkeurigheid in meter": lambda one, _: one.accuracy_m,
    "herkomst van het punt": lambda one, _: one.point_source,
    "sectoren": lambda one, _: ", ".join(one.sectors),
    "niveaus": lambda one, _: ", ".join(one.levels),
    "partners": lambda one, _: ", ".join(one.partners),
    "lectoraat of practoraat": lambda one, _: RESEARCH[one.research] if one.research else None,
    "aandeel bedrijfsleven in %": lambda one, _: one.share_business,
    "aandeel onderwijs in %": lambda one, _: one.share_education,
    "aandeel overheid in %": lambda one, _: one.share_government,
    "beheer zeker tot": lambda one, _: one.secured_until,
    "maanden zeker": months_left,
    "acties": lambda one, _: ", ".join(one.actions),
    "toelichting": lambda one, _: one.note,
    "bron": lambda one, _: one.source,
    "datum van de bron": lambda one, _: one.source_date,
    "stand op": lambda _, today: today.isoformat(),
}
"""The columns in order; what is not known is an empty cell, never a zero."""


def _degrees(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")


def campus_csv(shown: Sequence[Campus], today: date) -> bytes:
    """The file, one campus a row."""
    return written([COLUMNS, *([value(one, today) for value in COLUMNS.values()] for one in shown)])


def file_name(today: date, *, filtered: bool) -> str:
    """What the file is called: of which day, and whether something was left out."""
    return f"campussen-{today.isoformat()}{'-gefilterd' if filtered else ''}.csv"
