"""The page of one action: recording a step, moving along the ladder, history and putting back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.browser_support import Server, load, wait_ready
from tests.browser.conftest import OpenPage
from tests.browser.visitor import as_shown, choose, edit, move, pick, said, stored, unfold, write_purpose
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


def test_a_step_appears_at_once_and_the_form_is_empty_again(agenda: Server, open_page: OpenPage):
    page = open_action(open_page, agenda, "3")
    record_step(page, "Drie bedrijven zeggen een leerplek toe")
    expect(said(page, "De gebeurtenis is vastgelegd.")).to_be_visible()
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value("")
    step = page.locator(".wa-steps li").first
    expect(page.locator("li.wa-fresh")).to_have_text(re.compile("Drie bedrijven"))
    expect(step).to_contain_text("Gesprek")
    expect(step).to_contain_text("vastgelegd door Anna")


def test_a_refused_step_says_why_and_keeps_what_was_typed(agenda: Server, open_page: OpenPage):
    page = open_action(open_page, agenda, "3")
    what, address = page.get_by_label("Wat is er gebeurd?"), page.get_by_label("Link naar een document")
    pick(page, "Op initiatief van", "de coalitie zelf")
    what.fill("x" * 10_000)
    address.fill("https://voorbeeld.invalid/verslag")
    address.press("Enter")
    expect(said(page, "is te lang: 10.000 tekens")).to_be_visible()
    expect(what).to_have_value("x" * 10_000)
    what.fill("Gesprek over leerplekken")
    address.fill("javascript:alert(1)")
    address.press("Enter")
    expect(said(page, "De link is geen webadres.")).to_be_visible()
    expect(what).to_have_value("Gesprek over leerplekken")
    expect(address).to_have_value("javascript:alert(1)")


def test_a_step_is_taken_back_with_a_reason_and_stays_readable(agenda: Server, open_page: OpenPage):
    page = open_action(open_page, agenda, "4")
    record_step(page, "Dit hoort bij een andere actie")
    unfold(page, "Een gebeurtenis intrekken")
    page.get_by_label("Reden", exact=True).fill("Verkeerde actie")
    page.get_by_role("button", name="Intrekken").click()
    gone = page.locator(".wa-steps li.withdrawn")
    expect(gone).to_contain_text("Dit hoort bij een andere actie")
    expect(gone).to_contain_text("Verkeerde actie")


def test_the_ladder_is_climbed_by_the_form_and_names_its_ground(agenda: Server, open_page: OpenPage):
    page = open_action(open_page, agenda, "2")
    unfold(page, "Fase wijzigen")
    page.get_by_role("button", name="Verplaatsen").click()
    expect(said(page, "Waaruit dit blijkt is nog leeg")).to_be_visible()
    page.get_by_label("Waaruit blijkt dit?").fill("Vier partijen aan tafel")
    page.get_by_role("button", name="Verplaatsen").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Coalitie in vorming")
    expect(page.get_by_text("Vier partijen aan tafel", exact=False).first).to_be_visible()
    assert stored(agenda.database, "2")["stage"] == "coalitie in vorming"


def test_an_action_ends_with_a_reason_and_can_be_reopened(agenda: Server, open_page: OpenPage):
    page = open_action(open_page, agenda, "9")
    unfold(page, "Fase wijzigen")
    pick(page, "Nieuwe fase", "Beëindigd")
    page.get_by_label("Waaruit blijkt dit?").fill("Onvoldoende draagvlak")
    page.get_by_role("button", name="Verplaatsen").click()
    expect(said(page, "vraagt een besluit van Gedeputeerde Staten")).to_be_visible()
    pick(page, "Wie besloot dit?", "Gedeputeerde Staten hebben dit besloten")
    page.get_by_label("Datum van het besluit van GS").fill("14-3-2022")
    page.get_by_role("button", name="Verplaatsen").click()
    expect(page.locator(".wa-ended").filter(has_text="Onvoldoende draagvlak").first).to_be_visible()
    expect(page.get_by_role("combobox", name="Nieuwe fase")).to_have_value("Purpose case")
    page.get_by_label("Waaruit blijkt dit?").fill("Nieuwe partners")
    pick(page, "Wie besloot dit?", "Gedeputeerde Staten hebben dit besloten")
    page.get_by_label("Datum van het besluit van GS").fill("14-3-2022")
    page.get_by_role("button", name="Verplaatsen").click()
    expect(said(page, "nieuwe versie van de purpose case")).to_be_visible()
    write_purpose(agenda.database, "9", "Een nieuwe partij betaalt mee.")
    page.get_by_role("button", name="Verplaatsen").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Purpose case")


def test_a_changed_priority_reads_was_and_is_with_its_decision(agenda: Server, open_page: OpenPage):
    page = open_action(open_page, agenda, "10")
    unfold(page, "Naam, prioriteit, aanjager en stand wijzigen")
    pick(page, "Prioriteit", "B middel")
    page.get_by_role("button", name="Opslaan").click()
    expect(said(page, "Wat er is besloten of voorgesteld, is nog leeg")).to_be_visible()
    page.get_by_role("textbox", name="Reden of besluit").fill("Meer haast")
    pick(page, "Wie besloot dit?", "Gedeputeerde Staten hebben dit besloten")
    page.get_by_label("Datum van het besluit van GS").fill("14-3-2022")
    page.get_by_label("Kenmerk", exact=True).fill("GS-7")
    page.get_by_role("button", name="Opslaan").click()
    ruling = "Meer haast (besluit GS 14 maart 2022, kenmerk GS-7)"
    expect(page.locator(".wa-wasis").first).to_contain_text(f"was C (laag) / is B (middel) ({ruling})")
    expect(page.get_by_role("combobox", name="Wie besloot dit?")).to_have_count(0)


def test_two_people_in_one_form_field_see_both_values(agenda: Server, open_page: OpenPage):
    page = open_action(open_page, agenda, "6")
    unfold(page, "Naam, prioriteit, aanjager en stand wijzigen")
    page.get_by_label("Stand van zaken").fill("Van Anna")
    edit(agenda.database, "6", {"note": "Van Bram"}, who="Bram")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Uw waarde: “Van Anna”")).to_be_visible()
    expect(page.get_by_text("door Bram gewijzigd in “Van Bram”")).to_be_visible()
    page.get_by_role("button", name="Mijn waarde gebruiken").click()
    expect(page.locator(".wa-note").filter(has_text="Van Anna")).to_be_visible()
    assert stored(agenda.database, "6")["note"] == "Van Anna"


def test_an_action_ended_while_its_form_was_open_keeps_what_was_typed_in_sight(
    agenda: Server, open_page: OpenPage
):
    page = open_action(open_page, agenda, "7")
    unfold(page, "Naam, prioriteit, aanjager en stand wijzigen")
    page.get_by_label("Stand van zaken").fill("Een lange zin die niemand opnieuw wil typen")
    move(agenda.database, "7", "beeindigd")
    page.get_by_role("button", name="Opslaan").click()
    expect(said(page, re.compile("is beëindigd op .* er is niets gewijzigd"))).to_be_visible()
    wait_ready(page)
    kept = page.evaluate(
        "(words) => [...document.querySelectorAll('textarea')].some((one) => one.value.includes(words))"
        " || document.body.innerText.includes(words)",
        "Een lange zin die niemand opnieuw wil typen",
    )
    assert kept, "what was typed is gone"


def test_an_old_value_is_put_back_after_a_look_at_both(agenda: Server, open_page: OpenPage):
    edit(agenda.database, "11", {"note": "Eerste stand"})
    edit(agenda.database, "11", {"note": "Tweede stand"})
    page = open_action(open_page, agenda, "11")
    choose(page, "Geschiedenis")
    expect(page).to_have_url(re.compile("tab=geschiedenis"))
    page.get_by_role("button", name="Terugzetten").first.click()
    expect(page.get_by_text("nu: Tweede stand")).to_be_visible()
    expect(page.get_by_text("terug naar: Eerste stand")).to_be_visible()
    page.get_by_role("button", name="Deze waarde terugzetten").click()
    expect(page.locator(".wa-log").first).to_contain_text("Stand van zaken: “Eerste stand”")
    assert stored(agenda.database, "11")["note"] == "Eerste stand"


def test_a_change_can_be_undone_at_once(agenda: Server, open_page: OpenPage):
    page = open_action(open_page, agenda, "5")
    unfold(page, "Naam, prioriteit, aanjager en stand wijzigen")
    page.get_by_label("Stand van zaken").fill("Verkeerd getypt")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".wa-note").filter(has_text="Verkeerd getypt")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken", exact=True).click()
    expect(said(page, "Teruggezet:")).to_be_visible()
    expect(page.locator(".wa-note").filter(has_text="Verkeerd getypt")).to_have_count(0)
    assert stored(agenda.database, "5")["note"] == ""


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
        load(page, agenda.url(address))
        expect(page.get_by_test_id("stMain")).to_contain_text(as_shown(words[:120].strip()))
        assert page.locator("script:text('alert')").count() == 0


REPORT = (
    "Stap;Regio;Periode;Aantal\nAangemeld;Groot Amsterdam;1e kwartaal 2023;40\n"
    "Gesproken (intake);Groot Amsterdam;1e kwartaal 2023;31\n"
)


def test_a_clerk_reads_in_a_quarter_corrects_one_number_and_puts_it_back(agenda: Server, open_page: OpenPage):
    desk.party(agenda.database, "Servicepunt Voorbeeld", "overheid")
    page = open_page(agenda.url("/actie?actie=1&tab=effect&modus=bewerken"), name="Anna")
    unfold(page, "Opgave inlezen")
    pick(page, "Wie telt (verplicht)", "Servicepunt Voorbeeld")
    picker = page.locator("input[type=file]")
    picker.set_input_files({"name": "q1.csv", "mimeType": "text/csv", "buffer": REPORT.encode()})
    expect(page.get_by_text("q1.csv: 2 nieuw")).to_be_visible()
    page.get_by_role("button", name="Opgave overnemen").click()
    expect(said(page, "Opgave overgenomen uit q1.csv.")).to_be_visible()
    lead = page.locator(".wa-lead").first
    expect(lead).to_contain_text("Van 40 aangemelde vakmensen")
    expect(page.locator(".wa-bars section")).to_have_count(5)
    unfold(page, "Eén aantal verbeteren of intrekken")
    amount = page.get_by_label("Aantal", exact=True)
    expect(amount).to_have_value("40")
    amount.fill("44")
    amount.press("Enter")
    expect(lead).to_contain_text("Van 40 tot en met 44 aangemelde vakmensen")
    wait_ready(page)  # until then the button of the reading-in may still stand there
    page.get_by_role("button", name="Ongedaan maken", exact=True).click()
    expect(lead).to_contain_text("Van 40 aangemelde vakmensen")
