"""Charts draw what the rules allow: no line over a break or a gap, names beside the lines, Dutch numbers."""

from __future__ import annotations

import json

from lib import charts
from lib.figure import Indicator, Observation
from lib.periods import Period

RATE = Indicator(
    "werkloosheid", 1, "Werkloosheidspercentage", "Werkloosheid", "%", 1, "", "CBS", "beroepsbevolking", True,
    "omlaag", "werkloosheid", "NL PV AM CR GM", 20, False,
)  # fmt: skip


def one(region: str, year: int, value: float | None, basis: str = "", status: str = "") -> Observation:
    absent = "" if value is not None else "onbekend"
    return Observation(
        RATE.id, region, Period(year, 0, "jaar"), value, absent=absent, status=status, basis=basis
    )


OWN = [
    one("PV27", 2018, 4.0, "oud"), one("PV27", 2019, 3.4, "oud"), one("PV27", 2021, 4.8, "nieuw"),
    one("PV27", 2022, None, "nieuw"), one("PV27", 2023, 3.9, "nieuw", "voorlopig"),
]  # fmt: skip
BESIDE = {"PV27": OWN, "NL01": [one("NL01", 2023, 3.8)], "AM15": [one("AM15", 2023, 9.0)]}
FRAME = charts.frame_of([point for series in BESIDE.values() for point in series])
ROWS = charts.rows(RATE, BESIDE, "PV27", FRAME)


def test_a_line_holds_only_neighbours_measured_the_same_way() -> None:
    runs: dict[str, list[float]] = {}
    for row in ROWS:
        if row["kind"] == "point" and row["name"] == "Noord-Holland":
            runs.setdefault(row["run"], []).append(row["x"])
    assert sorted(runs.values()) == [[2018.0, 2019.0], [2021.0], [2023.0]]


def test_a_break_is_a_labelled_rule_before_the_first_figure_after_it() -> None:
    [found] = [row for row in ROWS if row["kind"] == "break"]
    assert (found["x"], found["name"]) == (2020.5, "vanaf 2021 niet vergelijkbaar\nnieuw")


def test_lines_carry_their_names_and_labels_stay_apart() -> None:
    labels = [row for row in ROWS if row["kind"] == "label"]
    assert [row["name"] for row in labels] == ["Nederland\n3,8%", "Noord-Holland\n3,9%"], "others stay grey"
    apart = (labels[1]["y"] - labels[0]["y"]) / (FRAME.values[1] - FRAME.values[0])
    assert apart > 0.1
    assert [row["open"] for row in ROWS if row["kind"] == "point"][:4] == [False, False, False, True]


def test_a_spec_is_built_once_and_gets_its_data_beside_it() -> None:
    spec = charts.chart(ROWS, FRAME)
    assert spec["data"]["values"] == ROWS
    assert "datasets" not in spec
    assert not any("data" in layer for layer in spec["layer"])
    assert not any(layer["mark"]["aria"] for layer in spec["layer"]), "the page tells what a chart shows"
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    charts.chart([], FRAME)["layer"].clear()
    assert charts.chart(ROWS, FRAME) == spec, "nobody spoils what is kept"
    assert charts.chart(ROWS, FRAME, dark=True) != spec


def test_roles_differ_without_colour() -> None:
    looks = {(charts._WIDTH[role], tuple(charts._DASH[role])) for role in charts._WIDTH}
    assert len(looks) == len(charts._WIDTH)


def test_a_picture_says_what_it_shows() -> None:
    made = charts.picture(charts.chart(ROWS, FRAME), "Werkloosheid", ["Bron: CBS", "Gemaakt op 1 mei 2024"])
    assert made["title"]["text"] == "Werkloosheid"
    assert "Bron: CBS" in json.dumps(made)
    assert made["background"] == "#FFFFFF"


def test_an_axis_holds_every_figure() -> None:
    for value in (row["y"] for row in ROWS if row["kind"] == "point"):
        assert FRAME.values[0] <= value <= FRAME.values[1]
    flat = charts.frame_of([one("PV27", 2020, 0.0)])
    assert flat.values[0] < flat.values[1]
    assert charts.frame_of([]).years[0] < charts.frame_of([]).years[1]
