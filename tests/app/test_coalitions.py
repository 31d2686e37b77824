"""Coalities, and the tabs Coalitie and Purpose case: what they say, what they store, and what they refuse."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from lib.access import Person
from lib.store import agenda as stored, coalitions, records
from lib.store.file import connection
from lib.ui.agenda.picture import card as picture
from tests.app import coalition_desk as desk
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.kept import Kept, tidy
from tests.unit.desk import RULED, decided_in

FUND_CHAIR = "O&O-fonds van de branche"
TODAY = records.today()
ALL = {*map(str, range(1, 12)), "m1", "m2"}
FIELDS = {
    "helix": "coalition helix",
    "regio": "coalition region",
    "partij": "coalition party",
    "doel": "coalition goal",
}


@pytest.fixture
def agenda(coalesced: list[Kept], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An agenda of this test with coalitions."""
    path = next(kept for kept in coalesced if kept.path.name == "werkagenda.db").put_back()
    tidy(path.parent)
    monkeypatch.setenv("WERKAGENDA_DB", str(path))
    return path


@pytest.fixture
def coalition(agenda: Path, screen: OpenScreen) -> Screen:
    """Anna on the tab Coalitie of action 4, in Bewerken."""
    chairs = ("add chair", "change chair", "withdraw chair", "agreement", "complete")
    folds = [f"{part} 4" for part in (*chairs, "add milestone", "update milestone", "withdraw milestone")]
    return screen("Anna").unfold(*folds, "party at chairs").edit("actie", actie="4", tab="coalitie")


@pytest.fixture
def purpose(agenda: Path, screen: OpenScreen) -> Screen:
    """Anna on the tab Purpose case of action 4, in Bewerken."""
    return screen("Anna").unfold("support 4").edit("actie", actie="4", tab="purpose-case")


def party(here: Screen, name: str, key: str) -> int:
    """The number of a party in a list of choices, which it must be in."""
    with connection.reading(connection.database_path(connection.REAL)) as db:
        number = next(one.id for one in stored.parties(db) if one.name == name)
    assert any(name in option for option in here.field(key).options)
    return number


def listed(here: Screen) -> list[str]:
    """The actions in the list, from top to bottom."""
    body = re.search(r'aria-label="Coalities, de zwakste eerst".*?</table>', here.markup, re.DOTALL)
    return re.findall(r"<tr[^>]*><th[^>]*><div><a[^>]*actie=(\w+)", body[0]) if body else []


def forms(here: Screen) -> list[str]:
    """The buttons that send a form."""
    return [one.label for one in here.app.button if one.proto.form_id]


# ------------------------------------------------------------------------- the first start


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("lijst", "nog geen nodige stoelen"),
        ("netwerk", "Nog geen partij op een stoel: er is nog geen netwerk te tekenen."),
        ("stoelen", "Van geen enkele actie zijn de nodige stoelen al benoemd."),
        ("partijen", "Nog geen partij in de lijst."),
        ("stop", "Er is geen aanjager – draag over aan een partij die nog gezocht moet worden."),
    ],
)
def test_a_first_start_says_honestly_that_nothing_is_known(
    real: Path, screen: OpenScreen, view: str, words: str
) -> None:
    here = screen().open("coalities", blik=view)
    assert here.lead == "Van nog geen enkele coalitie is vastgelegd wie erin zit."
    assert words in here.text
    assert not forms(here)


def test_the_tabs_of_a_first_start_ask_who_knows_more(real: Path, screen: OpenScreen) -> None:
    table = screen().open("actie", actie="4", tab="coalitie").text
    for words in (
        "Nog geen stoelen benoemd.",
        "Van nog geen partij is vastgelegd hoe ver zij is.",
        "Nog geen mijlpalen.",
        "nog niet als compleet aangemerkt",
        "0 van 100",
        "0 van 5 signalen",
    ):
        assert words in table
    case = screen().open("actie", actie="4", tab="purpose-case").text
    assert case.count("(nog leeg)") == 4
    assert "Draagvlak nog niet rond: eerst moeten de stoelen benoemd zijn" in case
    assert "nog niemand om draagvlak te vragen" in case


# ------------------------------------------------------------------- the page with coalitions


def test_the_list_begins_with_the_weakest_and_says_what_is_missing(agenda: Path, screen: OpenScreen) -> None:
    here = screen().open("coalities")
    assert (
        here.lead
        == "Bij twaalf acties ontbreekt een hele kant van de triple helix; één nodige stoel is leeg."
    )
    order = listed(here)
    assert len(order) == 13
    assert order[-2:] == ["4", "3"]
    assert re.search(r"3 van 4 stoelen\s+leeg: O&O-fonds van de branche", here.text)
    assert "27 van 100" in here.text
    assert "60 van 100" in here.text
    assert "Draagvlak voldoende" in here.text
    assert "address" not in here.text, "a note in the code shows on the page"


def test_every_bar_of_the_list_opens_to_its_evidence(agenda: Path, screen: OpenScreen) -> None:
    markup = screen().open("coalities").markup
    fund = next(row for row in markup.split("<tr") if "actie=4" in row)
    bars = re.findall(r'<details class="wa-fold wa-level">(.*?)</details>', fund)
    assert len(bars) == 3
    for part in (
        desk.COMPANY,
        "heeft inzet toegezegd (4)",
        "Afspraak over leerplekken",
        "vastgelegd door Anna",
    ):
        assert part in bars[0]
    assert "Nog geen partij van deze kant vastgelegd." in bars[2]
    assert "Onafhankelijke aanjager: onbekend. Nog geen aanjager." in fund


def test_the_list_names_what_ended_and_why(agenda: Path, screen: OpenScreen) -> None:
    desk.move(agenda, "4", "beeindigd")
    told = screen().open("coalities").text
    assert re.search("Beëindigd, dus zonder coalitie: 4 Ontwikkelfonds op .*: Besluit van de tafel", told)


def test_the_views_are_in_the_address(agenda: Path, screen: OpenScreen) -> None:
    here = screen().open("coalities")
    here.choose("coalition view", "stoelen")
    assert here.params["blik"] == "stoelen"
    assert f"{FUND_CHAIR} – {desk.FUND}" in here.text, "who fits the chair is proposed"
    here.choose("coalition view", "netwerk")
    assert f"{desk.COMPANY} Bedrijfsleven" in here.text
    here.choose("coalition view", "stop")
    assert here.lead.startswith(
        "Als de werkambassadeur morgen vertrekt, komt bij dertien acties iets stil te liggen: "
    )
    assert "Mijlpaal “Fondsplan getekend” heeft geen eigenaar – draag over aan Test Metaal." in here.text
    assert "Test Gemeente kent deze coalitie alleen via de werkambassadeur" in here.text


def test_each_view_says_first_what_it_is_about(example: Path, screen: OpenScreen) -> None:
    here = screen()
    views = ("lijst", "netwerk", "stoelen", "partijen", "stop")
    told = {view: here.open("coalities", blik=view).lead for view in views}
    assert len(set(told.values())) == len(views)
    assert told["stoelen"].startswith("Zeven stoelen zijn leeg bij vijf acties; 2 in Noord-Holland Noord")


def test_an_empty_chair_leads_to_where_it_is_filled(agenda: Path, screen: OpenScreen) -> None:
    assert "Zet op de stoel" not in screen("Anna").open("coalities", blik="stoelen").text
    here = screen("Anna").edit("coalities", blik="stoelen")
    [way] = re.findall(
        r'<a [^>]*href="\./([^"]*)"[^>]*>(?:<span[^>]*>edit</span>)?<span>Zet op de', here.markup
    )
    there = screen("Anna").open_address(html.unescape(way)).unfold()
    assert any(FUND_CHAIR in option for box in there.app.selectbox for option in box.options)


@pytest.mark.parametrize(
    ("param", "value", "left"),
    [
        ("helix", "bedrijfsleven", ALL - {"2", "4"}),
        ("helix", "onderwijs", ALL - {"4"}),
        ("regio", "AM15", {"4"}),
        ("partij", "3", {"2", "3", "4"}),
        ("partij", "2", set()),
        ("doel", "3", {"2", "4", "5", "10"}),
    ],
)
def test_filters_follow_the_address(
    agenda: Path, screen: OpenScreen, param: str, value: str, left: set[str]
) -> None:
    here = screen().open("coalities", **{param: value})
    assert set(listed(here)) == left
    assert here.value(FIELDS[param]) == value


def test_filters_write_the_address(agenda: Path, screen: OpenScreen) -> None:
    here = screen().open("coalities")
    here.choose("coalition region", "AM15")
    assert here.params["regio"] == "AM15"
    assert listed(here) == ["4"]
    here.choose("coalition helix", "onderwijs")
    assert "Geen coalitie past bij deze filters." in here.text
    here.choose("coalition helix", "").choose("coalition region", "")
    assert len(listed(here)) == 13
    assert not {"helix", "regio"} & here.params.keys()


def test_unknown_values_in_the_address_do_no_harm(agenda: Path, screen: OpenScreen) -> None:
    hostile = "<script>alert(1)</script>"
    here = screen().open(
        "coalities",
        helix=hostile,
        partij="999",
        regio="x",
        doel="0",
        sorteer="zzz",
        blik=hostile,
        watals="99",
    )
    assert len(listed(here)) == 13
    assert "<script>" not in here.markup
    for value in (hostile, "999", "x", "0", "zzz", "99"):
        assert f"“{value}”" in here.warnings[0]
    known = screen().open("coalities", blik="netwerk", focus=hostile)
    assert all(name in known.text for name in (desk.COMPANY, desk.SCHOOL, desk.TOWN))
    assert "<script>" not in known.markup
    assert known.warnings == [f"Dit filter bestaat niet: “{hostile}”. Het is overgeslagen."]


@pytest.mark.parametrize(
    ("column", "first_of", "last_of"),
    [
        ("actie", ["1", "2", "3", "4"], None),
        ("activering", None, ["4", "3"]),
        ("poort", None, ["3"]),
        ("overdraagbaar", None, None),
        ("laatste stap", None, None),
    ],
)
def test_every_column_orders_the_list(
    agenda: Path, screen: OpenScreen, column: str, first_of: list[str] | None, last_of: list[str] | None
) -> None:
    here = screen().open("coalities", sorteer=column)
    order = listed(here)
    assert len(order) == 13
    assert not first_of or order[: len(first_of)] == first_of
    assert not last_of or order[-len(last_of) :] == last_of
    sorted_by = re.search(r"aria-sort=ascending><a[^>]*sorteer=([^&\"]*)", here.markup)
    assert sorted_by is not None
    assert unquote_plus(sorted_by[1]) == column


def test_the_heads_keep_the_filters(agenda: Path, screen: OpenScreen) -> None:
    here = screen().open("coalities", regio="AM15", modus="bewerken")
    assert "./coalities?regio=AM15&amp;modus=bewerken&amp;sorteer=stoelen" in here.markup


@pytest.mark.parametrize(
    ("focus", "shown", "hidden"),
    [("a4", (desk.COMPANY, desk.SCHOOL, desk.TOWN), ()), ("p4", (desk.TOWN,), (desk.COMPANY, desk.SCHOOL))],
)
def test_the_network_list_follows_the_focus(
    agenda: Path, screen: OpenScreen, focus: str, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    text = screen().open("coalities", blik="netwerk", focus=focus).text
    assert all(name in text for name in shown)
    assert not [name for name in hidden if name in text]


def test_the_focus_on_an_action_without_parties_says_so(agenda: Path, screen: OpenScreen) -> None:
    assert (
        "Nog geen partij in de coalitie van deze actie."
        in screen().open("coalities", blik="netwerk", focus="a6").text
    )


# ------------------------------------------------------------------------- the register


def test_the_register_knows_every_party_and_where_it_sits(agenda: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("coalities", blik="partijen")
    assert f"{desk.COMPANY} Bedrijfsleven Noord-Holland Noord bedrijf actie 3, 2 en 4" in here.text
    assert f"{desk.FUND} Bedrijfsleven Noord-Holland Noord fonds nog nergens" in here.text
    assert forms(here) == []


def test_a_party_is_corrected_and_taken_out_with_a_reason(agenda: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("coalities", blik="partijen")
    here.unfold("register new", "register change", "register withdraw")
    fund = party(here, desk.FUND, "register party to change")
    here.choose("register party to change", fund)
    key = f"register {fund}"
    here.fill({f"{key} name": desk.TOWN}).press("Opslaan", f"{key} form")
    assert "staat al in de lijst van partijen" in here.errors[0]
    here.fill({f"{key} name": "Test Fonds Metaal", f"{key} kind": "O&O-fonds"})
    here.field(f"{key} region").select_index(0)
    here.press("Opslaan", f"{key} form")
    assert here.saved[0].startswith("Opgeslagen: ")
    assert "Test Fonds Metaal Bedrijfsleven onbekend O&O-fonds nog nergens" in here.text

    here.choose("register party to withdraw", fund).press("Partij intrekken", f"withdraw party {fund} form")
    assert len(here.errors) == 1
    here.fill({f"withdraw party {fund} withdrawn_reason": "Opgeheven"}).press(
        "Partij intrekken", f"withdraw party {fund} form"
    )
    assert re.search(
        "Eén partij doet niet meer mee Test Fonds Metaal, ingetrokken op .*: Opgeheven", here.text
    )
    chair = desk.chair_of(agenda, "4", FUND_CHAIR)["id"]
    offered = (
        screen("Anna")
        .edit("actie", actie="4", tab="coalitie")
        .unfold()
        .choose("coalition row 4", f"chair {chair}")
    )
    assert not any("Fonds Metaal" in one for one in offered.field(f"fill chair {chair} party_id").options)


# --------------------------------------------------------------------------- what if


@pytest.mark.parametrize(
    ("action_id", "words"),
    [
        ("4", ["Actie 1 (", "Actie 3 (", "is een opmaat naar actie 4 en heeft geen vervolg meer."]),
        ("7", ["De bijlage noemt geen verband tussen actie 7 en een andere actie."]),
    ],
)
def test_what_if_an_action_stops_writes_nothing(
    agenda: Path, screen: OpenScreen, action_id: str, words: list[str]
) -> None:
    here = screen("Anna").edit("coalities")
    before, version = agenda.read_bytes(), desk.version(agenda)
    here.choose("what if", action_id)
    assert here.params["watals"] == action_id
    assert [one for one in words if one not in here.text] == []
    assert "er is niets gewijzigd" in here.text
    assert agenda.read_bytes() == before
    assert desk.version(agenda) == version


# ------------------------------------------------------------------- Inzien, Bewerken, toen


@pytest.mark.parametrize("tab", ["coalitie", "purpose-case"])
def test_inzien_shows_all_and_has_no_form(agenda: Path, screen: OpenScreen, tab: str) -> None:
    here = screen("Anna").open("actie", actie="4", tab=tab)
    assert forms(here) == []
    assert not here.app.text_area
    assert not here.app.text_input
    words = {
        "coalitie": ("3 van 4 stoelen", "(mag leeg blijven)", "27 van 100", "Afspraak over leerplekken"),
        "purpose-case": ("Draagvlak nog niet rond:", "Versie 2", "<del>de helft</del>", "Tien leerplekken"),
    }
    assert [one for one in words[tab] if one not in here.text + here.markup] == []


def test_a_closed_box_makes_no_form(agenda: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("actie", actie="4", tab="coalitie")
    assert "Stoel toevoegen" not in forms(here)
    here.unfold("add chair 4")
    assert "Stoel toevoegen" in forms(here)
    assert "Mijlpaal toevoegen" not in forms(here)


def test_bewerken_has_the_forms(coalition: Screen, purpose: Screen) -> None:
    for label in (
        "Stoel toevoegen",
        "Weghalen",
        "Als compleet aanmerken",
        "Mijlpaal toevoegen",
        "Partij toevoegen",
    ):
        assert label in forms(coalition)
    assert forms(purpose).count("Opslaan als nieuwe versie") == 4
    assert "Vastleggen" in forms(purpose)


def test_a_past_moment_shows_the_coalition_of_then(agenda: Path, screen: OpenScreen) -> None:
    spring = screen("Anna").edit("actie", actie="2", tab="coalitie", op="2022-06-30")
    assert forms(spring) == []
    assert "1 van 2 stoelen" in spring.text
    assert "4 – heeft inzet toegezegd" in spring.text
    assert "bewijs verouderd" not in spring.text
    winter = screen("Anna").open("actie", actie="2", tab="coalitie", op="2022-12-31")
    assert "2 van 2 stoelen" in winter.text
    assert "bewijs verouderd" in winter.text
    assert "3 – in de coalitie" in winter.text
    before = screen().open("coalities", op="2022-02-01")
    assert before.lead == "Van nog geen enkele coalitie is vastgelegd wie erin zit."
    then = screen("Anna").edit("coalities", op="2022-06-30", blik="stop")
    assert forms(then) == []
    assert desk.SCHOOL not in screen().open("coalities", op="2022-06-30", blik="netwerk").text


# ----------------------------------------------------------------------------- chairs


def test_a_chair_is_added_filled_and_taken_away(agenda: Path, coalition: Screen) -> None:
    coalition.fill(
        {"new chair 4 helix": "overheid", "new chair 4 role": "provincie", "new chair 4 needed": False}
    )
    coalition.press("Stoel toevoegen", "new chair 4 form")
    assert coalition.saved == ["De stoel staat erbij."]
    assert coalition.value("new chair 4 role") == ""
    added = desk.chair_of(agenda, "4", "provincie")
    assert (added["helix"], added["needed"], added["party_id"]) == ("overheid", 0, None)

    coalition.choose("coalition row 4", f"chair {added['id']}")
    key = f"fill chair {added['id']} party_id"
    assert desk.TOWN in coalition.field(key).options, "a party that sits elsewhere can still be chosen"
    coalition.fill({key: party(coalition, desk.TOWN, key)}).press("Opslaan", f"fill chair {added['id']} form")
    assert coalition.saved == ["De stoel is gevuld."]
    assert desk.chair_of(agenda, "4", "provincie")["party_id"] is not None

    coalition.choose("chair to withdraw", added["id"])
    coalition.press("Weghalen")
    assert len(coalition.errors) == 1
    assert desk.chair_of(agenda, "4", "provincie")["withdrawn_on"] is None
    coalition.fill({f"withdraw chair {added['id']} withdrawn_reason": "Niet meer nodig"}).press("Weghalen")
    assert desk.chair_of(agenda, "4", "provincie")["withdrawn_reason"] == "Niet meer nodig"
    assert "provincie" not in coalition.text


def test_a_fitting_party_is_proposed_first(agenda: Path, coalition: Screen, screen: OpenScreen) -> None:
    empty = desk.chair_of(agenda, "4", FUND_CHAIR)
    coalition.choose("coalition row 4", f"chair {empty['id']}")
    key = f"fill chair {empty['id']} party_id"
    offered = ["leeg laten", f"{desk.FUND} (past bij deze stoel)", desk.COMPANY]
    assert coalition.field(key).options == offered, "no party of another helix"
    coalition.fill({key: party(coalition, desk.FUND, key)}).press("Opslaan", f"fill chair {empty['id']} form")
    assert "4 van 4 stoelen" in coalition.text
    again = screen().open("actie", actie="4", tab="coalitie").text
    assert re.search(f"{FUND_CHAIR} {desk.FUND}", again)
    coalition.press("Ongedaan maken")
    assert "3 van 4 stoelen" in coalition.text


def test_a_chosen_chair_stays_chosen_when_somebody_sits_down(agenda: Path, coalition: Screen) -> None:
    empty = desk.chair_of(agenda, "4", FUND_CHAIR)
    coalition.choose("chair to withdraw", empty["id"]).choose("coalition row 4", f"chair {empty['id']}")
    key = f"fill chair {empty['id']} party_id"
    coalition.fill({key: party(coalition, desk.FUND, key)}).press("Opslaan", f"fill chair {empty['id']} form")
    assert coalition.value("coalition row 4") == f"chair {empty['id']}"
    coalition.fill({f"withdraw chair {empty['id']} withdrawn_reason": "Toch niet nodig"}).press("Weghalen")
    assert desk.chair_of(agenda, "4", FUND_CHAIR)["withdrawn_reason"] == "Toch niet nodig"
    assert [one.withdrawn_on for one in desk.table(agenda, "4").chairs].count(None) == 4


def test_of_two_chairs_that_read_the_same_each_can_be_chosen(agenda: Path, screen: OpenScreen) -> None:
    with connection.writing(agenda, desk.ANNA) as db:
        twin = desk.chair(db, "4", "bedrijfsleven", FUND_CHAIR, None)
    here = screen("Anna").edit("actie", actie="4", tab="coalitie").unfold()
    label = f"Bedrijfsleven: {FUND_CHAIR} – leeg"
    assert {label, f"{label} (2)"} < set(here.field("coalition row 4").options)
    here.choose("coalition row 4", f"chair {twin}")
    key = f"fill chair {twin} party_id"
    here.fill({key: party(here, desk.FUND, key)}).press("Opslaan", f"fill chair {twin} form")
    seats = {one.id: one.party for one in desk.table(agenda, "4").chairs if one.role == FUND_CHAIR}
    assert seats.pop(twin) == desk.FUND
    assert set(seats.values()) == {None}


def test_what_a_chair_stands_for_can_be_changed(agenda: Path, coalition: Screen) -> None:
    chair = desk.chair_of(agenda, "4", FUND_CHAIR)
    coalition.choose("chair to change", chair["id"])
    key = f"change chair {chair['id']}"
    coalition.fill({f"{key} role": "O&O-fonds metaal", f"{key} region": "AM15", f"{key} needed": False})
    coalition.press("Opslaan", f"{key} form")
    assert coalition.saved[0].startswith("Opgeslagen: ")
    changed = desk.chair_of(agenda, "4", "O&O-fonds metaal")
    assert (changed["region"], changed["needed"]) == ("AM15", 0)
    assert "3 van 3 stoelen" in coalition.text

    filled = desk.chair_of(agenda, "4", "roc")
    coalition.choose("chair to change", filled["id"])
    key = f"change chair {filled['id']}"
    coalition.fill({f"{key} helix": "overheid"}).press("Opslaan", f"{key} form")
    assert "vraagt een partij uit overheid" in coalition.errors[0]
    assert desk.chair_of(agenda, "4", "roc")["helix"] == "onderwijs"


def test_saving_a_filled_chair_as_it_is_keeps_its_party(agenda: Path, coalition: Screen) -> None:
    filled = desk.chair_of(agenda, "4", "roc")
    coalition.choose("coalition row 4", f"chair {filled['id']}").unfold(f"seat {filled['id']}")
    assert coalition.value(f"fill chair {filled['id']} party_id") == filled["party_id"]
    coalition.press("Opslaan", f"fill chair {filled['id']} form")
    assert coalition.saved == ["Er was niets te wijzigen."]
    assert desk.chair_of(agenda, "4", "roc")["party_id"] == filled["party_id"]


def test_a_chair_without_a_role_is_refused(agenda: Path, coalition: Screen) -> None:
    before = desk.version(agenda)
    coalition.fill({"new chair 4 helix": "onderwijs", "new chair 4 role": "  "})
    coalition.press("Stoel toevoegen", "new chair 4 form")
    assert "rol van de stoel" in coalition.errors[0]
    assert coalition.value("new chair 4 helix") == "onderwijs"
    assert desk.version(agenda) == before


# ------------------------------------------------------------------------- activation


def level_of(agenda: Path, name: str) -> int | None:
    return next((one.level for one in desk.table(agenda, "4").activations if one.party == name), None)


def beside(agenda: Path, coalition: Screen, role: str) -> int:
    """Open the form of a row of the grid; returns the party on that chair."""
    chair = desk.chair_of(agenda, "4", role)
    coalition.choose("coalition row 4", f"chair {chair['id']}")
    return int(chair["party_id"])


def test_a_level_needs_evidence_which_is_told_and_shows_on_the_card(
    agenda: Path, coalition: Screen, screen: OpenScreen
) -> None:
    town = beside(agenda, coalition, "gemeente")
    key = f"activation 4 {town}"
    coalition.fill({f"{key} level": 3}).press("Opslaan", f"{key} form")
    assert "“In de coalitie” vraagt bewijs." in coalition.errors[0]
    assert coalition.value(f"{key} level") == 3
    assert level_of(agenda, desk.TOWN) is None

    nothing, *steps, on_the_spot = coalition.field(f"{key} step_id").options
    assert (nothing, on_the_spot) == ("geen", "nog niet vastgelegd: leg de gebeurtenis nu vast")
    assert len(steps) == 1, "only steps at which this party was present"
    coalition.field(f"{key} step_id").select(steps[0])
    coalition.press("Opslaan", f"{key} form")
    assert not coalition.errors
    assert level_of(agenda, desk.TOWN) == 3
    assert "67 van 100" in coalition.text
    *_, overheid = re.findall(r'<details class="wa-fold wa-level">.*?</details>', coalition.markup, re.DOTALL)
    for words in ("3 – in de coalitie", desk.TOWN, "Kennismaking", "vastgelegd door Anna"):
        assert words in overheid
    card = next(one for one in screen().open().cards()["cards"] if one["id"] == "4")
    drawn = picture.card(card).partition('class="helix overheid"')[2]
    assert "overheid in de coalitie" in drawn
    assert drawn.count('<i class="on">') == 3
    assert '<b class="digit" aria-hidden="true">3</b>' in drawn


def test_the_highest_level_needs_a_step_of_the_coalition_itself(agenda: Path, coalition: Screen) -> None:
    town = beside(agenda, coalition, "gemeente")
    key = f"activation 4 {town}"
    coalition.field(f"{key} step_id").select_index(1)
    coalition.fill({f"{key} level": 5}).press("Opslaan", f"{key} form")
    assert "kan alleen met een gebeurtenis op initiatief van de coalitie zelf" in coalition.errors[0]
    assert coalition.value(f"{key} level") == 5
    assert level_of(agenda, desk.TOWN) is None
    coalition.fill({f"{key} level": 2}).press("Opslaan", f"{key} form")
    assert level_of(agenda, desk.TOWN) == 2


# ------------------------------------------------------------------------- agreements


def test_agreements_are_saved_and_told(agenda: Path, coalition: Screen) -> None:
    coalition.fill(
        {
            "agreement 4 rhythm": "elke eerste maandag",
            "agreement 4 money_until": date(2030, 12, 31),
            "agreement 4 signed_on": TODAY,
        }
    )
    coalition.press("Opslaan", "agreement 4 form")
    assert "elke eerste maandag" in coalition.text
    assert "3 van 5 signalen" in coalition.text
    assert desk.table(agenda, "4").coalition.money_until == "2030-12-31"


def test_complete_with_an_empty_chair_asks_a_reason_that_stays_in_sight(
    agenda: Path, coalition: Screen, screen: OpenScreen
) -> None:
    coalition.fill({"complete 4 complete_on": TODAY}).press("Als compleet aanmerken")
    assert f"Nog leeg: {FUND_CHAIR}." in coalition.errors[0]
    assert coalition.value("complete 4 complete_on") == f"{TODAY:%d-%m-%Y}"
    assert desk.table(agenda, "4").coalition.complete_on is None
    coalition.fill({"complete 4 complete_reason": "Het fonds volgt in mei"}).press("Als compleet aanmerken")
    assert not coalition.errors
    told = f"al is nog leeg: {FUND_CHAIR}. Reden: Het fonds volgt in mei."
    assert told in coalition.text
    for address in ({"page": "coalities"}, {"page": "actie", "actie": "4", "tab": "purpose-case"}):
        assert told in screen().open(**address).text
    coalition.press("Ongedaan maken")
    assert desk.table(agenda, "4").coalition.complete_on is None
    assert "nog niet als compleet aangemerkt" in coalition.text


# ------------------------------------------------------------------------- milestones


def test_a_milestone_is_added_and_reached(agenda: Path, coalition: Screen) -> None:
    assert coalition.value("new milestone 4 due") == "", "no day is proposed that nobody chose"
    coalition.press("Mijlpaal toevoegen", "new milestone 4 form")
    assert "mijlpaal" in coalition.errors[0]
    coalition.fill({"new milestone 4 what": "Eerste tien plaatsen", "new milestone 4 due": date(2030, 1, 15)})
    coalition.press("Mijlpaal toevoegen", "new milestone 4 form")
    assert coalition.saved == ["De mijlpaal staat erbij."]
    assert "2 15 januari 2030 Eerste tien plaatsen nog te doen nog niemand" in coalition.text
    late = next(one for one in desk.table(agenda, "4").milestones if one.what == "Fondsplan getekend")
    assert "Fondsplan getekend te laat" in coalition.text
    coalition.choose("milestone to change", late.id)
    key = f"milestone {late.id}"
    owner = party(coalition, desk.FUND, f"{key} owner_id")
    coalition.fill({f"{key} done_on": TODAY, f"{key} owner_id": owner})
    coalition.press("Opslaan", f"{key} form")
    assert "bereikt op" in coalition.text
    assert "te laat" not in coalition.text


def test_a_milestone_is_renamed_and_taken_away_with_a_reason(agenda: Path, coalition: Screen) -> None:
    plan = desk.table(agenda, "4").milestones[0]
    coalition.fill({f"milestone {plan.id} what": "Fondsplan besproken"})
    coalition.press("Opslaan", f"milestone {plan.id} form")
    assert "Fondsplan besproken" in coalition.text
    coalition.press("Mijlpaal weghalen")
    assert len(coalition.errors) == 1
    coalition.fill({f"withdraw milestone {plan.id} withdrawn_reason": "Dubbel opgeschreven"})
    coalition.press("Mijlpaal weghalen")
    assert desk.table(agenda, "4").milestones[0].withdrawn_reason == "Dubbel opgeschreven"
    assert "Nog geen mijlpalen." in coalition.text


# ----------------------------------------------------------------------- purpose case


def test_a_text_that_could_not_be_stored_is_not_lost(agenda: Path, purpose: Screen) -> None:
    whole, key = agenda.read_bytes(), "purpose 4 commitment text"
    text = "Alle partijen leveren tien plaatsen."
    connection.let_go(agenda)
    for part in agenda.parent.glob(f"{agenda.name}*"):
        part.unlink()
    agenda.write_bytes(b"Dit is een brief, geen gegevensbestand. " * 200)
    purpose.fill({key: text}).press("Opslaan als nieuwe versie", "purpose 4 commitment form")
    assert "is geen (heel) gegevensbestand" in purpose.errors[0]
    agenda.write_bytes(whole)
    purpose.press("Opnieuw proberen")
    assert purpose.value(key) == text
    purpose.press("Opslaan als nieuwe versie", "purpose 4 commitment form")
    assert [one.text for one in desk.table(agenda, "4").texts if one.part == "commitment"] == [text]


def test_each_part_has_versions_and_shows_what_changed(agenda: Path, purpose: Screen) -> None:
    key = "purpose 4 commitment text"
    purpose.fill({key: "  "}).press("Opslaan als nieuwe versie", "purpose 4 commitment form")
    assert len(purpose.errors) == 1
    purpose.fill({key: "Alle partijen leveren tien plaatsen."})
    purpose.press("Opslaan als nieuwe versie", "purpose 4 commitment form")
    assert purpose.saved == ["De nieuwe versie is opgeslagen."]
    second = "purpose 4 commitment text"
    purpose.fill({second: "Alle partijen leveren twintig plaatsen."})
    purpose.press("Opslaan als nieuwe versie", "purpose 4 commitment form")
    assert "leveren <del>tien</del> <ins>twintig</ins> plaatsen." in purpose.markup
    texts = [one for one in desk.table(agenda, "4").texts if one.part == "commitment"]
    assert [one.number for one in texts] == [1, 2]
    purpose.press("Opslaan als nieuwe versie", "purpose 4 commitment form")
    assert purpose.saved == ["Er was niets te wijzigen."]


def test_two_people_on_one_part_see_both_texts(agenda: Path, purpose: Screen) -> None:
    with connection.writing(agenda, Person("Bram")) as db:
        coalitions.write_purpose(db, "4", "financiering", "Van Bram.", 2)
    key = "purpose 4 financiering text"
    purpose.fill({key: "Van Anna."}).press("Opslaan als nieuwe versie", "purpose 4 financiering form")
    assert "tekst van de purpose case is intussen door Bram gewijzigd" in purpose.text
    assert "“Van Anna.”" in purpose.text
    assert desk.table(agenda, "4").texts[-1].text == "Van Bram."
    purpose.press("Mijn waarde gebruiken")
    assert [one.text for one in desk.table(agenda, "4").texts[-2:]] == ["Van Bram.", "Van Anna."]


def test_support_is_recorded_and_a_condition_must_be_named(agenda: Path, purpose: Screen) -> None:
    town = party(purpose, desk.TOWN, "support party")
    purpose.choose("support party", town)
    key = f"support 4 {town}"
    purpose.fill({f"{key} answer": "onder voorwaarde", f"{key} contribution": "Een projectleider"})
    purpose.press("Opslaan", f"{key} form")
    assert "Schrijf op onder welke voorwaarde deze partij steunt." in purpose.errors[0]
    assert purpose.value(f"{key} contribution") == "Een projectleider"
    purpose.fill({f"{key} condition": "Als de raad instemt"}).press("Opslaan", f"{key} form")
    assert not purpose.errors
    told = r"Steunt onder voorwaarde \d.* Voorwaarde: Als de raad instemt Bijdrage: Een projectleider"
    assert re.search(told, purpose.text)


def test_a_refusal_names_the_party_and_proposes_the_end(agenda: Path, purpose: Screen) -> None:
    town = party(purpose, desk.TOWN, "support party")
    purpose.choose("support party", town)
    key = f"support 4 {town}"
    purpose.fill({f"{key} answer": "steunt niet"}).press("Opslaan", f"{key} form")
    assert "Test Gemeente steunt niet" in purpose.text
    assert "de purpose case niet. Is het draagvlak nog genoeg?" in purpose.text
    assert purpose.value("end 4 reason") == "", "a question is no reason"


def test_the_gate_closes_on_a_refusal_and_opens_again_with_support(agenda: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("actie", actie="3", tab="purpose-case").unfold()
    town = party(here, desk.TOWN, "support party")
    here.choose("support party", town)

    def answer(words: str) -> tuple[str, str]:
        """Record what the town answers; returns the gate and the row of the town."""
        here.fill({f"support 3 {town} answer": words}).press("Opslaan", f"support 3 {town} form")
        gate = re.search(r'<div class="wa-gate.*?</div>', here.markup, re.DOTALL)
        assert gate
        rows = here.markup.partition('aria-label="Draagvlak per partij"')[2].split("<tr")
        return gate[0], next(row for row in rows if desk.TOWN in row)

    assert '<div class="wa-gate open"' in here.markup
    gate, row = answer("steunt niet")
    assert 'class="wa-gate closed"' in gate
    assert desk.TOWN in gate
    assert "Is het draagvlak nog genoeg?" in gate
    assert "<b>Steunt niet</b>" in row
    gate, row = answer("steunt")
    assert 'class="wa-gate open"' in gate
    assert "De actie mag in uitvoering." in gate
    assert "<b>Steunt</b>" in row


# --------------------------------------------------------------------------- the gate


def test_a_closed_gate_refuses_every_form(agenda: Path, screen: OpenScreen) -> None:
    desk.move(agenda, "4", "coalitie in vorming", "purpose case", "poort")
    here = screen("Anna").unfold("stage 4").edit("actie", actie="4")
    here.fill({"move 4 stage": "in uitvoering", "move 4 reason": "Het moet maar"}).press("Verplaatsen")
    assert "“In uitvoering” kan nog niet. Draagvlak nog niet rond:" in here.errors[0]
    assert here.value("move 4 reason") == "Het moet maar"

    grid = screen("Anna").edit(weergave="lijst")
    place = list(grid.grid.value.index).index("4")
    grid.type_cell(place, "Fase", "In uitvoering")
    assert "“In uitvoering” kan nog niet. Draagvlak nog niet rond:" in grid.errors[0]
    assert grid.grid.value.loc["4", "Fase"] == "Draagvlaktoets"

    board = screen("Anna").edit(weergave="bord")
    board.send("cards board", "move", "4>in uitvoering")
    assert "“In uitvoering” kan nog niet. Draagvlak nog niet rond:" in board.errors[0]
    assert "Waaruit blijkt dit?" not in [one.label for one in board.app.text_input if "ask" in str(one.key)]
    assert desk.action(agenda, "4").stage == "poort"


def test_an_open_gate_lets_an_action_through(agenda: Path, screen: OpenScreen) -> None:
    desk.move(agenda, "3", "coalitie in vorming", "purpose case", "poort")
    here = screen("Anna").unfold("stage 3").edit("actie", actie="3")
    here.fill({"move 3 stage": "in uitvoering", "move 3 reason": "Alle partijen steunen"}).press(
        "Verplaatsen"
    )
    assert here.saved == ["Fase is nu In uitvoering."]
    assert desk.action(agenda, "3").stage == "in uitvoering"
    case = screen().open("actie", actie="3", tab="purpose-case").text
    assert "Draagvlak voldoende: alle drie nodige partijen hebben geantwoord" in case
    assert "De actie is er al doorheen." in case
    assert "mag in uitvoering" not in case


def test_an_end_has_its_meeting_and_asks_the_neighbours(
    agenda: Path, purpose: Screen, screen: OpenScreen
) -> None:
    assert "Actie 1 (" in purpose.text, "what others lose stands beside the decision"
    held = decided_in("end 4")
    purpose.fill(held).press("Vastleggen", "end 4 form")
    assert "Wat er is besloten of voorgesteld, is nog leeg." in purpose.errors[0]
    assert {name: purpose.value(name) for name in held} == held
    purpose.fill({"end 4 reason": "Onvoldoende draagvlak bij de gemeente", "end 4 ruling": None})
    purpose.press("Vastleggen", "end 4 form")
    assert "vraagt een besluit van Gedeputeerde Staten. Kies" in purpose.errors[0]
    assert purpose.value("end 4 reason") == "Onvoldoende draagvlak bij de gemeente"
    purpose.fill(held).press("Vastleggen", "end 4 form")
    assert not purpose.errors
    ended = desk.action(agenda, "4")
    assert (ended.stage, ended.ended_reason) == ("beeindigd", "Onvoldoende draagvlak bij de gemeente")
    assert "end 4 ruling" not in purpose.keys
    assert [len(desk.table(agenda, one).flags) for one in ("1", "2", "3", "4")] == [1, 0, 1, 0]
    assert "4" not in listed(purpose.open("coalities"))
    card = next(one for one in purpose.open().cards()["cards"] if one["id"] == "4")
    assert "Onvoldoende draagvlak bij de gemeente" in card["ended"]
    stand = purpose.open("actie", actie="4", tab="stand").text
    assert "Onvoldoende draagvlak bij de gemeente." in stand
    assert "op advies van Technologietafel 14 maart 2022" in stand
    closed = "Deze actie is beëindigd en staat stil"
    assert closed in screen("Anna").edit("actie", actie="4", tab="coalitie").text
    assert closed not in screen("Anna").open("actie", actie="4", tab="coalitie").text
    told = purpose.open("actie", actie="4", tab="geschiedenis").text
    assert f"Onvoldoende draagvlak bij de gemeente ({RULED})" in told


def test_what_was_typed_for_one_action_is_not_offered_at_another(agenda: Path, coalition: Screen) -> None:
    coalition.fill({"new chair 4 role": "bij vier", "new milestone 4 what": "bij vier"}).run()
    coalition.edit("actie", actie="3", tab="coalitie").unfold()
    assert not [one.key for one in coalition.app.text_input if one.value == "bij vier"]
    coalition.edit("actie", actie="4", tab="purpose-case").fill({"end 4 reason": "bij vier"}).run()
    coalition.edit("actie", actie="3", tab="purpose-case")
    assert coalition.value("end 3 reason") == ""


def test_a_flag_must_be_answered_in_writing(agenda: Path, screen: OpenScreen) -> None:
    desk.move(agenda, "4", "beeindigd")
    here = screen("Anna").edit("actie", actie="3", tab="purpose-case")
    assert "Reactie nodig:" in here.text
    asked = screen().open("coalities").text
    for name in ("1 Service punt techniek", "3 Verbeteren zij-instroom naar techniek"):
        assert re.search(f"Reactie nodig: “4 Ontwikkelfonds” is op .* beëindigd. {name}", asked)
    flag = desk.table(agenda, "3").flags[0].id
    here.press("Gevolg vastleggen")
    assert "Het antwoord is nog leeg." in here.errors[0]
    here.fill({f"flag {flag} answer": "Wij zoeken een ander vervolg."}).press("Gevolg vastleggen")
    assert here.saved == ["Het antwoord is vastgelegd."]
    for tab in ("purpose-case", "stand"):
        told = here.edit("actie", actie="3", tab=tab).text
        assert "Reactie nodig:" not in told
        assert "Wij zoeken een ander vervolg." in told
    assert "Reactie nodig:" in screen().open("actie", actie="1", tab="purpose-case").text


def test_reopening_needs_a_new_text(agenda: Path, screen: OpenScreen) -> None:
    desk.move(agenda, "4", "beeindigd")
    here = screen("Anna").unfold("stage 4").edit("actie", actie="4")
    typed = {"move 4 reason": "Nieuwe partners", **decided_in("move 4")}
    here.fill(typed).press("Verplaatsen")
    assert "Heropenen kan pas met een nieuwe versie van de purpose case." in here.errors[0]
    case = screen("Anna").edit("actie", actie="4", tab="purpose-case")
    case.fill({"purpose 4 organisatie text": "Twee nieuwe partners trekken dit."})
    case.press("Opslaan als nieuwe versie", "purpose 4 organisatie form")
    assert not case.errors
    here.run().fill(typed).press("Verplaatsen")
    assert not here.errors
    assert desk.action(agenda, "4").stage == "purpose case"
    neighbour = screen().open("actie", actie="3").text
    assert re.search("“4 Ontwikkelfonds” was op .* beëindigd en is daarna heropend.", neighbour)
    assert "is beëindigd" not in neighbour


# --------------------------------------------------------------------------- Zonder de werkambassadeur


@pytest.fixture
def stop_test(agenda: Path, screen: OpenScreen) -> Screen:
    """Anna at the Zonder de werkambassadeur, in Bewerken; action 4 is at work without a rhythm of meeting."""
    desk.move(agenda, "4", "coalitie in vorming")
    return screen("Anna").edit("coalities", blik="stop")


def unfold(here: Screen, kind: str, *parts: object) -> str:
    """Open the form beside something that falls; the key of its fields."""
    key = " ".join(["hand over", kind, "4", *map(str, parts)])
    here.app.session_state[key] = True
    here.run()
    return key


def told(here: Screen) -> str:
    """The history of action 4 on screen."""
    return here.open("actie", actie="4", tab="geschiedenis").text


def test_looking_at_the_stop_test_writes_nothing(agenda: Path, stop_test: Screen) -> None:
    before = agenda.read_bytes()
    unfold(stop_test, "aanjager")
    unfold(stop_test, "overleg")
    assert agenda.read_bytes() == before
    assert "Acties zonder onafhankelijke aanjager (13)" in stop_test.text


def test_every_line_of_the_stop_test_can_be_handed_over(agenda: Path, stop_test: Screen) -> None:
    offers = [key for key in stop_test.app.session_state if str(key).startswith("hand over ")]
    assert len(offers) == stop_test.markup.count('class="wa-fallen"') == 16
    assert not forms(stop_test), "a form is made when somebody opens it"
    assert not forms(stop_test.open("coalities", blik="stop"))


def test_a_driver_is_handed_over(agenda: Path, stop_test: Screen) -> None:
    key = unfold(stop_test, "aanjager")
    assert stop_test.field(f"{key} driver_id").options == [desk.COMPANY, desk.TOWN, desk.SCHOOL, desk.FUND]
    stop_test.fill({f"{key} driver_id": party(stop_test, desk.SCHOOL, f"{key} driver_id")}).press(
        "Overdragen", f"{key} form"
    )
    assert not stop_test.errors
    assert desk.action(agenda, "4").driver == desk.SCHOOL
    assert "Acties zonder onafhankelijke aanjager (12)" in stop_test.text
    stop_test.press("Ongedaan maken")
    assert desk.action(agenda, "4").driver is None


def test_two_people_hand_one_driver_over(agenda: Path, stop_test: Screen) -> None:
    key = unfold(stop_test, "aanjager")
    town = party(stop_test, desk.TOWN, f"{key} driver_id")
    with connection.writing(agenda, Person("Bram")) as db:
        seen = records.get(db, "action", "4")["version"]
        records.save(db, "action", "4", seen, {"driver_id": town})
    stop_test.press("Overdragen", f"{key} form")
    assert "aanjager is intussen door Bram gewijzigd in “Test Gemeente”" in stop_test.text
    assert desk.action(agenda, "4").driver == desk.TOWN
    stop_test.press("Mijn waarde gebruiken")
    assert desk.action(agenda, "4").driver == desk.COMPANY


def test_a_task_is_handed_over(agenda: Path, stop_test: Screen) -> None:
    task = desk.table(agenda, "4").milestones[0]
    key = unfold(stop_test, "taak", task.id)
    stop_test.press("Overdragen", f"{key} form")
    assert desk.table(agenda, "4").milestones[0].owner == desk.COMPANY, "the proposed one"
    assert "Mijlpaal “Fondsplan getekend” heeft geen eigenaar" not in stop_test.text
    stop_test.press("Ongedaan maken")
    assert desk.table(agenda, "4").milestones[0].owner is None
    assert "verantwoordelijke: van niemand naar Test Metaal" in told(stop_test)


def test_what_lies_with_a_party_that_withdrew_is_told_by_name_and_not_offered_to_it(
    agenda: Path, stop_test: Screen
) -> None:
    task = desk.table(agenda, "4").milestones[0]
    with connection.writing(agenda, desk.ANNA, "Opgeheven") as db:
        owner = next(one for one in stored.parties(db) if one.name == desk.COMPANY)
        records.save(db, "milestone", task.id, task.version, {"owner_id": owner.id})
        records.save(db, "action", "4", records.get(db, "action", "4")["version"], {"driver_id": owner.id})
        records.withdraw(db, "party", owner.id, owner.version)
    key = unfold(stop_test, "taak", task.id)
    assert "“Fondsplan getekend” ligt bij Test Metaal, die niet meer deelneemt" in stop_test.text
    assert "Aanjager Test Metaal neemt niet meer deel" in stop_test.text
    assert desk.COMPANY not in stop_test.field(f"{key} owner_id").options
    stop_test.press("Overdragen", f"{key} form")
    assert desk.table(agenda, "4").milestones[0].owner == desk.SCHOOL


def test_a_meeting_is_handed_over_in_words(agenda: Path, stop_test: Screen) -> None:
    key = unfold(stop_test, "overleg")
    school = party(stop_test, desk.SCHOOL, f"{key} to")
    stop_test.fill({f"{key} to": school}).press("Overdragen", f"{key} form")
    assert "Hoe vaak de coalitie bijeenkomt, is nog leeg." in stop_test.errors[0]
    assert stop_test.value(f"{key} to") == school
    stop_test.fill({f"{key} rhythm": "elke eerste maandag"}).press("Overdragen", f"{key} form")
    assert not stop_test.errors
    rhythm = "elke eerste maandag, bijeengeroepen door Test Roc"
    assert desk.table(agenda, "4").coalition.rhythm == rhythm
    assert "geen eigen afspraak over bijeenkomen" not in stop_test.text
    stop_test.press("Ongedaan maken")
    assert desk.table(agenda, "4").coalition.rhythm == ""
    assert rhythm in told(stop_test)


def test_two_people_hand_one_meeting_over(agenda: Path, stop_test: Screen) -> None:
    key = unfold(stop_test, "overleg")
    with connection.writing(agenda, Person("Bram")) as db:
        records.save(db, "coalition", "4", 1, {"rhythm": "elk kwartaal"})
    stop_test.fill({f"{key} rhythm": "elke week"}).press("Overdragen", f"{key} form")
    assert "bijeenkomst is intussen door Bram gewijzigd in “elk kwartaal”" in stop_test.text
    assert desk.table(agenda, "4").coalition.rhythm == "elk kwartaal"
    stop_test.press("Mijn waarde gebruiken")
    assert desk.table(agenda, "4").coalition.rhythm == "elke week, bijeengeroepen door Test Metaal"


def test_a_party_that_knew_only_the_ambassador_is_handed_over_by_a_step(
    agenda: Path, stop_test: Screen
) -> None:
    town = next(one.party_id for one in desk.table(agenda, "4").chairs if one.party == desk.TOWN)
    key = unfold(stop_test, "partij", town)
    assert desk.TOWN not in stop_test.field(f"{key} to").options
    tomorrow = TODAY.replace(year=TODAY.year + 1)
    stop_test.fill({f"{key} happened_on": tomorrow, f"{key} what": "Kennisgemaakt met het roc"})
    stop_test.press("Overdragen", f"{key} form")
    assert "ligt in de toekomst" in stop_test.errors[0]
    assert stop_test.value(f"{key} what") == "Kennisgemaakt met het roc"
    stop_test.fill({f"{key} happened_on": TODAY, f"{key} to": party(stop_test, desk.SCHOOL, f"{key} to")})
    stop_test.press("Overdragen", f"{key} form")
    assert stop_test.saved == ["De gebeurtenis is vastgelegd."]
    assert "kent deze coalitie alleen via de werkambassadeur" not in stop_test.text
    with connection.reading(agenda) as db:
        step = stored.steps(db, "4")[0]
    assert (step.what, step.started_by, step.happened_on) == (
        "Kennisgemaakt met het roc",
        "coalitie",
        TODAY.isoformat(),
    )
    assert set(step.parties) == {desk.SCHOOL, desk.TOWN}
    assert "Kennisgemaakt met het roc" in told(stop_test)


def test_without_a_party_to_take_over_the_stop_test_says_what_is_missing(
    real: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").edit("coalities", blik="stop")
    unfold(here, "aanjager")
    assert "Er is nog geen partij die dit kan overnemen." in "\n".join(one.value for one in here.app.caption)
    assert not forms(here)


def test_the_cards_carry_the_helices_and_the_driver(agenda: Path, screen: OpenScreen) -> None:
    card = next(one for one in screen().open().cards()["cards"] if one["id"] == "4")
    assert [one["level"] for one in card["helices"]] == [4, 4, 0]
    assert not card["driver"]
    assert card["plus"]
