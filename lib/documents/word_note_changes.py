"""Footnotes of two Word files of ours side by side, so that what came and went in them can be tracked too.

Owns which text each reference stands for, and bringing a note of the old file into the new one.
"""

from __future__ import annotations

import copy
from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

_ID, _LINK = qn("w:id"), qn("r:id")


class Notes:
    """The footnotes of one file."""

    def __init__(self, document: WordFile) -> None:
        self._part: Part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        self._root: Any = parse_xml(self._part.blob)
        self.by_number = {note.get(_ID): note for note in self._root}

    def of(self, run: Any) -> Any | None:
        """Return the note that a run refers to; None for a run that does not."""
        reference = run.find(qn("w:footnoteReference"))
        return None if reference is None else self.by_number[reference.get(_ID)]

    def text_of(self, run: Any) -> str:
        """Return the words of the note that a run refers to."""
        note = self.of(run)
        return "" if note is None else "".join(text.text or "" for text in note.iter(qn("w:t")))

    def bring(self, other: Notes, run: Any) -> Any:
        """Copy the note of another file that a run refers to, and let the run refer to the copy."""
        note: Any = copy.deepcopy(other.of(run))
        number = str(max(map(int, self.by_number)) + 1)
        note.set(_ID, number)
        for link in note.iter(qn("w:hyperlink")):
            address = other._part.rels[link.get(_LINK)].target_ref
            link.set(_LINK, self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        self._root.append(note)
        self.by_number[number] = note
        run.find(qn("w:footnoteReference")).set(_ID, number)
        return note

    def save(self, body: Any) -> None:
        """Put the notes back into their file, numbered as referred to: LibreOffice counts on that."""
        for number, reference in enumerate(body.iter(qn("w:footnoteReference")), 1):
            note = self.by_number[reference.get(_ID)]
            self._root.append(note)
            note.set(_ID, str(number))
            reference.set(_ID, str(number))
        written: Any = self._part
        written._blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
