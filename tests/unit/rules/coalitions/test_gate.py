"""Chairs and the gate: who is missing, who refuses, and what that keeps shut."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import HELIXES, STAGES, Party
from lib.model.coalitions import Chair, Coalition, Table
from lib.model.kinds import Invalid
from lib.model.purpose import ANSWERS, PurposeText, Support
from lib.rules.agenda import allowed_moves
from lib.rules.coalitions import chairs
from lib.rules.coalitions.gate import check_gate, check_reopening, gate, insufficient_support
from tests.unit.cases import for_each

HELIX = list(HELIXES)
NOTHING = Coalition("3", None, "", "", None, None, 1)
COMPLETE = replace(NOTHING, complete_on="2023-03-01", complete_reason="De gemeente volgt later.")

UNEXPLAINED = replace(COMPLETE, complete_reason="")


def chair(number: int, party: int | None, *, needed: bool = True, gone: bool = False) -> Chair:
    """A chair; a party's number tells its helix."""
    helix = HELIX[(party if party is not None else number) % 3]
    day, reason = ("2023-01-01", "Niet meer nodig") if gone else (None, None)
    name = f"Partij {party}" if party is not None else None
    return Chair(number, "3", helix, f"rol {number}", None, needed, party, day, reason, 1, name)


def support(party: int, answer: str) -> Support:
    helix = HELIX[party % 3]
    return Support(party, "3", party, answer, "", "", "2023-02-01", 1, f"Partij {party}", helix)


def table(
    seats: list[Chair] | tuple[Chair, ...], answers: dict[int, str], coalition: Coalition = NOTHING
) -> Table:
    return Table(coalition, tuple(seats), supports=tuple(support(*one) for one in answers.items()))


OPEN = (
    "Draagvlak voldoende: alle drie nodige partijen hebben geantwoord, geen partij zegt nee en "
    "uit bedrijfsleven, onderwijs en overheid is er minstens één ja zonder voorwaarde."
)
SEATS = [chair(1, 0), chair(2, 1), chair(3, 2)]
ALL_YES = dict.fromkeys(range(3), "steunt")
PARTY = st.integers(0, 6)
TABLES = st.builds(
    table,
    st.lists(
        st.builds(
            chair,
            st.integers(1, 99),
            st.none() | PARTY,
            needed=st.booleans(),
            gone=st.sampled_from([False, True]),
        ),
        max_size=8,
    ),
    st.dictionaries(PARTY, st.sampled_from(["steunt", *ANSWERS])),
    st.sampled_from([NOTHING, COMPLETE, UNEXPLAINED]),
)
OPEN_TABLES = st.builds(
    table,
    st.lists(st.builds(chair, st.integers(1, 99), PARTY), max_size=4).map(lambda extra: SEATS + extra),
    st.dictionaries(PARTY, st.sampled_from(["steunt", "onder voorwaarde"])).map(
        lambda extra: dict.fromkeys(range(7), "onder voorwaarde") | extra | ALL_YES
    ),
)


def answered(one: Table, party: int, answer: str) -> Table:
    """The table after a party gave this answer."""
    others = tuple(said for said in one.supports if said.party_id != party)
    return replace(one, supports=(*others, support(party, answer)))


def needed_parties(one: Table) -> set[int]:
    found = {seat.party_id for seat in one.chairs if seat.needed and not seat.withdrawn_on}
    return {party for party in found if party is not None}


@given(TABLES | OPEN_TABLES, PARTY)
def test_a_refusal_never_opens_the_gate(one: Table, party: int) -> None:
    after = gate(answered(one, party, "steunt niet"))
    assert after.open <= gate(one).open
    if party in needed_parties(one):
        assert not after.open
        assert after.proposes_ending
        assert f"Partij {party}" in after.refusing


@given(TABLES | OPEN_TABLES, PARTY, st.sampled_from(list(ANSWERS)))
def test_who_is_not_needed_changes_nothing(one: Table, party: int, answer: str) -> None:
    if party not in needed_parties(one):
        assert gate(answered(one, party, answer)) == gate(one)


@given(TABLES | OPEN_TABLES)
def test_open_means_every_helix_says_yes_and_nobody_is_missing(one: Table) -> None:
    found = gate(one)
    given_answers = {said.party_id: said.answer for said in one.supports}
    needed = needed_parties(one)
    said = {party: given_answers.get(party, "niet gevraagd") for party in needed}
    yes = {HELIX[party % 3] for party, answer in said.items() if answer == "steunt"}
    seats_filled = one.coalition == COMPLETE or all(
        seat.party_id is not None for seat in one.chairs if seat.needed and not seat.withdrawn_on
    )
    all_said = not {"niet gevraagd", "steunt niet"} & set(said.values())
    assert found.open == (all_said and yes == set(HELIX) and bool(seats_filled))
    assert found.open == found.sentence.startswith("Draagvlak voldoende: alle ")


@given(OPEN_TABLES)
def test_the_open_gate_is_reached(one: Table) -> None:
    assert gate(one).open


@for_each(
    [
        (table(SEATS, ALL_YES), OPEN),
        (
            table([], {}),
            "Draagvlak nog niet rond: eerst moeten de stoelen benoemd zijn die deze actie nodig heeft.",
        ),
        (
            table([*SEATS, chair(4, 3), chair(5, 4)], ALL_YES | {4: "niet gevraagd"}),
            "Draagvlak nog niet rond: er ontbreekt een antwoord van Partij 3 en Partij 4.",
        ),
        (
            table([*SEATS, chair(4, 3)], {2: "steunt", 1: "steunt niet", 3: "steunt"}),
            "Draagvlak nog niet rond: er ontbreekt een antwoord van Partij 0; Partij 1 steunt niet; "
            "onderwijs heeft nog geen ja zonder voorwaarde.",
        ),
        (
            table(SEATS, {0: "steunt", 1: "onder voorwaarde", 2: "onder voorwaarde"}),
            "Draagvlak nog niet rond: onderwijs en overheid hebben nog geen ja zonder voorwaarde.",
        ),
        (table([*SEATS, chair(4, None)], ALL_YES), "Draagvlak nog niet rond: de stoel is nog leeg: rol 4."),
        (
            table([*SEATS, chair(4, None), chair(5, None)], ALL_YES),
            "Draagvlak nog niet rond: deze stoelen zijn nog leeg: rol 4 en rol 5.",
        ),
        (table([*SEATS, chair(4, None)], ALL_YES, COMPLETE), OPEN),
        (
            table([*SEATS, chair(4, None)], ALL_YES, UNEXPLAINED),
            "Draagvlak nog niet rond: de stoel is nog leeg: rol 4.",
        ),
        (table([*SEATS, chair(4, None, needed=False), chair(5, None, gone=True)], ALL_YES), OPEN),
    ]
)
def test_the_gate_in_words(one: Table, sentence: str) -> None:
    assert gate(one).sentence == sentence


def test_a_refusal_raises_a_question_and_is_no_verdict() -> None:
    assert insufficient_support(gate(table(SEATS, ALL_YES))) == ""
    found = gate(table(SEATS, dict.fromkeys(range(2), "steunt niet")))
    assert found.refusing == ("Partij 0", "Partij 1")
    assert insufficient_support(found) == (
        "Twee partijen steunen de purpose case niet. Is het draagvlak nog genoeg? Bespreek dit in het "
        "overleg (voetnoot 1: bij onvoldoende draagvlak wordt de actie beëindigd)."
    )


@for_each(list(product(STAGES, STAGES)))
def test_no_move_into_carrying_out_past_a_closed_gate(from_stage: str, to_stage: str) -> None:
    closed, opened = gate(table(SEATS, {})), gate(table(SEATS, ALL_YES))
    check_gate(from_stage, to_stage, opened)
    if to_stage == "in uitvoering" and from_stage != "overgedragen":
        with pytest.raises(
            Invalid, match="Draagvlak nog niet rond: er ontbreekt een antwoord van Partij 0"
        ) as refused:
            check_gate(from_stage, to_stage, closed)
        assert refused.value.field == "stage"
    else:
        check_gate(from_stage, to_stage, closed)


def test_carrying_out_is_entered_only_at_the_gate() -> None:
    ways_in = [stage for stage in STAGES if "in uitvoering" in allowed_moves(stage)]
    assert ways_in == ["poort", "overgedragen"]


def purpose(at: str, text: str = "Nieuwe afspraken over geld") -> PurposeText:
    return PurposeText(1, "3", "financiering", 2, text, "Anna", at)


def test_reopening_needs_a_new_version() -> None:
    ended = "2023-03-01T10:00:00.000Z"
    check_reopening([purpose(ended), purpose("2023-03-01T10:00:00.001Z")], ended)
    for texts in ([], [purpose(ended)], [purpose("2023-02-28T23:00:00.000Z")], [purpose("2023-04-01T", " ")]):
        with pytest.raises(Invalid, match="nieuwe versie van de purpose case"):
            check_reopening(texts, ended)


# ------------------------------------------------------------------------- chairs


def party(
    number: int, name: str, region: str | None, helix: str = "onderwijs", gone: str | None = None
) -> Party:
    return Party(number, name, helix, region, "roc", gone, "Gestopt" if gone else None, 1)


@pytest.mark.parametrize(
    ("coalition", "seats", "told"),
    [
        (NOTHING, [chair(1, None)], ""),
        (COMPLETE, SEATS, "Als compleet aangemerkt op 1 maart 2023. Reden: De gemeente volgt later."),
        (
            COMPLETE,
            [*SEATS, chair(4, None)],
            "Als compleet aangemerkt op 1 maart 2023, al is nog leeg: rol 4. Reden: De gemeente volgt later.",
        ),
        (UNEXPLAINED, SEATS, "Als compleet aangemerkt op 1 maart 2023."),
        (
            UNEXPLAINED,
            [*SEATS, chair(4, None)],
            "Als compleet aangemerkt op 1 maart 2023, al is nog leeg: rol 4. "
            "Waarom dat zo mag blijven, is nog niet vastgelegd.",
        ),
    ],
)
def test_complete_says_what_is_empty_and_why(coalition: Coalition, seats: list[Chair], told: str) -> None:
    assert chairs.complete_sentence(coalition, seats) == told


def test_chairs_are_counted_in_words() -> None:
    seats = [*SEATS, chair(4, 3), chair(5, None), chair(6, None)]
    extra = [chair(7, None, needed=False), chair(8, None, gone=True)]
    assert chairs.count_sentence([*seats, *extra]) == "4 van 6 stoelen"
    assert chairs.count_sentence([chair(1, None)]) == "0 van 1 stoel"
    assert chairs.count_sentence(extra) == "nog geen nodige stoelen"
    assert chairs.gaps([*seats, *extra]) == ["rol 5", "rol 6"]
    assert chairs.gaps([replace(seats[4], region="AM15"), *extra]) == ["rol 5 (Noord-Holland Noord)"]


def test_the_right_helix_and_region_is_proposed_first() -> None:
    parties = [
        party(1, "Campus Ver", "AM37"),
        party(2, "Roc Noord", "AM15"),
        party(3, "roc dichtbij", "AM15"),
        party(4, "Gemeente Noord", "AM15", helix="overheid"),
        party(5, "Roc Gestopt", "AM15", gone="2023-01-01"),
        party(6, "Roc Aan Tafel", "AM15"),
        party(7, "Roc Van Stoel", "AM15"),
    ]
    empty = replace(chair(1, None), helix="onderwijs", region="AM15")
    seats = [empty, chair(2, 6), chair(3, 7, gone=True)]
    assert [one.id for one in chairs.propose(empty, parties, seats)] == [3, 2, 7, 1]
    anywhere = replace(empty, region=None)
    assert [one.id for one in chairs.propose(anywhere, parties, seats)] == [1, 3, 2, 7]


def test_the_same_kind_comes_before_the_same_region_and_says_why() -> None:
    near = replace(party(1, "Roc Noord", "AM15"), kind="roc")
    far = replace(party(2, "Hogeschool Ver", "AM37"), kind="Hogeschool")
    unknown = replace(party(3, "Aardige School", "AM37"), kind="")
    empty = replace(chair(1, None), helix="onderwijs", region="AM15", role="hogeschool met een proces")
    proposed = chairs.propose(empty, [near, unknown, far], [empty])
    assert [one.id for one in proposed] == [2, 1, 3]
    reasons = [chairs.why_it_fits(empty, one) for one in proposed]
    assert reasons == ["soort: Hogeschool", "uit deze regio", "alleen de kant past"]
    assert chairs.why_it_fits(empty, replace(far, region="AM15")) == "soort: Hogeschool en uit deze regio"


def test_complete_with_an_empty_chair_asks_for_a_reason() -> None:
    chairs.check_complete(SEATS, "")
    chairs.check_complete([*SEATS, chair(4, None)], "De gemeente volgt later.")
    with pytest.raises(Invalid, match="Nog leeg: rol 4") as refused:
        chairs.check_complete([*SEATS, chair(4, None)], " ")
    assert refused.value.field == "complete_reason"
    with pytest.raises(Invalid, match="Leg eerst de stoelen vast"):
        chairs.check_complete([chair(4, None, needed=False)], "Klaar")


@pytest.mark.parametrize(
    ("one", "summary"),
    [
        (table(SEATS, ALL_YES), "Draagvlak voldoende"),
        (table([], {}), "Draagvlak nog niet rond"),
        (
            table(SEATS, {0: "steunt", 1: "onder voorwaarde", 2: "onder voorwaarde"}),
            "Draagvlak nog niet rond",
        ),
        (
            table([*SEATS, chair(4, 3), chair(5, None)], {2: "steunt", 1: "steunt niet", 3: "steunt"}),
            "Draagvlak nog niet rond: één partij steunt niet, één antwoord ontbreekt, één stoel is leeg",
        ),
        (
            table([*SEATS, chair(4, None), chair(5, None)], {0: "steunt"}),
            "Draagvlak nog niet rond: twee antwoorden ontbreken, twee stoelen zijn leeg",
        ),
    ],
)
def test_the_gate_in_a_few_words(one: Table, summary: str) -> None:
    assert gate(one).summary == summary
