"""axe finds nothing on any page, light and dark; the narrowest screen shows each without scrolling sideways.

The content of each starts high in the window, and no table is wider than its frame. As a page opens, all that
the keyboard reaches is in view and shows it, and nothing is lost with larger or wider letters.

Nor does any page speak English, also not in the names and hints that only Streamlit gives.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError, ViewportSize, expect
from streamlit.file_util import get_static_dir

from app import ROOMS
from lib.ui.frame.rooms import Room
from lib.web.assets.icons import names_asked, words_of
from lib.web.assets.lean import SOURCES
from tests.browser.browser_support import Server, axe, load, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.layout import layout_of
from tests.browser.reach import reach_of
from tests.views import addresses_of

USUAL: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROWEST: ViewportSize = {"width": 320, "height": 640}
"""A screen of 1280 pixels at 400 %, as WCAG 1.4.10 has it."""
WORDS = """() => {
  const words = [];
  const read = (root) => {
    for (const part of root.querySelectorAll('*:not(script, style)')) {
      if (part.shadowRoot) read(part.shadowRoot);
      for (const name of ['aria-label', 'title', 'placeholder']) words.push(part.getAttribute(name) ?? '');
      if (part.dataset?.testid === 'stIconMaterial' || getComputedStyle(part).display === 'none') continue;
      for (const text of part.childNodes) if (text.nodeType === Node.TEXT_NODE) words.push(text.data);
    }
  };
  read(document.body);
  return words.join('\\n');
}"""
"""Every word on a page, with those that only a screen reader says; not the names of icons."""
ENGLISH = re.compile(
    r"\b(choose|press|enter to|select|options?|fullscreen|show|hide|download as|search|copy|sidebar|collapse"
    r"|expand|help for|shortcut|navigate|close|remove|clear|drag|axis for|per file)\b",
    re.IGNORECASE,
)

ICON = '[data-testid="stIconMaterial"], .wa-icon'
KNOWN_ICONS = words_of(SOURCES) | names_asked([Path(get_static_dir())])
"""What the font of icons has when it is cut: another name would be seen as letters."""
DARK = """() => {
  const look = (selector) => getComputedStyle(document.querySelector(selector));
  const isLight = parseInt(look('h1').color.slice(4)) > 128;
  return look('[data-testid=stApp]').colorScheme === 'dark' && isLight;
}"""
"""The whole page has the colours of the night, its words too."""
FITS = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return main.scrollWidth <= main.clientWidth;
}"""
"""Nothing on the page is wider than its window."""


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.title)
def test_axe_finds_nothing_in_light_and_dark_and_nothing_scrolls_sideways(
    shared_server: Server, open_page: OpenPage, room: Room
):
    page = open_page(shared_server.url(f"/{room.address}"), name="Anna")
    found: dict[str, list[str]] = {}
    expect(page).to_have_title(f"{room.title} – Werkagenda" if room.address else "Werkagenda")
    for address in addresses_of(room):
        load(page, shared_server.url(address))
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert page.locator("html").get_attribute("lang") == "nl"
        assert set(page.locator(ICON).all_text_contents()) <= KNOWN_ICONS
        if "op=2022-06-30" in address:
            expect(page).to_have_title("Werkagenda – Stand op 30 juni 2022")
        found[address] = axe(page) + ENGLISH.findall(page.evaluate(WORDS)) + layout_of(page, USUAL)
        if address == f"/{room.address}":
            found[address] += reach_of(page)

        page.emulate_media(color_scheme="dark")
        page.wait_for_function(DARK)
        found[address] += axe(page, "dark")

        page.set_viewport_size(PHONE)
        wait_still(page)
        found[address] += layout_of(page, PHONE)

        page.set_viewport_size(NARROWEST)
        wait_still(page)
        try:
            page.wait_for_function(FITS, timeout=10_000)  # a grid takes its new width a moment later
        except TimeoutError:
            found[address].append("scrolls sideways")
        page.set_viewport_size(USUAL)
        page.emulate_media(color_scheme="light")
    assert {address: lines for address, lines in found.items() if lines} == {}
