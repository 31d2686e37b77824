"""What changed as a Word file, to take over in a letter."""

from __future__ import annotations

from datetime import datetime

from lib.documents import word


def word_file(text: str, made_at: datetime, marks: tuple[str, ...] = ()) -> bytes:
    """Make the file of a text in blocks: the first is its title, each other a heading with lines."""
    title, *blocks = text.split("\n\n")
    document = word.new_file(title, " · ".join((*marks, title)), made_at)
    for mark in marks:
        run = word.add(document, mark).runs[0]
        run.bold, run.font.color.rgb = True, word.ALARM
    word.add_heading(document, title, 0)
    for block in blocks:
        heading, *lines = block.split("\n")
        word.add_heading(document, heading, 1)
        for line in lines:
            word.add(document, line.removeprefix("- "), "List Bullet")
    return word.written(document)
