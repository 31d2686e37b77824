"""Regio: one region on the example, on an untouched agenda, and what may be seen of its money."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.model.regions import LABOUR_REGIONS
from tests.app.conftest import OpenScreen
from tests.unit import desk

MONEY = "AM15"


@pytest.mark.parametrize("code", LABOUR_REGIONS)
def test_each_region_has_a_page_that_says_what_is_missing(
    example: Path, screen: OpenScreen, code: str
) -> None:
    here = screen().open("regio", regio=code)
    assert here.app.title[0].value == LABOUR_REGIONS[code]
    assert here.lead.startswith("Deze regio zit in ")
    for part in (
        "Coalities in deze regio",
        "Cijfers",
        "Tellingen",
        "Geld dat ophoudt",
        "Campussen",
        "Loketten",
    ):
        assert part in here.text
    missing = re.findall(r'<section class="lacking">(.*?)</section>', here.markup, re.DOTALL)[0]
    assert missing.count("<li>") == missing.count("<a class=") > 0
    assert "%" not in missing
    assert not here.errors


def test_research_and_promotion_are_told_where_they_are_of_the_region(
    example: Path, screen: OpenScreen
) -> None:
    told = {}
    for code in LABOUR_REGIONS:
        markup = screen().open("regio", regio=code).markup
        section = re.findall(r'<section class="told">(.*?)</section>', markup, re.DOTALL)
        told[code] = re.sub("<.*?>", "", "".join(section))
    assert "Op één campus is een lectoraat met een practoraat verbonden" in told["AM15"]
    assert "Op geen enkele campus is een lectoraat met een practoraat verbonden" in told["AM18"]
    assert all("noemt geen type" in one or "noemen geen type" in one for one in told.values())


def test_an_untouched_agenda_says_what_to_record_first(real: Path, screen: OpenScreen) -> None:
    here = screen().open("regio")
    assert here.lead.startswith("Deze regio zit nog in geen coalitie;")
    assert "Benoem de eerste plek" in here.text
    assert "Nog niets geteld" in here.text
    assert "Centrumgemeente, met de functie" in here.text
    assert "verzonnen" not in here.text
    assert not here.errors


def test_an_unknown_region_is_named_and_another_one_stands_there(real: Path, screen: OpenScreen) -> None:
    here = screen().open("regio", regio="XX")
    assert here.warnings == ["Dit filter bestaat niet: “XX”. Het is overgeslagen."]
    assert here.app.title[0].value == "Noord-Holland Noord"


def test_the_centre_is_recorded_by_its_function(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("region AM12").edit("regio", regio="AM12")
    here.fill({"region AM12 centre": "wethouder werk, gemeente Stad", "region AM12 centre_source": "Brief"})
    here.press("Opslaan")
    assert not here.errors
    assert "wethouder werk, gemeente Stad" in here.text
    assert "Centrumgemeente, met de functie" not in here.text
    assert desk.entries(real, "region", "AM12")[-1]["who"] == "Anna"
