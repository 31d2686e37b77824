"""Coalities in a real browser: who sits where, what the gate says, how an action ends, what would fall."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.dutch import day_text
from tests.app import coalition_desk as desk
from tests.browser.browser_support import Server, axe, load, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import card, cell, choose, choose_in_cell, pick, question, said, stored, unfold

WIDE = (1920, 1080)


@pytest.fixture(scope="module")
def parties(agenda: Server) -> desk.Parties:
    """The agenda of this file with a few invented coalitions."""
    return desk.fill(agenda.database)


def open_tab(open_page: OpenPage, server: Server, action_id: str, tab: str) -> Page:
    """A tab of an action for somebody who edits."""
    return open_page(
        server.url(f"/actie?actie={action_id}&tab={tab}&modus=bewerken"), name="Anna", viewport=WIDE
    )


def gate(page: Page) -> Locator:
    """The card that says whether the gate is open."""
    return page.locator(".wa-gate")


def helix_of(page: Page, action_id: str, helix: str) -> Locator:
    """One of the three helix bars on a card of the matrix, as a screen reader has it."""
    return card(page, action_id).locator(f".helix.{helix}")


# ------------------------------------------------------------------ chairs and activation


def test_a_chair_is_filled_with_the_party_that_fits_first(
    agenda: Server, parties: desk.Parties, open_page: OpenPage
):
    page = open_tab(open_page, agenda, "4", "coalitie")
    expect(page.get_by_role("img", name=re.compile("3 van 4 stoelen"))).to_be_visible()
    pick(page, "Rij", "Bedrijfsleven: O&O-fonds van de branche – leeg")
    pick(page, "Partij", "Test O&O-fonds (past bij deze stoel)")
    page.locator("[class*='st-key-sheet-fill-chair']").get_by_role("button", name="Opslaan").click()
    expect(said(page, "De stoel is gevuld.")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("4 van 4 stoelen"))).to_be_visible()
    page.reload()
    wait_ready(page)
    expect(
        page.get_by_role("row", name=re.compile("O&O-fonds van de branche Test O&O-fonds"))
    ).to_be_visible()


def test_a_helix_rises_with_evidence_only_and_shows_on_the_card(
    agenda: Server, parties: desk.Parties, open_page: OpenPage
):
    page = open_tab(open_page, agenda, "4", "coalitie")
    pick(page, "Rij", f"Overheid: gemeente (Noord-Holland Noord) – {desk.TOWN}")
    pick(page, "Trede", "3 – in de coalitie")
    claim = page.locator("[class*='st-key-sheet-activation-4']")
    claim.get_by_role("button", name="Opslaan").click()
    expect(said(page, re.compile("bewijs", re.IGNORECASE))).to_be_visible()
    assert [one for one in desk.table(agenda.database, "4").activations if one.party == desk.TOWN] == []

    expect(page.get_by_role("combobox", name="Trede")).to_have_value("3 – in de coalitie")
    pick(page, "Bewijs (nodig vanaf 3)", f"{day_text(desk.RECENT)}: Kennismaking")
    claim.get_by_role("button", name="Opslaan").click()
    expect(said(page, "Opgeslagen:")).to_be_visible()
    overheid = page.locator("details.wa-level").filter(has_text="Overheid")
    expect(overheid).to_contain_text("3 – in de coalitie")
    overheid.locator("summary").click()
    expect(overheid).to_contain_text(desk.TOWN)
    expect(overheid).to_contain_text("Kennismaking")
    expect(overheid).to_contain_text("Anna")

    matrix = open_page(agenda.url("/"))
    expect(helix_of(matrix, "4", "overheid")).to_contain_text("in de coalitie")
    expect(helix_of(matrix, "4", "overheid").locator("i.on")).to_have_count(3)
    expect(helix_of(matrix, "4", "overheid").locator(".digit")).to_have_text("3")


# ------------------------------------------------------------------------------ the gate


def test_a_closed_gate_refuses_grid_form_and_board(
    agenda: Server, parties: desk.Parties, open_page: OpenPage
):
    desk.move(agenda.database, "2", "coalitie in vorming", "purpose case", "poort")
    page = open_page(agenda.url("/?modus=bewerken&weergave=lijst"), name="Anna", viewport=WIDE)
    choose_in_cell(page, "Intersectoraal", "Fase", "In uitvoering")
    expect(said(page, "Draagvlak nog niet rond")).to_be_visible()
    expect(cell(page, "Intersectoraal", "Fase")).to_have_text("Draagvlaktoets")

    choose(page, "Bord")
    running = page.get_by_role("region", name="Fase: In uitvoering")
    card(page, "2").drag_to(running.get_by_role("heading"))
    expect(said(page, "Draagvlak nog niet rond")).to_be_visible()
    expect(question(page, "fase wordt In uitvoering")).to_have_count(0)

    form = open_page(agenda.url("/actie?actie=2&modus=bewerken"), like=page)
    unfold(form, "Fase wijzigen")
    pick(form, "Nieuwe fase", "In uitvoering")
    form.get_by_label("Waaruit blijkt dit?").fill("Wij beginnen gewoon")
    form.get_by_role("button", name="Verplaatsen").click()
    expect(said(form, "Draagvlak nog niet rond")).to_be_visible()
    expect(form.get_by_label("Waaruit blijkt dit?")).to_have_value("Wij beginnen gewoon")
    assert stored(agenda.database, "2")["stage"] == "poort"


def test_the_gate_closes_on_a_refusal_and_opens_again_with_support(
    agenda: Server, parties: desk.Parties, open_page: OpenPage
):
    page = open_tab(open_page, agenda, "3", "purpose-case")
    expect(gate(page)).to_have_class(re.compile(r"\bopen\b"))
    answer(page, desk.TOWN, "Steunt niet")
    expect(gate(page)).to_have_class(re.compile(r"\bclosed\b"))
    expect(gate(page)).to_contain_text(desk.TOWN)
    expect(gate(page)).to_contain_text("Is het draagvlak nog genoeg?")

    answer(page, desk.TOWN, "Steunt")
    expect(gate(page)).to_contain_text("De actie mag in uitvoering.")


def answer(page: Page, party: str, words: str) -> None:
    """Record what a party answers when it is asked for support."""
    form = page.get_by_role("combobox", name="Antwoord")
    if not form.is_visible():
        unfold(page, "Draagvlak vastleggen")
    pick(page, "Partij", party)
    pick(page, "Antwoord", words)
    page.locator("[class*='st-key-sheet-']").filter(has=form).get_by_role("button", name="Opslaan").click()
    row = page.get_by_role("table", name="Draagvlak per partij").get_by_role("row").filter(has_text=party)
    expect(row.locator("b")).to_have_text(words)


def test_a_part_of_the_purpose_case_keeps_its_versions(
    agenda: Server, parties: desk.Parties, open_page: OpenPage
):
    page = open_tab(open_page, agenda, "4", "purpose-case")
    words = page.get_by_role("textbox", name="Financiering")
    expect(words).to_have_value("Het fonds betaalt twee derde van de opleiding.")
    words.fill("Het fonds betaalt de hele opleiding.")
    page.get_by_test_id("stForm").filter(has=words).get_by_role("button").click()
    expect(said(page, "De nieuwe versie is opgeslagen.")).to_be_visible()
    changed = page.locator("details.wa-fold").filter(has_text="Wat veranderde").first
    changed.locator("summary").click()
    expect(changed.locator("del").first).to_have_text("twee derde van")
    expect(changed.locator("ins").first).to_have_text("hele")


# --------------------------------------------------------------------------- how it ends


def test_an_action_ends_in_a_meeting_and_the_neighbour_answers_in_writing(
    agenda: Server, parties: desk.Parties, open_page: OpenPage
):
    page = open_tab(open_page, agenda, "1", "purpose-case")
    unfold(page, "Beëindigen: besluit of voorstel")
    page.get_by_label("Reden", exact=True).fill("Onvoldoende draagvlak bij de scholen")
    end = page.get_by_test_id("stForm").filter(has=page.get_by_label("Reden", exact=True))
    end.get_by_role("button", name="Vastleggen").click()
    expect(said(page, re.compile("Gedeputeerde Staten"))).to_be_visible()
    assert stored(agenda.database, "1")["stage"] == "idee"

    expect(page.get_by_label("Reden", exact=True)).to_have_value("Onvoldoende draagvlak bij de scholen")
    pick(page, "Wie besloot dit?", "Gedeputeerde Staten hebben dit besloten")
    page.get_by_label("Datum van het besluit van GS").fill("14-3-2022")
    end.get_by_role("button", name="Vastleggen").click()
    expect(said(page, "De actie is beëindigd.")).to_be_visible()

    matrix = open_page(agenda.url("/"))
    expect(card(matrix, "1")).to_contain_text("Onvoldoende draagvlak bij de scholen")

    neighbour = open_tab(open_page, agenda, "2", "stand")
    expect(neighbour.get_by_text("Reactie nodig:")).to_be_visible()
    send = neighbour.get_by_role("button", name="Gevolg vastleggen")
    send.click()
    expect(said(neighbour, re.compile("leeg"))).to_be_visible()
    neighbour.get_by_label(re.compile("Wat betekent het einde van")).fill("De mix regelen wij nu zelf.")
    send.click()
    expect(said(neighbour, "Het antwoord is vastgelegd.")).to_be_visible()
    expect(neighbour.get_by_text("Reactie nodig:")).to_have_count(0)
    expect(neighbour.locator(".wa-fallen")).to_contain_text("De mix regelen wij nu zelf.")


def test_what_if_an_action_stops_is_said_in_words_and_writes_nothing(
    shared_server: Server, open_page: OpenPage
):
    file = shared_server.database.with_name("werkagenda-voorbeeld.db")
    before = file.read_bytes()
    page = open_page(shared_server.url("/coalities"))
    for action_id in ("4", "1", "3", "2", "7"):
        load(page, shared_server.url(f"/coalities?watals={action_id}"))
        expect(page.locator(".wa-fallen").first).to_be_visible()
        expect(page.get_by_text("Dit is een denkoefening: er is niets gewijzigd.")).to_be_visible()
    assert file.read_bytes() == before


# ------------------------------------------------------------------ network and stop test


def test_the_network_and_its_list_follow_the_same_focus(shared_server: Server, open_page: OpenPage):
    page = open_page(shared_server.url("/coalities?set=voorbeeld"))
    tabs = page.get_by_role("radiogroup", name="Weergave")
    before = tabs.bounding_box()
    stops = page.get_by_text("Als de werkambassadeur morgen vertrekt")
    for view, brought in (("Zonder de werkambassadeur", stops), ("Netwerk", page.locator(".network"))):
        choose(page, view)
        expect(brought).to_be_visible()
        wait_still(page)
        assert tabs.bounding_box() == before, "the tabs moved under the pointer"
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    expect(page.locator(".network a.action.weak")).to_have_count(3)
    chairs_empty = page.locator(".network path.stub").count()
    assert chairs_empty == 7

    parties = page.locator(".network a.party")
    table = page.get_by_role("table", name="Partijen en hun acties")
    expect(table.get_by_role("row")).to_have_count(parties.count() + 1)

    first = parties.first
    name = first.get_attribute("title") or ""
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".network a.party[aria-current=true]")).to_have_text(name)
    expect(table.get_by_role("row")).to_have_count(2)
    expect(table).to_contain_text(name)
    lit = page.locator(".network a.action:not(.dim) > span").all_text_contents()
    for label in lit:
        expect(table).to_contain_text(label)

    page.locator(".network a.action:not(.dim)").first.click()
    expect(page.locator(".network a.action[aria-current=true]")).to_have_count(1)
    expect(table.get_by_role("row")).to_have_count(page.locator(".network a.party:not(.dim)").count() + 1)

    choose(page, "Stippen")
    expect(page.get_by_role("list", name="Partijen per actie")).to_be_visible()


def test_a_phone_gets_the_network_as_dots_with_the_same_focus(shared_server: Server, open_page: OpenPage):
    page = open_page(shared_server.url("/coalities?set=voorbeeld&blik=netwerk"), viewport=(390, 844))
    rows = page.get_by_role("list", name="Partijen per actie").get_by_role("listitem")
    expect(rows).to_have_count(13)
    fund = rows.filter(has_text="4 Ontwikkelfonds")
    expect(fund.locator(".dots.onderwijs i")).to_have_count(1)
    expect(rows.filter(has_text="9 Een taal")).to_contain_text("beëindigd")
    fund.get_by_role("link").click()
    expect(fund.locator("a[aria-current=true]")).to_be_visible()
    expect(page).to_have_url(re.compile("focus=a4"))
    table = page.get_by_role("table", name="Partijen en hun acties").get_by_role("row")
    expect(table).to_have_count(1 + fund.locator(".dots i").count())
    assert axe(page) == []

    table.nth(1).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("focus=p"))
    expect(table).to_have_count(2)
    page.get_by_role("link", name="Toon alles").click()
    expect(fund.locator("a[aria-current=true]")).to_have_count(0)
    expect(page.locator(".dots i.dim")).to_have_count(0)


def test_the_stop_test_hands_over_to_a_driver_from_outside(
    agenda: Server, parties: desk.Parties, open_page: OpenPage
):
    page = open_page(agenda.url("/coalities?blik=stop&modus=bewerken"), name="Anna", viewport=WIDE)
    line = (
        page.locator("[class*='st-key-fallen-']")
        .filter(has_text="Ontwikkelfonds")
        .filter(has_text="aanjager")
    )
    line.get_by_role("button", name="Overdragen").click()
    pick(page, "Wie wordt aanjager?", "Test Roc")
    page.get_by_test_id("stForm").get_by_role("button", name="Overdragen").click()
    expect(said(page, "Opgeslagen:")).to_be_visible()
    expect(line).to_have_count(0)
    assert stored(agenda.database, "4")["driver_id"] == parties.school

    page.get_by_role("button", name="Ongedaan maken", exact=True).click()
    expect(line).to_have_count(1)
    assert stored(agenda.database, "4")["driver_id"] is None
