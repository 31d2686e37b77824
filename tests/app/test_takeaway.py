"""Every table and chart of every page can be taken away by one button, with what accounts for it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import streamlit as st
from lxml import html
from markupsafe import Markup

from app import ROOMS
from lib.documents.pictures import money as paper_money
from lib.documents.tables.figure_files import drawing_as_png
from lib.documents.tables.page import tables_of
from lib.rules.changes import BANDS
from lib.store import manifest
from lib.store.file.connection import reading, writing
from lib.store.results import money
from lib.store.results.instruments import INSTRUMENTS
from lib.ui.elements import drawn
from lib.ui.money import pictures
from lib.ui.results import views
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.app.test_words import dropped, read
from tests.unit.desk import ANNA
from tests.views import ADDRESSES

TITLES = {room.address: room.title for room in ROOMS if room.address != "presenteren"}


Offered = dict[str, Callable[[], bytes]]
PICTURES = "//*[@role='img'] | //figure[@role='group']"
BAND_NAMES = {"".join(re.findall(r"\w", name)) for name in BANDS.values()}
DRAWN_BY_SCRIPT = ("cards ", "flat map", "network")
"""The components that draw a picture, by the beginning of their keys."""


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    """What the button at the foot of a page offers, by key; none is given to the browser."""
    files: Offered = {}

    def download_button(_label: str, *, key: str, data: Callable[[], bytes], **_more: Any) -> bool:
        if key.startswith("takeaway "):
            files[key.removeprefix("takeaway ")] = data
        return False

    monkeypatch.setattr(st, "download_button", download_button)
    return files


def test_all_that_stands_on_any_page_is_offered_as_it_stands_there(
    example: Path, screen: OpenScreen, offered: Offered
) -> None:
    """What stands there is said in the agreed words."""
    lost = {}
    for address in ADDRESSES:
        room = address[1:].partition("?")[0]
        if room in TITLES:
            offered.clear()
            here = screen("Anna")
            here.app.session_state[f"takeaway {TITLES[room]}"] = True
            here.open_address(address)
            lost[address] = [
                *lost_tables(here, offered),
                *lost_lists(here, offered),
                *lost_pictures(here, offered),
                *dropped(address, read(here)),
            ]
    assert {address: what for address, what in lost.items() if what} == {}
    assert len(lost) > len(TITLES)


def lost_tables(here: Screen, offered: Offered) -> Iterator[object]:
    """Yield the tables and grids of a page that its files do not hold, cell for cell."""
    files = [read_csv(make()) for key, make in offered.items() if key.endswith(" CSV")]
    for table in html.fromstring(f"<div>{here.markup}</div>").xpath("//table[not(ancestor::figure)]"):
        for hidden in table.xpath(".//*[@aria-hidden='true']"):
            hidden.drop_tree()
        rows = [[bare(cell.text_content()) for cell in row.xpath("./th | ./td")] for row in table.iter("tr")]
        if not any(file[-len(rows) :] == rows for file in files):
            yield rows
    for grid in here.app.data_editor:
        cells = [[bare(cell) for cell in row] for row in grid.value.astype(str).values]
        if not any(len(file) > len(cells) and file[-1][0] == cells[-1][0] for file in files):
            yield cells
    whole = sum(key.startswith(("tables", "rows")) and key.endswith(" Excel") for key in offered)
    if whole != len(files):
        yield f"{len(files)} times CSV and {whole} times Excel"


NAMED = "not(contains(@href, 'begrippen') or ancestor::li[@class='further'])"
LISTS = "//*[@class='wa-stand' or @class='wa-bands']//li | //*[@class='call']"


def lost_lists(here: Screen, offered: Offered) -> Iterator[str]:
    """Yield what a line of Stand, Deze week or Wijzigingen leads to and no file names."""
    rows = [row for key, make in offered.items() if key.endswith(" CSV") for row in read_csv(make()) if row]
    told = ["".join(row).casefold() for row in rows]
    tree = html.fromstring(f"<div>{here.markup}</div>")
    for link in tree.xpath(f"({LISTS})//a[{NAMED}]"):
        words = bare(re.sub(r"; en nog \d+$", "", link.text_content())).casefold()
        if not any(words in row for row in told):
            yield words
    counts = [int(one.text_content()) for one in tree.xpath("//*[@class='wa-bands']//h2/b")]
    if counts and sum(counts) != sum(row[0] in BAND_NAMES for row in rows):
        yield f"{sum(counts)} changes"


def lost_pictures(here: Screen, offered: Offered) -> Iterator[str]:
    """Yield of which kind of picture there are more on a page than it offers."""
    tree = html.fromstring(f"<div>{here.markup}</div>")
    by_script = [one for one in here.app.get("bidi_component") if str(one.key).startswith(DRAWN_BY_SCRIPT)]
    maps = here.app.get("deck_gl_json_chart")
    shown = {
        "drawings": len(tree.xpath(PICTURES)) + len(by_script) + len(maps),
        "charts": len(here.app.get("vega_lite_chart")),
    }
    for kind, number in shown.items():
        for form in ("PNG", "SVG"):
            found = sum(key.startswith(kind) and key.endswith(form) for key in offered)
            if found < number:
                yield f"{number} {kind}, {found} as {form}"


def read_csv(content: bytes) -> list[list[str]]:
    lines = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), delimiter=";")
    return [[bare(cell) for cell in line] for line in lines]


def bare(cell: object) -> str:
    """The letters and digits of a cell, without where they may break."""
    return "".join(re.findall(r"\w", str(cell).replace("\u00ad", "")))


OWN = {
    "campussen": {"rows-0 CSV", "drawings-0 PNG"},
    "coalities?blik=netwerk": {"drawings-0 PNG", "drawings-0 SVG"},
    "geld": {"drawings-0 PNG", "drawings-1 SVG"},
    "manifest": {"rows-0 Excel"},
    "beheer?deel=logboek": {"rows-0 CSV"},
    "arbeidsmarkt?indicator=werkloosheid&regio=PV27": {"rows-0 CSV", "rows-0 Excel", "charts-0 SVG"},
}


@pytest.mark.parametrize("address", OWN)
def test_a_map_a_network_and_what_is_more_than_a_page_shows_go_along(
    example: Path, screen: OpenScreen, address: str
) -> None:
    room, _, asked = address.partition("?")
    here = screen("Anna").open(room, **dict(pair.split("=") for pair in asked.split("&") if pair))
    here.app.session_state[f"takeaway {TITLES[room]}"] = True
    here.run()
    assert {f"takeaway {end}" for end in OWN[address]} <= {*here.keys}
    assert here.errors == []


def test_the_file_of_the_manifest_holds_what_the_filters_leave(
    real: Path, screen: OpenScreen, offered: Offered
) -> None:
    with writing(real, ANNA) as db:
        for number, helix in enumerate(("onderwijs", "overheid", "onderwijs")):
            party = {"name": f"Partij {number}", "helix": helix, "region": None, "kind": ""}
            manifest.formalise_new(db, party, {"formalised_on": "2022-01-05"})
    here = screen("Anna")
    here.app.session_state["takeaway Manifest"] = True
    here.open("manifest", helix="onderwijs", peildatum="2022-02-01")
    assert "2 van de drie partijen" in here.text
    about, _, text = offered["rows-0 CSV"]().decode("utf-8-sig").partition("\r\n\r\n")
    assert "Alle partijen van deze keuze" in about
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [(one["partij"], one["stand op"], one["keuze"]) for one in rows] == [
        ("Partij 0", "2022-02-01", "Onderwijs"), ("Partij 2", "2022-02-01", "Onderwijs"),
    ]  # fmt: skip


ABOUT = ("Pagina: Actie", "Gegevens: VOORBEELD", "Filter: fase = <idee>")
DRAWN = {
    "": {"Werkagenda (matrix)"},
    "?weergave=bord": {"Werkagenda (bord)"},
    "tijdlijn": {"Tijdlijn (beeld)"},
    "geld": {"Welk geld houdt wanneer op (beeld)", "Exploitatie (beeld)"},
    "werk-naar-werk": {"Wie is er over, wie wordt gevraagd (beeld)", "De acht treden (beeld)"},
    "actie?actie=2": {"Fase (beeld)"},
    "actie?actie=2&tab=coalitie": {"Stoelen (beeld)"},
    "actie?actie=4&tab=geld": {"Bronnen en zekerheid (beeld)", "Welk geld houdt wanneer op (beeld)"},
    "actie?actie=3&tab=effect": {"Vouchers (beeld)", "Methodiek per campus (beeld)"},
    "manifest": {"Verplichtingen per jaar (beeld)"},
    "arbeidsmarkt?indicator=spanning&regio=AM15": {
        "Spanning op de arbeidsmarkt (UWV): klasse per gebied en periode (beeld)"
    },
    "regio?regio=AM15": {"Kaart van Noord-Holland Noord (beeld)"},
}


@pytest.mark.parametrize("address", DRAWN)
def test_a_picture_of_markup_goes_along_with_what_accounts_for_it(
    example: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    room, _, asked = address.partition("?")
    made: dict[str, drawn.Drawing] = {}
    monkeypatch.setattr(drawn, "note_drawing", made.__setitem__)
    here = screen("Anna").open(room, **dict(pair.split("=") for pair in asked.split("&") if pair))
    assert DRAWN[address] <= {*made}
    for name in DRAWN[address]:
        told = written(made[name](name, ABOUT))
        assert {*words_of(name), *words_of(" ".join(ABOUT))} <= told
        shown = "".join(here.app.session_state["drawn tables"].values())
        tables = tables_of([re.sub(r'<span class="wa-vh">.*?</span>', "", shown)])
        own = [one.rows[1:] for one in tables if one.caption == name.removesuffix(" (beeld)")]
        assert words_of(str(own)) <= told, "a picture of a table says what stands in it"


def test_the_picture_of_every_instrument_says_on_paper_what_it_says_on_the_screen(example: Path) -> None:
    seen, svg = set(), b""
    with reading(example) as db:
        for instrument in INSTRUMENTS:
            for action_id in instrument.actions:
                result = instrument.read(db, action_id, date(2023, 3, 28))
                assert result is not None
                svg = views.on_paper(result, instrument.title, ABOUT)
                assert words_of(views.picture(result)) - written(svg) == set()
                seen.add(instrument.key)
    assert seen == {*views.VIEWS}
    assert drawing_as_png(svg).startswith(b"\x89PNG")


@pytest.mark.parametrize("visible", [True, False])
def test_money_on_paper_names_amounts_only_to_who_may_see_them(example: Path, *, visible: bool) -> None:
    with reading(example) as db:
        layers = money.layers(db, "4")
    today = date(2023, 3, 28)
    svg = paper_money.sources(layers, today, "", visible=visible).svg("Geld", ABOUT)
    screen_words = words_of(pictures.sources(layers, today, visible=visible))
    assert screen_words - written(svg) == set()
    assert ("€" in svg.decode()) == visible


def words_of(markup: str) -> set[str]:
    """The words of a piece of a page, without the places where a long one may break."""
    return {*re.findall(r"\w+", Markup(re.sub(r"<[^>]*>", " ", markup)).unescape().replace("\u00ad", ""))}


def written(svg: bytes) -> set[str]:
    """The words in a drawing, which is well formed."""
    root = ElementTree.fromstring(svg)
    texts: Sequence[str] = [text.text or "" for text in root.iter() if text.tag.endswith("text")]
    return {*re.findall(r"\w+", " ".join(texts))}
