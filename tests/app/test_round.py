"""Bijwerkronde: a card at a time, the table, which actions are mine, and kept-up apart from how it goes."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from lib.access import Person
from lib.model.purpose import Milestone
from lib.store import agenda, coalitions, decisions, history, meetings, records, rounds
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen, without_word_links

ANNA, BRAM = Person("Anna"), Person("Bram")


def on_top(here: Screen) -> str:
    """The id of the action on the card; empty when there is no card."""
    found = re.search(r'<h2 class="wa-h"><a class="wa-link" href="[^"]*actie=(\w+)"', here.markup)
    return found[1] if found else ""


def rows(here: Screen) -> dict[str, str]:
    """The last values on the card, by the name of the line."""
    markup = without_word_links(here.markup)
    found = re.findall(r'<p class="wa-last"><b>(.*?)</b><span>(.*?)</span></p>', markup, re.DOTALL)
    return {name: re.sub(r"<[^>]+>", "", value) for name, value in found}


def touched(path: Path) -> dict[str, tuple[str, str]]:
    with reading(path) as db:
        return rounds.last_touched(db, history.newest(db))


def action(path: Path, action_id: str) -> dict[str, object]:
    with reading(path) as db:
        return records.get(db, "action", action_id)


def milestones(path: Path, action_id: str) -> tuple[Milestone, ...]:
    with reading(path) as db:
        return coalitions.table(db, action_id).milestones


# ------------------------------------------------------------------------------ to look


def test_who_only_looks_sees_the_table_and_how_to_begin(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("bijwerkronde")
    days = "0 van 13 zijn in de laatste 30 dagen bijgewerkt of nagekeken"
    assert here.lead == f"Dertien acties moeten nog worden nagekeken; {days}."
    assert here.text.count("aan de beurt") >= 13
    assert here.text.count("nog nooit") == 13
    assert "Klopt nog" not in here.buttons
    here.press("Ronde beginnen")
    assert here.params["modus"] in ("bewerken", ["bewerken"])
    assert "Klopt nog" in here.buttons
    assert on_top(here)


def test_a_visitor_without_a_name_is_asked_for_it_first(real: Path, screen: OpenScreen) -> None:
    here = screen().open("bijwerkronde").press("Ronde beginnen")
    assert "Klopt nog" not in here.buttons
    assert "Begin met bewerken" in here.buttons


def test_a_past_moment_is_only_a_table(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", op="2022-03-15")
    assert "Klopt nog" not in here.buttons
    assert "Ronde beginnen" not in here.buttons
    assert "bijgewerkt of nagekeken" in here.text
    assert "2023" not in here.markup.partition("wa-table round")[2].partition("</table>")[0]


def test_the_card_shows_the_last_values(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", acties="7")
    found = rows(here)
    assert on_top(here) == "7"
    assert found["Fase"] == "Idee"
    assert found["Aanjager"] == "nog geen aanjager"
    assert found["Laatste gebeurtenis"].startswith("2 november 2021: ")
    assert "van 5 stoelen" in found["Stoelen"]
    assert "laatst bijgewerkt of nagekeken op " in here.text
    assert "0 van 1 klaar" in here.text


def test_a_pledge_over_time_is_on_the_card_and_is_settled_there(real: Path, screen: OpenScreen) -> None:
    due = records.today() - timedelta(days=3)
    with writing(real, ANNA) as db:
        party = {"name": "Roc Voorbeeld", "helix": "onderwijs", "region": None, "kind": "roc"}
        owner = agenda.add_party(db, party)
        held = meetings.add_meeting(db, {"kind": "technologietafel", "held_on": "2022-05-10"})
        about = {"meeting_id": held, "action_id": "3", "owner_id": owner, "due": due}
        pledged = decisions.record_decision(db, {**about, "kind": "toezegging", "text": "Levert 20 plekken."})
        meetings.close_meeting(db, held, 1)
    here = screen("Anna").edit("bijwerkronde", acties="3")
    assert rows(here)["Toezeggingen over tijd"].startswith("Roc Voorbeeld: Levert 20 plekken (uiterlijk ")
    here.press("Toezegging afhandelen").fill({f"round pledge {pledged} settled_note": "20 plekken geleverd"})
    here.press("Opslaan", f"round pledge {pledged} form")
    assert here.saved == ["De toezegging is nagekomen."]
    assert "Toezeggingen over tijd" not in rows(here)
    with reading(real) as db:
        [kept] = [one for one in decisions.decisions(db) if one.id == pledged]
    assert (kept.settled_on, kept.settled_note) == (records.today().isoformat(), "20 plekken geleverd")


# ------------------------------------------------------------------------------ the keys


def test_still_right_is_one_press_and_brings_the_next_card(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", acties=["3", "5"])
    first = on_top(here)
    here.press("Klopt nog")
    assert here.saved[0].startswith("Vastgelegd: ")
    assert here.saved[0].endswith(" klopt nog.")
    assert touched(real) == {first: (records.today().isoformat(), "Anna")}
    assert on_top(here) not in ("", first)
    assert "1 van 2 klaar" in here.text


def test_a_press_by_mistake_is_taken_back(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", acties=["3", "5"])
    first = on_top(here)
    here.press("Klopt nog")
    back = next(label for label in here.buttons if label.startswith("Klopt niet"))
    here.press(back)
    assert here.saved == ["De bevestiging telt niet meer mee."]
    assert on_top(here) == first
    assert touched(real) == {}
    assert "0 van 2 klaar" in here.text


def test_what_somebody_else_changed_meanwhile_is_not_confirmed_unseen(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", acties="3")
    with writing(real, BRAM) as db:
        records.save(db, "action", "3", 1, {"note": "Van Bram"})
    here.press("Klopt nog")
    assert here.errors == [
        "Bram heeft deze actie intussen gewijzigd; er is niets vastgelegd. "
        "Kijk of het nog klopt, en kies dan opnieuw."
    ]
    assert rows(here)["Stand van zaken"] == "Van Bram"
    assert on_top(here) == "3"
    here.press("Verder klopt het")
    assert touched(real)["3"][1] == "Anna"


def test_later_keeps_a_card_for_the_end(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", acties=["3", "5"])
    first = on_top(here)
    here.press("Later")
    assert on_top(here) != first
    here.press("Klopt nog")
    assert on_top(here) == first or "Bewaard voor later" in here.text
    assert "1 van 2 acties zijn" in here.text
    here.press("Nu toch bekijken")
    assert "Klopt nog" in here.buttons
    assert on_top(here) == first


def test_a_whole_round_ends_with_two_answers_apart(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde")
    for _ in range(13):
        here.press("Klopt nog")
    assert "Klopt nog" not in here.buttons
    assert (
        here.lead
        == "De ronde is klaar: alle dertien acties zijn in de laatste 30 dagen bijgewerkt of nagekeken."
    )
    assert "Hoe goed is het bijgehouden? 13 van 13 acties zijn" in here.text
    assert (
        "Hoe gaat het met de agenda? Van de 13 acties: van dertien is de fase nog niet vastgelegd."
        in here.text
    )
    assert "Het zegt niet of het goed gaat." in here.text
    assert "%" not in here.text


# ------------------------------------------------------------------------------ to change


def test_words_are_changed_on_the_card_which_stays_until_it_is_left(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", acties=["3", "5"])
    first = on_top(here)
    here.press("Stand van zaken wijzigen").fill({f"round note {first} note": "Drie bedrijven doen mee"})
    here.press("Opslaan", f"round note {first} form")
    assert action(real, first)["note"] == "Drie bedrijven doen mee"
    assert on_top(here) == first
    assert rows(here)["Stand van zaken"] == "Drie bedrijven doen mee"
    assert "Stand van zaken wijzigen" in here.buttons, "the form is closed"
    assert "1 van 2 klaar" in here.text
    here.press("Ongedaan maken")
    assert action(real, first)["note"] == ""
    here.press("Verder klopt het")
    assert on_top(here) not in ("", first)


def test_a_refused_text_stays_typed(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", acties="3").press("Stand van zaken wijzigen")
    here.fill({"round note 3 note": "x" * 9_000}).press("Opslaan", "round note 3 form")
    assert here.errors
    assert here.value("round note 3 note") == "x" * 9_000
    assert action(real, "3")["version"] == 1


def test_the_driver_the_stage_and_a_milestone_are_changed_on_the_card(real: Path, screen: OpenScreen) -> None:
    with writing(real, ANNA) as db:
        party = {"name": "Roc Voorbeeld", "helix": "onderwijs", "region": None, "kind": "roc"}
        driver = agenda.add_party(db, party)
    here = screen("Anna").edit("bijwerkronde", acties="3").press("Aanjager wijzigen")
    here.fill({"round driver 3 driver_id": driver}).press("Opslaan", "round driver 3 form")
    assert action(real, "3")["driver_id"] == driver
    here.press("Fase wijzigen").fill({"move 3 reason": "Eerste tafel gehouden"})
    here.press("Verplaatsen", "move 3 form")
    assert rows(here)["Fase"] == "Coalitie in vorming"
    here.press("Mijlpaal toevoegen")
    here.fill({"new milestone 3 what": "Eerste groep start", "new milestone 3 due": "01-09-2030"})
    here.press("Mijlpaal toevoegen", "new milestone 3 form")
    assert [one.what for one in milestones(real, "3")] == ["Eerste groep start"]
    assert "Eerste groep start" in rows(here)["Volgende mijlpaal"]


def test_a_step_is_recorded_on_the_card(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", acties="3").press("Gebeurtenis vastleggen")
    here.fill({"step 3 what": "Drie gemeenten willen meedoen", "step 3 started_by": "coalitie"})
    here.press("Gebeurtenis vastleggen", "step 3 form")
    assert here.saved == ["De gebeurtenis is vastgelegd."]
    assert "Drie gemeenten willen meedoen" in rows(here)["Laatste gebeurtenis"]
    assert "step 3 what" not in here.keys, "the form is closed"


# ------------------------------------------------------------------------------ mine


def test_my_actions_are_in_the_address_and_come_back(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("bijwerkronde")
    here.choose("my actions", ["3", "m1"])
    assert here.params["acties"] == ["3", "m1"]
    assert here.lead.startswith("Twee acties moeten nog worden nagekeken")
    here.open("wijzigingen").open("bijwerkronde")
    assert here.value("my actions") == ["3", "m1"], "remembered"
    assert here.params["acties"] == ["3", "m1"]
    here.choose("my actions", [])
    assert "acties" not in here.params
    here.open("wijzigingen").open("bijwerkronde")
    assert here.value("my actions") == []


def test_an_address_goes_before_what_was_remembered(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("bijwerkronde").choose("my actions", ["3"])
    here.open("bijwerkronde", acties=["5", "7"])
    assert here.value("my actions") == ["5", "7"]


@pytest.mark.parametrize("asked", ["99", "<b>", "4x"])
def test_an_action_that_is_not_there_is_named(real: Path, screen: OpenScreen, asked: str) -> None:
    here = screen("Anna").open("bijwerkronde", acties=["3", asked])
    assert here.warnings == [f"Deze actie is er niet of loopt niet meer: “{asked}”."]
    assert here.value("my actions") == ["3"]


def test_the_table_is_there_for_who_prefers_it(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("bijwerkronde", weergave="tabel")
    assert "Klopt nog" not in here.buttons
    assert here.text.count("nog nooit") == 13
    here.choose("round view", "kaarten")
    assert "Klopt nog" in here.buttons
