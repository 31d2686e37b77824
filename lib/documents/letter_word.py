"""A letter as a Word file: real headings, lists and footnotes, tables without merged cells."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from docx.document import Document as WordFile
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from lib.documents import word
from lib.documents.word_notes import Footnotes, bookmark, link, speak_english
from lib.rules.letter import content

_INDENT = Cm(0.7)


def word_file(document: content.Document, day: date) -> bytes:
    """Return the file; its properties carry the day of the letter, so that one text always gives one file."""
    file = word.new_file(document.title, document.title, datetime.combine(day, time(12), UTC))
    _mark_pages(file, document)
    if document.one_page:
        word.set_small(file)
    writer = _Writer(file, document)
    for mark in document.marks:
        writer.mark(mark)
    for place, part in enumerate(document.parts):
        for block in part.blocks:
            writer.write(block, new_page=place > 0 and block is part.blocks[0])
    return word.written(file)


def _mark_pages(file: WordFile, document: content.Document) -> None:
    """Write the marks on top of every page."""
    if not document.marks:
        return
    header = file.sections[0].header.paragraphs[0]
    run = header.add_run(" · ".join(mark.split(" – ")[0] for mark in document.marks))
    run.font.bold, run.font.size, run.font.color.rgb = True, Pt(9), word.ALARM


class _Writer:
    """Writes blocks one after the other, with the footnotes they refer to."""

    def __init__(self, file: WordFile, document: content.Document) -> None:
        self.file, self.document = file, document
        self.footnotes = Footnotes(file)
        self.bookmarks = 0
        self.below_table = False

    def mark(self, text: str) -> None:
        """Write what the document is marked with."""
        run = word.add(self.file, text).runs[0]
        run.bold, run.font.color.rgb = True, word.ALARM

    def _contents(self, block: content.Contents) -> None:
        for heading in block.headings:
            line = self.file.add_paragraph()
            line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(0), 1.0
            line.paragraph_format.left_indent = _INDENT * (heading.level - 1)
            link(line, heading.text, anchor=heading.key)

    def write(self, block: content.Block, *, new_page: bool = False) -> None:
        """Write one block; the heading of an annex starts a page."""
        match block:
            case content.Heading():
                self._heading(block, new_page=new_page)
            case content.Paragraph():
                self._paragraph(block)
            case content.Listing():
                for line in block.lines:
                    style = "List Number" if block.numbered else "List Bullet"
                    self._line(word.add(self.file, "", style), line)
            case content.Pairs():
                for name, value in block.rows:
                    pair = word.add_pair(self.file, name, "")
                    self._line(pair, value)
            case content.Contents():
                self._contents(block)
            case content.Table():
                self._table(block)
        self.below_table = isinstance(block, content.Table)

    def _heading(self, block: content.Heading, *, new_page: bool) -> None:
        made = word.add(self.file, block.text, f"Heading {block.level}" if block.level else "Title")
        made.paragraph_format.page_break_before = new_page or None
        if block.key:
            self.bookmarks += 1
            bookmark(made, block.key, self.bookmarks)

    def _paragraph(self, block: content.Paragraph) -> None:
        made = self.file.add_paragraph()
        made.paragraph_format.space_before = self._room_above()
        if block.look in ("adopted", "margin"):
            made.paragraph_format.left_indent = _INDENT
        self._line(made, block.line)
        for run in made.runs if block.look == "small" else ():
            run.font.size, run.font.color.rgb = Pt(8.5), word.GREY

    def _room_above(self) -> Pt | None:
        """Return how far a paragraph stays from the table above it."""
        return Pt(2 if self.document.one_page else 8) if self.below_table else None

    def _line(self, paragraph: WordParagraph, line: content.Line) -> None:
        for own in line:
            run = paragraph.add_run(word.fit(own.text))
            run.bold = True if own.look in ("strong", "is") else None
            run.font.strike = True if own.look == "was" else None
            run.italic = True if own.look == "proposal" else None
            if own.english:
                speak_english(run)
            if own.note:
                note = self.document.notes[own.note]
                self.footnotes.refer(paragraph, [(word.fit(piece.text), piece.address) for piece in note])

    def _table(self, block: content.Table) -> None:
        if block.captioned:
            caption = word.add(self.file, block.caption, "Caption")
            caption.runs[0].font.color.rgb = word.INK
            caption.paragraph_format.keep_with_next = True
        table = self.file.add_table(rows=1, cols=len(block.heads))
        table.autofit = False
        word.frame_table(table, word.fit(block.caption), *((8,) if self.document.one_page else ()))
        for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
            self._cell(cell, ((content.Run(head, "strong"),),))
            word.fill_cell(cell, word.HEAD_FILL)
        word.mark_row(table.rows[0], "w:cantSplit")
        word.mark_row(table.rows[0], "w:tblHeader")
        for row in block.rows:
            made = table.add_row()
            if sum(len(content.text_of(line)) for cell in row for line in cell) < word.SPLITS_FROM:
                word.mark_row(made, "w:cantSplit")
            for target, lines in zip(made.cells, row, strict=True):
                self._cell(target, lines)
        scale = word.SMALL_WIDER if self.document.one_page else 1.0
        word.set_widths(table, [width * scale for width in block.widths])

    def _cell(self, target: _Cell, lines: content.Cell) -> None:
        for place, line in enumerate(lines):
            paragraph = target.paragraphs[0] if place == 0 else target.add_paragraph()
            self._line(paragraph, line)
            paragraph.paragraph_format.line_spacing = 1.0
            paragraph.paragraph_format.space_after = Pt(0 if self.document.one_page else 1)
            for run in paragraph.runs:
                run.font.size = Pt(word.SMALL if self.document.one_page else 9)
