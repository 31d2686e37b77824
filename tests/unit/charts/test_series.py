"""Charts draw what the rules allow: no line over a break or a gap, names beside the lines, Dutch numbers."""

from __future__ import annotations

import json

from lib.charts import series as charts
from lib.charts.axes import BREAK_ROOM, frame_of
from lib.charts.notes import notes, notes_of
from lib.model.figures import Indicator, Observation
from lib.model.periods import Period

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
FRAME = frame_of([point for series in BESIDE.values() for point in series])
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


def test_the_words_of_a_break_stand_above_the_rules_of_those_before_it() -> None:
    series = [
        *dated("CR24", "jaar", (2017, 1)),
        *dated("CR24", "jaar", (2019, 1), basis="methode (herberekend vanaf 2013)"),
        *dated("CR24", "jaar", (2021, 1), basis="nieuw"),
    ]
    found = [
        row for row in charts.rows(RATE, {"CR24": series}, "CR24", frame_of(series)) if row["kind"] == "break"
    ]
    newest, oldest = found
    assert newest["x"] > oldest["x"]
    assert newest["y"] > oldest["y"]
    assert oldest["name"] == "vanaf 2019 niet vergelijkbaar\nmethode"


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
    flat = frame_of([one("PV27", 2020, 0.0)])
    assert flat.values[0] < flat.values[1]
    assert frame_of([]).years[0] < frame_of([]).years[1]


def dated(region: str, rhythm: str, *parts: tuple[int, int], basis: str = "") -> list[Observation]:
    return [
        Observation("banen_F", region, Period(year, part, rhythm), 5.0, basis=basis) for year, part in parts
    ]


def marks(series: list[Observation]) -> list[str]:
    return [text for _, text in frame_of(series).marks]


def test_a_figure_stands_at_the_mark_of_its_own_period() -> None:
    decembers = dated("CR23", "maand", *((year, 12) for year in range(2015, 2025)))
    found = dict(frame_of(decembers).marks)
    assert found[decembers[-1].period.place] == "dec 2024", "December 2024 is not 2025"
    assert marks(dated("AM15", "maand", (2021, 6), (2021, 9))) == [
        "jun 2021",
        "jul 2021",
        "aug 2021",
        "sep 2021",
    ]
    assert marks(dated("PV27", "kwartaal", (2022, 4), (2023, 1))) == ["4e kw 2022", "1e kw 2023"]
    assert marks(dated("NL01", "schooljaar", (2021, 0))) == ["2021/'22"]
    assert marks(dated("NL01", "kwartaal", (2018, 2), (2023, 1))) == ["2019", "2020", "2021", "2022", "2023"]


def test_no_more_marks_than_fit_and_the_last_one_always() -> None:
    frame = frame_of(dated("CR23", "maand", *((year, 12) for year in range(2000, 2025))))
    for height, most in ((340, 8), (190, 4)):
        [x] = {
            json.dumps(layer["encoding"]["x"]["axis"]["values"])
            for layer in charts.chart([], frame, height=height)["layer"]
            if "axis" in layer["encoding"].get("x", {})
        }
        assert 2 <= len(json.loads(x)) <= most
        assert json.loads(x)[-1] == frame.marks[-1][0]


def test_the_text_of_a_break_has_room_above_every_figure() -> None:
    old, new = (
        dated("CR24", "maand", (2021, 12), (2022, 12)),
        dated("CR24", "maand", (2023, 12), basis="nieuw"),
    )
    frame = frame_of([*old, *new])
    height = frame.values[1] - frame.values[0]
    assert max(one.value or 0 for one in [*old, *new]) < frame.values[1] - BREAK_ROOM * height
    [found] = [
        row for row in charts.rows(RATE, {"CR24": [*old, *new]}, "CR24", frame) if row["kind"] == "break"
    ]
    assert old[-1].period.place < found["x"] < new[0].period.place
    assert round(found["x"] - old[-1].period.place, 2) == 0.5, "half way, not on top of either figure"


def test_notes_on_dates_have_a_source_and_stand_at_their_date() -> None:
    assert all(one.source and one.label and one.text for one in notes())
    weesp = next(one for one in notes_of("AM12", [2020, 2023]) if one.label == "Weesp")
    assert weesp.place("jaar") == 2022.0
    assert Period(2022, 3, "maand").place < weesp.place("maand") < Period(2022, 4, "maand").place
    assert "Weesp" not in [one.label for one in notes_of("AM15", [2020, 2023])]
    assert notes_of("NL01", [2020, 2023]) == notes_of("AM12", [2023]) == notes_of("AM12", []) == []


def test_only_notes_within_the_chart_are_drawn() -> None:
    rows = charts.rows(RATE, BESIDE, "PV27", FRAME, {2021.0: "manifest", 1990.0: "lang geleden"})
    assert [(row["x"], row["name"]) for row in rows if row["kind"] == "note"] == [(2021.0, "manifest")]
    assert "manifest" in json.dumps(charts.picture(charts.chart(rows, FRAME), "", []))


def test_words_of_notes_close_to_each_other_stand_on_either_side() -> None:
    first, last = FRAME.years
    middle, near = first + 0.5 * (last - first), first + 0.55 * (last - first)
    rows = charts.rows(RATE, BESIDE, "PV27", FRAME, {near: "het merk", last: "later", middle: "de proef"})
    before = {row["name"]: row["before"] for row in rows if row["kind"] == "note"}
    assert before == {"de proef": True, "het merk": False, "later": False}
