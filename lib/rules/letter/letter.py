"""A letter put together: its marks, the letter, four annexes, and the name of its file."""

from __future__ import annotations

from lib.rules.letter import annexes, changes
from lib.rules.letter.changes import Entry
from lib.rules.letter.content import Document, Heading, Part
from lib.rules.letter.material import Material
from lib.rules.letter.sections import body, head

LETTER = "brief"
CONCEPT, EXAMPLE = "CONCEPT", "VOORBEELD"


def document(material: Material, found: list[Entry] | None = None) -> Document:
    """The whole letter; a concept for as long as it was not sent."""
    entries = changes.entries(material) if found is None else found
    letter = Part(LETTER, "Brief", (_heading(material), head(material), *body(material, entries)))
    parts = [letter, annexes.agenda(material), annexes.policy(material), annexes.terms(material)]
    marks = marks_of(material)
    return Document(
        title=material.letter.subject or "Brief aan Provinciale Staten",
        marks=tuple(marks),
        parts=(*parts, annexes.account(material, parts)),
        notes=annexes.notes(material),
        file_name=file_name(material),
    )


def _heading(material: Material) -> Heading:
    return Heading(1, material.letter.subject or "Brief aan Provinciale Staten", LETTER)


def marks_of(material: Material) -> list[str]:
    """What every page is marked with: that it is a concept, that it is the example."""
    found = [] if material.letter.sent else [f"{CONCEPT} – deze brief is niet verzonden"]
    return [*found, f"{EXAMPLE} – de voortgang in deze brief is verzonnen"] if material.example else found


def file_name(material: Material) -> str:
    """The name without its ending, as the griffie asks: the day, what it is, and its marks."""
    marks = [] if material.letter.sent else [CONCEPT]
    marks += [EXAMPLE] if material.example else []
    day = material.letter.sent_on or material.day.isoformat()
    return " ".join([day, *marks, "Brief GS aan PS voortgang Werkambassadeur"])
