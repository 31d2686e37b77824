"""A file with counts, CSV or Excel, as rows that may be stored, or what is wrong with each line of it.

Owns the columns of such a file. Reading it is `lib.feeds.sheets`; what a cell may say is declared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lib.dutch import list_text
from lib.feeds.importing import Mistake
from lib.feeds.paste.cells import Known, is_empty, read_cell
from lib.feeds.sheets import Sheet
from lib.model.field import Field
from lib.model.kinds import Invalid, quoted
from lib.model.record import RECORDS
from lib.model.results.schemes import SCHEMES, Scheme
from lib.model.results.tally import ANYWHERE, TOGETHER, WHOLE
from lib.rules.names import key_of

TITLES: Mapping[str, str] = {
    "step": "Stap",
    "part": "Soort",
    "region": "Regio",
    "campus_id": "Campus",
    "period": "Periode",
    "basis": "Wat telt",
    "amount": "Aantal",
    "party_id": "Wie telt",
    "source": "Bron",
    "reported_on": "Datum van opgave",
    "note": "Toelichting",
}
"""The columns of a file with counts; only those of `REQUIRED` have to be there."""
REQUIRED = ("step", "region", "period", "amount")
FOR_ALL = ("party_id", "source", "reported_on", "basis")
"""What a column may say of each line, or the form of all of them."""
MOST_MISTAKES = 200
_MOST_ROWS = 20_000
_NONE = {
    "part": (TOGETHER, "alle", ""),
    "region": (WHOLE, "provincie", "noord-holland", ""),
    "campus_id": (ANYWHERE, ""),
}
"""What stands for no kind, no region and no campus."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file as the values of a count."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: all its lines, or what is wrong with them."""

    lines: tuple[Line, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def read(
    sheet: Sheet, action_id: str, known: Known, usual: Mapping[str, Any], campuses: Mapping[int, str]
) -> Reading:
    """Return the lines of a file with counts of an action; `usual` is what a column that lacks would say."""
    columns = columns_of(sheet.columns)
    lacking = [name for name in FOR_ALL if name not in columns and not usual.get(name)]
    if lacking:
        raise Invalid(
            "file", f"{TITLES[lacking[0]]} ontbreekt. Vul dit veld in, of geef het bestand die kolom."
        )
    if len(sheet.rows) > _MOST_ROWS:
        raise Invalid("file", "Het bestand heeft meer dan 20.000 regels. Lees het in gedeelten in.")
    reader = _Reader(columns, fields_of(SCHEMES[action_id], campuses), known, usual)
    lines, mistakes = [], list[Mistake]()
    for number, row in enumerate(sheet.rows, start=sheet.first_row):
        cells = ["" if cell is None else str(cell).strip() for cell in row]
        if all(is_empty(cell) for cell in cells):
            continue
        line, wrong = reader.line(number, cells)
        lines.append(line)
        mistakes += wrong
        if len(mistakes) >= MOST_MISTAKES:
            break
    if not lines:
        raise Invalid("file", "Onder de kolomnamen staan geen regels.")
    return Reading((), tuple(mistakes)) if mistakes else Reading(tuple(lines))


def columns_of(titles: Sequence[str]) -> dict[str, int]:
    """Return the place of each column; raise Invalid for one that is not known or that lacks."""
    by_title = {key_of(title): name for name, title in TITLES.items()}
    places = {}
    for place, title in enumerate(titles):
        if not title:
            continue
        if key_of(title) not in by_title:
            raise Invalid("file", f"De kolom {quoted(title)} is niet bekend. Kolommen: {_named(TITLES)}.")
        places[by_title[key_of(title)]] = place
    if lacking := [name for name in REQUIRED if name not in places]:
        raise Invalid("file", f"Er ontbreekt een kolom: {_named(lacking)}.")
    return places


def _named(names: Sequence[str] | Mapping[str, str]) -> str:
    return list_text(TITLES[name] for name in names)


def fields_of(scheme: Scheme, campuses: Mapping[int, str]) -> dict[str, Field]:
    """Return the fields of a count, with the steps and kinds of one action only, and the campuses."""
    fields = {name: RECORDS["tally"].fields[name] for name in TITLES}
    fields["step"] = replace(fields["step"], options=scheme.every_step)
    fields["part"] = replace(fields["part"], options=scheme.every_part)
    fields["campus_id"] = replace(fields["campus_id"], options=campuses)
    return fields


@dataclass(frozen=True, slots=True)
class _Reader:
    """How the cells of a line become the values of a count."""

    columns: Mapping[str, int]
    fields: Mapping[str, Field]
    known: Known
    usual: Mapping[str, Any]

    def line(self, number: int, cells: Sequence[str]) -> tuple[Line, list[Mistake]]:
        values, mistakes = dict(self.usual), []
        for name, place in self.columns.items():
            cell = cells[place] if place < len(cells) else ""
            try:
                if not is_empty(cell) or self._must_say(name):
                    values[name] = self._value(name, cell)
            except Invalid as wrong:
                mistakes.append(Mistake(number, TITLES[name], wrong.sentence))
        return Line(number, values), mistakes

    def _must_say(self, name: str) -> bool:
        """Tell whether a cell may not be empty, since nothing was said for all lines."""
        return name not in self.usual or (name in FOR_ALL and not self.usual[name])

    def _value(self, name: str, cell: str) -> Any:
        field = self.fields[name]
        if cell.casefold() in _NONE.get(name, ()):
            return None
        given = None if is_empty(cell) else read_cell(field, cell, self.known)
        return field.rule(given, self.known.today) if field.rule else given
