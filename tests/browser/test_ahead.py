"""The first screen of the document: in the same places, and handed over with all that was done meanwhile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from lib.access import PLAIN_COOKIE
from lib.web.ahead.screen import DRAWN_AHEAD
from tests.browser.browser_support import KEY, NOWHERE, Server, wait_ready, wait_still
from tests.browser.conftest import OpenPage

PLACES = """(selector) => {
    const top = document.querySelector(selector);
    const parts = [top.shadowRoot ?? top];
    for (const part of parts)
        for (const one of part.querySelectorAll('*')) if (one.shadowRoot) parts.push(one.shadowRoot);
    const places = {};
    const told = 'h1, h2, p, li, summary, input:not([type=checkbox]), img';
    for (const one of parts.flatMap((part) => [...part.querySelectorAll(told)])) {
        const { x, y, width, height } = one.getBoundingClientRect();
        const name = `${one.localName} ${one.textContent.trim() || one.value || one.placeholder || ''}`;
        const out = one.closest('noscript, .st-late, [data-testid="stSidebar"], [data-testid="stExpander"]');
        const box = [x, y, width, height];
        if (!out && name !== 'input ' && width * height > 1) (places[name] ??= []).push(box);
    }
    return places;
}"""
"""Where everything stands that is read or pressed, by its words."""
MOST_LATE = 20
"""How many documents may go without a first screen, that waits for it no longer than a second."""
SIZES = ((1366, 768, 2), (1920, 1080, 2), (390, 844, 4))
"""How large the windows are, and how many pixels something may move in them."""
ADDRESSES: Mapping[str, Sequence[tuple[str, Sequence[tuple[int, int, int]]]]] = {
    "": [("/", SIZES), ("/?set=echt", SIZES[:1])],
    "stand": [("/stand", SIZES)],
    "deze-week": [("/deze-week", SIZES)],
    "actie": [("/actie?actie=3", SIZES)],
    "coalities": [("/coalities", SIZES)],
    "wijzigingen": [("/wijzigingen", SIZES)],
    "regio": [("/regio", SIZES)],
    "technologietafels": [("/technologietafels", SIZES)],
    "brief": [("/brief", SIZES)],
    "geld": [("/geld", SIZES)],
    "tijdlijn": [("/tijdlijn", SIZES)],
}


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
    for _ in range(MOST_LATE):
        page.goto(server.url(address))
        if page.locator("wa-first").count():
            break
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("page", DRAWN_AHEAD)
def test_nothing_moves_when_the_page_takes_over(
    page: str, browser: Browser, shared_server: Server, open_page: OpenPage
) -> None:
    for address, sizes in ADDRESSES[page]:
        early = first_screen(browser, shared_server, address)
        live = open_page(shared_server.url(address))
        for width, height, most in sizes:
            for shown in (early, live):
                shown.set_viewport_size({"width": width, "height": height})
            wait_still(live)
            before: dict[str, Any] = early.evaluate(PLACES, "wa-first")
            after: dict[str, Any] = live.evaluate(PLACES, '[data-testid="stMain"]')
            assert before.keys() == after.keys()
            moved = {
                name: (was, now)
                for name in before
                for was, now in zip(before[name], after[name], strict=True)
                if max(abs(one - other) for one, other in zip(was, now, strict=True)) > most
            }
            assert not moved, f"{address} {width}"
        early.context.close()


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
        ("Werkagenda", "Werkagenda"),
    ):
        page.get_by_role("link", name=link).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.context.close()
