"""Brief aan PS on the screen: what is in it, what is missing, and how it will read."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import OpenScreen


def test_an_untouched_agenda_gives_a_letter_without_changes(real: Path, screen: OpenScreen) -> None:
    page = screen("Anna").open("brief")
    assert "geen wijzigingen gaan mee" in page.lead
    assert "CONCEPT" in page.text
    assert "Er zijn geen wijzigingen sinds de vastgestelde werkagenda 2021-2023." in page.text
    assert "VOORBEELD" not in page.text


def test_what_is_missing_leads_to_where_it_is_filled_in(real: Path, screen: OpenScreen) -> None:
    page = screen("Anna").open("brief")
    assert "kenmerk, portefeuillehouder en commissie ontbreken" in page.text
    assert "dertien acties: niets vastgelegd in deze periode" in page.text
    assert 'href="./?weergave=lijst"' in page.markup


def test_the_example_is_marked_and_compares_with_the_adopted_agenda(
    example: Path, screen: OpenScreen
) -> None:
    page = screen("Anna").open("brief")
    assert "VOORBEELD" in page.text
    assert "Wij stellen voor actie 9" in page.text
    assert "is beëindigd" not in page.text
    annex = page.open("brief", deel="bijlage-1")
    assert "Wat hebben we bereikt?" in annex.text
