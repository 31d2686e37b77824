"""Beheer: what the office itself decides about the app and its data."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import ROOMS
from lib import VERSION
from lib.access import READERS_ONLY, Person, Session
from lib.documents.tables.log_rows import log_rows
from lib.documents.tables.page import as_csv
from lib.store import agenda, history
from lib.store.evidence import files
from lib.store.file.connection import reading, writing
from lib.store.file.criteria import criteria
from lib.store.file.glossary import words
from lib.store.file.settings import settings
from lib.store.people import accounts, sessions
from lib.store.upkeep import log
from lib.store.upkeep.log import Choice
from lib.ui.here import visitor
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

LARGE = files.Given("flap.pdf", b"%PDF-1.7".ljust(2_500_000))

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


# ---------------------------------------------------------------------------- who did what


def test_who_did_what_is_chosen_by_person_kind_and_period_and_leaves_as_a_file(
    real: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").open("beheer", deel="logboek")
    assert here.lead == "Sinds de eerste vulling heeft nog niemand iets gewijzigd."
    desk.note(real, "Van Anna")
    desk.note(real, "Van Bram", desk.BRAM)
    desk.party(real)
    here.run()
    assert here.lead == "3 keer is iets vastgelegd of gewijzigd, onder twee namen; het meest door Anna."
    assert "Stand van zaken: “Van Bram”" in here.text
    here.choose("log who", "Anna")
    assert "Van Bram" not in here.text
    assert here.params["wie"] == "Anna"
    here.choose("log kind", "party")
    assert "1 wijziging" in here.text
    assert "Partij toegevoegd: Roc Voorbeeld" in here.text
    assert screen().open("beheer", deel="logboek", periode="7").lead == here.lead


def test_the_file_of_who_did_what_holds_both_values(real: Path) -> None:
    desk.note(real, "Eerst")
    desk.note(real, "=1+1", desk.BRAM)
    with reading(real) as db:
        changes = log.changes(db, Choice(who="Bram"), history.newest(db), 10)
    made = log_rows("Wie deed wat", changes, {}, {"3": "3 Zij-instroom"})
    _, head, row = as_csv(made, []).decode("utf-8-sig").splitlines()
    assert head.startswith("moment;persoon;geverifieerd;soort;actie;wat;veld;oud;nieuw;reden")
    assert row.split(";")[1:5] == ["Bram", "nee", "Actie", "3 Zij-instroom"]
    assert row.split(";")[6:9] == ["stand van zaken", "Eerst", "'=1+1"]


# ------------------------------------------------------------------- about, words, statement


def test_about_tells_version_sizes_and_every_licence(real: Path, screen: OpenScreen) -> None:
    here = screen().open("beheer", deel="over")
    assert here.lead.startswith(f"Werkagenda {VERSION}. Het gegevensbestand is ")
    assert "MPL-2.0" in here.text
    assert "Source Sans 3 OFL-1.1" in " ".join(here.text.split())
    assert "Bestanden bij gebeurtenissen" not in here.text
    with writing(real, Person("Anna")) as db:
        step = {"action_id": "3", "happened_on": "2022-03-01", "what": "Flap", "kind": "gesprek"}
        files.attach(db, agenda.add_step(db, {**step, "started_by": "coalitie"}), [LARGE])
    here = screen().open("beheer", deel="over")
    assert "Bestanden bij gebeurtenissen zijn 2,5 MB van het gegevensbestand, en van elke kopie" in here.text


def test_the_words_stand_in_order_with_a_way_to_where_they_are_met(real: Path, screen: OpenScreen) -> None:
    here = screen().open("begrippen")
    assert len(words()) >= 25
    assert all(word.name in here.text and word.meaning in here.text for word in words())
    assert [word.name for word in words()] == sorted((word.name for word in words()), key=str.casefold)
    assert 'id="triple-helix"' in here.markup
    assert {word.page.partition("?")[0] for word in words()} <= {room.address for room in ROOMS}
    assert 'href="./begrippen' in here.menu


def test_the_statement_claims_no_more_than_is_so(real: Path, screen: OpenScreen) -> None:
    here = screen().open("toegankelijkheid")
    assert here.lead.startswith("Status: nog niet onderzocht.")
    assert "geen status A of B" in here.text
    assert all(criterion.name in here.text for criterion in criteria())
    assert "vult hier een adres in" in here.text
    desk.save(real, {"report_to": "toegankelijk@voorbeeld.nl"}, row=("setting", 1))
    assert "Een probleem melden toegankelijk@voorbeeld.nl" in " ".join(here.run().text.split())


# ------------------------------------------------------------------------------- parties


def test_two_records_of_one_organisation_become_one_and_two_again(real: Path, screen: OpenScreen) -> None:
    gone, stays = desk.party(real, "ROC Voorbeeld"), desk.party(real, "Roc Voorbeeld (Alkmaar)")
    desk.chair(real, gone)
    here = screen("Anna").edit("beheer", deel="partijen")
    assert here.lead == "2 partijen: 0 uit bedrijfsleven, 2 uit onderwijs en 0 uit overheid."
    here.unfold("merge")
    assert "Dit gaat over naar Roc Voorbeeld (Alkmaar): Stoel 1." in here.text
    here.press("Samenvoegen", "merge form")
    assert "Geef een reden" in here.errors[0]
    here.fill({"merge reason": "Dubbel ingevoerd"}).press("Samenvoegen", "merge form")
    assert here.saved == ["De partijen zijn samengevoegd."]
    assert "Er is één partij samengevoegd." in here.lead
    assert "ROC Voorbeeld Roc Voorbeeld (Alkmaar)" in " ".join(here.text.split())
    here.press("Ongedaan maken")
    assert "2 partijen" in here.lead
    with reading(real) as db:
        assert db.execute("SELECT party_id FROM chair").fetchone()[0] == gone
    here.fill({"merge reason": "Toch wel"}).press("Samenvoegen", "merge form")
    here.unfold("split").fill({"split reason": "Toch niet"}).press("Weer splitsen", "split form")
    assert "2 partijen" in here.lead
    with reading(real) as db:
        assert db.execute("SELECT party_id FROM chair").fetchone()[0] == gone
        assert db.execute("SELECT count(*) FROM party WHERE merged_into IS NOT NULL").fetchone()[0] == 0
    assert stays


# -------------------------------------------------------------------------------- people


def test_a_person_is_added_and_gets_a_link_once(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("beheer", deel="mensen")
    assert here.lead.startswith("Er zijn nog geen mensen")
    here.fill({"person name": "Carla", "person role": "aanjager"})
    here.field("person actions").set_value(["3"])
    here.press("Toevoegen", "new person")
    assert "Carla" in here.part("upkeep-people")
    assert "aanjager van 3" in here.part("upkeep-people")
    address = here.app.code[0].value
    assert address.startswith("http://127.0.0.1:8501/binnen?sleutel=")
    key = address.partition("sleutel=")[2]
    entry = sessions.enter(real, key, "", at_machine=False)
    assert entry
    here.press("Verberg de link")
    assert not here.app.code
    assert "aanjager van actie 3" in here.part("upkeep-grants")
    here.press("Toegang beëindigen")
    assert sessions.find(real, entry.secret, at_machine=False) is None


def test_what_is_wrong_with_a_new_person_is_said_and_stays_typed(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("beheer", deel="mensen")
    here.fill({"person name": "Carla", "person role": "aanjager"}).press("Toevoegen", "new person")
    assert here.errors == ["Een aanjager heeft eigen acties; kies die, en alleen bij een aanjager."]
    assert here.value("person name") == "Carla"
    assert accounts.accounts(real) == []


@pytest.mark.parametrize("role", ["lezer", "beslisser"])
def test_who_may_not_regulate_it_sees_nobody(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    accounts.add(real, Person("Anna"), "Carla", "redacteur", (), None)
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Dirk", role))
    here = screen().edit("beheer", deel="mensen")
    assert "Dit kan alleen een beheerder." in [one.value for one in here.app.info] or role == "lezer"
    assert "Carla" not in here.text
    assert "person name" not in here.keys


def test_who_is_out_sees_one_sentence_and_nothing_of_the_agenda(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts.add(real, Person("Anna"), "Carla", "redacteur", (), None)
    monkeypatch.setattr(visitor, "session", lambda: None)
    here = screen("Dirk").open("actie", actie="3")
    assert here.errors == [READERS_ONLY]
    assert "zij-instroom" not in here.text
