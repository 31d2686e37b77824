"""What is told of each moment that is played: how it stood, and what moved since the one before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, strategies as st

from lib.model.coalitions import Table
from lib.rules.times.replay import Then, moved, of_agenda, of_coalition
from tests.unit.rules.coalitions.test_gate import NOTHING
from tests.unit.rules.coalitions.test_routes import claim
from tests.unit.rules.test_lens import action

DAY = dt.date(2023, 3, 1)
rows = st.dictionaries(
    st.sampled_from("abcde"), st.tuples(st.sampled_from(["idee", "af"]), st.tuples(st.integers(0, 5)))
)


@given(rows, rows)
def test_exactly_what_differs_is_told(
    before: dict[str, tuple[str, tuple[int]]], now: dict[str, tuple[str, tuple[int]]]
) -> None:
    names = {key: key.upper() for key in "abcde"}
    said = moved(Then("toen", before), Then("nu", now), names)
    changed = [key for key in names if before.get(key) != now.get(key)]
    if not changed:
        assert said == "Niets anders dan het moment ervoor."
    else:
        assert all(name.upper() in said for name in changed[:3])
        assert ("andere." in said) == (len(changed) > 3)
    assert moved(None, Then("nu", now), names) == "Dit is het eerste moment."


def test_a_moment_has_stage_and_sides_or_each_party() -> None:
    table = Table(NOTHING, activations=(claim(1, 4), claim(2, 2)))
    made = of_agenda("Nu", [action(3)], {"3": table}, DAY)
    assert made.rows == {"3": ("Idee", (0, 4, 2))}
    assert made.cells == {"3": (1, "A")}
    elsewhere = replace(made, cells={"3": (1, "B")})
    assert moved(made, elsewhere, {"3": "Actie 3"}) == "Eén regel anders dan het moment ervoor: Actie 3."
    of_one = of_coalition("Nu", table, DAY)
    assert of_one.rows == {
        "Partij 1": ("heeft inzet toegezegd", (4,)),
        "Partij 2": ("in gesprek", (2,)),
    }
    assert of_coalition("Toen", None, DAY).rows == {}
