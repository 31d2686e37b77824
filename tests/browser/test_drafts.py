"""A half-typed form outlives a change of tab, Back, a link, a reload and a restart."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from lib.store.drafts import read_drafts
from tests.browser.browser_support import (
    FOLLOW,
    ONLY_PAGE,
    WAIT_MS,
    Server,
    axe,
    follow,
    wait_ready,
    wait_still,
)
from tests.browser.conftest import OpenPage
from tests.browser.spoken import Listener
from tests.browser.visitor import choose, open_picker, said, unfold, wait_caught_up, write_purpose

HALF = "Een halve zi"
FORM = "new milestone 3"
ADDRESS = "/actie?actie=3&tab=coalitie&modus=bewerken"


def open_form(open_page: OpenPage, server: Server, name: str, **other: object) -> Page:
    page = open_page(server.url(ADDRESS), name=name, **other)  # type: ignore[arg-type]
    unfold(page, "Mijlpaal toevoegen")
    return page


def what(page: Page) -> Locator:
    """The first field of the form."""
    return page.get_by_label("Wat", exact=True)


def type_half(page: Page, more: str = HALF) -> None:
    """Type (on) without leaving the field: the keyboard is still in it."""
    what(page).press("End")
    what(page).press_sequentially(more)
    expect(what(page)).to_be_focused()


def await_stored(page: Page, server: Server, who: str, text: str = HALF) -> None:
    """Await what the page sent last: no person opens the form anew before that has come."""
    for _ in range(200):
        if text in [draft.text for draft in read_drafts(server.database, who, FORM).values()]:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the draft never came")


def expect_half(page: Page, text: str = HALF) -> None:
    wait_still(page)
    unfold(page, "Mijlpaal toevoegen")
    expect(what(page)).to_have_value(text)
    expect(page.locator(f".wa-draft[data-form='{FORM}']")).to_be_visible()


def test_a_change_of_tab_a_link_back_and_a_reload_lose_nothing(agenda: Server, open_page: OpenPage):
    write_purpose(agenda.database, "3", "Wat er al stond")
    page = open_page(agenda.url("/begrippen"), name="Away")
    a_field_that_is_drawn_late_shows_what_is_stored(page)
    follow(page, ADDRESS)
    unfold(page, "Mijlpaal toevoegen")
    type_half(page)
    choose(page, "Purpose case")
    expect(page.get_by_role("heading", name="De vier delen")).to_be_visible()
    choose(page, "Coalitie")
    expect_half(page)

    type_half(page, "pe")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Coalities").click()
    expect(page.get_by_role("heading", level=1, name="Coalities")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("tab=coalitie"))
    expect(page.get_by_role("heading", name="Mijlpalen")).to_be_visible()
    expect_half(page, HALF + "pe")

    name = page.get_by_label("Leg de stand van nu vast als editie")
    open_picker(page)
    name.press_sequentially(HALF)
    expect(page.locator(".wa-draft[data-form='freeze']")).to_be_visible()
    page.keyboard.press("Escape")
    type_half(page, "n")
    page.reload()
    wait_ready(page)
    await_stored(page, agenda, "Away", HALF + "pen")
    expect_half(page, HALF + "pen")
    type_half(page, "!")
    write_purpose(agenda.database, "3", "Wat een ander intussen schrijft")
    page.get_by_role("button", name="Tonen").click()
    wait_caught_up(page, agenda.database)
    expect(what(page)).to_have_value(HALF + "pen!")
    open_picker(page)
    expect(name).to_have_value(HALF)


def a_field_that_is_drawn_late_shows_what_is_stored(page: Page) -> None:
    held: list[Route] = []
    page.route("**/TextArea*.js", lambda route: held.append(route))
    page.evaluate(FOLLOW, ["/actie?actie=3&modus=bewerken&tab=purpose-case", WAIT_MS])
    expect(page.get_by_role("heading", name="De vier delen")).to_be_visible()
    open_picker(page)
    expect(page.get_by_test_id("stPopoverBody").get_by_role("textbox").first).to_be_visible()
    held[0].continue_()
    page.unroute_all()
    expect(page.get_by_label("Financiering")).to_have_value("Wat er al stond")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_a_server_that_is_killed_or_restarted_loses_nothing(agenda: Server, open_page: OpenPage):
    page = open_form(open_page, agenda, "Restart", allowed=(".*",))
    type_half(page)
    expect(page.locator(f".wa-draft[data-form='{FORM}']")).to_be_visible()
    agenda.kill()
    agenda.start()
    wait_still(page)
    expect(what(page)).to_have_value(HALF)
    await_stored(page, agenda, "Restart")
    page.get_by_label("Gereed op").first.fill("1-2-2031")
    agenda.stop()
    agenda.start()
    page.get_by_role("button", name="Mijlpaal toevoegen").click()  # as soon as it can be pressed
    expect(said(page, "De mijlpaal staat erbij.")).to_be_visible()


def test_a_form_that_is_thrown_away_or_saved_leaves_no_draft_and_a_refusal_stands_under_its_field(
    agenda: Server, open_page: OpenPage
):
    page = open_form(open_page, agenda, "Save")
    mark = page.locator(f".wa-draft[data-form='{FORM}']")
    expect(mark).to_be_hidden()
    type_half(page)
    expect(mark).to_be_visible()
    page.get_by_role("button", name="Concept weggooien").click()
    expect(what(page)).to_have_value("")
    expect(mark).to_be_hidden()

    wait_ready(page)
    type_half(page, "Plan klaar")
    day = page.get_by_label("Gereed op").first
    day.fill("1-2-1066")
    heard = Listener(page)
    page.keyboard.press("Enter")
    wrong = said(page, "De datum van de mijlpaal moet tussen 2015 en 2040 liggen.")
    expect(wrong).to_be_in_viewport()
    expect(day).to_be_focused()
    expect(day).to_have_value("1-2-1066")
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(day).to_have_accessible_description(re.compile("moet tussen 2015 en 2040 liggen"))
    heard.hear("Enter op een formulier met een datum die niet kan", said="tussen 2015 en 2040")
    heard.compare("een geweigerd veld verbeteren")
    assert axe(page, within=ONLY_PAGE) == []

    day.fill("1-2-2031")
    page.keyboard.press("Enter")
    expect(said(page, "De mijlpaal staat erbij.")).to_be_in_viewport()
    first = what(page).first
    expect(first).to_have_value("")
    expect(first).to_be_focused()
    expect(mark).to_be_hidden()
    assert read_drafts(agenda.database, "Save", FORM) == {}
