"""What a count counts, whoever counts it, and what is said of one that cannot stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, TypeVar

from lib.model.results.schemes import SCHEMES
from lib.model.results.tally import Tally

Key = TypeVar("Key", bound=Hashable)


Place = tuple[str | None, int | None, int | None, str | None]


class Cell(NamedTuple):
    """What is counted, whoever counts it."""

    step: str
    part: str | None
    region: str | None
    campus_id: int | None
    period: str
    basis: str
    hub: int | None = None

    @property
    def place(self) -> Place:
        """Return all by which the people of one step and period are told apart, the kind last."""
        return self.region, self.campus_id, self.hub, self.part


class Problem(NamedTuple):
    """A count that cannot stand beside others, and why."""

    tally: Tally
    sentence: str


def cell_of(tally: Tally) -> Cell:
    scheme = SCHEMES.get(tally.action_id)
    hub = tally.party_id if scheme and scheme.by_hub else None
    return Cell(tally.step, tally.part, tally.region, tally.campus_id, tally.period, tally.basis, hub)


def grouped(tallies: Iterable[Tally], key: Callable[[Tally], Key]) -> dict[Key, list[Tally]]:
    groups: dict[Key, list[Tally]] = defaultdict(list)
    for tally in tallies:
        groups[key(tally)].append(tally)
    return groups
