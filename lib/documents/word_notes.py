"""Real footnotes, inner links and English words in a Word file, which python-docx itself cannot make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))
_REFERENCE, _TEXT = "footnote reference", "footnote text"


class Footnotes:
    """The footnotes of one file, numbered in the order in which they are referred to."""

    def __init__(self, document: WordFile) -> None:
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for kind, number in _SEPARATORS:
            self._root.append(_separator(kind, number))
        package: Any = document.part.package
        self._part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        _add_styles(document)
        _name_separators(document)

    def refer(self, paragraph: Paragraph, pieces: Iterable[tuple[str, str]]) -> None:
        """Put a reference at the end of a paragraph, to a note of these pieces: text with its address."""
        number = str(len(self._root) - len(_SEPARATORS) + 1)
        run = _reference(paragraph)
        run._r.append(_element("w:footnoteReference", {"w:id": number}))
        note: Any = Paragraph(OxmlElement("w:p"), paragraph._parent)
        note._p.style = _TEXT.replace(" ", "")
        _reference(note)._r.append(OxmlElement("w:footnoteRef"))
        note.add_run(" ")
        for text, address in pieces:
            if address:
                link(
                    note,
                    text,
                    to=self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
                )
            else:
                note.add_run(text)
        holder = _element("w:footnote", {"w:id": number})
        holder.append(note._p)
        self._root.append(holder)


def _reference(paragraph: Any) -> Any:
    """Add an empty run in the style of a reference, by its key: looking it up reads all styles."""
    run = paragraph.add_run()
    run._r.style = _REFERENCE.replace(" ", "")
    return run


def link(paragraph: Paragraph, text: str, *, to: str = "", anchor: str = "") -> None:
    """Write a link at the end of a paragraph: to a relation of its part, or to a bookmark in the file."""
    holder = _element("w:hyperlink", {"r:id": to} if to else {"w:anchor": anchor})
    run: Any = paragraph.add_run(text)
    run.font.underline = True
    paragraph._p.remove(run._r)
    holder.append(run._r)
    paragraph._p.append(holder)


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a paragraph a place that links may lead to."""
    start = _element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))


def speak_english(run: Run) -> None:
    """Let a reading voice say these words in English."""
    properties: Any = run._r.get_or_add_rPr()
    properties.append(_element("w:lang", {"w:val": "en-GB"}))


def _add_styles(document: WordFile) -> None:
    styles: Any = document.styles
    reference = styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    text = styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = styles["Normal"]
    text.font.size, text.paragraph_format.space_after = Pt(8.5), Pt(2)


def _name_separators(document: WordFile) -> None:
    """Say in the settings which notes are the lines above the others, where the format asks for it."""
    holder = OxmlElement("w:footnotePr")
    for _, number in _SEPARATORS:
        holder.append(_element("w:footnote", {"w:id": number}))
    settings: Any = document.settings.element
    settings.find(qn("w:compat")).addprevious(holder)


def _separator(kind: str, number: str) -> Any:
    return parse_xml(
        f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" '
        f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    )


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(attribute), value)
    return made
