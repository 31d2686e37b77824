"""What is told without a browser of how screens are seen and pressed: edges, movement, the way of a press."""

from __future__ import annotations

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest

from lib.maps import deck
from lib.maps.picture import SHADES
from tests.unit.cases import for_each

ROOT = Path(__file__).resolve().parents[3]
THEMES = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
SHEETS = sorted((ROOT / "lib").rglob("*.css"))
SCRIPTS = sorted((ROOT / "lib").rglob("*.js"))
PAPERS = ("backgroundColor", "secondaryBackgroundColor")
LEAST = 3
"""The contrast that WCAG 1.4.11 asks of an edge without which a field is not seen."""


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG has it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_norm() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@for_each(list(product(("light", "dark"), ("borderColor", "primaryColor"), PAPERS)))
def test_edges_and_marks_are_seen_on_what_they_lie_on(scheme: str, edge: str, paper: str) -> None:
    assert contrast(THEMES[scheme][edge], THEMES[scheme][paper]) >= LEAST


def test_land_stands_off_from_the_sea_in_the_dark_and_both_maps_have_its_colours() -> None:
    plain = (ROOT / "lib/ui/campuses/flat_map.css").read_text("utf-8")
    sea = re.findall(r"background: light-dark\(#\w+, (#\w+)\)", plain)[0]
    land, strong, line = (
        "#" + "".join(f"{part:02X}" for part in colour)
        for colour in (deck.fill(0, dark=True), deck.fill(SHADES - 1, dark=True), deck.LINE[True])
    )
    assert contrast(land, sea) >= 1.5, "a beamer takes half of it away"
    assert contrast(line, land) >= LEAST
    assert f", {land}); --strong: light-dark(#68A8BC, {strong})" in plain
    assert f"stroke: light-dark(#7A909D, {line})" in plain


@for_each(SHEETS)
def test_nothing_goes_on_moving_or_flashes(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert "infinite" not in text
    spans = [float(span) for span in re.findall(r"animation: [^;]*?([0-9.]+)s", text)]
    assert all(span <= 5 for span in spans)


@for_each(SCRIPTS)
def test_a_press_acts_when_it_is_released_and_nothing_follows_a_path(script: Path) -> None:
    text = script.read_text("utf-8")
    assert not re.search(r"touchstart|touchmove|pointermove|mousemove|devicemotion|deviceorientation", text)
    acting = re.findall(r"(?:on(?:pointer|mouse)down|['\"](?:pointer|mouse)down['\"]).*", text)
    assert all("preventDefault" in line or "'keydown'" in line for line in acting), acting
