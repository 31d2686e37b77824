"""Forms lose nothing: two people at one record, a refusal, a tab that was changed, a form thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lib.store import coalitions, history, records
from lib.store.drafts import Draft, drafts_path, keep_drafts, read_drafts
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

MINE, THEIRS = "Mijn waarde gebruiken", "Waarde van Bram houden"


@pytest.fixture
def milestone(real: Path) -> int:
    """A milestone of action 3."""
    values = {"action_id": "3", "what": "Eerste groep start", "due": "2030-01-15"}
    with writing(real, desk.ANNA) as db:
        return coalitions.add_milestone(db, values)


@pytest.fixture
def anna(real: Path, milestone: int, screen: OpenScreen) -> Screen:
    """Anna on the coalition of action 3, in Bewerken."""
    return screen("Anna").edit("actie", actie="3", tab="coalitie").unfold()


@pytest.mark.parametrize(
    ("address", "fold", "form", "typed"),
    [
        ("/actie?actie=3", "stage 3", "move 3", {"stage": "Beëindigd", "reason": "Half getypt"}),
        ("/actie?actie=3&tab=purpose-case", "", "end 3", {"reason": "Half getypt"}),
        ("/actie?actie=3", "fields 3", "action 3", {"name": "Zij-instroom", "reason": "Half getypt"}),
        ("/campussen?campus=1", "change campus", "campus 1", {"place": "Half getypt", "lat": "noord"}),
        ("/campussen", "new campus", "new campus", {"kind": "Netwerk zonder eigen adres", "name": "Half"}),
        ("/coalities?blik=stop", "", "hand over aanjager 3", {"driver_id": "Test Tweede"}),
    ],
)
def test_a_draft_comes_back_in_any_form_and_outlives_a_refusal(
    real: Path, screen: OpenScreen, address: str, fold: str, form: str, typed: dict[str, str]
) -> None:
    for name in ("Test Eerste", "Test Tweede"):
        desk.party(real, name)
    keep_drafts(real, "Anna", form, {name: Draft(1, text) for name, text in typed.items()})
    anna = screen("Anna").open_address(address, modus="bewerken")
    anna.app.session_state[form if form.startswith("hand over") else f"fold {fold}"] = True
    anna.run()

    def shown() -> dict[str, str]:
        fields = {name: anna.field(f"{form} {name}") for name in typed}
        return {
            name: field.format_func(field.value) if field.type == "selectbox" else field.value
            for name, field in fields.items()
        }

    assert shown() == typed
    assert f'<p class="wa-draft on" data-form="{form}"' in anna.markup
    if "driver_id" not in typed:
        send = next(button for button in anna.app.button if button.proto.form_id == f"{form} form")
        assert anna.press(send.label, f"{form} form").errors
        assert shown() == typed
    assert shown() == {name: draft.text for name, draft in read_drafts(real, "Anna", form).items()}


def test_a_field_that_shows_its_draft_is_left_alone_in_later_runs(real: Path, screen: OpenScreen) -> None:
    keep_drafts(real, "Anna", "new milestone 3", {"what": Draft(0, "Half getypt")})
    anna = screen("Anna").edit("actie", actie="3", tab="coalitie").unfold()
    for _ in range(3):
        field = anna.field("new milestone 3 what").proto
        assert (field.default, field.set_value) == ("Half getypt", False)
        anna.run()


def save(path: Path, table: str, row_id: int | str, changes: Mapping[str, Any]) -> None:
    """Somebody else saves fields of a record."""
    with writing(path, desk.BRAM) as db:
        records.save(db, table, row_id, records.get(db, table, row_id)["version"], changes)


def stored(path: Path, table: str, row_id: int | str) -> Mapping[str, Any]:
    with reading(path) as db:
        return records.get(db, table, row_id)


def test_a_clash_on_one_field_keeps_all_that_was_typed(real: Path, milestone: int, anna: Screen) -> None:
    key = f"milestone {milestone}"
    save(real, "milestone", milestone, {"what": "Groep van Bram"})
    typed = {f"{key} what": "Groep van Anna", f"{key} due": "01-02-2031"}
    anna.fill(typed).press("Opslaan", f"{key} form")
    assert "mijlpaal is intussen door Bram gewijzigd in “Groep van Bram”" in anna.text
    assert "Uw waarde: “Groep van Anna”." in anna.text
    assert {name: anna.value(name) for name in typed} == typed
    assert not anna.saved
    anna.press(MINE)
    row = stored(real, "milestone", milestone)
    assert (row["what"], row["due"]) == ("Groep van Anna", "2030-01-15")
    assert anna.value(f"{key} due") == "01-02-2031"
    anna.press("Opslaan", f"{key} form")
    assert stored(real, "milestone", milestone)["due"] == "2031-02-01"
    assert MINE not in anna.buttons


def test_the_value_of_the_other_may_be_kept_and_changed_again(
    real: Path, milestone: int, anna: Screen
) -> None:
    key = f"milestone {milestone}"
    save(real, "milestone", milestone, {"what": "Groep van Bram"})
    anna.fill({f"{key} what": "Groep van Anna", f"{key} due": "01-02-2031"}).press("Opslaan", f"{key} form")
    anna.press(THEIRS)
    assert (anna.value(f"{key} what"), anna.value(f"{key} due")) == ("Groep van Bram", "01-02-2031")
    anna.fill({f"{key} what": "Groep van beiden"}).press("Opslaan", f"{key} form")
    row = stored(real, "milestone", milestone)
    assert (row["what"], row["due"]) == ("Groep van beiden", "2031-02-01")


def test_two_fields_of_two_people_both_land(real: Path, milestone: int, anna: Screen) -> None:
    save(real, "milestone", milestone, {"what": "Groep van Bram"})
    key = f"milestone {milestone}"
    anna.fill({f"{key} due": "01-02-2031"}).press("Opslaan", f"{key} form")
    row = stored(real, "milestone", milestone)
    assert (row["what"], row["due"]) == ("Groep van Bram", "2031-02-01")
    assert anna.value(f"{key} what") == "Groep van Bram"
    assert anna.saved[0].startswith("Opgeslagen: ")


def test_what_is_refused_says_so_under_its_field_and_outlives_the_tab(
    real: Path, milestone: int, anna: Screen
) -> None:
    key = f"milestone {milestone}"
    typed = {f"{key} what": "Tweede groep", f"{key} due": "30-02-2031"}
    anna.fill(typed).press("Opslaan", f"{key} form")
    assert "“30-02-2031” is geen datum" in anna.errors[0]
    anna.choose("tab", "geschiedenis").choose("tab", "coalitie")
    assert {name: anna.value(name) for name in typed} == typed
    assert f'<p class="wa-draft on" data-form="{key}"' in anna.markup


def test_a_draft_of_another_session_comes_back_with_the_version_it_answers_to(
    real: Path, milestone: int, screen: OpenScreen
) -> None:
    key, version = f"milestone {milestone}", stored(real, "milestone", milestone)["version"]
    keep_drafts(real, "Anna", key, {"what": Draft(version, "Groep van Anna")})
    save(real, "milestone", milestone, {"what": "Groep van Bram"})
    anna = screen("Anna").edit("actie", actie="3", tab="coalitie").unfold()
    assert anna.value(f"{key} what") == "Groep van Anna"
    anna.press("Opslaan", f"{key} form")
    assert MINE in anna.buttons
    assert stored(real, "milestone", milestone)["what"] == "Groep van Bram"


def test_a_draft_is_of_one_person_and_in_no_history(real: Path, milestone: int, screen: OpenScreen) -> None:
    with reading(real) as db:
        before = history.newest(db)
    key = f"milestone {milestone}"
    keep_drafts(real, "Anna", key, {"what": Draft(1, "Alleen van Anna")})
    assert (
        screen("Bram").edit("actie", actie="3", tab="coalitie").unfold().value(f"{key} what")
        == "Eerste groep start"
    )
    with reading(real) as db:
        assert history.newest(db) == before
    assert drafts_path(real) != real


def test_a_draft_is_thrown_away_on_purpose_or_when_it_is_stored(
    real: Path, milestone: int, screen: OpenScreen
) -> None:
    key = f"milestone {milestone}"
    keep_drafts(real, "Anna", key, {"what": Draft(1, "Toch niet")})
    anna = screen("Anna").edit("actie", actie="3", tab="coalitie").unfold()
    anna.app.button(f"throw away {key}").click()
    anna.run()
    assert anna.value(f"{key} what") == "Eerste groep start"
    assert read_drafts(real, "Anna", key) == {}
    keep_drafts(real, "Anna", "new milestone 3", {"what": Draft(0, "Nieuw"), "due": Draft(0, "01-01-2031")})
    anna = screen("Anna").edit("actie", actie="3", tab="coalitie").unfold()
    anna.press("Mijlpaal toevoegen", "new milestone 3 form")
    assert anna.saved == ["De mijlpaal staat erbij."]
    assert anna.value("new milestone 3 what") == ""
    assert read_drafts(real, "Anna", "new milestone 3") == {}


def test_what_arrives_after_the_form_was_settled_is_no_draft(
    real: Path, milestone: int, anna: Screen
) -> None:
    turn = anna.app.session_state["new milestone 3 seen"]["turn"]
    anna.fill({"new milestone 3 what": "Nieuw", "new milestone 3 due": "01-01-2031"})
    keep_drafts(real, "Anna", "new milestone 3", {"what": Draft(0, "Nieu")}, turn)
    anna.press("Mijlpaal toevoegen", "new milestone 3 form")
    keep_drafts(real, "Anna", "new milestone 3", {"what": Draft(0, "Nieuw")}, turn)
    assert read_drafts(real, "Anna", "new milestone 3") == {}
