"""Arbeidsmarkt in a real browser: from the grid to a series, table and files."""

import re
import zipfile
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.browser_support import WAIT_MS, Server, follow, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import choose, title

UNEMPLOYMENT = "Werkloosheidspercentage"


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


def test_from_the_grid_to_the_series_the_table_and_the_files_also_by_keyboard_and_on_a_phone(
    shared_server: Server, open_page: OpenPage, tmp_path: Path
):
    page = open_page(shared_server.url("/arbeidsmarkt?thema=uitkeringen&schaal=AM"))
    page.locator("a.cell[href*='indicator=ww&regio=AM15']").press("Enter")
    expect(title(page, "WW-uitkeringen")).to_be_visible()
    wait_ready(page)
    page.get_by_role("link", name="Alle cijfers").press("Enter")
    expect(title(page, "Arbeidsmarkt")).to_be_visible()
    expect(page).to_have_url(re.compile("thema=uitkeringen"))

    follow(page, "/arbeidsmarkt")
    expect(page.get_by_role("region", name=re.compile("^Dekking van de cijfers"))).to_be_visible()
    page.locator("a.cell[href*='indicator=werkloosheid&regio=PV27']").click()
    expect(title(page, UNEMPLOYMENT)).to_be_visible()
    expect(page).to_have_url(re.compile("indicator=werkloosheid&regio=PV27"))
    wait_still(page)
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_visible()
    assert "niet vergelijkbaar" in chart.inner_html()
    chart.hover()
    expect(page.get_by_test_id("stElementToolbar").locator("visible=true")).to_have_count(0)

    choose(page, "Tabel")
    expect(page).to_have_url(re.compile("vorm=tabel"))
    expect(page.get_by_role("cell", name="▼ 1,0 procentpunt")).to_be_visible()

    wait_still(page)
    open_takeaway(page, "rows")
    text = downloaded(page, "rows", "CSV", tmp_path).read_text(encoding="utf-8-sig")
    assert "Keuze;Noord-Holland, per jaar" in text
    assert 'Bron;"CBS, tabel 85494NED: ' in text
    assert zipfile.is_zipfile(downloaded(page, "rows", "Excel", tmp_path))
    page.keyboard.press("Escape")
    choose(page, "Grafiek")
    expect(page).to_have_url(re.compile("vorm=grafiek"))
    expect(chart).to_be_visible()
    wait_still(page)
    open_takeaway(page, "charts")
    assert downloaded(page, "charts", "PNG", tmp_path).read_bytes().startswith(b"\x89PNG")
    svg = downloaded(page, "charts", "SVG", tmp_path).read_text(encoding="utf-8")
    assert "Bron: CBS, tabel" in svg
    assert "Gemaakt op" in svg

    page.go_back()
    expect(page.get_by_role("link", name="Alle cijfers")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    follow(page, "/arbeidsmarkt?indicator=banen_BE&regio=CR18")
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(9)
    wait_still(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollWidth <= one.clientWidth")
