"""One cell of a spreadsheet as the value of a declared field.

Owns how people write what a field can hold: a choice by its words, a party by its name, a Dutch day or
number. Nothing is dropped: what fits nowhere is refused by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field as dataclass_field
from datetime import date
from typing import Any

from lib.dutch import MONTHS, parse_day
from lib.feeds.numbers import parse_number
from lib.model.field import Field
from lib.model.kinds import Invalid, quoted
from lib.rules.names import key_of, look_alikes

PARTIES = "parties"
"""The widget of a field that names several parties."""
_YES, _NO = frozenset("ja j x v 1 yes waar true".split()), frozenset("nee n 0 no onwaar false".split())
_MONTHS = {month[:3]: number for number, month in enumerate(MONTHS, 1)} | {"mrt": 3}
_DAY = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]{3,9})\.?[-/. ]+(\d{4}|\d{2})(?: 0?0:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party that is in no list yet, by the name that was pasted."""

    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """What pasted rows are held against: the day, the parties, and the rows that are there.

    `merged` gives the party that stands for a name, `gone` are the names of parties that withdrew.
    """

    today: date
    parties: Mapping[int, str] = dataclass_field(default_factory=dict)
    merged: Mapping[str, int] = dataclass_field(default_factory=dict)
    gone: Sequence[str] = ()
    rows: Sequence[Mapping[str, Any]] = ()

    def party(self, name: str) -> int | None:
        """Return the party of this name, however it is written."""
        wanted, present = key_of(name), ((other, number) for number, other in self.parties.items())
        named = (number for other, number in (*present, *self.merged.items()) if key_of(other) == wanted)
        return next(named, None)


def is_empty(cell: str) -> bool:
    return not key_of(cell)


def read_cell(
    field: Field, cell: str, known: Known, *, english: bool = False, may_be_new: bool = False
) -> Any:
    """Return what a cell with something in it says, as the rule of its field takes it; raise Invalid."""
    if field.widget == "party":
        return _party(field, cell, known, may_be_new=may_be_new)
    if field.widget == PARTIES:
        return _parties(field, cell, known)
    if field.widget == "several":
        return _several(field, cell)
    if field.widget == "yes/no":
        return _yes_or_no(field, cell)
    if field.options:
        return _choice(field, cell)
    if field.widget == "day":
        return _day(cell)
    if field.widget == "number":
        return _number(field, cell, english=english)
    return cell


def _choice(field: Field, cell: str) -> Any:
    wanted = key_of(cell)
    for key, words in field.options.items():
        if wanted in (key_of(str(key)), key_of(words)):
            return key
    raise Invalid(field.name, f"{quoted(cell)} bestaat niet. Kies uit: {', '.join(field.options.values())}.")


def _yes_or_no(field: Field, cell: str) -> bool:
    wanted, words = key_of(cell), {key_of(name): bool(value) for value, name in field.options.items()}
    if wanted in _YES | _NO | words.keys():
        return words.get(wanted, wanted in _YES)
    raise Invalid(field.name, f"{quoted(cell)} is geen ja en geen nee. Schrijf ja of nee.")


def _several(field: Field, cell: str) -> list[Any] | str:
    """Return the parts of a list; the text as it stands where one is unknown, for the rule to judge."""
    try:
        return [_choice(field, part) for part in re.split(r"[,;\n]", cell) if not is_empty(part)]
    except Invalid:
        return cell.replace(";", ",")


def _party(field: Field, cell: str, known: Known, *, may_be_new: bool) -> int | NewParty:
    number = known.party(cell)
    if number is not None:
        return number
    if any(key_of(name) == key_of(cell) for name in known.gone):
        raise Invalid(
            field.name,
            f"{quoted(cell)} is ingetrokken. Neem die partij eerst weer op bij Coalities, Partijen.",
        )
    if may_be_new:
        return NewParty(" ".join(cell.split()))
    near = look_alikes(cell, known.parties.values())[:1]
    hint = f"Bedoelt u {quoted(near[0])}?" if near else "Voeg die eerst toe bij Coalities, Partijen."
    raise Invalid(field.name, f"{quoted(cell)} staat niet in de lijst van partijen. {hint}")


def _parties(field: Field, cell: str, known: Known) -> list[int]:
    """Return the parties in a cell; a name may hold a comma itself."""
    names = [name for name in re.split(r"[;\n]", cell) if not is_empty(name)]
    if any(known.party(name) is None for name in names):
        names = [name for name in re.split(r"[,;\n]", cell) if not is_empty(name)]
    numbers = (_party(field, name, known, may_be_new=False) for name in names)
    return [number for number in dict.fromkeys(numbers) if isinstance(number, int)]


def _day(cell: str) -> date | str:
    """Return the day in a cell, also as a spreadsheet shortens it; the text itself when it is none."""
    written = " ".join(cell.lower().split())
    match = _DAY.fullmatch(written)
    if match is None:
        return parse_day(written) or written
    day, month, year = match.groups()
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3], 0)
    return parse_day(f"{day}-{number}-{year if len(year) == 4 else f'20{year}'}") or written


def _number(field: Field, cell: str, *, english: bool) -> float | None:
    try:
        return parse_number(cell, english=english)
    except Invalid:
        raise Invalid(
            field.name, f"{quoted(cell)} is geen getal. Schrijf bijvoorbeeld 1504 of 69,4."
        ) from None
