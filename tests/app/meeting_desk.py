"""Invented meetings for tests of the screens: written through the store, in Anna's name.

A technology table of two months ago is closed and told about: six pledges, of which four were kept and one is
late. One of today is open with three items, and one to come is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from lib.access import Person
from lib.model.meetings import Decision
from lib.store import agenda, decisions, meetings, records
from lib.store.file.connection import Database, reading, writing

ANNA = Person("Anna")
TODAY = records.today()
BEFORE, SOON = TODAY - timedelta(days=60), TODAY + timedelta(days=12)
LATE, LATER = TODAY - timedelta(days=20), TODAY + timedelta(days=40)
COMPANY, SCHOOL, TOWN = "Test Metaal", "Test Roc", "Test Gemeente"
_PARTIES = (
    (COMPANY, "bedrijfsleven", "bedrijf"),
    (SCHOOL, "onderwijs", "roc"),
    (TOWN, "overheid", "gemeente"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The numbers of the meetings and parties."""

    before: int
    now: int
    soon: int
    company: int
    school: int
    town: int


def fill(path: Path) -> Desk:
    """Fill an agenda that is as fresh as on a first start."""
    with writing(path, ANNA) as db:
        company, school, town = (
            agenda.add_party(db, {"name": name, "helix": helix, "kind": kind, "region": "AM15"})
            for name, helix, kind in _PARTIES
        )
        before = _meeting(db, BEFORE, "Campus Test")
        first = _item(db, before, "3", 20, "Wie neemt de instroom over?")
        _item(db, before, None, 10, "Wat vertellen we?", topic="Communicatie")
        _decision(db, before, "besluit", "De route gaat door", item_id=first)
        for number, owner in enumerate((company, school, town) * 2, 1):
            due = LATE if number > 4 else BEFORE
            about = {"owner_id": owner, "due": due, "action_id": str(number)}
            _decision(db, before, "toezegging", f"Levert deel {number}", **about)
    with writing(path, ANNA) as db:
        meetings.close_meeting(db, before, 1)
    with writing(path, ANNA) as db:
        for one in decisions.decisions(db, meeting_id=before)[1:5]:
            values = {"settled_on": TODAY, "settled_note": "Geleverd"}
            records.save(db, "decision", one.id, one.version, values)
        held = {"communicated_on": TODAY, "communicated_how": "Nieuwsbrief"}
        records.save(db, "meeting", before, records.get(db, "meeting", before)["version"], held)
        now = _meeting(db, TODAY, "Provinciehuis Test")
        _item(
            db,
            now,
            "1",
            45,
            "Wat is de volgende stap?",
            reason="hoge prioriteit (A), nog geen gebeurtenis bekend",
        )
        _item(db, now, "4", 60, "Wie betaalt mee?")
        _item(db, now, None, None, "", topic="Rondvraag")
        soon = _meeting(db, SOON, "")
    return Desk(before, now, soon, company, school, town)


def _meeting(db: Database, on: Any, place: str) -> int:
    return meetings.add_meeting(db, {"kind": "technologietafel", "held_on": on, "place": place})


def _item(
    db: Database, meeting_id: int, action_id: str | None, minutes: int | None, question: str, **other: str
):
    values = {"meeting_id": meeting_id, "action_id": action_id, "minutes": minutes, "question": question}
    return meetings.add_item(db, {**values, **other})


def _decision(db: Database, meeting_id: int, kind: str, text: str, **other: Any) -> int:
    return decisions.record_decision(db, {"meeting_id": meeting_id, "kind": kind, "text": text, **other})


def decided(path: Path, meeting_id: int) -> list[Decision]:
    """What a meeting decided so far, as it is in the file."""
    with reading(path) as db:
        return decisions.decisions(db, meeting_id=meeting_id)
