"""Meetings in a real browser: by keyboard alone, back to the list, on a phone, and live."""

import re
from pathlib import Path

from playwright.sync_api import expect

from lib.access import Person
from lib.dutch import day_text
from lib.model.meetings import Item
from lib.store import decisions, meetings, records
from lib.store.file.connection import reading, writing
from tests.app import meeting_desk
from tests.browser.browser_support import Server, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.test_keyboard import open_fold, tab_to
from tests.browser.visitor import said, title, unfold

PAGE = "/technologietafels"
TODAY = records.today()
KEYBOARD_TITLE = "Met het toetsenbord"


def agenda_of(path: Path, number: int) -> list[Item]:
    with reading(path) as db:
        return meetings.items(db, number)


BASELINES = "all => all.map((one) => Math.round(one.getClientRects()[0].bottom))"
"""Where the first line of each ends: equal letters on one line have one baseline."""


def test_a_meeting_by_keyboard_alone(agenda: Server, open_page: OpenPage):
    with writing(agenda.database, Person("Bram")) as db:
        meetings.add_meeting(db, {"kind": "thematafel", "held_on": TODAY, "title": "Eerder"})
    page = open_page(agenda.url(f"{PAGE}?modus=bewerken"), name="Anna")
    wait_still(page)
    open_fold(page, "Nieuw overleg")
    tab_to(page, page.get_by_role("textbox", name="Datum", exact=True))
    page.keyboard.press("Control+a")
    page.keyboard.type(f"{TODAY:%d%m%Y}")
    tab_to(page, page.get_by_label("Titel"))
    page.keyboard.type(KEYBOARD_TITLE)
    tab_to(page, page.get_by_role("button", name="Overleg toevoegen"))
    page.keyboard.press("Enter")
    expect(title(page, re.compile(f"tafel {day_text(TODAY)}: {KEYBOARD_TITLE}"))).to_be_visible()
    with reading(agenda.database) as db:
        number = next(one.id for one in meetings.meetings(db) if one.title == KEYBOARD_TITLE)

    wait_still(page)
    tab_to(page, page.get_by_role("radio", name="Voorbereiden"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Voorstellen")).to_be_visible()
    for name in ("Verbeteren zij-instroom", "Investeringsinstrument"):
        wait_still(page)
        tab_to(page, page.get_by_role("button", name=re.compile(f"Op de agenda.*{name}")))
        page.keyboard.press("Enter")
        expect(page.locator(".wa-item").filter(has_text=name)).to_be_visible()
    wait_still(page)
    up = page.get_by_role("button", name=re.compile("Omhoog: 11 Investeringsinstrument"))
    tab_to(page, up)
    page.keyboard.press("Enter")
    expect(said(page, "De volgorde is gewijzigd.")).to_be_visible()
    expect(page.locator("button:focus")).to_have_accessible_name(
        re.compile("Omlaag: 11 Investeringsinstrument")
    )
    assert [one.action_id for one in agenda_of(agenda.database, number)] == ["11", "3"]

    tab_to(page, page.get_by_label(re.compile("^Minuten: 11 Investeringsinstrument")))
    page.keyboard.press("Control+a")
    page.keyboard.type("130")
    page.keyboard.press("Tab")
    expect(page.locator(".wa-time-left")).to_have_text("25 minuten te lang: 145 van 120 minuten.")


def test_back_returns_to_the_list_as_it_was_and_a_phone_shows_what_others_decide(
    agenda: Server, open_page: OpenPage
):
    desk = meeting_desk.fill(agenda.database)
    with writing(agenda.database, Person("Bram")) as db:
        meetings.add_meeting(db, {"kind": "brede regiegroep", "held_on": TODAY, "title": "Anders"})
    page = open_page(agenda.url(f"{PAGE}?soort=technologietafel"), name="Anna")
    listed = page.locator(".wa-table, .wa-meetings").first
    expect(listed).not_to_contain_text("Anders")
    page.locator(f":is(.wa-table, .wa-meetings) a[href*='overleg={desk.before}']").first.click()
    expect(title(page, re.compile("^Technologietafel "))).to_be_visible()
    expect(page.get_by_role("link", name="De stand van toen")).to_be_visible()
    assert len(set(page.locator(".wa-meta > span").evaluate_all(BASELINES))) == 1
    page.go_back()
    expect(title(page, "Technologietafels")).to_be_visible()
    expect(page).to_have_url(re.compile("soort=technologietafel$"))
    expect(listed).not_to_contain_text("Anders")

    page.set_viewport_size({"width": 390, "height": 844})
    main = page.get_by_test_id("stMain")
    fits = "one => one.scrollWidth <= one.clientWidth"
    follow(page, f"{PAGE}?modus=bewerken")
    expect(listed).to_contain_text("Anders")
    unfold(page, "Nieuw overleg")
    assert main.evaluate(fits)
    follow(page, f"{PAGE}?overleg={desk.before}&modus=bewerken")
    wait_still(page)
    expect(page.get_by_role("link", name="De stand van toen")).to_be_visible()
    assert main.evaluate(fits)

    follow(page, f"{PAGE}?overleg={desk.now}&deel=besluiten")
    expect(main).to_contain_text("nog niets vastgelegd")
    with writing(agenda.database, Person("Bram")) as db:
        values = {"meeting_id": desk.now, "kind": "vraag", "text": "Wie neemt dit op zich?"}
        decisions.record_decision(db, values)
    expect(page.locator(".wa-decisions .vraag")).to_contain_text("Wie neemt dit op zich?")
