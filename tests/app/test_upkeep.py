"""Beheer: what the office itself decides about the app and its data."""

from __future__ import annotations

from pathlib import Path

from lib.store.file.connection import reading
from lib.store.file.settings import settings
from tests.app.conftest import OpenScreen

# ------------------------------------------------------------------------------ settings


def test_a_setting_is_changed_told_and_put_back(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("beheer")
    assert here.lead == "Alle instellingen staan nog zoals bij het begin."
    here.fill({"settings measures ageing_days": "365"}).press("Opslaan", "settings measures form")
    assert "Bewijs is verouderd na: van 180 dagen naar 365 dagen." in here.lead
    assert "365 dagen oud" in here.text
    here.open("coalities")
    assert "365 dagen oud" in here.text
    here.edit("beheer")
    change = next(str(key) for key in here.app.session_state if str(key).startswith("put back "))
    here.app.session_state[change] = True
    here.run().press("Deze waarde terugzetten")
    with reading(real) as db:
        assert settings(db).ageing_days == 180


def test_the_agenda_gets_its_name_and_term_here(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("beheer")
    here.fill({"settings term name": "Agenda techniek", "settings term ends_on": "31-12-2025"})
    here.press("Opslaan", "settings term form")
    assert "Naam van de agenda van Werkagenda Werkambassadeur naar Agenda techniek." in here.text
    assert "31 december 2025" in screen("Bram").open("beheer").text


def test_a_past_moment_shows_the_settings_of_then(real: Path, screen: OpenScreen) -> None:
    screen("Anna").edit("beheer").fill({"settings rhythms round_days": "14"}).press(
        "Opslaan", "settings rhythms form"
    )
    assert "14 dagen" in screen("Bram").open("beheer").text
    then = screen("Bram").open("beheer", op="2022-06-30").text
    assert "30 dagen" in then
    assert "14 dagen" not in then
