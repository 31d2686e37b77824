"""Brief aan PS in a real browser: filled in, sent, and the page that went out read by everybody."""

from pathlib import Path

from playwright.sync_api import Page, expect

from lib.store.file.connection import reading
from lib.store.letters import drafts
from tests.browser.browser_support import Server, axe_as_it_is, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import said, unfold


def press(page: Page, name: str) -> None:
    wait_still(page)
    page.get_by_role("button", name=name, exact=True).click()


def test_a_letter_is_filled_in_and_sent_and_its_page_is_accessible(
    agenda: Server, open_page: OpenPage, tmp_path: Path
):
    page = open_page(agenda.url("/brief?modus=bewerken"), name="Anna")
    unfold(page, "Kop en periode")
    for label, text in (
        ("Kenmerk", "2026/17"),
        ("Portefeuillehouder (functie)", "Economie"),
        ("Commissie", "EFB"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    press(page, "Kop opslaan")
    expect(page.locator(".wa-letter dl")).to_contain_text("2026/17")

    press(page, "Vastleggen als verzonden")
    expect(said(page, "De brief is vastgelegd als verzonden")).to_be_visible()
    with reading(agenda.database) as db:
        [letter] = drafts.letters(db)
        sent = {file.form: file for file in drafts.files(db, letter.id)}
    with page.expect_download() as found:
        page.locator(f".st-key-sent-{letter.id}").get_by_role("button", name="Webpagina").click()
    assert found.value.path().read_bytes() == sent["html"].content

    file = tmp_path / "brief.html"
    file.write_bytes(sent["html"].content)
    for width in (1_280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(file.as_uri())
        expect(page.get_by_role("heading", level=1).first).to_have_text("Voortgang en agenda Werkambassadeur")
        assert axe_as_it_is(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
