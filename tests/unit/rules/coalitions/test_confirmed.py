"""Said by us or confirmed by the party: a word holds for what was confirmed, and no score changes by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lib.model.coalitions import Table
from lib.model.purpose import ANSWERS
from lib.model.results.words import LEVEL, LINK, ROOM, SUPPORT, PartyWord
from lib.rules.coalitions.confirmed import OURS, claims, confirmed_sentence, short
from lib.rules.coalitions.gate import gate
from lib.store import coalitions, records
from lib.store.file.connection import reading, writing
from lib.store.results import words
from tests.unit import desk
from tests.unit.rules.coalitions.test_gate import NOTHING, support
from tests.unit.rules.coalitions.test_routes import claim


def word(party: int, about: str, said: str, *, gone: bool = False) -> PartyWord:
    off, why = ("2023-03-02", "Vergissing") if gone else (None, None)
    return PartyWord(1, "3", party, about, said, None, ROOM, "2023-03-01", off, why, 1)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6, unique_by=lambda one: one[0]),
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(list(ANSWERS))), max_size=6, unique_by=lambda one: one[0]
    ),
    st.data(),
)
def test_each_high_level_and_answer_is_a_claim_and_only_its_own_word_confirms_it(
    levels: list[tuple[int, int]], answers: list[tuple[int, str]], data: st.DataObject
) -> None:
    table = Table(
        NOTHING,
        activations=tuple(claim(*one) for one in levels),
        supports=tuple(support(*one) for one in answers),
    )
    bare = claims(table, (), ())
    assert len(bare) == sum(level >= 4 for _, level in levels) + sum(
        answer != "niet gevraagd" for _, answer in answers
    )
    assert {one.mark for one in bare} <= {OURS}
    picked = data.draw(st.lists(st.sampled_from(bare), unique=True)) if bare else []
    given_words = [word(one.party_id, one.about, one.said) for one in picked]
    held = claims(table, (), given_words)
    assert [one.said for one in held if one.word] == [one.said for one in bare if one in picked]
    taken_back = [word(one.party_id, one.about, one.said, gone=True) for one in picked]
    assert not any(one.word for one in claims(table, (), taken_back))
    if held:
        assert confirmed_sentence(held).startswith(f"{len(picked)} van {len(held)} bevestigd")
        assert short(held) == f"{len(picked)} van {len(held)} bevestigd"


def test_another_level_than_was_confirmed_is_only_said_by_us() -> None:
    said = word(1, LEVEL, "heeft inzet toegezegd (4)")
    confirmed, changed = (
        claims(Table(NOTHING, activations=(claim(1, level),)), (), [said])[0] for level in (4, 5)
    )
    assert confirmed.mark == "bevestigd op 1 maart 2023, in de zaal"
    assert changed.mark == OURS


@pytest.fixture
def answered(path: Path) -> int:
    """A party that supports action 3, as we say."""
    roc = desk.party(path, "Roc Noord")
    desk.chair(path, roc)
    desk.support(path, roc)
    return roc


def test_a_link_confirms_the_answer_until_it_changes(path: Path, answered: int) -> None:
    with writing(path, desk.ANNA) as db:
        words.confirm_support(db, "3", answered, "2022-01-03")
    with reading(path) as db:
        before, (held,) = gate(coalitions.table(db, "3")), words.claims_of(db, "3")
    assert (held.about, held.mark) == (SUPPORT, "bevestigd op 3 januari 2022, met een link")
    assert held.word is not None
    assert held.word.how == LINK
    assert before == gate(coalition(path))
    desk.support(path, answered, "steunt niet", condition="Te duur")
    with reading(path) as db:
        assert words.claims_of(db, "3")[0].mark == OURS


def coalition(path: Path) -> Table:
    with reading(path) as db:
        return coalitions.table(db, "3")


def test_a_word_is_taken_back_like_everything_else(path: Path, answered: int) -> None:
    with writing(path, desk.ANNA) as db:
        made = words.confirm(db, "3", words.claims_of(db, "3")[0], ROOM, "2022-01-03")
    with writing(path, desk.ANNA, "Vergissing") as db:
        records.withdraw(db, "party_word", made, 1)
    with reading(path) as db:
        assert words.claims_of(db, "3")[0].mark == OURS
    assert len(desk.entries(path, "party_word", made)) == 2
