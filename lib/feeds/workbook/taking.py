"""Taking a workbook in: what each cell would become, a rehearsal that stores nothing, and the write itself.

Owns that a cell counts only when it differs from what the workbook was made of, that the store judges it as
it judges a form, and that all of it lands or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from lib.access import NotAllowed, Person
from lib.dutch import day_text, moment_text
from lib.feeds.paste.cells import PARTIES
from lib.feeds.workbook.cells import Reader, reader_of
from lib.feeds.workbook.columns import cell_of, plain, state_at
from lib.feeds.workbook.reading import Book, Line, Sheet
from lib.feeds.workbook.storing import Choices, Place, add, change, refusal_to_add
from lib.model.field import WITHDRAWAL
from lib.model.kinds import Invalid, quoted
from lib.store import agenda, history
from lib.store.conflict import Conflict
from lib.store.file.connection import Database, writing
from lib.store.file.rows import day_of_writing, landing_whole
from lib.store.people.rights import refuse_beyond

NEW, CHANGED, THERE, CLASHING, WRONG = "nieuw", "gewijzigd", "dubbel", "botst", "fout"
STUCK = (CLASHING, WRONG)
_OTHER_AGENDA = (
    "Dit werkboek hoort bij een andere agenda, of bij deze van voordat een kopie werd teruggezet. Download "
    "een nieuw werkboek."
)
_NOT_WITHDRAWN = "Een nieuwe rij is niet ingetrokken. Maak de cel leeg."
_BELONGS = "Waar een rij bij hoort, verandert niet. Trek de rij in en maak een nieuwe."
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One cell that says something else than the workbook was made of, and what becomes of it.

    `column` is empty for what is wrong with a whole row; `place` is where a conflict is.
    """

    sheet: str
    number: int
    state: str
    column: str = ""
    old: str = ""
    new: str = ""
    sentence: str = ""
    place: Place | None = None


class _Rehearsed(Exception):
    """The end of a rehearsal: nothing of it stays."""


def rehearse(path: Path, person: Person, book: Book, reason: str, choices: Choices) -> list[Judged]:
    """Return every cell that would change something, as the store judges it; stores nothing.

    Raises Invalid for a workbook of another agenda, NotAllowed for who may not write.
    """
    judged: list[Judged] = []
    try:
        with writing(path, person, reason) as db:
            judged += _Desk(db, person, book, choices).judge()
            raise _Rehearsed
    except _Rehearsed:
        return judged


def take(db: Database, person: Person, book: Book, choices: Choices) -> None:
    """Store all that a workbook changes; raise Invalid when anything in it cannot be."""
    judged = _Desk(db, person, book, choices).judge()
    if stuck := next((cell for cell in judged if cell.state in STUCK), None):
        where = f"Blad {stuck.sheet}, rij {stuck.number}"
        raise Invalid("file", f"{where}: {stuck.sentence} Er is niets overgenomen; bekijk het opnieuw.")


class _Desk:
    """A workbook beside the agenda, inside one write."""

    def __init__(self, db: Database, person: Person, book: Book, choices: Choices) -> None:
        dataset = db.execute("SELECT value FROM meta WHERE key = 'dataset'").fetchone()
        if history.moment_of(db, book.until) != book.moment or dataset != (book.dataset,):
            raise Invalid("file", _OTHER_AGENDA)
        self._db, self._person, self._book, self._choices = db, person, book, choices
        self._base, self._names = state_at(db, book.until)
        self._today = day_of_writing(db)

    def judge(self) -> list[Judged]:
        """Write every row that says something new, each by itself, and tell what became of it."""
        return [cell for sheet in self._book.sheets for cell in self._sheet(sheet)]

    def _sheet(self, sheet: Sheet) -> Iterator[Judged]:
        reader, present = reader_of(self._db), self._present(sheet)
        rows = {str(row["id"]): row for row in self._base[sheet.record.table]}
        for line in sheet.lines:
            row = rows.get(line.row_id)
            if line.row_id and row is None:
                why = f"Nummer {line.row_id} stond niet in dit werkboek. Maak het leeg voor een nieuwe rij."
                yield Judged(sheet.record.name, line.number, WRONG, sentence=why)
                continue
            cells, values = self._compared(sheet, line, row, reader)
            yield from (
                self._existing(sheet, row, cells, values) if row else self._new(sheet, cells, values, present)
            )

    def _present(self, sheet: Sheet) -> set[tuple[Any, ...]]:
        """Return what the rows say that count now: a new row that says the same is no second one."""
        if all(line.row_id for line in sheet.lines):
            return set()
        counts = f"WHERE {WITHDRAWAL[0]} IS NULL" if sheet.record.withdrawable else ""
        rows = self._db.query(f"SELECT * FROM {sheet.record.table} {counts}")
        return {_key(sheet, row) for row in list(rows)}

    # ------------------------------------------------------------------------- one row

    def _compared(
        self, sheet: Sheet, line: Line, row: Row | None, reader: Reader
    ) -> tuple[list[Judged], dict[str, Any]]:
        """Return the cells that differ from what the workbook was made of, and their values."""
        cells, values = [], {}
        for name, given in line.cells.items():
            column = sheet.columns[name]
            before = cell_of(column.field, row.get(name), self._names) if row else None
            if plain(given) == plain(before):
                continue
            place = (sheet.record.table, line.row_id, name)
            texts = (column.title, _shown(before), _shown(given))
            cell = Judged(sheet.record.name, line.number, CHANGED if row else NEW, *texts, place=place)
            try:
                values[name] = reader.value(column, given)
                if row and not column.field.own:
                    raise Invalid(name, _BELONGS)
            except Invalid as wrong:
                cell = replace(cell, state=WRONG, sentence=wrong.sentence)
            cells.append(cell)
        return cells, values

    def _existing(self, sheet: Sheet, row: Row, cells: list[Judged], values: Row) -> list[Judged]:
        if not cells or any(cell.state == WRONG for cell in cells):
            return cells
        return self._written(sheet, cells, lambda: change(self._db, sheet.record, row, values, self._choices))

    def _new(
        self, sheet: Sheet, cells: list[Judged], values: Row, present: set[tuple[Any, ...]]
    ) -> list[Judged]:
        if why := refusal_to_add(sheet.record):
            return [replace(cells[0], state=WRONG, sentence=why)]
        if any(cell.state == WRONG for cell in cells):
            return cells
        if wrong := next((cell for cell in cells if cell.place and cell.place[2] in WITHDRAWAL), None):
            return [replace(wrong, state=WRONG, sentence=_NOT_WITHDRAWN)]
        try:
            key = _key(sheet, sheet.record.validate_new(_bare(values), self._today))
        except Invalid as problem:
            return _marked(cells, problem.field, problem.sentence)
        if key in present:
            return [replace(cells[0], state=THERE, sentence="Staat er al zo; er komt geen tweede bij.")]
        present.add(key)
        return self._written(sheet, cells, lambda: add(self._db, sheet.record, values))

    def _written(self, sheet: Sheet, cells: list[Judged], act: Callable[[], None]) -> list[Judged]:
        """Write one row and return its cells; one that the store refuses leaves nothing behind."""
        before = history.newest(self._db)
        try:
            with landing_whole(self._db):
                act()
                refuse_beyond(self._db.conn, self._person, before)
        except (Invalid, Conflict, NotAllowed) as problem:
            return self._stuck(sheet, cells, problem)
        if history.newest(self._db) == before:
            return [replace(cell, state=THERE, sentence="Staat er al zo.") for cell in cells]
        return cells

    def _stuck(
        self, sheet: Sheet, cells: list[Judged], problem: Invalid | Conflict | NotAllowed
    ) -> list[Judged]:
        if isinstance(problem, Conflict):
            parties = agenda.party_names(self._db)
            for clash in problem.clashes:
                theirs = sheet.record.text(clash.field, clash.theirs, parties)
                told = f"{clash.who} maakte er intussen {quoted(theirs)} van ({moment_text(clash.at)})."
                cells = _marked(cells, clash.field, told, CLASHING)
            return cells
        field = problem.field if isinstance(problem, Invalid) else ""
        return _marked(cells, field, problem.sentence)


def _marked(cells: list[Judged], field: str, sentence: str, state: str = WRONG) -> list[Judged]:
    """Return the cells with what is wrong told in the one of this field, else in the first."""
    at = next((place for place, cell in enumerate(cells) if cell.place and cell.place[2] == field), 0)
    return [
        replace(cell, state=state, sentence=sentence) if place == at else cell
        for place, cell in enumerate(cells)
    ]


def _key(sheet: Sheet, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in sheet.record.new)


def _bare(values: Row) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != PARTIES}


def _shown(cell: Any) -> str:
    """Return a cell as a page shows it."""
    if isinstance(cell, date):
        return day_text(cell.isoformat()[:10])
    return "" if cell is None else str(cell)
