"""Who can bring us to an empty chair: the shortest chain of organisations that were together, with the day.

Two parties are linked by an event at which both were present and that was not withdrawn. Writes nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from lib.dutch import day_text
from lib.model.agenda import Party, Step
from lib.model.coalitions import Chair, Table
from lib.rules.coalitions import chairs

NO_ROUTE = "geen route"
Links = Mapping[str, Mapping[str, Step]]
"""By party, and the party that it was with, the newest event that shows it."""


@dataclass(frozen=True, slots=True)
class Hop:
    """From one party to the next, with the event at which they were together."""

    start: str
    end: str
    shown_by: Step

    @property
    def words(self) -> str:
        what = self.shown_by.what.rstrip(".")
        return f"{self.start} en {self.end} waren samen op {day_text(self.shown_by.happened_on)}: {what}"


Route = tuple[Hop, ...]


def links(steps: Iterable[Step]) -> dict[str, dict[str, Step]]:
    """Return which parties were together, with the newest event that shows it."""
    found: dict[str, dict[str, Step]] = {}
    for step in sorted(steps, key=lambda step: (step.happened_on, step.id)):
        if step.withdrawn_on is None:
            for one, other in permutations(dict.fromkeys(step.parties), 2):
                found.setdefault(one, {})[other] = step
    return found


def shortest(sources: Collection[str], targets: Collection[str], linked: Links) -> Route | None:
    """Return the shortest chain from any source to any target, over the newest evidence; None without one.

    A party that is at the table already is no target.
    """
    came_by: dict[str, Hop | None] = dict.fromkeys(sorted(sources))
    wanted, waiting = set(targets) - set(sources), deque(came_by)
    while waiting:
        here = waiting.popleft()
        near = sorted(linked.get(here, {}).items(), key=lambda pair: pair[0])
        for other, step in sorted(near, key=lambda pair: pair[1].happened_on, reverse=True):
            if other in came_by:
                continue
            came_by[other] = Hop(here, other, step)
            if other in wanted:
                return _back(other, came_by)
            waiting.append(other)
    return None


def _back(end: str, came_by: Mapping[str, Hop | None]) -> Route:
    hops = []
    while hop := came_by[end]:
        hops.append(hop)
        end = hop.start
    return tuple(reversed(hops))


def at_table(table: Table, driver: str | None) -> list[str]:
    """Return who can start a chain to an empty chair: who sits at its table, and who drives the action."""
    seated = [chair.party for chair in chairs.present(table.chairs) if chair.party]
    active = [claim.party for claim in table.activations if claim.level]
    return list(dict.fromkeys([*seated, *active, *([driver] if driver else [])]))


def route_to(
    chair: Chair, table: Table, driver: str | None, parties: Sequence[Party], linked: Links
) -> Route | None:
    """Return the shortest chain from the table to a party that fits an empty chair."""
    fitting = [party.name for party in chairs.propose(chair, parties, table.chairs)]
    return shortest(at_table(table, driver), fitting, linked)


def route_words(route: Route | None) -> str:
    """Tell a chain by its names: "Roc Noord → Werf → Hogeschool"; or that there is none."""
    if not route:
        return NO_ROUTE
    return " → ".join([route[0].start, *(hop.end for hop in route)])
