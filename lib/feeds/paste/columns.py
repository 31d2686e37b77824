"""What the columns of a pasted text hold: by what was chosen last time, by their titles, or by their cells.

Owns which fields of a kind of record can be pasted, and how each is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.dutch import searchable, sentence_case
from lib.feeds.numbers import parse_number
from lib.feeds.paste.cells import PARTIES, Known, is_empty, read_cell
from lib.model.field import Field
from lib.model.kinds import Invalid
from lib.model.record import RECORDS, Record
from lib.rules.names import key_of

Rows = Sequence[Sequence[str]]
OF_PARTY = "party."
"""Before the name of a field of a party that is registered along with a row."""
_ELSEWHERE = ("step", "meeting", "item", "decision", "action", "goal")
"""Widgets of fields that name a record which no cell can name."""
_ARTICLES = re.compile(r"^(de|het|een|of de) ")
_ALSO = {"party": "organisatie naam partij bedrijf", "day": "datum wanneer", "line": "naam omschrijving"}
"""What else people call a field, by its widget."""
_BY_CELLS = ("day", "number", "choice", "party", "yes/no", "several", "link")
"""Widgets of which the cells say by themselves what they are."""
_LOOKED_AT, _MOST = 40, 0.6
"""How many rows are looked at, and which share of them has to fit."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Whether the first row holds titles, and which field each column holds, by its place."""

    titled: bool
    fields: Mapping[int, str]


def fields_of(record: Record, belongs: Mapping[str, object]) -> dict[str, Field]:
    """Return the fields that a row can be pasted with, besides what it belongs to."""
    own = {name: record.fields[name] for name in record.new if name not in belongs}
    own |= {name: field for name, field in record.fields.items() if field.widget == PARTIES}
    pasted = {name: field for name, field in own.items() if field.widget not in _ELSEWHERE}
    if new_party(pasted):
        party = RECORDS["party"]
        pasted |= {
            OF_PARTY + name: replace(party.fields[name], name=OF_PARTY + name)
            for name in party.new
            if name != "name"
        }
    return pasted


def new_party(fields: Mapping[str, Field]) -> str:
    """Return the field that may name a party of no list yet: the one that a row belongs to; else empty."""
    return next((name for name, field in fields.items() if field.widget == "party" and not field.own), "")


def title_of(field: Field) -> str:
    """Return how a field is called above a column."""
    title = _bare_title(field)
    return f"{title} van een nieuwe partij" if field.name.startswith(OF_PARTY) else title


def _bare_title(field: Field) -> str:
    return sentence_case(field.prompt or _ARTICLES.sub("", field.label.lower()) or field.words)


def layout_of(fields: Mapping[str, Field], rows: Rows, remembered: Mapping[str, str], known: Known) -> Layout:
    """Propose what the columns hold; `remembered` is the field of a title as it was chosen last time."""
    chosen = _by_title(fields, rows[0], remembered)
    filled = sum(not is_empty(cell) for cell in rows[0])
    titled = bool(chosen) and 2 * len(chosen) >= filled and len(rows) > 1
    if not titled:
        return Layout(titled=False, fields=_by_cells(fields, rows[:_LOOKED_AT], {}, known))
    musts = {
        name: field
        for name, field in fields.items()
        if is_a_must(field, known.today) and not name.startswith(OF_PARTY)
    }
    return Layout(titled=True, fields=_by_cells(musts, rows[1 : _LOOKED_AT + 1], chosen, known))


def is_a_must(field: Field, today: date) -> bool:
    """Tell whether a row cannot do without the field."""
    try:
        if field.rule:
            field.rule(None, today)
    except Invalid:
        return True
    return False


def _by_title(
    fields: Mapping[str, Field], titles: Sequence[str], remembered: Mapping[str, str]
) -> dict[int, str]:
    """Give each column the field that its title fits best, the surest first."""
    sure = [
        (_SURE if remembered.get(key_of(title)) == name else _likeness(field, title), place, name)
        for place, title in enumerate(titles)
        if not is_empty(title)
        for name, field in fields.items()
    ]
    chosen: dict[int, str] = {}
    for likeness, place, name in sorted(sure, key=lambda entry: -entry[0]):
        if likeness and place not in chosen and name not in chosen.values():
            chosen[place] = name
    return chosen


_SURE, _SAME, _BEGINS = 9.0, 2.0, 1.5
"""How sure it is that a title is of a field: as chosen before, one of its names, the beginning of one."""


def _likeness(field: Field, title: str) -> float:
    """Tell how well a title fits a field; less than one for words in common."""
    wanted = key_of(title)
    names = [
        name for name in (_bare_title(field), field.prompt, field.label, field.words, field.name) if name
    ]
    keys = {key_of(name) for name in names}
    also = _ALSO.get(field.widget, "").split() if not field.optional else []
    if wanted in keys:
        return _SAME
    if any(key.startswith(wanted) for key in keys) or wanted in also:
        return _BEGINS
    words, own = _words(title), set[str]().union(*map(_words, (*names, *also)))
    return len(words & own) / (len(words) + 1)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", searchable(text)) if len(word) > 3 or word == "nr"}


def _by_cells(
    fields: Mapping[str, Field], rows: Rows, taken: Mapping[int, str], known: Known
) -> dict[int, str]:
    """Give each column without a title the first field that its cells fit; text goes to fields of text."""
    chosen = dict(taken)
    for place in sorted(set(range(max(map(len, rows)))) - taken.keys()):
        cells = [row[place] for row in rows if place < len(row) and not is_empty(row[place])]
        free = [field for name, field in fields.items() if name not in chosen.values()]
        sure = (field for field in free if field.widget in _BY_CELLS and _fits(field, cells, known))
        first = next(sure, None) or next((field for field in free if _takes_text(field)), None)
        if cells and first:
            chosen[place] = first.name
    return chosen


def _takes_text(field: Field) -> bool:
    return field.widget in ("line", "text", "words") or (field.widget == "party" and not field.own)


def _fits(field: Field, cells: Sequence[str], known: Known) -> bool:
    def fits(cell: str) -> bool:
        try:
            value = read_cell(field, cell, known)
        except Invalid:
            return False
        return isinstance(value, date) if field.widget == "day" else _by_rule(field, value, known)

    return bool(cells) and sum(map(fits, cells)) >= _MOST * len(cells)


def _by_rule(field: Field, value: object, known: Known) -> bool:
    rule: Callable[[object, date], object] | None = field.rule
    try:
        return rule is None or rule(value, known.today) is not None
    except Invalid:
        return False


def reads_english(cells: Sequence[str]) -> bool:
    """Tell whether a column writes numbers with a decimal point: one of them can be nothing else."""

    def is_number(cell: str, *, english: bool) -> bool:
        try:
            return parse_number(cell, english=english) is not None
        except Invalid:
            return False

    return any(is_number(cell, english=True) and not is_number(cell, english=False) for cell in cells)
