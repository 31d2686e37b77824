"""The slides to send or to keep: a presentation that can be edited, a page to print, and an A4 per action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from lib.documents import minutes
from lib.documents.meetings import deck as deck_document, leave_behind
from lib.model.meetings import Meeting
from lib.store import history
from lib.store.file.connection import reading
from lib.ui.elements.html import address_of
from lib.ui.here.address import NOT_FOLLOWED, shared_params
from lib.ui.here.state import Here
from lib.ui.slides import light
from lib.ui.slides.light import EXAMPLE_STRIP
from lib.ui.slides.outline import outline
from lib.ui.slides.printed import footer
from lib.ui.slides.subject import Slide
from lib.web.outside.follow import Sight
from lib.web.outside.place import FOLLOW
from lib.web.outside.printing import PRINT, STAND


def offer_files(here: Here, meeting: Meeting) -> None:
    """Offer the slides of a meeting as they are now, or were at the moment shown."""
    name = deck_document.file_name(meeting.label)
    st.header("Dia’s", anchor=False)
    with st.container(horizontal=True, key="deck-files"):
        _button("Dia’s in PowerPoint", f"{name}.pptx", deck_document.MIME, lambda: deck_file(here, meeting))
        st.link_button(
            "Dia’s afdrukken of bewaren als PDF", _print_address(here, meeting), icon=":material/print:"
        )
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


def _drawn(here: Here, meeting: Meeting) -> list[tuple[Slide, Sight]]:
    """Return the slides of the row as they are shown, with what was decided."""
    found = light.row(here.dataset, meeting.id, _stand(here))
    return found[1] if found else []


def _stand(here: Here) -> int:
    """Return the history id of the moment shown; 0 for now."""
    with reading(here.path) as db:
        return history.id_at(db, here.at) if here.at else 0


def _footer(here: Here, meeting: Meeting) -> str:
    return footer(here.dataset, meeting, here.at, here.edition or "")


def _print_address(here: Here, meeting: Meeting) -> str:
    """Lead to the slides for the printer, of the moment shown."""
    stand = {STAND: str(_stand(here))} if here.at else {}
    return address_of(f"{FOLLOW}/{meeting.id}/{PRINT}", shared_params(**NOT_FOLLOWED) | stand)


def _sheets(drawn: Sequence[tuple[Slide, Sight]]) -> list[deck_document.Sheet]:
    return [outline(sight.html) for _, sight in drawn]


def deck_file(here: Here, meeting: Meeting) -> bytes:
    """Make the presentation that can be edited."""
    strip, sheets = EXAMPLE_STRIP if here.is_example else "", _sheets(_drawn(here, meeting))
    return deck_document.deck_file(meeting.label, _footer(here, meeting), strip, sheets, datetime.now(UTC))


def _leave_behind(here: Here, meeting: Meeting) -> bytes:
    drawn = [one for one in _drawn(here, meeting) if one[0].action_id]
    strip = EXAMPLE_STRIP if here.is_example else ""
    return leave_behind.word_file(
        meeting.label, _footer(here, meeting), strip, _sheets(drawn), datetime.now(UTC)
    )
