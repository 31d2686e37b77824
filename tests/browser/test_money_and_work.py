"""A match goes from proposal to signed card, and a layer of money from mentioned to received, in Chromium."""

from playwright.sync_api import Page, expect

from tests.browser.browser_support import Server, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import pick, said, unfold


def press(page: Page, name: str, *, exact: bool = True) -> None:
    wait_still(page)
    page.get_by_role("button", name=name, exact=exact).first.click()


def test_a_match_is_signed_and_money_is_received(example: Server, open_page: OpenPage):
    page = open_page(example.url("/werk-naar-werk?modus=bewerken"), name="Anna")
    expect(page.locator(".wa-proposals").first).to_contain_text("zelfde beroepsgroep")
    bands = page.locator(".wa-flow .band.talking")
    expect(bands).to_have_count(1)
    press(page, "Koppeling maken", exact=False)
    expect(bands).to_have_count(2)
    wait_still(page)
    page.locator(".wa-flow").get_by_role("link", name="14 mensen, in gesprek").press("Enter")
    card = page.locator(".wa-card7")
    expect(card).to_contain_text("7 open. Nog niet getekend.")

    unfold(page, "Afsprakenkaart invullen en tekenen")
    pick(page, "Koppeling", card.locator("p").first.inner_text())
    pick(page, "Loon en cao", "afgesproken")
    page.get_by_label("Getekend door wie mensen over heeft op").fill("20-3-2023")
    page.get_by_label("Getekend door wie mensen vraagt op").fill("21-3-2023")
    press(page, "Opslaan")
    expect(said(page, "De afsprakenkaart is opgeslagen.")).to_be_visible()
    expect(card).to_contain_text("1 afgesproken, 6 open. Getekend op 21 maart 2023.")
    expect(bands).to_have_count(1)

    page.goto(example.url("/actie?actie=6&tab=geld&modus=bewerken"))
    wait_still(page)
    sums = page.locator(".wa-certain")
    expect(sums).to_contain_text("genoemd")
    unfold(page, "Geldlaag wijzigen")
    pick(page, "Geldlaag", "Bedrijven en overig: Eigen bijdrage van bedrijven")
    pick(page, "Hoe zeker is het", "ontvangen")
    page.get_by_label("Bewijs: besluit of brief, met datum of kenmerk").fill("besluit van 20 maart 2023")
    press(page, "Opslaan")
    expect(sums).to_contain_text("ontvangen")
    expect(sums).not_to_contain_text("genoemd")
