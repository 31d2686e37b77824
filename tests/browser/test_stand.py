"""The first questions of everybody, each one press from `/` and answered without scrolling."""

import re

from playwright.sync_api import Page, ViewportSize, expect

from lib.model.regions import LABOUR_REGIONS
from lib.rules.coalitions import chairs
from lib.store import agenda, coalitions, decisions, meetings
from lib.store.file.connection import reading
from tests.browser.browser_support import Server, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.layout import layout_of
from tests.browser.visitor import title

ANSWERS = {
    "Stand": (
        "Vooruit",
        "Stil",
        "Achteruit",
        "Beloofd en niet gekomen",
        "Bewijs dat verloopt",
        "Wacht op ons",
        "Resultaat",
    ),
    "Deze week": ("Wie te bellen", "Technologietafel 15 juni 2023"),
    "Wijzigingen": ("Vooruit en achteruit",),
}
"""What answers each page, by the headings that stand above the fold."""
HEIGHT = 768
PAST_AND_LENS = "op=editie-11&voor=AM37"
SMALLEST = """Math.min(...[...document.querySelectorAll('.wa-region *, .wa-lead, .st-key-example-banner *')]
    .filter((one) => one.checkVisibility() && one.innerText && !one.closest('.wa-vh'))
    .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
ONE_ROW = 45
IS_CUT = "(one) => one.scrollWidth > one.clientWidth + 1"
IS_CUT_SHORT = """(one) => one.checkVisibility() && getComputedStyle(one).overflow !== 'visible'
    && !one.closest('.wa-vh, .unit')
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2)"""
BOTTOMS = "all => all.map((one) => one.getBoundingClientRect().bottom)"


def test_each_first_question_is_one_press_away_and_fits_on_the_screen_on_paper_and_on_a_phone(
    shared_server: Server, open_page: OpenPage
):
    page = open_page(
        shared_server.url("/"), viewport=(1366, HEIGHT), name="Een ambassadeur met een lange naam"
    )
    the_first_screen_holds_all_actions(page)
    answers = recorded(shared_server)
    for name, headings in ANSWERS.items():  # the menu is the same wherever one is
        page.get_by_role("navigation", name="Menu").get_by_role("link", name=name, exact=True).click()
        expect(title(page, name)).to_be_visible()
        for heading in headings:
            found = page.get_by_role("heading", level=2).filter(has_text=heading)
            expect(found.first).to_be_in_viewport(ratio=1)
        expect(page.locator(".wa-lead")).to_be_in_viewport(ratio=1)
        for words in answers[name]:
            expect(page.get_by_test_id("stMain").get_by_text(words).first).to_be_in_viewport(ratio=1)
        if name == "Stand":
            wait_still(page)
            ends = page.locator(".wa-stand section").evaluate_all(BOTTOMS)
            assert len(ends) == 7
            assert max(ends) <= HEIGHT, "the three answers, what waits and the results are one screen"
            said = page.locator(".wa-stand :is(.vooruit, .stil, .achteruit, .promised, .ours, .results) *")
            assert not any(said.evaluate_all(f"all => all.map({IS_CUT_SHORT})")), "each name is whole"
            proof = page.locator(".wa-stand .expiring p", has_text="waar mensen hun rekening kunnen bekijken")
            assert proof.evaluate(IS_CUT_SHORT)
            proof.get_by_role("link").last.focus()
            assert not proof.evaluate(IS_CUT_SHORT), "the keyboard reads evidence whole"
        if name == "Deze week":
            parts = page.locator(".st-key-calls, .wa-week section")
            assert max(parts.evaluate_all(BOTTOMS)) <= HEIGHT, (
                "whom to call and what to settle are one screen"
            )
        if name != "Wijzigingen":
            assert sheets(page) == 1, "each says that it prints on one A4"
    follow(page, "/")
    page.get_by_role("link", name="Gebeurtenis vastleggen").click()
    asked = page.locator("[class*=st-key-sheet-step]")
    for field in ("Actie", "Wat is er gebeurd?", "Wanneer", "Soort", "Op initiatief van"):
        expect(asked.get_by_label(field).first).to_be_in_viewport(ratio=1)
    expect(asked.get_by_role("button", name="Gebeurtenis vastleggen")).to_be_in_viewport(ratio=1)
    the_page_of_each_region_prints_on_one_sheet(page)
    a_phone_shows_how_one_stands(page)


def the_first_screen_holds_all_actions(page: Page) -> None:
    ends = page.locator("a[data-id]").evaluate_all(BOTTOMS)
    assert len(ends) == 13
    assert max(ends) <= HEIGHT
    rooms = page.get_by_role("navigation", name="Menu").get_by_role("link")
    assert max([*rooms.evaluate_all(BOTTOMS), *page.locator(".wa-anywhere").evaluate_all(BOTTOMS)]) <= HEIGHT
    assert not any(rooms.evaluate_all("all => all.map((one) => one.scrollWidth > one.clientWidth)"))
    assert frame_height(page) <= ONE_ROW
    follow(page, f"/?{PAST_AND_LENS}")
    assert frame_height(page) <= ONE_ROW
    assert not layout_of(page, {"width": 1366, "height": HEIGHT})
    follow(page, "/")


def a_phone_shows_how_one_stands(page: Page) -> None:
    phone: ViewportSize = {"width": 390, "height": 844}
    page.set_viewport_size(phone)
    follow(page, f"/coalities?{PAST_AND_LENS}")
    assert not layout_of(page, phone)
    expect(page.get_by_text("Alleen Zuid-Kennemerland en IJmond.").first).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_text("Partijen en netwerk net zo")).to_be_hidden()
    page.locator("[class*=st-key-frame-line] .wa-toggle summary").click()
    expect(page.get_by_text("Partijen en netwerk net zo")).to_be_in_viewport()
    follow(page, "/actie?actie=3")
    assert not page.locator(".st-key-moment button p").evaluate(IS_CUT)
    adopted = page.locator(".st-key-phone-fold")
    expect(page.get_by_role("heading", level=2).first).to_be_in_viewport()
    expect(adopted).to_be_hidden()
    page.locator(".wa-toggle.phone summary").click()
    expect(adopted).to_be_visible()


def recorded(server: Server) -> dict[str, tuple[str, ...]]:
    """What answers each question, in the words in which it was recorded."""
    with reading(server.database.with_name("werkagenda-voorbeeld.db")) as db:
        evidence = agenda.steps(db, "m2")[0].what.rstrip(".")
        milestone = coalitions.table(db, "10").milestones[0].what
        coming = next(one for one in meetings.meetings(db) if one.open)
        to_decide = [item.question for item in meetings.items(db, coming.id) if not item.parked]
        missing = chairs.gaps(coalitions.table(db, "3").chairs)
        kept = [one.text for one in decisions.decisions(db) if one.settled_on == "2023-03-23"]
    return {
        "Stand": (evidence, "één antwoord ontbreekt"),
        "Deze week": (*to_decide, *missing, milestone[1:]),
        "Wijzigingen": tuple(kept),
    }


def the_page_of_each_region_prints_on_one_sheet(page: Page) -> None:
    for code, name in LABOUR_REGIONS.items():
        follow(page, f"/regio?regio={code}")
        expect(title(page, name)).to_be_visible()
        wait_still(page)
        assert sheets(page) == 1, name
        page.emulate_media(media="print")
        assert page.evaluate(SMALLEST) >= 11.33, "8.5 points: what does not fit then is counted, not shrunk"
        rows, rest = page.locator(".region-coalitions tbody tr"), page.locator(".coalitions .rest:visible")
        more = rows.count() - rows.locator("visible=true").count()
        assert rest.all_text_contents() == ([f"en nog {more} in de app"] if more else [])
        page.emulate_media(media="null")


def frame_height(page: Page) -> int:
    """How high the line over the page is."""
    return int(page.locator("[class*=st-key-frame-line]").evaluate("(one) => one.clientHeight"))


def sheets(page: Page) -> int:
    """On how many sheets of paper the page prints."""
    made = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", made))
