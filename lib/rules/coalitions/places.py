"""Which party has a place in which coalition, and how far it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lib.model.coalitions import Table
from lib.rules.coalitions import activation


@dataclass(frozen=True, slots=True)
class Place:
    """A party's place in one coalition, and how far it is there."""

    party_id: int
    party: str
    helix: str
    action_id: str
    level: int


def places(tables: Mapping[str, Table], today: date) -> list[Place]:
    """Return every place of a party in a coalition: on a chair, or recorded on the scale."""
    by_place: dict[tuple[int, str], Place] = {}
    for action_id, item in tables.items():
        for chair in item.chairs:
            if chair.party_id and not chair.withdrawn_on:
                key = (chair.party_id, action_id)
                by_place[key] = Place(chair.party_id, chair.party or "", chair.helix, action_id, 0)
        for standing in activation.standings(item.activations, today):
            key = (standing.party_id, action_id)
            by_place[key] = Place(
                standing.party_id, standing.party, standing.helix, action_id, standing.effective
            )
    return list(by_place.values())
