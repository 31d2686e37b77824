"""axe finds nothing serious or critical on any page, light and dark; a phone shows each without scrolling."""

import pytest
from playwright.sync_api import expect

from app import ROOMS
from lib.ui.frame.rooms import Room
from tests.browser.browser_support import Server, axe, load, wait_still
from tests.browser.conftest import OpenPage
from tests.views import addresses_of

EVERY_PAGE = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.title)
PHONE = (390, 844)


@EVERY_PAGE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(shared_server: Server, open_page: OpenPage, scheme: str, room: Room):
    page = open_page(shared_server.url(), color_scheme=scheme, name="Anna")
    found = {}
    for address in addresses_of(room):
        load(page, shared_server.url(address))
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert page.locator("html").get_attribute("lang") == "nl"
        found[address] = axe(page, scheme)
    assert {address: lines for address, lines in found.items() if lines} == {}


@EVERY_PAGE
def test_a_phone_shows_each_page_without_scrolling_sideways(
    shared_server: Server, open_page: OpenPage, room: Room
):
    page = open_page(shared_server.url("/"), viewport=PHONE, name="Anna")
    main = page.get_by_test_id("stMain")
    for address in addresses_of(room):
        load(page, shared_server.url(address))
        wait_still(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert main.evaluate("(part) => part.scrollWidth <= part.clientWidth"), address
