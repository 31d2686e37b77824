"""Counts at the action: a report that is seen before it lands, the grid, one correction, and who may."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.access import Session
from lib.store.file.connection import reading
from lib.store.results.tallies import tallies
from lib.ui.here import visitor
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

REPORT = (
    b"Stap;Regio;Periode;Aantal\nAangemeld;Groot Amsterdam;1e kwartaal 2023;40\n"
    b"Gesproken (intake);Groot Amsterdam;1e kwartaal 2023;3\n"
)


def held(path: Path) -> dict[str, str]:
    with reading(path) as db:
        return {tally.step: tally.amount for tally in tallies(db, "1") if tally.period == "2023KW01"}


@pytest.fixture
def result(real: Path, screen: OpenScreen) -> Screen:
    desk.party(real, "Servicepunt Voorbeeld", "overheid")
    return screen("Anna").edit("actie", actie="1", tab="effect")


def upload(here: Screen, content: bytes) -> Screen:
    here.unfold("import counts 1")
    here.fill({"counts 1 party": 1, "counts 1 day": "20-04-2023"})
    here.field("counts 1 file").set_value(("q1.csv", content, "text/csv"))
    return here.run()


def test_a_report_is_seen_before_it_lands_and_can_be_undone(real: Path, result: Screen) -> None:
    assert "Nog geen telling van vakmensen vastgelegd." in result.text
    upload(result, REPORT)
    assert "q1.csv: 2 nieuw, 0 gewijzigd, 0 vervalt en 0 gelijk gebleven." in result.text
    assert not held(real)
    result.press("Opgave overnemen")
    assert held(real) == {"aangemeld": "40", "gesproken": "minder dan 5"}
    assert "Van 40 aangemelde vakmensen" in result.text
    assert "wa-bars" in result.markup
    result.unfold("correct counts 1")
    key = next(key for key in result.keys if key.startswith("tally ") and key.endswith(" amount"))
    assert result.value(key) == "40"
    result.fill({key: "44"}).press("Opslaan")
    assert "Van 40 tot en met 44 aangemelde vakmensen" in result.text
    result.press("Ongedaan maken")
    assert "Van 40 aangemelde vakmensen" in result.text
    result.press("Maak ongedaan")
    assert not held(real)


def test_a_report_with_a_wrong_line_is_refused_whole(real: Path, result: Screen) -> None:
    upload(result, REPORT + b"Gematcht;Groot Amsterdam;1e kwartaal 2023;12\n")
    assert result.errors == ["Eén regel klopt niet; er is niets overgenomen."]
    assert "4 de hele regel Gematcht (12) kan niet meer zijn dan gesproken (intake)" in result.text
    assert "Opgave overnemen" not in result.buttons
    assert not held(real)


def test_counts_are_typed_in_a_grid_and_one_is_corrected(real: Path, result: Screen) -> None:
    result.unfold("grid counts 1")
    result.fill({"grid counts 1 party": 1}).run()
    result.choose("grid counts 1 period", "1e kwartaal 2023")
    result.type_cell(0, "Aangemeld", "52")
    assert held(real) == {"aangemeld": "52"}
    result.type_cell(0, "Aangemeld", "veel")
    assert any("kan niet" in error for error in result.errors)
    result.unfold("correct counts 1")
    key = next(key for key in result.keys if key.startswith("tally ") and key.endswith(" amount"))
    result.fill({key: "47"}).press("Opslaan")
    assert held(real) == {"aangemeld": "47"}


def test_who_may_only_read_sees_the_picture_and_no_desk(
    example: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Carla", "lezer"))
    here = screen().edit("actie", actie="1", tab="effect")
    assert "aangemelde vakmensen" in here.text
    assert "Opgave inlezen" not in here.text


@pytest.mark.parametrize(
    ("action_id", "picture", "words"),
    [
        ("1", "wa-bars", "Zaanstreek/Waterland"),
        ("3", "wa-method", "onbekend"),
        ("3", "wa-bars", "Beschikbaar"),
        ("6", "wa-stations", "Deelt met ander bedrijf"),
    ],
)
def test_each_picture_stands_at_its_action_and_on_a_slide_and_has_an_equal_table(
    example: Path, screen: OpenScreen, action_id: str, picture: str, words: str
) -> None:
    here = screen().open("actie", actie=action_id, tab="effect")
    assert f'class="{picture}"' in here.markup
    assert words in here.text
    table = screen().open("actie", actie=action_id, tab="effect", vorm="tabel")
    assert f'class="{picture}"' not in table.markup
    assert words in table.text
    assert f'class="{picture}"' in screen().open("presenteren", overleg="agenda").markup


def test_what_did_not_come_in_is_asked_for_in_deze_week(example: Path, screen: OpenScreen) -> None:
    here = screen().open("deze-week")
    here.app.session_state["other calls"] = True
    here.run()
    assert "De opgave over het 4e kwartaal 2022 ontbreekt van Zaanstreek/Waterland" in here.text
    action = screen().open("actie", actie="1", tab="effect")
    assert "Te vragen: Werkplein Voorbeeld (verzonnen)" in action.text


@pytest.mark.parametrize("action", ["1", "6"])
def test_the_climate_asks_more_than_is_counted_and_nothing_is_proved(
    example: Path, screen: OpenScreen, action: str
) -> None:
    here = screen().open("actie", actie=action, tab="effect")
    assert "Klimaatopgave: hoogstens 12.000 fte per jaar extra, tot 2030." in here.text
    assert "Bijdrage, geen bewijs" in here.text
    assert "Klimaatopgave:" not in screen().open("actie", actie="3", tab="effect").text


def test_what_an_action_is_called_nationally_has_its_source(real: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="2")
    assert "regionaal mobiliteitsteam (RMT) → regionaal Werkcentrum" in here.text
    assert "BWBR0044968" in here.text


def test_what_an_action_is_called_nationally_does_not_stand_before_its_day(
    example: Path, screen: OpenScreen
) -> None:
    assert "Zo heet het nu landelijk" not in screen().open("actie", actie="2", op="2023-01-10").text
