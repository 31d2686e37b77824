"""The first minute: a fresh server, the first link somebody opens, the example set, and who may edit."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.browser.browser_support import Server, follow, load
from tests.browser.conftest import OpenPage
from tests.browser.visitor import FIRST_QUESTION, card, choose, said, title
from tests.views import PAGES

TWO_MINUTES = 120


def banner(page: Page) -> Locator:
    """What stands over every page of the example set."""
    return page.get_by_text("Alles hier is verzonnen")


def test_a_deep_link_on_a_fresh_server_opens_inside_the_frame_and_leads_to_the_first_meeting(
    server: Callable[..., Server], fill: Callable[[Path], Path], open_page: OpenPage, tmp_path: Path
):
    fresh = server(first=True)
    shutil.copy(fill(tmp_path / "filled") / "werkagenda-voorbeeld.db", fresh.folder)  # that takes seconds
    page = open_page(fresh.url("/actie?actie=3"))
    expect(title(page, "3. Verbeteren zij-instroom naar techniek")).to_be_visible()
    expect(page).to_have_title("3 Verbeteren zij-instroom naar techniek – Werkagenda")
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link")).to_have_text(
        [re.compile(f"{name}$") for name in PAGES.values()]
    )
    expect(page.get_by_role("radio", name="Inzien")).to_be_checked()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label(FIRST_QUESTION)).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    choose(page, "Coalitie")
    expect(page).to_have_title("3 Verbeteren zij-instroom naar techniek, Coalitie – Werkagenda")
    with nobody_writes(fresh.database):
        nothing_is_invented_and_the_example_is_one_press_away(page)
    the_first_meeting_is_on_the_beamer_in_ten_presses(page)
    load(page, fresh.url("/?weergave=lijst&modus=bewerken"))
    expect(page.get_by_role("button", name="Anna")).to_be_visible()
    expect(page.get_by_label(FIRST_QUESTION)).to_have_count(0)
    expect(page.get_by_test_id("data-grid-canvas")).to_be_visible()


@contextmanager
def nobody_writes(path: Path) -> Iterator[None]:
    """See that nobody writes in a file, a single byte, as another connection sees it."""
    with closing(sqlite3.connect(path)) as db:
        ask = "pragma data_version"
        before = db.execute(ask).fetchone()
        yield
        assert db.execute(ask).fetchone() == before, "looking touched the real file"


def nothing_is_invented_and_the_example_is_one_press_away(page: Page) -> None:
    follow(page, "/")
    expect(page.locator(".wa-lead")).to_contain_text("over de voortgang is nog niets vastgelegd")
    expect(page.locator("a[data-id]")).to_have_count(13)
    expect(card(page, "3")).to_contain_text("Fase nog niet vastgelegd")
    expect(card(page, "3")).to_contain_text("nog geen aanjager")
    expect(banner(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Nu · nog geen tafel")).to_be_visible()

    page.get_by_role("link", name="Bekijk de app met een verzonnen voorbeeld").click()
    expect(banner(page)).to_be_visible()
    expect(card(page, "3")).to_contain_text("In uitvoering")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Wijzigingen").click()
    expect(title(page, "Wijzigingen")).to_be_visible()
    expect(banner(page)).to_be_visible()

    page.get_by_role("button", name="Naar de echte agenda").click()
    expect(banner(page)).to_have_count(0)
    expect(page.locator(".wa-lead")).to_contain_text("sindsdien is nog niets gewijzigd.")
    expect(page).not_to_have_url(re.compile("set="))


def the_first_meeting_is_on_the_beamer_in_ten_presses(page: Page) -> None:
    """From the annex alone: nobody, no party and no chair is recorded yet."""
    follow(page, "/")
    presses, begun = 0, monotonic()

    def press(role: Literal["link", "button"], name: str) -> None:
        nonlocal presses
        page.get_by_test_id("stMain").get_by_role(role, name=name).first.click()
        presses += 1

    press("link", "Tafel klaarzetten")
    expect(page.get_by_label(FIRST_QUESTION)).to_be_focused()
    page.keyboard.type("Anna")
    press("button", "Begin met bewerken")
    expect(page.get_by_label("Datum")).to_have_value(re.compile(r"\d\d-\d\d-\d{4}"))
    press("button", "Overleg toevoegen")
    press("button", "Zet alle vijf voorstellen op de agenda")
    expect(said(page, "Vijf voorstellen staan op de agenda.")).to_be_visible()
    press("link", "Presenteren")
    expect(page.locator(":root")).to_have_attribute("data-dia", "1")
    for slide in (2, 3):
        page.keyboard.press("ArrowRight")
        expect(page.locator(":root")).to_have_attribute("data-dia", str(slide))
        presses += 1
    expect(page.get_by_text("Wie hoort in deze coalitie?").locator("visible=true")).to_be_visible()
    assert presses <= 10
    assert monotonic() - begun < TWO_MINUTES
