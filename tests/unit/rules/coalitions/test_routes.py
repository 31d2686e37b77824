"""The way to an empty chair is the shortest over shared evidence; and what falls when a party leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, strategies as st

from lib.model.agenda import HELIXES, Party, Step
from lib.model.coalitions import Activation, Table
from lib.model.purpose import Milestone
from lib.rules.coalitions import activation, chairs, gate
from lib.rules.coalitions.leaving import losses, losses_sentence, without
from lib.rules.coalitions.routes import NO_ROUTE, links, route_to, route_words, shortest
from tests.unit.rules.coalitions.test_gate import NOTHING, chair, support
from tests.unit.rules.test_lens import action

TODAY = dt.date(2023, 3, 1)
NAMES = [f"P{number}" for number in range(7)]
steps = st.lists(
    st.tuples(st.lists(st.sampled_from(NAMES), max_size=3, unique=True), st.integers(1, 28), st.booleans()),
    max_size=9,
)


def step(number: int, parties: list[str], day: int = 1, *, gone: bool = False) -> Step:
    on = "2023-02-20" if gone else None
    return Step(
        number, "3", f"2023-02-{day:02}", f"Overleg {number}.", "gesprek", "coalitie", None, "Anna",
        on, "Fout" if gone else None, 1, tuple(parties),
    )  # fmt: skip


def together(found: list[Step]) -> set[frozenset[str]]:
    return {
        frozenset((one, other))
        for each in found
        if not each.withdrawn_on
        for one in each.parties
        for other in each.parties
        if one != other
    }


def distance(sources: set[str], targets: set[str], pairs: set[frozenset[str]]) -> int | None:
    """How many hops it takes, by widening the circle."""
    reached, count = set(sources), 0
    while not reached & targets:
        wider = reached | {name for pair in pairs if pair & reached for name in pair}
        if wider == reached:
            return None
        reached, count = wider, count + 1
    return count


@given(steps, st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES)))
def test_a_chain_is_real_and_none_is_shorter(
    found: list[tuple[list[str], int, bool]], sources: set[str], targets: set[str]
) -> None:
    made = [step(number, parties, day, gone=gone) for number, (parties, day, gone) in enumerate(found)]
    pairs, wanted = together(made), targets - sources
    route = shortest(sources, targets, links(made))
    assert (None if route is None else len(route)) == (distance(sources, wanted, pairs) if wanted else None)
    if route:
        assert route[0].start in sources
        assert route[-1].end in wanted
        assert all(one.end == other.start for one, other in pairwise(route))
        names = [route[0].start, *(hop.end for hop in route)]
        assert len(set(names)) == len(names)
        for hop in route:
            assert {hop.start, hop.end} <= set(hop.shown_by.parties)
            assert hop.shown_by.withdrawn_on is None
            same = [
                one.happened_on
                for one in made
                if not one.withdrawn_on and {hop.start, hop.end} <= set(one.parties)
            ]
            assert hop.shown_by.happened_on == max(same)


def test_the_way_to_an_empty_chair_is_told_or_there_is_none() -> None:
    parties = [
        Party(1, "Roc", "onderwijs", None, "", None, None, 1),
        Party(2, "Werf", "overheid", None, "", None, None, 1),
    ]
    empty = replace(chair(1, None), helix="overheid")
    table = Table(NOTHING, chairs=(empty, replace(chair(2, 1), helix="onderwijs", party="Roc")))
    linked = links([step(1, ["Roc", "Bank"], 1), step(2, ["Bank", "Werf"], 9)])
    route = route_to(empty, table, None, parties, linked)
    assert route is not None
    assert route_words(route) == "Roc → Bank → Werf"
    assert route[0].words == "Roc en Bank waren samen op 1 februari 2023: Overleg 1"
    assert route_words(route_to(empty, table, None, parties, {})) == NO_ROUTE


def claim(party: int, level: int) -> Activation:
    side = list(HELIXES)[party % 3]
    return Activation(
        party, "3", party, level, 1, 1, f"Partij {party}", side,
        "2023-02-20", "coalitie", "Iets", "Anna",
    )  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6, unique_by=lambda one: one[0]),
    st.integers(0, 5),
)
def test_a_party_that_leaves_only_takes_away(claims: list[tuple[int, int]], leaver: int) -> None:
    table = Table(
        NOTHING,
        chairs=tuple(chair(number, party) for number, (party, _) in enumerate(claims)),
        activations=tuple(claim(*one) for one in claims),
        supports=tuple(support(party, "steunt") for party, _ in claims),
    )
    rest = without(table, leaver)
    assert len(chairs.empty(rest.chairs)) >= len(chairs.empty(table.chairs))
    was, now = (activation.helix_levels(one.activations, TODAY) for one in (table, rest))
    assert all(now[side] <= was[side] for side in was)
    assert not (gate.gate(rest).open and not gate.gate(table).open)
    found = losses(leaver, [action(3)], {"3": table}, (), TODAY)
    assert bool(found) == any(party == leaver for party, _ in claims)
    assert rest == without(rest, leaver)


def test_what_falls_is_told_by_action() -> None:
    owed = Milestone(1, "3", "Plan klaar.", "2023-06-01", None, 4, None, None, 1)
    table = Table(NOTHING, chairs=(chair(1, 4),), activations=(claim(4, 4),), milestones=(owed,))
    (loss,) = losses(4, [action(3)], {"3": table}, (), TODAY)
    assert loss.words == [
        "plek leeg: rol 1",
        "activering onderwijs van 4 naar 0",
        "één belofte zonder uitvoerder: Plan klaar",
    ]
    assert losses_sentence("Roc", [loss]) == "Als Roc stopt: één actie verliest iets."
    assert "geen enkele actie" in losses_sentence("Roc", losses(9, [action(3)], {"3": table}, (), TODAY))
