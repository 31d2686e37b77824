"""Arbeidsmarkt: the grid, a series, what is honest about both, and new figures from CBS and from a file."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from lib.feeds import cbs
from lib.feeds.feed import ADDRESS
from lib.model.figures import Observation
from lib.model.periods import period_of
from lib.model.regions import parts_of
from lib.store import figures
from lib.store.figures import Delivery, add_effect
from lib.store.file.connection import reading, writing
from lib.ui.figures.marks import only_filled
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.cbs_server import Story, cbs_feed, data_row
from tests.unit.desk import ANNA, EFFECT

WW = b"Regio;Maand;Aantal\nAM37;januari 2023;5.200\nAM17;januari 2023;2.700\n"


def open_cells(here: Screen) -> dict[str, str]:
    """The cells of the grid that are links, by indicator and region, as text."""
    found = re.findall(
        r'<a class="cell[^"]*"[^>]*indicator=(\w+)&amp;regio=(\w+)"[^>]*>(.*?)</a>', here.markup
    )
    return {f"{one} {region}": " ".join(re.sub(r"<[^>]+>", " ", text).split()) for one, region, text in found}


def sets(path: Path) -> list[str]:
    with reading(path) as db:
        return [one.title for one in figures.sets(db)]


# ------------------------------------------------------------------------------ the grid


def test_the_grid_says_of_every_cell_what_is_known(real: Path, screen: OpenScreen) -> None:
    here = screen().open("arbeidsmarkt", schaal="alle")
    assert re.match(
        r"Van de 80 cijfers die worden gepubliceerd, hebben wij er 51; daarvan zijn \d+ actueel\. "
        r"Per arbeidsmarktregio zijn het er 15 van de 25; daarvan is er geen actueel\.",
        here.lead,
    )
    cells = open_cells(here)
    assert cells["werkloosheid PV27"].startswith(
        "3,9% ▲* (▲ 0,2 procentpunt (marge onbekend) in een jaar, ongunstig) 2e kw 2023"
    )
    assert "* marge onbekend" in " ".join(here.text.split())
    assert "krap" in cells["spanning AM37"]
    assert not re.search(r"\d,\d", cells["spanning AM37"]), "no number behind a class"
    assert cells["werkzaam AM15"] == "? ontbreekt"
    assert "vacatures AM15" not in cells, "nothing to open where no source publishes"
    legend, cells_below = here.markup.index('class="wa-signs"'), here.markup.index('class="cell')
    assert legend < cells_below
    assert "– niet gepubliceerd" in here.text
    assert here.markup.count('class="cell unpublished"') == 74
    assert here.markup.count('<span class="wa-vh">niet gepubliceerd op deze indeling</span>') == 74
    assert "geen cijfer" not in cells.values()
    assert "Arbeidsmarktregio’s (samen niet gelijk aan de provincie)" in here.text
    assert "COROP-gebieden: een andere indeling, geen arbeidsmarktregio’s" in here.text
    assert "51 van 80" in here.text
    assert "de maat van actie 10" in here.text
    assert "Niet meegeteld: 74 cellen die niemand op die indeling publiceert." in here.text
    assert re.search(r"Land en provincie \d+ van 20 gepubliceerde cijfers", here.text)


def test_only_what_is_filled_is_shown_when_asked_and_counts_stay(real: Path, screen: OpenScreen) -> None:
    whole = screen().open("arbeidsmarkt", schaal="AM")
    here = screen().open("arbeidsmarkt", schaal="AM", cellen="gevuld")
    some, every = open_cells(here), open_cells(whole)
    filled = {key for key, text in every.items() if text != "? ontbreekt"}
    assert filled == {key for key, text in some.items() if text != "ontbreekt"}
    assert here.markup.count("cell none blank") == len(some) - len(filled) > 0
    told = re.findall(r"\d+ van \d+ gepubliceerde cijfers", whole.text)
    assert told
    assert told == re.findall(r"\d+ van \d+ gepubliceerde cijfers", here.text)
    assert "cellen=gevuld" in here.markup, "a series leads back to the same view"


def test_rows_and_columns_without_a_figure_are_left_out() -> None:
    one, none = (SimpleNamespace(newest=newest) for newest in ("3,8%", None))
    assert only_filled([[one, none], [none, none], [none, none]]) == [[one]]  # type: ignore[list-item]
    assert only_filled([[none, none]]) == []  # type: ignore[list-item]


def test_the_page_opens_on_the_division_that_has_figures(real: Path, screen: OpenScreen) -> None:
    here = screen().open("arbeidsmarkt")
    cells = open_cells(here)
    assert {key.split()[1] for key in cells} == {"NL01", "PV27"}
    assert sum(value != "? ontbreekt" for value in cells.values()) == 16
    assert here.lead == screen().open("arbeidsmarkt", schaal="alle").lead, "all are counted"
    assert "Andere indelingen: Arbeidsmarktregio’s: 15 van 25 · COROP-gebieden: 20 van 35" in here.text
    assert "./arbeidsmarkt?schaal=alle" in here.markup
    assert "Aanvullen uit CBS" in screen("Anna").open("arbeidsmarkt").text


def test_theme_and_division_are_in_the_address(real: Path, screen: OpenScreen) -> None:
    here = screen().open("arbeidsmarkt", thema="beroepsbevolking", schaal="AM")
    assert len({key.split()[0] for key in open_cells(here)}) == 15
    assert "Groot-Amsterdam" not in here.text
    assert "in deze keuze" in here.lead
    here.choose("figures schaal", "GM")
    assert here.params["schaal"] == "GM"
    assert "Amsterdam" in here.text
    odd = screen().open("arbeidsmarkt", thema="geluk", schaal="XX")
    assert len(open_cells(odd)) == 20
    assert odd.warnings == ["Dit filter bestaat niet: “geluk” en “XX”. Het is overgeslagen."]


def test_a_past_moment_before_figures_is_an_honest_empty(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("arbeidsmarkt", op="2022-01-03")
    assert open_cells(here), "the first filling came with figures"


# ------------------------------------------------------------------------------- a series


def test_a_series_says_its_newest_figure_and_never_passes_a_break(real: Path, screen: OpenScreen) -> None:
    here = screen().open("arbeidsmarkt", indicator="werkloosheid", regio="PV27")
    assert here.lead.startswith(
        "Noord-Holland: 3,8% (2022), ▼ 1,0 procentpunt (marge onbekend) in een jaar (gunstig)."
    )
    assert "Marge onbekend: hoe klein een verschil nog toeval is" in here.text
    assert "Vanaf 2021 niet vergelijkbaar: EBB-methode vanaf 2021." in here.text
    assert "Voorjaar 2021: het Manifest Werken en Ontwikkelen 2030 wordt aangeboden. Bron: " in here.text
    table = screen().open("arbeidsmarkt", indicator="werkloosheid", regio="PV27", vorm="tabel")
    row = next(line for line in re.findall(r"<tr[^>]*><th[^>]*><div>2021</div>.*?</tr>", table.markup))
    assert "niet vergelijkbaar met 2020: andere meetwijze" in row
    here.choose("figure region werkloosheid", "NL01")
    assert here.params["regio"] == "NL01"
    assert here.lead.startswith("Nederland: 3,8% (2e kwartaal 2026)")


@pytest.mark.parametrize("region", ["PV27", "NL01"])
def test_a_series_opens_in_the_rhythm_with_most_figures(real: Path, screen: OpenScreen, region: str) -> None:
    with reading(real) as db:
        known = figures.series(db, "werkloosheid", [region], figures.current_sets(db))
    counts = Counter(figure.period.rhythm for figure in known).most_common()
    (most, _), (other, _) = counts
    here = screen().open("arbeidsmarkt", indicator="werkloosheid", regio=region)
    [rhythm] = [key for key in here.keys if key.startswith("figure ritme")]
    assert here.value(rhythm) == most, counts
    assert here.choose(rhythm, other).params["ritme"] == other


def test_every_indicator_opens_as_a_table_and_one_of_each_sort_as_a_chart(
    real: Path, screen: OpenScreen
) -> None:
    with reading(real) as db:
        known = figures.indicators(db)
    here = screen()
    of_each_sort = {(one.scales, one.unit, one.words): one.id for one in known}.values()
    for one in known:
        for form in ("grafiek", "tabel") if one.id in of_each_sort else ("tabel",):
            here.open("arbeidsmarkt", indicator=one.id, vorm=form)
            assert here.app.title[0].value == one.name
            assert not here.errors, (one.id, form)
            assert "Bronnen van deze cijfers" in here.markup


def test_tension_is_told_in_words_with_thresholds(real: Path, screen: OpenScreen) -> None:
    here = screen().open("arbeidsmarkt", indicator="spanning", regio="AM18")
    assert here.lead.startswith("Groot Amsterdam: zeer krap (4,00 of meer vacatures per persoon")
    assert "krap (1,50 tot 4,00" in here.text
    assert not here.app.get("vega_lite_chart")
    assert "Gooi en Vechtstreek" in re.findall(r'<table class="wa-strip">.*?</table>', here.markup)[0]
    assert "./campussen?kleur=spanning" in here.markup
    assert "kleur=" not in screen().open("arbeidsmarkt", indicator="banen_BE", regio="CR18").markup


def test_regions_without_a_figure_are_named_and_told_why(real: Path, screen: OpenScreen) -> None:
    here = screen().open("arbeidsmarkt", indicator="werkloosheid", regio="AM15")
    assert "Geen cijfer: Noord-Holland Noord, Zuid-Kennemerland en IJmond en Groot Amsterdam." in here.text
    assert "Een bron kan dit cijfer hebben, wij nog niet" in here.lead
    table = screen().open("arbeidsmarkt", indicator="werkloosheid", regio="AM15", vorm="tabel")
    assert "Noord-Holland Noord" in re.findall(r"<th[^>]*>(.*?)</th>", table.markup)
    never = screen().open("arbeidsmarkt", indicator="vacatures", regio="AM15")
    assert "niet gepubliceerd op deze indeling: geen bron geeft dit per arbeidsmarktregio" in never.lead


def test_ww_and_corop_carry_their_warning(real: Path, screen: OpenScreen) -> None:
    ww = screen().open("arbeidsmarkt", indicator="ww", regio="AM15")
    assert "WW-uitkeringen zijn geen werkloosheid" in ww.text
    assert "Eemnes en De Ronde Venen" in ww.text
    assert "onvolledig: 4 van 5 gebieden ontbreken" in ww.text
    jobs = screen().open("arbeidsmarkt", indicator="banen_BE", regio="CR18")
    assert "Een COROP-gebied is geen arbeidsmarktregio" in jobs.text
    assert "een som zegt niets" in jobs.text, "Weesp counts elsewhere since 2023"


def test_an_address_that_makes_no_sense_gets_a_sentence(real: Path, screen: OpenScreen) -> None:
    assert "bestaat niet" in screen().open("arbeidsmarkt", indicator="geluk").lead
    odd = screen().open("arbeidsmarkt", indicator="ww", regio="XX99", ritme="eeuw", vorm="lied")
    assert not odd.errors
    assert odd.lead
    empty = screen().open("arbeidsmarkt", indicator="ww", regio="PV27")
    assert empty.lead.startswith("Voor Noord-Holland is geen cijfer bekend. ")


# -------------------------------------------------------------------------------- effects


def test_effects_show_at_the_action_and_at_the_figure(real: Path, screen: OpenScreen) -> None:
    with writing(real, ANNA) as db:
        add_effect(db, EFFECT)
    sides = (
        screen().open("arbeidsmarkt", indicator="ww", regio="AM15"),
        screen().open("actie", actie="3", tab="effect"),
        screen().open("arbeidsmarkt"),
    )
    for here in sides:
        assert "Wie overstapt naar techniek heeft geen WW nodig." in here.text
        assert "Noord-Holland Noord, september 2021: 6.881 " in here.text
        assert "de uitgangswaarde van de actie; nog hetzelfde." in here.text
        assert "De actie draagt bij; een oorzakelijk verband is niet aangetoond." in here.text
    assert "Zonder effect: de acties 6, 7, 1, 2, 4, 5, 10, 9, 8, 11" in sides[-1].text
    assert "Nog niet vastgelegd welk cijfer" in screen().open("actie", actie="4", tab="effect").text


def test_an_effect_is_recorded_and_taken_back(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("actie", actie="4", tab="effect")
    here.choose("effect indicator 4", "ww")
    here.press("Effect opslaan", "effect 4 form")
    assert here.errors == ["De zin over het effect is nog leeg. Vul die in."]
    here.fill({"effect 4 sentence": "Een eigen rekening voor scholing voorkomt WW."})
    here.press("Effect opslaan", "effect 4 form")
    assert here.saved == ["Het effect is vastgelegd."]
    with reading(real) as db:
        [one] = figures.effects(db)
    here.press("Intrekken", f"withdraw effect {one.id} form")
    assert "De reden is nog leeg" in here.errors[0]
    here.fill({f"withdraw effect {one.id} withdrawn_reason": "Vergissing"}).press(
        "Intrekken", f"withdraw effect {one.id} form"
    )
    with reading(real) as db:
        assert figures.effects(db) == []


# -------------------------------------------------------------------------- new figures


def test_viewing_offers_no_way_to_change_figures(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("arbeidsmarkt")
    assert "Cijfers bijwerken" not in [one.value for one in here.app.header]


@pytest.fixture
def desk(real: Path, screen: OpenScreen) -> Screen:
    """Anna in Bewerken, with all three parts of the desk unfolded."""
    return screen("Anna").unfold("refresh", "import", "deliveries").edit("arbeidsmarkt", schaal="alle")


def test_a_refresh_is_seen_before_it_is_accepted(
    real: Path, desk: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sets(real)
    with cbs_feed(Story()) as address:
        monkeypatch.setenv(ADDRESS, address)
        desk.press("Ophalen bij het CBS")
    assert re.search(
        r"Arbeidsdeelname; provincie: \d+ nieuw, \d+ gewijzigd, \d+ verdwenen en 0 gelijk", desk.text
    )
    assert "Het CBS wijzigde deze tabel op 16 november 2023." in desk.text
    assert sets(real) == before
    desk.press("Overnemen")
    assert desk.saved == [
        "Overgenomen: Arbeidsdeelname; provincie, 40 cijfers. Ongedaan maken kan onder Ingelezen cijfers."
    ]
    assert sets(real) == ["Arbeidsdeelname; provincie", *before]
    assert open_cells(desk)["werkloosheid PV27"].startswith("geen cijfer 4e kw 2023"), "CBS gave a point"


def test_a_refresh_can_be_left_or_found_the_same(
    real: Path, desk: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sets(real)
    with cbs_feed(Story()) as address:
        monkeypatch.setenv(ADDRESS, address)
        desk.press("Ophalen bij het CBS").press("Niet overnemen")
        assert "Overnemen" not in desk.buttons
        assert sets(real) == before
        desk.press("Ophalen bij het CBS").press("Overnemen").press("Ophalen bij het CBS")
    assert "Er is niets nieuws" in desk.text
    assert "Overnemen" not in desk.buttons


def test_a_first_start_offers_to_fill_in_from_cbs(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("arbeidsmarkt")
    assert "Aanvullen uit CBS" in here.text
    assert "modus=bewerken" in here.markup
    assert "Aanvullen uit CBS" not in screen("Anna").open("arbeidsmarkt", op="2022-01-03").text


def test_filling_in_shows_what_every_table_brings_before_anything_is_stored(
    real: Path, desk: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sets(real)
    with cbs_feed(Story()) as address:
        monkeypatch.setenv(ADDRESS, address)
        desk.press("Aanvullen uit CBS")
    assert re.search(r"Arbeidsdeelname; provincie \d+ nieuw, \d+ gewijzigd", " ".join(desk.text.split()))
    assert all(re.match(r"\d+\w+: De tabel .* Er is niets gewijzigd", one) for one in desk.errors)
    assert len(desk.errors) == len(cbs.tables()) - 1
    assert sets(real) == before
    desk.press("Alles overnemen")
    assert desk.saved == [
        "Overgenomen: 40 cijfers uit één tabel. Ongedaan maken kan onder Ingelezen cijfers."
    ]
    assert sets(real) == ["Arbeidsdeelname; provincie", *before]
    assert "De meeste die nog ontbreken" not in desk.text, "somebody fetched from CBS"


def test_without_cbs_filling_in_stops_at_the_first_table(
    real: Path, desk: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cbs_feed(Story(faults=[404])) as address:
        monkeypatch.setenv(ADDRESS, address)
        desk.press("Aanvullen uit CBS")
    assert [one.split(":")[0] for one in desk.errors] == ["85268NED"]
    assert "Alles overnemen" not in desk.buttons


def test_a_sum_of_municipalities_says_that_it_is_one(real: Path, screen: OpenScreen) -> None:
    december = period_of("2024MM12")
    towns = [
        Observation("banen_F", town, december, 1.5, status="voorlopig", basis="CBS")
        for town in parts_of("AM12", december.begins, december.ends)
    ]
    with writing(real, ANNA) as db:
        figures.add_set(db, Delivery("83582NED-gemeenten", "Banen", "CBS", retrieved_from="proef"), towns)
    here = screen().open("arbeidsmarkt", schaal="alle")
    assert open_cells(here)["banen_F AM12"].startswith("10,5 dec 2024 Σ eigen som")
    assert "banen_F AM15" not in open_cells(here), "there not every municipality has a figure"
    assert "51 van 80" in here.text, "a sum of our own is no published figure"
    assert "(1 daarvan als eigen som van gemeenten)" in here.text
    series = screen().open("arbeidsmarkt", indicator="banen_F", regio="AM12")
    assert series.lead.startswith("Gooi en Vechtstreek: 10,5 x 1.000 banen (december 2024)")
    assert "Niemand publiceert dit voor dit gebied: het is een eigen som van 7 gemeenten" in series.lead


@pytest.mark.parametrize(
    ("indicator", "region", "words"),
    [
        ("vacatures_per_100", "NL01", "niet vergelijken met het landelijke cijfer van CBS"),
        ("ww_personen", "AM18", "andere maat dan ww (UWV)"),
        ("ww_personen", "NL01", "voorganger van 85554NED"),
        ("banen_BE", "PV27", "eigen som van de zeven COROP-gebieden"),
        ("netto_participatie", "CR24", "geen lijn tussen de twee"),
        ("spanning", "AM15", "waarschijnlijk, niet letterlijk zo in de bron"),
        ("ww", "AM18", "gevonden op nhnieuws.nl/nieuws/344841"),
        ("werkloosheid", "NL01", "oorspronkelijk cijfer, niet gecorrigeerd voor seizoen"),
    ],
)
def test_each_figure_carries_what_its_source_or_we_say_of_it(
    real: Path, screen: OpenScreen, indicator: str, region: str, words: str
) -> None:
    for form in ("grafiek", "tabel"):
        assert words in screen().open("arbeidsmarkt", indicator=indicator, regio=region, vorm=form).text


def test_a_number_of_tension_stands_beside_its_class(real: Path, desk: Screen, screen: OpenScreen) -> None:
    content = b"Regio;Kwartaal;Spanning\nAM15;2023Q1;2,41\nAM12;2023Q1;zeer krap\n"
    upload(desk, "s.csv", content, "UWV spanning", "spanning").press("Overnemen")
    here = screen().open("arbeidsmarkt", indicator="spanning", regio="AM15")
    assert here.lead.startswith("Noord-Holland Noord: 2,41: krap (1,50 tot 4,00 vacatures per persoon")
    assert "krap <small>2,41</small>" in here.markup
    assert open_cells(screen().open("arbeidsmarkt", schaal="AM"))["spanning AM15"].startswith("krap (2,41)")


def test_a_failed_refresh_leaves_everything_says_so_once_and_the_next_is_as_any(
    real: Path, desk: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sets(real)
    with cbs_feed(Story(faults=[404])) as address:
        monkeypatch.setenv(ADDRESS, address)
        desk.press("Ophalen bij het CBS")
        assert desk.errors == [
            "Het CBS kent deze tabel niet (meer). Er is niets gewijzigd; de cijfers die u had staan er nog."
        ]
        assert "Overnemen" not in desk.buttons
        assert sets(real) == before
        desk.press("Ophalen bij het CBS")
    assert not desk.errors
    assert sets(real) == before
    desk.press("Overnemen")
    assert sets(real) == ["Arbeidsdeelname; provincie", *before]


def test_two_people_refreshing_do_not_overwrite_each_other(
    real: Path, desk: Screen, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = screen("Bram").unfold("refresh").edit("arbeidsmarkt")
    with cbs_feed(Story()) as address:
        monkeypatch.setenv(ADDRESS, address)
        desk.press("Ophalen bij het CBS")
        other.press("Ophalen bij het CBS").press("Overnemen")
    count = len(sets(real))
    desk.press("Overnemen")
    assert desk.errors[0].startswith("Bram heeft intussen andere cijfers van deze bron overgenomen")
    assert len(sets(real)) == count


def test_a_delivery_is_taken_back_with_a_reason(
    real: Path, desk: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = open_cells(desk)["werkloosheid PV27"]
    with cbs_feed(Story(rows=[data_row(1, "PV27", "2023KW03", 9.9)])) as address:
        monkeypatch.setenv(ADDRESS, address)
        desk.press("Ophalen bij het CBS").press("Overnemen")
    assert open_cells(desk)["werkloosheid PV27"].startswith("9,9%")
    with reading(real) as db:
        newest = max(one.id for one in figures.sets(db))
    assert desk.value(f"delivery to take back {newest}") == newest
    desk.press("Inlezen ongedaan maken")
    assert "De reden is nog leeg" in desk.errors[0]
    key = f"withdraw figure_set {newest} withdrawn_reason"
    desk.fill({key: "Verkeerde tabel"}).press("Inlezen ongedaan maken")
    assert open_cells(desk)["werkloosheid PV27"] == was
    assert "ongedaan gemaakt op" in desk.text


def upload(desk: Screen, name: str, content: bytes, source: str = "UWV", indicator: str = "ww") -> Screen:
    desk.fill({"import source": source, "import indicator": indicator})
    desk.field("import file").set_value((name, content, "text/csv"))
    return desk.run()


def test_a_file_is_seen_before_it_lands_and_its_columns_are_remembered(real: Path, desk: Screen) -> None:
    upload(desk, "ww.csv", WW)
    assert "WW-uitkeringen uit ww.csv: 2 nieuw, 0 gewijzigd, 0 verdwenen en 0 gelijk gebleven." in desk.text
    desk.press("Overnemen")
    assert open_cells(desk)["ww AM37"].startswith("5.200")
    with reading(real) as db:
        assert figures.mapping(db, "UWV") == {
            "period": "Maand", "region": "Regio", "status": "", "value": "Aantal"
        }  # fmt: skip
    later = b"Regio;Maand;Aantal\nAM37;februari 2023;5.300\n"
    upload(desk, "ww2.csv", later)
    assert "1 nieuw, 0 gewijzigd, 0 verdwenen en 2 gelijk gebleven" in desk.text
    desk.choose("import keep", False)
    assert "1 nieuw, 0 gewijzigd, 2 verdwenen en 0 gelijk gebleven" in desk.text


def test_a_workbook_is_read_too(real: Path, desk: Screen) -> None:
    book = Workbook()
    book.active.append(["Regio", "Maand", "Aantal"])
    book.active.append(["AM18", "2026-01", 14000])
    file = io.BytesIO()
    book.save(file)
    upload(desk, "ww.xlsx", file.getvalue()).press("Overnemen")
    assert open_cells(desk)["ww AM18"].startswith("14.000")


def test_the_tension_of_all_occupational_groups_comes_in_one_file(real: Path, desk: Screen) -> None:
    rows = "Lassers en plaatwerkers;AM18;2023Q1;4,31\nTimmerlieden;AM15;2023Q1;krap\nArtsen;AM18;2023Q1;9\n"
    file = f"Beroepsgroep;Arbeidsmarktregio;Kwartaal;Spanning\n{rows}".encode()
    upload(desk, "uwv.csv", file, indicator="spanning_lassers")
    assert "Spanning per beroepsgroep uit uwv.csv: 2 nieuw" in desk.text
    assert "Niet overgenomen, want hier niet bijgehouden: Artsen." in desk.text
    desk.press("Overnemen")
    with reading(real) as db:
        told = db.execute("SELECT indicator, region, label, value FROM observation WHERE period = '2023KW01'")
        assert {row for row in told.fetchall() if row[0].startswith("spanning_")} == {
            ("spanning_lassers", "AM18", "zeer krap", 4.31), ("spanning_timmerlieden", "AM15", "krap", None),
        }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("ww.csv", WW + b"AM18;ooit;veel\n", "Twee fouten in het bestand; er is niets overgenomen."),
        ("ww.csv", b"\x00\xff", "Dit is geen CSV- of XLSX-bestand."),
        ("ww.xlsx", b"PK\x03\x04", "Het Excel-bestand is beschadigd of geen XLSX. Sla het opnieuw op."),
        ("ww.csv", b"", "Het bestand is leeg."),
        ("ww.csv", b"Plaats;Tijd;Getal\n1;2;3", "Kies welke kolom “gebied” is."),
        ("ww.csv", b"Regio;Maand;Aantal werklozen\nAM15;2023-01;3", "“Aantal werklozen” past niet bij"),
    ],
)
def test_a_hostile_file_never_half_lands(
    real: Path, desk: Screen, name: str, content: bytes, words: str
) -> None:
    before = sets(real)
    upload(desk, name, content)
    assert any(words in one for one in desk.errors), desk.errors
    assert "Overnemen" not in desk.buttons
    assert sets(real) == before


def test_mistakes_stand_by_row_and_column(real: Path, desk: Screen) -> None:
    upload(desk, "ww.csv", WW + b"AM18;ooit;veel\n")
    assert re.search(
        r"<div>4</div></th><td[^>]*><div>Maand</div></td><td[^>]*><div>De periode “ooit” is niet te lezen",
        desk.markup,
    )
    assert re.search(
        r"<div>4</div></th><td[^>]*><div>Aantal</div></td><td[^>]*><div>“veel” is geen getal", desk.markup
    )


def test_what_is_wrong_in_many_rows_is_said_once(real: Path, desk: Screen) -> None:
    upload(desk, "ww.csv", WW + b"GM9999;2022-03;5\n" * 20)
    assert desk.markup.count("GM9999") == 1
    assert re.search(r"<div>4 en nog 19 rijen<", desk.markup)


def test_new_figures_stand_in_the_changes_under_action_ten(
    real: Path, desk: Screen, screen: OpenScreen
) -> None:
    upload(desk, "ww.csv", WW).press("Overnemen")
    here = screen().open("wijzigingen")
    assert "Cijfers overgenomen: UWV, WW-uitkeringen uit ww.csv (2 cijfers)." in here.text
