"""The letter as plain data: blocks of text in reading order, without a word about how they look.

Each form (page, Word) draws the same blocks, so that all forms have the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

_MARKED = re.compile(r"\[\^(\d)\]|\b(purpose case|triple helix|digital HUB)\b", re.IGNORECASE)


Source = tuple[str, ...]
"""What a text tells of: a record by its table and id, a field of the letter, or something of an action."""
Sources = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line. `look` is empty, strong, was, is or proposal; `note` a footnote behind it."""

    text: str
    look: str = ""
    english: bool = False
    note: str = ""
    address: str = ""
    of: Sources = ()


Line = tuple[Run, ...]
Cell = tuple[Line, ...]
"""What stands in a cell of a table: one or more lines."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is that of the letter or of an annex."""

    level: int
    text: str
    key: str = ""
    of: Sources = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text. `look` is empty, "adopted" (verbatim), "margin" (ours beside it) or "small"."""

    line: Line
    look: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines of equal rank; with numbers when their order counts."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with their values, as in the head of a letter."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row and no merged cells; `widths` in centimetres, sixteen together.

    Its caption is only heard, not seen, when the heading just above it says the same.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    captioned: bool = True


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of all parts, as links."""

    headings: tuple[Heading, ...]


Block = Heading | Paragraph | Listing | Pairs | Table | Contents


@dataclass(frozen=True, slots=True)
class Part:
    """The letter itself or one of its annexes."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: its title, what it is marked with on every page, its parts and its footnotes.

    What has to stay on one page is set small, with narrow edges.
    """

    title: str
    marks: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: Mapping[str, Line]
    file_name: str
    one_page: bool = False


def line(text: str, look: str = "", *, of: Sources = ()) -> Line:
    """Return text as a line: [^1] becomes a footnote, and English words are marked as such."""
    runs, start = [], 0
    for mark in _MARKED.finditer(text):
        before = text[start : mark.start()]
        if mark[1]:
            runs.append(Run(before, look, note=mark[1], of=of))
        else:
            runs += [Run(before, look, of=of)] if before else []
            runs.append(Run(mark[0], look, english=True, of=of))
        start = mark.end()
    rest = text[start:]
    return (*runs, Run(rest, look, of=of)) if rest or not runs else tuple(runs)


def told(runs: Line, *of: Source) -> Line:
    """Return a line with what it tells of."""
    return tuple(replace(run, of=of) for run in runs)


def link(text: str, address: str) -> Line:
    return (Run(text, address=address),)


def paragraph(text: str, look: str = "", *, of: Sources = ()) -> Paragraph:
    return Paragraph(line(text, of=of), look)


def cell(*texts: str, of: Sources = ()) -> Cell:
    return tuple(line(text, of=of) for text in texts)


def text_of(runs: Line) -> str:
    return "".join(run.text for run in runs)


def lines_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the words of blocks in reading order, line by line; what is left empty gives no line."""
    for block in blocks:
        yield from (text for text in _lines(block) if text)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield text_of(block.line)
        case Listing():
            yield from map(text_of, block.lines)
        case Pairs():
            yield from (f"{name}: {text_of(value)}" for name, value in block.rows)
        case Contents():
            yield from (heading.text for heading in block.headings)
        case Table():
            yield block.caption if block.captioned else ""
            yield from block.heads
            yield from (text_of(text) for row in block.rows for texts in row for text in texts)


def paragraphs(document: Document) -> Iterator[Line]:
    """Yield the paragraphs of a document as a file has them, also the empty ones, with their sources."""
    yield from ((Run(mark),) for mark in document.marks)
    for part in document.parts:
        for block in part.blocks:
            yield from _paragraphs(block)


def _paragraphs(block: Block) -> Iterator[Line]:
    match block:
        case Heading():
            yield (Run(block.text, of=block.of),)
        case Paragraph():
            yield block.line
        case Listing():
            yield from block.lines
        case Pairs():
            yield from ((Run(f"{name}: "), *value) for name, value in block.rows)
        case Contents():
            yield from ((Run(heading.text),) for heading in block.headings)
        case Table():
            yield from [(Run(block.caption),)] if block.captioned else []
            yield from ((Run(head),) for head in block.heads)
            yield from (texts for row in block.rows for one in row for texts in one)


def words(document: Document) -> str:
    """Return all words of a document, a line each: what every form of it must say."""
    parts = [text for part in document.parts for text in lines_of(part.blocks)]
    notes = [text_of(note) for note in document.notes.values()]
    return "\n".join([*document.marks, *parts, *notes])
