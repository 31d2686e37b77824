"""Invented coalitions for tests of the screens: written through the store, in Anna's name.

Action 4 stands at (4, 4, 0) and misses a party, action 3 at (3, 3, 3) with every chair filled; action 2
has a past of its own in 2022. The other actions have no coalition yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from lib.access import Person
from lib.model.agenda import ENDED, Action
from lib.model.coalitions import Table
from lib.model.purpose import PURPOSE_PARTS
from lib.store import agenda, coalitions, history, records
from lib.store.file.connection import Database, reading, writing
from lib.store.stages import move_stage
from tests.unit.desk import rule

ANNA = Person("Anna")
COMPANY, FUND, SCHOOL, TOWN = "Test Metaal", "Test O&O-fonds", "Test Roc", "Test Gemeente"
SPRING, AUTUMN = "2022-03-01T09:00:00.000Z", "2022-09-01T09:00:00.000Z"
"""When the coalition of action 2 was recorded, and when it went on."""
RECENT = (records.today() - timedelta(days=10)).isoformat()
"""The day of evidence that is not old yet."""

_PARTIES = (
    (COMPANY, "bedrijfsleven", "bedrijf"),
    (FUND, "bedrijfsleven", "fonds"),
    (SCHOOL, "onderwijs", "roc"),
    (TOWN, "overheid", "gemeente"),
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The numbers of the four parties."""

    company: int
    fund: int
    school: int
    town: int


def fill(path: Path) -> Parties:
    """Fill an agenda that is as fresh as on a first start; returns the parties."""
    with writing(path, ANNA, at=SPRING) as db:
        parties = Parties(*(_party(db, name, helix, kind) for name, helix, kind in _PARTIES))
        _spring(db, parties)
    with writing(path, ANNA, at=AUTUMN) as db:
        chair = coalitions.table(db, "2").chairs[1]
        records.save(db, "chair", chair.id, chair.version, {"party_id": parties.school})
    with writing(path, ANNA) as db:
        _weak(db, parties)
        _strong(db, parties)
    return parties


def _party(db: Database, name: str, helix: str, kind: str) -> int:
    return agenda.add_party(db, {"name": name, "helix": helix, "kind": kind, "region": "AM15"})


def chair(db: Database, action_id: str, helix: str, role: str, party_id: int | None, **other: Any) -> int:
    """Put a chair at the table of an action."""
    values = {"action_id": action_id, "helix": helix, "role": role, "party_id": party_id, "needed": True}
    return coalitions.add_chair(db, {**values, **other})


def step(db: Database, action_id: str, what: str, party_ids: list[int], **other: Any) -> int:
    """Record a step that the coalition itself began."""
    values = {"what": what, "kind": "afspraak", "started_by": "coalitie", "link": None}
    return agenda.add_step(db, {"action_id": action_id, "happened_on": RECENT, **values, **other}, party_ids)


def _spring(db: Database, parties: Parties) -> None:
    """Action 2 in March 2022: a company at the table, the school not yet."""
    chair(db, "2", "bedrijfsleven", "bedrijf met overschot", parties.company)
    chair(db, "2", "onderwijs", "roc", None)
    shown = step(db, "2", "Afspraak over overstappers", [parties.company], happened_on="2022-03-01")
    coalitions.set_activation(db, "2", parties.company, 4, shown)


def _weak(db: Database, parties: Parties) -> None:
    """Action 4: two sides far, the third not in view; an empty chair, and a purpose case begun."""
    chair(db, "4", "bedrijfsleven", "bedrijf met overschot", parties.company)
    chair(db, "4", "bedrijfsleven", "O&O-fonds van de branche", None)
    chair(db, "4", "onderwijs", "roc", parties.school)
    chair(db, "4", "overheid", "gemeente", parties.town, region="AM15")
    chair(db, "4", "overheid", "arbeidsmarktregio", None, needed=False)
    shown = step(db, "4", "Afspraak over leerplekken", [parties.company, parties.school])
    step(db, "4", "Kennismaking", [parties.town, parties.school], started_by="ambassadeur", kind="gesprek")
    for party_id in (parties.company, parties.school):
        coalitions.set_activation(db, "4", party_id, 4, shown)
    coalitions.write_purpose(db, "4", "financiering", "Het fonds betaalt de helft van de opleiding.")
    coalitions.write_purpose(db, "4", "financiering", "Het fonds betaalt twee derde van de opleiding.")
    coalitions.answer_support(db, "4", parties.company, "steunt", "", "Tien leerplekken", RECENT)
    coalitions.add_milestone(
        db, {"action_id": "4", "what": "Fondsplan getekend", "due": RECENT, "owner_id": None}
    )


def _strong(db: Database, parties: Parties) -> None:
    """Action 3: every needed chair filled, all at the table, and everybody says yes: the gate is open."""
    members = {"bedrijfsleven": parties.company, "onderwijs": parties.school, "overheid": parties.town}
    shown = step(db, "3", "Eerste tafel", list(members.values()))
    for helix, party_id in members.items():
        chair(db, "3", helix, f"vaste stoel {helix}", party_id)
        coalitions.set_activation(db, "3", party_id, 3, shown)
    agree(db, "3", *members.values())


def agree(db: Database, action_id: str, *party_ids: int) -> None:
    """Write a whole purpose case and let parties support it."""
    for part in PURPOSE_PARTS:
        coalitions.write_purpose(db, action_id, part, f"Zo staat het met de {part}.")
    for party_id in party_ids:
        coalitions.answer_support(db, action_id, party_id, "steunt", "", "", RECENT)


def move(path: Path, action_id: str, *stages: str) -> None:
    """Move an action along the ladder; Gedeputeerde Staten decided it."""
    for stage in stages:
        with writing(path, ANNA) as db:
            if stage == ENDED:
                rule(db, action_id, ("stage", ENDED))
            version = records.get(db, "action", action_id)["version"]
            move_stage(db, action_id, version, stage, records.today(), "Besluit van de tafel")


def table(path: Path, action_id: str) -> Table:
    """All that is stored about the coalition of an action."""
    with reading(path) as db:
        return coalitions.table(db, action_id)


def action(path: Path, action_id: str) -> Action:
    """An action as it is stored."""
    with reading(path) as db:
        found = agenda.action(db, action_id)
    assert found is not None
    return found


def chair_of(path: Path, action_id: str, role: str) -> Mapping[str, Any]:
    """The stored row of a chair, by its role."""
    number = next(one.id for one in table(path, action_id).chairs if one.role == role)
    with reading(path) as db:
        return records.get(db, "chair", number)


def version(path: Path) -> int:
    """The newest place in the history."""
    with reading(path) as db:
        return history.newest(db)
