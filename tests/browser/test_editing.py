"""Bewerken: the grid and the board. What is typed is stored, or it is said why not; nothing is lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.browser_support import Server, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import (
    card,
    cell,
    choose_in_cell,
    clash,
    edit,
    move,
    newest,
    question,
    said,
    stored,
    title,
    type_in_cell,
)  # fmt: skip

WIDE = (1920, 1080)
GRID = "/?modus=bewerken&weergave=lijst"


def open_grid(open_page: OpenPage, server: Server, name: str = "Anna", view: str = GRID) -> Page:
    """The grid of somebody who gave a name earlier, on a screen that shows all of its columns."""
    return open_page(server.url(view), name=name, viewport=WIDE)


def test_an_inline_edit_is_there_after_a_reload_and_in_the_history(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    type_in_cell(page, "Verbeteren zij-instroom", "Stand in woorden", "Drie bedrijven doen mee")
    expect(said(page, "Opgeslagen.")).to_be_visible()
    expect(cell(page, "Verbeteren zij-instroom", "Stand in woorden")).to_have_text("Drie bedrijven doen mee")
    page.reload()
    wait_ready(page)
    expect(cell(page, "Verbeteren zij-instroom", "Stand in woorden")).to_have_text("Drie bedrijven doen mee")

    page.goto(agenda.url("/actie?actie=3&tab=geschiedenis"))
    entry = page.locator(".wa-log").first
    expect(entry).to_contain_text("Stand in woorden: “Drie bedrijven doen mee”")
    expect(entry).to_contain_text("Anna (niet geverifieerd)")


def test_one_of_two_values_for_the_same_cell_is_chosen(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    for choice, kept in (("Waarde van Bram houden", "Van Bram"), ("Mijn waarde gebruiken", "Van Anna")):
        wait_ready(page)
        edit(agenda.database, "7", {"note": "Van Bram"}, who="Bram")
        type_in_cell(page, "Gecombineerde lectoraten", "Stand in woorden", "Van Anna")
        expect(clash(page)).to_contain_text("Uw waarde: “Van Anna”")
        expect(clash(page)).to_contain_text("door Bram gewijzigd in “Van Bram”")
        assert stored(agenda.database, "7")["note"] == "Van Bram"

        clash(page).get_by_role("button", name=choice).click()
        expect(clash(page)).to_have_count(0)
        expect(cell(page, "Gecombineerde lectoraten", "Stand in woorden")).to_have_text(kept)
        assert stored(agenda.database, "7")["note"] == kept
        edit(agenda.database, "7", {"note": ""}, who="Bram")
        page.reload()


def test_a_stage_in_the_grid_asks_its_ground(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    choose_in_cell(page, "Ontwikkelfonds", "Fase", "Coalitie in vorming")
    asked = question(page, "fase wordt Coalitie in vorming")
    asked.get_by_role("button", name="Opslaan").click()
    expect(said(page, re.compile("Waaruit dit blijkt is nog leeg"))).to_be_visible()
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
    expect(asked.get_by_label("Wat is de reden, of welk besluit?")).to_be_visible()
    asked.get_by_role("button", name="Laat maar").click()
    expect(page.get_by_text("prioriteit wordt B")).to_have_count(0)
    expect(cell(page, "Service punt", "Prioriteit")).to_have_text("A")
    assert newest(agenda.database) == before


def test_an_edit_of_an_action_that_was_ended_meanwhile_is_refused_and_kept_in_sight(
    agenda: Server, open_page: OpenPage
):
    page = open_grid(open_page, agenda)
    move(agenda.database, "9", "beeindigd")
    type_in_cell(page, "Een taal en aanpak", "Stand in woorden", "Nog een gesprek gehad")
    expect(said(page, re.compile("is beëindigd op .* er is niets gewijzigd"))).to_be_visible()
    expect(page.get_by_test_id("stMain")).to_contain_text("Nog een gesprek gehad")
    assert stored(agenda.database, "9")["note"] == ""


def test_a_name_that_is_emptied_is_refused(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda)
    type_in_cell(page, "Investeringsinstrument", "Stand in woorden", "   ")
    type_in_cell(page, "Investeringsinstrument", "Actie", "   ")
    expect(cell(page, "Investeringsinstrument", "Actie")).to_be_attached()
    assert stored(agenda.database, "11")["name"] == "Investeringsinstrument voor T&T campussen"


def test_a_card_cannot_be_dropped_where_the_ladder_does_not_lead(agenda: Server, open_page: OpenPage):
    page = open_grid(open_page, agenda, view="/?modus=bewerken&weergave=bord")
    wait_still(page)
    card(page, "6").drag_to(page.get_by_role("region", name="Fase: In uitvoering"))
    expect(page.get_by_role("region", name="Fase: Idee").locator("a[data-id='6']")).to_be_visible()
    expect(page.get_by_text("fase wordt")).to_have_count(0)


def test_somebody_who_only_looks_cannot_drag(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/?weergave=bord"), name="Anna")
    expect(card(page, "6")).to_have_attribute("draggable", "false")
    expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
