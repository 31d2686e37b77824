"""Calendar files: whole days, escaped and folded as calendars want it."""

from __future__ import annotations

from lib.documents.meetings import calendar
from tests.unit.documents.test_minutes import decision, meeting

MADE = "20220301T120000Z"


def lines(file: bytes) -> list[str]:
    """The lines of a file as a calendar reads them: folded ones together."""
    text = file.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_meeting_stands_on_its_day() -> None:
    file = lines(calendar.meeting_file(meeting(place="Campus Test, zaal 2; boven"), MADE))
    assert file[0] == "BEGIN:VCALENDAR"
    assert file[-2:] == ["END:VCALENDAR", ""]
    assert {"DTSTART;VALUE=DATE:20220314", "DTEND;VALUE=DATE:20220315"} <= set(file)
    assert "SUMMARY:Technologietafel 14 maart 2022" in file
    assert "LOCATION:Campus Test\\, zaal 2\\; boven" in file


def test_what_is_still_to_be_done_stands_on_the_day_that_it_is_due() -> None:
    long = "Wij leveren twintig plekken, élke maand één erbij, zolang het nodig is\nen daarna niet meer"
    decisions = [
        decision(1, "toezegging", long, owner="Test Roc", due="2022-04-01"),
        decision(2, "toezegging", "Al gedaan", owner="Test Roc", due="2022-04-01", settled_on="2022-03-20"),
        decision(3, "toezegging", "Zonder dag", owner="Test Roc"),
    ]
    file = lines(calendar.promises_file(meeting(), decisions, MADE))
    assert [line for line in file if line.startswith("UID")] == ["UID:afspraak-1@werkagenda"]
    assert f"SUMMARY:Test Roc: {long}".replace(",", "\\,").replace("\n", "\\n") in file
    assert "DTSTART;VALUE=DATE:20220401" in file
