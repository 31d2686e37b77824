"""The slides as files, to send or to keep: a presentation that can be edited, a PDF, and an A4 per action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from lib.documents import minutes, pdf
from lib.documents.meetings import deck as deck_document, leave_behind
from lib.dutch import moment_text
from lib.model.meetings import Meeting
from lib.store import history
from lib.store.file.chain import head
from lib.store.file.connection import reading
from lib.ui.here.cache import kept
from lib.ui.here.state import Here
from lib.ui.slides.deck import deck
from lib.ui.slides.light import EXAMPLE_STRIP
from lib.ui.slides.outline import outline
from lib.ui.slides.subject import Slide, Subject


def offer_files(here: Here, meeting: Meeting) -> None:
    """Offer the slides of a meeting as they are now, or were at the moment shown."""
    name = deck_document.file_name(meeting.label)
    st.header("Dia’s", anchor=False)
    with st.container(horizontal=True, key="deck-files"):
        _button("Dia’s in PowerPoint", f"{name}.pptx", deck_document.MIME, lambda: deck_file(here, meeting))
        if pdf.office():
            _button("Dia’s in PDF", f"{name}.pdf", pdf.MIME, lambda: _pdf(here, meeting))
        _button("Eén A4 per actie", f"a4-{name}.docx", minutes.MIME, lambda: _leave_behind(here, meeting))


def _button(label: str, file_name: str, mime: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label,
        data=make,
        file_name=file_name,
        mime=mime,
        icon=":material/slideshow:",
        key=f"file {file_name}",
        on_click="ignore",
        type="secondary",
    )


def _subject(here: Here, meeting: Meeting) -> Subject:
    past = here.at is not None
    return Subject(here.path, here.at, here.day, here.since, here.since_label, meeting, past)


def _slides(here: Here, meeting: Meeting) -> list[Slide]:
    """Return the slides of the row: what is only asked for stays out of the file."""
    subject = _subject(here, meeting)
    with reading(here.path, here.at) as db:
        slides = kept(f"files of slides {meeting.id} {here.since}", here, db, lambda: deck(subject))
    return [slide for slide in slides if not slide.aside]


def _footer(here: Here, meeting: Meeting) -> str:
    with reading(here.path, here.at) as db:
        last, anchor = history.last_change(db, here.at), head(db, here.at).text
    stand = here.edition or (f"stand van {moment_text(here.at or last[0])}" if last else "")
    return " · ".join(filter(None, [meeting.label, stand, f"anker {anchor}"]))


def _sheets(slides: Sequence[Slide]) -> list[deck_document.Sheet]:
    return [outline(slide.body + slide.rest) for slide in slides]


def deck_file(here: Here, meeting: Meeting) -> bytes:
    """Make the presentation that can be edited."""
    strip = EXAMPLE_STRIP if here.is_example else ""
    sheets = _sheets(_slides(here, meeting))
    return deck_document.deck_file(meeting.label, _footer(here, meeting), strip, sheets, datetime.now(UTC))


def _pdf(here: Here, meeting: Meeting) -> bytes:
    return pdf.pdf_file(_on_paper(here, meeting, _slides(here, meeting), wide=True))


def _leave_behind(here: Here, meeting: Meeting) -> bytes:
    slides = [slide for slide in _slides(here, meeting) if slide.action_id]
    return _on_paper(here, meeting, slides, wide=False)


def _on_paper(here: Here, meeting: Meeting, slides: Sequence[Slide], *, wide: bool) -> bytes:
    strip, footer = EXAMPLE_STRIP if here.is_example else "", _footer(here, meeting)
    return leave_behind.word_file(meeting.label, footer, strip, _sheets(slides), datetime.now(UTC), wide=wide)
