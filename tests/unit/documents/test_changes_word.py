"""The changes as a Word file: real headings, a list, and the mark of the example set."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from docx import Document

from lib.documents.changes_word import word_file

TITLE = "Wijzigingen van 1 mei 2022 tot en met 1 juni 2022"
TEXT = f"{TITLE}\n\nActie 3 Zij-instroom\n- Fase van Idee naar Poort.\n- Loopt."
MARK = "VOORBEELD – alles is verzonnen"


def test_each_action_is_a_heading_with_its_lines() -> None:
    file = Document(BytesIO(word_file(TEXT, datetime(2022, 6, 1, tzinfo=UTC), (MARK,))))
    told = [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs if paragraph.style]
    assert told == [
        ("Normal", MARK),
        ("Title", TITLE),
        ("Heading 1", "Actie 3 Zij-instroom"),
        ("List Bullet", "Fase van Idee naar Poort."),
        ("List Bullet", "Loopt."),
    ]
