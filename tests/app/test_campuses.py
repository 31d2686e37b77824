"""Campussen: what the page shows of map, list and one campus, and how filters and moment change it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from lib.access import Person
from lib.feeds.pdok import Patience
from lib.model.campuses import Boundary
from lib.model.figures import Observation
from lib.model.periods import period_of
from lib.model.regions import LABOUR_REGIONS
from lib.store import campuses, figures, records
from lib.store.drafts import Draft, keep_drafts
from lib.store.figures import Delivery
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit.feeds.pdok_server import Pdok, answer, country, serving

ANNA = Person("Anna")


def component(here: Screen, key: str = "flat map") -> dict[str, Any]:
    """What a map of our own was given."""
    found = next(one for one in here.app.get("bidi_component") if one.key == key)
    task, _, picture = found.proto.bytes.decode().partition("\n")
    return {"picture": picture, "ask": task == "ask", "pointing": task == "point"}


def on_map(here: Screen) -> dict[str, str]:
    """The campuses with a pin, and where each leads."""
    pins = lxml.html.fromstring(component(here)["picture"]).xpath("//a[@data-campus]")
    return {pin.xpath("string(span[@class='vh'])"): pin.get("href") for pin in pins}


def told_on_map(here: Screen) -> list[str]:
    """What stands last in each region: its name, or below it what its colour stands for."""
    lands = lxml.html.fromstring(component(here)["picture"]).xpath("//text")
    return [land.xpath("string(tspan[last()])") for land in lands]


def listed(here: Screen) -> list[str]:
    """The campuses in the list, from top to bottom."""
    found = re.findall(r'data-campus="\d+"><img[^>]*><span>(.*?)</span>', here.markup)
    return [html.unescape(name) for name in found]


def stored(path: Path, name: str) -> Any:
    """A campus as it is in the file."""
    with reading(path) as db:
        return next(one for one in campuses.campuses(db, withdrawn=True) if one.name == name)


UNPINNED = {
    "Campus-C", "House of Skills", "METIP", "NH Food", "Smart Makers Academy", "Tata Steel Academy",
    "TechConnect",
}  # fmt: skip


# ------------------------------------------------------------------------------ to look


def test_a_first_look_says_what_is_known_and_what_is_not(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen")
    assert here.lead == (
        "23 campussen, 11 met een plek op de kaart; van geen enkele is bekend wie mede-eigenaar is."
    )
    assert len(listed(here)) == 23
    assert len(on_map(here)) == 11
    assert on_map(here).keys() < set(listed(here))
    assert {"Greenchain Noord-Holland", "House of Skills"} <= set(listed(here)) - on_map(here).keys()
    assert "Grenzen van 2023: CBS / Kadaster, CC BY 4.0, bewerkt." in here.text
    assert "Weesp" not in here.text, "the map has it where it belongs"
    assert "Op 1 januari 2027 gaat Wijdemeren op in Hilversum (bron: rijksoverheid.nl" in here.text
    assert "RPA Noord-Holland Noord (Regionaal Platform Arbeidsmarkt)" in here.text
    assert "De provincie is niet de som van de vijf regio’s" in here.text
    assert not here.app.data_editor


def test_the_address_opens_a_campus_with_its_source(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", campus="1")
    assert "Techport" in here.text
    assert "Ook bekend als Techport Innovation Centre; in de bijlage: InnovationWarehouse" in here.text
    assert "Bron: Opening Techport Innovation Centre, Techport" in here.text
    assert "Onbekend: 100%" in here.text
    assert "Eigen kennis van de opstellers; nog te controleren" in here.text
    picture = component(here)["picture"]
    assert picture.count('aria-current="true"') == 1
    leads = on_map(here).values()
    assert [way for way in leads if "campus=" not in way] == ["./campussen"], (
        "a press on what is open closes it"
    )
    assert "./campussen?campus=2" in leads


def test_a_campus_that_is_not_there_is_named(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", campus="<99>")
    assert here.warnings == ["Campus “<99>” staat niet op deze kaart. Kies er een uit de lijst."]
    assert len(listed(here)) == 23


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"regio": "AM12"}, ["House of Skills", "Media Campus NL", "TechConnect"]),
        ({"regio": ["AM12", "AM17"], "sector": "ICT"}, ["PurmerValley", "TechConnect"]),
        ({"onderzoek": "practoraat"}, ["Campus-C", "House of Aviation"]),
        ({"sector": "voedsel", "niveau": "hbo"}, ["NH Food"]),
        ({"zoek": "zaancampus"}, ["Techlands"]),
        (
            {"niveau": "onbekend"},
            ["Energy & Health Campus", "InVesta", "METIP", "Smart Makers Academy", "TechConnect"],
        ),
        ({"eigenaar": "overheid"}, []),
        ({"zeker": "onbekend", "bijactie": "onbekend", "zoek": "velsen"}, ["Tata Steel Academy", "Techport"]),
    ],
)
def test_filters_in_the_address_leave_the_same_on_map_and_in_list(
    real: Path, screen: OpenScreen, asked: dict[str, Any], names: list[str]
) -> None:
    here = screen().open("campussen", **asked)
    assert listed(here) == names
    assert on_map(here).keys() == set(names) - UNPINNED
    assert f"{len(names)} van de 23 campussen" in here.text
    if not names:
        assert here.lead == "Geen campus past bij deze filters."
    assert len(listed(here.press("Filters wissen"))) == 23
    assert here.params == {}


def test_a_filter_that_does_not_exist_is_named_and_skipped(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", regio="AM99", niveau="havo")
    assert here.warnings == ["Dit filter bestaat niet: “AM99” en “havo”. Het is overgeslagen."]
    assert len(listed(here)) == 23


def test_choosing_a_filter_puts_it_in_the_address(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen")
    here.choose("campus regio", ["AM12"])
    assert here.params["regio"] in ("AM12", ["AM12"])
    assert listed(here) == ["House of Skills", "Media Campus NL", "TechConnect"]


def test_regions_can_be_coloured_by_number(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", kleur="aantal")
    numbers = set(told_on_map(here))
    assert numbers == {"3", "4", "6", "8", "9"}
    assert "Hoe sterker de kleur, hoe meer campussen" in here.text
    assert "9: Noord-Holland Noord" in here.text
    assert "6: Groot Amsterdam" in here.text
    assert "liggen in meer regio’s en tellen daar steeds mee" in here.text, "they add up to more than 23"


@pytest.mark.parametrize(
    ("colour", "of_one", "sentence"),
    [
        ("ww", "5.746", "WW-uitkeringen (uitkeringen), juni 2021."),
        ("ww", "5.746", "WW-uitkeringen zijn geen werkloosheid"),
        (
            "spanning",
            "gemiddeld",
            "gemiddeld (0,67 tot 1,50 vacatures per persoon met korter dan zes maanden WW): Noord",
        ),
        ("spanning", "gemiddeld", "geen cijfer: Gooi en Vechtstreek"),
    ],
)
def test_regions_can_be_coloured_by_a_figure_of_one_period(
    real: Path, screen: OpenScreen, colour: str, of_one: str, sentence: str
) -> None:
    here = screen().open("campussen", kleur=colour)
    words = told_on_map(here)
    assert of_one in words
    assert words.count("geen cijfer") == 1
    assert sentence in here.text
    assert "vier regio’s van vijf" in here.text
    assert f"./arbeidsmarkt?indicator={colour}&amp;regio=AM" in here.markup


def test_a_figure_that_three_regions_have_can_colour_the_map(real: Path, screen: OpenScreen) -> None:
    def colours() -> list[str]:
        return list(screen().open("campussen").field("map colour").options)

    def deliver(*regions: str) -> None:
        new = [Observation("vacatures_uwv", code, period_of("2030KW01"), 100.0) for code in regions]
        delivery = Delivery("proef", "Proef", "Proef", retrieved_from="proef")
        with writing(real, ANNA) as db:
            figures.add_set(db, delivery, new)

    offered = "Kleur: Openstaande vacatures volgens UWV, 1e kwartaal 2030"
    assert "Kleur: WW-uitkeringen, juni 2021" in colours()
    assert not [colour for colour in colours() if "Werkloosheid" in colour], "two regions cannot be compared"
    deliver(*list(LABOUR_REGIONS)[:2])
    assert offered not in colours()
    deliver(*LABOUR_REGIONS)
    assert offered in colours()
    here = screen().open("campussen", kleur="vacatures_uwv")
    assert "vijf regio’s van vijf" in here.text
    assert told_on_map(here) == ["100"] * 5


def test_the_map_with_webgl_takes_over_when_the_browser_has_it(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen")
    assert component(here)["ask"]
    assert not here.app.get("deck_gl_json_chart")
    here.app.session_state["browser can draw"] = "deck"
    assert here.run().app.get("deck_gl_json_chart")
    assert not [one for one in here.app.get("bidi_component") if one.key == "flat map"]
    plain = here.open("campussen", kaart="vlak")
    assert not component(plain)["ask"]
    here.app.session_state["browser can draw"] = "none"
    told = [one.value for one in here.open("campussen").app.caption]
    assert told == [
        "Deze browser tekent geen kaart met WebGL. U ziet de vlakke kaart, met dezelfde campussen."
    ]


def test_many_campuses_are_listed_as_far_as_asked_for(real: Path, screen: OpenScreen) -> None:
    with writing(real, ANNA) as db:
        for number in range(200):
            values = {"name": f"Campus {number:03}", "kind": "plek", "source": "Proef"}
            campuses.add_campus(db, {**values, "lon": 4.6 + number / 400, "lat": 52.3 + number / 500})
    here = screen().open("campussen")
    assert here.lead.startswith("223 campussen, 211 met een plek")
    assert len(listed(here)) == 100
    assert len(listed(here.press("Meer tonen (123 over)"))) == 200
    assert len(on_map(here)) == 211


# ---------------------------------------------------------------------- then, and what changed


def test_the_example_shows_what_changed_as_a_ring_then_and_now(example: Path, screen: OpenScreen) -> None:
    coast = stored(example, "Campus Voorbeeld Kust (verzonnen)")
    here = screen().open("campussen", campus=str(coast.id), sinds="2022-05-01")
    assert "Bedrijfsleven : 40% was 20% op 1 mei 2022" in here.text
    assert "Wat veranderde sinds 1 mei 2022" in here.text
    assert "Aandeel overheid was nog niet bekend / is 20%" in here.text
    assert "Lectoraat of practoraat was practoraat / is lectoraat en practoraat" in here.text
    big = re.findall(r'<img width="112"[^>]*src="([^"]*)"', here.markup)
    assert "dasharray" in big[0], "the ring of then was not known in full"
    later = screen().open("campussen", campus=str(coast.id), sinds="2023-01-01")
    assert "Wat veranderde" not in later.text
    assert "dasharray" not in re.findall(r'<img width="112"[^>]*src="([^"]*)"', later.markup)[0]


def test_a_past_moment_shows_the_campuses_of_then_to_read_only(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("campussen", op="2021-02-15")
    assert here.lead.startswith("3 campussen, 3 met een plek op de kaart; van 3 is bekend")
    assert not here.app.data_editor
    assert not [label for label in here.buttons if "opslaan" in label.lower()]
    coast = stored(example, "Campus Voorbeeld Kust (verzonnen)")
    then = screen("Anna").open("campussen", op="2021-02-15", campus=str(coast.id))
    assert "Bedrijfsleven : 20%" in then.text
    assert "(tot 31 december 2022 )" in then.text


def test_a_moment_before_the_first_campus_says_so(example: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", op="2021-01-06")
    assert here.lead == "Er is nog geen campus vastgelegd."
    assert "Wie kan dit aanvullen?" in here.text
    assert listed(here) == []
    assert len(told_on_map(here)) == 5


def test_the_other_filters_are_behind_a_button_that_counts_them(real: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", onderzoek="practoraat")
    assert "campus onderzoek" not in here.keys
    here.app.session_state["more filters"] = True
    here.run()
    assert here.value("campus onderzoek") == ["practoraat"]
    here.choose("campus onderzoek", [])
    assert len(listed(here)) == 23
    assert "onderzoek" not in here.params


# ------------------------------------------------------------------------------ to edit


@pytest.fixture
def desk(real: Path, screen: OpenScreen) -> Screen:
    """Anna at the open campus Techport, with its form unfolded."""
    return screen("Anna").unfold("change campus").edit("campussen", campus="1")


def test_only_bewerken_has_forms(real: Path, screen: OpenScreen) -> None:
    assert not screen("Anna").open("campussen", campus="1").app.data_editor
    assert screen("Anna").edit("campussen", campus="1").app.data_editor


def test_a_field_is_saved_from_the_form_and_can_be_undone(desk: Screen, real: Path) -> None:
    key = "campus 1"
    desk.fill({f"{key} share_business": 40, f"{key} place": "IJmuiden, haven"}).press("Opslaan")
    assert desk.saved[0].startswith("Opgeslagen: ")
    one = stored(real, "Techport")
    assert (one.share_business, one.place, one.version) == (40, "IJmuiden, haven", 2)
    assert "Bedrijfsleven : 40%" in desk.text
    desk.press("Ongedaan maken")
    one = stored(real, "Techport")
    assert (one.share_business, one.place) == (None, "IJmuiden")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "Techlands"}, "Er is al een campus die “Techlands” heet."),
        ({"source": ""}, "De bron is nog leeg. Vul die in."),
        ({"lat": "noord"}, "De breedtegraad “noord” ligt niet in Nederland."),
        ({"lat": ""}, "Vul de lengtegraad en de breedtegraad allebei in"),
        ({"share_business": 60, "share_education": 60}, "De aandelen zijn samen 120%"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_stays_typed(
    desk: Screen, real: Path, fields: dict[str, Any], words: str
) -> None:
    desk.fill({f"campus 1 {field}": value for field, value in fields.items()}).press("Opslaan")
    (said,) = desk.errors
    assert said.startswith(words)
    assert stored(real, "Techport").version == 1
    assert all(desk.value(f"campus 1 {field}") == str(value) for field, value in fields.items())


def test_a_point_outside_the_region_is_asked_about_and_then_saved(desk: Screen, real: Path) -> None:
    desk.fill({"campus 1 lat": "52,66", "campus 1 lon": "4,83"}).press("Opslaan")
    question = "Dit punt ligt in Noord-Holland Noord, niet in of bij Zuid-Kennemerland en IJmond. Klopt dat?"
    assert question in desk.text
    assert stored(real, "Techport").version == 1
    assert desk.value("campus 1 lat") == "52,66", "what was typed is still there"
    desk.fill({"campus 1 sure": True}).press("Opslaan")
    assert stored(real, "Techport").point == (4.83, 52.66)


def test_a_network_loses_its_point(desk: Screen, real: Path) -> None:
    desk.fill({"campus 1 kind": "netwerk"}).press("Opslaan")
    one = stored(real, "Techport")
    assert (one.kind, one.point, one.accuracy_m, one.point_source) == ("netwerk", None, None, "")


def test_a_conflict_shows_both_values_and_saves_the_rest(desk: Screen, real: Path) -> None:
    with writing(real, Person("Bram")) as db:
        records.save(db, "campus", 1, 1, {"place": "Velsen-Noord"})
    desk.fill({"campus 1 place": "IJmuiden, haven", "campus 1 share_business": 30}).press("Opslaan")
    one = stored(real, "Techport")
    assert (one.place, one.share_business) == ("Velsen-Noord", None)
    assert "plaats is intussen door Bram gewijzigd in “Velsen-Noord”" in desk.text
    desk.press("Mijn waarde gebruiken")
    assert stored(real, "Techport").place == "IJmuiden, haven"
    assert desk.value("campus 1 share_business") == "30"
    desk.press("Opslaan")
    assert stored(real, "Techport").share_business == 30


def test_a_new_campus_by_coordinates_opens_and_says_who_added_it(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("new campus").edit("campussen")
    here.fill({"new campus name": "Campus Hoorn", "new campus lat": "52,65", "new campus lon": "5,06"})
    here.fill({"new campus regions": ["AM15"]}).press("Campus toevoegen")
    assert here.errors == ["De bron is nog leeg. Vul die in."]
    assert here.value("new campus name") == "Campus Hoorn"
    here.fill({"new campus source": "Opgave van de campus, 2026"}).press("Campus toevoegen")
    one = stored(real, "Campus Hoorn")
    assert (one.point, one.regions) == ((5.06, 52.65), ("AM15",))
    assert here.params["campus"] in (str(one.id), [str(one.id)])
    assert "Campus Hoorn" in on_map(here)
    assert here.value("new campus name") == ""
    changes = screen("Bram").open("wijzigingen")
    assert "Campussen en regio’s" in changes.text
    assert "Campus toegevoegd: Campus Hoorn." in changes.text


def test_a_place_pointed_out_on_the_map_comes_into_the_form(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("new campus").edit("campussen")
    assert component(here, "point new campus")["pointing"]
    here.send("point new campus", "pointed", [-94.8, 111.3])
    assert (here.value("new campus lat"), here.value("new campus lon")) == ("52,4630", "4,6121")
    assert 'class="mark"' in component(here, "point new campus")["picture"]
    assert here.value("new campus regions") == ["AM37"]
    here.fill({"new campus name": "Campus IJmond", "new campus source": "Opgave 2026"}).press(
        "Campus toevoegen"
    )
    assert stored(real, "Campus IJmond").regions == ("AM37",)


def test_a_municipality_follows_the_point_and_is_asked_when_it_differs(
    real: Path, screen: OpenScreen
) -> None:
    with writing(real, ANNA) as db:
        towns = {town.name: town for town in campuses.municipalities(db)}
        around = {
            "Velsen": (((4.5, 52.4), (4.7, 52.4), (4.7, 52.5), (4.5, 52.5)),),
            "Alkmaar": (((4.7, 52.6), (4.8, 52.6), (4.8, 52.7), (4.7, 52.7)),),
        }
        drawn = [
            (Boundary(towns[name].id, name, outline), towns[name].region_id)
            for name, outline in around.items()
        ]
        campuses.renew_boundaries(db, (), drawn, towns["Velsen"].year, "proef")
    here = screen("Anna").unfold("new campus").edit("campussen")
    here.send("point new campus", "pointed", [-94.8, 111.3])
    assert here.value("new campus municipality") == "Velsen"
    typed = {"name": "Campus IJmond", "source": "Opgave 2026", "municipality": "Alkmaar"}
    here.fill({f"new campus {name}": value for name, value in typed.items()}).press("Campus toevoegen")
    assert "Dit punt ligt in Velsen, niet in of bij Alkmaar. Klopt dat?" in here.text
    here.fill({"new campus municipality": "Velsen"}).press("Campus toevoegen")
    assert stored(real, "Campus IJmond").municipality == "Velsen"


def test_a_region_that_was_chosen_stays_when_a_place_is_pointed_out(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("new campus").edit("campussen")
    keep_drafts(real, "Anna", "new campus", {"regions": Draft(0, "Gooi en Vechtstreek")})
    here.send("point new campus", "pointed", [-94.8, 111.3])
    assert here.value("new campus regions") == []


def test_a_campus_is_taken_off_the_map_with_a_reason(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("withdraw campus").edit("campussen", campus="1")
    here.press("Van de kaart verwijderen")
    assert here.errors == ["De reden is nog leeg. Vul die in."]
    here.fill({"withdraw campus 1 withdrawn_reason": "Opgegaan in een andere campus"}).press(
        "Van de kaart verwijderen"
    )
    assert "Techport" not in listed(here)
    assert stored(real, "Techport").withdrawn_reason == "Opgegaan in een andere campus"
    here.press("Ongedaan maken")
    assert "Techport" in listed(here)


def test_a_value_is_put_back_from_the_history_of_a_campus(real: Path, screen: OpenScreen) -> None:
    with writing(real, Person("Bram")) as db:
        records.save(db, "campus", 1, 1, {"place": "Velsen-Noord"})
    here = screen("Anna").unfold("campus history").edit("campussen", campus="1")
    assert "Campus Techport, plaats: van IJmuiden naar Velsen-Noord." in here.text


def test_a_cell_of_the_grid_is_saved_and_a_refused_one_is_shown(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("campussen", regio="AM12", sector="mediatechnologie")
    here.type_cell(0, "Plaats", "Hilversum")
    assert stored(real, "Media Campus NL").place == "Hilversum"
    here.type_cell(0, "Aandeel onderwijs", 55)
    here.type_cell(0, "Lectoraat of practoraat", "geen lectoraat of practoraat")
    here.type_cell(0, "Exploitatie gedekt tot", "2027-12-31")
    here.type_cell(0, "Niveaus", "hbo,mbo")
    one = stored(real, "Media Campus NL")
    assert (one.share_education, one.research, one.secured_until) == (55, "geen", "2027-12-31")
    assert one.levels == ("mbo", "hbo")
    here.type_cell(0, "Niveaus", "havo")
    assert here.errors == ["Niveau “havo” bestaat niet. Kies uit: vmbo, mbo, hbo, wo."]
    assert stored(real, "Media Campus NL").levels == ("mbo", "hbo")


def test_the_service_point_of_a_region_is_changed_with_its_source(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("service point").edit("campussen")
    here.fill(
        {
            "service point AM12 service_point": "SPT Gooi",
            "service point AM12 service_point_source": "Opgave 2026",
        }
    )
    here.press("Opslaan", "service point AM12 form")
    assert "SPT Gooi" in here.text
    assert here.saved[0].startswith("Opgeslagen: ")


def test_from_another_computer_nothing_can_be_changed(real: Path, screen: OpenScreen) -> None:
    here = screen("Eva", url="http://agenda.example/").edit("campussen", campus="1")
    assert len(listed(here)) == 23
    assert not here.app.data_editor


def test_the_boundaries_are_renewed_on_request_and_kept_on_failure(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading(real) as db:
        areas = country(campuses.regions(db), campuses.municipalities(db))
    monkeypatch.setattr("lib.feeds.pdok.Patience", lambda: Patience(seconds=5, pauses=()))
    with serving(Pdok(areas)) as pdok:
        monkeypatch.setenv("WERKAGENDA_PDOK", pdok.base)
        here = screen("Anna").unfold("boundaries").edit("campussen")
        assert "bij 127.0.0.1: dit vraagt internet" in here.app.caption[-1].value
        assert not pdok.asked, "nothing is asked before somebody presses"
        pdok.trouble = always_500
        here.press("Grenzen vernieuwen")
        assert here.errors == ["PDOK antwoordt met een fout (500). De grenzen zijn gebleven zoals ze waren."]
        assert "Grenzen van 2023" in here.text
        pdok.trouble = lambda _handler, _turn: False
        here.press("Grenzen vernieuwen")
        assert here.saved == [f"De grenzen van {records.today().year} staan op de kaart."]
        assert f"Grenzen van {records.today().year}: CBS / Kadaster via PDOK" in here.text
        assert component(here)["picture"].count('class="town"') == 46
    changes = screen("Bram").open("wijzigingen")
    assert "Grenzen van Groot Amsterdam vernieuwd: indeling van" in changes.text


def always_500(handler: Any, _turn: int) -> bool:
    """Fail every time."""
    answer(handler, {}, status=500)
    return True
