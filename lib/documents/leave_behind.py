"""One A4 per action for its coalition, as a Word file: what the slide says, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from docx.document import Document as WordFile

from lib.documents import word
from lib.documents.deck import Part, Sheet
from lib.documents.word import add, add_heading, add_table

_WIDTH = 16.0
NOTHING = "Er staat geen actie op de agenda."


def word_file(title: str, footer: str, strip: str, sheets: Sequence[Sheet], made_at: datetime) -> bytes:
    """Make the file; each action begins on a page of its own, and each page says when it is `strip`."""
    document = word.new_file(f"{title}: een A4 per actie", " · ".join(filter(None, [strip, footer])), made_at)
    for sheet in sheets:
        _page(document, sheet, first=sheet is sheets[0])
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
        heads = ("Antwoord", "Partij", "Kant", "Toelichting")[:columns]
        rows = [[[cell] for cell in row] for row in part.rows]
        add_table(document, "Draagvlak", heads, (_WIDTH / columns,) * columns, rows)
    elif part.kind == "heading":
        add_heading(document, part.text, 2)
    else:
        add(document, part.text, style="List Bullet" if part.kind == "item" else "Normal")
