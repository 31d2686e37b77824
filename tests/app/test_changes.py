"""Wijzigingen: what matters stands first, one line per action, filtered, and as a text for a letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.ui.agenda import changes
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen

SINCE = "2022-06-01"


def bands(here: Screen) -> list[tuple[str, int]]:
    """The bands on the page with how many changes they hold, in order."""
    found = re.findall(r'class="wa-band (\w+)".*?<h2>.*?<b>(\d+)</b>', here.markup, re.DOTALL)
    return [(band, int(count)) for band, count in found]


def test_what_was_decided_stands_first_and_the_rest_is_folded(example: Path, screen: OpenScreen) -> None:
    here = screen().open("wijzigingen", sinds=SINCE)
    assert [band for band, _ in bands(here)] == ["besloten", "beweging", "overig"]
    assert sum(count for _, count in bands(here)) == int(re.match(r"\d+", here.lead)[0])  # type: ignore[index]
    assert '<details class="wa-band overig">' in here.markup
    first = here.markup.split('class="wa-told"')[1]
    assert first.index("9 Een taal") < first.index("</li>"), "what ended stands on top"
    assert "vooruit:" in here.text
    assert "achteruit:" in here.text


def test_each_action_has_one_line_in_a_band_with_its_day_before_it(example: Path, screen: OpenScreen) -> None:
    here = screen().open("wijzigingen", sinds=SINCE)
    moved = here.markup.split('class="wa-band beweging"')[1].split('class="wa-band')[0]
    ids = re.findall(r'<div class="line"><b><a [^>]*actie=(\w+)"', moved)
    assert len(ids) == len(set(ids)) > 3
    days = re.findall(r'<li class=""><time datetime="([\d-]+)">', moved)
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("param", "value"),
    [("doel", "3"), ("wat", "support"), ("helix", "onderwijs"), ("regio", "AM15"), ("partij", "1")],
)
def test_each_filter_leaves_fewer_changes_and_can_be_cleared(
    example: Path, screen: OpenScreen, param: str, value: str
) -> None:
    here = screen().open("wijzigingen", sinds=SINCE, **{param: value})
    left = sum(count for _, count in bands(here))
    every = int(re.match(r"\d+", here.lead)[0])  # type: ignore[index]
    assert 0 < left < every
    assert f"{left} van {every} wijzigingen" in here.text
    here.press("Filters wissen")
    assert sum(count for _, count in bands(here)) == every


def test_of_many_changes_the_newest_are_listed_and_the_rest_has_its_place(
    real: Path, screen: OpenScreen
) -> None:
    from tests.unit import desk

    for number in range(changes.MOST_LINES + 5):
        desk.step(real, what=f"Gesprek {number}")
    here = screen().open("wijzigingen")
    assert bands(here) == [("overig", changes.MOST_LINES + 5)]
    assert here.markup.count("<li><time") == changes.MOST_LINES
    assert "En nog 4 eerdere: " in here.text
    further = here.markup.partition('<li class="further">')[2].partition("</li>")[0]
    assert "tab=geschiedenis" in further


def test_a_filter_that_does_not_exist_is_named(example: Path, screen: OpenScreen) -> None:
    assert "“99”" in screen().open("wijzigingen", doel="99").warnings[0]


def test_what_is_all_there_is_stands_open(real: Path, screen: OpenScreen) -> None:
    from tests.unit import desk

    desk.note(real, "Loopt")
    here = screen().open("wijzigingen")
    assert bands(here) == [("overig", 1)]
    assert '<details class="wa-band overig" open>' in here.markup


def test_the_text_for_a_letter_has_days_only_and_no_corrections(example: Path, screen: OpenScreen) -> None:
    here = screen().open("wijzigingen", sinds=SINCE)
    here.app.session_state["letter text"] = True
    letter = here.run().markup.split("wa-letter-text")[1]
    assert "Wijzigingen van 31 mei 2022 tot en met" in letter
    assert not re.search(r"\d\d:\d\d", letter)
    assert "Bewijs bij" not in letter
    assert not here.app.code


def test_an_action_says_in_words_what_was_recorded(example: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="3", sinds="2022-06-30")
    since = re.findall(r'<p class="wa-since">(.*?)</p>', here.markup)[0]
    assert since.startswith("Sinds 30 juni 2022:")
    assert re.search(r"En nog \w+ wijzigingen\.$", since)
    assert "nieuwe gebeurtenissen, stand van zaken" not in since
