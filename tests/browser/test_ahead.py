"""The first screen of the document: handed over with all that was done meanwhile, and read without scripts.

That it has the words of the page in the same places is looked at on each page in `test_accessibility`.
"""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, Route, expect

from lib.access import PLAIN_COOKIE
from tests.browser.browser_support import KEY, NOWHERE, Server, wait_ready
from tests.browser.conftest import OpenPage
from tests.browser.first_screen import MOST_LATE
from tests.browser.visitor import TWO_FRAMES

CHOOSE_DARK = """(pages) => {
    for (const page of pages) localStorage.setItem(`stActiveTheme-${page}-v2`, '"Dark"');
}"""
LATER = "const now = performance.now.bind(performance); performance.now = () => now() + 20_000;"
"""Lets the script that waits for the page think that it did so for twenty seconds."""
BACKGROUND = "(one) => getComputedStyle(one).backgroundColor"


def opened(route: Route) -> None:
    """Let a test look into the first screen, that is closed."""
    if route.request.resource_type != "document":
        route.continue_()
        return
    answer = route.fetch()
    route.fulfill(
        response=answer, body=answer.text().replace('shadowrootmode="closed"', 'shadowrootmode="open"')
    )


def first_screen(browser: Browser, server: Server, address: str) -> Page:
    """The first screen as it stays without scripts."""
    context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
    context.add_cookies([{"name": PLAIN_COOKIE, "value": KEY, "url": server.origin}])
    page = context.new_page()
    page.route("**/*", opened)
    page.goto(server.url(address))
    wait_for_first(page)
    return page


def wait_for_first(page: Page) -> None:
    """Ask again for a document that went without its first screen, because drawing that took too long."""
    for _ in range(MOST_LATE):
        expect(page.locator("#root")).to_be_attached()
        if page.locator("wa-first").count():
            return
        page.reload(wait_until="commit")


def follow_link(page: Page, name: str) -> None:
    """Press a link of a first screen, that leads to another document."""
    with page.expect_navigation(wait_until="commit"):
        page.get_by_role("link", name=name).first.click()
    wait_for_first(page)


def test_what_was_done_before_the_page_came_stays_done(shared_server: Server, open_page: OpenPage) -> None:
    """In the dark that was chosen, scripts held up: told why, a link pressed, then by keyboard, and down."""
    page = open_page(shared_server.url("/buiten"))
    page.evaluate(CHOOSE_DARK, ["/", "/stand"])
    page.goto(NOWHERE)
    held: list[Route] = []
    page.route(re.compile(r"/static/js/index\.(?!esm)"), lambda route: held.append(route))
    # Only what is left at once: to a page that a test handed over Chromium refuses the line to this machine.
    page.route("**/stand", opened)
    page.goto(shared_server.url("/stand"), wait_until="commit")
    wait_for_first(page)
    late = page.get_by_text("U kunt lezen en doorklikken")
    expect(late).to_be_hidden()
    page.evaluate(LATER)
    expect(late).to_be_visible()
    dark = page.locator("wa-first").get_by_test_id("stApp").evaluate(BACKGROUND)
    follow_link(page, "Werkagenda")
    expect(page.locator("#root")).to_have_css("visibility", "hidden")
    expect(page.locator("wa-first")).to_have_attribute("data-scheme", "dark")
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 300)
    page.evaluate(TWO_FRAMES)  # what the wheel moved: how far cannot be asked of what is closed
    for _ in range(2):
        page.keyboard.press("Tab")
    held[-1].continue_()
    wait_ready(page)
    expect(page.locator("#root")).to_have_css("visibility", "visible")
    assert page.evaluate("document.activeElement.textContent").endswith("Stand")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 300
    assert page.get_by_test_id("stApp").evaluate(BACKGROUND) == dark


def test_without_scripts_the_pages_can_be_read_and_lead_to_each_other(
    browser: Browser, shared_server: Server
) -> None:
    page = first_screen(browser, shared_server, "/")
    for link, title in (
        ("3 Verbeteren", "Verbeteren zij-instroom"),
        ("Stand", "Stand"),
    ):
        follow_link(page, link)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.context.close()
