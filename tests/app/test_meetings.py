"""Technologietafels: the list, and one meeting from preparing to following up; every form good and bad."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest

from lib.access import Person
from lib.dutch import day_text, parse_day
from lib.model.meetings import Item, Meeting
from lib.store import decisions, editions, history, meetings, records
from lib.store.file.connection import reading, writing
from lib.ui.meetings.close import read_minutes, word_minutes
from tests.app import meeting_desk
from tests.app.conftest import OpenScreen
from tests.app.meeting_desk import ANNA, BEFORE, LATER, SOON, TODAY, Desk
from tests.app.screen import Screen

PAGE = "technologietafels"
WHAT = "Wat is er besloten, toegezegd of gevraagd?"


@pytest.fixture
def desk(real: Path) -> Desk:
    """Three meetings in the real set."""
    return meeting_desk.fill(real)


@pytest.fixture
def at(desk: Desk, screen: OpenScreen) -> Any:
    """Opens a meeting in Bewerken, at one of its parts: `at(number, part)`."""

    def go(number: int, part: str = "") -> Screen:
        params = {"overleg": str(number)} | ({"deel": part} if part else {})
        return screen("Anna").edit(PAGE, **params)

    return go


def meeting(path: Path, number: int) -> Meeting:
    with reading(path) as db:
        found = meetings.meeting(db, number)
    assert found is not None
    return found


def agenda(path: Path, number: int) -> list[Item]:
    with reading(path) as db:
        return meetings.items(db, number)


def labelled(here: Screen, start: str, words: str = "") -> str:
    """The whole label of the button that begins like this and is about this; it says so for who hears it."""
    return next(one for one in here.buttons if one.startswith(start) and words in one)


def keys(here: Screen, start: str) -> list[str]:
    return sorted(one for one in here.keys if one.startswith(start))


def popovers(here: Screen) -> list[str]:
    """The labels of the small buttons that open something over the page."""
    return [one.proto.popover.label for one in here.app.get("popover")]


# ----------------------------------------------------------------------------- the list


def test_a_first_start_says_who_can_add_a_meeting(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open(PAGE)
    assert here.lead == "Er is nog geen overleg vastgelegd."
    assert "Nog geen overleg vastgelegd. Wie kan dit aanvullen?" in here.text
    assert not {"new meeting kind", "meeting kind"} & set(here.keys), "nothing to add or to filter yet"
    here.press("Zet een overleg klaar")
    assert here.params["modus"] == "bewerken"
    assert "new meeting kind" in here.keys


def test_the_example_set_lists_its_meetings(example: Path, screen: OpenScreen) -> None:
    here = screen().open(PAGE)
    assert here.lead.startswith("Het volgende overleg is Technologietafel ")
    with reading(example) as db:
        closed = [one for one in meetings.meetings(db) if one.closed_at]
        frozen = {one.meeting_id: one.id for one in editions.editions(db)}
    assert closed
    for one in closed:
        assert f"overleg={one.id}" in here.markup
        assert f"op=editie-{frozen[one.id]}" in here.markup
    opened = screen().open(PAGE, overleg=str(closed[0].id))
    assert f"Gesloten op {day_text(str(closed[0].closed_at)[:10])}" in opened.text


def test_the_list_says_what_comes_next_and_what_is_overdue(desk: Desk, screen: OpenScreen) -> None:
    here = screen().open(PAGE)
    assert here.lead == (
        f"Het volgende overleg is Technologietafel {day_text(TODAY)}, vandaag; "
        "twee toezeggingen zijn over tijd."
    )
    assert "4 van 6 nagekomen" in here.text
    assert "Drie agendapunten; 105 van 120 minuten" in here.text.replace("\u2019", "'")
    assert here.markup.index(f"overleg={desk.now}") < here.markup.index(f"overleg={desk.before}")
    assert "Over twaalf dagen" in here.text


def test_the_kind_in_the_address_filters_the_list(desk: Desk, screen: OpenScreen) -> None:
    here = screen().open(PAGE, soort="thematafel")
    assert "Nog geen thematafel vastgelegd." in here.text
    assert f"overleg={desk.now}" not in here.markup
    here.choose("meeting kind", "technologietafel")
    assert f"overleg={desk.now}" in here.markup
    assert here.params["soort"] in ("technologietafel", ["technologietafel"])


@pytest.mark.parametrize("asked", ["99", "abc", "-1", "9" * 30, "<b>"])
def test_a_meeting_that_is_not_there_is_named_above_the_list(
    desk: Desk, screen: OpenScreen, asked: str
) -> None:
    here = screen().open(PAGE, overleg=asked)
    assert here.warnings == [
        f"Overleg “{asked}” bestaat niet, of bestond nog niet op dit moment. Kies hieronder een overleg."
    ]
    assert f"overleg={desk.now}" in here.markup


def test_a_new_meeting_opens_and_its_mistakes_stay_typed(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit(PAGE)
    proposed = parse_day(here.value("new meeting held_on"))
    assert proposed
    assert proposed > TODAY
    assert proposed.strftime("%w") == "4", "the next Thursday"
    here.fill({"new meeting place": "Provinciehuis", "new meeting kind": "thematafel"})
    here.fill({"new meeting held_on": ""}).press("Overleg toevoegen")
    assert here.errors == ["De datum van het overleg is nog leeg. Vul die in."]
    assert here.value("new meeting place") == "Provinciehuis"
    here.fill({"new meeting held_on": SOON, "new meeting minutes": 90}).press("Overleg toevoegen")
    assert here.saved == ["Het overleg is er."]
    assert f"Thematafel {day_text(SOON)}" in here.app.title[0].value
    one = meeting(real, 1)
    assert (one.kind, one.place, one.minutes, one.held_on) == (
        "thematafel", "Provinciehuis", 90, SOON.isoformat(),
    )  # fmt: skip
    again = screen("Anna").unfold("new meeting").edit(PAGE)
    again.fill({"new meeting kind": "thematafel", "new meeting held_on": SOON}).press("Overleg toevoegen")
    assert again.errors == [
        f"Thematafel {day_text(SOON)} bestaat al. Open dat overleg, of geef dit een eigen titel."
    ]


# ------------------------------------------------------------------------------ one meeting


def test_a_meeting_opens_with_how_the_pledges_of_the_one_before_went(desk: Desk, screen: OpenScreen) -> None:
    here = screen().open(PAGE, overleg=str(desk.now))
    assert here.lead.startswith("Sinds het vorige overleg: 4 van 6 toezeggingen nagekomen.")
    assert "Twee toezeggingen nog niet nagekomen" in here.text
    assert "Test Roc: Levert deel 5" in here.text
    first = screen().open(PAGE, overleg=str(desk.before))
    assert "Sinds het vorige overleg" not in first.text


@pytest.mark.parametrize(
    ("which", "part"), [("soon", "voorbereiden"), ("now", "besluiten"), ("before", "afsluiten")]
)
def test_a_meeting_opens_at_the_part_that_fits_how_far_it_is(
    desk: Desk, screen: OpenScreen, which: str, part: str
) -> None:
    number = getattr(desk, which)
    here = screen().open(PAGE, overleg=str(number))
    assert here.value(f"meeting part {number}") == part
    there = screen().open(PAGE, overleg=str(number), deel="voorbereiden")
    assert there.value(f"meeting part {number}") == "voorbereiden"


def test_a_meeting_is_changed_and_withdrawn_with_a_reason(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.soon).unfold("change meeting")
    key = f"meeting {desk.soon}"
    here.fill({f"{key} place": "Campus Zuid", f"{key} title": "Voorjaar"}).press("Opslaan", f"{key} form")
    assert meeting(real, desk.soon).label.endswith(": Voorjaar")
    here.press("Ongedaan maken")
    assert meeting(real, desk.soon).place == ""
    here.press("Overleg intrekken")
    assert here.errors == ["De reden is nog leeg. Vul die in."]
    here.fill({f"withdraw meeting {desk.soon} withdrawn_reason": "Gaat niet door"}).press("Overleg intrekken")
    assert "overleg" not in here.params
    gone = at(desk.soon)
    assert gone.warnings[0].startswith(f"Technologietafel {day_text(SOON)} is ingetrokken op")
    assert "Gaat niet door." in gone.warnings[0]


# ------------------------------------------------------------------------------ prepare


def test_a_proposal_says_why_and_is_put_on_the_agenda_by_one_press(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.soon)
    assert "één toezegging of vraag over tijd" in here.text
    assert "hoge prioriteit (A), nog geen gebeurtenis bekend" in here.text
    here.press(labelled(here, "Op de agenda", "MKBroute"))
    (item,) = agenda(real, desk.soon)
    assert (item.action_id, item.minutes) == ("6", 15)
    assert item.question == "Wat is er nodig om de toezegging na te komen?"
    assert item.reason.startswith("één toezegging of vraag over tijd, sinds")
    assert not [one for one in here.buttons if "MKBroute" in one and one.startswith("Op de agenda")]


def test_the_reasons_filter_the_proposals(at: Any, desk: Desk) -> None:
    here = at(desk.soon)
    everything = len(keys(here, "propose"))
    here.choose("proposal reasons", ["te laat"])
    assert len(keys(here, "propose")) == 2 < everything
    assert here.params["reden"] == "te laat"


def test_what_changed_counts_from_the_table_before(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.soon)
    assert "één wijziging sinds het vorige overleg" not in section_of(here, "8 PPScase")
    with writing(real, ANNA) as db:
        records.save(db, "action", "8", 1, {"note": "Er is een eerste gesprek geweest"})
    assert "één wijziging sinds het vorige overleg" in section_of(at(desk.soon), "8 PPScase")


def section_of(here: Screen, name: str) -> str:
    """The proposal about an action, as text."""
    return next((one for one in here.text.split("\n") if one.startswith(name)), "")


def test_minutes_and_question_are_saved_when_a_field_is_left(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.now, "voorbereiden")
    first, second, _ = agenda(real, desk.now)
    assert "105 van 120 minuten; van één punt is de tijd niet geschat." in here.text
    here.choose(f"minutes {first.id}", 72)
    assert "Twaalf minuten te lang: 132 van 120 minuten" in here.text
    assert here.saved[0].startswith("Opgeslagen: ")
    here.choose(f"question {second.id}", "Wie gaat dit betalen?")
    assert agenda(real, desk.now)[1].question == "Wie gaat dit betalen?"
    here.choose(f"question {second.id}", "x" * 1_001)
    assert here.errors == ["De vraag aan het overleg is te lang: 1.001 tekens. Maak er hoogstens 1.000 van."]
    assert here.value(f"question {second.id}") == "Wie gaat dit betalen?"
    assert "x" * 1_001 in here.app.code[0].value, "what was typed is not lost"


def test_two_people_who_type_in_one_question_choose_one_of_both(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.now, "voorbereiden")
    first = agenda(real, desk.now)[0]
    with writing(real, Person("Bram")) as db:
        records.save(db, "agenda_item", first.id, first.version, {"question": "Van Bram"})
    here.choose(f"question {first.id}", "Van Anna")
    assert "vraag aan het overleg is intussen door Bram gewijzigd in “Van Bram”" in here.text
    here.press("Mijn waarde gebruiken")
    assert agenda(real, desk.now)[0].question == "Van Anna"


def test_items_are_moved_parked_and_taken_off(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.now, "voorbereiden")
    assert here.button(labelled(here, "↑", "Service punt")).disabled
    here.press(labelled(here, "↓", "Service punt"))
    assert [one.action_id for one in agenda(real, desk.now)] == ["4", "1", None]
    here.press(labelled(here, "Doorschuiven", "Service punt"))
    assert "60 van 120 minuten" in here.text
    assert "Doorgeschoven" in here.text
    here.press(labelled(here, "Terug op de agenda", "Service punt"))
    item = agenda(real, desk.now)[1]
    here.app.session_state[f"more {item.id}"] = True
    here.run().press("Van de agenda halen")
    assert here.errors == ["De reden is nog leeg. Vul die in."]
    here.fill({f"remove {item.id} withdrawn_reason": "Komt in juni"}).press("Van de agenda halen")
    assert [one.action_id for one in agenda(real, desk.now)] == ["4", None]
    here.press("Ongedaan maken")
    assert len(agenda(real, desk.now)) == 3


def test_the_name_of_a_free_topic_is_changed(at: Any, desk: Desk, real: Path) -> None:
    topic = agenda(real, desk.now)[2]
    here = at(desk.now, "voorbereiden")
    here.app.session_state[f"more {topic.id}"] = True
    here.run().fill({f"topic {topic.id} topic": "Wat verder ter tafel komt"}).press(
        "Opslaan", f"topic {topic.id} form"
    )
    assert agenda(real, desk.now)[2].topic == "Wat verder ter tafel komt"


def test_an_item_of_ones_own_is_an_action_or_a_topic(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.soon).unfold("add item")
    key = f"new item {desk.soon}"
    here.press("Op de agenda zetten")
    assert here.errors == ["Kies een actie, of vul het onderwerp in."]
    here.fill({f"{key} topic": "Mededelingen", f"{key} action_id": "2"}).press("Op de agenda zetten")
    assert here.errors[0].startswith("Een agendapunt gaat over een actie of over een vrij onderwerp")
    here.fill({f"{key} action_id": "", f"{key} minutes": 10}).press("Op de agenda zetten")
    here.fill({f"{key} action_id": "2", f"{key} question": "Wie doet mee?"}).press("Op de agenda zetten")
    assert [(one.topic, one.action_id, one.minutes) for one in agenda(real, desk.soon)] == [
        ("Mededelingen", None, 10),
        ("", "2", None),
    ]


# ------------------------------------------------------------------------------- decide


def test_a_decision_is_recorded_at_an_item_and_stands_on_the_action(
    at: Any, desk: Desk, real: Path, screen: OpenScreen
) -> None:
    here = at(desk.now)
    key = desk.now
    here.press("Vastleggen")
    assert here.errors == ["De tekst is nog leeg. Vul die in."]
    here.press(labelled(here, "Vastleggen bij dit punt", "Ontwikkelfonds"))
    here.fill({f"decide {key} text": "Het fonds gaat door"}).press("Vastleggen")
    (one,) = meeting_desk.decided(real, desk.now)
    assert (one.kind, one.text, one.action_id) == ("afspraak", "Het fonds gaat door", "4")
    assert here.saved == ["Afspraak vastgelegd."]
    assert here.value(f"decide {key} text") == ""
    assert here.choose(f"meeting part {key}", "afsluiten").saved == [], "it is told where it was done"
    there = screen().open("actie", actie="4")
    assert "Het fonds gaat door" in there.text
    assert f"overleg={desk.now}" in there.markup
    assert "Het fonds gaat door" in screen().open("wijzigingen").text


def test_how_a_pledge_stands_comes_before_its_words(example: Path, screen: OpenScreen) -> None:
    markup = screen().open("actie", actie="3").markup
    told = re.findall(r"<b>Toezegging · <span[^>]*>([^<]+)</span></b> <p>", markup)
    assert len(told) == markup.count("Toezegging · ") > 0
    assert told[0] == "te laat"


def test_a_pledge_needs_its_party_and_keeps_what_was_typed(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.now)
    key = desk.now
    typed = {f"decide {key} kind": "toezegging", f"decide {key} text": "Levert twee plekken"}
    here.fill({**typed, f"decide {key} about": "geheel"}).press("Vastleggen")
    assert here.errors == ["Wie doet de toezegging? Kies de partij."]
    assert here.value(f"decide {key} text") == "Levert twee plekken"
    here.fill({f"decide {key} owner_id": desk.school, f"decide {key} due": LATER}).press("Vastleggen")
    (one,) = meeting_desk.decided(real, desk.now)
    assert (one.owner, one.due, one.action_id, one.item_id) == ("Test Roc", LATER.isoformat(), None, None)
    assert "Niet bij een agendapunt" in here.text


def test_a_question_about_an_action_that_is_not_on_the_agenda(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.now)
    key = desk.now
    typed = {f"decide {key} kind": "vraag", f"decide {key} text": "Wie is hier aanjager?"}
    here.fill({**typed, f"decide {key} about": "actie m1"}).press("Vastleggen")
    (one,) = meeting_desk.decided(real, desk.now)
    assert (one.kind, one.action_id, one.item_id) == ("vraag", "m1", None)


def test_an_item_that_somebody_takes_off_meanwhile_is_no_longer_chosen(
    at: Any, desk: Desk, real: Path
) -> None:
    here = at(desk.now)
    first = agenda(real, desk.now)[0]
    here.press(labelled(here, "Vastleggen bij dit punt", "Service punt"))
    with writing(real, Person("Bram"), "Geen tijd") as db:
        records.withdraw(db, "agenda_item", first.id, first.version)
    here.fill({f"decide {desk.now} text": "Toch besloten"}).press("Vastleggen")
    assert here.errors == ["Dit agendapunt is van de agenda gehaald. Zet het er eerst weer op."]
    assert here.value(f"decide {desk.now} text") == "Toch besloten"
    assert meeting_desk.decided(real, desk.now) == []


def test_what_was_recorded_is_corrected_and_taken_back(at: Any, desk: Desk, real: Path) -> None:
    with writing(real, ANNA) as db:
        values = {"meeting_id": desk.now, "kind": "besluit", "text": "Dor gaan"}
        number = decisions.record_decision(db, values)
    here = at(desk.now)
    here.app.session_state[f"correct {number}"] = True
    here.run().fill({f"decision {number} text": "Doorgaan"}).press("Opslaan", f"decision {number} form")
    assert meeting_desk.decided(real, desk.now)[0].text == "Doorgaan"
    here.press("Ongedaan maken")
    assert meeting_desk.decided(real, desk.now)[0].text == "Dor gaan"
    here.press("Intrekken")
    assert here.errors == ["De reden is nog leeg. Vul die in."]
    here.fill({f"withdraw decision {number} withdrawn_reason": "Verkeerd genoteerd"}).press("Intrekken")
    assert meeting_desk.decided(real, desk.now) == []


# -------------------------------------------------------------------------------- close


def test_closing_freezes_the_minutes_and_refuses_what_comes_after(at: Any, desk: Desk, real: Path) -> None:
    stale = at(desk.now)
    here = at(desk.now, "afsluiten")
    assert "In dit overleg is niets afgesproken, toegezegd, gevraagd of geadviseerd." in here.text
    here.press("Overleg sluiten")
    assert here.saved == ["Het overleg is gesloten; de stand is vastgelegd en het verslag staat klaar."]
    with reading(real) as db:
        newest = editions.editions(db)[0]
    assert newest.name == f"Technologietafel {day_text(TODAY)}"
    assert f"op=editie-{newest.id}" in here.markup
    stale.fill({f"decide {desk.now} text": "Te laat genoteerd"}).press("Vastleggen")
    assert "is gesloten en het verslag staat vast; er is niets gewijzigd." in stale.errors[0]
    assert meeting_desk.decided(real, desk.now) == []
    for part in ("voorbereiden", "besluiten"):
        shut = at(desk.now, part)
        assert not keys(shut, "minutes ")
        assert not keys(shut, "decision ")


def test_a_meeting_to_come_is_not_closed(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.soon, "afsluiten").press("Overleg sluiten")
    assert here.errors[0].startswith(f"Dit overleg is pas op {day_text(SOON)}.")
    assert meeting(real, desk.soon).open


def test_a_closed_meeting_is_opened_again_with_a_reason(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.before).unfold("reopen").press("Overleg heropenen")
    assert here.errors == ["Schrijf op waarom het overleg weer opengaat: dat komt in de geschiedenis."]
    here.fill({f"reopen {desk.before} withdrawn_reason": "Een toezegging ontbrak"}).press("Overleg heropenen")
    assert meeting(real, desk.before).open
    with reading(real) as db:
        assert editions.editions(db) == []


def test_telling_about_it_and_following_up_go_on_after_closing(at: Any, desk: Desk, real: Path) -> None:
    here = at(desk.before)
    assert "Nieuwsbrief" in here.text
    here.fill({f"told {desk.before} communicated_how": "Mail aan alle partijen"})
    here.press("Vastleggen")
    assert meeting(real, desk.before).communicated_how == "Mail aan alle partijen"
    late = meeting_desk.decided(real, desk.before)[-1]
    key = f"settle {late.id}"
    here.app.session_state[f"settle {late.id}"] = True
    here.run().fill({f"{key} settled_on": SOON}).press("Opslaan", f"{key} form")
    assert here.errors[0].startswith("De datum waarop dit is afgehandeld ligt in de toekomst.")
    here.fill({f"{key} settled_on": TODAY, f"{key} settled_note": "Alsnog geleverd"}).press(
        "Opslaan", f"{key} form"
    )
    done = meeting_desk.decided(real, desk.before)[-1]
    assert (done.settled_on, done.settled_note) == (TODAY.isoformat(), "Alsnog geleverd")
    assert f"nagekomen op {day_text(TODAY)} : Alsnog geleverd" in here.text


def test_what_earlier_meetings_left_open_is_followed_up_from_a_later_one(at: Any, desk: Desk) -> None:
    here = at(desk.now, "afsluiten")
    assert "Openstaand uit eerdere overleggen" in [one.value for one in here.app.header]
    assert popovers(here).count("Afhandelen") == 2
    assert here.markup.count('class="toezegging late"') == 2
    assert "Uit eerdere overleggen staat niets meer open." in at(desk.before).text


# ------------------------------------------------------------------------- the Word file


def words_of(made: bytes) -> str:
    document = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_minutes_keep_saying_what_was_so_at_the_closing(desk: Desk, real: Path) -> None:
    before = words_of(word_minutes(real, desk.before, None))
    with writing(real, ANNA, "Fusie") as db:
        records.save(db, "party", desk.school, 1, {"name": "Roc Nieuwe Naam"})
        records.save(db, "action", "3", 1, {"note": "Dit is van later"})
    assert words_of(word_minutes(real, desk.before, None)) == before
    assert "Test Roc" in before
    assert "CONCEPT" not in before
    content, name = read_minutes(real, desk.before, None)
    assert name == f"verslag-technologietafel-{BEFORE.isoformat()}.docx"
    assert [one.owner for one in content.pledges] == sorted(one.owner for one in content.pledges)


def test_an_open_meeting_has_a_draft(desk: Desk, real: Path, at: Any) -> None:
    assert "CONCEPT" in words_of(word_minutes(real, desk.now, None))
    assert read_minutes(real, desk.now, None)[1].endswith("-concept.docx")
    here = at(desk.now, "afsluiten")
    assert "minutes file" in {one.key for one in here.app.get("download_button")}


# -------------------------------------------------------------------------- past, and who


def test_an_edition_shows_the_meetings_of_then_to_read_only(
    desk: Desk, real: Path, screen: OpenScreen
) -> None:
    with reading(real) as db:
        frozen = editions.editions(db)[0]
    here = screen("Anna").edit(PAGE, op=f"editie-{frozen.id}")
    assert "0 van 6 nagekomen" in here.text
    assert f"overleg={desk.now}" not in here.markup
    assert "new meeting kind" not in here.keys
    then = screen("Anna").edit(PAGE, op=f"editie-{frozen.id}", overleg=str(desk.before))
    assert not [one for one in then.buttons if one in ("Vastleggen", "Overleg heropenen", "Opslaan")]
    assert not {"Afhandelen", "Wijzig"} & set(popovers(then))
    gone = screen("Anna").edit(PAGE, op=f"editie-{frozen.id}", overleg=str(desk.now))
    assert gone.warnings[-1].startswith(f"Overleg “{desk.now}” bestaat niet, of bestond nog niet")


def test_who_only_looks_is_offered_nothing_to_change(desk: Desk, screen: OpenScreen) -> None:
    for part in ("voorbereiden", "besluiten", "afsluiten"):
        here = screen("Anna").open(PAGE, overleg=str(desk.now), deel=part)
        assert not {"Vastleggen", "Overleg sluiten", "Op de agenda zetten"} & set(here.buttons)
        assert not keys(here, "minutes 1") + keys(here, "propose")
        assert not {"Afhandelen", "Wijzig", "Meer", "Verbeteren"} & set(popovers(here))
        far = screen("Eva", url="http://agenda.example/").edit(PAGE, overleg=str(desk.now), deel=part)
        assert not {"Vastleggen", "Overleg sluiten", "Op de agenda zetten"} & set(far.buttons)


def test_text_of_others_is_shown_as_it_was_typed(real: Path, screen: OpenScreen) -> None:
    evil = "<script>alert(1)</script> *sterk* :material/home: {x}"
    with writing(real, ANNA) as db:
        values = {"kind": "thematafel", "held_on": TODAY, "place": evil, "title": evil[:60]}
        number = meetings.add_meeting(db, values)
        meetings.add_item(db, {"meeting_id": number, "topic": evil, "question": evil, "reason": evil})
        decisions.record_decision(db, {"meeting_id": number, "kind": "vraag", "text": evil})
    for part in ("voorbereiden", "besluiten", "afsluiten"):
        here = screen("Anna").edit(PAGE, overleg=str(number), deel=part)
        assert "<script>" not in here.markup
        assert evil in here.text
    assert "<script>" not in screen().open(PAGE).markup


def test_an_action_without_decisions_says_where_they_come_from(desk: Desk, screen: OpenScreen) -> None:
    assert "Dat komt hier vanzelf" in screen().open("actie", actie="9").text
    here = screen().open("actie", actie="5")
    assert "Levert deel 5" in here.text
    assert '<span class="late">te laat</span>' in here.markup
    assert "nagekomen" in screen().open("actie", actie="1").text


def test_the_history_of_a_meeting_reads_in_the_changes(at: Any, desk: Desk, real: Path) -> None:
    at(desk.now, "afsluiten").press("Overleg sluiten")
    with reading(real) as db:
        told = [one.field for one in history.changes_of(db, "meeting", str(desk.now), history.newest(db))]
    assert told[0] == "closed_at"


def test_who_was_there_and_what_was_said_reach_the_minutes(screen: OpenScreen, desk: Desk, real: Path):
    here = screen("Anna").unfold("attendance").edit(PAGE, overleg=str(desk.now), deel="besluiten")
    key = f"attendance {desk.now}"
    typed = {f"{key} present": "Roc Test, Gemeente Test", f"{key} next_on": "1-9-2039"}
    here.fill(typed).press("Opslaan", f"{key} form")
    with reading(real) as db:
        item = meetings.items(db, desk.now)[0]
    here.app.session_state[f"said {item.id}"] = True
    here.run().fill({f"said {item.id} said": "De regio vraagt tijd."}).press(
        "Opslaan", f"said {item.id} form"
    )
    content, _ = read_minutes(real, desk.now, None)
    assert dict(content.facts)["Aanwezig"] == "Roc Test, Gemeente Test"
    assert dict(content.facts)["Volgend overleg"] == "1 september 2039"
    assert ("Besproken", "De regio vraagt tijd.") in content.sections[0].lines


def test_the_files_of_a_meeting_are_offered_and_made(screen: OpenScreen, desk: Desk):
    here = screen("Anna").open(PAGE, overleg=str(desk.now), deel="afsluiten")
    keys = {str(one.key) for one in here.app.get("download_button")}
    assert {f"calendar overleg-{desk.now}"} <= keys
    assert any(key.endswith(".pptx") for key in keys)
    assert any(key.startswith("file a4-") for key in keys)


def test_what_was_told_is_not_told_again_on_another_part(screen: OpenScreen, desk: Desk):
    here = screen("Anna").edit(PAGE, overleg=str(desk.now), deel="besluiten")
    here.fill({f"decide {desk.now} text": "Doorgaan"}).press("Vastleggen", f"decide {desk.now} form")
    assert "Afspraak vastgelegd." in here.text
    here.choose(f"meeting part {desk.now}", "afsluiten")
    assert "Afspraak vastgelegd." not in here.text


def test_the_same_meeting_again_stands_ready_with_what_was_not_finished(
    screen: OpenScreen, desk: Desk, real: Path
):
    here = screen("Anna").edit(PAGE, overleg=str(desk.before), deel="afsluiten")
    here.press("Zelfde over een kwartaal").run()
    with reading(real) as db:
        made = max(meetings.meetings(db), key=lambda one: one.id)
    assert here.params["overleg"] == str(made.id)
    assert made.open
