"""Bewerken: the grid and the board. What is typed is stored, or it is said why not; nothing is lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.browser_support import Server, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import (
    begin_in_cell,
    card,
    cell,
    choose_in_cell,
    clash,
    edit,
    leave_cell,
    move,
    newest,
    pick,
    question,
    said,
    select,
    stored,
    title,
    type_in_cell,
    unfold,
)

WIDE = (1920, 1080)
GRID = "/?modus=bewerken&weergave=lijst"
TOP = "(one) => one.getBoundingClientRect().top"


def open_grid(open_page: OpenPage, server: Server, name: str = "Anna", view: str = GRID) -> Page:
    """The grid of somebody who gave a name earlier, on a screen that shows all of its columns."""
    return open_page(server.url(view), name=name, viewport=WIDE)


def test_an_inline_edit_is_there_after_a_reload_and_in_the_history(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    type_in_cell(page, "Verbeteren zij-instroom", "Stand van zaken", "Drie bedrijven doen mee")
    expect(said(page, "Opgeslagen:")).to_be_visible()
    expect(cell(page, "Verbeteren zij-instroom", "Stand van zaken")).to_have_text("Drie bedrijven doen mee")
    page.reload()
    wait_ready(page)
    expect(cell(page, "Verbeteren zij-instroom", "Stand van zaken")).to_have_text("Drie bedrijven doen mee")
    select(page, cell(page, "Organisatie van", "Actie"))
    whole = page.locator("p[aria-hidden]", has_text="bredere regiegroep en communicatie hierover")
    expect(whole).to_be_in_viewport(ratio=1)
    page.get_by_role("heading", level=1).click()
    expect(whole).to_be_hidden()

    page.goto(agenda.url("/actie?actie=3&tab=geschiedenis"))
    entry = page.locator(".wa-log").first
    expect(entry).to_contain_text("Stand van zaken: “Drie bedrijven doen mee”")
    expect(entry).to_contain_text("Anna (niet geverifieerd)")


def test_one_of_two_values_for_the_same_cell_is_chosen(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    for choice, kept in (("Waarde van Bram houden", "Van Bram"), ("Mijn waarde gebruiken", "Van Anna")):
        begin_in_cell(page, "Gecombineerde lectoraten", "Stand van zaken", "Van Anna")
        edit(agenda.database, "7", {"note": "Van Bram"}, who="Bram")
        expect(page.get_by_role("status").filter(has_text="Er zijn wijzigingen van anderen.")).to_be_visible()
        before = page.locator(".dvn-scroller").evaluate(TOP)
        leave_cell(page)
        asked = page.get_by_role("group", name=re.compile("stand van zaken is intussen door Bram gewijzigd"))
        expect(asked).to_be_focused()
        expect(clash(page)).to_contain_text("Uw waarde: “Van Anna”")
        expect(clash(page)).to_contain_text("door Bram gewijzigd in “Van Bram”")
        assert stored(agenda.database, "7")["note"] == "Van Bram"
        moved = page.locator(".dvn-scroller").evaluate(TOP) - before
        assert abs(moved) <= 1, f"the grid moved {moved} px for a question"

        button = clash(page).get_by_role("button", name=choice)
        button.focus()
        page.keyboard.press("Enter")
        expect(clash(page)).to_have_count(0)
        expect(page.locator("#glide-cell-5-2")).to_be_focused()
        expect(cell(page, "Gecombineerde lectoraten", "Stand van zaken")).to_have_text(kept)
        assert stored(agenda.database, "7")["note"] == kept
        edit(agenda.database, "7", {"note": ""}, who="Bram")
        page.reload()
        expect(cell(page, "Gecombineerde lectoraten", "Stand van zaken")).to_have_text("")


def test_a_stage_in_the_grid_asks_its_ground(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
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


def test_a_jump_on_the_ladder_is_refused_with_the_ways_that_are_open(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    choose_in_cell(page, "MKBroute", "Fase", "Overgedragen")
    expect(said(page, "Van “Idee” naar “Overgedragen” kan niet in één keer.")).to_be_visible()
    expect(cell(page, "MKBroute", "Fase")).to_have_text("Fase nog niet vastgelegd")
    assert stored(agenda.database, "6")["stage"] == "idee"


def test_a_priority_in_the_grid_asks_a_reason_and_can_be_dropped(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
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


def test_an_edit_of_an_action_that_was_ended_meanwhile_is_refused_and_kept_in_sight(
    agenda: Server, open_page: OpenPage
):
    page = open_grid(open_page, agenda)
    begin_in_cell(page, "Een taal en aanpak", "Stand van zaken", "Nog een gesprek gehad")
    move(agenda.database, "9", "beeindigd")
    leave_cell(page)
    expect(said(page, re.compile("is beëindigd op .* er is niets gewijzigd"))).to_be_visible()
    expect(page.get_by_test_id("stMain")).to_contain_text("Nog een gesprek gehad")
    assert stored(agenda.database, "9")["note"] == ""


def test_a_name_that_is_emptied_is_refused(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    type_in_cell(page, "Investeringsinstrument", "Actie", "   ")
    expect(said(page, "De naam is nog leeg")).to_be_visible()
    expect(cell(page, "Investeringsinstrument", "Actie")).to_have_text(
        "Investeringsinstrument voor T&T campussen"
    )
    assert stored(agenda.database, "11")["name"] == "Investeringsinstrument voor T&T campussen"


def test_keys_that_follow_each_other_at_once_lose_nothing(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    select(page, cell(page, "Een (gevoeld) loket", "Stand van zaken"))
    page.keyboard.press("Enter")
    field = page.locator("#portal textarea")
    field.fill("Snel getypt")
    field.evaluate(
        "(one) => ['t', 'Enter'].forEach((key) => "
        "one.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))"
    )
    expect(said(page, "Opgeslagen:")).to_be_visible()
    assert stored(agenda.database, "5")["note"] == "Snel getypt"


def test_two_people_in_different_cells_of_a_row_both_keep_theirs(agenda: Server, open_page: OpenPage):
    anna, bram = open_grid(open_page, agenda), open_grid(open_page, agenda, "Bram")
    type_in_cell(anna, "PPScase", "Stand van zaken", "Van Anna")
    expect(said(anna, "Opgeslagen:")).to_be_visible()
    choose_in_cell(bram, "PPScase", "Prioriteit", "A")
    asked = question(bram, "prioriteit wordt A (hoog)")
    asked.get_by_label("Wat is er besloten?").fill("De kansen zijn groot")
    pick(bram, "Wie besloot dit?", "Gedeputeerde Staten hebben dit besloten")
    bram.get_by_label("Datum van het besluit van GS").fill("14-3-2022")
    bram.get_by_role("button", name="Opslaan").click()
    expect(said(bram, "Opgeslagen:")).to_be_visible()
    expect(cell(bram, "PPScase", "Stand van zaken")).to_have_text("Van Anna")
    now = stored(agenda.database, "8")
    assert (now["note"], now["priority"]) == ("Van Anna", "A")


def test_dragging_a_card_asks_the_ground_of_the_move(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda, view="/?modus=bewerken&weergave=bord")
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


def test_the_form_beside_the_board_moves_a_card_without_a_mouse(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda, view="/?modus=bewerken&weergave=bord")
    unfold(page, "Eén actie bewerken met een formulier")
    pick(page, "Actie", "10 Realisatie goede managementinformatie voor A&O")
    expect(page.get_by_role("textbox", name="Naam", exact=True)).to_have_value(
        "Realisatie goede managementinformatie voor A&O"
    )
    wait_still(page)  # the other form follows in the same run
    page.get_by_label("Waaruit blijkt dit?").fill("Besproken op 3 maart")
    page.get_by_role("button", name="Verplaatsen").click()
    stage = page.get_by_role("region", name="Fase: Coalitie in vorming")
    expect(stage.locator("a[data-id='10']")).to_be_visible()
    expect(said(page, "Fase is nu Coalitie in vorming.")).to_be_visible()


def test_a_card_cannot_be_dropped_where_the_ladder_does_not_lead(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda, view="/?modus=bewerken&weergave=bord")
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
    card(page, "6").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(question(page, "fase wordt Coalitie in vorming")).to_be_visible()


def test_somebody_who_only_looks_cannot_drag(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/?weergave=bord"), name="Anna")
    expect(card(page, "6")).to_have_attribute("draggable", "false")
    expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
