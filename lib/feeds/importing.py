"""A sheet as figures of one indicator: every row is read, or each mistake is named by row and column.

Owns what the columns of a file mean. All or nothing: with one mistake nothing is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lib.dutch import sentence_case
from lib.feeds.numbers import SIGNS, looks_english, parse_cell, parse_number
from lib.feeds.sheets import Sheet
from lib.model.figures import STATUSES, TENSION, Indicator, Observation
from lib.model.kinds import Invalid, quoted
from lib.model.periods import Period, parse_period
from lib.model.regions import parse_region
from lib.rules.figures import check, check_name, class_of

FIELDS = {"region": "Gebied", "period": "Periode", "value": "Waarde", "status": "Status (mag leeg)"}
"""What a column of a file can hold."""

MOST_MISTAKES = 1_000
"""How many mistakes are looked for: a file with more of them has the wrong columns."""

_GUESSES = {
    "region": ("regio", "gebied", "arbeidsmarktregio", "gemeente", "region", "code"),
    "period": ("periode", "perioden", "maand", "jaar", "kwartaal", "datum", "period"),
    "value": ("waarde", "aantal", "percentage", "ww", "klasse", "spanning", "value"),
    "status": ("status",),
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one cell: the row in the file, the column by its name, and what to do."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: figures, or the mistakes that keep all of it out."""

    observations: Sequence[Observation] = field(default_factory=tuple)
    mistakes: Sequence[Mistake] = field(default_factory=tuple)


def guess(columns: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what: as the last time for this source, else by its name."""
    found = {}
    for name, words in _GUESSES.items():
        known = remembered.get(name, "")
        by_name = [one for one in columns if one and any(word in one.lower() for word in words)]
        found[name] = known if known in columns else (by_name[0] if by_name else "")
    return found


def read(
    sheet: Sheet, columns: Mapping[str, str], indicator: Indicator, today: date, basis: str = ""
) -> Reading:
    """The figures in a sheet; `columns` says which column holds region, period, value and status."""
    for name in ("region", "period", "value"):
        if columns.get(name, "") not in sheet.columns or not columns[name]:
            raise Invalid("columns", f"Kies welke kolom “{FIELDS[name].lower()}” is.")
    check_name(indicator, columns["value"])
    places = {name: sheet.columns.index(column) for name, column in columns.items() if column}
    english = looks_english([str(_at(row, places["value"])) for row in sheet.rows])
    found: list[Observation] = []
    mistakes: list[Mistake] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, row in enumerate(sheet.rows, sheet.first_row):
        if len(mistakes) >= MOST_MISTAKES:
            break
        cells = {name: _at(row, place) for name, place in places.items()}
        if all(cell is None or not str(cell).strip() for cell in row):
            continue
        one = _observation(cells, indicator, basis, english, mistakes, number, columns)
        if one is None:
            continue
        if one.period.ends > today and one.status != "schatting":
            mistakes.append(Mistake(number, columns["period"], _not_over(one.period)))
        if one.key in seen:
            sentence = f"Dit gebied en deze periode staan ook in rij {seen[one.key]}."
            mistakes.append(Mistake(number, columns["period"], sentence))
        seen.setdefault(one.key, number)
        found.append(one)
    if not found and not mistakes:
        raise Invalid("file", "Onder de kolomnamen staan geen rijen.")
    return Reading(mistakes=mistakes) if mistakes else Reading(observations=found)


def _not_over(period: Period) -> str:
    return (
        f"{sentence_case(period.text)} is nog niet voorbij. Verbeter de periode of geef dit cijfer de status "
        "schatting."
    )


def _at(row: Sequence[Any], place: int) -> Any:
    return row[place] if place < len(row) else None


def _observation(
    cells: Mapping[str, Any],
    indicator: Indicator,
    basis: str,
    english: bool,
    mistakes: list[Mistake],
    number: int,
    columns: Mapping[str, str],
) -> Observation | None:
    """The figure of a row; None when a cell of it is wrong, which is then added to the mistakes."""
    read_as = {
        "region": lambda cell: parse_region(cell, indicator.scales.split()),
        "period": parse_period,
        "value": lambda cell: _value(indicator, cell, english),
        "status": _status,
    }
    parts: dict[str, Any] = {"status": ""}
    for name, cell in cells.items():
        try:
            parts[name] = read_as[name](cell)
        except Invalid as wrong:
            mistakes.append(Mistake(number, columns[name], wrong.sentence))
    if parts.keys() != read_as.keys():
        return None
    value, label, absent = parts["value"]
    status = "geheim" if absent == "geheim" else parts["status"]
    one = Observation(
        indicator.id, parts["region"], parts["period"], value, label, absent, status, basis=basis
    )
    try:
        check(indicator, one)
    except Invalid as wrong:
        mistakes.append(Mistake(number, columns.get(wrong.field) or columns["region"], wrong.sentence))
        return None
    return one


def _value(indicator: Indicator, cell: Any, english: bool) -> tuple[float | None, str, str]:
    if indicator.words:
        written = " ".join(str(cell if cell is not None else "").lower().split())
        if written in TENSION:
            return None, written, ""
        if written in SIGNS or not written:
            return None, "", SIGNS.get(written, "onbekend")
        return *_class_and_number(cell, written, english), ""
    value, absent = parse_cell(cell, english=english)
    return value, "", absent


def _class_and_number(cell: Any, written: str, english: bool) -> tuple[float, str]:
    """A number of tension with the class it falls in, written as 2,41 or as "krap (2,41)"."""
    found = re.fullmatch(rf"(?:({'|'.join(TENSION)}) )?\(?([^()]+)\)?", written)
    try:
        number = parse_number(cell if found is None or not found[1] else found[2], english=english)
    except Invalid as wrong:
        raise Invalid(
            "value", f"{quoted(cell)} is geen klasse en geen getal. Kies uit: {', '.join(TENSION)}."
        ) from wrong
    if number is None or number < 0 or found is None:
        raise Invalid("value", f"{quoted(cell)} is geen klasse. Kies uit: {', '.join(TENSION)}.")
    return number, found[1] or class_of(number)


def _status(cell: Any) -> str:
    written = " ".join(str(cell if cell is not None else "").lower().split())
    if written not in STATUSES:
        raise Invalid("status", f"{quoted(cell)} is geen status. Kies uit: {', '.join(list(STATUSES)[1:])}.")
    return written
