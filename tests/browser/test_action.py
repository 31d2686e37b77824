"""The page of one action: recording a step, two people in one field, putting back, hostile words."""

import re

from playwright.sync_api import Page, expect

from lib.store import agenda as stored_agenda
from lib.store.file.connection import reading
from tests.browser.browser_support import Server, follow, wait_ready
from tests.browser.conftest import OpenPage
from tests.browser.visitor import as_shown, choose, edit, pick, pick_one_more, said, stored, unfold
from tests.unit import desk

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


def record_step(page: Page, what: str) -> None:
    """Say who began it, type what happened and press Enter."""
    pick(page, "Op initiatief van", "de coalitie zelf")
    page.get_by_label("Wat is er gebeurd?").fill(what)
    page.get_by_label("Wat is er gebeurd?").press("Enter")
    expect(page.locator(".wa-steps li").filter(has_text=what)).to_have_count(1)
    wait_ready(page)


def test_a_step_flatters_nobody_is_refused_recorded_corrected_and_taken_back(
    agenda: Server, open_page: OpenPage
):
    desk.party(agenda.database, "Roc Proef")
    page = open_action(open_page, agenda, "3")
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

    wait_ready(page)
    unfold(page, "Een gebeurtenis verbeteren of aanvullen")
    correct = page.locator("[class*='st-key-sheet-correct-step']")
    correct.get_by_label("Wat is er gebeurd?").fill("Verkeerd gesprek")
    pick_one_more(page, "Nog een partij erbij", "Roc Proef")
    correct.get_by_role("button", name="Gebeurtenis bijwerken").click()
    expect(said(page, "De gebeurtenis is bijgewerkt.")).to_be_in_viewport()
    with reading(agenda.database) as db:
        assert [(one.what, one.parties) for one in stored_agenda.steps(db, "3")] == [
            ("Verkeerd gesprek", ("Roc Proef",))
        ]

    wait_ready(page)
    unfold(page, "Een gebeurtenis intrekken")
    page.get_by_label("Reden", exact=True).fill("Verkeerde actie")
    page.get_by_role("button", name="Intrekken").click()
    gone = page.locator(".wa-steps li.withdrawn")
    expect(gone).to_contain_text("Verkeerd gesprek")
    expect(gone).to_contain_text("Verkeerde actie")

    wait_ready(page)
    unfold(page, "Fase wijzigen")
    fold = page.locator("[class*='st-key-sheet-move-3']")
    expect(fold.get_by_label("Waaruit blijkt dit?")).to_be_visible()
    expect(fold.get_by_label("Wie besloot dit?")).to_have_count(0)
    pick(page, "Nieuwe fase", "Beëindigd")
    pick(page, "Wie besloot dit?", "Gedeputeerde Staten hebben dit besloten")
    expect(fold.get_by_label("Datum van het besluit van GS")).to_have_attribute("aria-required", "true")
    assert "Press Enter" not in page.locator("body").inner_text()


def test_two_people_in_one_field_see_both_values_and_each_value_can_come_back(
    agenda: Server, open_page: OpenPage
):
    page = open_action(open_page, agenda, "6")
    unfold(page, "Naam, prioriteit, aanjager en stand wijzigen")
    page.get_by_label("Stand van zaken").fill("Van Anna")
    edit(agenda.database, "6", {"note": "Van Bram"}, who="Bram")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Uw waarde: “Van Anna”")).to_be_visible()
    expect(page.get_by_text("door Bram gewijzigd in “Van Bram”")).to_be_visible()
    wait_ready(page)
    page.get_by_role("button", name="Mijn waarde gebruiken").click()
    note = page.locator(".wa-note")
    expect(note.filter(has_text="Van Anna")).to_be_visible()
    assert stored(agenda.database, "6")["note"] == "Van Anna"

    wait_ready(page)
    page.get_by_role("button", name="Ongedaan maken", exact=True).click()
    expect(said(page, "Teruggezet:")).to_be_visible()
    expect(note.filter(has_text="Van Bram")).to_be_visible()
    assert stored(agenda.database, "6")["note"] == "Van Bram"

    wait_ready(page)
    choose(page, "Geschiedenis")
    expect(page).to_have_url(re.compile("tab=geschiedenis"))
    page.get_by_role("button", name="Terugzetten").first.click()
    expect(page.get_by_text("nu: Van Bram")).to_be_visible()
    expect(page.get_by_text("terug naar: Van Anna")).to_be_visible()
    wait_ready(page)
    page.get_by_role("button", name="Deze waarde terugzetten").click()
    expect(page.locator(".wa-log").first).to_contain_text("Stand van zaken: “Van Anna”")
    assert stored(agenda.database, "6")["note"] == "Van Anna"


def test_hostile_words_are_shown_as_they_were_typed(agenda: Server, open_page: OpenPage):
    words = " ".join(HOSTILE)
    edit(agenda.database, "8", {"note": words})
    page = open_action(open_page, agenda, "8", name="<b>Anna</b> :red[x]")
    record_step(page, words)
    unfold(page, "Partij toevoegen")
    page.get_by_label("Naam van de organisatie").fill(words)
    page.get_by_role("button", name="Partij toevoegen").click()
    expect(said(page, "staat in de lijst van partijen")).to_contain_text(as_shown(words))
    expect(page.get_by_role("button", name="<b>Anna</b> :red[x]")).to_be_visible()

    unfold(page, "Naam, prioriteit, aanjager en stand wijzigen")
    pick(page, "Aanjager", words)
    page.get_by_label("Naam", exact=True).fill(words[:120])
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="Reden of besluit").fill(words)
    pick(page, "Wie besloot dit?", "Gedeputeerde Staten hebben dit besloten")
    page.get_by_label("Datum van het besluit van GS").fill("14-3-2022")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(as_shown(f"8. {words[:120]}".strip()))
    expect(page.get_by_test_id("stMain")).to_contain_text(f"Aanjager: {words}")
    for address in (
        "/",
        "/?weergave=lijst",
        "/?weergave=bord",
        "/wijzigingen",
        "/actie",
        "/actie?actie=8&tab=geschiedenis",
    ):
        follow(page, address)
        expect(page.get_by_test_id("stMain")).to_contain_text(as_shown(words[:120].strip()))
        assert page.locator("script:text('alert')").count() == 0
