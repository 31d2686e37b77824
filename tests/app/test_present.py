"""Presenteren: which slides there are and what they say, the decision box, and who follows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lib import podium
from lib.access import Person
from lib.dutch import SOFT_HYPHEN
from lib.podium import Shown
from lib.store import agenda, decisions, history, meetings, records
from lib.store.drafts import Draft, keep_drafts
from lib.store.file.connection import reading, writing
from lib.ui.here import reach
from lib.ui.here.reach import qr_code
from lib.ui.slides import light
from lib.ui.slides.first import QUESTIONS
from lib.web.outside.room import code_of
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.kept import Kept
from tests.table_to_present import (
    ACTION,
    CHAIRS,
    CLOSING,
    FIGURE,
    FREE,
    HEADINGS,
    LABEL,
    MATRIX,
    OPENING,
    OTHER,
    PROMISES,
    QUESTION,
)
from tests.unit.desk import rule


@pytest.fixture(scope="session")
def agendas(tabled: tuple[list[Kept], str]) -> list[Kept]:
    """Both data sets, with a meeting to present."""
    return tabled[0]


@pytest.fixture
def table(example: Path, tabled: tuple[list[Kept], str]) -> str:
    """An open meeting in the example set, as its number in the address."""
    podium._shown.clear()
    return tabled[1]


def slide(page: Screen, number: int) -> str:
    """The words on one slide."""
    return page.part(f"slide-{number}").replace(SOFT_HYPHEN, "")


def bar(page: Screen) -> dict[str, Any]:
    """What the bar under the slides was given."""
    found = next(one for one in page.app.get("bidi_component") if str(one.key).startswith("conductor"))
    return dict(json.loads(found.proto.json))


def field(page: Screen, name: str) -> str:
    """The key of a field of the decision box that stands open."""
    (key,) = [key for key in page.keys if key.startswith("decided ") and key.endswith(f" {name}")]
    return key


def own_screen(page: Screen) -> str:
    """What this screen is called where presence is told; empty for one that may not lead."""
    live = next(one for one in page.app.get("bidi_component") if str(one.key).endswith("live"))
    return str(json.loads(live.proto.json)["about"].get("scherm", ""))


def press_in_bar(page: Screen, event: str, value: object) -> Screen:
    """Something in the bar reports itself."""
    keys = [str(one.key) for one in page.app.get("bidi_component")]
    return page.send(next(key for key in keys if key.startswith("conductor")), event, value)


def recorded(path: Path, table: str) -> list[Any]:
    with reading(path) as db:
        return decisions.decisions(db, meeting_id=int(table))


def newest(path: Path) -> int:
    with reading(path) as db:
        return history.newest(db)


def test_without_a_meeting_there_is_a_choice(screen: OpenScreen, table: str):
    page = screen().open("presenteren")
    first = slide(screen("Anna").open("presenteren", overleg=table), OPENING)
    for words in (LABEL, "Werf Voorbeeldhaven (verzonnen)", "4 van 6 toezeggingen nagekomen."):
        assert words in page.text
        assert words in first
    assert "Presenteer de werkagenda zelf" in page.text
    assert f"overleg={table}" in page.markup


def test_a_meeting_that_does_not_exist_is_told(screen: OpenScreen, table: str):
    page = screen()
    for asked in ("999", "x", "-1", "1e3", "²", "99999999999999999999"):
        page.open("presenteren", overleg=asked)
        assert page.warnings == [f"Overleg “{asked}” bestaat niet."]
        assert LABEL in page.text


def test_a_withdrawn_meeting_is_not_presented(screen: OpenScreen, example: Path, table: str):
    with writing(example, Person("Anna"), "Vervallen") as db:
        dropped = meetings.add_meeting(db, {"kind": "thematafel", "held_on": "2023-07-02"})
        records.withdraw(db, "meeting", dropped, 1)
    page = screen().open("presenteren", overleg=str(dropped))
    assert "is ingetrokken" in page.warnings[0]


def test_a_slide_that_does_not_exist_is_told(screen: OpenScreen, table: str):
    for asked in ("0", "99", "x", "-2"):
        page = screen().open("presenteren", overleg=table, dia=asked)
        assert page.warnings == [f"Die dia is er niet; u ziet dia 1 van {len(HEADINGS)}."], asked
        assert bar(page)["now"] == 1


def test_the_slides_of_a_meeting_in_their_order(screen: OpenScreen, table: str):
    page = screen("Anna").open("presenteren", overleg=table)
    row = [one for one in bar(page)["slides"] if not one["aside"]]
    titles = [one["title"] for one in row]
    assert len(titles) == len(HEADINGS)
    assert all(heading in slide(page, number) for number, heading in HEADINGS.items())
    assert [one["minutes"] for one in row][ACTION - 1 : ACTION + 2] == [20, 15, 5]
    assert "Sinds het vorige overleg: 4 van 6 toezeggingen nagekomen." in slide(page, OPENING)
    assert "Gecombineerde lectoraten" not in "".join(titles)
    assert all(f'data-action="{action}"' in page.markup for action in ("1", "11", "m1", "m2"))
    asides = {one["number"] for one in bar(page)["slides"] if one["aside"]}
    assert {8, 11} <= asides
    assert not {3, 4} & asides


def test_the_slide_of_an_action_says_at_most_five_things(screen: OpenScreen, table: str):
    page = screen("Anna").open("presenteren", overleg=table)
    told = slide(page, ACTION)
    for words in (
        "Actie 4 Ontwikkelfonds",
        "Draagvlaktoets sinds 15 december 2022; aanjager: Arbeidsmarktregio Voorbeeld Noord (verzonnen).",
        "Onderwijs",
        "zwakst",
        "Nieuw sinds Technologietafel 30 juni 2023: De vorige",
        "nog niet",
        "Draagvlak nog niet rond",
        QUESTION,
    ):
        assert words in told
    assert "%" not in told
    assert "Wie ontbreekt bedrijf met leerbanen (Gooi en Vechtstreek)" in slide(page, OTHER)
    assert "bewijs verouderd" in told


def test_figure_chairs_and_closing(screen: OpenScreen, table: str):
    page = screen("Anna").open("presenteren", overleg=table)
    figure = slide(page, FIGURE)
    for words in (
        "december 2025",
        "Bron: UWV",
        "De bron vermeldt geen status",
        "een oorzakelijk verband is niet aangetoond",
        "Nederland",
    ):
        assert words in figure
    assert "nodige stoelen zijn leeg" in slide(page, CHAIRS)
    assert "Eén afspraak." in slide(page, CLOSING)
    assert "Het fonds start klein" in slide(page, CLOSING)


def test_a_question_that_was_answered_is_not_open_on_the_closing_slide(
    screen: OpenScreen, example: Path, table: str
):
    with writing(example, Person("Bram")) as db:
        question = {"meeting_id": int(table), "kind": "vraag"}
        decisions.record_decision(db, {**question, "text": "Wie betaalt?"})
        answered = decisions.record_decision(db, {**question, "text": "Wanneer begint het?"})
        records.save(db, "decision", answered, 1, {"settled_on": "2023-06-30"})
    closing = slide(screen("Anna").open("presenteren", overleg=table), CLOSING)
    assert "Wie betaalt?" in closing
    assert "Wanneer begint het?" not in closing


def test_the_agenda_itself_is_presented_without_a_decision_box(screen: OpenScreen, real: Path):
    page = screen("Anna").open("presenteren", overleg="agenda")
    titles = [one["title"] for one in bar(page)["slides"]]
    assert len(titles) in (13 + 3, 13 + 4), "a figure only as long as it is current"
    assert "Lege stoelen" not in titles, "nobody said yet which parties are needed"
    assert "over de voortgang is nog niets vastgelegd" in slide(page, 1)
    with reading(real) as db:
        action = next(one for one in agenda.actions(db) if one.number == bar(page)["slides"][2]["number"])
    assert action.adopted
    for words in (action.adopted.explanation, *QUESTIONS):
        assert words in slide(page, 3)
    assert "Niets gewijzigd" not in slide(page, 3)
    assert "niet in beeld" not in slide(page, 3)
    press_in_bar(page, "box", 3)
    assert "zonder overleg wordt er niets besloten" in page.text
    assert "Opslaan" not in page.buttons


def test_old_promises_are_the_second_slide_and_are_marked_there(
    screen: OpenScreen, example: Path, table: str
):
    page = screen("Anna").open("presenteren", overleg=table, dia=str(PROMISES))
    told = slide(page, PROMISES)
    assert "Vier nagekomen, tien te laat en twee open." in told
    assert "En nog negen toezeggingen" in told
    key = next(key for key in page.keys if key.startswith("kept-"))
    page.app.button(key).click()
    page.run()
    with reading(example) as db:
        settled = {str(one.id): one.settled_on for one in decisions.decisions(db)}
    assert settled[key.removeprefix("kept-")]
    assert "negen te laat" in slide(page, PROMISES)
    assert not [one for one in screen().open("presenteren", overleg=table).buttons if "Nagekomen" in one]


def test_an_empty_chair_is_filled_on_the_slide(screen: OpenScreen, example: Path, table: str):
    page = screen("Anna").open("presenteren", overleg=table, dia=str(CHAIRS))
    assert "Zeven nodige stoelen zijn leeg" in slide(page, CHAIRS)
    page.press("Zet op de stoel")
    assert "Zes nodige stoelen zijn leeg" in slide(page, CHAIRS)
    press_in_bar(page, "slide", CHAIRS)
    press_in_bar(page, "seat", {"number": 3, "at": 1})
    page.run()
    assert (page.value("seat"), bar(page)["seat"][0]) == (2, 1)
    press_in_bar(page, "seat", {"number": 99, "at": 2})
    assert page.value("seat") == 2
    assert "Zet op de stoel" not in screen().open("presenteren", overleg=table).buttons


def test_an_action_that_is_not_on_the_agenda_is_shown_and_decided_on(
    screen: OpenScreen, example: Path, table: str
):
    page = screen("Anna").open("presenteren", overleg=table)
    number = next(place for place, one in enumerate(bar(page)["slides"], 1) if one["number"] == 8)
    press_in_bar(page, "box", number)
    assert "Vastleggen bij de rondvraag: 8 " in page.text
    page.fill({field(page, "text"): "Acht wacht op de regio"}).press("Opslaan").run()
    made = recorded(example, table)[-1]
    assert (made.text, made.action_id, made.item_id) == ("Acht wacht op de regio", "8", None)
    assert "Acht wacht op de regio" in slide(page, number)


# ------------------------------------------------------------------- the decision box


def test_a_decision_is_recorded_once_and_stands_on_its_slide(screen: OpenScreen, example: Path, table: str):
    page = press_in_bar(screen("Anna").open("presenteren", overleg=table), "box", ACTION)
    before = newest(example)
    page.fill({field(page, "kind"): "vraag", field(page, "text"): "Wie betaalt de start?"}).press("Opslaan")
    page.run()
    assert newest(example) == before + 1
    assert [(one.kind, one.text, one.action_id) for one in recorded(example, table)][1:] == [
        ("vraag", "Wie betaalt de start?", "4")
    ]
    assert "Wie betaalt de start?" in slide(page, ACTION)
    assert "Wie betaalt de start?" in slide(page, CLOSING)
    assert bar(page)["box"] == 0
    assert bar(page)["said"] == "Vastgelegd: Wie betaalt de start?"
    assert screen().open("wijzigingen").text.count("Wie betaalt de start?") == 1
    told = screen().open("actie", actie="4", tab="geschiedenis").markup
    assert told.count('<p class="wa-log">Vraag: Wie betaalt de start?') == 1


def test_the_box_opens_on_every_slide(screen: OpenScreen, example: Path, table: str):
    page = screen("Anna").open("presenteren", overleg=table)
    for number in HEADINGS:
        press_in_bar(page, "box", number)
        words = field(page, "text")
        if number in (OPENING, ACTION, OTHER, FREE, CHAIRS):
            page.fill({words: f"Besloten bij dia {number}"}).press("Opslaan")
            made = recorded(example, table)[-1]
            assert made.text == f"Besloten bij dia {number}"
            assert made.action_id == {ACTION: "4", OTHER: "3"}.get(number)
            assert (made.item_id is None) == (number not in (ACTION, OTHER, FREE))


def test_a_pledge_without_a_party_is_refused_and_nothing_typed_is_lost(
    screen: OpenScreen, example: Path, table: str
):
    page = press_in_bar(screen("Anna").open("presenteren", overleg=table), "box", ACTION)
    page.fill({field(page, "kind"): "toezegging", field(page, "text"): "Twee plekken"}).press("Opslaan")
    assert page.errors == ["Wie doet de toezegging? Kies de partij."]
    assert page.value(field(page, "text")) == "Twee plekken"
    assert len(recorded(example, table)) == 1
    press_in_bar(page, "box", -1)
    assert not [key for key in page.keys if key.startswith("decided ")]
    press_in_bar(page, "box", ACTION)
    assert page.value(field(page, "text")) == "Twee plekken"


def test_a_draft_stays_at_its_item_until_it_is_recorded(screen: OpenScreen, example: Path, table: str):
    page = press_in_bar(screen("Anna").open("presenteren", overleg=table), "box", ACTION)
    page.fill({field(page, "text"): "Over het fonds"}).press("Sluiten")
    assert bar(page)["drafts"] == [{"slide": ACTION, "words": "Concept bij punt 1: nog niet vastgelegd"}]
    press_in_bar(page, "box", OTHER)
    assert "Vastleggen bij punt 2: 3 Verbeteren zij-instroom naar techniek" in page.text
    assert page.value(field(page, "text")) == ""
    again = screen("Anna").open("presenteren", overleg=table)
    assert bar(again)["drafts"] == bar(page)["drafts"]
    for part in ("besluiten", "afsluiten"):
        there = screen("Anna").edit("technologietafels", overleg=table, deel=part)
        assert "Concept, nog niet vastgelegd" in there.text
        assert "“Over het fonds”" in there.text
    assert not bar(screen("Bram").open("presenteren", overleg=table))["drafts"]
    press_in_bar(again, "box", ACTION)
    assert again.value(field(again, "text")) == "Over het fonds"
    again.press("Opslaan").run()
    assert bar(again)["drafts"] == []
    assert recorded(example, table)[-1].text == "Over het fonds"


def test_an_older_draft_of_the_kind_does_not_undo_what_was_chosen(
    screen: OpenScreen, example: Path, table: str
):
    page = press_in_bar(screen("Anna").open("presenteren", overleg=table), "box", ACTION)
    kind = field(page, "kind")
    page.fill({kind: "toezegging"})
    form = kind.removesuffix(" kind")
    assert keep_drafts(example, "Anna", form, {"kind": Draft(0, "Toezegging")})
    page.fill({kind: "besluit"}).run()
    assert page.value(kind) == "besluit"
    assert field(page, "proposes")


def test_who_speaks_always_has_the_box_of_what_is_shown(screen: OpenScreen, example: Path, table: str):
    page = press_in_bar(screen("Anna").open("presenteren", overleg=table, dia=str(ACTION)), "speaker", "ja")
    assert "Vastleggen bij punt 1: 4 Ontwikkelfonds" in page.part("decision-box")
    press_in_bar(page, "slide", OTHER)
    assert "Vastleggen bij punt 2" in page.part("decision-box")
    press_in_bar(page, "slide", ACTION)
    page.fill({field(page, "text"): "Over het fonds"}).press("Opslaan").run()
    assert recorded(example, table)[-1].text == "Over het fonds"
    assert field(page, "text"), "the box stays, for what is decided next"
    press_in_bar(page, "speaker", "nee")
    assert not [key for key in page.keys if key.startswith("decided ")]


def test_who_presents_the_agenda_can_begin_a_meeting(screen: OpenScreen, example: Path, table: str):
    page = press_in_bar(screen("Anna").open("presenteren", overleg="agenda", dia="3"), "box", 3)
    assert LABEL in page.part("decision-box")
    for title in ("", "overleg 2"):
        page.press("Begin een overleg nu").run()
        with reading(example) as db:
            begun = max(meetings.meetings(db), key=lambda meeting: meeting.id)
        assert page.app.query_params["overleg"] == str(begun.id)
        assert (begun.title, begun.open) == (title, True)
        page = press_in_bar(screen("Anna").open("presenteren", overleg="agenda"), "box", 3)
    reader = press_in_bar(screen().open("presenteren", overleg="agenda"), "box", 3)
    assert "Begin een overleg nu" not in reader.buttons


def test_a_decision_is_corrected_and_taken_back_on_the_slide(screen: OpenScreen, example: Path, table: str):
    page = screen("Anna").open("presenteren", overleg=table)
    page.press("Verbeteren")
    (key,) = [key for key in page.keys if key.startswith("decision ") and key.endswith(" text")]
    assert page.value(key) == "Het fonds start klein"
    page.fill({key: "Het fonds start met drie branches"}).press("Opslaan")
    page.run()
    assert [one.text for one in recorded(example, table)] == ["Het fonds start met drie branches"]
    page.press("Ongedaan maken")
    assert recorded(example, table) == []
    assert "drie branches" not in slide(page, ACTION)


def test_who_may_not_write_reads_why(screen: OpenScreen, table: str):
    nameless = press_in_bar(screen().open("presenteren", overleg=table), "box", ACTION)
    assert "Vul eerst uw naam in" in nameless.text
    assert "Verbeteren" not in nameless.buttons
    elsewhere = screen("Anna", url="http://werkagenda.example.nl/presenteren")
    press_in_bar(elsewhere.open("presenteren", overleg=table), "box", ACTION)
    assert "niets wijzigen" in elsewhere.text


def test_a_closed_meeting_takes_no_decision(screen: OpenScreen, example: Path, table: str):
    with writing(example, Person("Anna")) as db:
        meetings.close_meeting(db, int(table), 1)
    page = press_in_bar(screen("Anna").open("presenteren", overleg=table), "box", ACTION)
    assert "is gesloten en het verslag staat vast" in page.text
    assert "Verbeteren" not in page.buttons


# ------------------------------------------------------------------ which state is shown


def change_driver(path: Path, name: str) -> None:
    """Somebody renames action 4, as Gedeputeerde Staten decided."""
    with writing(path, Person("Bram"), "Besluit") as db:
        rule(db, "4", ("name", name))
        records.save(db, "action", "4", records.get(db, "action", "4")["version"], {"name": name})


def test_the_slides_keep_the_state_of_the_opening_until_somebody_takes_the_new_one(
    screen: OpenScreen, example: Path, table: str
):
    stand = str(newest(example))
    page = screen("Anna").open("presenteren", overleg=table, stand=stand)
    assert not bar(page)["news"]
    change_driver(example, "Fonds voor ontwikkeling")
    page.run()
    assert "Ontwikkelfonds" in slide(page, ACTION)
    assert bar(page)["news"]
    page.open("presenteren", overleg=table, stand=str(newest(example)))
    assert "Fonds voor ontwikkeling" in slide(page, ACTION)
    assert not bar(page)["news"]


def test_a_decision_of_now_stands_on_a_stable_slide_and_is_no_news(
    screen: OpenScreen, example: Path, table: str
):
    page = screen("Anna").open("presenteren", overleg=table, stand=str(newest(example)))
    with writing(example, Person("Bram")) as db:
        values = {"meeting_id": int(table), "action_id": "4", "kind": "vraag", "text": "Wat kost het?"}
        decisions.record_decision(db, values)
    page.run()
    assert "Wat kost het?" in slide(page, ACTION)
    assert "Verbeteren" in page.buttons
    assert not bar(page)["news"]


def test_live_shows_what_others_change(screen: OpenScreen, example: Path, table: str):
    page = screen("Anna").open("presenteren", overleg=table, live="ja")
    assert bar(page)["stand"] == 0
    change_driver(example, "Fonds voor ontwikkeling")
    assert "Fonds voor ontwikkeling" in slide(page.run(), ACTION)


def test_an_earlier_moment_is_shown_as_it_was(screen: OpenScreen, example: Path, table: str):
    page = screen("Anna").open("presenteren", overleg="agenda", op="2022-06-30")
    assert "STAND OP 30 JUNI 2022" in page.text
    press_in_bar(page, "box", 3)
    assert "Opslaan" not in page.buttons
    page = screen("Anna").open("presenteren", overleg=table, op="2022-06-30")
    assert page.warnings == [f"Overleg “{table}” bestaat niet."]


# ------------------------------------------------------------------------- followers


def test_who_follows_sees_the_slide_and_the_state_of_the_presenter(
    screen: OpenScreen, example: Path, table: str
):
    anna = screen("Anna").open("presenteren", overleg=table, stand=str(newest(example)))
    with podium.connected("voorbeeld", int(table), own_screen(anna)):
        change_driver(example, "Fonds voor ontwikkeling")
        press_in_bar(anna, "slide", ACTION)
        seen = light.sight("voorbeeld", int(table), None)
        assert seen
        assert (seen.slide, seen.note) == (ACTION, light.FOLLOWS)
        assert "Ontwikkelfonds" in seen.html.replace(SOFT_HYPHEN, "")
        assert "Het fonds start klein" in seen.html
        assert seen.strip.startswith("VOORBEELD")
        free = light.sight("voorbeeld", int(table), MATRIX)
        assert free
        assert (free.slide, free.note) == (MATRIX, light.FREE)
    alone = light.sight("voorbeeld", int(table), None)
    assert alone
    assert (alone.slide, alone.note) == (1, light.NOBODY)
    fund = light.sight("voorbeeld", int(table), ACTION)
    assert fund
    assert "Fonds voor ontwikkeling" in fund.html
    assert light.sight("voorbeeld", 999, None) is None


def test_who_follows_an_earlier_moment_reads_which(screen: OpenScreen, table: str):
    anna = screen("Anna").open("presenteren", overleg="agenda", op="2022-06-30")
    with podium.connected("voorbeeld", podium.AGENDA, own_screen(anna)):
        press_in_bar(anna, "slide", 2)
        seen = light.sight("voorbeeld", podium.AGENDA, None)
    assert seen
    assert "STAND OP 30 JUNI 2022" in seen.strip


def test_a_second_presenter_moves_nobody_until_he_takes_over(screen: OpenScreen, table: str):
    anna = screen("Anna").open("presenteren", overleg=table)
    with podium.connected("voorbeeld", int(table), own_screen(anna)):
        press_in_bar(anna, "slide", 4)
        bram = screen("Bram").open("presenteren", overleg=table, dia="2")
        with podium.connected("voorbeeld", int(table), own_screen(bram)):
            assert podium.shown("voorbeeld", int(table)) == Shown(4, bar(anna)["stand"], own_screen(anna))
            press_in_bar(bram, "lead", 1)
            shown = podium.shown("voorbeeld", int(table))
            assert shown is not None
            assert (shown.slide, shown.by) == (2, own_screen(bram))


def test_who_may_not_edit_moves_nobody(screen: OpenScreen, table: str):
    anna = screen("Anna").open("presenteren", overleg=table)
    with podium.connected("voorbeeld", int(table), own_screen(anna)):
        press_in_bar(anna, "slide", 4)
        visitor = screen(url="http://agenda.example/").open("presenteren", overleg=table, dia="2")
        assert (bar(anna)["leads"], bar(visitor)["leads"]) == (True, False)
        assert own_screen(visitor) == ""
        press_in_bar(visitor, "lead", 1)
        press_in_bar(visitor, "slide", 9)
        shown = podium.shown("voorbeeld", int(table))
        assert shown is not None
        assert (shown.slide, shown.by) == (4, own_screen(anna))


# --------------------------------------------------------------------------- QR code


def test_the_code_leads_to_the_follower_address(
    screen: OpenScreen, table: str, monkeypatch: pytest.MonkeyPatch
):
    page = screen("Anna").open("presenteren", overleg=table)
    invitation = slide(page, OPENING)
    assert f"127.0.0.1:8501/volg/{table}" in invitation
    assert "luistert alleen op dit apparaat" in invitation
    assert "Volg mee" not in invitation
    assert "unreachable" in page.markup
    code = f"zaal={code_of('voorbeeld', int(table))}"
    assert qr_code(f"http://127.0.0.1:8501/volg/{table}?{code}") in page.markup
    monkeypatch.setenv("WERKAGENDA_URL", "https://werkagenda.voorbeeld.nl/pad/")
    page = screen("Anna").open("presenteren", overleg=table)
    invitation = slide(page, OPENING)
    assert "Volg mee op uw telefoon." in invitation
    assert f"werkagenda.voorbeeld.nl/pad/volg/{table}" in invitation
    assert qr_code(f"https://werkagenda.voorbeeld.nl/pad/volg/{table}?{code}") in page.markup
    assert "unreachable" not in page.markup


def test_the_address_of_the_settings_stands_in_the_code(example: Path, screen: OpenScreen, table: str):
    with writing(example, Person("Anna")) as db:
        records.save(db, "setting", 1, 1, {"own_address": "https://agenda.voorbeeld.nl"})
    page = screen("Anna").open("presenteren", overleg=table)
    code = f"zaal={code_of('voorbeeld', int(table))}"
    assert qr_code(f"https://agenda.voorbeeld.nl/volg/{table}?{code}") in page.markup
    assert "unreachable" not in page.markup


@pytest.mark.parametrize(
    ("number", "words"),
    [("192.168.1.5", "Open de app als http://192.168.1.5"), ("", "zij heeft geen netwerk")],
)
def test_opened_as_this_device_on_an_open_server(
    screen: OpenScreen, table: str, monkeypatch: pytest.MonkeyPatch, number: str, words: str
):
    from streamlit import config

    config.set_option("server.address", "0.0.0.0")
    monkeypatch.setattr(reach, "number_in_network", lambda: number)
    page = screen("Anna").open("presenteren", overleg=table)
    assert words in slide(page, OPENING)
    assert bar(page)["unreachable"]
