"""Which campuses follow the method, and when it may be called province-wide."""

from __future__ import annotations

from hypothesis import given, strategies as st

from lib.model.regions import LABOUR_REGIONS
from lib.model.results.vouchers import NOT, OTHERWISE, SO, USUAL_STEPS, MethodStep
from lib.rules.results.method import Campus, Followed, method_sentence, result_of

CAMPUSES = tuple(Campus(number, f"Campus {number}", (code,)) for number, code in enumerate(LABOUR_REGIONS, 1))


def followed(states: dict[tuple[int, str], str]) -> Followed:
    seen = {
        place: MethodStep(1, "3", *place, state, "2022-09-01", "Bezoek", None, None, 1)
        for place, state in states.items()
    }
    return Followed(USUAL_STEPS, "versie 1", CAMPUSES, seen)


def everywhere(state: str) -> dict[tuple[int, str], str]:
    return {(campus.id, step): state for campus in CAMPUSES for step in USUAL_STEPS}


def test_it_is_province_wide_only_with_a_whole_campus_in_every_region() -> None:
    assert "provinciebreed" in method_sentence(followed(everywhere(SO)))
    lacking = everywhere(SO) | {(1, "nazorg"): OTHERWISE}
    assert method_sentence(followed(lacking)) == (
        "4 van de 5 campussen werken met alle zes stappen; in Gooi en Vechtstreek nog geen."
    )


@given(st.dictionaries(st.sampled_from(sorted(everywhere(SO))), st.sampled_from([SO, OTHERWISE, NOT])))
def test_unknown_is_never_as_agreed(states: dict[tuple[int, str], str]) -> None:
    method = followed(states)
    whole = {campus.id for campus in method.whole}
    assert whole == {
        campus.id for campus in CAMPUSES if all(states.get((campus.id, step)) == SO for step in USUAL_STEPS)
    }
    assert ("provinciebreed" in method_sentence(method)) == (len(whole) == len(LABOUR_REGIONS))


def test_each_cell_says_its_word_day_and_source_and_nothing_seen_is_no_result() -> None:
    assert result_of(followed({})) is None
    result = result_of(followed({(1, "intake"): OTHERWISE}))
    assert result
    row = next(row for row in result.tables[0].rows if row[0] == "Campus 1")
    assert row[2:4] == ("onbekend", "anders (1 september 2022, Bezoek)")
