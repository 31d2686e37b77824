"""Closing a meeting and what comes after: the minutes as they will stand, telling about it, opening it again.

Owns the page's view of the minutes and the buttons beside it; what stands in them is made in
`lib.documents.minutes`, the file in `lib.documents.minutes_word`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.access import DECIDE, MISSING
from lib.documents import minutes as minutes_content
from lib.documents.minutes import NO_DAY, NOBODY, Entry, Material, Minutes
from lib.model.meetings import Meeting
from lib.rules.meetings.promises import promises
from lib.store import agenda, coalitions, decisions, editions, history, meetings
from lib.store.file.chain import head
from lib.store.file.connection import EXAMPLE, Database, database_path, reading
from lib.store.room import questions
from lib.ui.editing import editor, form
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, empty, prose, show, table
from lib.ui.frame.invitation import invite
from lib.ui.here.cache import kept
from lib.ui.here.state import Here
from lib.ui.meetings import room
from lib.ui.meetings.begin import offer_next
from lib.ui.meetings.book import Book
from lib.ui.meetings.calendar_files import calendar_buttons
from lib.ui.meetings.overview import edition_link
from lib.ui.meetings.unrecorded import tell_all_unrecorded

_NONE = Markup('<p class="wa-none">geen</p>')


def read_minutes(path: Path, meeting_id: int, at: str | None) -> tuple[Minutes, str]:
    """Return the minutes of a meeting at a stored moment and their file name; None for now.

    A closed meeting has the minutes of the moment at which it closed, whatever changed since; only of the
    figures under its decisions it tells what is known of them now.
    """
    with reading(path, at) as db:
        meeting = meetings.meeting(db, meeting_id)
        known = decisions.figure_sentences(db)
        frozen = [edition for edition in editions.editions(db) if edition.meeting_id == meeting_id]
    assert meeting is not None
    fitting = (edition for edition in frozen if meeting.closed_at and (at is None or edition.at <= at))
    edition = next(fitting, None)
    at = edition.at if edition else at
    with reading(path, at) as db:
        held = meetings.meetings(db)
        until = history.id_at(db, at) if at else history.newest(db)
        material = Material(
            meeting=meetings.meeting(db, meeting_id) or meeting,
            items=meetings.items(db, meeting_id),
            decisions=[
                replace(one, figures=known.get(one.id, ""))
                for one in decisions.decisions(db, meeting_id=meeting_id)
            ],
            actions={action.id: action for action in agenda.actions(db)},
            tables=coalitions.tables(db),
            changes=history.changes_of(db, "meeting", str(meeting_id), until),
            proposals=decisions.proposals(db),
            rulings=[
                one for one in decisions.rulings(db) if one.meeting_id == meeting_id and not one.advice_id
            ],
            goals={goal.id: goal.name for goal in agenda.goals(db)},
            edition=edition.name if edition else "",
            asked=questions.questions(db, meeting_id),
            promises=promises(meeting, held, decisions.decisions(db), date.fromisoformat(meeting.held_on)),
            example=path == database_path(EXAMPLE),
            anchor=head(db, at).text,
        )
    return minutes_content.minutes(material), minutes_content.file_name(material.meeting)


def word_minutes(path: Path, meeting_id: int, at: str | None) -> bytes:
    """Return the minutes as a Word file; what writes it is loaded when somebody asks for one."""
    from lib.documents.minutes_word import word_file

    content, _ = read_minutes(path, meeting_id, at)
    return word_file(content, datetime.now(UTC))


# ------------------------------------------------------------------------------- minutes


def minutes_view(here: Here, book: Book, meeting: Meeting) -> None:
    """Show what will stand in the minutes, or stands in them since the closing; and the file itself."""
    with reading(here.path, here.at) as db:
        content, name = kept(
            f"minutes {meeting.id}", here, db, lambda: read_minutes(here.path, meeting.id, here.at)
        )
    st.header("Zo komt het in het verslag" if content.draft else "Verslag", anchor=False)
    with st.container(key="minutes-head", horizontal=True, vertical_alignment="center"):
        show(Markup("<p>{}</p>").format(content.summary))
        st.download_button(
            "Concept in Word" if content.draft else "Verslag in Word",
            data=lambda: word_minutes(here.path, meeting.id, here.at),
            file_name=name,
            mime=minutes_content.MIME,
            icon=":material/description:",
            key="minutes file",
            on_click="ignore",
            type="secondary" if content.draft else "primary",
        )
    calendar_buttons(meeting, book.decided(meeting))
    show(
        _entries("Afspraken", content.agreements)
        + _pledges(content.pledges)
        + _entries("Open vragen", content.questions)
        + _entries("Adviezen aan Gedeputeerde Staten", content.advice)
    )


def _entries(title: str, entries: Sequence[Entry]) -> Markup:
    items = []
    for entry in entries:
        facts = [entry.proposed, entry.about] if entry.proposed else [entry.about]
        facts += [f"{entry.owner or NOBODY}, {entry.due or NO_DAY}"] if entry.owner or entry.due else []
        items.append(
            Markup("<li>{}<small>{}</small></li>").format(prose(entry.text), _joined(*facts, entry.figures))
        )
    listed = Markup('<ol class="wa-minutes">{}</ol>').format(Markup("").join(items)) if items else _NONE
    return Markup('<h3 class="wa-h">{}</h3>{}').format(title, listed)


def _joined(*facts: str) -> str:
    return " · ".join(filter(None, facts))


def _pledges(pledges: Sequence[Entry]) -> Markup:
    rows = [
        (
            entry.owner,
            Markup("{}<small>{}</small>").format(prose(entry.text), _joined(entry.about, entry.figures)),
            entry.due or NO_DAY,
        )
        for entry in pledges
    ]
    title = "Toezeggingen per partij"
    listed = table(("Partij", "Wat", "Gereed op"), rows, title, wide="pledges") if rows else _NONE
    return Markup('<h3 class="wa-h">{}</h3>{}').format(title, listed)


# ------------------------------------------------------------------------------- closing


def closing(here: Here, book: Book, meeting: Meeting) -> None:
    """Close the meeting; or, when it is closed, what was frozen, who was told, and opening it again."""
    if meeting.open:
        st.header("Sluiten", anchor=False)
        tell_all_unrecorded(book, meeting)
        _close_form(here, meeting)
        return
    st.header("Gesloten", anchor=False)
    edition = book.edition(meeting)
    if edition:
        show(
            Markup("<p>De stand van alle acties is vastgelegd als editie: {}</p>").format(
                edition_link(edition)
            )
        )
    _told(meeting)
    if here.editing:
        _told_form(meeting)
        offer_next(meeting)
    if here.deciding:
        folded("Heropenen", lambda: _reopen_form(meeting), key="fold reopen", icon=":material/lock_open:")


def _close_form(here: Here, meeting: Meeting) -> None:
    show(
        Markup(
            "<p>Sluiten zet vast wat hier is vastgelegd in het verslag, en legt de stand van "
            "alle acties van dit moment vast als editie. Daarna kan hier niets meer bij; opvolgen kan "
            "altijd.</p>"
        )
    )
    if not here.editing:
        invite("Dit overleg is nog open.", "Naar Bewerken om te sluiten", field=f"close {meeting.id}")
        return
    if not here.deciding:
        empty(MISSING[DECIDE])
        return
    with st.form(f"close form {meeting.id}", border=False):
        st.form_submit_button(
            "Overleg sluiten",
            type="primary",
            icon=":material/lock:",
            on_click=_close,
            args=(here, meeting),
            key=f"close {meeting.id}",
        )


def _close(here: Here, meeting: Meeting) -> None:
    """Close the meeting, and before that what the room is still asked."""

    def act(db: Database) -> None:
        room.close_asking(db, here.dataset, meeting.id)
        meetings.close_meeting(db, meeting.id, meeting.version)

    editor.write(act, said="Het overleg is gesloten; de stand is vastgelegd en het verslag staat klaar.")


def _told(meeting: Meeting) -> None:
    if meeting.communicated_on:
        how = f": {meeting.communicated_how.rstrip('.')}" if meeting.communicated_how else ""
        show(Markup("<p>Hierover is gecommuniceerd op {}{}.</p>").format(day(meeting.communicated_on), how))
    else:
        empty(
            "Nog niet vastgelegd wanneer en hoe over dit overleg is gecommuniceerd. "
            "Het manifest vraagt daarom."
        )


def _told_form(meeting: Meeting) -> None:
    form.change(
        "meeting",
        meeting,
        key=f"told {meeting.id}",
        fields=("communicated_on", "communicated_how"),
        asked={"communicated_how": {"example": "bijvoorbeeld: nieuwsbrief"}},
        button="Vastleggen",
        primary=False,
    )


def _reopen_form(meeting: Meeting) -> None:
    st.caption("De editie vervalt; bij het volgende sluiten komt er een nieuwe.")
    form.withdraw(
        "meeting",
        meeting,
        key=f"reopen {meeting.id}",
        label="Waarom gaat dit overleg weer open?",
        button="Overleg heropenen",
        said="Het overleg is weer open; de editie is ingetrokken.",
        act=lambda db, version: meetings.reopen_meeting(db, meeting.id, version),
    )
