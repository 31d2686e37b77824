"""Two Word files of ours as one with Word's own tracked changes: all accepted the new, all rejected the old.

Owns the comparison of paragraphs, words, footnotes and rows of tables. Both files come from the same writer,
so their styles are alike.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from lib.documents import word
from lib.documents.word_note_changes import Notes

_WORDS = re.compile(r"\s+|[^\s]+")
_INS, _DEL = "w:ins", "w:del"
_ALIKE = 0.4
"""Paragraphs that share less than this are another text, not a changed one."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a change, and when, as Word reads it: "2023-06-12T12:00:00Z"."""

    name: str
    at: str


Authors = Sequence[Author | None]
"""Who changed what each paragraph of a file tells, in its order; nothing when that is not known."""


def with_revisions(
    new_file: bytes, old_file: bytes, nobody: Author, of_new: Authors = (), of_old: Authors = ()
) -> bytes:
    """Make the new file, with all that differs from the old one as a tracked change.

    Each is by who changed what its paragraph tells, in the new file or in the old one, and else by `nobody`.
    """
    new, old = Document(io.BytesIO(new_file)), Document(io.BytesIO(old_file))
    notes = Notes(new), Notes(old)
    known = _by_paragraph(new, of_new) | _by_paragraph(old, of_old)
    _Merger(nobody, known, *notes).merge(new.element.body, old.element.body)
    notes[0].save(new.element.body)
    return word.written(new)


def _by_paragraph(file: Any, authors: Authors) -> dict[Any, Author]:
    """Return the author of each paragraph; of none when the file has others than were told."""
    paragraphs = list(file.element.body.iter(qn("w:p")))
    told = zip(paragraphs, authors, strict=True) if len(paragraphs) == len(authors) else ()
    return {paragraph: author for paragraph, author in told if author}


class _Merger:
    """Puts what the old file has into the new one, and marks both sides of each difference."""

    def __init__(self, nobody: Author, known: dict[Any, Author], new: Notes, old: Notes) -> None:
        self._nobody, self._known, self._by = nobody, known, nobody
        self._new, self._old = new, old
        self._numbers = count(1_000)

    def merge(self, new: Any, old: Any) -> None:
        """Merge the paragraphs and tables of one holder (the body, a cell) into another."""
        theirs, ours = _content(old), _content(new)
        for ours_at, removed, added in _differences(
            [_key(element, self._old) for element in theirs], [_key(element, self._new) for element in ours]
        ):
            gone, come = [theirs[place] for place in removed], [ours[place] for place in added]
            while gone and come and self._merge_pair(come[0], gone[0]):
                gone, come = gone[1:], come[1:]
            anchor = come[0] if come else (ours[ours_at] if ours_at < len(ours) else None)
            replaced = [*come, *gone] if new.tag == qn("w:tc") else []
            for element in gone:
                placed = self._marked(self._copied(element), _DEL, replaced)
                if anchor is not None:
                    anchor.addprevious(placed)
                else:
                    _append(new, placed)
            for element in come:
                self._marked(element, _INS, replaced)

    def _author(self, *elements: Any) -> Author:
        """Return who changed what the first of these tells of which that is known."""
        paragraphs = (one for element in elements for one in element.iter(qn("w:p")))
        return next((self._known[one] for one in paragraphs if one in self._known), self._nobody)

    def _copied(self, element: Any) -> Any:
        """Copy what the old file has, with who changed it."""
        made = copy.deepcopy(element)
        for one, old in zip(made.iter(qn("w:p")), element.iter(qn("w:p")), strict=True):
            if old in self._known:
                self._known[one] = self._known[old]
        return made

    def _merge_pair(self, new: Any, old: Any) -> bool:
        """Merge two elements that are one text, changed; False when they are two."""
        if new.tag != old.tag:
            return False
        if new.tag == qn("w:tbl"):
            return self._merge_tables(new, old)
        if any(element.find(qn("w:hyperlink")) is not None for element in (new, old)):
            return False
        if _style(new) != _style(old) or _likeness(_text(old), _text(new)) < _ALIKE:
            return False
        self._merge_runs(new, old)
        return True

    def _merge_tables(self, new: Any, old: Any) -> bool:
        ours, theirs = new.findall(qn("w:tr")), old.findall(qn("w:tr"))
        if _text(ours[0]) != _text(theirs[0]):
            return False
        for ours_at, removed, added in _differences(
            [_text(row, self._old) for row in theirs], [_text(row, self._new) for row in ours]
        ):
            gone, come = [theirs[place] for place in removed], [ours[place] for place in added]
            while gone and come and _text(gone[0].find(qn("w:tc"))) == _text(come[0].find(qn("w:tc"))):
                for cell, was in zip(come[0].findall(qn("w:tc")), gone[0].findall(qn("w:tc")), strict=True):
                    self.merge(cell, was)
                gone, come = gone[1:], come[1:]
            anchor = come[0] if come else (ours[ours_at] if ours_at < len(ours) else None)
            for row in gone:
                placed = self._marked_row(self._copied(row), _DEL)
                if anchor is not None:
                    anchor.addprevious(placed)
                else:
                    new.append(placed)
            for row in come:
                self._marked_row(row, _INS)
        return True

    def _merge_runs(self, new: Any, old: Any) -> None:
        """Mark the words of a paragraph that came and went; what is no text stays as the new one has it."""
        came, went = self._author(new, old), self._author(old, new)
        theirs, ours = list(_pieces(old, self._old)), list(_pieces(new, self._new))
        for _, piece in ours:
            piece.getparent().remove(piece)
        for kind, was, now in _steps([text for text, _ in theirs], [text for text, _ in ours]):
            if kind == "equal":
                new.extend(ours[place][1] for place in now)
                continue
            self._by = went
            for place in was:
                new.append(self._change(_DEL, copy.deepcopy(theirs[place][1])))
            self._by = came
            for place in now:
                new.append(self._change(_INS, ours[place][1]))

    def _marked(self, element: Any, kind: str, replaced: Sequence[Any]) -> Any:
        """Mark an element that came or went; what it was `replaced` by or replaces may tell by whom."""
        if element.tag == qn("w:tbl"):
            for row in element.findall(qn("w:tr")):
                self._marked_row(row, kind)
            return element
        return self._marked_paragraph(element, kind, self._author(element, *replaced))

    def _marked_row(self, row: Any, kind: str) -> Any:
        self._by = self._author(row)
        row.get_or_add_trPr().append(self._mark(kind))
        for paragraph in row.iter(qn("w:p")):
            self._marked_paragraph(paragraph, kind, self._author(paragraph))
        return row

    def _marked_paragraph(self, paragraph: Any, kind: str, by: Author) -> Any:
        """Mark all runs of a paragraph, and that the paragraph itself came or went."""
        self._by = by
        if kind == _DEL:
            _drop_places(paragraph)
        self._marked_runs(paragraph, kind)
        properties = paragraph.get_or_add_pPr()
        marks = properties.find(qn("w:rPr"))
        if marks is None:
            marks = OxmlElement("w:rPr")
            properties.append(marks)
        marks.insert(0, self._mark(kind))
        return paragraph

    def _marked_runs(self, paragraph: Any, kind: str) -> None:
        for run in [*paragraph.findall(qn("w:r")), *paragraph.findall(f"{qn('w:hyperlink')}/{qn('w:r')}")]:
            after, holder = run.getnext(), run.getparent()
            changed = self._change(kind, run)
            holder.append(changed) if after is None else after.addprevious(changed)

    def _change(self, kind: str, run: Any) -> Any:
        """Return a run as a change, with the footnote it refers to; what went is text that was deleted."""
        holder = self._mark(kind)
        if (self._old if kind == _DEL else self._new).of(run) is not None:
            note: Any = self._new.bring(self._old, run) if kind == _DEL else self._new.of(run)
            for paragraph in note.findall(qn("w:p")):
                self._marked_runs(paragraph, kind)
        if kind == _DEL:
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
        holder.append(run)
        return holder

    def _mark(self, kind: str) -> Any:
        made = OxmlElement(kind)
        for name, value in (
            ("id", str(next(self._numbers))),
            ("author", self._by.name),
            ("date", self._by.at),
        ):
            made.set(qn(f"w:{name}"), value)
        return made


# --------------------------------------------------------------------------- what is compared


def _differences(
    old: Sequence[Any], new: Sequence[Any]
) -> Iterator[tuple[int, Sequence[int], Sequence[int]]]:
    """Yield where the two differ: the place in the new one, what went and what came."""
    for kind, was_from, was_to, now_from, now_to in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            yield now_to, range(was_from, was_to), range(now_from, now_to)


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[int], Sequence[int]]]:
    for kind, was_from, was_to, now_from, now_to in SequenceMatcher(None, old, new, False).get_opcodes():
        yield kind, range(was_from, was_to), range(now_from, now_to)


def _content(holder: Any) -> list[Any]:
    return [element for element in holder if element.tag in (qn("w:p"), qn("w:tbl"))]


def _append(holder: Any, element: Any) -> None:
    """Put an element at the end of the body, before the settings of its section, or of a cell."""
    section = holder.find(qn("w:sectPr"))
    holder.append(element) if section is None else section.addprevious(element)


def _key(element: Any, notes: Notes) -> tuple[str, str, str]:
    return element.tag, _style(element), _text(element, notes)


def _style(element: Any) -> str:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def _text(element: Any, notes: Notes | None = None) -> str:
    """Return the words of an element, a line per paragraph; with `notes` also those of its footnotes."""
    return "\n".join(
        "".join(_said(run, notes) for run in paragraph.iter(qn("w:r")))
        for paragraph in element.iter(qn("w:p"))
    )


def _said(run: Any, notes: Notes | None) -> str:
    words = "".join(text.text or "" for text in run.iter(qn("w:t")))
    return f"{words}\0{notes.text_of(run)}" if notes and notes.of(run) is not None else words


def _drop_places(paragraph: Any) -> None:
    """Take out the bookmarks: a file has each of those once, and the new one has them."""
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        for place in paragraph.findall(qn(name)):
            paragraph.remove(place)


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), False).ratio()


def _pieces(paragraph: Any, notes: Notes) -> Iterator[tuple[str, Any]]:
    """Yield the runs of a paragraph cut into words; what is no text counts whole."""
    for run in paragraph.findall(qn("w:r")):
        text = run.find(qn("w:t"))
        looks = run.find(qn("w:rPr"))
        look = "" if looks is None else _plain_xml(looks)
        if text is None:
            yield f"{notes.text_of(run)}\0{look}", run
            continue
        parent, after = run.getparent(), run.getnext()
        parent.remove(run)
        for piece in _WORDS.findall(text.text or ""):
            made = copy.deepcopy(run)
            words = made.find(qn("w:t"))
            words.text = piece
            words.set(qn("xml:space"), "preserve")
            parent.append(made) if after is None else after.addprevious(made)
            yield f"{piece}\0{look}", made


def _plain_xml(element: Any) -> str:
    return str(etree.tostring(element), "utf-8")
