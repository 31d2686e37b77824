"""A table proposes and Gedeputeerde Staten decide: card, action and form say which of the two it is."""

import re

from playwright.sync_api import expect

from tests.browser.browser_support import Server, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import card

PROPOSED = re.compile("voorgesteld: B naar A", re.IGNORECASE)


def test_a_proposal_stands_beside_what_was_adopted_until_it_is_decided(example: Server, open_page: OpenPage):
    page = open_page(example.url("/?set=voorbeeld"), name="Anna")
    expect(card(page, "10")).to_contain_text(PROPOSED)
    expect(card(page, "10")).to_contain_text("prioriteit B")
    page.goto(example.url("/actie?actie=10&set=voorbeeld&modus=bewerken"))
    expect(page.locator(".wa-proposed").first).to_contain_text(PROPOSED)
    page.get_by_text("Besluit van Gedeputeerde Staten vastleggen").click()
    form = page.locator(".st-key-sheet-ruling-on-1, [class*='st-key-sheet-ruling-on']").first
    form.get_by_label("Datum van het besluit").fill("28-3-2023")
    form.get_by_role("textbox", name="Kenmerk").fill("VOORBEELD-2023-9")
    form.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.locator(".wa-proposed").filter(has_text=PROPOSED)).to_have_count(0)
    expect(page.get_by_text("Besluit GS 28 maart 2023, kenmerk VOORBEELD-2023-9").first).to_be_visible()
    wait_still(page)
    page.goto(example.url("/?set=voorbeeld"))
    expect(card(page, "10")).to_contain_text("prioriteit A")
    expect(card(page, "10")).not_to_contain_text(PROPOSED)
