"""Letters as they are kept: begun once, frozen when sent, compared with the one before, then unchanged."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from lib.documents import letter_html
from lib.model.kinds import Invalid
from lib.model.letter import Letter
from lib.rules.letter import changes
from lib.rules.letter.content import text_of, words
from lib.rules.letter.letter import document
from lib.rules.letter.material import Material
from lib.store import decisions, history, records
from lib.store.file.connection import reading, writing
from lib.store.letters import drafts, sending
from lib.store.letters.material import material
from tests.unit import desk
from tests.unit.desk import ANNA

HEAD = {"reference": "2022/17", "committee": "EFB", "portfolio": "Gedeputeerde economie"}
DAY = date(2022, 6, 1)


def begin(path: Path, **values: Any) -> Letter:
    """A letter whose head is filled in."""
    with writing(path, ANNA) as db:
        sending.begin(db, {**HEAD, **values})
        return drafts.draft(db)


def made_of(path: Path, letter: Letter | None = None, at: str | None = None, day: date = DAY) -> Material:
    with reading(path, at) as db:
        return material(path, db, letter or drafts.draft(db), day, example=False)


def send(path: Path, day: str = "2022-06-01", at: str | None = None) -> int:
    """Send the letter that is being written, with its page as the file; returns the edition."""

    def files(db: Database, letter: Letter) -> list[sending.File]:
        found = document(material(path, db, letter, date.fromisoformat(day), example=False))
        return [("html", f"{found.file_name}.html", letter_html.page(found))]

    with writing(path, ANNA, at=at) as db:
        letter = drafts.draft(db)
        return sending.send(db, letter.id, letter.version, day, files)


def sent(path: Path) -> Letter:
    with reading(path) as db:
        return next(letter for letter in drafts.letters(db) if letter.sent)


def test_there_is_one_draft_at_a_time(path: Path) -> None:
    begin(path)
    with pytest.raises(Invalid, match="al een brief begonnen"):
        begin(path)


def test_the_first_words_begin_the_letter(path: Path) -> None:
    with writing(path, ANNA) as db:
        sending.write_text(db, 0, "kern", "Een eigen zin.", 0)
    found = made_of(path)
    assert found.texts == {"kern": "Een eigen zin."}
    assert found.letter.subject == drafts.SUBJECT


def test_a_letter_without_a_head_is_not_sent(path: Path) -> None:
    begin(path, reference="")
    with pytest.raises(Invalid, match="Vul eerst in: kenmerk"):
        send(path)


def test_a_period_does_not_end_before_it_begins(path: Path) -> None:
    with pytest.raises(Invalid, match="eindigt op 1 februari 2021, vóór het begin op 1 januari 2022"):
        begin(path, period_from="2022-01-01", period_until="2021-02-01")
    letter = begin(path, period_until="2021-02-01")
    with writing(path, ANNA) as db, pytest.raises(Invalid, match="vóór het begin"):
        sending.save_head(db, letter.id, letter.version, {"period_from": "2022-01-01"})


@pytest.mark.parametrize("day", ["2040-01-01", "geen dag", ""])
def test_a_letter_is_sent_on_a_day_that_was(path: Path, day: str) -> None:
    begin(path)
    with pytest.raises(Invalid):
        send(path, day)


def test_sending_freezes_the_agenda_and_keeps_the_very_file(path: Path) -> None:
    begin(path)
    edition = send(path)
    letter = sent(path)
    assert (letter.sent_on, letter.edition_id) == ("2022-06-01", edition)
    with reading(path) as db:
        [file] = drafts.files(db, letter.id)
        at = next(one for one in db.query("SELECT at FROM main.edition"))["at"]
    assert hashlib.sha256(file.content).hexdigest() == file.sha256
    assert file.name == "2022-06-01 Brief GS aan PS voortgang Werkambassadeur.html"
    desk.step(path, what="Later vastgelegd.")
    again = document(made_of(path, letter, at))
    assert letter_html.page(again) == file.content
    assert "CONCEPT" not in words(again)


def test_a_sent_letter_never_changes(path: Path) -> None:
    begin(path)
    send(path)
    letter = sent(path)
    with pytest.raises(Invalid, match="verandert niet meer"), writing(path, ANNA) as db:
        sending.save_head(db, letter.id, letter.version, {"subject": "Anders"})
    with pytest.raises(Invalid, match="verandert niet meer"), writing(path, ANNA) as db:
        sending.write_text(db, letter.id, "kern", "Achteraf.", 0)
    for statement in (
        "UPDATE letter SET subject = 'Anders'",
        f"INSERT INTO letter_text (letter_id, section, text) VALUES ({letter.id}, 'kern', 'x')",
        "UPDATE letter_file SET content = 'x'",
        "DELETE FROM letter_file",
    ):
        with pytest.raises(sqlite3.IntegrityError), desk.outside(path) as other:
            other.execute(statement)


def test_two_people_do_not_send_over_each_other(path: Path) -> None:
    letter = begin(path)
    with writing(path, desk.BRAM) as db:
        sending.save_head(db, letter.id, letter.version, {"reference": "2022/18"})
    send(path)
    with pytest.raises(Invalid, match="verzonden"), writing(path, ANNA) as db:
        sending.send(db, letter.id, letter.version, "2022-06-01", lambda *_: [])


def test_the_next_letter_tells_what_changed_since(path: Path) -> None:
    begin(path)
    send(path)
    desk.move(path, "coalitie in vorming", reason="De partijen zijn er")
    found = made_of(path)
    lines = [(entry.heading, text_of(entry.line)) for entry in changes.entries(found)]
    assert found.since == "de brief van 1 juni 2022"
    assert lines == [
        (
            changes.STAGE,
            "3 Verbeteren zij-instroom naar techniek: fase was nog niet vastgelegd, is coalitie in vorming "
            "sinds 14 maart 2022. Grond: De partijen zijn er.",
        )
    ]


def test_a_proposed_priority_gives_one_line_that_proposes(path: Path) -> None:
    with writing(path, desk.ANNA) as db:
        decisions.propose(db, "3", ("priority", "C"), "Minder haast", desk.meeting(db))
    [entry] = changes.entries(made_of(path))
    assert entry.proposed
    assert text_of(entry.line) == (
        "Wij stellen voor de prioriteit van actie 3 Verbeteren zij-instroom naar techniek te wijzigen van "
        "A (hoog) in C (laag). Grond: Minder haast. Op advies van Technologietafel 14 maart 2022."
    )


def test_a_priority_that_was_decided_gives_one_line_with_its_ruling(path: Path) -> None:
    desk.save(path, {"priority": "C"}, reason="Minder haast")
    [entry] = changes.entries(made_of(path))
    assert text_of(entry.line) == (
        "3 Verbeteren zij-instroom naar techniek: prioriteit was A (hoog), is C (laag) sinds 14 maart 2022. "
        "Grond: Minder haast. Besluit van Gedeputeerde Staten van 14 maart 2022, kenmerk 1234/2022, op "
        "advies van Technologietafel 14 maart 2022."
    )


def test_what_was_changed_and_changed_back_is_counted(path: Path) -> None:
    begin(path)
    send(path)
    desk.save(path, {"priority": "C"}, reason="Minder haast")
    desk.save(path, {"priority": "A"}, reason="Toch wel")
    found = made_of(path)
    assert changes.entries(found) == []
    assert found.turned_back == 1


def test_a_new_letter_takes_over_the_head_of_the_last(path: Path) -> None:
    begin(path)
    send(path)
    with writing(path, ANNA) as db:
        sending.write_text(db, 0, "kern", "Nieuw.", 0)
        letter = drafts.draft(db)
    assert (letter.committee, letter.portfolio) == (HEAD["committee"], HEAD["portfolio"])
    assert letter.reference == ""


def test_a_letter_is_not_sent_before_the_one_before(path: Path) -> None:
    begin(path)
    send(path)
    begin(path)
    with pytest.raises(Invalid, match="kan niet eerder zijn"):
        send(path, "2022-05-31")


def test_example_data_never_goes_out_in_the_real_set(path: Path) -> None:
    begin(path)
    desk.party(path, "Roc Voorbeeld (verzonnen)")
    with pytest.raises(Invalid, match="voorbeeldgegevens"):
        send(path)


def test_a_party_is_named_when_it_stands_behind_the_manifest(path: Path) -> None:
    party = desk.party(path, "Roc Kust")
    assert made_of(path).called[party] == "een partij uit het onderwijs"
    from lib.store import manifest

    with writing(path, ANNA) as db:
        manifest.formalise(db, {"party_id": party, "formalised_on": "2022-02-01"})
    assert made_of(path).called[party] == "Roc Kust"


REQUEST = {"kind": "toezegging", "code": "2352", "text": "Cijfers per regio.", "dated_on": "2022-02-01"}


def test_what_ps_asked_is_answered_in_a_letter(path: Path) -> None:
    letter = begin(path)
    answer = {"answer": "Zie bijlage 1.", "state": "afgedaan", "letter_id": letter.id}
    with writing(path, ANNA) as db:
        number = sending.add_request(db, REQUEST)
        records.save(db, "ps_request", number, 1, answer)
    text = words(document(made_of(path)))
    assert "Toezegging 2352\n1 februari 2022\nCijfers per regio.\nZie bijlage 1.\nja" in text


def test_a_number_of_ps_stands_once_in_the_register(path: Path) -> None:
    with writing(path, ANNA) as db:
        sending.add_request(db, REQUEST)
    with pytest.raises(Invalid, match="staat al in de lijst"), writing(path, ANNA) as db:
        sending.add_request(db, REQUEST)


def test_the_register_and_the_letter_stand_in_the_history(path: Path) -> None:
    begin(path)
    with writing(path, ANNA) as db:
        sending.add_request(db, REQUEST)
    send(path)
    with reading(path) as db:
        told = history.changes_between(db, history.seeded(db), history.newest(db))
    assert {"letter", "ps_request", "edition"} <= {change.table for change in told}
    assert replace(sent(path), version=0).withdrawn_on is None
