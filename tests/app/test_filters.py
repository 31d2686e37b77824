"""Filters: each combination leaves the right actions, and the address and the fields always agree."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from lib.store import agenda
from lib.store.file.connection import reading
from tests.app.conftest import OpenScreen

GOALS: tuple[list[str], ...] = ([], ["2"], ["2", "5"])
PRIORITIES: tuple[list[str], ...] = ([], ["A"], ["B", "C"])
STAGES: tuple[list[str], ...] = ([], ["idee"], ["in uitvoering", "beeindigd"])


def expected(path: Path, goals: list[str], priorities: list[str], stages: list[str]) -> list[str]:
    """The ids that a combination leaves, worked out from the rows themselves."""
    with reading(path) as db:
        rows = list(
            db.query(
                "SELECT a.id, a.goal_id, a.priority, a.stage FROM action a "
                "JOIN goal g ON g.id = a.goal_id ORDER BY g.position, a.position"
            )
        )
    return [
        row["id"]
        for row in rows
        if (str(row["goal_id"]) in goals or not goals)
        and (row["priority"] in priorities or not priorities)
        and (row["stage"] in stages or not stages)
    ]


@pytest.mark.parametrize("goals", GOALS)
def test_each_combination_leaves_the_right_actions(
    example: Path, screen: OpenScreen, goals: list[str]
) -> None:
    here = screen()
    for priorities, stages in product(PRIORITIES, STAGES):
        here.open(doel=goals, prio=priorities, fase=stages)
        left = expected(example, goals, priorities, stages)
        assert here.shown() == left
        assert len(here.cards()["cards"]) == 13, "filtered-out actions stay visible as ghosts"
        assert ("van de 13." in here.text) == bool(goals or priorities or stages)
        assert not here.errors


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("ontwikkelfonds", ["1", "3", "4"]),
        ("ONTWIKKELFONDS", ["1", "3", "4"]),
        ("een loket", ["5"]),
        ("Één   LOKET", ["5"]),
        ("formaliseren", ["m1"]),
        ("geen enkele actie heet zo", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_words_are_found_whatever_case_or_accent(
    example: Path, screen: OpenScreen, words: str, left: list[str]
) -> None:
    assert screen().open(zoek=words).shown() == left


def test_ten_thousand_characters_find_nothing_and_break_nothing(real: Path, screen: OpenScreen) -> None:
    here = screen().open(zoek="<b>" * 3_334)
    assert here.shown() == []
    assert not here.errors


def test_the_list_and_the_board_leave_out_what_the_matrix_greys(example: Path, screen: OpenScreen) -> None:
    listed = screen().open(weergave="lijst", fase="poort")
    assert "Ontwikkelfonds" in listed.text
    assert "Service punt techniek" not in listed.text
    board = screen().open(weergave="bord", fase="poort")
    assert [card["id"] for card in board.cards()["cards"]] == ["4", "m1"]


def test_a_pressed_filter_goes_into_the_address(real: Path, screen: OpenScreen) -> None:
    here = screen().open()
    here.choose("filter goal", ["2", "5"])
    assert here.params["doel"] == ["2", "5"]
    assert here.shown() == ["1", "3", "11"]
    here.choose("filter priority", ["A"])
    assert here.params["prio"] == "A"
    here.choose("filter text", "zij-instroom")
    assert here.params["zoek"] == "zij-instroom"
    here.choose("view", "lijst")
    assert here.params["weergave"] == "lijst"
    assert "Eén actie van de 13." in here.text


def test_clearing_filters_keeps_the_view(real: Path, screen: OpenScreen) -> None:
    here = screen().open(doel="2", prio="A", weergave="bord")
    here.press("Filters wissen")
    assert here.params == {"weergave": "bord"}
    assert here.value("filter goal") == []
    assert len(here.cards()["cards"]) == 13


def test_an_empty_filter_leaves_the_address(real: Path, screen: OpenScreen) -> None:
    here = screen().open(doel="2")
    here.choose("filter goal", [])
    assert "doel" not in here.params
    assert len(here.shown()) == 13


@pytest.mark.parametrize(
    ("param", "value"),
    [("doel", "99"), ("prio", "D"), ("fase", "bijna klaar"), ("weergave", "kubus"), ("doel", "<script>")],
)
def test_a_value_that_does_not_exist_is_named_and_skipped(
    real: Path, screen: OpenScreen, param: str, value: str
) -> None:
    here = screen().open(**{param: value})
    assert here.warnings == [f"Dit filter bestaat niet: “{value}”. Het is overgeslagen."]
    assert len(here.shown()) == 13


def test_a_good_value_beside_a_bad_one_still_counts(real: Path, screen: OpenScreen) -> None:
    here = screen().open(doel=["2", "99"])
    assert here.shown() == ["1", "3"]
    assert len(here.warnings) == 1


def test_a_changed_address_changes_the_fields(real: Path, screen: OpenScreen) -> None:
    here = screen().open(doel="2")
    here.open(doel="5", prio="A")
    assert here.value("filter goal") == ["5"]
    assert here.value("filter priority") == ["A"]
    assert here.shown() == ["11"]


def test_the_way_back_from_an_action_has_the_same_filters_and_moment(real: Path, screen: OpenScreen) -> None:
    moment = {"op": "2022-06-30", "sinds": "2022-01-01", "set": "voorbeeld"}
    here = screen().open(doel="2", weergave="lijst")
    here.open("actie", actie="3", **moment)
    back = here.markup.split('<nav class="wa-neighbours"')[1].split("</a>")[0]
    for part in ("doel=2", "weergave=lijst", *map("=".join, moment.items())):
        assert part in back


def test_since_counts_from_the_day_in_the_address(example: Path, screen: OpenScreen) -> None:
    here = screen().open(sinds="2023-03-01")
    changed = {card["id"] for card in here.cards()["cards"] if card["plus"]}
    assert changed == {"1", "10", "11", "2", "3", "4", "5", "m2", "m1"}
    assert here.lead.startswith("Negen acties veranderden sinds 1 maart 2023;")


def test_filters_hold_at_a_past_moment(example: Path, screen: OpenScreen) -> None:
    here = screen().open(op="2022-05-31", fase="beeindigd")
    with reading(example, "2022-05-31T21:59:59.999Z") as db:
        ended = [one.id for one in agenda.actions(db) if one.ended]
    assert here.shown() == ended
    assert "9" not in here.shown()
