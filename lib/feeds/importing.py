"""A sheet as figures: of one indicator, or of the one that each row names. Mistakes have a row and column.

Owns what the columns of a file mean. All or nothing: with one mistake nothing is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from lib.rules.names import key_of

FIELDS = {"region": "Gebied", "period": "Periode", "value": "Waarde", "status": "Status (mag leeg)"}
"""What a column of a file can hold."""
NAMED = "indicator"
"""The column that says of each row which of several indicators it is of, such as the occupational group."""

MOST_MISTAKES = 1_000
"""How many mistakes are looked for: a file with more of them has the wrong columns."""

_GUESSES = {
    "region": ("regio", "gebied", "arbeidsmarktregio", "gemeente", "region", "code"),
    "period": ("periode", "perioden", "maand", "jaar", "kwartaal", "datum", "period"),
    "value": ("waarde", "aantal", "percentage", "ww", "klasse", "spanning", "value"),
    "status": ("status",),
    NAMED: ("beroepsgroep", "beroep"),
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one cell: the row in the file, the column by its name, and what to do."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: figures, or the mistakes that keep all of it out.

    `left_out` has what rows were about that name none of the indicators asked for.
    """

    observations: Sequence[Observation] = field(default_factory=tuple)
    mistakes: Sequence[Mistake] = field(default_factory=tuple)
    left_out: Sequence[str] = field(default_factory=tuple)


Mistakes = Sequence[Mistake]


def guess(columns: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Propose which column holds what: as the last time for this source, else by its name."""
    proposed = {}
    for name, words in _GUESSES.items():
        before = remembered.get(name, "")
        by_name = [column for column in columns if column and any(word in column.lower() for word in words)]
        proposed[name] = before if before in columns else (by_name[0] if by_name else "")
    return proposed


def read(
    sheet: Sheet,
    columns: Mapping[str, str],
    indicator: Indicator,
    today: date,
    basis: str = "",
    group: Iterable[Indicator] = (),
) -> Reading:
    """Read the figures in a sheet; `columns` says which column holds region, period, value and status.

    With a column that names them the rows are of any indicator of the `group`, and others are left out.
    """
    for name in ("region", "period", "value"):
        if columns.get(name, "") not in sheet.columns or not columns[name]:
            raise Invalid("columns", f"Kies welke kolom “{FIELDS[name].lower()}” is.")
    check_name(indicator, columns["value"])
    places = {name: sheet.columns.index(columns[name]) for name in FIELDS if columns.get(name)}
    english = looks_english([str(_at(row, places["value"])) for row in sheet.rows])
    naming = sheet.columns.index(columns[NAMED]) if columns.get(NAMED) else None
    by_name = {key_of(name): one for one in group for name in (one.id, one.short)}
    return _read_rows(sheet, _Reader(columns, places, indicator, basis, english, today, naming, by_name))


def _read_rows(sheet: Sheet, reader: _Reader) -> Reading:
    observations: list[Observation] = []
    mistakes: list[Mistake] = []
    left_out: dict[str, None] = {}
    seen: dict[tuple[str, str, str], int] = {}
    for number, row in enumerate(sheet.rows, sheet.first_row):
        if len(mistakes) >= MOST_MISTAKES:
            break
        if all(cell is None or not str(cell).strip() for cell in row):
            continue
        own = reader.of_row(row)
        if own is None:
            left_out[reader.named(row)] = None
            continue
        observation = own.observation(number, row)
        if not isinstance(observation, Observation):
            mistakes += observation
            continue
        mistakes += own.out_of_place(number, observation, seen)
        seen.setdefault(observation.key, number)
        observations.append(observation)
    if not observations and not mistakes:
        none = f"Geen rij noemt een cijfer dat hier bestaat: {', '.join([*left_out][:3])}."
        raise Invalid("file", none if left_out else "Onder de kolomnamen staan geen rijen.")
    return Reading(mistakes=mistakes) if mistakes else Reading(observations, left_out=tuple(left_out))


@dataclass(frozen=True, slots=True)
class _Reader:
    """How the rows of a file become figures: where its columns stand, and how it writes its numbers."""

    columns: Mapping[str, str]
    places: Mapping[str, int]
    indicator: Indicator
    basis: str
    english: bool
    today: date
    naming: int | None
    by_name: Mapping[str, Indicator]

    def named(self, row: Sequence[Any]) -> str:
        """Return what a row says that it is about."""
        return "" if self.naming is None else str(_at(row, self.naming) or "leeg").strip()

    def of_row(self, row: Sequence[Any]) -> _Reader | None:
        """Return the reader of the indicator that a row is of; None for one that is not asked for."""
        if self.naming is None:
            return self
        indicator = self.by_name.get(key_of(self.named(row)))
        return replace(self, indicator=indicator) if indicator else None

    def observation(self, number: int, row: Sequence[Any]) -> Observation | Mistakes:
        """Read the figure of a row, or find all that is wrong with its cells."""
        parts: dict[str, Any] = {"status": ""}
        mistakes = []
        for name, place in self.places.items():
            try:
                parts[name] = self._part(name, _at(row, place))
            except Invalid as wrong:
                mistakes.append(Mistake(number, self.columns[name], wrong.sentence))
        if not mistakes:
            return self._checked(number, parts)
        more = self._checked(number, parts) if parts.keys() == FIELDS.keys() else ()
        return mistakes if isinstance(more, Observation) else [*mistakes, *more]

    def _part(self, name: str, cell: Any) -> Any:
        if name == "region":
            return parse_region(cell, self.indicator.scales.split())
        if name == "value":
            return _value(self.indicator, cell, self.english)
        return parse_period(cell) if name == "period" else _status(cell)

    def _checked(self, number: int, parts: Mapping[str, Any]) -> Observation | Mistakes:
        """Put the parts of a row together, if they go together."""
        value, label, absent = parts["value"]
        status = "geheim" if absent == "geheim" else parts["status"]
        place = self.indicator.id, parts["region"], parts["period"]
        observation = Observation(*place, value, label, absent, status, basis=self.basis)
        try:
            check(self.indicator, observation)
        except Invalid as wrong:
            column = self.columns.get(wrong.field) or self.columns["region"]
            return [Mistake(number, column, wrong.sentence)]
        return observation

    def out_of_place(
        self, number: int, observation: Observation, seen: Mapping[tuple[str, str, str], int]
    ) -> Mistakes:
        """Find what is wrong with a good figure among the others: not over yet, or there already."""
        sentences = []
        if observation.period.ends > self.today and observation.status != "schatting":
            sentences.append(_not_over(observation.period))
        if observation.key in seen:
            sentences.append(f"Dit gebied en deze periode staan ook in rij {seen[observation.key]}.")
        return [Mistake(number, self.columns["period"], sentence) for sentence in sentences]


def _not_over(period: Period) -> str:
    return (
        f"{sentence_case(period.text)} is nog niet voorbij. Verbeter de periode of geef dit cijfer de status "
        "schatting."
    )


def _at(row: Sequence[Any], place: int) -> Any:
    return row[place] if place < len(row) else None


def _value(indicator: Indicator, cell: Any, english: bool) -> tuple[float | None, str, str]:
    if indicator.words:
        written = " ".join(str(cell if cell is not None else "").lower().split())
        if written in TENSION:
            return None, written, ""
        if written in SIGNS or not written:
            return None, "", SIGNS.get(written, "onbekend")
        return *_class_and_number(cell, written, english), ""
    value, absent = parse_cell(cell, english=english)
    if value is not None and indicator.counts_one_by_one and not value.is_integer():
        raise Invalid("value", f"{quoted(cell)} is geen heel getal; er wordt geteld in {indicator.unit}.")
    return value, "", absent


def _class_and_number(cell: Any, written: str, english: bool) -> tuple[float, str]:
    """Return a number of tension with the class it falls in, written as 2,41 or as "krap (2,41)"."""
    match = re.fullmatch(rf"(?:({'|'.join(TENSION)}) )?\(?([^()]+)\)?", written)
    try:
        number = parse_number(cell if match is None or not match[1] else match[2], english=english)
    except Invalid as wrong:
        raise Invalid(
            "value", f"{quoted(cell)} is geen klasse en geen getal. Kies uit: {', '.join(TENSION)}."
        ) from wrong
    if number is None or number < 0 or match is None:
        raise Invalid("value", f"{quoted(cell)} is geen klasse. Kies uit: {', '.join(TENSION)}.")
    return number, match[1] or class_of(number)


def _status(cell: Any) -> str:
    written = " ".join(str(cell if cell is not None else "").lower().split())
    if written not in STATUSES:
        raise Invalid("status", f"{quoted(cell)} is geen status. Kies uit: {', '.join(list(STATUSES)[1:])}.")
    return written
