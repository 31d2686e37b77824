"""axe finds nothing on any page, light and dark, none speaks English, and the narrowest shows each whole."""

import re

import pytest
from playwright.sync_api import expect

from app import ROOMS
from lib.ui.frame.rooms import Room
from tests.browser.browser_support import Server, axe, load, wait_still
from tests.browser.conftest import OpenPage
from tests.views import addresses_of

EVERY_PAGE = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.title)
NARROWEST = (320, 640)
"""A screen of 1280 pixels at 400 %, as WCAG 1.4.10 has it."""
ENGLISH = re.compile(
    r'button "Open"|\b(?:Close|Clear|Remove|Choose|Press|Show|Download as|Select|Search|Sidebar|Shortcut)\b'
)


@EVERY_PAGE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(shared_server: Server, open_page: OpenPage, scheme: str, room: Room):
    page = open_page(shared_server.url(), color_scheme=scheme, name="Anna")
    found = {}
    for address in addresses_of(room):
        load(page, shared_server.url(address))
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert page.locator("html").get_attribute("lang") == "nl"
        found[address] = axe(page, scheme)
        if scheme == "light":
            found[address] += ENGLISH.findall(page.locator("body").aria_snapshot())
    assert {address: lines for address, lines in found.items() if lines} == {}


@EVERY_PAGE
def test_the_narrowest_screen_shows_each_page_without_scrolling_sideways(
    shared_server: Server, open_page: OpenPage, room: Room
):
    page = open_page(shared_server.url("/"), viewport=NARROWEST, name="Anna")
    main = page.get_by_test_id("stMain")
    for address in addresses_of(room):
        load(page, shared_server.url(address))
        wait_still(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert main.evaluate("(part) => part.scrollWidth <= part.clientWidth"), address
