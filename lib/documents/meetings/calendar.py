"""Calendar files (iCalendar): a meeting on its day, and what was promised on the day that it is due.

Days without hours: the agenda knows none. Lines are folded and escaped as RFC 5545 asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from lib.dutch import day_text
from lib.model.meetings import Decision, Meeting

MIME = "text/calendar"
_MOST_BYTES = 73
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def meeting_file(meeting: Meeting, made_at: str) -> bytes:
    """Return the day of a meeting, with its place and how long it takes."""
    told = f"{meeting.minutes} minuten"
    return _calendar(
        [_event(f"overleg-{meeting.id}", meeting.held_on, meeting.label, told, made_at, meeting.place)]
    )


def promises_file(meeting: Meeting, decisions: Iterable[Decision], made_at: str) -> bytes:
    """Return what a meeting left to do, each on the day that it is due."""
    return _calendar(
        _event(
            f"afspraak-{decision.id}",
            decision.due,
            f"{decision.owner or 'Nog niemand'}: {decision.text}",
            f"Uiterlijk {day_text(decision.due)}, {meeting.label}",
            made_at,
        )
        for decision in decisions
        if decision.due and not decision.settled_on
    )


def _calendar(events: Iterable[list[str]]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Werkagenda//NL", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += event
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _event(name: str, day: str, title: str, told: str, made_at: str, place: str = "") -> list[str]:
    after = date.fromisoformat(day) + timedelta(days=1)
    parts = {
        "UID": f"{name}@werkagenda",
        "DTSTAMP": made_at,
        "DTSTART;VALUE=DATE": day.replace("-", ""),
        "DTEND;VALUE=DATE": f"{after:%Y%m%d}",
        "SUMMARY": title.translate(_ESCAPES),
        "DESCRIPTION": told.translate(_ESCAPES),
        "LOCATION": place.translate(_ESCAPES),
    }
    return ["BEGIN:VEVENT", *(f"{part}:{value}" for part, value in parts.items() if value), "END:VEVENT"]


def _folded(line: str) -> Iterator[str]:
    """Cut a line that is too long; what follows begins with a space, and no letter is cut in two."""
    part, size = "", 0
    for sign in line:
        bytes_of = len(sign.encode())
        if size + bytes_of > _MOST_BYTES:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + bytes_of
    yield part
