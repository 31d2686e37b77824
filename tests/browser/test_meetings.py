"""Meetings in a real browser: from proposals to minutes in Word, by keyboard alone, on a phone, and live."""

import io
import re
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from lib.access import Person
from lib.dutch import day_text
from lib.model.agenda import ENDED
from lib.model.meetings import Item
from lib.store import agenda as stored, decisions, meetings, records
from lib.store.file.connection import reading, writing
from tests.app import meeting_desk
from tests.browser.browser_support import Server, load, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.test_keyboard import open_fold, tab_to
from tests.browser.visitor import choose, pick, said, title, unfold

PAGE = "/technologietafels"
WHAT = "Wat is er afgesproken, toegezegd, gevraagd of geadviseerd?"
TODAY = records.today()
KEYBOARD_TITLE = "Met het toetsenbord"


def new_meeting(path: Path, heading: str, *, party: str = "") -> int:
    """A meeting of today that somebody else made."""
    with writing(path, Person("Bram")) as db:
        if party:
            stored.add_party(db, {"name": party, "helix": "onderwijs", "kind": "roc"})
        return meetings.add_meeting(db, {"kind": "thematafel", "held_on": TODAY, "title": heading})


def agenda_of(path: Path, number: int) -> list[Item]:
    with reading(path) as db:
        return meetings.items(db, number)


def minutes_of(page: Page) -> str:
    """All words of the minutes that the page gives as a file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="in Word").click()
    assert waiting.value.suggested_filename.startswith(f"verslag-thematafel-{TODAY.isoformat()}")
    document = docx.Document(io.BytesIO(waiting.value.path().read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


BASELINES = "all => all.map((one) => Math.round(one.getClientRects()[0].bottom))"
"""Where the first line of each ends: equal letters on one line have one baseline."""


def test_from_proposals_to_minutes(agenda: Server, open_page: OpenPage):
    number = new_meeting(agenda.database, "Van begin tot eind", party="Roc Proef")
    page = open_page(agenda.url(f"{PAGE}?overleg={number}&deel=voorbereiden&modus=bewerken"), name="Anna")
    page.get_by_role("button", name=re.compile("Op de agenda.*Verbeteren zij-instroom")).click()
    expect(said(page, re.compile("Op de agenda gezet: 3 Verbeteren"))).to_be_visible()
    expect(page.locator(".wa-time-left")).to_have_text("15 van 120 minuten.")

    choose(page, "Afspraken")
    page.get_by_role("button", name=re.compile("Vastleggen bij dit punt.*zij-instroom")).click()
    expect(page.get_by_label(WHAT)).to_be_focused()
    page.keyboard.type("De route gaat door")
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(said(page, "Afspraak vastgelegd.")).to_be_visible()
    wait_still(page)
    page.get_by_role("radio", name="Toezegging").click()
    pick(page, "Verantwoordelijk", "Roc Proef")
    page.get_by_label(WHAT).fill("Levert twee plekken")
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.locator(".wa-decisions .toezegging")).to_contain_text("Levert twee plekken")

    with writing(agenda.database, Person("Bram")) as db:
        decisions.propose(db, "3", ("priority", "C"), "Krijgt minder voorrang", number)
        decisions.propose(db, "3", ("stage", ENDED), "Onvoldoende draagvlak", number)
    choose(page, "Afsluiten")
    draft = minutes_of(page)
    assert "CONCEPT" in draft
    page.get_by_role("button", name="Overleg sluiten").click()
    expect(said(page, re.compile("Het overleg is gesloten"))).to_be_visible()
    wait_still(page)
    made = minutes_of(page)
    assert "CONCEPT" not in made
    assert {"Voorgesteld: A naar C.", "Voorgesteld: beëindigen."} <= set(
        re.findall(r"Voorgesteld: .*?\.", made)
    )
    assert [made.count(text) for text in ("De route gaat door", "Levert twee plekken", "Roc Proef")] == [
        1,
        1,
        1,
    ]

    page.get_by_role("link", name="De stand van toen").click()
    expect(page.locator(".wa-state")).to_contain_text("Van begin tot eind")
    for address, line in (
        ("/actie?actie=3", ".wa-table.decisions tr"),
        (f"/wijzigingen?sinds={TODAY.isoformat()}", ".wa-told > li"),
    ):
        page.goto(agenda.url(address))
        expect(page.locator(line).filter(has_text="De route gaat door")).to_have_count(1)


def test_a_meeting_by_keyboard_alone(agenda: Server, open_page: OpenPage):
    new_meeting(agenda.database, "Eerder")
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


def test_a_decision_of_somebody_else_shows_by_itself(agenda: Server, open_page: OpenPage):
    number = new_meeting(agenda.database, "Samen")
    page = open_page(agenda.url(f"{PAGE}?overleg={number}"))
    expect(page.get_by_test_id("stMain")).to_contain_text("nog niets vastgelegd")
    with writing(agenda.database, Person("Bram")) as db:
        values = {"meeting_id": number, "kind": "vraag", "text": "Wie neemt dit op zich?"}
        decisions.record_decision(db, values)
    expect(page.locator(".wa-decisions .vraag")).to_contain_text("Wie neemt dit op zich?")


def test_back_returns_to_the_list_as_it_was(shared_server: Server, open_page: OpenPage):
    page = open_page(shared_server.url(f"{PAGE}?soort=thematafel"))
    page.locator(".wa-table a, .wa-meetings a").first.click()
    expect(title(page, re.compile("^Thematafel "))).to_be_visible()
    expect(page.get_by_role("link", name="De stand van toen")).to_be_visible()
    assert len(set(page.locator(".wa-meta > span").evaluate_all(BASELINES))) == 1
    page.go_back()
    expect(title(page, "Technologietafels")).to_be_visible()
    expect(page).to_have_url(re.compile("soort=thematafel$"))
    expect(page.locator(".wa-table, .wa-meetings").first).not_to_contain_text("Brede regiegroep")


def test_a_phone_shows_every_part_without_scrolling_sideways(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/"), viewport=(390, 844), name="Anna")
    desk = meeting_desk.fill(agenda.database)
    addresses = [
        f"{PAGE}?modus=bewerken",
        *(
            f"{PAGE}?overleg={desk.now}&modus=bewerken&deel={part}"
            for part in ("voorbereiden", "besluiten", "afsluiten")
        ),
        f"{PAGE}?overleg={desk.before}&modus=bewerken",
        "/actie?actie=5",
    ]
    for address in addresses:
        load(page, agenda.url(address))
        wait_still(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        main = page.get_by_test_id("stMain")
        assert main.evaluate("one => one.scrollWidth <= one.clientWidth"), address
    load(page, agenda.url(addresses[0]))
    unfold(page, "Nieuw overleg")
    assert page.get_by_test_id("stMain").evaluate("one => one.scrollWidth <= one.clientWidth")
