"""Every table and chart of every page can be taken away by one button, with what accounts for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from app import ROOMS
from lib.documents.pictures import money as paper_money
from lib.documents.tables.figure_files import drawing_as_png
from lib.documents.tables.page import tables_of
from lib.store.file.connection import reading
from lib.store.results import money
from lib.store.results.instruments import INSTRUMENTS
from lib.ui.elements import drawn
from lib.ui.money import pictures
from lib.ui.results import views
from tests.app.conftest import OpenScreen

TITLES = {room.address: room.title for room in ROOMS if room.address != "presenteren"}


@pytest.mark.parametrize("address", TITLES)
def test_what_a_page_draws_is_offered_in_each_form(example: Path, screen: OpenScreen, address: str) -> None:
    here = screen("Anna").open(address)
    here.app.session_state[f"takeaway {TITLES[address]}"] = True
    here.run()
    tables = tables_of(here.app.session_state["drawn tables"].values())
    offered = [key for key in here.keys if key.startswith("takeaway ")]
    for kind in ("CSV", "Excel"):
        assert {f"takeaway tables-{number} {kind}" for number in range(len(tables))} <= {*offered}
    for kind in ("PNG", "SVG"):
        charts = [key for key in offered if key.startswith("takeaway charts-") and key.endswith(kind)]
        assert len(charts) == len(here.app.session_state["drawn charts"])


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
}


@pytest.mark.parametrize("address", DRAWN)
def test_a_picture_of_markup_goes_along_with_what_accounts_for_it(
    example: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    room, _, asked = address.partition("?")
    made: dict[str, drawn.Drawing] = {}
    monkeypatch.setattr(drawn, "note_drawing", made.__setitem__)
    screen("Anna").open(room, **dict(pair.split("=") for pair in asked.split("&") if pair))
    assert DRAWN[address] <= {*made}
    for name in DRAWN[address]:
        assert {*words_of(name), *words_of(" ".join(ABOUT))} <= written(made[name](name, ABOUT))


def test_the_picture_of_every_instrument_says_on_paper_what_it_says_on_the_screen(example: Path) -> None:
    seen, svg = set(), b""
    with reading(example) as db:
        for instrument in INSTRUMENTS:
            for action_id in instrument.actions:
                result = instrument.read(db, action_id, date(2023, 3, 28))
                assert result is not None
                svg = views.on_paper(result, instrument.title, ABOUT)
                lost = words_of(views.picture(result)) - written(svg)
                counts = {word for word in lost if instrument.key == "geld" and word.isdigit()}
                assert lost == counts, "on paper the layers of money are named, not counted"
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
