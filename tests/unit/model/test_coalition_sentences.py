"""What happened to a coalition, told in Dutch: in the history, in the change list and before putting back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lib.model.agenda import ENDED
from lib.model.record import RECORDS, change_sentence
from lib.store import agenda, coalitions, history, records, stages
from lib.store.file.connection import reading, writing
from lib.store.schema.migrations import TRACKED_TABLES
from tests.unit import desk

DUE = {"action_id": "3", "what": "Eerste groep begonnen.", "due": "2022-09-01"}


def parties_of(db: Any) -> dict[int, str]:
    return {one.id: one.name for one in agenda.parties(db, withdrawn=True)}


def told(path: Path, *acts: Callable[[Any], Any], reason: str = "") -> list[str]:
    """What is told of acts in one go, as the change list tells it."""
    with writing(path, desk.ANNA, reason) as db:
        before = history.newest(db)
        for act in acts:
            act(db)
        changes = history.changes_between(db, before, history.newest(db))
        found = [change_sentence(change, parties_of(db)) for change in changes]
    return [one for one in found if one]


def saved(path: Path, name: str, **values: Any) -> list[str]:
    """What is told of saving fields of the first row of a table."""
    row_id = "3" if name == "coalition" else 1
    version = desk.state(path)[name][str(row_id)]["version"]
    return told(path, lambda db: records.save(db, name, row_id, version, values))


@pytest.fixture
def roc(path: Path) -> int:
    return desk.party(path)


def test_a_chair_that_is_filled_and_emptied(path: Path, roc: int) -> None:
    other = desk.party(path, "Mbo Voorbeeld")
    chair = {"action_id": "3", "helix": "onderwijs", "role": "roc"}
    assert told(path, lambda db: coalitions.add_chair(db, chair)) == [
        "Stoel toegevoegd: “roc” (onderwijs), nog leeg."
    ]
    assert saved(path, "chair", party_id=roc) == ["Stoel “roc” gevuld door Roc Voorbeeld."]
    assert saved(path, "chair", party_id=other) == [
        "Stoel “roc” gevuld door Mbo Voorbeeld, in plaats van Roc Voorbeeld."
    ]
    assert saved(path, "chair", party_id=None) == ["Stoel “roc” is leeg: Mbo Voorbeeld zit er niet meer."]
    assert saved(path, "chair", needed=False) == [
        "Stoel “roc”, of de stoel nodig is: van nodig naar gewenst, niet noodzakelijk."
    ]
    assert saved(path, "chair", region="AM12") == [
        "Stoel “roc”, regio van de stoel: van geen regio naar Gooi en Vechtstreek."
    ]
    assert told(path, lambda db: records.withdraw(db, "chair", 1, 6), reason="Niet nodig.") == [
        "Stoel “roc” ingetrokken – Niet nodig."
    ]
    entry = desk.entries(path, "chair", 1)[-1]["id"]
    assert told(path, lambda db: records.put_back(db, "chair", 1, "withdrawn_on", entry, 7)) == [
        "Stoel “roc” is hersteld."
    ]
    seated = {**chair, "party_id": roc}
    assert told(path, lambda db: coalitions.add_chair(db, seated)) == [
        "Stoel toegevoegd: “roc” (onderwijs), gevuld door Roc Voorbeeld."
    ]


def test_a_party_that_comes_further(path: Path, roc: int) -> None:
    one, two = desk.step(path, roc), desk.step(path, roc)
    assert told(path, lambda db: coalitions.set_activation(db, "3", roc, 2)) == [
        "Activering van Roc Voorbeeld: in gesprek (2)."
    ]
    assert told(path, lambda db: coalitions.set_activation(db, "3", roc, 4, one, 1)) == [
        "Activering van Roc Voorbeeld: van in gesprek (2) naar heeft inzet toegezegd (4).",
        "Bewijs bij Roc Voorbeeld gewijzigd: heeft inzet toegezegd (4).",
    ]
    assert saved(path, "activation", step_id=two) == [
        "Bewijs bij Roc Voorbeeld gewijzigd: heeft inzet toegezegd (4)."
    ]
    assert saved(path, "activation", step_id=None, level=1)[1] == "Bewijs bij Roc Voorbeeld weggehaald."


def test_what_a_coalition_agreed(path: Path) -> None:
    desk.chair(path)
    assert saved(path, "coalition", complete_on="2022-03-14", complete_reason="Het roc volgt.") == [
        "Coalitie als compleet aangemerkt op 14 maart 2022.",
        "Reden bij het aanmerken als compleet: “Het roc volgt.”",
    ]
    assert saved(path, "coalition", complete_on=None) == ["Coalitie is niet langer als compleet aangemerkt."]
    assert saved(path, "coalition", rhythm="elke maand", money_until="2025-12-31") == [
        "Coalitie, bijeenkomst: van leeg naar elke maand.",
        "Coalitie, geld tot: van leeg naar 31 december 2025.",
    ]


def test_a_purpose_case_that_grows(path: Path) -> None:
    texts = [lambda db, text=text: coalitions.write_purpose(db, "3", "commitment", text) for text in "ab"]
    assert told(path, *texts) == [
        "Purpose case, commitment: versie 1.",
        "Purpose case, commitment: versie 2.",
    ]


def test_support_that_is_given_and_withheld(path: Path, roc: int) -> None:
    assert told(
        path,
        lambda db: coalitions.answer_support(
            db, "3", roc, "onder voorwaarde", "Als X.", "Geld", "2022-03-14"
        ),
    ) == ["Draagvlak van Roc Voorbeeld: steunt onder voorwaarde – Als X; Geld."]
    assert saved(path, "support", answer="steunt niet", answered_on="2022-03-15") == [
        "Draagvlak van Roc Voorbeeld: van steunt onder voorwaarde naar steunt niet.",
        "Draagvlak van Roc Voorbeeld, datum van het antwoord: van 14 maart 2022 naar 15 maart 2022.",
    ]
    assert saved(path, "support", condition="Wordt te laat.") == [
        "Draagvlak van Roc Voorbeeld, voorwaarde: van Als X naar Wordt te laat."
    ]
    assert saved(path, "support", answer="niet gevraagd")[0] == (
        "Draagvlak van Roc Voorbeeld: van steunt niet naar nog niet gevraagd."
    )


def test_a_milestone_from_plan_to_done(path: Path, roc: int) -> None:
    assert told(path, lambda db: coalitions.add_milestone(db, {**DUE, "owner_id": roc})) == [
        "Mijlpaal “Eerste groep begonnen” toegevoegd, gereed uiterlijk 1 september 2022, "
        "verantwoordelijk: Roc Voorbeeld."
    ]
    assert saved(path, "milestone", done_on="2022-08-30") == [
        "Mijlpaal “Eerste groep begonnen” bereikt op 30 augustus 2022."
    ]
    assert saved(path, "milestone", done_on=None) == ["Mijlpaal “Eerste groep begonnen” staat weer open."]
    assert saved(path, "milestone", owner_id=None) == [
        "Mijlpaal “Eerste groep begonnen”, verantwoordelijke: van Roc Voorbeeld naar niemand."
    ]
    assert told(path, lambda db: records.withdraw(db, "milestone", 1, 4), reason="Vervallen") == [
        "Mijlpaal “Eerste groep begonnen” ingetrokken – Vervallen."
    ]


def test_an_end_and_what_the_neighbours_say(path: Path) -> None:
    lines = told(
        path,
        lambda db: desk.rule(db, "4", ("stage", ENDED), "Actie 4 stopt"),
        lambda db: stages.move_stage(db, "4", 1, ENDED, "2022-03-14", "Te duur"),
    )
    assert lines == [
        "Technologietafel 14 maart 2022 toegevoegd.",
        "Besluit GS 14 maart 2022, kenmerk 1234/2022: Actie 4 stopt.",
        "Actie 4 is beëindigd. Leg vast wat dat voor deze actie betekent.",
        "Actie 4 is beëindigd. Leg vast wat dat voor deze actie betekent.",
        f"Beëindigd op 14 maart 2022 – Te duur ({desk.RULED}).",
    ]
    assert told(path, lambda db: coalitions.answer_flag(db, 1, 1, "Wij gaan door.")) == [
        "Gevolg van het einde van actie 4: “Wij gaan door.”"
    ]
    assert saved(path, "flag", answer="") == ["Gevolg van het einde van actie 4: weggehaald."]


def test_every_field_that_can_be_put_back_has_a_name_and_reads_in_a_sentence() -> None:
    """And the other way round: a field is told, or follows from one that is."""
    follows = {"withdrawn_reason"}
    for table in ("chair", "activation", "coalition", "support", "milestone", "flag"):
        known = {name for name, field in RECORDS[table].fields.items() if field.words}
        untold = set(RECORDS[table].own) - known - follows
        assert untold <= {"answered_on"}, table
        for field in known:
            assert RECORDS[table].text(field, None, {}) in (
                "leeg",
                "niemand",
                "geen gebeurtenis",
                "geen regio",
            )


def test_the_whole_example_is_told(example: Path) -> None:
    """Every change of a coalition in two years of editing reads as a sentence, without a bare value."""
    with reading(example) as db:
        parties = parties_of(db)
        changes = history.changes_between(db, 0, history.newest(db))
        changes += history.changes_between(db, history.seeded(db), history.newest(db))
        for action in agenda.actions(db):
            changes += history.changes_about(db, action.id, history.newest(db), 1_000)
    lines = [(one, change_sentence(one, parties)) for one in changes]
    spoken = {one.table for one, line in lines if line}
    assert spoken == {*TRACKED_TABLES} - {"goal", "adopted", "part", "relation", "annex_text"} - {
        "step_party", "stage_move", "municipality", "indicator", "figure_mapping",
        "agenda_item", "room_question", "public_count", "confirmation", "term", "setting",
    }  # fmt: skip
    for change, line in lines:
        if line:
            assert line.endswith((".", "?", "”")), line
            assert not re.search(r"\bpartij \d", line), line
            assert not [word for word in ("None", "_", "  ", "..") if word in line], (line, change)
