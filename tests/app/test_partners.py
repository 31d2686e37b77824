"""What a partner without an account proposed: asked, shown beside what stands, taken over or not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from lib.store import agenda, coalitions, history
from lib.store.file.connection import reading, writing
from lib.store.people import partners
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

STEP = {"what": "Twee klassen gestart", "happened_on": "2021-12-01"}
NAME = "Roc Test"


@pytest.fixture
def party(real: Path) -> int:
    """A party at the table of action 3."""
    number = desk.party(real, NAME)
    desk.chair(real, number)
    return number


@pytest.fixture
def anna(real: Path, party: int, screen: OpenScreen) -> Screen:
    return screen("Anna").edit("actie", actie="3", tab="coalitie")


def answer(real: Path, anna: Screen, **parts: dict[str, Any]) -> Screen:
    """Ask the party on the screen, and let it answer by the link that is shown."""
    anna.unfold("ask 3").press("Maak een link")
    [address] = [code.value for code in anna.app.code]
    key = re.search(r"/partner\?sleutel=(.+)$", address)
    assert key
    assert partners.answer(real, key[1], "10.0.0.1", parts)
    return anna.run()


def test_a_step_is_taken_over_in_both_names(real: Path, party: int, anna: Screen) -> None:
    answer(real, anna, step=STEP)
    [proposed] = partners.waiting(real, "3")
    copies = anna.edit("beheer", deel="kopieen")
    assert "Antwoorden van partners die nog wachten, staan in geen kopie" in copies.text
    anna.edit("actie", actie="3", tab="coalitie")
    assert "1 december 2021: Twee klassen gestart" in anna.text
    anna.press("Overnemen")
    assert anna.errors, "what only we can say of it is asked first"
    assert partners.waiting(real, "3") == [proposed]
    anna.choose(f"kind {proposed.id}", "bijdrage").choose(f"began {proposed.id}", "coalitie")
    anna.press("Overnemen")
    with reading(real) as db:
        [step] = agenda.steps(db, "3")
        newest = history.changes_about(db, "3", history.newest(db), 10)[0]
    assert (step.what, step.parties, step.author) == ("Twee klassen gestart", (NAME,), "Anna")
    assert newest.who == "Anna"
    assert newest.reason.startswith(f"Opgegeven door {NAME} op ")
    assert partners.waiting(real, "3") == []
    assert "Overnemen" not in anna.buttons


def test_support_shows_both_values_and_may_be_refused(real: Path, party: int, anna: Screen) -> None:
    given = {"answer": "onder voorwaarde", "condition": "Als er lokalen zijn"}
    answer(real, anna, support=given)
    assert "Draagvlak nu: Nog niet gevraagd" in anna.text
    assert "Voorgesteld: Steunt onder voorwaarde: Als er lokalen zijn" in anna.text
    anna.press("Niet overnemen")
    with reading(real) as db:
        assert coalitions.table(db, "3").supports == ()
    answer(real, anna, support=given)
    anna.press("Overnemen")
    with reading(real) as db:
        [support] = coalitions.table(db, "3").supports
    assert (support.answer, support.condition) == ("onder voorwaarde", "Als er lokalen zijn")


def test_a_level_that_a_party_confirmed_by_its_link_is_marked_as_such(
    real: Path, party: int, anna: Screen
) -> None:
    shown = desk.step(real, party)
    with writing(real, desk.ANNA) as db:
        coalitions.set_activation(db, "3", party, 4, shown)
    claim = ["trede", "heeft inzet toegezegd (4)", None]
    answer(real, anna, word={"claims": [claim]})
    assert "Bevestigt hoe ver zij is: heeft inzet toegezegd (4)" in anna.text
    anna.press("Overnemen")
    assert "1 van 1 bevestigd door de partij zelf" in anna.text
    assert re.search(r"bevestigd op \d+ \w+ \d{4}, met een link", anna.text)
    answer(real, anna, word={"claims": [["trede", "levert op eigen initiatief (5)", None]]})
    anna.press("Overnemen")
    assert "Wat deze partij bevestigde, staat er niet meer zo. Vraag het opnieuw." in anna.errors


def test_of_two_people_only_one_takes_it_over(
    real: Path, party: int, anna: Screen, screen: OpenScreen
) -> None:
    answer(real, anna, support={"answer": "steunt", "condition": ""})
    bram = screen("Bram").edit("actie", actie="3", tab="coalitie")
    anna.press("Overnemen")
    bram.press("Overnemen")
    assert "Een ander heeft hierover intussen beslist." in bram.text
    with reading(real) as db:
        assert len(coalitions.table(db, "3").supports) == 1


def test_the_example_asks_nobody(example: Path, screen: OpenScreen) -> None:
    anna = screen("Anna").edit("actie", actie="3", tab="coalitie", set="voorbeeld")
    assert "fold ask 3" not in anna.keys
