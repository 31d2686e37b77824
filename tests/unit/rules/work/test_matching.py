"""Who fits with whom, never more people than there are, and footnote 4 counted apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from lib.model.kinds import Invalid
from lib.model.results.work import OPEN, VALID_DAYS, Match, Notice
from lib.rules.work.flow import BY_OCCUPATION, BY_SECTOR, flow, flow_sentence
from lib.rules.work.matching import (
    card_sentence,
    check_card,
    check_match,
    holds,
    is_stale,
    moved,
    moved_sentence,
    propose,
)
from lib.rules.work.result import description, missing, result_of
from tests.unit.rules.work.work_desk import TODAY, demand, match, notice, signed, step


def test_a_match_proposes_itself_and_says_why() -> None:
    found = propose(
        [notice(1), demand(2, people=14, starts_on="2023-03-01", ends_on="2023-12-31")], [], TODAY, exact=True
    )
    assert [(made.surplus.id, made.demand.id, made.people) for made in found] == [(1, 2, 14)]
    assert found[0].why == (
        "zelfde regio (Groot Amsterdam), zelfde beroepsgroep (laders, lossers en vakkenvullers), en "
        "allebei van 1 maart 2023 tot 31 december 2023"
    )


@pytest.mark.parametrize(
    "other",
    [
        demand(2, region="AM12"),
        demand(2, occupation="lassers"),
        demand(2, party_id=1),
        demand(2, filled_on="2023-06-01"),
        demand(2, starts_on="2022-01-01", ends_on="2022-12-31"),
        notice(2),
    ],
)
def test_what_does_not_fit_is_not_proposed(other: Notice) -> None:
    assert not propose([notice(1), other], [], TODAY, exact=True)


NOTICES = st.lists(
    st.tuples(
        st.sampled_from(["overschot", "vraag"]),
        st.sampled_from(["laders", "lassers"]),
        st.sampled_from(["AM12", "AM18"]),
        st.integers(1, 30),
    ),
    max_size=14,
)


@given(NOTICES)
def test_proposals_never_place_anybody_twice(made: list[tuple[str, str, str, int]]) -> None:
    notices = [
        notice(number, kind=kind, occupation=occupation, region=region, people=people)
        for number, (kind, occupation, region, people) in enumerate(made, 1)
    ]
    free = {one.id: one.people for one in notices}
    for found in propose(notices, [], TODAY, exact=True):
        assert (found.surplus.kind, found.demand.kind) == ("overschot", "vraag")
        assert found.people > 0
        free[found.surplus.id] -= found.people
        free[found.demand.id] -= found.people
    assert min(free.values(), default=0) >= 0
    left = {(one.kind, one.region, one.occupation) for one in notices if free[one.id]}
    assert not {key[1:] for key in left if key[0] == "vraag"} & {key[1:] for key in left if key[0] != "vraag"}


@given(NOTICES, st.lists(st.tuples(st.integers(1, 14), st.integers(1, 14), st.integers(1, 30)), max_size=10))
def test_no_more_are_matched_than_are_over_or_asked_for(
    made: list[tuple[str, str, str, int]], tries: list[tuple[int, int, int]]
) -> None:
    notices = {
        number: notice(number, kind=kind, people=people, occupation=occupation)
        for number, (kind, occupation, _, people) in enumerate(made, 1)
    }
    held: list[Match] = []
    for number, (surplus, asked, people) in enumerate(tries, 1):
        if surplus in notices and asked in notices:
            try:
                check_match(notices[surplus], notices[asked], people, held)
            except Invalid:
                continue
            held.append(match(number, surplus, asked, people))
    picture = flow([*notices.values()], held, BY_OCCUPATION, TODAY)
    people = sum(one.people for one in held)
    assert all(node.left.low >= 0 for node in (*picture.surplus, *picture.demand))
    assert sum(band.people.low for band in picture.bands) <= people
    assert sum(band.people.high or 0 for band in picture.bands) >= people


def test_a_match_that_cannot_be_is_refused_with_what_to_do() -> None:
    with pytest.raises(Invalid, match="twee keer hetzelfde bedrijf"):
        check_match(notice(1), demand(2, party_id=1), 5, [])
    with pytest.raises(Invalid, match="van een overschot naar een vraag"):
        check_match(demand(1), notice(2), 5, [])
    with pytest.raises(Invalid, match="Er zijn nog 4 mensen te koppelen"):
        check_match(notice(1), demand(2), 5, [match(1, 1, 3, 16)])


def test_the_card_is_signed_when_something_is_agreed_and_people_move_after() -> None:
    card = match(1, 1, 2, orientation=OPEN, guidance="niet nodig")
    assert card_sentence(card) == "5 afgesproken, 1 open, 1 niet nodig. Nog niet getekend."
    assert card_sentence(signed(1, 1, 2)) == "7 afgesproken. Getekend op 8 februari 2023."
    half = match(1, 1, 2, signed_surplus_on="2023-02-01")
    assert card_sentence(half) == "7 afgesproken. Nog niet getekend door wie mensen vraagt."
    names = ("wage", "training", "trial", "right_back", "orientation", "guidance", "evaluation")
    with pytest.raises(Invalid, match="Er is nog niets afgesproken"):
        check_card(signed(1, 1, 2, 10, **dict.fromkeys(names, OPEN)))
    with pytest.raises(Invalid, match="Laat eerst beide kanten tekenen"):
        check_card(match(1, 1, 2, moved_direct=3))
    with pytest.raises(Invalid, match="maar er zijn er 10 gekoppeld"):
        check_card(signed(1, 1, 2, moved_direct=8, moved_benefit=3))


def test_footnote_4_counts_who_moved_without_a_benefit_apart() -> None:
    counted = moved([signed(1, 1, 2, moved_direct=7, moved_benefit=6), signed(2, 1, 2), match(3, 1, 2)])
    assert (counted.direct.low, counted.benefit.low, counted.unknown) == (5, 5, 1)
    assert moved_sentence(counted) == (
        "Overgestapt: 5 tot en met 9 zonder uitkering en 5 tot en met 9 via een uitkering, en dat telt hier "
        "niet. "
        "Van 1 getekende koppelingen is het niet bekend."
    )
    assert "minder dan 5 zonder uitkering" in moved_sentence(moved([signed(1, 1, 2, moved_direct=3)]))


def test_a_melding_is_old_after_ninety_days_and_stops_with_its_period() -> None:
    old = notice(1, confirmed_on=(TODAY - timedelta(days=VALID_DAYS + 1)).isoformat())
    assert is_stale(old, TODAY)
    assert not is_stale(notice(1, confirmed_on=(TODAY - timedelta(days=VALID_DAYS)).isoformat()), TODAY)
    assert not holds(notice(1, ends_on="2023-06-11"), TODAY)
    asked = list(missing([old, notice(3)], TODAY))
    assert [one.party_id for one in asked] == [1]
    assert (
        asked[0].opening
        == "U meldde 20 tot en met 24 mensen over (laders, lossers en vakkenvullers). Klopt dat nog?"
    )


def test_the_sentence_of_the_flow() -> None:
    notices = [notice(1, people=60), demand(2, people=45)]
    matches = [signed(1, 1, 2, 12, moved_direct=7)]
    made = flow(notices, matches, BY_SECTOR, TODAY)
    steps = [step(number, number) for number in range(1, 5)]
    assert flow_sentence(made, matches, steps, BY_SECTOR) == (
        "Luchtvaart meldt 60 tot en met 64 mensen over, maritiem vraagt er 45 tot en met 49; "
        "voor 10 tot en met 14 zijn afspraken getekend, 5 tot en met 9 stapten over zonder uitkering. "
        "Het model staat op trede 4 van 8."
    )
    assert description(made, BY_SECTOR) == (
        "luchtvaart: 60 tot en met 64 over; maritiem: 45 tot en met 49 gevraagd; "
        "van luchtvaart naar maritiem 10 tot en met 14, afspraken getekend"
    )
    assert result_of([], [], [], TODAY) is None
