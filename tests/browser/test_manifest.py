"""Manifest in a real browser: axe in its forms, and the chart is drawn."""

from playwright.sync_api import expect

from tests.browser.browser_support import ONLY_PAGE, Server, axe_in_both
from tests.browser.conftest import OpenPage
from tests.browser.visitor import unfold

FOLDS = (
    "Aantal keer per jaar vastleggen",
    "Partij toevoegen",
    "Gegevens verbeteren",
    "Een partij trekt zich terug",
    "Terugtrekking was een vergissing",
)


def test_axe_finds_nothing_in_the_forms_below_the_chart(shared_server: Server, open_page: OpenPage):
    page = open_page(shared_server.url("/manifest?modus=bewerken"), name="Bram")
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    for fold in FOLDS:
        unfold(page, fold)
    assert axe_in_both(page, ONLY_PAGE) == []
