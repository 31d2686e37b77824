"""Beheer: what the office itself decides about the app and its data."""

from __future__ import annotations

from pathlib import Path

from lib.store.file.connection import reading
from lib.store.file.settings import settings
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

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


# -------------------------------------------------------------------------------- copies


def copies_tab(screen: OpenScreen, name: str = "Anna") -> Screen:
    return screen(name).edit("beheer", deel="kopieen")


def test_a_copy_is_made_tried_and_put_back_after_that(real: Path, screen: OpenScreen) -> None:
    desk.note(real, "Zoals in de kopie")
    here = copies_tab(screen)
    assert here.lead == "Er is nog geen kopie van de agenda."
    here.press("Nu een kopie maken")
    assert here.saved[0].startswith("De kopie is gemaakt en nagekeken: kopie-werkagenda-")
    assert here.lead.startswith("De nieuwste kopie is van ")
    desk.note(real, "Een vergissing")
    desk.party(real)
    assert "Terugzetten" not in here.run().buttons
    here.press("Proberen")
    assert "Sindsdien zijn er twee wijzigingen vastgelegd" in here.text
    assert "Partij 0 1 +1" in here.text
    assert here.button("Terugzetten").disabled
    here.choose("sure of restoring", True).press("Terugzetten")
    assert here.saved[0].startswith("De kopie is teruggezet. Wat er stond, is bewaard als kopie-")
    assert desk.action(real)["note"] == "Zoals in de kopie"
    assert "Anna zette kopie-werkagenda-" in here.text
    assert "vóór het terugzetten" in here.text


def test_a_damaged_copy_is_refused_with_a_sentence(real: Path, screen: OpenScreen) -> None:
    here = copies_tab(screen).press("Nu een kopie maken")
    (copy,) = real.parent.glob("kopie-*")
    copy.write_bytes(copy.read_bytes()[:50_000])
    here.press("Proberen")
    assert "is geen (heel) gegevensbestand" in here.errors[0]
    assert "Terugzetten" not in here.buttons


def test_who_may_only_look_makes_no_copy(real: Path, screen: OpenScreen) -> None:
    here = screen("Cas", url="http://192.168.1.9:8501/").open("beheer", deel="kopieen")
    here.press("Nu een kopie maken")
    assert "niets wijzigen" in here.errors[0]
    assert not list(real.parent.glob("kopie-*"))
