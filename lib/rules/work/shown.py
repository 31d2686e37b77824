"""How many people may be shown: no number tells a group of one to four, not by subtraction and not over time.

Of a melding, of a match and of who moved only the class of five is made public: "minder dan 5", 5 to 9, 10
to 14, and so on. The class follows from that number alone, so that it stays what it was when something else
changes, and a number that is corrected by a few tells no difference; how many have no match is told as far as
it follows from those classes. So all that was ever shown is true as well with another size of any one group,
as long as the smallest sizes of the matches of a melding do not fill its class: `check_untold` refuses that.
Who edits has the numbers in forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lib.model.kinds import Invalid
from lib.model.results.amount import LEAST, NOBODY as NOBODY, Amount, class_of
from lib.model.results.work import Match, Notice


def public(people: int) -> Amount:
    """Return the class of a number of people."""
    return class_of(people) if people else NOBODY


def who_moved(people: int) -> Amount:
    """Return the class of who moved; whether anybody did stays open: it would add to the size of a match."""
    return public(people) if people >= LEAST else Amount(0, LEAST - 1)


def add_up(amounts: Iterable[Amount]) -> Amount:
    return sum(amounts, NOBODY)


def in_match(match: Match) -> Amount:
    return public(match.people)


def in_matches(matches: Iterable[Match]) -> dict[int, Amount]:
    """Return per melding how many of its people have a match."""
    people: dict[int, Amount] = {}
    for match in matches:
        for notice_id in (match.surplus_id, match.demand_id):
            people[notice_id] = people.get(notice_id, NOBODY) + in_match(match)
    return people


def without_match(notice: Notice, taken: Mapping[int, Amount]) -> Amount:
    """Return how many of a melding have no match; `taken` is how many of each are told to have one."""
    return public(notice.people).less(taken.get(notice.id, NOBODY))


def least(one: Amount, other: Amount) -> Amount:
    """Return how many both have at least."""
    highs = [high for high in (one.high, other.high) if high is not None]
    return Amount(min(one.low, other.low), min(highs, default=None))


def length(amount: Amount) -> float:
    """Return how long to draw an amount: halfway what it can be."""
    return (amount.low + (amount.low if amount.high is None else amount.high)) / 2


def check_untold(people: int, matches: Iterable[Match]) -> None:
    """Raise Invalid where a melding of so many people leaves its matches one size only, and one is small."""
    sizes = [match.people for match in matches]
    small = any(size < LEAST for size in sizes)
    if small and sum(public(size).low for size in sizes) >= (public(people).high or 0):
        raise Invalid(
            "people",
            f"Zo is uit te rekenen hoe klein een groep van minder dan {LEAST} is. "
            "Neem de kleine koppelingen van deze melding samen in één koppeling.",
        )
