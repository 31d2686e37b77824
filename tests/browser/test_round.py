"""The update round in a real browser: all of it by keyboard alone, and what two people do to one card."""

from playwright.sync_api import Locator, Page, expect

from lib.store import history, rounds
from lib.store.file.connection import reading
from tests.browser.browser_support import Server, axe_in_both, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.spoken import Listener
from tests.browser.test_keyboard import tab_to
from tests.browser.visitor import edit, pick, said, stored

ROUND = "/bijwerkronde?modus=bewerken"


def card(page: Page) -> Locator:
    """The name of the action on top; the end of the round has more than one heading."""
    return page.locator(".st-key-round-card h2").first


def looked_at(server: Server) -> int:
    """How many actions somebody looked at."""
    with reading(server.database) as db:
        return len(rounds.last_touched(db, history.newest(db)))


def press_key(page: Page, key: str) -> None:
    """A key of the card, once it can be pressed."""
    wait_still(page)
    page.keyboard.press(key)


def test_a_whole_round_by_keyboard_alone(server, open_page: OpenPage):
    one = server()
    page = open_page(one.url("/bijwerkronde"), name="Anna")
    heard = Listener(page)
    tab_to(page, page.get_by_role("button", name="Ronde beginnen"))
    heard.hear("Tab naar Ronde beginnen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 van 13 klaar")).to_be_visible()

    first = card(page).inner_text()
    press_key(page, "j")
    expect(page.get_by_text("1 van 13 klaar")).to_be_visible()
    expect(card(page)).not_to_have_text(first)
    wait_still(page)
    heard.hear("J", said="klopt nog.")

    press_key(page, "s")
    expect(page.get_by_label("Wat is er gebeurd?")).to_be_focused()
    wait_still(page)
    heard.hear("S")
    heard.compare("een bijwerkronde beginnen")
    page.keyboard.type("Juist dit jaar: later ook leerlingen")
    pick(page, "Op initiatief van", "de coalitie zelf")
    page.get_by_label("Wat is er gebeurd?").press("Enter")
    expect(said(page, "De gebeurtenis is vastgelegd.")).to_be_visible()
    expect(page.locator(".st-key-round-row-step")).to_contain_text("Juist dit jaar: later ook leerlingen")
    expect(page.get_by_text("2 van 13 klaar")).to_be_visible()
    second = card(page).inner_text()
    press_key(page, "j")
    expect(card(page)).not_to_have_text(second)

    third = card(page).inner_text()
    press_key(page, "l")
    expect(card(page)).not_to_have_text(third)
    expect(page.get_by_text("2 van 13 klaar")).to_be_visible()

    tab_to(page, page.get_by_role("button", name="Stand van zaken wijzigen"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Stand van zaken")).to_be_focused()
    page.keyboard.type("Jaarplan ligt er")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".st-key-round-row-note")).to_contain_text("Jaarplan ligt er")
    expect(page.get_by_text("3 van 13 klaar")).to_be_visible()
    fourth = card(page).inner_text()
    press_key(page, "j")
    expect(card(page)).not_to_have_text(fourth)

    for done in range(4, 13):
        press_key(page, "j")
        expect(page.get_by_text(f"{done} van 13 klaar")).to_be_visible()
    press_key(page, "j")
    expect(page.get_by_role("heading", name="Hoe goed is het bijgehouden?")).to_be_visible()
    expect(page.get_by_role("heading", name="Hoe gaat het met de agenda?")).to_be_visible()
    expect(page.locator(".st-key-round-kept")).to_contain_text(third)
    assert looked_at(one) == 12

    wait_still(page)
    tab_to(page, page.get_by_role("button", name="Nu toch bekijken"))
    page.keyboard.press("Enter")
    expect(card(page)).to_have_text(third)
    press_key(page, "j")
    expect(page.get_by_text("De ronde is klaar")).to_be_visible()
    assert looked_at(one) == 13


def test_a_press_by_mistake_is_undone(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url(f"{ROUND}&acties=5&acties=6"), name="Anna")
    first = card(page).inner_text()
    press_key(page, "j")
    expect(card(page)).not_to_have_text(first)
    wait_still(page)
    page.get_by_role("button", name="Klopt niet").click()
    expect(card(page)).to_have_text(first)
    expect(page.get_by_text("0 van 2 klaar")).to_be_visible()


def test_a_card_that_somebody_else_changed_is_looked_at_again(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url(f"{ROUND}&acties=7"), name="Anna")
    wait_still(page)
    edit(agenda.database, "7", {"note": "Van Bram"}, who="Bram")
    expect(page.get_by_role("status").filter(has_text="Er zijn wijzigingen van anderen.")).to_be_visible()
    press_key(page, "j")
    expect(said(page, "Bram heeft deze actie intussen gewijzigd")).to_be_visible()
    expect(page.locator(".st-key-round-row-note")).to_contain_text("Van Bram")
    press_key(page, "j")
    expect(page.get_by_role("heading", name="Hoe gaat het met de agenda?")).to_be_visible()
    assert stored(agenda.database, "7")["note"] == "Van Bram"


def test_which_actions_are_mine_is_remembered_by_the_browser(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/bijwerkronde"), name="Anna")
    wait_still(page)
    page.get_by_role("combobox", name="Alleen deze acties").fill("Ontwikkelfonds")
    page.get_by_role("option", name="4 Ontwikkelfonds").click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stMain").get_by_text("Eén actie moet nog worden nagekeken")).to_be_visible()
    wait_still(page)
    later = open_page(agenda.url("/bijwerkronde"), like=page)
    expect(later.get_by_text("Eén actie moet nog worden nagekeken")).to_be_visible()
    expect(later).to_have_url(f"{agenda.origin}/bijwerkronde?acties=4")


def test_axe_finds_nothing_on_card_forms_and_end(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url(f"{ROUND}&acties=8"), name="Anna")
    forms = {"Fase wijzigen": "stage", "Aanjager wijzigen": "driver", "Stand van zaken wijzigen": "note"}
    for name, form in {**forms, "Mijlpaal toevoegen": "milestone"}.items():
        wait_still(page)
        page.get_by_role("button", name=name).first.click()
        expect(page.locator(f".st-key-round-form-{form}")).to_be_visible()
        expect(page.locator("[class*='st-key-round-form-']")).to_have_count(1)
        assert axe_in_both(page) == [], name
    press = page.get_by_role("button", name="Klopt nog")
    press.click()
    expect(page.get_by_role("heading", name="Hoe gaat het met de agenda?")).to_be_visible()
    assert axe_in_both(page) == []
