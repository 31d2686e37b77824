"""Five types by seven worlds, exactly by their names, and every gap named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.model.results.promotion import TYPES, WORLDS, Promotion
from lib.rules.results.promotion import (
    Promoted,
    gap_sentence,
    language_sentence,
    promotion_sentence,
    result_of,
)
from tests.unit.cases import for_each

TODAY = date(2023, 4, 1)


def activity(types: list[str], worlds: list[str], party: int = 1, **more: Any) -> Promotion:
    usual = {
        "regions": "",
        "ages": "",
        "starts_on": "2022-01-01",
        "ends_on": None,
        "message": "",
        "source": "",
    }
    gone = {"withdrawn_on": None, "withdrawn_reason": None, "version": 1}
    lists = {"types": ", ".join(types), "worlds": ", ".join(worlds)}
    return Promotion(**{"id": 1, "name": "Open dag", "party_id": party, **usual, **lists, **gone, **more})


def held(*activities: Promotion) -> Promoted:
    return Promoted(activities, {1: "Roc", 2: "Staal"})


def test_the_names_are_those_of_the_models_and_nothing_else() -> None:
    assert list(TYPES) == [
        "Vernieuwers", "Creatieve Makers", "Ontdekkers", "Doeners", "Maatschappelijke Toepassers",
    ]  # fmt: skip
    assert list(WORLDS.values()) == [
        "Mens & Gezondheid", "Voeding & Natuur", "Energie, Water & Veiligheid", "Wonen, Werken & Verkeer",
        "Ontwerp, Productie & Wereldhandel", "Digitaal, Media & Entertainment", "Hi-tech & Science",
    ]  # fmt: skip


def stored(name: str, value: Any) -> Any:
    rule = RECORDS["promotion"].fields[name].rule
    assert rule
    return rule(value, TODAY)


@for_each(
    [
        ("Concrete bètatechnici", "uit het model van 2011"),
        (["Carrièrebèta's"], "uit het model van 2011"),
        ("Doeners, Mensgerichte generalisten", "uit het model van 2011"),
        ("non-bèta's", "uit het model van 2011"),
        ("voor iedereen", "is geen type"),
        (["Doeners", "Iedereen"], "is geen type"),
        ("Denkers", "bestaat niet. Kies uit: Vernieuwers"),
        (7, "is geen lijst"),
    ]
)
def test_another_name_is_refused_with_what_to_choose(value: Any, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        stored("types", value)


def test_a_world_may_be_written_by_its_name_with_commas() -> None:
    assert stored("worlds", "hi-tech & science, Energie, Water & Veiligheid") == "energie, hitech"
    assert stored("worlds", ["digitaal"]) == "digitaal"
    assert stored("types", None) == stored("worlds", "") == ""
    with pytest.raises(Invalid, match="bestaat niet"):
        stored("worlds", "Ruimtevaart")


CHOSEN = st.lists(
    st.tuples(st.sets(st.sampled_from(list(TYPES))), st.sets(st.sampled_from(list(WORLDS)))), max_size=6
)


@given(CHOSEN)
def test_a_cell_is_empty_exactly_when_it_is_named_as_a_gap(chosen: list[tuple[set[str], set[str]]]) -> None:
    shown = held(*(activity(sorted(types), sorted(worlds)) for types, worlds in chosen))
    result = result_of(shown)
    assert (result is None) == (not chosen)
    for kind in TYPES:
        for world, name in WORLDS.items():
            filled = any(kind in types and world in worlds for types, worlds in chosen)
            assert (f"“{name}”" in shown.gaps(kind)) == (not filled)
    assert ("Geen vakje is leeg" in gap_sentence(shown)) == (not any(shown.gaps(kind) for kind in TYPES))


def test_for_everybody_stands_apart_and_one_language_is_counted_by_party() -> None:
    shown = held(activity([], ["hitech"]), activity(["Doeners"], ["hitech"], party=2))
    assert promotion_sentence(shown).endswith("1 van de 2 activiteiten noemt geen type.")
    assert language_sentence(shown) == "Eén taal: 1 van de twee partijen gebruikt deze namen."
    assert not shown.meeting("Vernieuwers", "hitech")
    assert not held(activity(["Doeners"], ["hitech"], regions="AM15")).only("AM12", None).activities
