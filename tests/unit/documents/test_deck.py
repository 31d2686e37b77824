"""The slides as files: real text and tables, and LibreOffice opens them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
import pytest
from markupsafe import Markup
from pptx import Presentation

from lib.documents import pdf
from lib.documents.meetings import leave_behind
from lib.documents.meetings.deck import Part, Sheet, deck_file, file_name
from lib.ui.slides.outline import outline

MADE = datetime(2022, 3, 16, 8, 0, tzinfo=UTC)
STRIP = "VOORBEELD: alles is verzonnen"
SLIDE = Markup(
    '<article class="wa-slide action"><p class="over"><span>Doel &amp; co</span><span>A hoog</span></p>'
    '<h1><span class="wa-vh">Actie </span><span>4</span> <span>Ontwikkel\u00adfonds</span></h1>'
    '<ol class="wa-ladder"><li>Idee</li></ol><div class="question"><p><b>Vraag</b> Genoeg draagvlak?</p>'
    '<ul class="answers"><li><b>✓ ja</b><strong>Roc Test</strong></li>'
    "<li><b>? nog niet</b><strong>Gemeente</strong><small>gevraagd</small></li></ul></div></article>"
    '<div class="wa-slide facts"><section><h2>Wie ontbreekt</h2><ul><li>hogeschool</li></ul></section></div>'
)
SHEET = Sheet(
    "4 Ontwikkelfonds",
    "Doel & co · A hoog",
    [
        Part("Vraag Genoeg draagvlak?"),
        Part("", rows=[["✓ ja", "Roc Test", ""], ["? nog niet", "Gemeente", "gevraagd"]]),
        Part("Wie ontbreekt", "heading"),
        Part("hogeschool", "item"),
    ],
)


def test_a_slide_is_read_as_title_lines_and_tables_without_what_is_hidden() -> None:
    assert outline(SLIDE) == SHEET


def test_the_whole_agenda_becomes_a_table_with_a_column_for_each_goal() -> None:
    grid = Markup(
        '<div class="wa-slide grid"><section><h2>Doel 1</h2><div><div class="rank"><h3>A, hoog</h3>'
        "<a><b>6 Zes</b></a><a><b>1 Een</b></a></div></div></section>"
        "<section><h2>Doel 2</h2><div></div></section></div>"
    )
    (part,) = outline(grid).parts
    assert part.rows == [["Doel 1", "Doel 2"], ["A, hoog\n6 Zes\n1 Een", ""]]
    assert part.has_head


def test_the_presentation_holds_real_text_and_tables_and_says_what_is_invented() -> None:
    file = deck_file("Tafel", "Tafel 14 maart", STRIP, [SHEET, SHEET], MADE)
    assert file == deck_file("Tafel", "Tafel 14 maart", STRIP, [SHEET, SHEET], MADE)
    deck = Presentation(io.BytesIO(file))
    assert len(deck.slides) == 2
    page = deck.slides[0]
    words = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    assert page.shapes.title is not None
    assert page.shapes.title.text_frame.text == "4 Ontwikkelfonds"
    assert STRIP in words
    assert "Tafel 14 maart · 1 van 2" in words
    (table,) = [shape for shape in page.shapes if shape.has_table]
    assert table.table.cell(1, 1).text == "Gemeente"
    assert table._element.nvGraphicFramePr.cNvPr.get("descr")


def test_each_action_has_a_page_of_its_own_on_paper() -> None:
    file = leave_behind.word_file("Tafel", "stand van nu", STRIP, [SHEET, SHEET], MADE)
    document = docx.Document(io.BytesIO(file))
    heads = [line for line in document.paragraphs if line.text == "4 Ontwikkelfonds"]
    assert [head.paragraph_format.page_break_before for head in heads] == [False, True]
    assert STRIP in document.sections[0].footer.paragraphs[0].text
    assert document.tables[0].cell(2, 1).text.strip() == "Gemeente"
    empty = docx.Document(io.BytesIO(leave_behind.word_file("Tafel", "", "", [], MADE)))
    assert leave_behind.NOTHING in [line.text for line in empty.paragraphs]


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice is not on this machine: no PDF to look at")
def test_libreoffice_makes_a_pdf_of_the_slides_with_a_page_for_each() -> None:
    file = leave_behind.word_file("Tafel", "voet", STRIP, [SHEET, SHEET], MADE, wide=True)
    made = pdf.pdf_file(file)
    assert made.startswith(b"%PDF")


def test_a_file_is_named_after_its_meeting() -> None:
    assert file_name("Technologietafel 1 juli 2023: Proef") == "dias-technologietafel-1-juli-2023-proef"
