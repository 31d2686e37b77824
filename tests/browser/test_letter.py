"""Brief aan PS in a real browser: filled in, sent, and the page that went out read by everybody."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from lib.documents import letter_html
from lib.dutch import day_text
from lib.rules.letter.leaflet import leaflet
from lib.rules.letter.region_page import region_page
from lib.store.file.connection import reading, writing
from lib.store.letters import drafts, sending
from lib.store.letters.material import material, state
from lib.store.regions.facts import region_facts
from tests.browser.browser_support import Judged, Server, axe_as_it_is, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import pick, said, unfold
from tests.unit import desk

WIDTHS: dict[Judged, int] = {"light": 1_280, "small": 390}
"""How wide the window is in which axe judges a page that went out."""


def press(page: Page, name: str) -> None:
    wait_still(page)
    page.get_by_role("button", name=name, exact=True).click()


def send_another(path: Path, day: str) -> None:
    """Send a second letter, after an action went on."""
    desk.step(path)
    desk.move(path, "coalitie in vorming")
    with writing(path, desk.ANNA) as db:
        sending.begin(db, {"reference": "2026/18", "committee": "EFB", "portfolio": "Economie"})
    with writing(path, desk.ANNA) as db:
        letter = drafts.draft(db)
        sending.send(db, letter.id, letter.version, day, lambda *_: [])


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

    send_another(agenda.database, letter.sent_on or "")
    follow(page, "/brief")
    unfold(page, "Verschil tussen twee brieven")
    changed = page.locator(".wa-along").last
    expect(changed).to_contain_text("fase was nog niet vastgelegd, is coalitie in vorming")
    first, second = (f"{day_text(letter.sent_on or '')}, 2026/{number}" for number in (17, 18))
    pick(page, "Brief van", first)
    expect(page.get_by_text("Kies twee verschillende brieven.")).to_be_visible()
    pick(page, "Vergeleken met", second)
    expect(changed).to_contain_text("fase was nog niet vastgelegd, is coalitie in vorming")

    day = date(2023, 3, 28)
    with reading(agenda.database) as db:
        now, region = state(db), region_facts(db, "AM15", day)
        action = leaflet(material(agenda.database, db, letter, day, example=False), now.actions[3])
    files = {"brief": sent["html"].content, "actie": letter_html.page(action)}
    files["regio"] = letter_html.page(region_page(now, region, amounts=True, example=True))
    for name, content in files.items():
        file = tmp_path / f"{name}.html"
        file.write_bytes(content)
        page.goto(file.as_uri())
        for judged, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 900})
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
            assert axe_as_it_is(page, judged) == [], name
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
