"""The slides of a meeting as one page for the printer: each on a sheet as wide as the beamer.

The browser makes the PDF, so that it holds the slides as they look, with text that can be read and searched.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup

from lib.dutch import moment_text
from lib.model.meetings import Meeting
from lib.store import history
from lib.store.file.chain import head
from lib.store.file.connection import database_path, reading
from lib.ui.slides import light
from lib.ui.slides.subject import NOTHING
from lib.web.outside.printing import Paper

HOW = (
    "Elke dia staat op een eigen blad. Kies Afdrukken (Ctrl+P) en dan “Opslaan als PDF”, met "
    "achtergrondafbeeldingen aan."
)
_SHEET = Markup(
    '<section class="sheet" aria-label="Dia {number}"><p class="strip">{strip}</p>'
    '<div class="st-key-slide-light" style="--letters:{letters}">{html}{picture}</div>'
    '<p class="below">{below} · dia {number} van {count}</p></section>'
)


def printed(dataset: str, meeting_id: int, stand: int) -> Paper | None:
    """Return the page, as it was at a history id (0: now); None without such a meeting."""
    found = light.row(dataset, meeting_id, stand)
    if found is None:
        return None
    subject, drawn = found
    assert subject.meeting is not None
    below = footer(dataset, subject.meeting, subject.at)
    sheets = Markup().join(
        _SHEET.format(
            number=sight.slide,
            strip=sight.strip,
            letters=sight.letters,
            html=sight.html,
            picture=slide.drawn() if slide.drawn else NOTHING,
            below=below,
            count=len(drawn),
        )
        for slide, sight in drawn
    )
    return Paper(f"Dia’s van {subject.meeting.label}", _looks(), HOW, sheets)


def footer(dataset: str, meeting: Meeting, at: str | None, edition: str = "") -> str:
    """Tell below each slide of which meeting and state it is, and what proves that."""
    with reading(database_path(dataset), at) as db:
        last, anchor = history.last_change(db, at), head(db, at).text
    stand = edition or (f"stand van {moment_text(at or last[0])}" if last else "")
    return " · ".join(filter(None, [meeting.label, stand, f"anker {anchor}"]))


@cache
def _looks() -> str:
    """Return the style sheet; a browser that prints takes a sheet of 1280 for a small screen."""
    own = Path(__file__).with_name("printed.css").read_text("utf-8")
    shown = "\n".join(light.looks()).replace("@media (max-width: 899px)", "@media not all")
    return shown.replace("@media (min-width: 900px)", "@media all") + own
