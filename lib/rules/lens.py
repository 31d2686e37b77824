"""The lens: one region, one side or one party through which every page can be looked at.

Owns what belongs to it: an action with a place of it at the table, its parties, its campuses and its money.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lib.model.agenda import HELIXES, Action, Party, Step
from lib.model.campuses import Campus
from lib.model.coalitions import Chair, Table
from lib.model.meetings import Decision, Item
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.money import MoneyLayer
from lib.model.results.work import Notice
from lib.rules.coalitions import chairs
from lib.rules.names import key_of

REGION, SIDE, PARTY = "regio", "kant", "partij"
_PARTY_VALUE = "partij-"


@dataclass(frozen=True, slots=True)
class Lens:
    """What is looked through, as the address writes it and in words; without a `kind` everything is shown."""

    value: str = ""
    kind: str = ""
    name: str = ""
    action_ids: frozenset[str] = frozenset()
    party_ids: frozenset[int] = frozenset()
    known_as: frozenset[str] = frozenset()

    @property
    def active(self) -> bool:
        return bool(self.kind)

    @property
    def region(self) -> str:
        return self.value if self.kind == REGION else ""

    @property
    def whose(self) -> str:
        """Tell of whom what is shown is: "uit Gooi en Vechtstreek", "van de kant onderwijs"."""
        return {REGION: f"uit {self.name}", SIDE: f"van de kant {self.name.lower()}"}.get(
            self.kind, f"van {self.name}"
        )

    def holds(self, action_id: str | None) -> bool:
        return not self.kind or action_id in self.action_ids

    def has(self, party_id: int | None) -> bool:
        return not self.kind or party_id in self.party_ids

    def has_any(self, names: Iterable[str]) -> bool:
        """Tell whether one of these names is of a party of it."""
        return not self.kind or bool(self.known_as & set(map(key_of, names)))

    def has_chair(self, chair: Chair) -> bool:
        """Tell whether a place at a table is of it, or of a party of it."""
        return self.has(chair.party_id) or self.value in (chair.region, chair.helix)

    def wants(self, chair: Chair) -> bool:
        """Tell whether an empty place belongs to it: of a region or a side its own, of a party each."""
        return self.kind not in (REGION, SIDE) or self.value in (chair.region, chair.helix)

    def steps(self, steps: Iterable[Step]) -> list[Step]:
        """Return what happened with a party of it, or with no party in particular."""
        return [step for step in steps if not step.parties or self.has_any(step.parties)]

    def decided(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Return what was decided about its actions, or that one of its parties owes."""
        return [one for one in decisions if self.holds(one.action_id) or self.has(one.owner_id)]

    def talks_about(self, items: Iterable[Item]) -> bool:
        """Tell whether an agenda has one of its actions."""
        return any(item.action_id and self.holds(item.action_id) for item in items)

    def actions(self, actions: Iterable[Action]) -> list[Action]:
        return [action for action in actions if self.holds(action.id)]

    def parties(self, parties: Iterable[Party]) -> list[Party]:
        return [party for party in parties if self.has(party.id)]

    def campuses(self, campuses: Iterable[Campus]) -> list[Campus]:
        """Return the campuses of the region or with the party; a campus belongs to no side."""
        if self.kind == REGION:
            return [campus for campus in campuses if self.value in campus.regions]
        if self.kind == PARTY:
            return [campus for campus in campuses if self.has_any(campus.partners)]
        return list(campuses)

    def layers(self, layers: Iterable[MoneyLayer]) -> list[MoneyLayer]:
        """Return the money of its actions; of a region not what is meant for another one."""
        return [
            layer
            for layer in layers
            if (self.holds(layer.action_id) and layer.region not in self._others)
            or (self.region and layer.region == self.region)
        ]

    @property
    def _others(self) -> frozenset[str]:
        return frozenset(LABOUR_REGIONS) - {self.region} if self.region else frozenset()

    def notices(self, notices: Iterable[Notice]) -> list[Notice]:
        if self.kind == REGION:
            return [notice for notice in notices if notice.region == self.value]
        return [notice for notice in notices if self.has(notice.party_id)]


EVERYTHING = Lens()


def choices(parties: Sequence[Party]) -> dict[str, str]:
    """Return all that can be looked through, as the address writes it, with its name."""
    sides = {helix: f"Kant: {name.lower()}" for helix, name in HELIXES.items()}
    named = sorted(parties, key=lambda party: party.name.casefold())
    return {**LABOUR_REGIONS, **sides, **{value_of(party.id): party.name for party in named}}


def value_of(party_id: int) -> str:
    """Return how a party stands in the address."""
    return f"{_PARTY_VALUE}{party_id}"


def lens_of(
    asked: str, actions: Sequence[Action], tables: Mapping[str, Table], parties: Sequence[Party]
) -> Lens | None:
    """Return the lens that the address asks for; None when there is nothing of that name."""
    if asked in LABOUR_REGIONS:
        kind, name = REGION, LABOUR_REGIONS[asked]
        own = [party for party in parties if party.region == asked]
    elif asked in HELIXES:
        kind, name = SIDE, HELIXES[asked]
        own = [party for party in parties if party.helix == asked]
    else:
        own = [party for party in parties if value_of(party.id) == asked]
        kind, name = PARTY, own[0].name if own else ""
    if not name:
        return None
    ids = frozenset(party.id for party in own)
    there = frozenset(
        action.id
        for action in actions
        if ids & set(_seated(action, tables[action.id])) or _has_place(asked, kind, tables[action.id])
    )
    return Lens(asked, kind, name, there, ids, frozenset(key_of(party.name) for party in own))


def _seated(action: Action, table: Table) -> Iterator[int | None]:
    """Yield who takes part in an action: its driver, who sits on a chair, who is known, answered or owes."""
    yield action.driver_id
    yield from (chair.party_id for chair in chairs.present(table.chairs))
    yield from (claim.party_id for claim in table.activations if claim.level)
    yield from (support.party_id for support in table.supports)
    yield from (one.owner_id for one in table.milestones if not one.withdrawn_on)


def _has_place(asked: str, kind: str, table: Table) -> bool:
    """Tell whether a table has a place of the region or the side, filled or not."""
    name = {REGION: "region", SIDE: "helix"}.get(kind)
    return bool(name) and any(getattr(chair, str(name)) == asked for chair in chairs.present(table.chairs))
