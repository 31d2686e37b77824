"""A letter put together: its marks, the letter, four annexes, and the name of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lib.rules.letter import annexes, changes
from lib.rules.letter.changes import Entry
from lib.rules.letter.content import Contents, Document, Heading, Part
from lib.rules.letter.material import Material
from lib.rules.letter.sections import body, head

LETTER = "brief"
CONCEPT, EXAMPLE = "CONCEPT", "VOORBEELD"


def document(material: Material, entries: list[Entry] | None = None) -> Document:
    sections = tuple(body(material, changes.entries(material) if entries is None else entries))
    annex = [annexes.agenda(material), annexes.policy(material), annexes.terms(material)]
    plain = Part(LETTER, "Brief", (_heading(material), head(material), *sections))
    annex.append(annexes.account(material, [plain, *annex]))
    contents = Contents(tuple(_headings([plain, *annex])))
    letter = Part(LETTER, "Brief", (_heading(material), head(material), contents, *sections))
    return Document(
        title=_heading(material).text,
        marks=tuple(marks_of(material)),
        parts=(letter, *annex),
        notes=annexes.notes(material),
        file_name=file_name(material),
    )


def _headings(parts: Iterable[Part]) -> Iterator[Heading]:
    """Tell what the list of contents names: all but the heading of the letter itself."""
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Heading) and block.key not in ("", LETTER):
                yield block


def _heading(material: Material) -> Heading:
    subject = material.letter.subject or "Brief aan Provinciale Staten"
    return Heading(1, subject, LETTER, of=(("letter", "subject"),))


def marks_of(material: Material) -> list[str]:
    """Tell what every page is marked with: that it is a concept, that it is the example."""
    marks = [] if material.letter.sent else [f"{CONCEPT} – deze brief is niet verzonden"]
    return [*marks, f"{EXAMPLE} – de voortgang in deze brief is verzonnen"] if material.example else marks


def file_name(material: Material) -> str:
    """Return the name without its ending, as the griffie asks: the day, what it is, and its marks."""
    marks = [] if material.letter.sent else [CONCEPT]
    marks += [EXAMPLE] if material.example else []
    day = material.letter.sent_on or material.day.isoformat()
    return " ".join([day, *marks, "Brief GS aan PS voortgang Werkambassadeur"])
