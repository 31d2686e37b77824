"""Files that people wait for: the letter, the workbook out and in, and a million linked changes checked."""

from __future__ import annotations

import resource
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from sqlite_utils import Database

from lib.access import Person
from lib.documents.letter_html import page
from lib.documents.letter_word import word_file
from lib.documents.tables.workbook import contents_at, workbook
from lib.feeds.workbook import taking
from lib.feeds.workbook.reading import read
from lib.rules.letter.letter import document
from lib.store import agenda, history
from lib.store.file.chain import check, head, seal
from lib.store.file.connection import reading, writing
from lib.store.letters import drafts
from lib.store.letters.material import material
from lib.store.records import today
from tests.bench.table import Row

CHANGES, ROWS = 1_000_000, 10_000
_CLERK = Person("Anna")


def measure(path: Path, folder: Path) -> list[Row]:
    """Wait for each file of an agenda after years of work."""
    out = folder / "werkboek.xlsx"
    rows = [Row("letter as a page and in Word", waited(lambda: _letter(path)), 5, " s")]
    rows.append(Row("workbook out", waited(lambda: _export(path, out)), 30, " s"))
    rows.append(Row("workbook in, nothing changed", waited(lambda: _import(path, out)), 30, " s"))
    count = _type(out)
    rows.append(Row(f"workbook in, {count:,} cells changed", waited(lambda: _import(path, out)), 60, " s"))
    rows += _many_rows(path, folder)
    with closing(_long_chain()) as memory:
        db = Database(memory)
        end = head(db)
        rows.append(
            Row(f"{CHANGES:,} changes checked", waited(lambda: check(db, end.number, end.groups)), 20, " s")
        )
    return rows


def _many_rows(path: Path, folder: Path) -> list[Row]:
    """Wait for a workbook of ten thousand rows out and in, and for the memory that taking it in asks."""
    many = folder / "many" / path.name
    many.parent.mkdir()
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(many)) as copy:
        source.backup(copy)
    with writing(many, _CLERK) as db:
        for number in range(ROWS - sum(1 for _ in db.query("SELECT id FROM step"))):
            step = {"action_id": "3", "happened_on": date(2023, 1, 2), "what": f"Gesprek {number}"}
            agenda.add_step(db, {**step, "kind": "gesprek", "started_by": "coalitie"}, [])
    out = folder / "veel.xlsx"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = [
        Row(f"workbook of {ROWS:,} rows out", waited(lambda: _export(many, out)), 60, " s"),
        Row(f"workbook of {ROWS:,} rows in", waited(lambda: _import(many, out)), 60, " s"),
    ]
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return [*found, Row("memory for both", more, 500, " MB")]


def waited(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _letter(path: Path) -> None:
    with reading(path) as db:
        made = document(material(path, db, drafts.draft(db), today(), example=False))
    page(made)
    word_file(made, today())


def _export(path: Path, out: Path) -> None:
    with reading(path) as db:
        out.write_bytes(workbook(contents_at(db, history.newest(db), "echt", [("Agenda", "Meting")])))


def _import(path: Path, out: Path) -> None:
    found = taking.rehearse(path, _CLERK, read(out.read_bytes()), "", {})
    assert not [cell for cell in found if cell.state in taking.STUCK], found[:3]


def _type(out: Path) -> int:
    """Type something else at every event; returns how many there are."""
    book = load_workbook(out)
    sheet = book["Gebeurtenis"]
    place = [cell.value for cell in sheet[1]].index("Wat is er gebeurd?") + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, place).value = f"Anders {row}"
    book.save(out)
    return int(sheet.max_row) - 1


def _long_chain() -> sqlite3.Connection:
    """A history of a million small changes, linked."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    memory.execute(
        "CREATE TABLE history (id INTEGER PRIMARY KEY, tbl, row_id, operation, about, row, who, verified, "
        "reason, at, chain)"
    )
    memory.execute("BEGIN")
    memory.executemany(
        "INSERT INTO history VALUES (?, 'action', '3', 'update', '3', ?, 'Anna', 0, '', ?, NULL)",
        (
            (number, f'{{"id":"3","note":"Stand {number}","version":{number}}}', "2023-01-01T00:00:00.000Z")
            for number in range(1, CHANGES + 1)
        ),
    )
    seal(memory)
    memory.execute("COMMIT")
    return memory
