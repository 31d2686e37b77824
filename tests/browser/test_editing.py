"""Bewerken: the grid and the board. What is typed is stored, or it is said why not; nothing is lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.browser_support import Server, follow, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import (
    begin_in_cell,
    card,
    cell,
    choose,
    choose_in_cell,
    clash,
    edit,
    leave_cell,
    newest,
    question,
    said,
    select,
    stored,
    title,
    type_in_cell,
)

WIDE = (1920, 1080)
GRID = "/?modus=bewerken&weergave=lijst"
NOTE = "Stand van zaken"
TOP = "(one) => one.getBoundingClientRect().top"
AT_ONCE = """(one) => ['t', 'Enter'].forEach((key) =>
    one.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))"""


def open_grid(open_page: OpenPage, server: Server) -> Page:
    """The grid of somebody who gave a name earlier, on a screen that shows all of its columns."""
    return open_page(server.url(GRID), name="Anna", viewport=WIDE)


def test_what_is_typed_or_dragged_is_stored_and_in_the_history(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    type_in_cell(page, "Verbeteren zij-instroom", NOTE, "Drie bedrijven doen mee")
    expect(said(page, "Opgeslagen: stand van zaken – 3")).to_be_visible()
    expect(cell(page, "Verbeteren zij-instroom", NOTE)).to_have_text("Drie bedrijven doen mee")
    keys_that_follow_each_other_at_once_lose_nothing(page, agenda)
    page.reload()
    wait_ready(page)
    expect(cell(page, "Verbeteren zij-instroom", NOTE)).to_have_text("Drie bedrijven doen mee")
    select(page, cell(page, "Organisatie van", "Actie"))
    whole = page.locator("p[aria-hidden]", has_text="bredere regiegroep en communicatie hierover")
    expect(whole).to_be_in_viewport(ratio=1)
    page.get_by_role("heading", level=1).click()
    expect(whole).to_be_hidden()

    follow(page, "/actie?actie=3&tab=geschiedenis")
    entry = page.locator(".wa-log").first
    expect(entry).to_contain_text("Stand van zaken: “Drie bedrijven doen mee”")
    expect(entry).to_contain_text("Anna (niet geverifieerd)")
    follow(page, "/?weergave=bord")
    a_card_is_dragged_where_the_ladder_leads_and_by_who_edits(page, agenda)


def keys_that_follow_each_other_at_once_lose_nothing(page: Page, server: Server) -> None:
    begin_in_cell(page, "Een (gevoeld) loket", NOTE, "Snel getypt")
    page.locator("#portal textarea").evaluate(AT_ONCE)
    expect(said(page, "Opgeslagen: stand van zaken – 5")).to_be_visible()
    assert stored(server.database, "5")["note"] == "Snel getypt"


def test_what_a_cell_asks_is_answered_or_dropped(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    a_priority_asks_a_reason_that_can_be_dropped(page, agenda)
    for name, action_id, below, choice, kept in (
        ("Gecombineerde lectoraten", "7", "Service punt", "Waarde van Bram houden", "Van Bram"),
        ("PPScase", "8", "Investeringsinstrument", "Mijn waarde gebruiken", "Van Anna"),
    ):
        one_of_two_values_is_chosen(page, agenda, name, action_id, below, choice, kept)
    a_stage_asks_its_ground(page, agenda)


def one_of_two_values_is_chosen(
    page: Page, agenda: Server, name: str, action_id: str, below: str, choice: str, kept: str
) -> None:
    told = page.get_by_role("status").filter(has_text="Er zijn wijzigingen van anderen.")
    expect(told).to_be_hidden()
    begin_in_cell(page, name, NOTE, "Van Anna")
    edit(agenda.database, action_id, {"note": "Van Bram"}, who="Bram")
    expect(told).to_be_visible()
    before = page.locator(".dvn-scroller").evaluate(TOP)
    leave_cell(page)
    asked = page.get_by_role("group", name=re.compile("stand van zaken is intussen door Bram gewijzigd"))
    expect(asked).to_be_focused()
    expect(clash(page)).to_contain_text("Uw waarde: “Van Anna”")
    expect(clash(page)).to_contain_text("door Bram gewijzigd in “Van Bram”")
    assert stored(agenda.database, action_id)["note"] == "Van Bram"
    moved = page.locator(".dvn-scroller").evaluate(TOP) - before
    assert abs(moved) <= 1, f"the grid moved {moved} px for a question"

    button = clash(page).get_by_role("button", name=choice)
    button.press("Enter")
    expect(clash(page)).to_have_count(0)
    expect(cell(page, below, NOTE)).to_be_focused()
    expect(cell(page, name, NOTE)).to_have_text(kept)
    assert stored(agenda.database, action_id)["note"] == kept


def a_stage_asks_its_ground(page: Page, agenda: Server) -> None:
    wait_ready(page)
    choose_in_cell(page, "Ontwikkelfonds", "Fase", "Coalitie in vorming")
    asked = question(page, "fase wordt Coalitie in vorming")
    asked.get_by_role("button", name="Opslaan").click()
    expect(said(page, re.compile("Waaruit dit blijkt is nog leeg"))).to_be_visible()
    expect(asked.get_by_label("Waaruit blijkt dit?")).to_be_focused()
    assert stored(agenda.database, "4")["stage"] == "idee"

    asked.get_by_label("Waaruit blijkt dit?").fill("Eerste tafel op 3 maart")
    asked.get_by_role("button", name="Opslaan").click()
    expect(cell(page, "Ontwikkelfonds", "Fase")).to_have_text("Coalitie in vorming")
    expect(page.get_by_text("fase wordt Coalitie in vorming")).to_have_count(0)
    assert stored(agenda.database, "4")["stage"] == "coalitie in vorming"


def a_priority_asks_a_reason_that_can_be_dropped(page: Page, agenda: Server) -> None:
    before = newest(agenda.database)
    choose_in_cell(page, "Service punt", "Prioriteit", "B")
    asked = question(page, "prioriteit wordt B (middel)")
    expect(asked.get_by_label("Wat is er besloten?")).to_be_visible()
    expect(page.get_by_role("combobox", name="Wie besloot dit?")).to_be_focused()
    page.keyboard.press("Escape")
    priority = cell(page, "Service punt", "Prioriteit")
    expect(priority).to_be_focused()
    asked.get_by_role("button", name="Annuleren").click()
    expect(page.get_by_text("prioriteit wordt B")).to_have_count(0)
    expect(priority).to_have_text("A")
    expect(priority).to_be_focused()
    assert newest(agenda.database) == before


def a_card_is_dragged_where_the_ladder_leads_and_by_who_edits(page: Page, agenda: Server) -> None:
    expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
    expect(card(page, "6")).to_have_attribute("draggable", "false")
    choose(page, "Bewerken")
    expect(card(page, "6")).to_have_attribute("draggable", "true")
    wait_still(page)
    closed = page.get_by_role("region", name="Fase: In uitvoering")
    card(page, "6").hover()
    page.mouse.down()
    closed.get_by_role("heading").hover()
    closed.get_by_role("heading").hover()  # a drag begins with the second movement
    expect(page.locator(".column.takes")).to_have_count(2)
    expect(closed).to_have_class(re.compile("closed"))
    page.mouse.up()
    first = page.get_by_role("region", name="Fase: Nog niet vastgelegd")
    expect(first.locator("a[data-id='6']")).to_be_visible()
    expect(page.get_by_text("Van “Idee” naar “In uitvoering” kan niet in één keer.")).to_be_visible()
    expect(page.get_by_text("fase wordt")).to_have_count(0)
    wait_ready(page)
    card(page, "6").focus()
    page.keyboard.press("Shift+ArrowRight")
    asked = question(page, "fase wordt Coalitie in vorming")
    expect(asked).to_be_visible()
    asked.get_by_role("button", name="Annuleren").click()
    expect(page.get_by_text("fase wordt")).to_have_count(0)

    wait_still(page)
    stage = page.get_by_role("region", name="Fase: Coalitie in vorming")
    card(page, "2").drag_to(stage.get_by_role("heading"))
    asked = question(
        page, "2 Intersectoraal afsprakenmodel voor werk-naar-werk: fase wordt Coalitie in vorming"
    )
    asked.get_by_label("Waaruit blijkt dit?").fill("Drie partijen aan tafel")
    asked.get_by_role("button", name="Opslaan").click()
    expect(stage.locator("a[data-id='2']")).to_be_visible()
    assert stored(agenda.database, "2")["stage"] == "coalitie in vorming"
