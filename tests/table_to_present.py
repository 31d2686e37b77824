"""A meeting with an agenda, to be presented in tests and measurements; invented, in the example set."""

from __future__ import annotations

from pathlib import Path

from lib.access import Person
from lib.model.meetings import AGREEMENT, PLEDGE
from lib.store import agenda, decisions, meetings, records
from lib.store.file.connection import writing

TITLE = "Proeftafel"
LABEL = f"Technologietafel 1 juli 2023: {TITLE}"
QUESTION = "Is er genoeg draagvlak om deze actie uit te voeren?"
TOPIC = "Wat merken bedrijven van de energietransitie?"
PARKED = "7"
OPENING, PROMISES, MATRIX, ACTION, OTHER, FREE = range(1, 7)
VOUCHERS, METHOD, MONEY, MAP, FIGURE, CHAIRS, CLOSING = range(7, 14)
"""Its slides, by number."""
HEADINGS = {
    OPENING: LABEL,
    PROMISES: "Wat we elkaar beloofden",
    MATRIX: "Werkagenda",
    ACTION: "Ontwikkelfonds",
    OTHER: "Verbeteren zij-instroom naar techniek",
    FREE: TOPIC,
    VOUCHERS: "afgerond met bewijs",
    METHOD: "campussen werken met alle zes stappen",
    MONEY: "Voor actie 4 is",
    MAP: "Campussen",
    FIGURE: "WW-uitkeringen",
    CHAIRS: "Lege stoelen",
    CLOSING: "Afspraken en adviezen",
}


def prepare_table(path: Path, suffix: str = "") -> int:
    """Put an open meeting on the agenda, with the pledges of one before it kept and open; returns its id."""
    with writing(path, Person("Voorbereider")) as db:
        owner = agenda.parties(db)[0].id
        before = meetings.add_meeting(
            db, {"kind": "technologietafel", "held_on": "2023-06-30", "title": f"De vorige{suffix}"}
        )
        made: list[int] = []
        for number in range(6):
            values = {"meeting_id": before, "kind": PLEDGE, "text": f"Belofte {number}", "owner_id": owner}
            made.append(decisions.record_decision(db, values))
        meetings.close_meeting(db, before, 1)
        for pledge in made[:4]:
            records.save(db, "decision", pledge, 1, {"settled_on": "2023-06-30"})
        table = meetings.add_meeting(
            db,
            {
                "kind": "technologietafel",
                "held_on": "2023-07-01",
                "title": f"{TITLE}{suffix}",
                "place": "Werf Voorbeeldhaven (verzonnen)",
                "minutes": 45,
            },
        )
        for item in (
            {"action_id": "4", "minutes": 20, "question": QUESTION},
            {"action_id": "3", "minutes": 15, "question": "Wie schuift aan?"},
            {"topic": TOPIC, "minutes": 5, "question": "Welke vakmensen missen we het eerst?"},
            {"action_id": PARKED, "parked": True},
        ):
            meetings.add_item(db, {"meeting_id": table, **item})
        item_id = meetings.items(db, table)[0].id
        decisions.record_decision(
            db, {"meeting_id": table, "item_id": item_id, "kind": AGREEMENT, "text": "Het fonds start klein"}
        )
    return table
