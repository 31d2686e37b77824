"""Parties and steps as full records: names alike are shown, what withdrew comes back, steps are corrected."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st

from lib.access import Person
from lib.store import agenda, coalitions, manifest, records
from lib.store.file.connection import reading, writing
from lib.ui.agenda import evidence
from tests.app.conftest import OpenScreen

ANNA = Person("Anna")


def party(path: Path, name: str) -> int:
    with writing(path, ANNA) as db:
        return agenda.add_party(db, {"name": name, "helix": "onderwijs"})


def test_a_party_that_withdrew_is_told_of_and_taken_back_in(real: Path, screen: OpenScreen) -> None:
    party(real, "schiphol group")
    with writing(real, ANNA, "gestopt") as db:
        records.withdraw(db, "party", 1, 1)
    here = screen("Anna").unfold("register new", "register back in").edit("coalities", blik="partijen")
    here.fill({"register party name": "Schiphol  Group"}).press("Partij toevoegen")
    assert here.errors[0].endswith("Neem die partij weer op bij Coalities, Partijen.")
    here.fill({"party back in 1 withdrawn_reason": "doet weer mee"}).press("Weer opnemen")
    assert here.saved == ["De partij doet weer mee."]
    with reading(real) as db:
        assert [found.name for found in agenda.parties(db)] == ["schiphol group"]


def test_a_name_alike_is_shown_before_a_second_party_is_made(real: Path, screen: OpenScreen) -> None:
    party(real, "Roc van Voorbeeld")
    here = screen("Anna").unfold("register new").edit("coalities", blik="partijen")
    here.fill({"register party name": "Roc Voorbéeld"}).press("Partij toevoegen")
    assert here.errors[0].startswith("Dit lijkt op “Roc van Voorbeeld”.")
    here.fill({"register party another": True}).press("Partij toevoegen")
    with reading(real) as db:
        assert len(agenda.parties(db)) == 2
    assert "register party another" not in here.keys


def test_a_step_is_corrected_and_gets_a_party_and_links_later(real: Path, screen: OpenScreen) -> None:
    school = party(real, "Roc")
    with writing(real, ANNA) as db:
        step = {"action_id": "3", "happened_on": "2022-03-01", "what": "Gesprk", "kind": "gesprek"}
        agenda.add_step(db, {**step, "started_by": "coalitie"})
    here = screen("Anna").unfold("correct step").edit("actie", actie="3")
    links = "https://a.invalid/x https://b.invalid/y"
    here.fill(
        {"correct step 1 what": "Gesprek", "correct step 1 link": links, "correct step 1 parties": [school]}
    ).press("Gebeurtenis bijwerken")
    with reading(real) as db:
        corrected = agenda.steps(db, "3")[0]
    assert (corrected.what, corrected.link, corrected.parties) == ("Gesprek", links, ("Roc",))
    assert "document 2" in here.text
    here.fill({"correct step 1 link": "https://a.invalid/x javascript:alert(1)"}).press(
        "Gebeurtenis bijwerken"
    )
    assert here.errors == ["De link is geen webadres. Begin met https:// of laat het veld leeg."]


def test_a_party_shows_all_that_is_known_of_it_with_its_history(real: Path, screen: OpenScreen) -> None:
    school = party(real, "Roc Voorbeeld")
    with writing(real, ANNA) as db:
        seat = {"action_id": "3", "helix": "onderwijs", "role": "roc", "party_id": school}
        coalitions.add_chair(db, seat)
        manifest.formalise(db, {"party_id": school, "formalised_on": "2022-03-01"})
        step = {"action_id": "3", "happened_on": "2022-03-02", "what": "Plek toegezegd", "kind": "afspraak"}
        agenda.add_step(db, {**step, "started_by": "coalitie"}, [school])
        records.save(db, "party", school, 1, {"kind": "mbo"})
    here = screen("Anna").unfold(f"party {school}").edit("coalities", blik="partijen", wie=str(school))
    card = here.part("party-card")
    for words in ("Roc Voorbeeld", "roc", "Plek toegezegd", "sinds 1 maart 2022", "nog niet gevraagd"):
        assert words in card
    assert "Soort organisatie van leeg naar mbo." in card
    keys = [str(key) for key in here.app.session_state if str(key).startswith("put back ")]
    assert any(key.endswith(" kind") for key in keys)


def test_a_step_from_anywhere_asks_the_action_first_and_remembers_who_began(
    real: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").edit("actie")
    typed = {"step anywhere what": "Gesprek", "step anywhere started_by": "ambassadeur"}
    here.fill(typed).press("Gebeurtenis vastleggen")
    assert here.errors == ["Welke actie het is, is nog leeg. Kies een actie uit de lijst."]
    here.fill({"step anywhere action_id": "4"}).press("Gebeurtenis vastleggen")
    with reading(real) as db:
        assert [step.started_by for step in agenda.steps(db, "4")] == ["ambassadeur"]
    assert here.value("step anywhere started_by") == "ambassadeur"
    assert screen("Anna").edit("actie").value("step anywhere started_by") == "ambassadeur"
    assert screen("Bram").edit("actie").value("step anywhere started_by") == ""
    assert here.value("step anywhere what") == ""


def test_a_step_takes_a_file_that_is_saved_from_its_link_and_a_wrong_one_stays_out(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[SimpleNamespace] = []
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: None)
    monkeypatch.setattr(evidence, "chosen_in", lambda _form: chosen[0] if chosen else None)
    here = screen("Anna").edit("actie", actie="3")
    chosen[:] = [SimpleNamespace(name="pagina.pdf", getvalue=lambda: b"<html>")]
    typed = {"step 3 what": "Flap gemaakt", "step 3 started_by": "coalitie"}
    here.fill(typed).press("Gebeurtenis vastleggen", "step 3 form")
    assert here.errors[0].startswith("“pagina.pdf” is van binnen geen bestand dat bewaard wordt.")
    assert here.value("step 3 what") == "Flap gemaakt"
    chosen[:] = [SimpleNamespace(name="<b>.pdf", getvalue=lambda: b"%PDF-1.7")]
    here.press("Gebeurtenis vastleggen", "step 3 form")
    assert 'href="./bestand?nr=1&amp;set=echt" download="_b_.pdf"' in here.markup
    chosen[:] = [SimpleNamespace(name="later.pdf", getvalue=lambda: b"%PDF-1.4")]
    here.unfold("correct step", "withdraw file").press("Gebeurtenis bijwerken")
    assert "later.pdf" in here.markup
    chosen.clear()
    here.fill({"withdraw step_file 1 withdrawn_reason": "verkeerde versie"}).press("Bestand intrekken")
    assert "_b_.pdf" not in here.markup
    assert "later.pdf" in screen().open("actie", actie="3").markup


def test_a_party_is_taken_off_a_step(real: Path, screen: OpenScreen) -> None:
    school, other = party(real, "Roc"), party(real, "Mbo")
    with writing(real, ANNA) as db:
        step = {"action_id": "3", "happened_on": "2022-03-01", "what": "Gesprek", "kind": "gesprek"}
        agenda.add_step(db, {**step, "started_by": "coalitie"}, [school, other])
    here = screen("Anna").unfold("correct step").edit("actie", actie="3")
    here.fill({"correct step 1 away": [other]}).press("Gebeurtenis bijwerken")
    with reading(real) as db:
        assert agenda.steps(db, "3")[0].parties == ("Roc",)
    here.press("Maak ongedaan")
    with reading(real) as db:
        assert agenda.steps(db, "3")[0].parties == ("Mbo", "Roc")
