"""What is drawn in a browser: a chart and its pictures, and the network with its lines, dots and list."""

import re
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.browser_support import WAIT_MS, Server, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import choose, title


def open_takeaway(page: Page, row: str) -> None:
    """Open what can be taken along; a run of the page that comes late closes it, then it is opened again."""
    wanted = page.locator(f".st-key-takeaway-{row}-0")
    for patience in (5_000, 10_000, WAIT_MS):
        page.get_by_role("button", name="Tabellen en grafieken meenemen").click()
        with suppress(TimeoutError):
            wanted.wait_for(timeout=patience)
            break
    wait_still(page)


def downloaded(page: Page, row: str, button: str, folder: Path) -> Path:
    """Take a file along by the keyboard: the box follows its button, which late charts push away."""
    with page.expect_download() as waiting:
        page.locator(f".st-key-takeaway-{row}-0").get_by_role("button", name=button).press("Enter")
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def test_a_chart_is_drawn_and_taken_along_and_a_network_its_list_and_its_dots_follow_the_same_focus(
    shared_server: Server, open_page: OpenPage, tmp_path: Path
):
    page = open_page(shared_server.url("/arbeidsmarkt"), viewport=(1920, 1080))
    a_chart_is_drawn_and_taken_along_as_a_picture(page, tmp_path)
    follow(page, "/coalities?set=voorbeeld")
    the_network_its_list_and_its_dots_follow_the_same_focus(page)


def a_chart_is_drawn_and_taken_along_as_a_picture(page: Page, folder: Path) -> None:
    page.locator("a.cell[href*='indicator=werkloosheid&regio=PV27']").press("Enter")
    expect(title(page, "Werkloosheidspercentage")).to_be_visible()
    expect(page).to_have_url(re.compile("indicator=werkloosheid&regio=PV27"))
    wait_still(page)
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_visible()
    assert "niet vergelijkbaar" in chart.inner_html()
    chart.hover()
    expect(page.get_by_test_id("stElementToolbar").locator("visible=true")).to_have_count(0)
    open_takeaway(page, "charts")
    assert downloaded(page, "charts", "PNG", folder).read_bytes().startswith(b"\x89PNG")
    svg = downloaded(page, "charts", "SVG", folder).read_text(encoding="utf-8")
    assert "Bron: CBS, tabel" in svg
    assert "Gemaakt op" in svg
    page.keyboard.press("Escape")


def the_network_its_list_and_its_dots_follow_the_same_focus(page: Page) -> None:
    tabs = page.get_by_role("radiogroup", name="Weergave")
    before = tabs.bounding_box()
    choose(page, "Netwerk")
    expect(page.locator(".network a.action.weak")).to_have_count(3)
    wait_still(page)
    assert tabs.bounding_box() == before, "the tabs moved under the pointer"
    assert page.locator(".network path.stub").count() == 7, "the chairs that are empty"

    parties = page.locator(".network a.party")
    table = page.get_by_role("table", name="Partijen en hun acties")
    rows = table.get_by_role("row")
    expect(rows).to_have_count(parties.count() + 1)
    first = parties.first
    name = first.get_attribute("title") or ""
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".network a.party[aria-current=true]")).to_have_text(name)
    expect(rows).to_have_count(2)
    expect(table).to_contain_text(name)
    lit = page.locator(".network a.action:not(.dim) > span").all_text_contents()
    for label in lit:
        expect(table).to_contain_text(label)

    page.set_viewport_size({"width": 390, "height": 844})
    follow(page, "/coalities?set=voorbeeld&blik=netwerk")
    expect(page).not_to_have_url(re.compile("tekening"))
    actions = page.get_by_role("list", name="Partijen per actie").get_by_role("listitem")
    expect(actions).to_have_count(13)
    fund = actions.filter(has_text="4 Ontwikkelfonds")
    fund.get_by_role("link").click()
    expect(fund.locator("a[aria-current=true]")).to_be_visible()
    expect(page).to_have_url(re.compile("focus=a4"))
    expect(rows).to_have_count(1 + fund.locator(".dots i").count())
    expect(page.locator(".dots i.dim")).not_to_have_count(0)
