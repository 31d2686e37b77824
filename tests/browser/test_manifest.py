"""Manifest in a real browser: axe in its forms, a party joins, and the chart is drawn."""

from playwright.sync_api import Page, expect

from lib.access import Person
from lib.store import manifest, meetings, records
from lib.store.file.connection import reading, writing
from tests.browser.browser_support import ONLY_PAGE, Server, axe_in_both, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import choose, pick, said, unfold

ANNA = Person("Anna")
FOLDS = (
    "Aantal keer per jaar vastleggen",
    "Partij toevoegen",
    "Gegevens verbeteren",
    "Een partij trekt zich terug",
    "Terugtrekking was een vergissing",
)


def counts(page: Page) -> list[str]:
    """What the tiles say: in all, and per helix."""
    tiles = page.locator(".wa-tiles b")
    expect(tiles).to_have_count(4)
    return tiles.all_inner_texts()


def test_axe_finds_nothing_in_the_forms_and_a_party_joins(agenda: Server, open_page: OpenPage):
    with writing(agenda.database, ANNA) as db:
        held = meetings.add_meeting(db, {"kind": "thematafel", "held_on": "2022-05-11", "title": "Vorm"})
        meetings.close_meeting(db, held, 1)
        party = {"name": "Roc vorm een", "helix": "onderwijs", "region": None, "kind": ""}
        entry_id = manifest.formalise_new(db, party, {"formalised_on": "2022-03-05"})
        manifest.formalise_new(db, {**party, "name": "Roc vorm twee"}, {"formalised_on": "2022-03-05"})
    with writing(agenda.database, ANNA, "Gefuseerd") as db:
        changes = {"withdrawn_on": records.today(), "withdrawn_reason": "Gefuseerd"}
        records.save(db, "manifest_entry", entry_id, 1, changes)
    page = open_page(agenda.url("/manifest?modus=bewerken"), name="Anna")
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    for fold in FOLDS:
        unfold(page, fold)
    assert axe_in_both(page, ONLY_PAGE) == []

    assert counts(page) == ["1", "0", "1", "0"]
    choose(page, "Nieuwe partij")
    page.get_by_label("Naam van de organisatie").fill("Werf Voorbeeld")
    pick(page, "Kant", "Bedrijfsleven")
    wait_still(page)
    page.get_by_role("button", name="In het register zetten", exact=True).click()
    expect(said(page, "De partij staat in het register.")).to_be_visible()
    wait_ready(page)
    assert counts(page) == ["2", "1", "1", "0"]
    row = page.locator(".wa-table.ledger").get_by_role("row").filter(has_text="Werf Voorbeeld")
    expect(row).to_contain_text("neemt deel")
    with reading(agenda.database) as db:
        assert "Werf Voorbeeld" in [entry.party for entry in manifest.ledger(db)]
