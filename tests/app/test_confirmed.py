"""Who says so: on the coalition, in the room, on the slide and on the page of an action."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import OpenScreen
from tests.unit import desk


def test_a_coalition_tells_how_much_its_parties_confirmed(example: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="3", tab="coalitie")
    assert "5 van 16 bevestigd door de partij zelf; de rest is gezegd door ons." in here.text
    assert "✓ bevestigd op 21 februari 2023, in de zaal" in here.text
    assert "○ gezegd door ons" in here.text
    seats = here.markup.split('class="wa-table seats"')[1].split("</table>")[0]
    assert "<small>bevestigd op" in seats
    assert "<small>gezegd door ons</small>" in seats
    none = screen().open("actie", actie="7", tab="coalitie")
    assert "om te bevestigen" in none.text
    slides = screen().open("presenteren", overleg="agenda", dia="4")
    assert "bevestigd door de partij zelf" in slides.text


def test_what_is_said_in_the_room_is_recorded_and_no_score_changes(real: Path, screen: OpenScreen) -> None:
    roc = desk.party(real, "Roc Noord")
    desk.chair(real, roc)
    desk.support(real, roc)
    before = screen().open("coalities").text
    here = screen("Anna").edit("actie", actie="3", tab="coalitie")
    assert "0 van 1 bevestigd" in here.text
    here.unfold("confirm 3").fill({"confirm 3 how": "zaal", "confirm 3 confirmed_on": "03-01-2022"})
    here.press("Bevestigd")
    assert not here.errors
    assert "1 van 1 bevestigd door de partij zelf" in here.text
    assert desk.entries(real, "party_word", 1)[0]["who"] == "Anna"
    assert "0 van 1 bevestigd" in before
    after = before.replace("0 van 1 bevestigd", "1 van 1 bevestigd")
    assert screen().open("coalities").text == after, "the mark changes, no score does"


def test_a_word_needs_its_day(real: Path, screen: OpenScreen) -> None:
    desk.support(real, desk.party(real, "Roc Noord"))
    here = screen("Anna").unfold("confirm 3").edit("actie", actie="3", tab="coalitie")
    here.fill({"confirm 3 confirmed_on": ""}).press("Bevestigd")
    assert here.errors
    assert desk.count(real, "party_word") == 0
