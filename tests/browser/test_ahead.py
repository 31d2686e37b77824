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


def opened(route: Route) -> None:
    """Let a test look into the first screen, that is closed; on a phone without the menu below it."""
    if route.request.resource_type != "document":
        route.continue_()
        return
    answer = route.fetch()
    html = answer.text().replace('shadowrootmode="closed"', 'shadowrootmode="open"')
    route.fulfill(response=answer, body=html.replace("(scripting: none)", "(scripting: initial-only)"))


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
        if page.locator("wa-first").count():
            return
        page.reload()


def test_what_was_done_before_the_page_came_stays_done(shared_server: Server, open_page: OpenPage) -> None:
    """In the dark, with its scripts held up: by keyboard to a link, and down the page."""
    page = open_page(shared_server.url("/"), color_scheme="dark")
    page.goto(NOWHERE)
    held: list[Route] = []
    page.route(re.compile(r"/static/js/index\."), lambda route: held.append(route))
    page.goto(shared_server.url("/"), wait_until="commit")
    expect(page.locator("wa-first")).to_be_attached()
    expect(page.locator("#root")).to_have_css("visibility", "hidden")
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 300)
    for _ in range(2):
        page.keyboard.press("Tab")
    for route in held:
        route.continue_()
    wait_ready(page)
    expect(page.locator("#root")).to_have_css("visibility", "visible")
    assert page.evaluate("document.activeElement.textContent").endswith("Stand")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 300


def test_without_scripts_the_pages_can_be_read_and_lead_to_each_other(
    browser: Browser, shared_server: Server
) -> None:
    page = first_screen(browser, shared_server, "/")
    for link, title in (
        ("3 Verbeteren", "Verbeteren zij-instroom"),
        ("Stand", "Stand"),
        ("Brief aan PS", "Brief aan PS"),
        ("Werkagenda", "Werkagenda"),
    ):
        page.get_by_role("link", name=link).first.click()
        wait_for_first(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.context.close()
