"""What is different between two states: the kinds, the words, and that nothing is counted twice or missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, strategies as st

from lib.model.agenda import HELIXES, STAGES
from lib.model.record import RECORDS
from lib.rules import since
from lib.rules.since import AGED, CHANGED, ENDED, NEW, SAME, Changed, Stand
from tests.unit.cases import for_each

DRIVERS: Mapping[int | None, str | None] = {None: None, 1: "Roc Voorbeeld", 2: "Gemeente Voorbeeld"}
BARE = Stand("Zij-instroom", "B", "Idee", False, None, None, "", dict.fromkeys(HELIXES, 0))

PARTS = [table for table, record in RECORDS.items() if record.part]
EDITS = st.one_of(
    st.fixed_dictionaries({"name": st.sampled_from(["Zij-instroom", "Instroom"])}),
    st.fixed_dictionaries({"priority": st.sampled_from([None, *"ABC"])}),
    st.fixed_dictionaries({"note": st.sampled_from(["", "Loopt", "Wacht"])}),
    st.sampled_from(list(STAGES)).map(lambda one: {"stage": STAGES[one], "ended": one == "beeindigd"}),
    st.sampled_from(list(DRIVERS)).map(lambda one: {"driver_id": one, "driver": DRIVERS[one]}),
    st.tuples(*[st.integers(0, 5)] * 3).map(lambda one: {"levels": dict(zip(HELIXES, one, strict=True))}),
    st.frozensets(st.integers(1, 4)).map(lambda one: {"steps": one}),
)
"""One edit of an action each."""


def only(then: Stand | None, now: Stand, *touched: str) -> Changed:
    """What is different about one action."""
    return since.compare({"3": then} if then else {}, {"3": now}, {"3": touched})["3"]


def edited(stand: Stand, edits: list[dict[str, Any]]) -> Stand:
    for one in edits:
        stand = replace(stand, **one)
    return stand


@given(st.lists(EDITS), st.lists(EDITS))
def test_the_comparison_is_the_difference_between_what_the_edits_lead_to(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    then = edited(BARE, before)
    now = edited(then, after)
    found = only(then, now)
    told = {one.field: (one.was, one.now) for one in found.differences}
    for name in ("name", "priority", "stage", "driver", "note"):
        was, is_now = getattr(then, name), getattr(now, name)
        assert (name in told) == (was != is_now)
        if name in told:
            assert told[name] == (was or since._EMPTY[name], is_now or since._EMPTY[name])
    assert {helix: now.levels[helix] for helix in found.levels} == {
        helix: level for helix, level in now.levels.items() if then.levels[helix] != level
    }
    assert found.new_steps == now.steps - then.steps


@given(st.lists(EDITS), st.lists(EDITS))
def test_what_was_changed_and_changed_back_is_equal(
    before: list[dict[str, Any]], between: list[dict[str, Any]]
) -> None:
    then = edited(BARE, before)
    back = {name: getattr(then, name) for one in between for name in one}
    assert only(then, edited(then, [*between, back])) == Changed(SAME)


@given(
    st.dictionaries(st.integers(1, 13).map(str), st.lists(EDITS)),
    st.dictionaries(st.integers(1, 13).map(str), st.lists(EDITS), min_size=1),
    st.dictionaries(
        st.integers(1, 13).map(str),
        st.frozensets(st.sampled_from(PARTS)),
    ),
)
def test_the_counts_add_up_to_all_actions(
    before: dict[str, Any], after: dict[str, Any], touched: dict[str, frozenset[str]]
) -> None:
    then = {number: edited(BARE, edits) for number, edits in before.items()}
    now = {number: edited(then.get(number, BARE), edits) for number, edits in after.items()}
    compared = since.compare(then, now, touched)
    counts = since.counts(compared)
    assert list(counts) == list(since.KINDS)
    assert sum(counts.values()) == len(now)
    assert len(since.count_moved(compared)) == len(now) - counts[SAME] - counts[AGED]
    assert counts[NEW] == len(now.keys() - then.keys())


@for_each(
    [
        ({}, SAME, "Sinds maart: niets gewijzigd."),
        ({"stage": "Draagvlaktoets"}, CHANGED, "Sinds maart: fase van Idee naar Draagvlaktoets."),
        ({"priority": "A"}, CHANGED, "Sinds maart: prioriteit van B naar A."),
        (
            {"driver_id": 1, "driver": "Roc Voorbeeld"},
            CHANGED,
            "Sinds maart: aanjager van niemand naar Roc Voorbeeld.",
        ),
        ({"note": "Loopt"}, CHANGED, "Sinds maart: stand van zaken."),
        ({"steps": frozenset({1, 2, 3})}, CHANGED, "Sinds maart: drie nieuwe gebeurtenissen."),
        (
            {"levels": {**BARE.levels, "overheid": 2}},
            CHANGED,
            "Sinds maart: overheid van niet in beeld naar in gesprek.",
        ),
        ({"stage": "Beëindigd", "ended": True}, ENDED, "Sinds maart: fase van Idee naar Beëindigd."),
    ]
)
def test_each_kind_of_change_is_told(change: dict[str, Any], kind: str, sentence: str) -> None:
    found = only(BARE, replace(BARE, **change))
    assert (found.kind, found.sentence("maart")) == (kind, sentence)


def test_evidence_that_only_grew_old_is_counted_apart_from_changes() -> None:
    then, now = (replace(BARE, levels={**BARE.levels, "overheid": level}) for level in (4, 3))
    aged = only(then, now)
    assert (aged.kind, since.count_moved({"3": aged})) == (AGED, {})
    assert aged.sentence("maart") == (
        "Sinds maart: niets gewijzigd, maar bewijs is verouderd: "
        "overheid van heeft inzet toegezegd naar in de coalitie."
    )
    assert only(then, now, "chair").kind == CHANGED


def test_a_new_action_is_new_whatever_happened_to_it() -> None:
    found = only(None, replace(BARE, stage="Draagvlaktoets"), "step")
    assert found == Changed(NEW)
    assert found.sentence("maart") == "Sinds maart: nieuw op de agenda."
    assert found.spoken == "nieuw"


def test_a_reopened_action_is_changed_and_not_new() -> None:
    found = only(replace(BARE, stage="Beëindigd", ended=True), replace(BARE, stage="Purpose case"))
    assert (found.kind, found.was("stage")) == (CHANGED, "Beëindigd")


def test_what_else_was_recorded_is_named_once_and_steps_by_their_number() -> None:
    found = only(BARE, replace(BARE, steps=frozenset({7})), "step", "chair", "activation", "decision")
    assert found.rest == "één nieuwe gebeurtenis, coalitie en afspraken"
    assert only(BARE, BARE, "step").rest == "gebeurtenissen"


def test_a_driver_that_got_another_name_is_no_other_driver() -> None:
    then = replace(BARE, driver_id=1, driver="Roc Voorbeeld")
    assert only(then, replace(then, driver="Roc Voorbeeld West")).kind == SAME


def test_all_is_told_to_who_cannot_see_it_struck() -> None:
    now = replace(BARE, stage="Draagvlaktoets", levels={**BARE.levels, "onderwijs": 3}, note="Loopt")
    assert only(BARE, now).spoken == (
        "gewijzigd: fase was Idee, nu Draagvlaktoets; onderwijs was niet in beeld, "
        "nu in de coalitie; stand van zaken"
    )
    assert only(BARE, BARE).spoken == "gelijk"
