"""What a room answered: nobody alone is ever told, and one who marks a sentence is enough to mend it."""

from __future__ import annotations

from hypothesis import given, strategies as st

from lib.model.agenda import HELIXES
from lib.model.room.question import (
    ANSWERS,
    ESTABLISHED,
    FEWEST,
    HEARD,
    MARKED,
    PULSE,
    RIGHT,
    SENTENCE,
    TOO_FEW,
    WRONG,
)
from lib.rules.meetings import room

ROOM = {"bedrijfsleven": {RIGHT: 5}, "onderwijs": {RIGHT: 3, WRONG: 1}, "overheid": {WRONG: 2}}


def tallies(kind: str) -> st.SearchStrategy[dict[str, dict[str, int]]]:
    """Any answers to a kind of question, of any size of room."""
    counts = st.fixed_dictionaries({answer: st.integers(0, 9) for answer in ANSWERS[kind]})
    return st.fixed_dictionaries(dict.fromkeys(HELIXES, counts))


def test_each_side_is_told_and_few_are_not() -> None:
    assert room.told(SENTENCE, ROOM) == (
        "bedrijfsleven: klopt 5, klopt niet 0; onderwijs: klopt 3, klopt niet minder dan 3; "
        "overheid: minder dan 3 antwoorden"
    )


@given(st.sampled_from((SENTENCE, PULSE)).flatmap(lambda kind: st.tuples(st.just(kind), tallies(kind))))
def test_no_count_of_one_or_two_can_be_told_from_the_other(
    asked: tuple[str, dict[str, dict[str, int]]],
) -> None:
    """One more or one fewer among few reads the same, so nobody can work it out."""
    kind, given_answers = asked
    told = room.told(kind, given_answers)
    read = {side.helix: side.counts for side in room.sides(told)}
    assert read.keys() == HELIXES.keys()
    for helix, own in given_answers.items():
        enough = sum(own.values()) >= FEWEST
        assert bool(read[helix]) == enough
        for answer, count in own.items():
            if not enough:
                continue
            assert read[helix][answer] == (room.FEW if 0 < count < FEWEST else str(count))
            other = 3 - count
            changed = {**given_answers, helix: {**own, answer: other}}
            if 0 < count < FEWEST and sum(changed[helix].values()) >= FEWEST:
                assert room.told(kind, changed) == told


def test_what_the_room_says_as_a_whole() -> None:
    assert room.verdict(SENTENCE, ROOM) == MARKED
    assert room.verdict(SENTENCE, {"onderwijs": {RIGHT: 3}}) == ESTABLISHED
    assert room.verdict(SENTENCE, {"onderwijs": {RIGHT: 1}, "overheid": {WRONG: 1}}) == TOO_FEW
    assert room.verdict(PULSE, {"onderwijs": {"steunt niet": 3}}) == HEARD


def test_who_waits_for_a_phone_hears_what_is_known_and_what_may_be() -> None:
    assert room.arrived(0, opened=False, reached=False) == f"{room.WAITS} {room.NOTHING_CAME}"
    assert room.arrived(0, opened=False, reached=True) == f"{room.WAITS} {room.REACHED}"
    assert room.arrived(0, opened=True, reached=True) == f"{room.WAITS} {room.OPENED}"
    assert room.arrived(0, opened=False, reached=None) == room.WAITS, "behind a proxy nothing is known"
    assert room.arrived(1, opened=True, reached=False) == "Telefoon verbonden."
    assert room.arrived(12, opened=True, reached=False) == "12 telefoons verbonden."


def test_while_people_answer_their_number_is_told_in_fives() -> None:
    words = [room.progress(number) for number in (0, 1, 4, 5, 9, 12)]
    assert words == [
        "Nog geen antwoorden.",
        *["De eerste antwoorden zijn binnen."] * 2,
        *["5 of meer antwoorden."] * 2,
        "10 of meer antwoorden.",
    ]
