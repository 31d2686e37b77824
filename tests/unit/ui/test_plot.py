"""The line of a figure on its slide: what is drawn beside it, and what is only told."""

from __future__ import annotations

import base64
import re

from markupsafe import Markup

from lib.model.figures import Observation
from lib.model.regions import COUNTRY, PROVINCE
from lib.ui.slides.plot import plot
from tests.unit.rules.test_figures import COUNT, RATE, year

LINES = {
    region: [year(number, value + number - 2019, region=region) for number in (2019, 2020, 2021)]
    for region, value in (("AM15", 3.0), (PROVINCE, 4.0), (COUNTRY, 5.0))
}


def strokes(made: Markup) -> int:
    """How many lines the picture has, the axis left out."""
    (picture,) = re.findall(r"base64,([^\"]+)", made)
    return base64.b64decode(picture).decode().count('fill="none"')


def told(made: Markup) -> list[str]:
    return [Markup(item).striptags() for item in re.findall(r"<li>(.*?)</li>", made)]


def test_a_share_stands_beside_that_of_province_and_country() -> None:
    made = plot(RATE, "AM15", LINES)
    assert told(made) == ["Noord-Holland Noord 5,0%", "Noord-Holland 6,0%", "Nederland 7,0%"]
    assert strokes(made) == 3
    assert (
        "Werkloosheidspercentage, Noord-Holland Noord, Noord-Holland en Nederland, van 2019 tot 2021" in made
    )


def test_numbers_of_larger_regions_are_told_and_not_drawn() -> None:
    made = plot(COUNT, "AM15", LINES)
    assert told(made) == ["Noord-Holland Noord 5", "Noord-Holland 6", "Nederland 7"]
    assert strokes(made) == 1


def test_a_line_stops_where_the_way_of_measuring_changed() -> None:
    changed: list[Observation] = [*LINES["AM15"], year(2022, 9.0, "anders"), year(2023, 9.5, "anders")]
    assert strokes(plot(RATE, "AM15", {"AM15": changed})) == 2


def test_one_figure_is_no_line_and_stands_beside_that_of_the_country() -> None:
    one = {region: line[:1] for region, line in LINES.items()}
    assert told(plot(RATE, "AM15", one)) == [
        "Noord-Holland Noord 3,0%",
        "Noord-Holland 4,0%",
        "Nederland 5,0%",
    ]
    assert "<img" not in plot(RATE, "AM15", one)
    assert plot(RATE, "AM15", {"AM15": LINES["AM15"][:1]}) == ""
    assert plot(RATE, "AM15", {PROVINCE: LINES[PROVINCE]}) == "", "another region is not drawn for this one"
