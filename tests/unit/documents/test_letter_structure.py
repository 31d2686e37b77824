"""How the letter is built inside: Word by the order that OOXML prescribes, PDF by its tags."""

from __future__ import annotations

import io
import posixpath
from collections import Counter
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from lxml import etree

from lib.documents import letter_word, pdf
from lib.rules.letter.content import Document, Heading, Listing, Table
from lib.rules.letter.letter import document
from lib.store.file.connection import reading
from lib.store.letters.drafts import draft
from lib.store.letters.material import material
from tests.unit.documents.pdf_reader import Heard
from tests.unit.test_annex import squeezed

DAY = date(2026, 11, 25)
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
    "hideMark headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid "
    "printerSettings sectPrChange",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
}
"""In which order OOXML wants the children of an element (ISO 29500, transitional)."""


@pytest.fixture(scope="module")
def letter(template: Path) -> Document:
    with reading(template) as db:
        return document(material(template, db, draft(db), DAY, example=False))


@pytest.fixture(scope="module")
def package(letter: Document) -> dict[str, bytes]:
    """The parts of the letter in Word by their names."""
    with ZipFile(io.BytesIO(letter_word.word_file(letter, DAY))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def trees(package: dict[str, bytes]) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(part)
        for name, part in package.items()
        if name.startswith("word/") and name.endswith(".xml") and "theme" not in name
    }


def test_children_stand_in_the_order_of_the_standard(package: dict[str, bytes]) -> None:
    for name, tree in trees(package).items():
        for kind, order in ORDER.items():
            places = {qn(f"w:{child}"): place for place, child in enumerate(order.split(), 1)}
            places[qn("w:footerReference")] = places.get(qn("w:headerReference"), 0)  # these may alternate
            for element in tree.iter(qn(f"w:{kind}")):
                found = [places.get(child.tag, -1) for child in element]
                assert -1 not in found, (name, kind, [child.tag for child in element])
                assert found == sorted(found), (name, kind, [child.tag for child in element])


def test_tables_are_whole_and_every_cell_ends_with_a_paragraph(package: dict[str, bytes]) -> None:
    body = etree.fromstring(package["word/document.xml"])
    tables = list(body.iter(qn("w:tbl")))
    assert tables
    for table in tables:
        columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
        assert {len(row.findall(qn("w:tc"))) for row in table.iter(qn("w:tr"))} == {columns}
    assert {cell[-1].tag for cell in body.iter(qn("w:tc"))} == {qn("w:p")}


def test_every_part_has_a_type_and_every_relation_a_target(package: dict[str, bytes]) -> None:
    types = etree.fromstring(package["[Content_Types].xml"])
    endings = {kind.get("Extension") for kind in types if kind.get("Extension")}
    named = {kind.get("PartName") for kind in types if kind.get("PartName")}
    parts = [name for name in package if name != "[Content_Types].xml"]
    assert not [name for name in parts if f"/{name}" not in named and name.rpartition(".")[2] not in endings]
    assert not [name for name in named if str(name)[1:] not in package]
    for name in (name for name in package if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in etree.fromstring(package[name]):
            if relation.get("TargetMode") != "External":
                target = str(relation.get("Target"))
                place = (
                    target[1:]
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
                assert place in package, (name, target)


def test_marks_are_unique_and_styles_are_there(package: dict[str, bytes]) -> None:
    body = etree.fromstring(package["word/document.xml"])
    for kind, attribute in (("bookmarkStart", "id"), ("bookmarkStart", "name"), ("footnoteReference", "id")):
        counts = Counter(mark.get(qn(f"w:{attribute}")) for mark in body.iter(qn(f"w:{kind}")))
        assert max(counts.values(), default=1) == 1, (kind, attribute)
    styles = {
        style.get(qn("w:styleId"))
        for style in etree.fromstring(package["word/styles.xml"]).iter(qn("w:style"))
    }
    used = {
        style.get(qn("w:val"))
        for tree in trees(package).values()
        for kind in ("pStyle", "rStyle", "tblStyle")
        for style in tree.iter(qn(f"w:{kind}"))
    }
    assert used <= styles


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice is not on this machine: no PDF to look at")
def test_the_pdf_has_its_title_language_headings_lists_and_tables_as_tags(letter: Document) -> None:
    heard = Heard(pdf.pdf_file(letter_word.word_file(letter, DAY)))
    assert heard.root["/Lang"] == "nl-NL"
    assert heard.root["/MarkInfo"]["/Marked"]
    assert heard.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert heard.reader.metadata
    assert heard.reader.metadata.title == letter.title
    assert b"pdfuaid:part" in heard.root["/Metadata"].get_data()

    tags = heard.document
    blocks = [block for part in letter.parts for block in part.blocks]
    headings = [(f"H{block.level}", squeezed(block.text)) for block in blocks if isinstance(block, Heading)]
    assert [(tag.name, squeezed(tag.words())) for tag in tags.all(*"H1 H2 H3 H4".split())] == headings
    tables = [block for block in blocks if isinstance(block, Table)]
    for shown, table in zip(tags.all("Table"), tables, strict=True):
        head, *rows = shown.all("TR")
        assert [squeezed(cell.words()) for cell in head.all("TH")] == [*map(squeezed, table.heads)]
        assert len(head.all("TD")) == 0
        assert {len(row.all("TD", "TH")) for row in rows} == {len(table.heads)}
    listed = [len(block.lines) for block in blocks if isinstance(block, Listing)]
    assert [len(found.all("LI")) for found in tags.all("L")] == listed
    assert len(tags.all("Note")) == len(letter.notes)
    heads = " ".join(head for table in tables for head in table.heads)
    outside = f"{' '.join(letter.marks)} {letter.title} · pagina van {heads}".split()
    unheard = {word for word in " ".join(heard.outside).split() if not word.isdigit()}
    assert unheard <= {*outside}, (
        "outside the tags stand only the head, the foot and repeated heads of tables"
    )
