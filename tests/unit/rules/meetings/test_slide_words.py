"""The words on slides: stages, changes, chairs and what a meeting leaves behind, short enough for a wall."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import Action, StageMove
from lib.rules.meetings import slide_words as words

ACTION = Action("4", 4, 3, 1, "Ontwikkelfonds", "A", "poort", 1, "", None, None, 1, "Fonds (verzonnen)")
MOVE = StageMove(1, "4", "purpose case", "poort", "2022-12-15", "", "Anna")
FITS_ON_THE_WALL = 180
"""Characters that can be read from the back of the room: three lines on a beamer."""


def test_a_stage_with_its_day_and_driver() -> None:
    told = words.stage_sentence(ACTION, [MOVE])
    assert told == "Draagvlaktoets sinds 15 december 2022; aanjager: Fonds (verzonnen)."
    unplaced = replace(ACTION, stage="idee", placed=False, driver=None)
    assert words.stage_sentence(unplaced, []) == "Fase nog niet vastgelegd; nog geen aanjager."
    ended = replace(ACTION, stage="beeindigd", ended_on="2022-06-27", ended_reason="Te weinig draagvlak.")
    assert words.stage_sentence(ended, [MOVE]) == "Beëindigd op 27 juni 2022: Te weinig draagvlak."


def newest(*changes: str) -> list[str]:
    return words.newest_changes(changes, most=3, room=260)


def test_the_first_changes_and_how_many_more() -> None:
    assert newest() == []
    assert newest("Eén.") == ["Eén."]
    assert newest("Eén.", "Twee.", "Drie.") == ["Eén.", "Twee.", "Drie."]
    assert newest("Eén.", "Twee.", "Drie.", "Vier.")[-1] == "En nog één wijziging."
    assert newest("a" * 140, "b" * 140, "Drie.") == ["a" * 140, "En nog twee wijzigingen."]


@given(st.lists(st.text("abc de,.", min_size=1, max_size=400), min_size=1, max_size=4))
def test_a_change_on_a_slide_is_never_longer_than_the_wall(told: list[str]) -> None:
    assert all(len(line) <= FITS_ON_THE_WALL for line in newest(*told))


def test_a_long_change_on_a_slide_ends_at_a_whole_word() -> None:
    long = "De tafel besluit " + "nogmaals " * 40
    start, more, rest = words.shorten(long).partition(" …")
    assert (more, rest) == (" …", "")
    assert long.startswith(f"{start} ")
    assert len(start) > FITS_ON_THE_WALL / 2, "as much as fits"


@pytest.mark.parametrize(
    ("gaps", "told"),
    [
        ({}, "Alle nodige stoelen zijn gevuld."),
        ({"4": ["roc"]}, "Eén nodige stoel is leeg, bij één actie."),
        ({"4": ["roc", "gemeente"], "5": ["roc"]}, "Drie nodige stoelen zijn leeg, bij twee acties."),
    ],
)
def test_empty_chairs_are_counted_over_the_agenda(gaps: dict[str, list[str]], told: str) -> None:
    assert words.empty_chairs_words(gaps) == told


def test_how_much_stands_on_the_agenda() -> None:
    assert words.agenda_words(0, 0) == "Er staat nog niets op de agenda."
    assert words.agenda_words(1, 0) == "Eén agendapunt."
    assert words.agenda_words(3, 40) == "Drie agendapunten, samen 40 minuten."


def test_one_line_names_what_waits_for_gedeputeerde_staten() -> None:
    free = replace(ACTION, id="m1", number=None, name="Formaliseren")
    waiting = {"4": "voorgesteld: B naar A (technologietafel 16 maart)", "m1": "voorgesteld: beëindigen"}
    assert words.proposals_words(waiting, [ACTION, free]) == (
        "Voorgesteld, nog niet besloten – actie 4: B naar A (technologietafel 16 maart); "
        "Formaliseren: beëindigen."
    )
    assert words.proposals_words({}, [ACTION]) == ""
