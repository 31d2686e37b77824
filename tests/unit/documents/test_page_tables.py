"""What stands in a table on the screen stands in its files, and nothing in them is a formula."""

from __future__ import annotations

import io

from markupsafe import Markup
from openpyxl import load_workbook

from lib.documents.tables.page import as_csv, as_workbook, tables_of
from lib.ui.elements.html import table

ABOUT = [
    ("Pagina", "Coalities"),
    ("Filter", "regio = AM15"),
    ("Stand", "Editie Tafel"),
    ("Gemaakt op", "1 juni 2023"),
]
ROWS = [
    ("Roc & zonen", Markup("<del>laag</del> <ins>hoog</ins>"), "1.504.000"),
    (Markup('<span aria-hidden="true">✕ </span>=1+1'), Markup("a<br>b <small>c</small>"), "00123"),
]


def test_cells_read_as_on_the_screen() -> None:
    (found,) = tables_of([table(("Partij", "Was en is", "Hoeveel"), ROWS, "Partijen & meer")])
    assert found.caption == "Partijen & meer"
    assert found.rows == [
        ["Partij", "Was en is", "Hoeveel"],
        ["Roc & zonen", "laag → hoog", "1.504.000"],
        ["=1+1", "a b c", "00123"],
    ]


def test_a_file_says_what_is_in_it_and_holds_no_formula() -> None:
    tables = tables_of(
        [table(("Partij", "Was en is", "Hoeveel"), ROWS, "Partijen"), table(("A",), [("1",)], "Partijen")]
    )
    text = as_csv(tables[0], ABOUT).decode("utf-8-sig")
    assert text.startswith("Pagina;Coalities\r\nFilter;regio = AM15\r\nStand;Editie Tafel\r\n")
    assert "'=1+1;a b c;00123" in text
    book = load_workbook(io.BytesIO(as_workbook(tables, ABOUT)))
    assert book.sheetnames == ["Verantwoording", "Partijen", "Partijen 2"]
    assert [row[1].value for row in book["Verantwoording"]][:3] == [
        "Coalities",
        "regio = AM15",
        "Editie Tafel",
    ]
    assert [[cell.value for cell in row] for row in book["Partijen"]][1:] == [
        ["Roc & zonen", "laag → hoog", 1_504_000],
        ["'=1+1", "a b c", "00123"],
    ]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}


def test_several_tables_in_one_piece_and_none() -> None:
    both = table(("A",), [("x",)], "Een") + table(("B",), [], "Twee")
    assert [found.caption for found in tables_of([both])] == ["Een", "Twee"]
    assert tables_of([Markup("<p>niets</p>")]) == []
    assert as_workbook(tables_of([both]), ABOUT)
