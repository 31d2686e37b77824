"""Inline editing in the grid: each cell lands on the action it was typed for, once, or nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from lib.store import agenda, history, records
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

NOTE = "Stand van zaken"
ROWS = ["6", "7", "1", "3", "2", "4", "5", "10", "9", "8", "11", "m1", "m2"]
THREE = ROWS.index("3")


@pytest.fixture
def anna(real: Path, screen: OpenScreen) -> Screen:
    """Anna at the grid."""
    return screen("Anna").edit(weergave="lijst")


def notes(path: Path) -> dict[str, str]:
    """The actions that have a note, with it."""
    with reading(path) as db:
        return {one.id: one.note for one in agenda.actions(db) if one.note}


def newest(path: Path) -> int:
    """The newest history id."""
    with reading(path) as db:
        return history.newest(db)


def test_a_cell_is_stored_for_its_own_action(real: Path, anna: Screen) -> None:
    assert list(anna.grid.value.index) == ROWS
    columns = json.loads(anna.grid.proto.columns)
    assert [name for name, column in columns.items() if column.get("pinned")] == ["Nr", "Actie"]
    key = anna.grid.key
    anna.type_cell(THREE, NOTE, "begonnen")
    assert notes(real) == {"3": "begonnen"}
    assert anna.saved == ["Opgeslagen: stand van zaken – 3 Verbeteren zij-instroom naar techniek."]
    assert anna.grid.key == key, "a new grid would take the keyboard away from who types"
    assert anna.grid.value.loc["3", NOTE] == "begonnen"


def test_cells_that_are_sent_again_are_not_stored_again(real: Path, anna: Screen) -> None:
    anna.type_cell(THREE, NOTE, "een")
    anna.type_cell(ROWS.index("4"), NOTE, "twee")
    before = newest(real)
    anna.run().run()
    assert newest(real) == before
    assert notes(real) == {"3": "een", "4": "twee"}


def test_the_same_cell_twice(real: Path, anna: Screen) -> None:
    anna.type_cell(THREE, NOTE, "een").type_cell(THREE, NOTE, "twee").type_cell(THREE, NOTE, "een")
    assert notes(real) == {"3": "een"}
    anna.type_cell(THREE, NOTE, None)
    assert notes(real) == {}


def test_the_grid_that_forgets_its_edits_changes_nothing(real: Path, anna: Screen) -> None:
    anna.type_cell(THREE, NOTE, "blijft")
    before = newest(real)
    anna.clear_cells()
    assert newest(real) == before
    anna.type_cell(THREE, NOTE, "en verder")
    assert notes(real) == {"3": "en verder"}


def test_after_filtering_a_cell_lands_on_the_row_that_is_shown(real: Path, anna: Screen) -> None:
    anna.type_cell(0, NOTE, "voor zes")
    anna.choose("filter goal", ["5"])
    assert list(anna.grid.value.index) == ["11"]
    assert notes(real) == {"6": "voor zes"}, "the old edit landed on another row"
    anna.type_cell(0, NOTE, "voor elf")
    assert notes(real) == {"6": "voor zes", "11": "voor elf"}
    anna.press("Filters wissen")
    assert notes(real) == {"6": "voor zes", "11": "voor elf"}


def test_an_edit_of_a_grid_that_is_gone_never_lands_on_another_action(real: Path, anna: Screen) -> None:
    """Somebody types on while the filtered page is still on its way: the old grid reports by place."""
    old = anna.grid.proto.id
    anna.choose("filter goal", ["5"])
    late = json.dumps({"edited_rows": {"0": {NOTE: "voor zes"}}})
    anna.run(WidgetState(id=old, string_value=late))
    assert notes(real) == {"6": "voor zes"}


def test_a_cell_and_a_filter_in_one_message(real: Path, anna: Screen) -> None:
    anna._cells[anna.grid.proto.id] = {"0": {NOTE: "voor zes"}}
    anna.choose("filter goal", ["5"])
    assert notes(real) == {"6": "voor zes"}
    anna.run()
    assert notes(real) == {"6": "voor zes"}


def test_an_edit_beside_a_row_that_was_added_meanwhile(real: Path, anna: Screen) -> None:
    with writing(real, desk.BRAM, "Besluit") as db:
        agenda.add_action(db, 1, {"name": "Nieuw van Bram", "priority": "A"})
    anna.type_cell(THREE, NOTE, "voor drie")
    assert notes(real) == {"3": "voor drie"}


@pytest.mark.parametrize(
    ("column", "value", "field"), [("Actie", "Zij-instroom", "name"), ("Prioriteit", "C", "priority")]
)
def test_what_was_adopted_asks_its_ground_first(
    real: Path, anna: Screen, column: str, value: str, field: str
) -> None:
    anna.type_cell(THREE, column, value)
    assert desk.action(real)[field] != value
    assert f"wordt {value}" in anna.text
    assert anna.grid.value.loc["3", column] != value
    anna.press("Opslaan", f"ask 3 {field} form")
    assert "Wat er is besloten of voorgesteld, is nog leeg" in anna.errors[0]
    meeting = desk.decided_in(f"ask 3 {field}")
    anna.fill({f"ask 3 {field} reason": "Besluit tafel", **meeting}).press("Opslaan", f"ask 3 {field} form")
    assert desk.action(real)[field] == value
    assert anna.grid.value.loc["3", column] == value


def test_a_stage_asks_its_ground_and_can_be_dropped(real: Path, anna: Screen) -> None:
    anna.type_cell(THREE, "Fase", "Coalitie in vorming")
    assert "fase wordt Coalitie in vorming" in anna.text
    anna.press("Annuleren")
    assert "fase wordt" not in anna.text
    assert desk.action(real)["stage"] == "idee"
    anna.type_cell(THREE, "Fase", "Coalitie in vorming")
    anna.fill({"ask 3 stage reason": "Drie bedrijven"}).press("Opslaan", "ask 3 stage form")
    assert desk.action(real)["stage"] == "coalitie in vorming"


def test_a_stage_that_is_too_far_says_so_at_once(real: Path, anna: Screen) -> None:
    anna.type_cell(THREE, "Fase", "In uitvoering")
    assert "kan niet in één keer" in anna.errors[0]
    assert anna.grid.value.loc["3", "Fase"] == "Fase nog niet vastgelegd"
    assert desk.action(real)["stage"] == "idee"


@pytest.mark.parametrize(
    ("column", "value"), [(NOTE, "x" * 10_000), ("Aanjager", "Bestaat niet"), ("Fase", "Klaar")]
)
def test_a_refused_cell_gives_a_sentence_and_keeps_the_words(
    real: Path, anna: Screen, column: str, value: str
) -> None:
    before = newest(real)
    anna.type_cell(THREE, column, value)
    assert len(anna.errors) == 1
    assert column == "Fase" or value in anna.text
    assert anna.grid.value.loc["3", column] != value
    assert anna.grid.proto.id not in anna._cells
    assert newest(real) == before


def test_a_name_that_is_emptied_is_refused(real: Path, anna: Screen) -> None:
    name = desk.action(real)["name"]
    anna.type_cell(THREE, "Actie", "   ")
    assert "De naam is nog leeg" in anna.errors[0]
    assert (anna.grid.value.loc["3", "Actie"], desk.action(real)["name"]) == (name, name)


def test_a_driver_is_chosen_by_name(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit(weergave="lijst")
    here.type_cell(THREE, "Aanjager", "Hogeschool Voorbeeld (verzonnen)")
    assert here.grid.value.loc["3", "Aanjager"] == "Hogeschool Voorbeeld (verzonnen)"
    here.type_cell(THREE, "Aanjager", "nog geen aanjager")
    with reading(example) as db:
        assert records.get(db, "action", "3")["driver_id"] is None


def test_a_cell_of_an_ended_action_is_refused(real: Path, anna: Screen) -> None:
    desk.move(real, "beeindigd", reason="Geen draagvlak")
    anna.type_cell(THREE, NOTE, "te laat")
    assert re.search("is beëindigd op .* er is niets gewijzigd", anna.errors[0])
    assert "te laat" in anna.text, "what was typed stays in sight"
    assert notes(real) == {}


def test_two_people_in_different_cells_of_a_row_both_keep_theirs(real: Path, anna: Screen) -> None:
    desk.note(real, "van Bram", desk.BRAM)
    anna.type_cell(THREE, "Prioriteit", "C")
    anna.fill({"ask 3 priority reason": "Besluit tafel", **desk.decided_in("ask 3 priority")})
    anna.press("Opslaan", "ask 3 priority form")
    assert anna.saved[0].startswith("Opgeslagen: ")
    assert list(anna.grid.value.loc["3", ["Prioriteit", NOTE]]) == ["C", "van Bram"]
    assert (desk.action(real)["priority"], desk.action(real)["note"]) == ("C", "van Bram")


def test_two_people_in_one_cell(real: Path, anna: Screen) -> None:
    desk.note(real, "van Bram", desk.BRAM)
    anna.type_cell(THREE, NOTE, "van Anna")
    assert "is intussen door Bram gewijzigd in “van Bram”" in anna.text
    assert "“van Anna”" in anna.text
    assert anna.grid.value.loc["3", NOTE] == "van Bram"
    anna.press("Mijn waarde gebruiken")
    assert notes(real) == {"3": "van Anna"}
    anna.type_cell(THREE, NOTE, "en weer")
    assert notes(real) == {"3": "en weer"}


def test_a_cell_that_somebody_overwrote_later_shows_theirs(real: Path, anna: Screen) -> None:
    anna.type_cell(THREE, NOTE, "van Anna")
    desk.note(real, "daarna van Bram", desk.BRAM)
    anna.run()
    assert anna.grid.value.loc["3", NOTE] == "daarna van Bram"
    assert anna.grid.proto.id not in anna._cells, "the grid would still lay Anna's words over Bram's"
    assert notes(real) == {"3": "daarna van Bram"}


def test_an_earlier_cell_never_comes_back_over_somebody_else(real: Path, anna: Screen) -> None:
    """A grid sends all its edits with each new one, also those that somebody has changed since."""
    anna.type_cell(THREE, NOTE, "van Anna")
    old = anna.grid.proto.id
    desk.note(real, "daarna van Bram", desk.BRAM)
    anna.run()
    anna.type_cell(ROWS.index("4"), NOTE, "iets anders")
    cells = {str(THREE): {NOTE: "van Anna"}, str(ROWS.index("5")): {NOTE: "nog iets"}}
    anna.run(WidgetState(id=old, string_value=json.dumps({"edited_rows": cells})))
    assert notes(real)["3"] == "daarna van Bram"


def test_undo_of_a_cell(real: Path, anna: Screen) -> None:
    anna.type_cell(THREE, NOTE, "oeps")
    anna.press("Ongedaan maken")
    assert notes(real) == {}
    anna.run()
    assert notes(real) == {}
    assert anna.grid.proto.id not in anna._cells, "the grid would still show what was undone"


@pytest.mark.parametrize("view", ["lijst", "bord"])
def test_an_end_in_grid_or_on_board_asks_its_meeting(real: Path, screen: OpenScreen, view: str) -> None:
    here = screen("Anna").edit(weergave=view)
    if view == "lijst":
        here.type_cell(THREE, "Fase", "Beëindigd")
    else:
        here.send("cards board", "move", "3>beeindigd")
    here.fill({"ask 3 stage reason": "Geen draagvlak"}).press("Opslaan", "ask 3 stage form")
    assert "vraagt een besluit van Gedeputeerde Staten. Kies" in here.errors[0]
    assert here.value("ask 3 stage reason") == "Geen draagvlak"
    assert desk.action(real)["stage"] == "idee"
    here.fill(desk.decided_in("ask 3 stage")).press("Opslaan", "ask 3 stage form")
    assert desk.action(real)["stage"] == "beeindigd"
    assert desk.entries(real, "action", "3")[-1]["reason"] == f"Geen draagvlak ({desk.RULED})"


def test_only_an_end_asks_for_a_meeting(real: Path, anna: Screen) -> None:
    anna.type_cell(THREE, "Fase", "Coalitie in vorming")
    assert "ask 3 stage reason" in anna.keys
    assert "ask 3 stage ruling" not in anna.keys


def test_a_dragged_card_asks_its_ground(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit(weergave="bord")
    assert "kies de fase in het formulier onder het bord" in here.text
    here.send("cards board", "move", "3>coalitie in vorming")
    assert "fase wordt Coalitie in vorming" in here.text
    here.fill({"ask 3 stage reason": "Drie bedrijven"}).press("Opslaan", "ask 3 stage form")
    assert desk.action(real)["stage"] == "coalitie in vorming"


def test_the_form_under_the_board_moves_a_card(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("one action").edit(weergave="bord").choose("form action", "10")
    assert here.value("action 10 name") == "Realisatie goede managementinformatie voor A&O"
    here.fill({"move 10 reason": "Besproken op 3 maart"}).press("Verplaatsen", "move 10 form")
    assert here.saved == ["Fase is nu Coalitie in vorming."]
    moved = next(card for card in here.cards()["cards"] if card["id"] == "10")
    assert moved["column"] == "coalitie in vorming"
