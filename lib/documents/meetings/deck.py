"""The slides as a presentation that can be edited: real titles, text and tables, no pictures of them.

Owns how it looks; what stands on a slide is given in plain parts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as PowerPoint
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Inches, Pt

from lib.documents.word import fit

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDTH, HEIGHT = 13.333, 7.5
_LEFT, _HEAD, _FOOT = 0.45, 0.82, 7.05
_LETTER, _LEADING = 0.5, 1.25
"""How wide a letter and how high a line is, as a part of its size."""
_INK, _ACCENT, _GREY, _WARN, _PAPER = "0C2F3D", "00607A", "4A5A63", "FFD84D", "FFFFFF"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_SIZES = {"heading": 16, "item": 18, "line": 18}
_SMALLEST, _FOOT_SIZE = 10, 10
_SCALES = [1 - step / 20 for step in range(13)]
"""How much smaller letters become until all of a slide fits."""
_TITLE, _LONG_TITLE, _LONG = 30, 20, 55
"""Sizes of a title, and how many letters make it a long one."""
TABLE = "Tabel met antwoorden of toezeggingen"
MANY_COLUMNS = 4
FIRST_LAYOUT = 5
"""The layout of the template with a title and nothing else."""


@dataclass(slots=True)
class Part:
    """A line of a slide, or a table with rows; of a table `text` is what it is for who does not see it."""

    text: str
    kind: str = "line"
    rows: list[list[str]] = field(default_factory=list)

    @property
    def has_head(self) -> bool:
        """Whether the first row of a table names its columns."""
        return self.kind == "head"


@dataclass(slots=True)
class Sheet:
    """One slide in plain parts: its title, what stands above it, and the colour of its goal."""

    title: str
    over: str
    parts: list[Part]
    goal: str = ""


def deck_file(title: str, footer: str, strip: str, sheets: Sequence[Sheet], made_at: datetime) -> bytes:
    """Return the file; `strip` stands above every slide and `footer` below it."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    properties = deck.core_properties
    properties.title, properties.author, properties.language = fit(title), "Werkagenda", "nl-NL"
    properties.created = properties.modified = made_at
    for number, sheet in enumerate(sheets, 1):
        page = deck.slides.add_slide(deck.slide_layouts[FIRST_LAYOUT])
        _draw(page, sheet)
        _bar(page, f"{footer} · {number} van {len(sheets)}", _FOOT, _GREY, _FOOT_SIZE)
        if strip:
            _strip(page, strip)
    return _written(deck)


def _colour(text: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(text))  # type: ignore[no-untyped-call]


def _draw(page: Page, sheet: Sheet) -> None:
    line = page.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(_LEFT), Inches(0.42), Inches(WIDTH - 2 * _LEFT), Inches(0.06)
    )
    line.fill.solid()
    line.fill.fore_color.rgb = _colour(sheet.goal or _ACCENT)
    line.line.fill.background()
    line.name = "Lijn in de kleur van het doel"
    _bar(page, sheet.over, 0.5, _GREY)
    heading = page.shapes.title
    assert heading is not None
    size = _LONG_TITLE if len(sheet.title) > _LONG else _TITLE
    height = _rows(sheet.title, size, WIDTH - 2 * _LEFT) * size * _LEADING / 72 + 0.12
    heading.left, heading.top = Inches(_LEFT), Inches(_HEAD)
    heading.width, heading.height = Inches(WIDTH - 2 * _LEFT), Inches(height)
    _write(heading.text_frame, [(sheet.title, size, True, _INK)])
    heading.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    heading.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _body(page, sheet.parts, _HEAD + height)


def _rows(text: str, size: float, width: float) -> int:
    """Return how many lines a text takes, as far as that can be told beforehand."""
    return sum(1 + int(len(line) * size * _LETTER / 72 // width) for line in text.split("\n"))


def _body(page: Page, parts: Sequence[Part], top: float) -> None:
    """Put lines and tables below each other, as small as is needed to have all of them on the slide."""
    room = _FOOT - top
    scale = next((one for one in _SCALES if sum(_height(part, one) for part in parts) <= room), _SCALES[-1])
    lines = list[Part]()
    for part in parts:
        if not part.rows:
            lines.append(part)
            continue
        top = _table(page, part, _lines(page, lines, top, scale), scale)
        lines = []
    _lines(page, lines, top, scale)


def _size(kind: str, scale: float) -> float:
    return max(_SMALLEST, round(_SIZES[kind] * scale))


def _lines(page: Page, lines: Sequence[Part], top: float, scale: float) -> float:
    """Write lines in one box; returns where the next part may begin."""
    if not lines:
        return top
    height = sum(_height(part, scale) for part in lines)
    box = page.shapes.add_textbox(Inches(_LEFT), Inches(top), Inches(WIDTH - 2 * _LEFT), Inches(height))
    box.name = "Tekst"
    box.text_frame.word_wrap = True
    _write(box.text_frame, [_line(part, scale) for part in lines])
    return top + height


def _line(part: Part, scale: float) -> tuple[str, float, bool, str]:
    text = f"• {part.text}" if part.kind == "item" else part.text
    return text, _size(part.kind, scale), part.kind == "heading", _INK


def _height(part: Part, scale: float) -> float:
    """Return how high a part is, as far as that can be told beforehand."""
    if part.rows:
        size, width = _size_in(part, scale), (WIDTH - 2 * _LEFT) / len(part.rows[0]) - 0.2
        rows = (max(_rows(cell, size, width) for cell in row) for row in part.rows)
        return sum(count * size * _LEADING / 72 + 0.1 for count in rows) + 0.15
    size = _size(part.kind, scale)
    return _rows(part.text, size, WIDTH - 2 * _LEFT - 0.2) * size * _LEADING / 72


def _size_in(table: Part, scale: float) -> float:
    """Return the size of letters in a table."""
    return max(10, _SIZES["item"] * scale * (0.75 if len(table.rows[0]) > MANY_COLUMNS else 0.9))


def _table(page: Page, part: Part, top: float, scale: float) -> float:
    """Draw a table; returns where the next part may begin."""
    width, height = WIDTH - 2 * _LEFT, _height(part, scale)
    place = Inches(_LEFT), Inches(top), Inches(width), Inches(0.3 * len(part.rows))
    frame = page.shapes.add_table(len(part.rows), len(part.rows[0]), *place)
    frame.name = part.text or TABLE
    frame._element.nvGraphicFramePr.cNvPr.set("descr", part.text or TABLE)
    size = _size_in(part, scale)
    frame.table.first_row = part.has_head
    for row, cells in enumerate(part.rows):
        for column, words in enumerate(cells):
            head = row == 0 and part.has_head
            _write(frame.table.cell(row, column).text_frame, [(words, size, head, _PAPER if head else _INK)])
    return top + height


def _bar(page: Page, text: str, top: float, colour: str, size: float = 12) -> None:
    if not text:
        return
    box = page.shapes.add_textbox(Inches(_LEFT), Inches(top), Inches(WIDTH - 2 * _LEFT), Inches(0.35))
    box.name = "Regel"
    _write(box.text_frame, [(text, size, False, colour)])


def _strip(page: Page, text: str) -> None:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(0), Inches(0), Inches(WIDTH), Inches(0.36))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(_WARN)
    shape.line.fill.background()
    shape.name = "Voorbeeld"
    _write(shape.text_frame, [(text, 12, True, _INK)])


def _write(frame: TextFrame, lines: Sequence[tuple[str, float, bool, str]]) -> None:
    for place, (text, size, bold, colour) in enumerate(lines):
        paragraph: _Paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()  # type: ignore[no-untyped-call]
        run = paragraph.add_run()
        run.text = fit(text)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Arial"
        run.font.color.rgb = _colour(colour)
        run._r.get_or_add_rPr().set("lang", "nl-NL")


def _written(deck: PowerPoint) -> bytes:
    """Return the file as it is sent: the same slides give the same bytes, whatever the clock says."""
    made, target = io.BytesIO(), io.BytesIO()
    deck.save(made)
    with ZipFile(made) as parts, ZipFile(target, "w", ZIP_DEFLATED) as file:
        for part in parts.infolist():
            file.writestr(ZipInfo(part.filename, _ZIP_EPOCH), parts.read(part), ZIP_DEFLATED)
    return target.getvalue()


def file_name(title: str) -> str:
    """Return what the file is called, without its kind."""
    words = re.sub(r"[^\w]+", "-", title.lower()).strip("-")
    return f"dias-{words[:80]}"
