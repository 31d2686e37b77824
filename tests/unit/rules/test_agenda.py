"""Every move on the ladder, and what goes with a number on the agenda."""

from __future__ import annotations

import tomllib
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import ENDED, LADDER, REOPENED_AS, STAGES, Action
from lib.model.kinds import Invalid
from lib.rules.agenda import allowed_moves, check_move, check_priority
from tests.unit.cases import for_each


def on_the_ladder(stage: str, target: str) -> bool:
    """The annex's rule once more: one rung up or down, an end before handing over, a reopening."""
    if stage == ENDED:
        return target == REOPENED_AS
    if target == ENDED:
        return stage != "overgedragen"
    return abs(LADDER.index(stage) - LADDER.index(target)) == 1


@for_each(product(STAGES, STAGES))
def test_every_move_there_could_be(stage: str, target: str) -> None:
    assert (target in allowed_moves(stage)) == on_the_ladder(stage, target)
    if not on_the_ladder(stage, target):
        with pytest.raises(Invalid):
            check_move(stage, target)
        return
    check_move(stage, target)


@given(st.data())
def test_every_move_of_every_path_obeys_the_ladder(data: st.DataObject) -> None:
    """No path of allowed moves skips a rung, and an end is left by reopening only."""
    path = ["idee"]
    for _ in range(data.draw(st.integers(1, 30))):
        path.append(data.draw(st.sampled_from(allowed_moves(path[-1]))))
    assert all(on_the_ladder(stage, target) for stage, target in pairwise(path))
    if "overgedragen" in path:
        before = path[: path.index("overgedragen")]
        assert set(LADDER[2:-1]) <= set(before), "handed over by way of purpose case, gate and carrying out"


def test_every_stage_can_be_reached_and_left() -> None:
    reached = {target for stage in STAGES for target in allowed_moves(stage)}
    assert reached == set(STAGES)
    assert all(allowed_moves(stage) for stage in STAGES)


def test_a_refused_move_names_the_ways_out() -> None:
    with pytest.raises(Invalid, match="Van “Idee” naar “Draagvlaktoets” kan niet in één keer") as caught:
        check_move("idee", "poort")
    assert caught.value.sentence.endswith("Kies “Coalitie in vorming” of “Beëindigd”.")
    with pytest.raises(Invalid, match="staat al in de fase “Idee”"):
        check_move("idee", "idee")
    with pytest.raises(Invalid, match="is geen fase"):
        check_move("idee", "x" * 10_000)


def test_the_ladder_is_in_the_order_of_the_stages() -> None:
    assert (*LADDER, ENDED) == tuple(STAGES)


@pytest.mark.parametrize(("number", "priority"), [(1, None), (None, "A")])
def test_a_number_goes_with_a_priority_and_the_manifest_has_neither(
    number: int | None, priority: str | None
) -> None:
    with pytest.raises(Invalid):
        check_priority(number, priority)
    check_priority(1, "C")
    check_priority(None, None)


def test_the_manifest_has_no_number_and_no_priority() -> None:
    agenda = tomllib.loads((Path(__file__).parents[3] / "data" / "agenda.toml").read_text(encoding="utf-8"))
    manifest = [one for one in agenda["action"] if one["id"].startswith("m")]
    assert len(manifest) == 2
    assert not [one for one in manifest if "number" in one or "priority" in one]
    assert Action("m1", None, 6, 1, "Tafels", None, "idee", None, "", None, None, 1).label == "Tafels"
