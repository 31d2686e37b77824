"""Campussen: what the page shows of map, list and one campus, and how filters and moment change it."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from lib.model import Person
from lib.store import campuses, connection, records
from lib.store.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen

ANNA = Person("Anna")


def component(here: Screen, key: str = "flat map") -> dict[str, Any]:
    """What a map of our own was given to draw."""
    found = next(one for one in here.app.get("bidi_component") if one.key == key)
    return dict(json.loads(found.proto.json))


def on_map(here: Screen) -> set[str]:
    """The campuses with a pin."""
    return {pin["name"] for pin in component(here)["pins"]}


def listed(here: Screen) -> list[str]:
    """The campuses in the list, from top to bottom."""
    found = re.findall(r'data-campus="\d+"><img[^>]*><span>(.*?)</span>', here.markup)
    return [html.unescape(name) for name in found]


def stored(path: Path, name: str) -> Any:
    """A campus as it is in the file."""
    with reading(path) as db:
        return next(one for one in campuses.campuses(db, withdrawn=True) if one.name == name)


# ------------------------------------------------------------------------------ to look


def test_a_first_look_says_what_is_known_and_what_is_not(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen")
    assert here.lead == (
        "16 campussen, 12 met een plek op de kaart; van geen enkele is bekend wie mede-eigenaar is."
    )
    assert len(listed(here)) == 16
    assert len(on_map(here)) == 12
    assert on_map(here) < set(listed(here))
    assert {"Greenchain Noord-Holland", "House of Skills"} <= set(listed(here)) - on_map(here)
    assert "Grenzen van 2021: CBS / Kadaster, CC BY 4.0, bewerkt." in here.text
    assert "RPA Noord-Holland Noord (Regionaal Platform Arbeidsmarkt)" in here.text
    assert "De provincie is niet de som van de vijf regio’s" in here.text
    assert not here.app.data_editor


def test_the_address_opens_a_campus_with_its_source(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", campus="1")
    assert "Techport" in here.text
    assert "Ook bekend als Techport Innovation Centre; in de bijlage: InnovationWarehouse" in here.text
    assert "Bron: Opening Techport Innovation Centre, Techport" in here.text
    assert "Onbekend: 100%" in here.text
    assert "Eigen kennis van de opstellers; nog te controleren" in here.text
    (pin,) = [one for one in component(here)["pins"] if one["chosen"]]
    assert pin["name"] == "Techport"
    assert "campus=" not in pin["link"], "pressing what is open closes it"
    other = next(one for one in component(here)["pins"] if not one["chosen"])
    assert f"campus={other['id']}" in other["link"]


def test_a_campus_that_is_not_there_is_named(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", campus="<99>")
    assert here.warnings == ["Campus “<99>” staat niet op deze kaart. Kies er een uit de lijst."]
    assert len(listed(here)) == 16


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"regio": "AM12"}, ["Media Campus NL"]),
        ({"regio": ["AM12", "AM37"]}, ["3D Makers Zone", "Media Campus NL", "Techport"]),
        ({"onderzoek": "practoraat"}, ["3D Makers Zone"]),
        ({"sector": "voedsel", "niveau": "hbo"}, ["NH Food"]),
        ({"zoek": "zaancampus"}, ["Techlands"]),
        ({"niveau": "onbekend"}, ["Energy & Health Campus", "InVesta"]),
        ({"eigenaar": "overheid"}, []),
        ({"zeker": "onbekend", "bijactie": "onbekend", "zoek": "velsen"}, ["Techport"]),
    ],
)
def test_filters_in_the_address_leave_the_same_on_map_and_in_list(
    real: Path, screen: OpenScreen, asked: dict[str, Any], names: list[str]
) -> None:
    here = screen().open("campussen", **asked)
    assert listed(here) == names
    assert on_map(here) == {name for name in names if name != "NH Food"}
    assert f"{len(names)} van de 16 campussen" in here.text
    if not names:
        assert here.lead == "Geen campus past bij deze filters."
    assert len(listed(here.press("Filters wissen"))) == 16
    assert here.params == {}


def test_a_filter_that_does_not_exist_is_named_and_skipped(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", regio="AM99", niveau="havo")
    assert here.warnings == ["Dit filter bestaat niet: “AM99” en “havo”. Het is overgeslagen."]
    assert len(listed(here)) == 16


def test_choosing_a_filter_puts_it_in_the_address(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen")
    here.choose("campus regio", ["AM12"])
    assert here.params["regio"] in ("AM12", ["AM12"])
    assert listed(here) == ["Media Campus NL"]


def test_regions_can_be_coloured_by_number(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", kleur="aantal")
    numbers = {land["lines"][-1] for land in component(here)["lands"]}
    assert numbers == {"1", "2", "5", "7"}
    assert "Hoe donkerder de regio, hoe meer campussen" in here.text


def test_the_map_with_webgl_takes_over_when_the_browser_has_it(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen")
    assert component(here)["ask"]
    assert not here.app.get("deck_gl_json_chart")
    here.app.session_state["browser can draw"] = "deck"
    assert here.run().app.get("deck_gl_json_chart")
    assert not [one for one in here.app.get("bidi_component") if one.key == "flat map"]
    plain = here.open("campussen", kaart="vlak")
    assert not component(plain)["ask"]
    here.app.session_state["browser can draw"] = "none"
    told = [one.value for one in here.open("campussen").app.caption]
    assert told == [
        "Deze browser tekent geen kaart met WebGL. U ziet de vlakke kaart, met dezelfde campussen."
    ]


def test_many_campuses_are_listed_as_far_as_asked_for(real: Path, screen: OpenScreen) -> None:
    with writing(real, ANNA) as db:
        for number in range(200):
            values = {"name": f"Campus {number:03}", "kind": "plek", "source": "Proef"}
            campuses.add_campus(db, {**values, "lon": 4.6 + number / 400, "lat": 52.3 + number / 500})
    here = screen().open("campussen")
    assert here.lead.startswith("216 campussen, 212 met een plek")
    assert len(listed(here)) == 100
    assert len(listed(here.press("Toon er meer (116 over)"))) == 200
    assert len(component(here)["pins"]) == 212


# ---------------------------------------------------------------------- then, and what changed


def test_the_example_shows_what_changed_as_a_ring_then_and_now(example: Path, screen: OpenScreen) -> None:
    coast = stored(example, "Campus Voorbeeld Kust (verzonnen)")
    here = screen().open("campussen", campus=str(coast.id), sinds="2022-05-01")
    assert "Bedrijfsleven : 40% was 20% op 1 mei 2022" in here.text
    assert "Wat veranderde sinds 1 mei 2022" in here.text
    assert "Aandeel overheid was nog niet bekend / is 20%" in here.text
    assert "Lectoraat of practoraat was practoraat / is gecombineerd lectoraat-practoraat" in here.text
    big = re.findall(r'<img width="112"[^>]*src="([^"]*)"', here.markup)
    assert "dasharray" in big[0], "the ring of then was not known in full"
    later = screen().open("campussen", campus=str(coast.id), sinds="2023-01-01")
    assert "Wat veranderde" not in later.text
    assert "dasharray" not in re.findall(r'<img width="112"[^>]*src="([^"]*)"', later.markup)[0]


def test_a_past_moment_shows_the_campuses_of_then_to_read_only(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("campussen", op="2021-02-15")
    assert here.lead.startswith("3 campussen, 3 met een plek op de kaart; van 3 is bekend")
    assert not here.app.data_editor
    assert not [label for label in here.buttons if "opslaan" in label.lower()]
    coast = stored(example, "Campus Voorbeeld Kust (verzonnen)")
    then = screen("Anna").open("campussen", op="2021-02-15", campus=str(coast.id))
    assert "Bedrijfsleven : 20%" in then.text
    assert "(tot 31 december 2022 )" in then.text


def test_a_moment_before_there_was_a_map_says_so(real: Path, screen: OpenScreen) -> None:
    with connection.reading(real) as db:
        assert records.actions(db)
    here = screen().open("campussen", op="2020-01-01")
    assert here.warnings, "before the first filling the first state is shown"
