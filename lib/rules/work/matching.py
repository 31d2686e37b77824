"""What fits together: which meldingen count, what of them is free, and the matches that follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lib.dutch import day_text, list_text
from lib.model.kinds import Invalid
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.amount import Amount
from lib.model.results.work import (
    AGREED,
    CARD,
    CARD_STATES,
    DEMAND,
    OCCUPATIONS,
    OPEN,
    SURPLUS,
    UNNEEDED,
    VALID_DAYS,
    Match,
    Notice,
)
from lib.rules.work.ladder import signed_on
from lib.rules.work.shown import add_up, in_matches, least, who_moved, without_match


def holds(notice: Notice, today: date) -> bool:
    """Tell whether a melding counts: not taken back, not filled, and its period not over."""
    over = notice.ends_on is not None and notice.ends_on < today.isoformat()
    return notice.withdrawn_on is None and notice.filled_on is None and not over


def is_stale(notice: Notice, today: date) -> bool:
    """Tell whether nobody said for too long that an open melding still holds."""
    line = (today - timedelta(days=VALID_DAYS)).isoformat()
    return holds(notice, today) and (notice.confirmed_on or "") < line


def matched(matches: Iterable[Match]) -> dict[int, int]:
    """Return per melding how many of its people have a match."""
    people: dict[int, int] = defaultdict(int)
    for match in matches:
        if match.withdrawn_on is None:
            people[match.surplus_id] += match.people
            people[match.demand_id] += match.people
    return people


@dataclass(frozen=True, slots=True)
class Proposal:
    """A match that nobody made yet: for how many people, how many of these are told, and why it fits."""

    surplus: Notice
    demand: Notice
    people: int
    told: Amount

    @property
    def why(self) -> str:
        begin = max(self.surplus.starts_on, self.demand.starts_on)
        end = min((day for day in (self.surplus.ends_on, self.demand.ends_on) if day), default=None)
        period = f"van {day_text(begin)} tot {day_text(end)}" if end else f"vanaf {day_text(begin)}"
        return (
            f"zelfde regio ({LABOUR_REGIONS[self.surplus.region]}), zelfde beroepsgroep "
            f"({OCCUPATIONS[self.surplus.occupation]}), en allebei {period}"
        )


def periods_meet(one: Notice, other: Notice) -> bool:
    """Tell whether two meldingen hold on a same day; one without an end goes on."""
    return all(
        first.ends_on is None or second.starts_on <= first.ends_on
        for first, second in ((one, other), (other, one))
    )


def propose(
    notices: Sequence[Notice], matches: Sequence[Match], today: date, *, exact: bool
) -> list[Proposal]:
    """Return the matches that propose themselves, the largest first; nobody is proposed twice.

    Who edits needs them `exact`; others get what follows from the classes that are public, since a proposal
    that stays away would tell that nobody is left.
    """
    live = [match for match in matches if match.withdrawn_on is None]
    taken, told = matched(live), in_matches(live)
    made = {(match.surplus_id, match.demand_id) for match in matches if match.withdrawn_on is None}
    free = {}
    for notice in notices:
        if holds(notice, today):
            rest = without_match(notice, told)
            left = notice.people - taken.get(notice.id, 0) if exact else rest.high or 0
            free[notice.id] = _Free(left, rest)
    demands: dict[tuple[str, str], list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.kind == DEMAND and notice.id in free and free[notice.id].people:
            demands[notice.region, notice.occupation].append(notice)
    found: list[Proposal] = []
    for notice in notices:
        if notice.kind == SURPLUS and notice.id in free and free[notice.id].people:
            found += _for(notice, demands[notice.region, notice.occupation], free, made)
    return sorted(found, key=lambda proposal: (-proposal.people, proposal.surplus.id, proposal.demand.id))


@dataclass(slots=True)
class _Free:
    """How many of a melding can still be proposed, and how many of these may be told."""

    people: int
    told: Amount

    def give(self, people: int, told: Amount) -> None:
        self.people, self.told = self.people - people, self.told.less(told)


def _for(
    surplus: Notice, demands: list[Notice], free: dict[int, _Free], made: set[tuple[int, int]]
) -> Iterator[Proposal]:
    """Yield what one melding can fill, until it has nobody left; a demand that is full goes from the list."""
    for demand in list(demands):
        fits = demand.party_id != surplus.party_id and periods_meet(surplus, demand)
        if not fits or (surplus.id, demand.id) in made:
            continue
        ends = (free[surplus.id], free[demand.id])
        people, told = min(end.people for end in ends), least(*(end.told for end in ends))
        for end in ends:
            end.give(people, told)
        yield Proposal(surplus, demand, people, told)
        if not free[demand.id].people:
            demands.remove(demand)
        if not free[surplus.id].people:
            return


# ---------------------------------------------------------------------- what must hold


def check_match(surplus: Notice, demand: Notice, people: int, others: Iterable[Match]) -> None:
    """Raise Invalid for a match of a company with itself, the wrong way round, or of too many people."""
    if (surplus.kind, demand.kind) != (SURPLUS, DEMAND):
        raise Invalid("surplus_id", "Een koppeling gaat van een overschot naar een vraag.")
    if surplus.party_id == demand.party_id:
        raise Invalid("demand_id", "Dit is twee keer hetzelfde bedrijf. Kies een ander bedrijf aan één kant.")
    for notice in (surplus, demand):
        if notice.withdrawn_on or notice.filled_on:
            raise Invalid("people", f"De melding van {notice.party} telt niet meer mee.")
    taken = matched(others)
    free = min(notice.people - taken.get(notice.id, 0) for notice in (surplus, demand))
    if people > free:
        raise Invalid(
            "people",
            f"Er zijn nog {free} mensen te koppelen: meer dan er over zijn en gevraagd worden, kan niet.",
        )


def check_card(match: Match) -> None:
    """Raise Invalid for a signature under an empty card, or for more people moved than were matched."""
    signed = match.signed_surplus_on or match.signed_demand_on
    if signed and all(state == OPEN for state in card_states(match).values()):
        raise Invalid("signed_surplus_on", "Er is nog niets afgesproken. Vul eerst de afsprakenkaart in.")
    moved = (match.moved_direct or 0) + (match.moved_benefit or 0)
    if moved > match.people:
        raise Invalid(
            "moved_direct", f"Er stapten {moved} mensen over, maar er zijn er {match.people} gekoppeld."
        )
    if moved and not signed_on(match):
        raise Invalid("moved_direct", "Laat eerst beide kanten tekenen: daarna stapt iemand over.")


def card_states(match: Match) -> dict[str, str]:
    """Return the state of each of the seven lines."""
    return {name: getattr(match, name) for name in CARD}


def card_sentence(match: Match) -> str:
    """Tell how many of the seven lines are agreed, open and not needed, and since when it is signed."""
    states = list(card_states(match).values())
    counts = ((states.count(state), CARD_STATES[state]) for state in (AGREED, OPEN, UNNEEDED))
    parts = [f"{number} {words}" for number, words in counts if number]
    signed = signed_on(match)
    end = f"Getekend op {day_text(signed)}." if signed else f"{_unsigned(match)}."
    return f"{', '.join(parts)}. {end}"


def _unsigned(match: Match) -> str:
    if match.signed_surplus_on or match.signed_demand_on:
        who = "wie mensen vraagt" if match.signed_surplus_on else "wie mensen over heeft"
        return f"Nog niet getekend door {who}"
    return "Nog niet getekend"


# ------------------------------------------------------------------------- footnote 4


@dataclass(frozen=True, slots=True)
class Moved:
    """Who moved: without a benefit as footnote 4 means it, via one, and of how many matches unknown."""

    direct: Amount
    benefit: Amount
    unknown: int


def moved(matches: Iterable[Match]) -> Moved:
    """Count apart who went from work to work and who came by way of a benefit; unknown is not zero."""
    signed = [match for match in matches if match.withdrawn_on is None and signed_on(match)]
    return Moved(
        add_up(who_moved(match.moved_direct) for match in signed if match.moved_direct is not None),
        add_up(who_moved(match.moved_benefit) for match in signed if match.moved_benefit is not None),
        sum(match.moved_direct is None for match in signed),
    )


def moved_sentence(counted: Moved) -> str:
    """Tell the test of footnote 4 in words."""
    parts = [f"{counted.direct.text} zonder uitkering"]
    if counted.benefit.high:
        parts.append(f"{counted.benefit.text} via een uitkering, en dat telt hier niet")
    unknown = f" Van {counted.unknown} getekende koppelingen is het niet bekend." if counted.unknown else ""
    return f"Overgestapt: {list_text(parts)}.{unknown}"


def by_party(notices: Iterable[Notice], today: date) -> Mapping[int, list[Notice]]:
    """Return the stale meldingen of each party: what to ask about."""
    asked: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        if is_stale(notice, today):
            asked[notice.party_id].append(notice)
    return asked
