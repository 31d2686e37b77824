"""Every page opens: at a first start, with the example set, at past moments, with nonsense in the address."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from lib.store import agenda, coalitions, records
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import PAGES, ROOT, Screen
from tests.unit import desk

ACTIONS = ["6", "7", "1", "3", "2", "4", "5", "10", "9", "8", "11", "m1", "m2"]
VIEWS = ("matrix", "lijst", "bord")


def test_first_start_shows_the_annex_and_nothing_invented(nowhere: Path, screen: OpenScreen) -> None:
    here = screen(name="").open()
    assert nowhere.is_file()
    assert here.lead == "Dertien acties staan op de agenda; over de voortgang is nog niets vastgelegd."
    assert here.shown() == ACTIONS
    assert {card["stage"] for card in here.cards()["cards"]} == {"Fase nog niet vastgelegd"}
    assert not here.errors
    assert "Bekijk de app met een verzonnen voorbeeld" in here.text
    board = screen(name="").open(weergave="bord").cards()
    assert board["columns"][0]["title"] == "Nog niet vastgelegd"
    assert {card["column"] for card in board["cards"]} == {board["columns"][0]["id"]}


def test_each_view_shows_all_actions(example: Path, screen: OpenScreen) -> None:
    here = screen(name="")
    for view in VIEWS:
        words = here.open(weergave=view).text if view == "lijst" else _names(here.open(weergave=view))
        for name in ("Service punt techniek", "Ontwikkelfonds", "Formaliseren manifest bij stakeholders"):
            assert name in words, view
        assert not here.errors


def _names(here: Screen) -> str:
    return "\n".join(card["name"].replace("\u00ad", "") for card in here.cards()["cards"])


def test_agenda_sentence_of_the_example(example: Path, screen: OpenScreen) -> None:
    here = screen().open()
    driven = "elke actie met hoge prioriteit (A) heeft een aanjager"
    assert here.lead == f"Zes acties veranderden sinds de technologietafel van 16 maart 2023; {driven}."
    assert "VOORBEELD" in here.text
    assert "Nieuw hier?" not in here.text


def test_the_example_is_one_step_away_and_so_is_the_way_back(real: Path, screen: OpenScreen) -> None:
    here = screen().open(set="voorbeeld", doel="2")
    assert "VOORBEELD" in here.text
    here.press("Naar de echte agenda")
    assert "set" not in here.params
    assert "VOORBEELD" not in here.text
    assert here.shown() == ["1", "3"]


def test_each_action_opens_with_both_tabs(example: Path, screen: OpenScreen) -> None:
    here = screen()
    for action_id, tab in product(ACTIONS, ("stand", "geschiedenis")):
        here.open("actie", actie=action_id, tab=tab)
        assert not here.errors, (action_id, tab)
        assert len(here.app.title) == 1, (action_id, tab)
        assert "Bijlage 1" in here.text or tab == "geschiedenis", action_id


def test_each_action_opens_on_a_first_start(real: Path, screen: OpenScreen) -> None:
    here = screen()
    for action_id in ACTIONS:
        here.open("actie", actie=action_id)
        assert not here.errors
        assert "Nog geen gebeurtenis vastgelegd" in here.text


def test_adopted_text_stands_beside_what_it_is_now(example: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="9")
    assert "Beëindigd op 27 juni 2022" in here.text
    assert "In de tabel: “" in here.text
    five = screen().open("actie", actie="5")
    assert "5A" in five.text
    assert "5B" in five.text
    assert "Naam was Een (gevoeld) loket voor mens, bedrijf en opleider/Talentinfrastructuur" in five.text


def test_relations_lead_both_ways(real: Path, screen: OpenScreen) -> None:
    assert "Opmaat naar 4 Ontwikkelfonds" in screen().open("actie", actie="3").text
    assert "opmaat naar deze actie" in screen().open("actie", actie="4").text
    assert "geen verband" in screen().open("actie", actie="7").text


def test_changes_as_sentences_with_ended_first(example: Path, screen: OpenScreen) -> None:
    here = screen().open("wijzigingen", sinds="2022-01-01", op="2022-12-31")
    assert here.lead.endswith("; beëindigd: 9 Een taal en aanpak voor techniekpromotie.")
    assert here.text.index("9 Een taal") < here.text.index("1 Service punt techniek")


def test_the_first_things_to_record_lead_to_where_that_is_done(real: Path, screen: OpenScreen) -> None:
    here = screen().open()
    assert "Aan de slag" in here.text
    assert "klaar:" not in here.text
    for place in ("beheer?modus=bewerken&amp;deel=partijen", "technologietafels?modus=bewerken"):
        assert f'href="./{place}"' in here.markup
    desk.party(real)
    assert "klaar: Zeg wie u bent" in screen("Anna").open().text
    assert "klaar: Zet de partijen in het register" in screen().open().text


def test_the_first_things_are_gone_once_they_are_done(real: Path, screen: OpenScreen) -> None:
    owner = desk.party(real)
    desk.chair(real, owner)
    desk.move(real, "coalitie in vorming")
    with writing(real, desk.ANNA) as db:
        desk.meeting(db)
        version = records.get(db, "action", "3")["version"]
        records.save(db, "action", "3", version, {"driver_id": owner})
    assert "Aan de slag" not in screen("Anna").open().text
    assert "Aan de slag" not in screen().open(set="voorbeeld").text


def test_nothing_changed_on_a_first_start(real: Path, screen: OpenScreen) -> None:
    words = "De agenda is gevuld op 3 januari 2022; sindsdien is nog niets gewijzigd."
    assert screen().open("wijzigingen").lead == words
    assert "gevuld op 3 januari 2022" in screen().open().text


PAST = "2022-05-31"


def test_a_past_moment_is_marked_and_read_only(example: Path, screen: OpenScreen) -> None:
    here = screen()
    views = [("", {"weergave": view}) for view in VIEWS]
    for page, params in (*views, ("actie", {"actie": "9"}), ("wijzigingen", {})):
        here.open(page, op=PAST, modus="bewerken", **params)
        assert "STAND OP 31 MEI 2022" in here.text, (page, params)
        assert "Alleen lezen" in here.text, (page, params)
        assert not here.errors
        assert not {label for label in here.buttons if "Opslaan" in label or "vastleggen" in label}
        assert not here.app.data_editor, (page, params)


def test_a_past_moment_shows_that_state(example: Path, screen: OpenScreen) -> None:
    then, now = screen().open("actie", actie="9", op=PAST), screen().open("actie", actie="9")
    assert "Beëindigd" not in then.text
    assert "Beëindigd" in now.text
    assert then.press("Terug naar nu").text == now.text


def test_a_past_moment_follows_the_data_not_the_clock(real: Path, screen: OpenScreen) -> None:
    desk.note(real, "eerste stand")
    here = screen().open("actie", actie="3", op="2022-01-03")
    assert "eerste stand" not in here.text
    assert "STAND OP 3 JANUARI 2022" in here.text


NONSENSE = ("99", "", "<script>alert(1)</script>", "x" * 5_000, "=1+1", "-1", "\u202e", "m3", "3 OR 1=1")


def test_an_unknown_action_offers_the_others(real: Path, screen: OpenScreen) -> None:
    here = screen()
    for asked in NONSENSE:
        here.open("actie", actie=asked)
        assert not here.errors
        assert here.markup.count("<li>") == len(ACTIONS), asked
        assert "<script" not in here.markup
        assert ("bestaat niet" in here.text) == bool(asked)


NO_DATES = ("morgen", "2022-13-45", "9999-12-31", "0000-00-00", "31-2-2022", "2022-1-1-1")
FAR_DAYS = ("0001-01-01", "1999-12-31", "2099-01-01", "9999-12-31")
TOO_FAR = "is te vroeg of nog niet geweest; wijzigingen tellen vanaf de technologietafel van 16 maart 2023."


def test_no_page_shows_another_moment_than_the_address_can_mean(example: Path, screen: OpenScreen) -> None:
    here = screen()
    for page in PAGES:
        here.open(page, op="morgen", sinds=FAR_DAYS[-1])
        assert not here.errors, page
        assert "STAND OP" not in here.text, page
        past, since = here.warnings
        assert past.startswith("“morgen” is geen datum; u ziet de stand van nu."), page
        assert since.endswith(TOO_FAR), page


def test_nonsense_dates_are_named_and_left_out(example: Path, screen: OpenScreen) -> None:
    here = screen()
    for value in NO_DATES:
        here.open("begrippen", op=value, sinds=value)
        assert not here.errors
        past, since = here.warnings
        assert value in past or "is nog niet voorbij" in past
        assert "wijzigingen tellen vanaf" in since, value
        assert "STAND OP" not in here.text, value
    for value in FAR_DAYS:
        (note,) = here.open("begrippen", sinds=value).warnings
        assert note.endswith(TOO_FAR), value


SENTENCES = {
    "/actie?actie=99": "Actie “99” bestaat niet. Kies hieronder een actie.",
    "/?doel=99&fase=klaar&weergave=taart": "Dit filter bestaat niet: “99”, “klaar” en “taart”.",
    "/?op=gisteren": "“gisteren” is geen datum; u ziet de stand van nu.",
    "/?op=2031-01-01": "1 januari 2031 is nog niet voorbij; u ziet de stand van nu.",
    "/wijzigingen?sinds=x": "“x” is geen datum; wijzigingen tellen vanaf de technologietafel van 16 maart",
}


def test_an_address_that_makes_no_sense_gets_a_sentence(example: Path, screen: OpenScreen) -> None:
    here = screen()
    for address, sentence in SENTENCES.items():
        (note,) = here.open_address(address).warnings
        assert note.startswith(sentence), address


def test_a_day_before_the_first_shows_the_first_state(example: Path, screen: OpenScreen) -> None:
    here = screen().open(op="2020-05-01")
    assert here.warnings == ["Vóór 4 januari 2021 is niets vastgelegd; u ziet de eerste stand."]
    assert "STAND OP 4 JANUARI 2021" in here.text


def test_an_unknown_data_set_is_named(real: Path, screen: OpenScreen) -> None:
    here = screen().open(set="<b>elders")
    assert here.warnings == ["De gegevensset “<b>elders” bestaat niet; u ziet de gewone agenda."]
    assert here.shown() == ACTIONS


def test_unknown_view_tab_and_mode_fall_back(real: Path, screen: OpenScreen) -> None:
    here = screen().open(weergave="kubus", modus="slopen")
    assert here.shown() == ACTIONS
    assert here.value("mode") == "Inzien"
    assert screen().open("actie", actie="3", tab="zolder").value("tab") == "stand"


def test_menu_links_carry_set_moment_and_mode(real: Path, screen: OpenScreen) -> None:
    here = screen().open("wijzigingen", set="voorbeeld", op=PAST, doel="2")
    menu = here.menu
    assert "actie?set=voorbeeld&amp;op=2022-05-31" in menu
    assert "doel" not in menu
    assert 'aria-current="page"' in menu


def test_a_goal_shows_its_source(real: Path, screen: OpenScreen) -> None:
    here = screen().open()
    here.send("cards matrix", "goal", "2")
    assert "Behouden en vergroten aantal vakmensen" in here.dialog


def test_the_first_state_of_all_actions_is_one_table_and_no_change(real: Path, screen: OpenScreen) -> None:
    owner = desk.party(real)
    here = screen("Anna").edit(weergave="lijst")
    here.fill({"first driver 4": owner}).press("Beginstand vastleggen", "first state")
    assert "Kies ook een fase bij 4 Ontwikkelfonds" in here.errors[0]
    assert here.value("first driver 4") == owner, "what was chosen stays"
    here.fill({"first stage 4": "idee", "first stage 3": "purpose case"})
    here.press("Beginstand vastleggen", "first state")
    assert here.saved == ["Twee acties hebben een beginstand."]
    assert "Beginstand van nog elf acties" in [box.label for box in here.app.expander]
    assert here.open().lead.startswith("Er veranderde niets sinds")
    assert "In deze periode is niets gewijzigd" in here.open("wijzigingen", sinds="2022-01-01").lead
    assert "klaar: Leg de beginstand vast" in here.open().text


def test_a_first_state_is_undone_as_one_act_and_offered_again(real: Path, screen: OpenScreen) -> None:
    owner = desk.party(real)
    here = screen("Anna").edit(weergave="lijst")
    here.fill({"first stage 4": "idee", "first driver 4": owner, "first stage 3": "purpose case"})
    here.press("Beginstand vastleggen", "first state").press("Maak ongedaan")
    (told,) = here.saved
    assert told.startswith("Teruggezet: fase – 3 Verbeteren")
    with reading(real) as db:
        found = {action.id: action for action in agenda.actions(db)}
    assert not any(action.placed for action in found.values())
    assert found["4"].driver_id is None
    assert "first stage 4" in {box.key for box in here.app.selectbox}, "the table stands open again"
    here.press("Doe opnieuw")
    with reading(real) as db:
        again = {action.id: action.stage for action in agenda.actions(db) if action.placed}
    assert again == {"4": "idee", "3": "purpose case"}


def test_the_state_of_now_stands_before_the_adopted_text(example: Path, screen: OpenScreen) -> None:
    text = screen().open("actie", actie="3").text
    assert text.index("Stand van nu") < text.index("Vastgestelde tekst")


def test_chair_party_step_and_evidence_are_one_list(example: Path, screen: OpenScreen) -> None:
    text = screen().open("actie", actie="3", tab="coalitie").markup
    heads = re.findall(r'<th scope="col" role="columnheader">([^<]+)</th>', text)
    assert heads[:5] == ["Stoel", "Plek in de coalitie", "Partij", "Trede", "Bewijs"]
    rows = [
        re.sub("<[^>]+>", " ", row) for row in re.findall(r'<tr role="row"><th scope="row".*?</tr>', text)
    ]
    assert "Campus Voorbeeld Kust" in rows[3]
    assert "levert uit zichzelf" in rows[3] or "levert op eigen initiatief" in rows[3]
    assert "6 maart 2023" in rows[3]
    assert "leeg" in rows[2], "an empty chair has its place in the list"
    assert sum("zonder stoel" in row for row in rows) == 7, "who has no chair stands below"


def test_places_that_the_annex_names_are_proposed_until_taken_over(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("actie", actie="4", tab="coalitie")
    assert "“de aangesloten O&O fondsen”" in here.text
    here.press("Kies wat klopt")
    assert here.params["modus"] == "bewerken"
    here.fill({"annex chair 4 provincie": False}).press("Plekken overnemen", "annex chairs 4")
    assert here.saved == ["Vier plekken overgenomen uit de bijlage."]
    with reading(real) as db:
        seats = coalitions.table(db, "4").chairs
    assert {chair.role for chair in seats} == {
        "ministerie van SZW", "ministerie van OCW", "gemeente in de arbeidsmarktregio", "O&O-fonds",
    }  # fmt: skip
    assert not any(chair.party_id for chair in seats)
    assert "Voorstel uit de bijlage (1)" in [box.label for box in here.app.expander]
    assert "Voorstel uit de bijlage" not in screen().open("actie", actie="8", tab="coalitie").text


@pytest.mark.parametrize(
    ("page", "ways"),
    [
        ("stand", ("Leg de beginstand vast", "Zet een overleg klaar")),
        ("deze-week", ("Benoem de eerste plekken", "Zet partijen in het register", "Zet een overleg klaar")),
        ("wijzigingen", ("Leg een gebeurtenis vast",)),
        ("geld", ("Leg de eerste geldlaag vast",)),
        ("presenteren", ("Zet een overleg klaar",)),
        ("coalities?blik=stoelen", ("Kies wat klopt",)),
        ("coalities?blik=netwerk", ("Vul de eerste stoel",)),
    ],
)
def test_a_page_without_facts_leads_to_where_they_are_recorded(
    real: Path, screen: OpenScreen, page: str, ways: tuple[str, ...]
) -> None:
    here = screen("Anna").open_address(page)
    for way in ways:
        found = re.search(rf'href="([^"]*)"[^>]*>(<span[^>]*>edit</span>)?<span>{way}<', here.markup)
        assert found, way
        assert "modus=bewerken" in found[1]


def test_an_empty_block_has_a_button_to_where_it_is_filled(real: Path, screen: OpenScreen) -> None:
    buttons = {
        ("actie", "stand"): ("Leg de fase vast", "Leg de eerste gebeurtenis vast"),
        ("actie", "coalitie"): ("Benoem de eerste stoel", "Leg de eerste mijlpaal vast"),
        ("actie", "purpose-case"): ("Schrijf: financiering", "Schrijf: commitment", "Benoem de eerste stoel"),
        ("actie", "effect"): ("Kies een cijfer",),
        ("manifest", ""): ("Voeg de eerste partij toe",),
        ("coalities", "partijen"): ("Voeg de eerste partij toe",),
        ("beheer", "partijen"): ("Voeg de eerste partij toe",),
    }
    for (page, part), labels in buttons.items():
        params = (
            {"actie": "8", "tab": part} if page == "actie" else {"blik": part, "deel": part} if part else {}
        )
        here = screen("Anna")
        for label in labels:
            here.open(page, **params)
            assert "Kies Bewerken" not in here.text
            here.press(label)
            assert here.params["modus"] == "bewerken"
            assert "Kies Bewerken" not in here.text
            assert here.app.session_state["focus"]["labels"][0].startswith(".st-key-")


def test_no_empty_block_sends_to_bewerken_who_may_be_there_already() -> None:
    sources = [*(ROOT / "lib" / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    told = [
        (source.name, text)
        for source in sources
        for text in re.findall(r'\bempty\(\s*f?"[^"]*', source.read_text("utf-8"))
    ]
    assert len(told) > 20, "nothing was looked at"
    assert not [name for name, text in told if "Bewerken" in text]
