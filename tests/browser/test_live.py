"""Live: what one visitor saves shows on the screens of others, and nothing moves under their hands."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.browser_support import NOWHERE, Server, follow, wait_ready
from tests.browser.conftest import OpenPage
from tests.browser.visitor import card, edit, newest, pick, said, type_in_cell, wait_caught_up

NEWS = "Er zijn wijzigingen van anderen."
GRID = "/?modus=bewerken&weergave=lijst"
LOW, LARGE = (1366, 480), (1920, 1080)
"""A screen on which the matrix has to scroll, and one for the grid."""

# The page keeps its own socket to itself, so another one hears that a version went round.
HEARD = """(version) => new Promise((done) => {
    const socket = new WebSocket(new URL('/live?set=echt', location.href.replace(/^http/, 'ws')));
    socket.onmessage = (event) => {
        if (JSON.parse(event.data).version >= version) { socket.close(); done(); }
    };
})"""
COUNT_BARS = """(bar) => {
    window.barsOpened = 0;
    window.barWatch?.disconnect();
    const count = () => { if (bar.classList.contains('open')) window.barsOpened += 1; };
    window.barWatch = new MutationObserver(count);
    window.barWatch.observe(bar, { attributes: true, attributeFilter: ['class'] });
}"""


def record_step(page: Page, what: str) -> None:
    """Somebody records a step on the page of an action; ends when the app says that it is stored."""
    pick(page, "Op initiatief van", "de coalitie zelf")
    field = page.get_by_label("Wat is er gebeurd?")
    field.fill(what)
    field.press("Enter")
    expect(page.locator(".wa-steps li").filter(has_text=what)).to_have_count(1)
    expect(said(page, "De gebeurtenis is vastgelegd.")).to_be_visible()


def settle_on(page: Page, action_id: str) -> int:
    """Put the keyboard on a card and scroll somewhat; returns how far."""
    card(page, action_id).evaluate("(one) => one.focus({ preventScroll: true })")
    return int(page.get_by_test_id("stMain").evaluate("(one) => (one.scrollTop = 90, one.scrollTop)"))


def scrolled(page: Page) -> int:
    """How far the page is scrolled."""
    return int(page.get_by_test_id("stMain").evaluate("(one) => one.scrollTop"))


def mark(page: Page, *action_ids: str) -> None:
    """Make the very elements of these cards recognisable."""
    for action_id in action_ids:
        card(page, action_id).evaluate("(one) => { one.marked = true }")


def test_what_one_saves_shows_on_the_screens_of_others_and_nothing_moves_under_their_hands(
    agenda: Server, open_page: OpenPage
):
    """Who edits, in the grid or a form, is told of the work of others and never of his own."""
    anna = open_page(agenda.url("/"), viewport=LOW)
    bram = open_page(agenda.url("/actie?actie=3&modus=bewerken"), name="Bram", viewport=LARGE)
    mark(anna, "3", "4")
    place = settle_on(anna, "3")
    assert place > 0

    save_unseen_by_the_bar(bram, agenda, record_step)
    expect(card(anna, "3")).to_contain_text("+2 wijzigingen")
    for action_id in ("3", "4"):
        expect(card(anna, action_id)).to_have_js_property("marked", True)
    expect(card(anna, "3")).to_be_focused()
    wait_ready(anna)
    expect(card(anna, "3")).to_be_focused()
    assert scrolled(anna) == place

    meet_the_work_of_another(bram, agenda, "3")

    settle_on(anna, "8")
    edit(agenda.database, "8", {"priority": "A"}, reason="Besluit van de tafel")
    row = anna.locator("ul", has=anna.locator("a[data-id='8']"))
    expect(row).to_have_class("A")
    wait_ready(anna)
    expect(card(anna, "8")).to_be_focused()
    assert scrolled(anna) == place

    edit(agenda.database, "9", {"name": "Samen techniek laten zien"}, reason="Besluit van de tafel")
    expect(card(anna, "9")).to_contain_text("Samen techniek laten zien")
    what_was_stays(anna, agenda)

    follow(anna, "/wijzigingen")
    edit(agenda.database, "2", {"note": "Gezien op Wijzigingen"})
    # What weighs less than what else happened is folded there.
    expect(anna.get_by_test_id("stMain").get_by_text("Gezien op Wijzigingen").first).to_be_attached()

    anna.goto(NOWHERE)
    follow(bram, GRID)
    wait_caught_up(bram, agenda.database)
    meet_the_work_of_another(bram, agenda, "6")
    save_unseen_by_the_bar(bram, agenda, type_note)


def what_was_stays(anna: Page, agenda: Server) -> None:
    """The agenda as it was on a day does not follow what is saved."""
    follow(anna, "/?op=2020-01-01")
    expect(anna.get_by_text(re.compile("^STAND OP "))).to_be_visible()
    mark(anna, "9")
    edit(agenda.database, "9", {"name": "Samen techniek beleven"}, reason="Besluit van de tafel")
    anna.evaluate(HEARD, newest(agenda.database))
    wait_ready(anna)
    expect(anna.locator(".bar > .status")).to_have_count(0)
    expect(card(anna, "9")).to_have_js_property("marked", True)
    expect(card(anna, "9")).not_to_contain_text("Samen techniek")


def type_note(page: Page, words: str) -> None:
    """Somebody's own edit in the grid; what the app does with it is not waited for."""
    type_in_cell(page, "MKBroute", "Stand van zaken", words)


def save_unseen_by_the_bar(page: Page, agenda: Server, save: Callable[[Page, str], None]) -> None:
    page.locator(".bar").evaluate(COUNT_BARS)
    for words in ("Eerste", "Tweede"):
        before = newest(agenda.database)
        save(page, f"{words} van wie hier werkt")
        page.evaluate(HEARD, before + 1)
        wait_caught_up(page, agenda.database)
    assert page.evaluate("window.barsOpened") == 0


def meet_the_work_of_another(page: Page, agenda: Server, action_id: str) -> None:
    page.locator(".bar").evaluate(COUNT_BARS)
    note = f"Van een ander bij {action_id}"
    edit(agenda.database, action_id, {"note": note}, who="Carla")
    expect(page.locator(".bar.open").filter(has_text=NEWS)).to_be_visible()
    assert page.evaluate("window.barsOpened") == 1
    shown = page.get_by_test_id("stMain").get_by_text(note).first
    expect(shown).not_to_be_attached()

    page.get_by_role("button", name="Tonen").click()
    expect(shown).to_be_attached()
    expect(page.locator(".bar.open")).to_have_count(0)
    wait_ready(page)
    expect(page.locator(".bar.open")).to_have_count(0)
