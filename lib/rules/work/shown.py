"""How many people may be shown: no number on screen tells a group of one to four, not even by subtraction.

Four kinds of people make up every number: who moved without a benefit, who moved by way of one, who has a
match and did not move yet, and who of a melding has no match. Nobody is in two of them. Each of these is made
public by itself, a small one as "minder dan 5"; all that is shown is added up from what is public. So
whatever is subtracted from whatever, it tells no more than these words. Who edits has the numbers in forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lib.model.results.amount import LEAST, Amount
from lib.model.results.work import Match, Notice

NOBODY = Amount(0, 0)


def public(people: int) -> Amount:
    """Return how many may be told of people who are one group."""
    return Amount(1, LEAST - 1) if 0 < people < LEAST else Amount(people, people)


def add_up(amounts: Iterable[Amount]) -> Amount:
    return sum(amounts, NOBODY)


def in_match(match: Match) -> Amount:
    """Return how many people a match is for: who moved, each way, and who did not yet."""
    moved = [people for people in (match.moved_direct, match.moved_benefit) if people is not None]
    return add_up(public(people) for people in (*moved, match.people - sum(moved)))


def in_matches(matches: Iterable[Match]) -> dict[int, Amount]:
    """Return per melding how many of its people have a match."""
    people: dict[int, Amount] = {}
    for match in matches:
        for notice_id in (match.surplus_id, match.demand_id):
            people[notice_id] = people.get(notice_id, NOBODY) + in_match(match)
    return people


def without_match(notice: Notice, taken: Mapping[int, int]) -> Amount:
    """Return how many of a melding have no match; `taken` is how many of each have one."""
    return public(notice.people - taken.get(notice.id, 0))


def least(one: Amount, other: Amount) -> Amount:
    """Return how many both have at least."""
    highs = [high for high in (one.high, other.high) if high is not None]
    return Amount(min(one.low, other.low), min(highs, default=None))


def length(amount: Amount) -> float:
    """Return how long to draw an amount: halfway what it can be."""
    return (amount.low + (amount.low if amount.high is None else amount.high)) / 2
