"""The slides as files: real text and tables, and LibreOffice opens them."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from markupsafe import Markup
from pptx import Presentation
from pptx.util import Inches

from lib.documents.meetings import leave_behind
from lib.documents.meetings.deck import Part, Sheet, deck_file, file_name
from lib.documents.pdf import office
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


def test_a_long_title_and_many_lines_stay_on_the_slide() -> None:
    long = Sheet("Van minstens 780 vouchers " * 6, "", [Part("Een regel met woorden " * 8, "item")] * 12)
    page = Presentation(io.BytesIO(deck_file("Tafel", "voet", STRIP, [long], MADE))).slides[0]
    shapes = {shape.name: shape for shape in page.shapes}
    title, text, foot = page.shapes.title, shapes["Tekst"], Inches(7.05)
    assert title is not None
    assert title.top + title.height <= text.top
    assert text.top + text.height <= foot


@pytest.mark.skipif(office() is None, reason="LibreOffice is not on this machine: it cannot open the slides")
def test_libreoffice_opens_the_presentation(tmp_path: Path) -> None:
    file = tmp_path / "dias.pptx"
    file.write_bytes(deck_file("Tafel", "voet", STRIP, [SHEET, SHEET], MADE))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(office()), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    made = (tmp_path / "dias.pdf").read_bytes()
    assert made.startswith(b"%PDF")
    assert re.search(rb"/Count 2\b", made)


def test_a_file_is_named_after_its_meeting() -> None:
    assert file_name("Technologietafel 1 juli 2023: Proef") == "dias-technologietafel-1-juli-2023-proef"
