"""The pages that go out of the house as files: axe finds nothing in them, on the screen of a phone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from lib.documents import letter_html
from lib.rules.letter.leaflet import leaflet
from lib.rules.letter.letter import document
from lib.rules.letter.region_page import region_page
from lib.store.file.connection import reading, writing
from lib.store.letters import drafts, sending
from lib.store.letters.material import material, state
from lib.store.regions.facts import region_facts
from tests.browser.browser_support import axe_as_it_is
from tests.unit import desk

DAY = date(2023, 3, 28)


def test_axe_finds_nothing_in_the_pages_that_go_out_and_a_phone_holds_them(
    browser: Browser, tmp_path: Path, fill: Callable[[Path], Path]
):
    path = fill(tmp_path) / "werkagenda.db"
    desk.step(path)
    desk.move(path, "coalitie in vorming")
    with writing(path, desk.ANNA) as db:
        sending.begin(db, {"reference": "2026/17", "committee": "EFB", "portfolio": "Economie"})
    with reading(path) as db:
        now, found = state(db), material(path, db, drafts.draft(db), DAY, example=False)
        region = region_page(now, region_facts(db, "AM15", DAY), amounts=True, example=True)
    made = {"brief": document(found), "actie": leaflet(found, now.actions[3]), "regio": region}
    page = browser.new_page(viewport={"width": 390, "height": 900}, reduced_motion="reduce")
    for name, one in made.items():
        page.set_content(letter_html.page(one).decode(), wait_until="load")
        assert axe_as_it_is(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.close()
