"""Tijdlijn: on the example, through its filters, and on an untouched agenda."""

from __future__ import annotations

import re
from pathlib import Path

from tests.app.conftest import OpenScreen


def marks(markup: str) -> list[str]:
    return re.findall(r'<a class="mark (\w+)', markup)


def test_each_mark_has_its_line_in_the_table_and_leads_somewhere(example: Path, screen: OpenScreen) -> None:
    here = screen().open("tijdlijn")
    shown = marks(here.markup)
    assert set(shown) == {"mijlpaal", "overleg", "geld", "besluit"}
    rows = re.findall(r'<tr role="row"><th scope="row"', here.markup)
    assert len(rows) == len(shown)
    assert "vandaag, 28 maart 2023" in here.text
    assert "komen nog; het eerst, op" in here.lead


def test_filters_leave_a_part_and_say_how_much(example: Path, screen: OpenScreen) -> None:
    everything = marks(screen().open("tijdlijn").markup)
    here = screen().open("tijdlijn", soort="mijlpaal", regio="AM15")
    assert set(marks(here.markup)) == {"mijlpaal"}
    assert f"{len(marks(here.markup))} van de {len(everything)} momenten" in here.text
    looked = screen().open("tijdlijn", soort="mijlpaal", voor="AM12")
    assert 0 < len(marks(looked.markup)) < everything.count("mijlpaal")


def test_an_untouched_agenda_has_an_empty_line(real: Path, screen: OpenScreen) -> None:
    here = screen().open("tijdlijn")
    assert here.lead.startswith("Er staat nog niets op de lijn")
    begun = set(re.findall(r"<span>([^<]+)</span></a>", here.markup))
    assert {"Leg een mijlpaal vast", "Zet een overleg klaar"} <= begun
    assert not here.errors
