"""The update round in a real browser: by keyboard alone, and what axe says of its forms."""

from playwright.sync_api import Locator, Page, expect

from lib.store import history, rounds
from lib.store.file.connection import reading
from tests.browser.browser_support import ONLY_PAGE, Server, axe_in_both, follow, load, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.spoken import Listener
from tests.browser.test_keyboard import tab_to
from tests.browser.visitor import pick, said

ROUND = "/bijwerkronde?modus=bewerken"
FORMS = {
    "Fase wijzigen": "stage",
    "Aanjager wijzigen": "driver",
    "Stand van zaken wijzigen": "note",
    "Mijlpaal toevoegen": "milestone",
}
ONLY_CARD = {"include": [[".st-key-round-card"]]}


def card(page: Page) -> Locator:
    """The name of the action on top; the end of the round has more than one heading."""
    return page.locator(".st-key-round-card h2").first


def press_key(page: Page, key: str) -> None:
    """A key of the card, once it can be pressed."""
    wait_still(page)
    page.keyboard.press(key)


def test_a_round_remembers_which_actions_are_mine_and_is_done_by_keyboard_alone(
    agenda: Server, open_page: OpenPage
):
    page = open_page(agenda.url("/bijwerkronde"), name="Anna")
    which_actions_are_mine_is_remembered_and_axe_finds_nothing_on_their_cards(page, agenda)
    follow(page, "/bijwerkronde?acties=6&acties=7&acties=1&acties=3&acties=2")
    a_whole_round_by_keyboard_alone(page, agenda)


def which_actions_are_mine_is_remembered_and_axe_finds_nothing_on_their_cards(
    page: Page, agenda: Server
) -> None:
    wait_still(page)
    page.get_by_role("combobox", name="Alleen deze acties").fill("PPScase")
    page.get_by_role("option", name="8 PPScase").click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stMain").get_by_text("Eén actie moet nog worden nagekeken")).to_be_visible()
    wait_still(page)
    load(page, agenda.url(ROUND))
    expect(page.get_by_text("0 van 1 klaar")).to_be_visible()
    expect(page).to_have_url(f"{agenda.url(ROUND)}&acties=8")

    found = {}
    for name, form in FORMS.items():
        wait_still(page)
        page.get_by_role("button", name=name).first.click()
        expect(page.locator(f".st-key-round-form-{form}")).to_be_visible()
        expect(page.locator("[class*='st-key-round-form-']")).to_have_count(1)
        found[name] = axe_in_both(page, ONLY_CARD)
    press = page.get_by_role("button", name="Klopt nog")
    press.click()
    expect(page.get_by_role("heading", name="Hoe gaat het met de agenda?")).to_be_visible()
    assert axe_in_both(page, ONLY_PAGE) == []
    assert {place: lines for place, lines in found.items() if lines} == {}


def a_whole_round_by_keyboard_alone(page: Page, agenda: Server) -> None:
    heard = Listener(page)
    tab_to(page, page.get_by_role("button", name="Ronde beginnen"))
    heard.hear("Tab naar Ronde beginnen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 van 5 klaar")).to_be_visible()

    first = card(page).inner_text()
    press_key(page, "j")
    expect(page.get_by_text("1 van 5 klaar")).to_be_visible()
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
    expect(page.get_by_text("2 van 5 klaar")).to_be_visible()
    second = card(page).inner_text()
    press_key(page, "j")
    expect(card(page)).not_to_have_text(second)

    third = card(page).inner_text()
    press_key(page, "l")
    expect(card(page)).not_to_have_text(third)
    expect(page.get_by_text("2 van 5 klaar")).to_be_visible()

    tab_to(page, page.get_by_role("button", name="Stand van zaken wijzigen"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Stand van zaken")).to_be_focused()
    page.keyboard.type("Jaarplan ligt er")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".st-key-round-row-note")).to_contain_text("Jaarplan ligt er")
    expect(page.get_by_text("3 van 5 klaar")).to_be_visible()
    fourth = card(page).inner_text()
    press_key(page, "j")
    expect(card(page)).not_to_have_text(fourth)

    press_key(page, "j")
    expect(page.get_by_role("heading", name="Hoe goed is het bijgehouden?")).to_be_visible()
    expect(page.get_by_role("heading", name="Hoe gaat het met de agenda?")).to_be_visible()
    expect(page.locator(".st-key-round-kept")).to_contain_text(third)
    assert looked_at(agenda) == 4

    wait_still(page)
    tab_to(page, page.get_by_role("button", name="Nu toch bekijken"))
    page.keyboard.press("Enter")
    expect(card(page)).to_have_text(third)
    press_key(page, "j")
    expect(page.get_by_text("De ronde is klaar")).to_be_visible()
    assert looked_at(agenda) == 5


def looked_at(server: Server) -> int:
    """How many of the actions of that round somebody looked at."""
    with reading(server.database) as db:
        return len(rounds.last_touched(db, history.newest(db)).keys() & set("67132"))
