"""The agenda as a workbook: a sheet for every kind of record, with what accounts for it in front.

Owns the form of the file. Text is written as text, whatever it looks like: no cell is ever a formula.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from lib.documents.csv_file import harmless
from lib.feeds.workbook.columns import (
    CHOICES,
    EXPLAINED,
    FIRST,
    KEY,
    NUMBER,
    WHAT,
    Cell,
    Column,
    Names,
    Rows,
    called,
    cell_of,
    columns_of,
    kinds,
    sheet_name,
    state_at,
)
from lib.feeds.workbook.storing import refusal_to_add
from lib.model.record import Record
from lib.store import history
from lib.store.file.connection import Database

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS: Mapping[str, int] = {"text": 60, "line": 32, "party": 28, "action": 34, "parties": 36, "choice": 22}
_USUAL_WIDTH, _HEIGHT = 16, 1_000
_DAY, _TEXT = "dd-mm-yyyy", "@"
HOW = (
    "Wijzig cellen, of zet nieuwe rijen onderaan en laat hun nummer leeg. Lees het bestand weer in op "
    "Beheer, Werkboek: u ziet eerst per cel wat er verandert.",
    "Een rij weghalen verandert niets. Intrekken doet u met een datum en een reden in de laatste kolommen.",
    "Meer namen in één cel scheidt u met een puntkomma. Formules neemt de app niet aan.",
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a workbook: what it says of itself, its key, the rows of a state, and their names."""

    about: Sequence[tuple[str, str]]
    key: str
    rows: Rows
    names: Names


def contents_at(
    db: Database, until: int, dataset: str, about: Sequence[tuple[str, str]], action_id: str = ""
) -> Contents:
    """Return what a workbook holds of the state up to a history id, of one action if given."""
    rows, names = state_at(db, until)
    key = f"{dataset} {until} {history.moment_of(db, until)}"
    return Contents(about, key, of_action(rows, action_id) if action_id else rows, names)


def of_action(rows: Rows, action_id: str) -> Rows:
    """Keep of the rows that are about an action only those about this one."""
    return {
        table: [row for row in found if _about(table, row) in (None, action_id)]
        for table, found in rows.items()
    }


def _about(table: str, row: Mapping[str, Any]) -> str | None:
    return row["id"] if table in ("action", "coalition") else row.get("action_id")


def workbook(contents: Contents) -> bytes:
    """Return the file."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = FIRST
    sheets = {record.table: book.create_sheet(sheet_name(record)) for record in kinds()}
    lists = _Lists(book, contents.names)
    for record in kinds():
        _fill(sheets[record.table], record, contents, lists)
    _explain(book.create_sheet(EXPLAINED, 1))
    _introduce(first, contents)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class _Lists:
    """The sheet with what cells can be chosen from: a column for each list."""

    def __init__(self, book: Workbook, names: Names) -> None:
        self._sheet = book.create_sheet(CHOICES)
        self._names = names
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_for(self, column: Column) -> str:
        """Return where the choices of a column stand; empty for one that is typed."""
        choices = tuple(column.choices)
        if column.field.widget == "party":
            choices = tuple(sorted(set(self._names.parties.values()), key=str.casefold))
        if column.field.widget == "action":
            choices = tuple(self._names.actions.values())
        if not choices or not column.editable:
            return ""
        if choices not in self._ranges:
            self._ranges[choices] = self._written(column.title, choices)
        return self._ranges[choices]

    def _written(self, title: str, choices: Sequence[str]) -> str:
        from openpyxl.utils import get_column_letter

        place = len(self._ranges) + 1
        for number, choice in enumerate((title, *choices), 1):
            _put(self._sheet, number, place, choice)
        _head(self._sheet, place, place)
        letter = get_column_letter(place)
        self._sheet.column_dimensions[letter].width = 34
        return f"'{CHOICES}'!${letter}$2:${letter}${len(choices) + 1}"


def _fill(sheet: Worksheet, record: Record, contents: Contents, lists: _Lists) -> None:
    columns = columns_of(record)
    for place, title in enumerate((NUMBER, WHAT, *(column.title for column in columns)), 1):
        _put(sheet, 1, place, title)
    _head(sheet, len(columns) + 2)
    for number, row in enumerate(contents.rows[record.table], 2):
        _put(sheet, number, 1, row["id"])
        _put(sheet, number, 2, called(record, row, contents.names))
        for place, column in enumerate(columns, 3):
            _put(sheet, number, place, cell_of(column.field, row.get(column.field.name), contents.names))
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["B"].width = 44
    last = max(len(contents.rows[record.table]) + 1, _HEIGHT)
    for place, column in enumerate(columns, 3):
        _shape(sheet, place, column, lists.range_for(column), last)


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    """Write a cell; text stays text, and a program that edits it again is told so."""
    if value is None:
        return
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = _TEXT
        if harmless(value) != value:
            cell.quotePrefix = True
    elif isinstance(value, date):
        cell.number_format = _DAY


def _head(sheet: Worksheet, last: int, first: int = 1) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    head, *others = sheet[1][first - 1 : last]
    head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E8EDF5")
    head.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in others:  # to look up a style takes far longer than to copy one that was found
        cell._style = copy(head._style)


def _shape(sheet: Worksheet, place: int, column: Column, choices: str, last: int) -> None:
    """Give a column its width, what new cells in it are, and what they can be chosen from."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(place)
    dimension = sheet.column_dimensions[letter]
    dimension.width = _WIDTHS.get(column.field.widget, _USUAL_WIDTH)
    dimension.number_format = {"day": _DAY, "number": "General"}.get(column.field.widget, _TEXT)
    if choices:
        listed = DataValidation(type="list", formula1=choices, allow_blank=True)
        listed.error, listed.errorTitle = "Kies uit de lijst.", column.title[:32]
        # A party may be new: it stands on the sheet of parties in the same workbook.
        listed.showErrorMessage = column.field.widget != "party"
        listed.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(listed)


def _explain(sheet: Worksheet) -> None:
    """Tell of every column what it holds, whether it must be filled, and what it can be chosen from."""
    rows: list[Sequence[str]] = [("Blad", "Kolom", "Wat staat er", "Mag leeg", "Kies uit")]
    for record in kinds():
        why = refusal_to_add(record)
        rows.append((record.name, NUMBER, f"Nummer van de rij. {why or 'Leeg bij een nieuwe rij.'}", "", ""))
        rows.append((record.name, WHAT, "Hoe de rij heet. Alleen om te lezen.", "", ""))
        rows += [(record.name, *_told(column)) for column in columns_of(record)]
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            _put(sheet, number, place, text or None)
    _head(sheet, len(rows[0]))
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDE", (30, 34, 60, 10, 70), strict=True):
        sheet.column_dimensions[letter].width = width


_HOLDS: Mapping[str, str] = {
    "day": "Een datum.",
    "number": "Een getal; leeg als het niet bekend is.",
    "party": "De naam van een partij, zoals op het blad Partij.",
    "parties": "Namen van partijen, met een puntkomma ertussen.",
    "action": "De actie, met nummer en naam.",
    "several": "Eén of meer woorden uit de lijst, met een puntkomma ertussen.",
    "words": "Losse woorden, met een komma ertussen.",
    "link": "Een webadres.",
    "step": "Het nummer van de gebeurtenis, van het blad Gebeurtenis.",
    "meeting": "Het nummer van het overleg, van het blad Overleg.",
    "item": "Het nummer van het agendapunt, van het blad Agendapunt.",
    "decision": "Het nummer van de afspraak, van het blad Afspraak, toezegging of advies.",
    "goal": "Het nummer van het doel, van 1 tot en met 6.",
}


def _told(column: Column) -> tuple[str, str, str, str]:
    field = column.field
    told = [field.help, _HOLDS.get(field.widget, "Tekst." if field.limit else "")]
    told += [f"Hoogstens {field.limit} tekens." if field.limit else ""]
    told += ["" if column.editable else "Alleen om te lezen."]
    told += ["Wie dit wijzigt, geeft een reden." if field.reason else ""]
    told += ["" if field.own else "Verandert niet meer."]
    choices = ", ".join(field.options.values())
    may_be_empty = "ja" if field.optional else ""
    return column.title, " ".join(part for part in told if part), may_be_empty, choices


def _introduce(sheet: Worksheet, contents: Contents) -> None:
    """Say on the first sheet what is in the workbook, of when, by which filter, and how it comes back."""
    lines: list[tuple[str, str]] = [*contents.about, (KEY, contents.key)]
    counts = [(record.name, len(contents.rows[record.table])) for record in kinds()]
    how = [("Zo werkt het" if number == 0 else "", text) for number, text in enumerate(HOW)]
    rows: list[tuple[str, Cell]] = [*lines, *how, ("Blad", "Rijen"), *counts]
    for number, (label, value) in enumerate(rows, 1):
        _put(sheet, number, 1, label or None)
        _put(sheet, number, 2, value)
    _bold(sheet, 1, len(lines) + len(how) + 1)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 110


def _bold(sheet: Worksheet, first: int, last: int) -> None:
    from openpyxl.styles import Font

    for row in range(first, last + 1):
        sheet.cell(row, 1).font = Font(bold=True)
