"""Arbeidsmarkt and Manifest in a real browser: charts that are drawn, pictures of them, forms below them."""

import re
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.browser_support import ONLY_PAGE, WAIT_MS, Server, axe, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import title, unfold

FOLDS = ("Aantal keer per jaar vastleggen", "Een partij trekt zich terug")


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


def test_a_chart_is_drawn_and_taken_along_as_a_picture_and_axe_finds_nothing_in_the_forms_below_one(
    shared_server: Server, open_page: OpenPage, tmp_path: Path
):
    page = open_page(shared_server.url("/arbeidsmarkt"), name="Bram")
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
    assert downloaded(page, "charts", "PNG", tmp_path).read_bytes().startswith(b"\x89PNG")
    svg = downloaded(page, "charts", "SVG", tmp_path).read_text(encoding="utf-8")
    assert "Bron: CBS, tabel" in svg
    assert "Gemaakt op" in svg
    page.keyboard.press("Escape")

    follow(page, "/manifest?modus=bewerken")
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    for fold in FOLDS:
        unfold(page, fold)
    assert axe(page, within=ONLY_PAGE) == []
