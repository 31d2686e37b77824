"""A PDF as a screen reader has it: its tags in their order, each with the words under it."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader

BULLET = "\uf0b7"


@dataclass(slots=True)
class Tag:
    """One tag with what stands under it: words, and other tags."""

    name: str
    parts: list[str | Tag] = field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        yield self
        for part in self.parts:
            if isinstance(part, Tag):
                yield from part.walk()

    def all(self, *names: str) -> list[Tag]:
        return [tag for tag in self.walk() if tag.name in names]

    def words(self, *leave_out: str) -> str:
        return "".join(
            part if isinstance(part, str) else part.words(*leave_out)
            for part in self.parts
            if isinstance(part, str) or part.name not in leave_out
        )


class Heard:
    """The tags of a file, and the words that stand under none of them: heads, feet, page numbers."""

    def __init__(self, file: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(file))
        self.outside: list[str] = []
        self._words = {
            getattr(page.indirect_reference, "idnum", 0): self._by_mark(page) for page in self.reader.pages
        }
        self.root: Any = self.reader.root_object
        self.document = Tag("Root")
        self._read(self.root["/StructTreeRoot"], 0, self.document)

    def _by_mark(self, page: PageObject) -> dict[int, str]:
        """Return the words of a page by the number of the mark they stand in."""
        marks: list[int | None] = []
        found: dict[int, str] = defaultdict(str)

        def before(operator: bytes, operands: Any, *_: Any) -> None:
            if operator in (b"BDC", b"BMC"):
                about = operands[1] if len(operands) > 1 else {}
                marks.append(about.get("/MCID"))
            elif operator == b"EMC":
                marks.pop()

        def text(words: str, *_: Any) -> None:
            if marks and marks[-1] is not None:
                found[marks[-1]] += words
            elif words.strip():
                self.outside.append(words)

        page.extract_text(visitor_operand_before=before, visitor_text=text)
        return found

    def _read(self, found: Any, page: int, into: Tag) -> None:
        """Add what stands under a part of the tree: a mark on a page, or tags."""
        if isinstance(found, int):
            into.parts.append(self._words[page][found])
            return
        found = found.get_object()
        page = found.raw_get("/Pg").idnum if "/Pg" in found else page
        if found.get("/Type") == "/OBJR":  # a link as a thing on the page; its words are a mark beside it
            return
        if found.get("/S"):
            into.parts.append(into := Tag(found["/S"][1:]))
        under = found["/MCID"] if found.get("/Type") == "/MCR" else found.get("/K", [])
        for part in under if isinstance(under, list) else [under]:
            self._read(part, page, into)

    def words(self) -> str:
        """Return all words in reading order, those of the footnotes last, without white space.

        A line of a PDF may end at a hyphen, so white space says nothing. The marks of lists and the numbers
        of footnotes are no words.
        """
        for link in self.document.all("Link"):
            if link.words().strip().isdigit():
                link.parts.clear()
        notes = [tag.words().strip().lstrip("0123456789") for tag in self.document.all("Note")]
        return "".join(f"{self.document.words('Note')}{''.join(notes)}".replace(BULLET, "").split())
