"""The page of one action: recording a step, two people in one field, putting back, hostile words."""

import re

from playwright.sync_api import Page, expect

from lib.access import Person
from lib.store import agenda as stored_agenda
from lib.store.file.connection import reading, writing
from tests.browser.browser_support import Server, follow, wait_ready
from tests.browser.conftest import OpenPage
from tests.browser.visitor import as_shown, choose, edit, pick, said, stored, unfold

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://voorbeeld.invalid","x")',
    "[x](javascript:alert(1))",
    ":red[x] **vet** `code` :material/home:",
    "$x$ <b>y</b> &lt;i&gt;",
)


def open_action(open_page: OpenPage, server: Server, action_id: str, name: str = "Anna") -> Page:
    """The page of an action for somebody who edits."""
    return open_page(server.url(f"/actie?actie={action_id}&modus=bewerken"), name=name)


def test_what_one_person_types_is_refused_or_recorded_and_what_two_type_is_chosen(
    agenda: Server, open_page: OpenPage
):
    page = open_action(open_page, agenda, "3")
    a_step_flatters_nobody_is_refused_and_recorded(page)
    two_people_in_one_field_see_both_values_and_each_can_come_back(page, agenda)


def a_step_flatters_nobody_is_refused_and_recorded(page: Page) -> None:
    what, address = page.get_by_label("Wat is er gebeurd?"), page.get_by_label("Link naar een document")
    began = page.get_by_role("combobox", name="Op initiatief van")
    expect(began).to_have_value("kies")
    what.fill("Gesprk")
    what.press("Enter")
    expect(said(page, "Op initiatief van is nog leeg.")).to_be_visible()
    wait_ready(page)
    pick(page, "Op initiatief van", "de coalitie zelf")
    address.fill("javascript:alert(1)")
    address.press("Enter")
    expect(said(page, "De link is geen webadres.")).to_be_visible()
    wait_ready(page)
    expect(what).to_have_value("Gesprk")
    expect(address).to_have_value("javascript:alert(1)")
    address.fill("")
    address.press("Enter")
    expect(said(page, "De gebeurtenis is vastgelegd.")).to_be_visible()
    expect(what).to_have_value("")
    expect(began).to_have_value("de coalitie zelf")
    step = page.locator(".wa-steps li").first
    expect(page.locator("li.wa-fresh")).to_have_text(re.compile("Gesprk"))
    expect(step).to_contain_text("vastgelegd door Anna")
    assert "Press Enter" not in page.locator("body").inner_text()


def two_people_in_one_field_see_both_values_and_each_can_come_back(page: Page, agenda: Server) -> None:
    wait_ready(page)
    unfold(page, "Naam, prioriteit, aanjager en stand wijzigen")
    page.get_by_label("Stand van zaken").fill("Van Anna")
    edit(agenda.database, "3", {"note": "Van Bram"}, who="Bram")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Uw waarde: “Van Anna”")).to_be_visible()
    expect(page.get_by_text("door Bram gewijzigd in “Van Bram”")).to_be_visible()
    wait_ready(page)
    page.get_by_role("button", name="Mijn waarde gebruiken").click()
    note = page.locator(".wa-note")
    expect(note.filter(has_text="Van Anna")).to_be_visible()
    assert stored(agenda.database, "3")["note"] == "Van Anna"

    wait_ready(page)
    choose(page, "Geschiedenis")
    expect(page).to_have_url(re.compile("tab=geschiedenis"))
    page.get_by_role("button", name="Terugzetten").first.click()
    expect(page.get_by_text("nu: Van Anna")).to_be_visible()
    expect(page.get_by_text("terug naar: Van Bram")).to_be_visible()
    wait_ready(page)
    page.get_by_role("button", name="Deze waarde terugzetten").click()
    expect(page.locator(".wa-log").first).to_contain_text("Stand van zaken: “Van Bram”")
    assert stored(agenda.database, "3")["note"] == "Van Bram"


def test_hostile_words_are_shown_as_they_were_typed(agenda: Server, open_page: OpenPage):
    words = " ".join(HOSTILE)
    name = words[:120].strip()
    page = open_action(open_page, agenda, "8", name="<b>Anna</b> :red[x]")
    unfold(page, "Partij toevoegen")
    page.get_by_label("Naam van de organisatie").fill(words)
    page.get_by_role("button", name="Partij toevoegen").click()
    expect(said(page, "staat in de lijst van partijen")).to_contain_text(as_shown(words))
    expect(page.get_by_role("button", name="<b>Anna</b> :red[x]")).to_be_visible()

    with reading(agenda.database) as db:
        [party] = [one.id for one in stored_agenda.parties(db) if one.name == words]
    edit(agenda.database, "8", {"name": name, "note": words, "driver_id": party}, reason=words)
    with writing(agenda.database, Person("Bram")) as db:
        step = {"action_id": "8", "happened_on": "2022-03-01", "what": words, "kind": "gesprek"}
        stored_agenda.add_step(db, {**step, "started_by": "coalitie"})
    for address in (
        "/",
        "/?weergave=lijst",
        "/?weergave=bord",
        "/wijzigingen",
        "/actie",
        "/actie?actie=8&tab=geschiedenis",
        "/actie?actie=8",
    ):
        follow(page, address)
        expect(page.get_by_test_id("stMain")).to_contain_text(as_shown(name))
        assert page.locator("script:text('alert')").count() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text(as_shown(f"8. {name}"))
    expect(page.locator(".wa-steps li").filter(has_text=words)).to_have_count(1)
    expect(page.get_by_test_id("stMain")).to_contain_text(f"Aanjager: {words}")
