"""Editions on every page: a named moment that can be shown, and from which changes count."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.store import agenda, editions, meetings, records
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import PAGES, Screen
from tests.unit import desk

TABLE = "de technologietafel van 14 maart 2022"
LONG_AGO, YEAR_LATER = "2022-03-15T10:00:00.000Z", "2023-03-15T10:00:00.000Z"


@pytest.fixture
def edition(real: Path) -> str:
    """The agenda at the close of a table in 2022, changed a year later; its value in the address."""
    with writing(real, desk.ANNA, at=LONG_AGO) as db:
        owner = agenda.add_party(db, {"name": "Roc Voorbeeld", "helix": "onderwijs"})
        records.save(db, "action", "3", 1, {"note": "Toen", "driver_id": owner})
        edition_id = meetings.close_meeting(db, desk.meeting(db), 1)
    with writing(real, desk.ANNA, "Andere naam", at=YEAR_LATER) as db:
        records.save(db, "action", "3", 2, {"note": "Nu"})
        records.save(db, "party", owner, 1, {"name": "Mbo Voorbeeld"})
    return f"editie-{edition_id}"


def test_an_edition_shows_what_it_showed_though_a_party_was_renamed_since(
    edition: str, screen: OpenScreen
) -> None:
    here = screen("Anna").open("actie", actie="3", op=edition)
    assert f"EDITIE {desk.MEETING}" in here.text
    assert "Aanjager: Roc Voorbeeld" in here.text
    assert "Toen" in here.text
    assert "Mbo Voorbeeld" not in here.text
    now = here.open("actie", actie="3")
    assert "EDITIE" not in now.text
    assert "Aanjager: Mbo Voorbeeld" in now.text


def test_every_page_shows_an_edition_and_takes_no_edits_there(edition: str, screen: OpenScreen) -> None:
    for page in (page for page in PAGES if page != "presenteren"):
        here = screen("Anna").edit(page, op=edition)
        assert f"EDITIE {desk.MEETING}" in here.text, page
        assert "Alleen lezen." in here.text, page
        assert not here.errors, page
        assert not here.warnings, page
        assert not [one.label for one in here.app.button if one.proto.is_form_submitter], page


def test_changes_count_since_an_edition(edition: str, screen: OpenScreen) -> None:
    here = screen().open(sinds=edition)
    assert here.lead.startswith(f"Eén actie veranderde sinds {TABLE}")
    assert "Stand van zaken: “Nu”" in here.open("wijzigingen", sinds=edition).text


def test_the_picker_leads_to_an_edition_and_back(edition: str, screen: OpenScreen) -> None:
    here = screen().open()
    open_picker(here)
    shown = next(key for key in here.keys if key.startswith("shown edition"))
    here.choose(shown, edition)
    assert here.params["op"] == edition
    here.press("Terug naar nu")
    assert "op" not in here.params
    here.open(sinds="2022-02-01")
    open_picker(here)
    since = next(key for key in here.keys if key.startswith("since edition"))
    here.choose(since, edition)
    assert here.params["sinds"] == edition


def test_the_picker_takes_a_day_as_it_is_typed(edition: str, screen: OpenScreen) -> None:
    here = screen().open()
    open_picker(here)
    day = next(key for key in here.keys if key.startswith("shown day"))
    here.choose(day, "31-02-2023")
    assert "“31-02-2023” is geen datum" in here.errors[0]
    here.choose(day, "15-05-2022")
    assert here.params["op"] == "2022-05-15"
    assert "STAND OP 15 MEI 2022" in here.text


def test_the_last_table_is_one_press_away(edition: str, screen: OpenScreen) -> None:
    here = screen().open()
    here.app.session_state["moment"] = True
    here.run().press(f"Vorige tafel: {desk.MEETING}")
    assert here.params["sinds"] == edition


def open_picker(here: Screen) -> None:
    """Open the picker in the frame line, and in it what one chooses oneself."""
    here.app.session_state["moment"] = here.app.session_state["fold moment"] = True
    here.run()


def test_an_edition_that_is_not_there(edition: str, screen: OpenScreen) -> None:
    here = screen()
    for asked in ("editie-99", "editie-", "editie-x", "editie-\u0663", "editie-1;DROP"):
        here.open("wijzigingen", op=asked, sinds=asked)
        assert len(here.warnings) == 2, asked
        assert "bestaat niet (meer); u ziet de stand van nu." in here.warnings[0]
        assert "wijzigingen tellen zoals altijd" in here.warnings[1]


def test_staff_freeze_the_state_of_now_under_a_name(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit()
    here.app.session_state["moment"] = True
    here.run().fill({"freeze name": ""}).press("Vastleggen", "freeze form")
    assert "De naam van de editie is nog leeg" in here.errors[0]
    here.fill({"freeze name": "Voor de commissie"}).press("Vastleggen", "freeze form")
    assert here.saved == ["Deze stand is vastgelegd als editie."]
    with reading(real) as db:
        (made,) = editions.editions(db)
    assert (made.name, made.author, made.meeting_id) == ("Voor de commissie", "Anna", None)
    here.app.session_state["moment"] = True  # it closed: from now on changes count from another day
    here.run()
    here.fill({"freeze name": "voor de COMMISSIE"}).press("Vastleggen", "freeze form")
    assert "bestaat al" in here.errors[0]
