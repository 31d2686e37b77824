"""Which counts may stand beside each other: nobody twice, steps that only go down, no small number told."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, pairwise, product
from typing import Any

from hypothesis import given, settings, strategies as st

from lib.model.periods import period_of
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.amount import (
    FEW,
    LEAST,
    NOTHING_KNOWN,
    UNKNOWN,
    Amount,
    amount_of,
    beside,
    class_of,
    stored_amount,
)
from lib.model.results.schemes import SCHEMES
from lib.model.results.tally import COHORT, IN_PERIOD, Tally
from lib.rules.results.counting import added, amounts, of_one_division, problems, unsettled
from lib.rules.results.reports import missing_reports
from lib.rules.results.secrecy import tells_between
from lib.rules.results.tellings import Counted, result_of
from tests.unit.cases import for_each

TODAY = dt.date(2023, 4, 1)
STEPS = list(SCHEMES["1"].steps)


def tally(step: str = "aangemeld", amount: str = "20", **other: Any) -> Tally:
    usual: dict[str, Any] = {
        "id": 1, "action_id": "1", "part": None, "region": "AM18", "campus_id": None, "period": "2022KW04",
        "basis": COHORT,
        "party_id": 1, "source": "Opgave", "reported_on": "2023-01-20", "note": "", "chosen": "",
        "delivery_id": None, "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
    }  # fmt: skip
    return Tally(step=step, amount=amount, **{**usual, **other})


def told(*tallies: Tally) -> list[str]:
    return [problem.sentence for problem in problems(tallies[0].action_id, tallies)]


def test_a_later_step_is_no_more_than_an_earlier_one_of_the_same_group() -> None:
    wrong = told(tally("gematcht", "40"), tally("geplaatst", "45"))
    assert wrong == ["Geplaatst (45) kan niet meer zijn dan gematcht (40) in dezelfde groep."]
    assert not told(tally("gematcht", "40"), tally("geplaatst", "45", party_id=2))
    assert not told(tally("gematcht", "40", basis=IN_PERIOD), tally("geplaatst", "45", basis=IN_PERIOD))
    assert not told(tally("gematcht", UNKNOWN), tally("geplaatst", "45"))
    assert told(tally("aangemeld", "40"), tally("gematcht", UNKNOWN), tally("geplaatst", "45"))


@given(st.lists(st.integers(0, 30), min_size=len(STEPS), max_size=len(STEPS)))
def test_what_only_goes_down_is_taken_and_what_surely_goes_up_is_not(numbers: list[int]) -> None:
    group = [tally(step, stored_amount(number, TODAY)) for step, number in zip(STEPS, numbers, strict=True)]
    if sorted(numbers, reverse=True) == numbers:
        assert not told(*group)
    known = [amount_of(one.amount) for one in group]
    rises = any(later.low > (before.high or 0) for before, later in pairwise(known))
    assert bool(told(*group)) == rises


def test_exits_are_no_more_than_who_started() -> None:
    assert told(tally("aangemeld", "20"), tally("binnen", "15"), tally("buiten", "10"))
    assert not told(tally("aangemeld", "20"), tally("binnen", "15"), tally("buiten", FEW))


def test_a_step_and_a_kind_belong_to_the_action() -> None:
    assert told(tally("bereikt")) == ["Deze stap hoort niet bij deze actie."]
    assert told(tally(part="2-9")) == ["Deze branche waar iemand vandaan komt hoort niet bij deze actie."]


@for_each(
    [
        {"region": None},
        {"part": "metaal"},
        {"period": "2022JJ00"},
        {"period": "2022MM11", "party_id": 2},
        {"region": None, "part": "metaal"},
        {"campus_id": 3},
        {"campus_id": 3, "part": "ict"},
    ]
)
def test_a_total_does_not_stand_beside_its_parts(other: dict[str, Any]) -> None:
    assert any("telt dubbel" in sentence for sentence in told(tally(), tally(id=2, **other)))


Place = tuple[tuple[str | None, int | None], str | None, str]
PLACES = st.tuples(
    st.sampled_from([(None, None), *((code, None) for code in LABOUR_REGIONS), ("AM18", 1), ("AM18", 2)]),
    st.sampled_from([None, "metaal", "ict"]),
    st.sampled_from(["2022KW01", "2022KW02", "2022JJ00", "2022MM02", "2021SJ00"]),
)


@given(st.lists(PLACES, min_size=1, max_size=6, unique=True))
def test_what_is_taken_counts_nobody_twice(places: list[Place]) -> None:
    """People of one count are in another one exactly when that is refused."""
    group = [
        tally(id=number, region=region, campus_id=campus, part=part, period=period)
        for number, ((region, campus), part, period) in enumerate(places)
    ]
    twice = any(
        share(one, other) for place, one in enumerate(places) for other in places[:place] if one != other
    )
    assert bool(told(*group)) == twice


def share(one: Place, other: Place) -> bool:
    """Whether the same person can be in both."""
    begin, end = (period_of(place[2]) for place in (one, other))
    days = begin.begins <= end.ends and end.begins <= begin.ends
    wholes = zip((*one[0], one[1]), (*other[0], other[1]), strict=True)
    return days and all(a == b or None in (a, b) for a, b in wholes)


@settings(max_examples=300)
@given(st.integers(0, 40), st.lists(st.integers(0, 12), min_size=3, max_size=3))
def test_no_small_number_can_be_worked_out_from_what_is_taken(start: int, exits: list[int]) -> None:
    """With exits that add up to who started, every small one could still be more than one number."""
    amount = [stored_amount(number, TODAY) for number in (start, *exits)]
    group = [tally(step, text) for step, text in zip(("aangemeld", *SCHEMES["1"].exits), amount, strict=True)]
    if told(*group) or not amount_of(amount[0]).is_exact:
        return
    for place, text in enumerate(amount[1:]):
        if text == FEW:
            possible = {parts[place] for parts in solutions(amount[1:], start)}
            assert len(possible) != 1


def solutions(written: list[str], whole: int) -> list[tuple[int, ...]]:
    """All numbers that the exits can be, when together they are everybody."""
    ranges = [range(1, LEAST) if text == FEW else [amount_of(text).low] for text in written]
    return [parts for parts in product(*ranges) if sum(parts) == whole]


def test_a_small_exit_between_numbers_is_refused_with_what_to_do() -> None:
    group = [tally("aangemeld", "130"), tally("binnen", "119"), tally("buiten", "9")]
    assert told(*group, tally("in bemiddeling", FEW)) == [
        "Zo is uit te rekenen hoeveel er minder dan 5 zijn. Laat “Nog in bemiddeling” weg of onbekend: "
        "de app rekent uit wat overblijft."
    ]
    assert tells_between([Amount(8, 8)], [Amount(1, 4), Amount(1, 4)])
    assert not tells_between([Amount(7, 7)], [Amount(1, 4), Amount(1, 4)])


def test_an_exit_that_was_taken_back_was_seen_all_the_same() -> None:
    before = [tally("aangemeld", "50"), tally("binnen", "10"), tally("in bemiddeling", "36")]
    after = [*before[:2], tally("buiten", FEW)]
    refused = [(problem.tally.step, problem.sentence) for problem in problems("1", after, before)]
    assert [step for step, _ in refused] == ["buiten"]
    assert "Met een aantal dat hier eerder stond" in refused[0][1]
    assert not [*problems("1", [*after[:2], tally("buiten", UNKNOWN)], before)]
    assert not [*problems("1", after, [tally("in bemiddeling", "36", party_id=2)])]


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8))
def test_no_two_moments_tell_a_small_difference(numbers: list[int]) -> None:
    """Told beside all that was told before, two that are close could differ by more than one number."""
    told_so_far: list[str] = []
    for number in numbers:
        told_so_far.append(beside(stored_amount(number, TODAY), told_so_far))
    shown = [amount_of(text) for text in told_so_far]
    assert all(one.low <= number <= (one.high or 0) for one, number in zip(shown, numbers, strict=True))
    for one, other in combinations(shown, 2):
        if one.is_exact and other.is_exact:
            assert one == other or abs(one.low - other.low) >= LEAST


def test_a_number_that_was_told_may_stand_again() -> None:
    assert beside("22", ["20"]) == "20 tot en met 24"
    assert beside("20", ["20", "20 tot en met 24"]) == "20"
    assert beside("25", ["20", "20 tot en met 24"]) == "25"
    assert [beside(text, ["6"]) for text in (FEW, UNKNOWN, "0")] == [FEW, UNKNOWN, "0"]


REGIONS = tuple(LABOUR_REGIONS)


@settings(max_examples=200)
@given(st.lists(st.integers(0, 12), min_size=len(REGIONS), max_size=len(REGIONS)), st.booleans())
def test_no_small_number_can_be_worked_out_from_a_total_of_another_moment(
    people: list[int], total_first: bool
) -> None:
    """A total and its regions, one after the other: a small region stays more than one number."""
    whole = tally(id=9, region=None, amount=stored_amount(sum(people), TODAY))
    amounts_now = [stored_amount(number, TODAY) for number in people]
    parts = [tally(id=place, region=REGIONS[place], amount=text) for place, text in enumerate(amounts_now)]
    stood, there = ([whole], parts) if total_first else (parts, [whole])
    if [*problems("1", there, stood)] or not whole.many.is_exact:
        return
    for place, text in enumerate(amounts_now):
        if text == FEW:
            possible = {found[place] for found in solutions(amounts_now, sum(people))}
            assert len(possible & set(range(1, LEAST))) > 1


def test_a_small_region_beside_the_total_that_stood_there_is_refused_with_what_to_do() -> None:
    total = tally(id=1, region=None, amount="20")
    parts = [tally(id=2, region="AM18", amount="17"), tally(id=3, region="AM15", amount=FEW)]
    refused = [problem.sentence for problem in problems("1", parts, [total])]
    assert refused == [
        "Met een aantal dat hier eerder stond is uit te rekenen hoeveel er minder dan 5 zijn. "
        "Laat dit aantal weg of onbekend."
    ]
    assert not [*problems("1", [parts[0], tally(id=3, region="AM15", amount=UNKNOWN)], [total])]
    assert not [*problems("1", parts, [tally(id=1, region=None, amount="40")])]


def test_of_two_reports_that_differ_none_counts_until_one_is_chosen() -> None:
    one, other = tally(amount="20"), tally(id=2, amount="25", party_id=2)
    assert not told(one, other)
    assert [*amounts([one, other]).values()] == [NOTHING_KNOWN]
    assert len(unsettled([one, other])) == 1
    picked = tally(id=2, amount="25", party_id=2, chosen="De gemeente telde zelf")
    assert [*amounts([one, picked]).values()] == [Amount(25, 25)]
    assert not unsettled([one, picked])
    assert not unsettled([one, tally(id=2, party_id=2)])
    assert told(tally(chosen="a"), picked)


def test_a_group_and_a_period_are_never_added() -> None:
    counts = amounts([tally(amount="20"), tally(id=2, amount="30", basis=IN_PERIOD)])
    assert added(counts, "aangemeld", basis=COHORT) == Amount(20, 20)
    assert added(counts, "aangemeld", basis=IN_PERIOD) == Amount(30, 30)
    result = result_of(Counted("1", [tally(), tally(id=2, amount="30", basis=IN_PERIOD)], TODAY))
    assert result
    assert "Van 20 aangemelde vakmensen" in result.sentence
    assert ("Gebeurd in de periode, niet dezelfde groep", "Aangemeld", "30") in result.tables[0].rows


def test_a_region_that_reported_nothing_is_named_with_whom_to_ask() -> None:
    group = [
        tally(id=number, region=region, period=period, party_id=number)
        for number, region in enumerate(LABOUR_REGIONS, 1)
        for period in ("2022KW03", "2022KW04")
        if (region, period) not in {("AM17", "2022KW04"), ("AM12", "2022KW04")}
    ]
    who = {number: f"Partij {number}" for number in range(1, 6)}
    lacking = list(missing_reports(group, who, TODAY, {}))
    assert [one.sentence for one in lacking] == [
        "De opgave over het 4e kwartaal 2022 ontbreekt van Gooi en Vechtstreek.",
        "De opgave over het 4e kwartaal 2022 ontbreekt van Zaanstreek/Waterland.",
    ]
    asked = [list(LABOUR_REGIONS)[one.party_id - 1] for one in lacking if one.party_id]
    assert asked == ["AM12", "AM17"]
    assert not list(missing_reports(group, who, dt.date(2023, 1, 20), {})), "a report takes thirty days"
    later = list(missing_reports(group, who, dt.date(2023, 6, 1), {}))
    assert sum(one.sentence.count("1e kwartaal 2023") for one in later) == 5


def test_the_sentence_of_the_service_point() -> None:
    group = [
        tally("aangemeld", "130"), tally("geplaatst", "40"), tally("binnen", "40"), tally("buiten", "9"),
    ]  # fmt: skip
    result = result_of(Counted("1", group, TODAY))
    assert result
    assert result.sentence == (
        "Van 130 aangemelde vakmensen kregen er 40 werk in de techniek; 9 vertrokken naar een andere sector "
        "en van 81 is het nog niet bekend."
    )
    assert "%" not in result.sentence + result.source
    assert "oorzakelijk verband is niet aangetoond" in result.source


SIZED = st.lists(st.integers(0, 9), min_size=1, max_size=4)


@given(SIZED, SIZED, st.sets(st.integers(0, 9)))
def test_two_ways_of_telling_apart_are_refused_where_they_tell_a_small_number(
    ones: list[int], others: list[int], as_class: set[int]
) -> None:
    """Try all that the hidden numbers can be: a single possibility for one is what must be refused."""
    others = [*others, max(0, sum(ones) - sum(others))]
    if sum(ones) != sum(others):
        return
    sides = [
        [class_of(one) if one and one in as_class else amount_of(stored_amount(one, TODAY)) for one in side]
        for side in (ones, others)
    ]
    worlds = [
        world
        for world in product(*(range(one.low, (one.high or 0) + 1) for side in sides for one in side))
        if sum(world[: len(ones)]) == sum(world[len(ones) :])
    ]
    hidden = [place for place, one in enumerate([*sides[0], *sides[1]]) if not one.is_exact]
    assert tells_between(*sides) == any(len({world[place] for world in worlds}) == 1 for place in hidden)


def test_who_comes_from_and_goes_to_a_branche_is_counted_once() -> None:
    group = [
        tally("aangemeld", "20", part="metaal"),
        tally("aangemeld", "12", part="bouw", id=2),
        tally("geplaatst", "9", part="naar ict", id=3),
        tally("aangemeld", "32", part="naar ict", id=4),
    ]
    assert not told(*group)
    counts = of_one_division(SCHEMES["1"], amounts(group))
    assert added(counts, "aangemeld") == Amount(32, 32)
    assert added(counts, "geplaatst") == Amount(9, 9)
    small = tally("aangemeld", FEW, part="naar metaal", id=5)
    assert any(
        "uit te rekenen" in sentence
        for sentence in told(*group[:2], small, tally(part="naar bouw", amount="30"))
    )


def test_a_company_counts_once_at_each_hub_and_can_have_several_themes() -> None:
    def company(step: str, amount: str, part: str, hub: int) -> Tally:
        return tally(step, amount, part=part, party_id=hub, action_id="6")

    both = [company("bereikt", "20", "2-9", hub) for hub in (1, 2)]
    themes = [company("bereikt", "18", theme, 1) for theme in ("digitaal", "klimaat")]
    assert not told(*both, *themes)
    assert added(of_one_division(SCHEMES["6"], amounts([*both, *themes])), "bereikt") == Amount(40, 40)
