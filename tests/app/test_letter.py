"""Brief aan PS on the screen: what is in it, what is missing, how it reads, and sending it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import streamlit as st
from docx.oxml.ns import qn
from lxml import etree

from lib.store import records
from lib.store.file.connection import reading, writing
from lib.store.letters import drafts, sending
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk


def test_an_untouched_agenda_gives_a_letter_without_changes(real: Path, screen: OpenScreen) -> None:
    page = screen("Anna").open("brief")
    assert "geen wijzigingen gaan mee" in page.lead
    assert "CONCEPT" in page.text
    assert "Er zijn geen wijzigingen sinds de vastgestelde werkagenda 2021-2023." in page.text
    assert "VOORBEELD" not in page.text


def test_what_is_missing_leads_to_where_it_is_filled_in(real: Path, screen: OpenScreen) -> None:
    page = screen("Anna").open("brief")
    assert "kenmerk, portefeuillehouder en commissie ontbreken" in page.text
    assert "dertien acties: niets vastgelegd in deze periode" in page.text
    assert 'href="./?weergave=lijst"' in page.markup


def test_the_example_is_marked_and_compares_with_the_adopted_agenda(
    example: Path, screen: OpenScreen
) -> None:
    page = screen("Anna").open("brief")
    assert "VOORBEELD" in page.text
    assert "Wij stellen voor de prioriteit van actie 10" in page.text
    assert re.search(r"Actie 9 .*? is beëindigd\..*?Besluit van Gedeputeerde Staten", page.text, re.DOTALL)
    assert "Alle cijfers, en welke opgaven ontbreken, staan in bijlage 1." in page.text
    assert not re.search(r"De opgave over .*? ontbreekt", page.text)
    annex = page.open("brief", deel="bijlage-1")
    assert "Wat hebben we bereikt?" in annex.text
    assert re.search(r"De opgave over .*? ontbreekt", annex.text)


def filled(screen: OpenScreen) -> Screen:
    """The page after its head was filled in."""
    page = screen("Anna").unfold("letter head").edit("brief")
    key = "letter head 1"
    page.fill({f"{key} {name}": f"Waarde {name}" for name in ("reference", "portfolio", "committee")})
    return page.press("Kop opslaan")


def test_a_head_that_is_filled_in_begins_the_letter(real: Path, screen: OpenScreen) -> None:
    page = filled(screen)
    assert page.errors == []
    with reading(real) as db:
        assert drafts.draft(db).reference == "Waarde reference"
    assert "Waarde committee" in page.open("brief").text


def test_own_words_stand_in_the_letter(real: Path, screen: OpenScreen) -> None:
    page = screen("Anna").unfold("letter text").edit("brief")
    page.fill({"letter text 1 kern text": "Onze eigen zin."}).press("Tekst opslaan")
    assert "Onze eigen zin." in page.open("brief").text


def test_a_letter_is_recorded_as_sent_with_its_files(real: Path, screen: OpenScreen) -> None:
    page = filled(screen).press("Vastleggen als verzonden")
    assert page.errors == []
    assert any("vastgelegd als verzonden" in said for said in page.saved)
    with reading(real) as db:
        [letter] = drafts.letters(db)
        assert [file.form for file in drafts.files(db, letter.id)] == ["docx", "html"]
    assert "editie 1" in page.text
    assert "letter revisions" in {node.key for node in page.app.get("download_button")}
    assert "kenmerk ontbreekt" in page.text
    page.app.session_state["moment"] = True
    [since] = [label for label in page.run().buttons if label.startswith("Vorige brief: ")]
    assert page.press(since).params["sinds"] == "editie-1"


def test_two_letters_that_were_sent_are_compared(real: Path, screen: OpenScreen) -> None:
    page = filled(screen).press("Vastleggen als verzonden")
    desk.step(real)
    desk.move(real, "coalitie in vorming")
    with writing(real, desk.ANNA) as db:
        sending.begin(db, {"reference": "2026/18", "committee": "EFB", "portfolio": "Economie"})
    with writing(real, desk.ANNA) as db:
        first, second = sorted(letter.id for letter in drafts.letters(db))
        letter = drafts.draft(db)
        sending.send(db, letter.id, letter.version, records.today().isoformat(), lambda *_: [])
    page.open("brief").unfold("letter differences")
    changed = "fase was nog niet vastgelegd, is coalitie in vorming"
    assert changed in page.text
    page.choose("letter later", first).choose("letter earlier", first)
    assert "Kies twee verschillende brieven." in page.text
    assert changed in page.choose("letter earlier", second).text


def test_what_was_sent_is_not_offered_to_be_undone(real: Path, screen: OpenScreen) -> None:
    """Neither the letter nor its head, which was filled in before."""
    page = filled(screen)
    assert "undo act" in page.keys
    page.press("Vastleggen als verzonden")
    assert page.errors == []
    assert {"undo", "undo act"} & {*page.keys} == set()


def test_what_was_sent_is_given_as_it_was_and_each_revision_is_by_who_changed_that(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda _, *, key, data, **__: made.__setitem__(key, data))
    page = filled(screen).press("Vastleggen als verzonden")
    desk.step(real, what="Werkatelier geopend.", kind="resultaat")
    desk.save(real, {"driver_id": desk.party(real)}, person=desk.BRAM)
    page.open("brief")
    with reading(real) as db:
        [sent] = drafts.letters(db)
        files = {f"sent file {file.id}": file.content for file in drafts.files(db, sent.id)}
    assert {key: data for key, data in made.items() if key.startswith("sent file")} == files
    by: dict[str, set[str]] = {}
    with ZipFile(BytesIO(made["letter revisions"]())) as file:
        for one in etree.fromstring(file.read("word/document.xml")).iter(qn("w:ins"), qn("w:del")):
            for word in "".join(one.itertext()).split():
                by.setdefault(word, set()).add(one.get(qn("w:author")))
    assert by["Werkatelier"] == {"Anna"}
    assert by["onderwijs"] == {"Bram"}
    assert by["CONCEPT"] == {"Werkagenda"}
    assert all(len(names) > 0 and "," not in name for names in by.values() for name in names)


def test_a_toezegging_without_an_answer_is_missing(real: Path, screen: OpenScreen) -> None:
    page = screen("Anna").unfold("letter requests").edit("brief")
    key = "new ps_request"
    page.fill({f"{key} kind": "toezegging", f"{key} code": "2352", f"{key} text": "Cijfers per regio."})
    page.fill({f"{key} dated_on": "01-02-2021"}).press("Toevoegen")
    assert page.errors == []
    assert "toezegging 2352 heeft nog geen antwoord" in page.text
    page.open("brief", modus="bewerken", deel="moties")
    assert all(
        said in page.text
        for said in ("Cijfers per regio.", "1 februari 2021", "Nog geen brief: nog geen antwoord")
    )
    page.press("In deze brief: Toezegging 2352")
    assert page.errors == []
    with reading(real) as db:
        assert drafts.requests(db)[0].letter_id == drafts.draft(db).id > 0
    assert "Deze brief (concept): nog geen antwoord" in page.text
    assert "Cijfers per regio." in page.open("brief").text


def test_the_way_to_what_is_missing_opens_its_form(real: Path, screen: OpenScreen) -> None:
    page = screen("Anna").open("brief", modus="bewerken", invullen="kop")
    assert 'href="./brief?modus=bewerken&amp;invullen=kop"' in page.markup
    page.fill({"letter head 1 reference": "2026/17"}).press("Kop opslaan")
    assert page.errors == []
    with reading(real) as db:
        assert drafts.draft(db).reference == "2026/17"


def test_the_example_asks_for_the_answer_to_its_toezegging(example: Path, screen: OpenScreen) -> None:
    page = screen("Anna").open("brief")
    assert "toezegging V-12 (verzonnen) heeft nog geen antwoord" in page.text
    assert "De servicepunten werken sinds februari 2023 zonder de werkambassadeur." in page.text
