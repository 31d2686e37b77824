"""axe finds nothing serious or critical on any page, light and dark, to read and to edit."""

import pytest
from playwright.sync_api import expect

from tests.browser.browser_support import Server, axe
from tests.browser.conftest import OpenPage

MEETING = "/technologietafels?overleg=1"
ADDRESSES = (
    "/",
    "/?weergave=lijst",
    "/?weergave=bord",
    "/?modus=bewerken&weergave=lijst",
    "/?op=2022-06-30",
    "/actie",
    "/actie?actie=3",
    "/actie?actie=3&modus=bewerken",
    "/actie?actie=4&tab=coalitie&modus=bewerken",
    "/actie?actie=4&tab=purpose-case&modus=bewerken",
    "/actie?actie=4&tab=geschiedenis&modus=bewerken",
    "/coalities",
    "/coalities?blik=netwerk",
    "/coalities?blik=stoelen",
    "/coalities?blik=partijen&modus=bewerken",
    "/coalities?blik=stop&modus=bewerken",
    "/wijzigingen",
    "/campussen?campus=1&kleur=aantal",
    "/campussen?kleur=spanning",
    "/campussen?kaart=vlak&campus=1",
    "/campussen?modus=bewerken&campus=1",
    "/actie?actie=10&tab=effect",
    "/actie?actie=11&tab=effect",
    "/actie?actie=4&tab=effect&modus=bewerken",
    "/arbeidsmarkt",
    "/arbeidsmarkt?modus=bewerken&schaal=GM&thema=beroepsbevolking",
    "/arbeidsmarkt?indicator=werkloosheid&regio=PV27",
    "/arbeidsmarkt?indicator=banen_BE&regio=CR18&vorm=tabel",
    "/arbeidsmarkt?indicator=spanning&regio=AM15",
    "/technologietafels",
    "/technologietafels?modus=bewerken",
    *(f"{MEETING}&deel={part}&modus=bewerken" for part in ("voorbereiden", "besluiten", "afsluiten")),
    f"{MEETING}&deel=afsluiten",
    "/manifest",
    "/brief",
    "/brief?modus=bewerken&deel=bijlage-2",
    "/manifest?modus=bewerken&vorm=tabel&peildatum=2022-06-30",
    "/bijwerkronde",
    "/bijwerkronde?modus=bewerken&acties=4&acties=5",
    "/bijwerkronde?modus=bewerken&weergave=tabel",
    "/presenteren",
    "/presenteren?overleg=agenda&dia=4",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(shared_server: Server, open_page: OpenPage, scheme: str):
    page = open_page(shared_server.url("/"), color_scheme=scheme, name="Anna")
    found: dict[str, list[str]] = {}
    for address in ADDRESSES:
        shown = open_page(shared_server.url(address), like=page)
        expect(shown.get_by_role("heading", level=1)).to_have_count(1)
        assert shown.locator("html").get_attribute("lang") == "nl"
        found[address] = axe(shown)
        shown.close()
    assert {address: one for address, one in found.items() if one} == {}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/actie?actie=3&modus=bewerken",
        "/coalities",
        "/wijzigingen",
        "/campussen",
        "/arbeidsmarkt",
        "/arbeidsmarkt?modus=bewerken",
        "/arbeidsmarkt?indicator=netto_participatie&regio=AM17",
        "/arbeidsmarkt?indicator=spanning&vorm=tabel",
        "/technologietafels",
        MEETING,
        "/manifest?modus=bewerken",
        "/brief",
        "/bijwerkronde",
        "/bijwerkronde?modus=bewerken&acties=5",
        "/presenteren",
    ],
)
def test_a_phone_shows_each_page_without_scrolling_sideways(
    shared_server: Server, open_page: OpenPage, address: str
):
    page = open_page(shared_server.url(address), viewport=(390, 844), name="Anna")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    main = page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollWidth <= one.clientWidth")
