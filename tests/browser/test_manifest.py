"""Manifest in a real browser: a party joins and leaves, the file follows the filters, years stay in sight."""

import csv
import io

from playwright.sync_api import Locator, Page, expect

from lib.access import Person
from lib.store import manifest, meetings, records
from lib.store.file.connection import reading, writing
from tests.browser.browser_support import Server, axe_in_both, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import choose, pick, said, unfold

ANNA = Person("Anna")


def tiles(page: Page) -> Locator:
    """The counts: in all, and per helix."""
    return page.locator(".wa-tiles b")


def counts(page: Page) -> list[int]:
    """What the tiles say."""
    expect(tiles(page)).to_have_count(4)
    return [int(text) for text in tiles(page).all_inner_texts()]


def row(page: Page, party: str) -> Locator:
    """The line of a party in the register."""
    return page.locator(".wa-table.ledger").get_by_role("row").filter(has_text=party)


def press(page: Page, name: str) -> None:
    wait_still(page)
    page.get_by_role("button", name=name, exact=True).click()


def test_a_party_joins_and_leaves_and_stays_readable(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/manifest?modus=bewerken"), name="Anna")
    everyone, companies, *others = counts(page)
    before = [str(number) for number in (everyone, companies, *others)]
    after = [str(number) for number in (everyone + 1, companies + 1, *others)]
    unfold(page, "Partij toevoegen")
    page.get_by_label("Naam van de organisatie").fill("Werf Voorbeeld")
    pick(page, "Kant", "Bedrijfsleven")
    page.get_by_label("Document", exact=True).fill("Brief van 3 mei")
    press(page, "In het register zetten")
    expect(said(page, "De partij staat in het register.")).to_be_visible()
    expect(tiles(page)).to_have_text(after)
    expect(row(page, "Werf Voorbeeld")).to_contain_text("neemt deel")

    unfold(page, "Een partij trekt zich terug")
    page.get_by_label("Reden van terugtrekken").fill("Gefuseerd")
    press(page, "Terugtrekking vastleggen")
    expect(said(page, "De terugtrekking is vastgelegd")).to_be_visible()
    expect(tiles(page)).to_have_text(before)
    expect(row(page, "Werf Voorbeeld")).to_contain_text("Reden: Gefuseerd")

    press(page, "Ongedaan maken")
    expect(tiles(page)).to_have_text(after)
    with reading(agenda.database) as db:
        [entry] = [entry for entry in manifest.ledger(db) if entry.document]
    assert (entry.document, entry.withdrawn_on) == ("Brief van 3 mei", None)


def test_the_file_holds_what_the_filters_leave(agenda: Server, open_page: OpenPage):
    with writing(agenda.database, ANNA) as db:
        for number, helix in enumerate(("onderwijs", "overheid", "onderwijs")):
            party = {"name": f"Partij {number}", "helix": helix, "region": None, "kind": ""}
            manifest.formalise_new(db, party, {"formalised_on": "2022-01-05"})
    page = open_page(agenda.url("/manifest?helix=onderwijs&peildatum=2022-02-01"), name="Anna")
    expect(page.get_by_test_id("stMain")).to_contain_text("2 van de drie partijen")
    press(page, "Tabellen en grafieken meenemen")
    wait_still(page)
    row = page.locator(".st-key-takeaway-rows-0")
    with page.expect_download() as found:
        row.get_by_role("button", name="CSV").click()
    assert found.value.suggested_filename.startswith("alle-partijen-van-deze-keuze-")
    text = found.value.path().read_text("utf-8-sig").partition("\n\n")[2]
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(one["partij"], one["stand op"], one["keuze"]) for one in rows] == [
        ("Partij 0", "2022-02-01", "Onderwijs"), ("Partij 2", "2022-02-01", "Onderwijs"),
    ]  # fmt: skip


def test_a_rhythm_makes_years_fall_short_and_a_link_leads_to_the_meeting(agenda: Server, open_page: OpenPage):
    with writing(agenda.database, ANNA) as db:
        held = meetings.add_meeting(db, {"kind": "technologietafel", "held_on": "2022-05-10"})
        meetings.close_meeting(db, held, 1)
    page = open_page(agenda.url("/manifest?modus=bewerken"), name="Anna")
    years = page.locator(".wa-table.calendar")
    first = years.get_by_role("row").filter(has_text="Technologietafels")
    expect(first).not_to_contain_text("gemist")
    unfold(page, "Aantal keer per jaar vastleggen")
    page.get_by_label("Technologietafels: keer per jaar").fill("2")
    page.get_by_label("Technologietafels: keer per jaar").press("Enter")
    expect(said(page, "Het aantal is vastgelegd")).to_be_visible()
    expect(first).to_contain_text("gemist")
    expect(first).to_contain_text("1 van 2")
    expect(first.get_by_role("cell").nth(0)).to_contain_text("niets vastgelegd")
    wait_still(page)
    page.get_by_role("link", name="Technologietafel 10 mei 2022").click()
    expect(page).to_have_url(f"{agenda.origin}/technologietafels?modus=bewerken&overleg={held}")


def test_chart_and_table_say_the_same(server, open_page: OpenPage):
    one = server()
    with writing(one.database, ANNA) as db:
        party = {"name": "Roc Voorbeeld", "helix": "onderwijs"}
        manifest.formalise_new(db, party, {"formalised_on": "2022-05-10", "document": "brief"})
    page = open_page(one.url("/manifest"), name="Anna")
    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart.locator("canvas, svg").first).to_be_visible()
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("elk telde iets anders")
    choose(page, "Tabel")
    growth = page.get_by_role("region", name="Groei van het manifest")
    expect(growth.get_by_role("row").filter(has_text="10 mei 2022")).to_have_count(1)
    expect(growth).not_to_contain_text("160")
    expect(main).to_contain_text("160 aanjagers, april 2021")


def test_axe_finds_nothing_in_the_forms(agenda: Server, open_page: OpenPage):
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
    for fold in ("Aantal keer per jaar vastleggen", "Partij toevoegen", "Gegevens verbeteren",
                 "Een partij trekt zich terug", "Terugtrekking was een vergissing"):  # fmt: skip
        unfold(page, fold)
    assert axe_in_both(page) == []
