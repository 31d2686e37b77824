"""No number that was ever shown tells how many a group of one to four is, whatever is subtracted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import assume, given, strategies as st

from lib.model.kinds import Invalid
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.work import Match, Notice
from lib.rules.work.flow import BY_OCCUPATION, BY_SECTOR, flow, flow_sentence
from lib.rules.work.local import work_in
from lib.rules.work.matching import check_card, check_match, moved, moved_sentence, propose
from lib.rules.work.result import flow_tables, missing, notice_table
from lib.rules.work.shown import check_untold, public
from tests.unit.rules.work.work_desk import TODAY, demand, match, notice, signed

PLACES = (("luchtvaart", "laders"), ("maritiem", "laders"), ("horeca", "lassers"), ("bouw", "laders"))
ENDS = ((0, 1), (0, 3), (2, 1), (2, 3))
Number = tuple[str, int, int]
"""What a number is of, which one, and which version of it."""


@dataclass(frozen=True)
class State:
    """The meldingen and matches at one moment, each number by name."""

    meldingen: Mapping[int, Number]
    matches: Mapping[int, tuple[Number, Number | None]]

    def filled(self, sizes: Mapping[Number, int]) -> tuple[list[Notice], list[Match]]:
        """Return the records with these sizes."""
        notices = []
        for place, name in self.meldingen.items():
            sector, occupation = PLACES[place]
            made = demand if place % 2 else notice
            notices.append(made(place, sector=sector, occupation=occupation, people=sizes[name]))
        made_matches = []
        for number, (people, went) in self.matches.items():
            direct = None if went is None else sizes[went]
            made_matches.append(signed(number, *ENDS[number % 4], sizes[people], moved_direct=direct))
        return notices, made_matches


def everything_shown(notices: list[Notice], matches: list[Match]) -> str:
    """Return all that any page, file or filter tells of these people to who does not edit."""
    said = [str(notice_table(notices)), moved_sentence(moved(matches)), str([*missing(notices, TODAY)])]
    said += [str(work_in(notices, region, TODAY)) for region in LABOUR_REGIONS]
    said += [f"{one.told} {one.why}" for one in propose(notices, matches, TODAY, exact=False)]
    for by in (BY_SECTOR, BY_OCCUPATION):
        for occupation in (None, "laders", "lassers"):
            seen = [one for one in notices if occupation in (None, one.occupation)]
            made = flow(seen, matches, by, TODAY)
            said += [str(flow_tables(made, by)), flow_sentence(made, matches, [], by)]
            said += [node.left_words("over") for node in (*made.surplus, *made.demand)]
            said += [band.words for band in made.bands]
    return "\n".join(said)


def stands(state: State, sizes: Mapping[Number, int]) -> bool:
    """Whether the store takes a state: no match too large, and none whose size would follow."""
    notices, matches = state.filled(sizes)
    by_id = {one.id: one for one in notices}
    try:
        for number, own in enumerate(matches):
            ends = (by_id[own.surplus_id], by_id[own.demand_id])
            check_match(*ends, own.people, [*matches[:number], *matches[number + 1 :]])
            check_card(own)
        for one in notices:
            check_untold(one.people, [own for own in matches if one.id in (own.surplus_id, own.demand_id)])
    except Invalid:
        return False
    return True


STEP = st.tuples(st.integers(0, 9), st.integers(0, 7), st.integers(1, 12))
WHOLES = st.lists(st.integers(1, 24), min_size=4, max_size=4)


def reached(
    wholes: Sequence[int], steps: Sequence[tuple[int, int, int]]
) -> tuple[list[State], dict[Number, int]]:
    """Return the states that steps lead to, each a moment that somebody saw, and the sizes of all numbers."""
    sizes: dict[Number, int] = {("melding", place, 0): size for place, size in enumerate(wholes)}
    state = State({place: ("melding", place, 0) for place in range(4)}, {})
    states = [state]
    for version, (act, place, size) in enumerate(steps, 1):
        matches, there = dict(state.matches), sorted(state.matches)
        own = there[place % len(there)] if there else None
        name: Number = ("match", place, version)
        after = replace(state, matches={**matches, place: (name, None)})  # a match is made, or corrected
        if own is not None and act in (4, 5, 6):
            name = ("moved", own, version)
            after = replace(state, matches={**matches, own: (matches[own][0], name)})
        elif own is not None and act == 7:
            name = ("nothing", 0, 0)
            after = replace(state, matches={key: one for key, one in matches.items() if key != own})
        elif act > 7:
            name = ("melding", place % 4, version)
            after = replace(state, meldingen={**state.meldingen, place % 4: name})
        if stands(after, {**sizes, name: size}):
            state, sizes[name] = after, size
            states.append(state)
    return states, sizes


@given(WHOLES, st.lists(STEP, max_size=14), st.data())
def test_all_that_was_ever_shown_is_true_with_one_number_another_size(
    wholes: list[int], steps: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """Of any number there are two worlds that differ in it alone; every moment looked the same in both.

    So no number is told, and no difference either: between two meldingen, or two versions of one.
    """
    states, sizes = reached(wholes, steps)
    chosen = data.draw(st.sampled_from([name for name in sizes if name[0] != "nothing"]))
    least = {name: _edge(name, size) for name, size in sizes.items()}
    more = {**least, chosen: least[chosen] + (-1 if chosen[0] == "melding" else 1)}
    for people, went in (pair for state in states for pair in state.matches.values()):
        if went == chosen:
            more[people] = max(more[people], more[chosen])
    for state in states:
        really = everything_shown(*state.filled(sizes))
        for world in (least, more):
            notices, matches = state.filled(world)
            assert can_be(notices, matches), "a world that cannot be tells nothing"
            assert everything_shown(notices, matches) == really


def can_be(notices: list[Notice], matches: list[Match]) -> bool:
    """Whether nobody is matched or moved twice; how small groups are is left aside."""
    return all((one.moved_direct or 0) <= one.people for one in matches) and all(
        one.people >= sum(own.people for own in matches if one.id in (own.surplus_id, own.demand_id))
        for one in notices
    )


def _edge(name: Number, size: int) -> int:
    """The largest melding of its class, and the smallest match and number that moved."""
    if name[0] == "melding":
        return public(size).high or 0
    return public(size).low if name[0] == "match" or size >= 5 else 0


@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 30))
def test_what_is_told_holds_the_truth(over: int, asked: int, people: int) -> None:
    assume(people <= min(over, asked))
    notices, matches = [notice(1, people=over), demand(2, people=asked)], [signed(1, 1, 2, people)]
    made = flow(notices, matches, BY_SECTOR, TODAY)
    for node, whole in ((made.surplus[0], over), (made.demand[0], asked)):
        for told, really in ((node.people, whole), (node.matched, people), (node.left, whole - people)):
            assert told.low <= really <= (told.high or 0)


def test_matches_that_fill_a_melding_one_by_one_are_refused() -> None:
    ones = [match(number, 1, number + 2, 1) for number in range(9)]
    check_untold(9, ones[:8])
    with pytest.raises(Invalid, match="Neem de kleine koppelingen van deze melding samen"):
        check_untold(9, ones)
    check_untold(9, [match(1, 1, 2, 9)])
