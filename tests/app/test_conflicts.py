"""Two people at the same record, and the ways back: conflict cards, put back, undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.store import records
from lib.store.file.connection import writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

FORM = "action 3 form"
MINE, THEIRS = "Mijn waarde gebruiken", "Waarde van Bram houden"


@pytest.fixture
def anna(real: Path, screen: OpenScreen) -> Screen:
    """Anna on the page of action 3, in Bewerken."""
    return screen("Anna").unfold("stage 3", "fields 3").edit("actie", actie="3")


def clash(real: Path, anna: Screen) -> None:
    """Bram writes a note while Anna types hers; then Anna saves."""
    desk.note(real, "van Bram", desk.BRAM)
    anna.fill({"action 3 note": "van Anna"}).press("Opslaan", FORM)


def test_a_conflict_shows_both_values_and_stores_nothing(real: Path, anna: Screen) -> None:
    clash(real, anna)
    assert "stand van zaken is intussen door Bram gewijzigd in “van Bram”" in anna.text
    assert "Uw waarde: “van Anna”." in anna.text
    assert {MINE, THEIRS} <= set(anna.buttons)
    assert desk.action(real)["note"] == "van Bram"
    assert not anna.saved


def test_ones_own_value_can_be_chosen(real: Path, anna: Screen) -> None:
    clash(real, anna)
    anna.press(MINE)
    assert desk.action(real)["note"] == "van Anna"
    assert MINE not in anna.buttons
    assert anna.value("action 3 note") == "van Anna"


def test_the_others_value_can_be_kept(real: Path, anna: Screen) -> None:
    clash(real, anna)
    anna.press(THEIRS)
    assert desk.action(real)["note"] == "van Bram"
    assert MINE not in anna.buttons
    assert anna.value("action 3 note") == "van Bram"


def test_a_settled_conflict_does_not_come_back_with_the_next_save(real: Path, anna: Screen) -> None:
    clash(real, anna)
    anna.press(THEIRS)
    anna.fill({"action 3 note": "samen"}).press("Opslaan", FORM)
    assert MINE not in anna.buttons
    assert desk.action(real)["note"] == "samen"


def test_a_third_change_asks_again(real: Path, anna: Screen) -> None:
    clash(real, anna)
    desk.note(real, "nog eens van Bram", desk.BRAM)
    anna.press(MINE)
    assert "“nog eens van Bram”" in anna.text
    assert desk.action(real)["note"] == "nog eens van Bram"
    anna.press(MINE)
    assert desk.action(real)["note"] == "van Anna"


def test_changes_of_different_fields_both_land(real: Path, anna: Screen) -> None:
    desk.save(real, {"priority": "C"}, person=desk.BRAM, reason="Besluit")
    anna.fill({"action 3 note": "van Anna"}).press("Opslaan", FORM)
    row = desk.action(real)
    assert (row["note"], row["priority"]) == ("van Anna", "C")
    assert MINE not in anna.buttons


def test_what_did_not_clash_stays_typed(real: Path, anna: Screen) -> None:
    anna.fill(
        {
            "action 3 driver_id": None,
            "action 3 name": "Zij-instroom",
            "action 3 reason": "Besluit 8",
            **desk.decided_in("action 3"),
        }
    )
    clash(real, anna)
    assert desk.action(real)["name"] == "Verbeteren zij-instroom naar techniek"
    assert (anna.value("action 3 name"), anna.value("action 3 note")) == ("Zij-instroom", "van Anna")
    anna.press(MINE)
    assert desk.action(real)["note"] == "van Anna"
    anna.press("Opslaan", FORM)
    assert MINE not in anna.buttons
    row = desk.action(real)
    assert (row["name"], row["note"]) == ("Zij-instroom", "van Anna")


def test_a_conflict_about_the_stage_stands_in_the_form(real: Path, anna: Screen) -> None:
    desk.move(real, "coalitie in vorming")
    ended = {"move 3 stage": "beeindigd", "move 3 reason": "Geen geld", **desk.decided_in("move 3")}
    anna.fill(ended).press("Verplaatsen", "move 3 form")
    assert "fase is intussen door Anna gewijzigd" in anna.text
    assert desk.action(real)["stage"] == "coalitie in vorming"
    assert {name: anna.value(name) for name in ended} == ended
    anna.press(MINE)
    assert desk.action(real)["stage"] == "beeindigd"
    assert anna.value("move 3 reason") == ""


def test_a_conflict_about_what_was_asked_from_the_grid_is_told_in_its_card(
    real: Path, screen: OpenScreen
) -> None:
    anna = screen("Anna").edit(weergave="lijst")
    place = list(anna.grid.value.index).index("3")
    anna.type_cell(place, "Prioriteit", "C")
    with writing(real, desk.BRAM) as db:
        desk.rule(db, "3", ("priority", "B"))
        records.save(db, "action", "3", 1, {"priority": "B"})
    typed = {"ask 3 priority reason": "Besluit", **desk.decided_in("ask 3 priority")}
    anna.fill(typed).press("Opslaan", "ask 3 priority form")
    assert "prioriteit is intussen door Bram gewijzigd in “B (middel)”" in anna.errors[0]
    assert "Uw waarde: “C (laag)”." in anna.errors[0]
    assert {name: anna.value(name) for name in typed} == typed
    anna.press("Opslaan", "ask 3 priority form")
    assert desk.action(real)["priority"] == "C"


def test_undo_takes_the_last_save_back(real: Path, anna: Screen) -> None:
    desk.note(real, "eerst")
    anna.run().fill({"action 3 note": "fout"}).press("Opslaan", FORM)
    anna.press("Ongedaan maken")
    assert anna.saved == ["Teruggezet: stand van zaken – 3 Verbeteren zij-instroom naar techniek."]
    assert desk.action(real)["note"] == "eerst"
    assert anna.value("action 3 note") == "eerst"


def test_undo_does_not_overwrite_somebody_else_unseen(real: Path, anna: Screen) -> None:
    anna.fill({"action 3 note": "van Anna"}).press("Opslaan", FORM)
    desk.note(real, "later van Bram", desk.BRAM)
    anna.press("Ongedaan maken")
    assert desk.action(real)["note"] == "later van Bram"
    assert "is intussen door Bram gewijzigd in “later van Bram”" in anna.text
    anna.press(MINE)
    assert desk.action(real)["note"] == ""


def test_undo_takes_back_all_fields_of_one_save(real: Path, anna: Screen) -> None:
    anna.fill(
        {
            "action 3 note": "fout",
            "action 3 name": "Fout",
            "action 3 reason": "Fout",
            **desk.decided_in("action 3"),
        }
    ).press("Opslaan", FORM)
    anna.press("Ongedaan maken")
    row = desk.action(real)
    assert (row["note"], row["name"]) == ("", "Verbeteren zij-instroom naar techniek")


def open_put_back(here: Screen) -> Screen:
    """Open the newest "Terugzetten" of the note."""
    keys = [str(key) for key in here.app.session_state if str(key).startswith("put back ")]
    newest = max(int(key.split()[2]) for key in keys if key.endswith(" note"))
    here.app.session_state[f"put back {newest} note"] = True
    return here.run()


def test_a_value_from_the_history_can_be_put_back(real: Path, anna: Screen) -> None:
    desk.note(real, "eerste")
    desk.note(real, "tweede", desk.BRAM)
    here = open_put_back(anna.edit("actie", actie="3", tab="geschiedenis"))
    assert "nu: tweede" in here.text
    assert "terug naar: eerste" in here.text
    here.press("Deze waarde terugzetten")
    assert here.saved == ["De waarde is teruggezet."]
    assert desk.action(real)["note"] == "eerste"
    assert "Stand van zaken: “eerste”" in here.text


def test_putting_back_does_not_overwrite_what_was_not_seen(real: Path, anna: Screen) -> None:
    desk.note(real, "eerste")
    desk.note(real, "tweede", desk.BRAM)
    here = open_put_back(anna.edit("actie", actie="3", tab="geschiedenis"))
    desk.note(real, "derde", desk.BRAM)
    here.press("Deze waarde terugzetten")
    assert desk.action(real)["note"] == "derde"
    assert "is intussen door Bram gewijzigd in “derde”" in here.text
    here.press(THEIRS)
    assert desk.action(real)["note"] == "derde"


def test_history_tells_who_and_that_the_name_is_not_verified(real: Path, anna: Screen) -> None:
    anna.fill({"action 3 note": "van Anna"}).press("Opslaan", FORM)
    here = anna.open("actie", actie="3", tab="geschiedenis")
    assert "Anna (niet geverifieerd)" in here.text
    assert "Terugzetten" not in here.text
