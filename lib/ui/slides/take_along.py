"""What each party takes along from a meeting, for the page that the code on the last slide leads to."""

from __future__ import annotations

from datetime import UTC, datetime

from lib.documents.meetings import calendar
from lib.model.meetings import Decision, Meeting, decision_text
from lib.store import decisions, meetings
from lib.store.file.connection import database_path, reading
from lib.web.outside.take_along import Own, Taken


def promised(dataset: str, meeting_id: int) -> Taken | None:
    """Return what each party took on in a meeting, by name."""
    meeting, own = _read(dataset, meeting_id)
    if meeting is None:
        return None
    parties = sorted({(one.owner or "", one.owner_id or 0) for one in own})
    return Taken(meeting.label, [_of_party(party, name, own) for name, party in parties])


def calendar_of(dataset: str, meeting_id: int, party: int) -> bytes:
    """Make the calendar file of what one party took on."""
    meeting, own = _read(dataset, meeting_id)
    assert meeting is not None
    mine = [one for one in own if one.owner_id == party]
    return calendar.promises_file(meeting, mine, f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}")


def _read(dataset: str, meeting_id: int) -> tuple[Meeting | None, list[Decision]]:
    with reading(database_path(dataset)) as db:
        meeting = meetings.meeting(db, meeting_id)
        if meeting is None or meeting.withdrawn_on:
            return None, []
        decided = decisions.decisions(db, meeting_id=meeting_id)
    return meeting, [one for one in decided if one.owner_id and not one.settled_on]


def _of_party(party: int, name: str, own: list[Decision]) -> Own:
    mine = [one for one in own if one.owner_id == party]
    lines = [decision_text(one.kind, one.text, None, one.due) for one in mine]
    return Own(party, name, lines, any(one.due for one in mine))
