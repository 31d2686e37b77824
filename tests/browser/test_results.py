"""The instruments in a real browser: a match until its card is signed, money until it is received."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from lib.store.file.connection import writing
from lib.store.results import money, work
from tests.browser.browser_support import Server
from tests.browser.conftest import OpenPage
from tests.browser.visitor import pick, said, unfold
from tests.unit import desk

NOTICE = {
    "sector": "luchtvaart", "occupation": "laders", "people": 20, "region": "AM18", "starts_on": "2023-01-01",
}  # fmt: skip


def test_a_match_goes_from_proposal_to_signed_card(agenda: Server, open_page: OpenPage):
    over, asked = (desk.party(agenda.database, f"Bedrijf {name}", "bedrijfsleven") for name in "AB")
    with writing(agenda.database, desk.ANNA) as db:
        work.add_notice(db, {**NOTICE, "party_id": over, "kind": "overschot"})
        work.add_notice(db, {**NOTICE, "party_id": asked, "kind": "vraag", "sector": "maritiem"})
    page = open_page(agenda.url("/werk-naar-werk?modus=bewerken"), name="Anna")
    expect(page.get_by_text("Bedrijf A naar Bedrijf B: 20 tot en met 24 mensen.")).to_be_visible()
    page.get_by_role("button", name="Koppeling maken : Bedrijf A").click()
    expect(page.locator(".wa-card7")).to_contain_text("7 open. Nog niet getekend.")
    unfold(page, "Afsprakenkaart invullen en tekenen")
    pick(page, "Loon en cao", "afgesproken")
    save(page)
    for side in ("Getekend door wie mensen over heeft op", "Getekend door wie mensen vraagt op"):
        page.get_by_label(side).fill("8 februari 2023")
        page.get_by_label(side).press("Tab")
    save(page)
    expect(page.locator(".wa-card7")).to_contain_text("1 afgesproken, 6 open. Getekend op 8 februari 2023.")
    expect(page.locator(".wa-flow .word")).to_have_text("20–24 mensen, getekend")


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan", exact=True).first.click()
    expect(said(page, "De afsprakenkaart is opgeslagen.")).to_be_visible()


def test_money_goes_from_mentioned_to_received(agenda: Server, open_page: OpenPage):
    with writing(agenda.database, desk.ANNA) as db:
        layer = {"action_id": "4", "source": "rijk", "name": "Regeling", "certainty": "genoemd"}
        money.add_layer(db, {**layer, "amount_kind": "onbekend"})
    page = open_page(agenda.url("/actie?actie=4&tab=geld&modus=bewerken"), name="Anna")
    expect(page.locator(".wa-sources")).to_contain_text("bedrag onbekend genoemd: Regeling")
    unfold(page, "Geldlaag wijzigen")
    pick(page, "Hoe zeker is het", "ontvangen")
    page.get_by_role("button", name="Opslaan", exact=True).first.click()
    expect(page.get_by_text("Bij “ontvangen” hoort een besluit of brief.")).to_be_visible()
    page.get_by_label("Bewijs: besluit of brief, met datum of kenmerk").fill("beschikking van 3 maart 2023")
    pick(page, "Wat is over het bedrag bekend", "een bedrag")
    page.get_by_label("Bedrag, of het laagste, in euro").fill("250000")
    page.get_by_label("Bedrag, of het laagste, in euro").press("Tab")
    page.get_by_role("button", name="Opslaan", exact=True).first.click()
    expect(page.locator(".wa-sources")).to_contain_text("€ 250.000 ontvangen: Regeling")
