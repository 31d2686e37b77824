"""Deze week: who to call and what the next meeting settles, and the one press that records a talk."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.access import Session
from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.here import visitor
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen


def spoken(here: Screen) -> list[str]:
    """The buttons that record a talk, as they are read out."""
    return [label for label in here.buttons if label.startswith("Gesproken")]


def test_the_longest_waiting_party_stands_first_with_a_sentence(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("deze-week")
    assert here.lead == (
        "17 partijen om te bellen; de langste wacht sinds 1 september 2021; "
        "het volgende overleg is over 79 dagen."
    )
    days = [line for line in here.text.splitlines() if "dagen , sinds" in line]
    numbers = [int(line.split(" dagen")[0].split()[-1]) for line in days]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 5
    assert "“De mijlpaal “Overzicht van twaalf cijfers voor iedereen” zou op 1 september 2022" in here.text
    assert "Technologietafel 15 juni 2023" in here.text
    assert "Draagvlak nog niet rond: één antwoord ontbreekt" in here.text
    assert not here.errors


def test_the_others_stand_folded_under_the_first(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("deze-week")
    here.app.session_state["other calls"] = True
    assert "16 ▲" not in here.run().text
    assert 5 < len(spoken(here)) < 17, "some of them ask about no action"
    assert len([line for line in here.text.splitlines() if "sinds" in line and "dag" in line]) >= 16


def test_one_press_records_the_talk_and_takes_the_party_off_the_list(
    example: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").open("deze-week")
    label = spoken(here)[0]
    here.press(label)
    assert here.saved
    assert "Gesprek met Provinciale dienst Voorbeeld (verzonnen) vastgelegd" in here.saved[0]
    assert label not in here.buttons
    with reading(example) as db:
        step = agenda.steps(db, "10")[0]
    assert step.what.startswith("Gesproken met Provinciale dienst Voorbeeld (verzonnen). Lege stoel:")
    assert step.parties == ("Provinciale dienst Voorbeeld (verzonnen)",)
    assert step.happened_on == "2023-03-28", "the day of the example, not that of who tries it"
    assert "over 79 dagen" in here.open("deze-week").lead


@pytest.mark.parametrize("params", [{"op": "editie-12"}, {}])
def test_who_may_only_read_and_who_looks_back_record_nothing(
    example: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch, params: dict[str, str]
) -> None:
    if not params:
        monkeypatch.setattr(visitor, "session", lambda: Session(0, "Carla", "lezer"))
    here = screen("Anna").open("deze-week", **params)
    assert "om te bellen" in here.lead
    assert not spoken(here)
    assert not here.errors


def test_an_untouched_agenda_has_nobody_to_call(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("deze-week")
    assert here.lead == "Niemand hoeft gebeld te worden; er is geen overleg gepland."
    assert "Zet een overleg klaar" in here.text
    assert not here.errors
