"""No number of people on screen tells how many a group of one to four is, nor does any subtraction."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import assume, given, strategies as st

from lib.model.kinds import Invalid
from lib.model.results.work import Match, Notice
from lib.rules.work.flow import BY_OCCUPATION, BY_SECTOR, flow, flow_sentence
from lib.rules.work.matching import check_match, moved, moved_sentence, propose
from lib.rules.work.result import flow_tables, notice_table, told
from lib.rules.work.shown import in_match
from tests.unit.rules.work.work_desk import TODAY, demand, notice, signed

PLACES = tuple(product(("luchtvaart", "horeca"), ("laders", "lassers")))
Group = tuple[int, ...]


def build(people: Sequence[int], ends: Sequence[tuple[int, int]]) -> tuple[list[Notice], list[Match]]:
    """Make meldingen and matches of groups of people: three of each match, then one of each melding."""
    matches = []
    for number, (surplus, asked) in enumerate(ends):
        direct, benefit, rest = people[3 * number : 3 * number + 3]
        if direct + benefit + rest:
            matches.append(
                signed(
                    number,
                    surplus,
                    asked,
                    direct + benefit + rest,
                    moved_direct=direct,
                    moved_benefit=benefit,
                )
            )
    free = people[3 * len(ends) :]
    notices = []
    for number, left in enumerate(free):
        sector, occupation = PLACES[number % len(PLACES)]
        made = notice if number % 2 == 0 else demand
        taken = sum(match.people for match in matches if number in (match.surplus_id, match.demand_id))
        if left + taken:
            notices.append(made(number, sector=sector, occupation=occupation, people=left + taken))
    return notices, matches


def everything_shown(notices: list[Notice], matches: list[Match]) -> str:
    """Return all that any page, file or filter tells of these people."""
    said = [str(notice_table(notices, matches)), moved_sentence(moved(matches))]
    said += [in_match(match).text for match in matches]
    said += [proposal.told.text for proposal in propose(notices, matches, TODAY)]
    for by in (BY_SECTOR, BY_OCCUPATION):
        for occupation in (None, "laders", "lassers"):
            seen = [one for one in notices if occupation in (None, one.occupation)]
            made = flow(seen, matches, by, TODAY)
            said += [str(flow_tables(made, by)), flow_sentence(made, matches, [], by)]
    return "\n".join(said)


ENDS = st.lists(st.sampled_from([(0, 1), (0, 3), (2, 1), (2, 3)]), max_size=3, unique=True)


@given(ENDS, st.lists(st.integers(0, 22), min_size=13, max_size=13), st.data())
def test_nothing_shown_tells_a_small_group_from_another_one(
    ends: list[tuple[int, int]], sizes: list[int], data: st.DataObject
) -> None:
    """Give a group of one to four any other such size: not one word on screen changes."""
    people = sizes[: 3 * len(ends) + 4]
    small = [place for place, size in enumerate(people) if 0 < size < 5]
    assume(small)
    place = data.draw(st.sampled_from(small))
    other = [*people]
    other[place] = data.draw(st.integers(1, 4))
    assert everything_shown(*build(people, ends)) == everything_shown(*build(other, ends))


@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 30))
def test_what_is_told_holds_the_truth(over: int, asked: int, people: int) -> None:
    notices = [notice(1, people=over), demand(2, people=asked)]
    try:
        check_match(notices[0], notices[1], people, [])
    except Invalid:
        return
    matches = [signed(1, 1, 2, people)]
    for one in notices:
        amount = told(notices, matches)[one.id]
        assert amount.low <= one.people <= (amount.high or 0)


def test_a_rest_of_three_is_not_told_by_what_has_a_match() -> None:
    notices, matches = [notice(1, people=20), demand(2, people=40)], [signed(1, 1, 2, 17)]
    made = flow(notices, matches, BY_SECTOR, TODAY)
    assert made.surplus[0].people.text == "18 tot en met 21"
    assert (made.surplus[0].matched.text, made.surplus[0].left.text) == ("17", "minder dan 5")
    assert (made.demand[0].people.text, made.demand[0].left.text) == ("40", "23")
