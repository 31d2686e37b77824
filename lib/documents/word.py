"""A Word file in the house style: opens without repair, reads well aloud, looks the same on every machine.

Owns the looks: real headings, a marked header row in each table, Dutch as its language, one font that every
machine has, the page in the footer. Knows nothing of what is written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FONT = "Arial"
LANGUAGE = "nl-NL"
INK, ACCENT, GREY, ALARM = (
    RGBColor.from_string(colour) for colour in ("0C2F3D", "00607A", "4A5A63", "A3325F")
)
HEAD_FILL, _LINE = "E8EFF3", "B6C4CC"
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
SMALL = 8.5
"""The size of letters, in points, of what has to stay on one page."""
SMALL_WIDER = 17.8 / 16
"""How much wider its text is, between narrower edges."""
SPLITS_FROM = 1_200
"""What has more text than this may run on over the page: kept whole it might not fit on one."""

_HEADINGS = {
    "Title": (19, 0),
    "Heading 1": (15, 15),
    "Heading 2": (11.5, 11),
    "Heading 3": (10.5, 9),
    "Heading 4": (10, 7),
}
"""Size and room above of each heading, in points."""

Cell = Sequence[str]
"""What stands in a cell: one or more paragraphs, the later ones small."""


def fit(text: str) -> str:
    """Return text without the characters that a Word file cannot hold."""
    return _NOT_XML.sub("", text)


def new_file(title: str, running: str, made_at: datetime) -> WordFile:
    """Make an empty file in the house style; `running` stands in the footer before the page number."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(1.9)
    _dress(document)
    properties = document.core_properties
    properties.title, properties.language = fit(title), LANGUAGE
    properties.author, properties.comments = "Werkagenda", ""
    properties.created = properties.modified = made_at
    _footer(page.footer.paragraphs[0], running)
    return document


def set_small(document: WordFile) -> None:
    """Set what has to stay on one page: small letters, narrow edges, little room between."""
    page = document.sections[0]
    page.top_margin = page.bottom_margin = page.header_distance = page.footer_distance = Cm(0.8)
    page.left_margin = page.right_margin = Cm(1.6)
    styles: Any = document.styles
    normal = styles["Normal"]
    normal.font.size = Pt(SMALL)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(1), 1.0
    for name, size, above in (("Heading 1", 13, 0), ("Heading 2", 9.5, 5), ("Caption", SMALL, 0)):
        style = styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(1)


def written(document: WordFile) -> bytes:
    """Return the file as it is sent: the same document gives the same bytes, whatever the clock says."""
    made, target = io.BytesIO(), io.BytesIO()
    document.save(made)
    with ZipFile(made) as parts, ZipFile(target, "w", ZIP_DEFLATED) as file:
        for part in parts.infolist():
            file.writestr(ZipInfo(part.filename, _ZIP_EPOCH), parts.read(part), ZIP_DEFLATED)
    return target.getvalue()


# ------------------------------------------------------------------------------- pieces


def add(document: WordFile, text: str, style: str | None = None) -> Paragraph:
    """Add a paragraph, in a style of the template by its key: looking it up reads all styles."""
    paragraph: Any = document.add_paragraph(fit(text))
    if style:
        paragraph._p.style = style.replace(" ", "")
    return paragraph  # type: ignore[no-any-return]


def add_heading(document: WordFile, text: str, level: int) -> None:
    """Add a heading; level 0 is the title of the file."""
    add(document, text, f"Heading {level}" if level else "Title")


def add_pair(document: WordFile, name: str, value: str, style: str | None = None) -> Paragraph:
    """Add a name in bold with its value behind it."""
    paragraph = add(document, "", style)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(f"{name}: ").bold = True
    paragraph.add_run(fit(value))
    return paragraph


def add_table(
    document: WordFile,
    caption: str,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[Cell]],
) -> None:
    """Add a table with a repeated header row and rows that stay whole; widths in centimetres."""
    table = document.add_table(rows=1, cols=len(heads))
    table.autofit = False
    frame_table(table, caption)
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _write_cell(cell, [head])
        cell.paragraphs[0].runs[0].bold = True
        fill_cell(cell, HEAD_FILL)
    mark_row(table.rows[0], "w:cantSplit")
    mark_row(table.rows[0], "w:tblHeader")
    for texts in rows:
        row = table.add_row()
        if sum(len(text) for cell in texts for text in cell) < SPLITS_FROM:
            mark_row(row, "w:cantSplit")
        for cell, paragraphs in zip(row.cells, texts, strict=True):
            _write_cell(cell, paragraphs)
    set_widths(table, widths)
    after = document.add_paragraph().paragraph_format
    after.space_after, after.line_spacing = Pt(0), Pt(4)


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Set the widths twice: Word reads them from the cells, LibreOffice from the columns."""
    for place, width in enumerate(widths):
        table.columns[place].width = Cm(width)
        for cell in table.columns[place].cells:
            cell.width = Cm(width)


def _write_cell(cell: Any, paragraphs: Cell) -> None:
    first, *rest = paragraphs
    cell.paragraphs[0].add_run(fit(first))
    for text in rest:
        run = cell.add_paragraph().add_run(fit(text))
        run.font.size, run.font.color.rgb = Pt(8.5), GREY
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(1)


def mark_row(row: Any, name: str) -> None:
    """Give a row of a table a property, such as that it repeats on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def fill_cell(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def frame_table(table: Any, caption: str, room_above: int = 60) -> None:
    """Draw thin lines, some room in the cells (in twentieths of a point), and a name for who cannot see it.

    In the order the format asks for: Word repairs a file in which it differs.
    """
    properties = table._tbl.tblPr
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{name}"), value)
        lines.append(line)
    room = OxmlElement("w:tblCellMar")
    for side, width in (("top", room_above), ("left", 100), ("bottom", room_above), ("right", 100)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        room.append(margin)
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), caption)
    layout, look = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    layout.addprevious(lines)
    layout.addnext(room)
    look.addnext(named)


# -------------------------------------------------------------------------------- looks


def _dress(document: WordFile) -> None:
    """Fonts, language and headings."""
    _no_theme_fonts(document)
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), LANGUAGE)
    styles: Any = document.styles
    normal = styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(10), INK
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.15
    for name, (size, above) in _HEADINGS.items():
        style = styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        style.font.color.rgb = ACCENT if name == "Heading 2" else INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(4)
        style.paragraph_format.keep_with_next = True
    for ornament in list(styles["Title"].element.iter(qn("w:pBdr"), qn("w:spacing"), qn("w:kern"))):
        if ornament.getparent().tag == qn("w:rPr") or ornament.tag == qn("w:pBdr"):
            ornament.getparent().remove(ornament)


def _no_theme_fonts(document: WordFile) -> None:
    """Keep one font everywhere: a font of the theme would go before the one that is named."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for theme in _THEMES:
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), FONT)


def _footer(paragraph: Paragraph, running: str) -> None:
    """Name what this is, and which page of how many."""
    paragraph.add_run(fit(f"{running} · pagina "))
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" van ")
    _add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), GREY


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Write a number that Word works out itself."""
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run: Any = paragraph.add_run()
        run._r.append(mark)
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = name
            run = paragraph.add_run()
            run._r.append(code)
        if kind == "separate":
            paragraph.add_run("1")
