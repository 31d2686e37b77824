"""What a meeting proposes, and whose measure activation is, stand wherever an action is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.store import meetings
from lib.store.file.connection import reading
from lib.ui.agenda.picture import card as picture
from tests.app.conftest import OpenScreen

PROPOSED = "voorgesteld: B naar A (technologietafel 16 maart)"
"""What waits in the example set: priority A for action 10."""


def test_a_proposal_stands_on_card_list_and_page_beside_the_adopted_state(
    example: Path, screen: OpenScreen
) -> None:
    here = screen().open()
    card = next(card for card in here.cards()["cards"] if card["id"] == "10")
    assert (card["priority"], card["proposed"]) == ("B", PROPOSED)
    apart = 'B naar A<span class="table"> (technologietafel 16 maart)</span>'
    assert apart in picture.card(card), "a small card leaves the meeting to the page of its action"
    assert PROPOSED in here.open(weergave="lijst").text
    assert PROPOSED.replace("v", "V", 1) in here.open("actie", actie="10").text


def test_a_proposal_stands_until_gedeputeerde_staten_decide(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("actie", actie="10")
    [fold] = [str(key) for key in here.app.session_state if str(key).startswith("fold ruling on")]
    here.unfold(fold.removeprefix("fold "))
    ruled = {"decided_on": "28-3-2023", "kenmerk": "VOORBEELD-2023-9"}
    here.fill({f"{fold.removeprefix('fold ')} {name}": value for name, value in ruled.items()})
    here.press("Besluit vastleggen")
    assert not here.errors
    assert PROPOSED.replace("v", "V", 1) not in here.text
    assert "Besluit GS 28 maart 2023, kenmerk VOORBEELD-2023-9" in here.text
    card = next(card for card in here.open().cards()["cards"] if card["id"] == "10")
    assert (card["priority"], card["proposed"]) == ("A", "")


def test_a_proposal_stands_on_both_slides_and_in_the_minutes(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("presenteren", overleg="agenda")
    assert "voorgesteld: A" in here.part("slide-2"), "no more fits on the card of a slide"
    assert "Voorgesteld, nog niet besloten – actie 10: B naar A (technologietafel 16 maart)." in here.text
    assert "Voorgesteld: B naar A (technologietafel 16 maart)" in here.text
    with reading(example) as db:
        held = next(meeting for meeting in meetings.meetings(db) if meeting.held_on == "2023-03-16")
    minutes = screen("Anna").open("technologietafels", overleg=str(held.id), deel="afsluiten").text
    assert "Voorgesteld: B naar A. Dit geldt pas na een besluit van Gedeputeerde Staten." in minutes


@pytest.mark.parametrize("view", ["", "bord"])
def test_the_bars_of_a_card_are_told_to_be_ours_with_their_rule(
    example: Path, screen: OpenScreen, view: str
) -> None:
    here = screen().open(weergave=view) if view else screen().open()
    first = next(card for card in here.cards()["cards"] if card["id"] == "3")
    assert [side["reached"] for side in first["helices"]] == [
        "1 van 6 partijen zo ver",
        "2 van 4 partijen zo ver",
        "1 van 2 partijen zo ver",
    ]
    assert "Balken per kant (activering): eigen maat De bijlage geeft geen maat voor activering." in here.text


def test_the_bars_of_a_slide_are_told_to_be_ours_with_a_link_to_the_rule(
    example: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").open("presenteren", overleg="agenda")
    assert "1 van 6 partijen zo ver" in here.text
    assert "Activering is een eigen maat" in here.text
    assert 'href="./actie?actie=3&amp;tab=coalitie" target="_blank">eigen maat' in here.markup
    assert "Dit is een eigen maat." in screen().open("actie", actie="3", tab="coalitie").text


def test_a_kind_of_meeting_that_the_annex_does_not_name_says_so(example: Path, screen: OpenScreen) -> None:
    here = screen().open("technologietafels")
    assert here.text.count("niet in de bijlage") == 1
    with reading(example) as db:
        held = next(meeting for meeting in meetings.meetings(db) if meeting.kind == "thematafel")
    assert "niet in de bijlage" in here.open("technologietafels", overleg=str(held.id)).text


def test_putting_back_says_that_it_is_for_a_mistake(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("actie", actie="10", tab="geschiedenis")
    state = here.app.session_state
    state[next(str(key) for key in state if re.fullmatch(r"put back \d+ priority", str(key)))] = True
    words = [caption.value for caption in here.run().app.caption]
    assert any("alleen voor wat verkeerd is vastgelegd" in told for told in words)
