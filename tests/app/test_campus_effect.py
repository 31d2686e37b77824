"""The tab Effect of actions 7 and 11: what is known of each campus, and what is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.app.conftest import OpenScreen

LIMIT = "een oorzakelijk verband is niet aangetoond"


def test_the_research_groups_of_each_campus(real: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="7", tab="effect")
    assert here.lead == (
        "Geen enkele campus heeft in het overzicht een lectoraat en een practoraat; "
        "van 21 campussen is niet bekend wat er is."
    )
    assert "Campus-C practoraat mbo Nova College en Smart Makers Network" in here.text
    assert "./campussen?campus=18" in here.markup
    assert "maakhaarlem.nl · 1 oktober 2025" in here.text
    assert LIMIT in here.text


def test_what_the_instrument_asks_of_each_campus(example: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="11", tab="effect")
    assert (
        "Twee campussen voldoen aantoonbaar aan wat de bijlage van het instrument vraagt; "
        "van vier campussen is nog niet genoeg bekend."
    ) in here.text
    assert "Campus Voorbeeld Noord (verzonnen) 30% 40% 30% nog 27 maanden tot 30 juni 2025 ja" in here.text
    assert "Nog maar één niveau" in here.text
    assert "bedrijfsvoering niet meer zeker" in here.text
    assert LIMIT in here.text


def test_a_first_start_says_that_nothing_of_the_instrument_is_known(real: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="11", tab="effect")
    assert here.lead.startswith("Geen enkele campus voldoet aantoonbaar")
    assert here.lead.endswith("van 23 campussen is nog niet genoeg bekend.")
    assert "Mede-eigenaren niet bekend en duurzame bedrijfsvoering niet bekend" in here.text
    assert here.markup.count('<img class="wa-ring"') == 23, "dashed, as on the map"
    assert "tabor.nl · 11 september 2019" in here.text


@pytest.mark.parametrize("action_id", ["3", "m1"])
def test_other_actions_promise_nothing_at_the_campuses(
    real: Path, screen: OpenScreen, action_id: str
) -> None:
    here = screen().open("actie", actie=action_id, tab="effect")
    assert "Effect bij de campussen" not in here.text
    assert "Effect op de arbeidsmarkt" in here.text


def test_action_10_shows_how_far_the_figures_reach(real: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="10", tab="effect")
    grid = screen().open("arbeidsmarkt")
    assert here.lead == grid.lead
    assert "Effect: de dekking van de cijfers" in here.text
    assert "51 van 80 gepubliceerde cijfers" in here.text
    per_division = [
        [int(one) for one in found]
        for found in re.findall(r"(?:provincie|provincie\)|regio’s) (\d+) (\d+) (\d+) (\d+) (\d+)", here.text)
    ]
    assert [sum(counts[:3]) == counts[3] for counts in per_division] == [True] * 3
    assert [sum(column) for column in zip(*per_division, strict=True)][3:] == [80, 74]
    assert "./arbeidsmarkt?schaal=AM" in here.markup
    assert "dekking van de cijfers" not in screen().open("actie", actie="9", tab="effect").text
