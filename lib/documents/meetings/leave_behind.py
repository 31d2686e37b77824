"""Slides on paper, as a Word file: an A4 per action for its coalition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from docx.document import Document as WordFile

from lib.documents import word
from lib.documents.meetings.deck import TABLE, Part, Sheet
from lib.documents.word import add, add_heading, add_table

_WIDTH = 16.0
HEADS: Mapping[int, Sequence[str]] = {
    2: ("Antwoord", "Partij"),
    3: ("Stand", "Partij", "Wat"),
    4: ("Antwoord", "Partij", "Kant", "Toelichting"),
}
"""The heads of a table that has none on its slide, by the number of its columns."""
NOTHING = "Er staat geen actie op de agenda."


def word_file(title: str, footer: str, strip: str, sheets: Sequence[Sheet], made_at: datetime) -> bytes:
    """Make the file; each sheet begins on a page of its own."""
    document = word.new_file(title, " · ".join(filter(None, [strip, footer])), made_at)
    for number, sheet in enumerate(sheets):
        _page(document, sheet, first=not number)
    if not sheets:
        add(document, NOTHING)
    return word.written(document)


def _page(document: WordFile, sheet: Sheet, *, first: bool) -> None:
    add_heading(document, sheet.title, 1)
    document.paragraphs[-1].paragraph_format.page_break_before = not first
    add(document, sheet.over)
    for part in sheet.parts:
        _part(document, part)


def _part(document: WordFile, part: Part) -> None:
    if part.rows:
        columns = len(part.rows[0])
        heads = part.rows[0] if part.has_head else HEADS[columns]
        rows = [[cell.split("\n") for cell in row] for row in part.rows[part.has_head :]]
        add_table(document, part.text or TABLE, heads, (_WIDTH / columns,) * columns, rows)
    elif part.kind == "heading":
        add_heading(document, part.text, 2)
    else:
        add(document, part.text, style="List Bullet" if part.kind == "item" else None)
