"""Undoing on the screen: act by act, several deep, one paste as one, and never over what a colleague did."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lib.access import Person
from lib.store import agenda, records
from lib.store.drafts import drafts_path
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen

BRAM = Person("Bram")


def parties(path: Path) -> list[str]:
    with reading(path) as db:
        return [party.name for party in agenda.parties(db)]


def note(path: Path, action_id: str = "3") -> str:
    with reading(path) as db:
        return str(records.get(db, "action", action_id)["note"])


@pytest.fixture
def anna(real: Path, screen: OpenScreen) -> Screen:
    return screen("Anna").unfold("register new", "paste parties").edit("coalities", blik="partijen")


def add(here: Screen, name: str) -> None:
    here.fill({"register party name": name, "register party helix": "onderwijs"}).press("Partij toevoegen")


def test_acts_are_undone_one_by_one_and_done_again(real: Path, anna: Screen) -> None:
    add(anna, "Een")
    anna.choose("paste parties", "Naam\tKant\nTwee\tonderwijs\nDrie\toverheid").press("Twee rijen overnemen")
    assert parties(real) == ["Drie", "Een", "Twee"]
    anna.press("Maak ongedaan")
    assert (parties(real), anna.saved) == (["Een"], ["Teruggezet: Drie en Twee."])
    anna.press("Maak ongedaan")
    assert parties(real) == []
    anna.press("Doe opnieuw").press("Doe opnieuw")
    assert (parties(real), anna.saved) == (["Drie", "Een", "Twee"], ["Opnieuw gedaan: Drie en Twee."])
    assert "Opnieuw" not in " ".join(anna.buttons)


def test_something_new_ends_what_could_be_done_again(real: Path, anna: Screen) -> None:
    add(anna, "Een")
    anna.press("Maak ongedaan")
    add(anna, "Twee")
    assert "Doe opnieuw" not in anna.buttons
    assert parties(real) == ["Twee"]


def test_what_a_colleague_changed_since_is_told_with_both(real: Path, anna: Screen) -> None:
    add(anna, "Een")
    with writing(real, BRAM) as db:
        records.save(db, "party", 1, 1, {"kind": "mbo"})
    anna.press("Maak ongedaan")
    assert parties(real) == ["Een"]
    assert "door Bram gewijzigd van “leeg” in “mbo”" in anna.errors[0]
    assert "Maak ongedaan" not in anna.buttons


def test_several_cells_of_the_grid_are_one_act_with_one_outcome(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("", weergave="lijst")
    cells = here._cells.setdefault(here.grid.proto.id, {})
    cells["0"], cells["1"] = {"Stand van zaken": "x" * 5_000}, {"Stand van zaken": "goede regel"}
    cells["2"] = {"Stand van zaken": "nog een"}
    here.run()
    assert here.errors[0].startswith(
        "2 opgeslagen, 1 geweigerd: De stand van zaken is te lang: 5.000 tekens."
    )
    assert "x" * 5_000 in here.text or any("x" * 5_000 in str(code.value) for code in here.app.code)
    here.press("Maak ongedaan")
    with reading(real) as db:
        assert not [action.note for action in agenda.actions(db) if action.note]


def test_undoing_outlives_a_reload_and_a_restart_but_not_another_history(
    real: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").unfold("register new").edit("coalities", blik="partijen")
    add(here, "Een")
    add(here, "Twee")
    again = screen("Anna").edit("coalities", blik="partijen").press("Maak ongedaan")
    assert parties(real) == ["Een"]
    assert "Doe opnieuw" in again.buttons
    assert not [name for name in screen("Bram").edit("coalities").buttons if "ngedaan" in name]
    again.press("Doe opnieuw")
    with closing(sqlite3.connect(drafts_path(real))) as kept, kept:
        kept.execute('UPDATE acts SET text = replace(text, \'"moment": "2\', \'"moment": "1\')')
    other = screen("Anna").edit("coalities", blik="partijen").press("Maak ongedaan")
    assert other.errors == [
        "Sindsdien is een kopie van de agenda teruggezet; dit valt niet meer ongedaan te maken."
    ]
    assert parties(real) == ["Een", "Twee"]


def test_what_a_grid_did_not_take_is_told_with_what_it_did(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("", weergave="lijst")
    cells = [{"column": "Aanjager", "text": "Gemeente X"}, {"column": "", "text": "over"}]
    here.send("pasted grid", "refused", {"count": 3, "cells": cells})
    refused = "3 geweigerd: Aanjager neemt “Gemeente X” niet aan. “over” valt buiten de tabel."
    assert here.errors == [f"0 opgeslagen, {refused}"]
    here.type_cell(0, "Stand van zaken", "wel goed")
    assert here.errors == [f"1 opgeslagen, {refused}"]
    assert any("Gemeente X\nover" in str(code.value) for code in here.app.code)
    here.press("Maak ongedaan")
    with reading(real) as db:
        assert not [action.note for action in agenda.actions(db) if action.note]
