"""The example set on screen: an edit spoils nothing of it, and one button puts all of it back."""

from __future__ import annotations

from pathlib import Path

from lib.store import agenda
from lib.store.file.connection import reading
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen


def note_of(example: Path) -> str:
    with reading(example) as db:
        return next(action.note for action in agenda.actions(db) if action.id == "3")


def change_something(here: Screen) -> None:
    here.edit("actie", actie="3").unfold("fields 3")
    here.fill({"action 3 note": "Tijdens de demonstratie"}).press("Opslaan", "action 3 form")
    assert here.saved


def test_after_an_edit_the_rest_is_as_old_as_it_was(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna")
    before = {page: here.open(page).lead for page in ("coalities", "stand", "technologietafels")}
    change_something(here)
    assert {page: here.open(page).lead for page in before} == before
    here.open()
    assert "gewijzigd 28 maart 2023" in here.text
    assert "sinds de technologietafel van 16 maart 2023" in here.lead


def test_one_button_puts_the_example_back(example: Path, screen: OpenScreen) -> None:
    here, before = screen("Anna"), note_of(example)
    change_something(here)
    assert note_of(example) != before
    here.app.session_state["who"] = True
    here.run()
    assert here.button("Zet het voorbeeld terug").disabled
    here.choose("sure of resetting", True).press("Zet het voorbeeld terug")
    assert here.saved == ["Het voorbeeld staat weer zoals het kwam."]
    assert note_of(example) == before
    assert "Tijdens de demonstratie" not in here.open("actie", actie="3").text


def test_the_real_agenda_has_no_such_button(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open()
    here.app.session_state["who"] = True
    assert "Zet het voorbeeld terug" not in here.run().buttons


def test_a_name_stands_bare_in_the_frame_and_what_is_not_known_of_it_in_its_menu(
    real: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").open()
    assert "Anna" in [one.proto.popover.label for one in here.app.get("popover")]
    assert "niet geverifieerd" not in here.text
    here.app.session_state["who"] = True
    assert "Uw wijzigingen komen als “Anna (niet geverifieerd)”" in here.run().text
