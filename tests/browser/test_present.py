"""Presenteren in a real browser: one who presents, many who follow, keys, a phone, and nothing too small."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.access import Person
from lib.dutch import SOFT_HYPHEN
from lib.store import agenda, decisions
from lib.store.file.connection import writing
from tests.browser.browser_support import (
    Server,
    axe,
    axe_as_it_is,
    axe_in_both,
    put_in,
    wait_ready,
    wait_still,
)
from tests.browser.conftest import OpenPage
from tests.browser.spoken import Listener
from tests.browser.visitor import edit
from tests.table_to_present import ACTION, CHAIRS, CLOSING, FREE, HEADINGS, MATRIX, OTHER, prepare_table

BEAMERS = [(1920, 1080), (1280, 720)]
PHONE = (390, 844)
AT_400 = (320, 256)
NUMBERS = count(1)
"""What tells the meetings apart that are presented."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LEAST, LEAST_OF_A_NAME = 0.024, 0.03
"""The smallest letters on any slide, and a name among all, as parts of the height: read at six metres."""
MEASURES = """(numbers) => {
    const smallest = (slide, selector) => {
        const sizes = [];
        for (const part of slide.querySelectorAll(selector)) {
            const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
            while (words.nextNode()) {
                const own = words.currentNode.parentElement;
                const { clipPath, fontSize } = getComputedStyle(own);
                const seen = !own.closest('.wa-vh') && clipPath === 'none';
                if (words.currentNode.data.trim() && seen) sizes.push(parseFloat(fontSize));
            }
        }
        return Math.min(...sizes);
    };
    const sideways = (one) => one.scrollWidth - one.clientWidth;
    const main = document.querySelector('[data-testid="stMain"]');
    return numbers.map((number) => {
        document.documentElement.dataset.dia = number;
        const slide = document.querySelector(`.st-key-slide-${number}`);
        return {
            seen: slide.checkVisibility(),
            titles: [...slide.querySelectorAll('h1')].filter((one) => one.checkVisibility()).length,
            end: slide.getBoundingClientRect().top + slide.scrollHeight,
            over: sideways(slide),
            sideways: sideways(main),
            letters: smallest(slide, '.wa-slide'),
            names: smallest(slide, '.wa-slide a b'),
        };
    });
}"""
"""Shows each slide as a move does, but does not tell the server: its answer would redraw what is measured."""
ALONE = """(number) => {
    const slides = [...document.querySelectorAll('[class*="st-key-slide-"]')];
    const isSlide = (one) => [...one.classList].some((name) => /^st-key-slide-\\d+$/.test(name));
    window.takenOff ??= new Map(slides.filter(isSlide).map((one) => [one, [...one.childNodes]]));
    for (const [slide, nodes] of window.takenOff) {
        if (number && !slide.matches(`.st-key-slide-${number}`)) slide.replaceChildren();
        else slide.replaceChildren(...nodes);
    }
    if (number) document.documentElement.dataset.dia = number;
    else delete window.takenOff;
}"""
"""Leaves one slide on the page, on screen; 0 puts all of them back."""
BAR = {"include": [["[class*='st-key-conductor-']"]]}
"""The bar below the slides with what opens from it: the screen of the speaker, and the code for phones."""
TOO_LONG = """(all) => all.filter((one) => one.scrollHeight > one.clientHeight)
    .map((one) => `${one.querySelector('h1')?.innerText}: ${one.scrollHeight} > ${one.clientHeight}`)"""
SPEND = """(minutes) => {
    const key = Object.keys(sessionStorage).find((one) => one.startsWith('presentatie'));
    addEventListener('pagehide', () => {
        sessionStorage.setItem(key, JSON.stringify(minutes));
        Storage.prototype.setItem = () => {}; // the clock may tick once more before the page is gone
    });
}"""
"""As if each of these slides was shown for so long."""


def file_of(server: Server) -> Path:
    """The file of the example set."""
    return server.database.with_name("werkagenda-voorbeeld.db")


@pytest.fixture
def stage(example: Server) -> tuple[Server, int, Path]:
    """A server with a meeting of the test's own to present, and the file of its data set."""
    return example, prepare_table(file_of(example), f" {next(NUMBERS)}"), file_of(example)


def address(server: Server, table: int, more: str = "") -> str:
    return server.url(f"/presenteren?overleg={table}{more}")


def followed(server: Server, table: int, more: str = "") -> str:
    """The address of the light page of who follows."""
    return server.url(f"/volg/{table}{more}")


def by_code(page: Page, server: Server, table: int) -> str:
    """The address behind the code on the opening slide."""
    words = page.locator(".st-key-slide-1 .wa-invitation").text_content() or ""
    (code,) = re.findall(r"zaal=(\w{6})", words)
    return followed(server, table, f"?zaal={code}")


def sees(viewer: Page, number: int) -> Locator:
    """Wait until a light page shows a slide."""
    main = viewer.locator("main")
    expect(main).to_have_attribute("data-slide", str(number))
    return main


def on_slide(page: Page, number: int) -> None:
    """Wait until a slide is on screen, by what the page itself says."""
    expect(page.locator(":root")).to_have_attribute("data-dia", str(number))


def slide(page: Page, number: int) -> Locator:
    return page.locator(f".st-key-slide-{number}")


def to_slide(page: Page, number: int) -> None:
    """Walk to a slide by the keys of a remote, from wherever the presentation is."""
    page.keyboard.press("Home")
    on_slide(page, 1)
    for _ in range(number - 1):
        page.keyboard.press("PageDown")
    on_slide(page, number)


def each_alone(page: Page) -> Iterator[int]:
    """Show each slide as a move does, without the others: axe reads the whole page, also what is hidden.

    The server is not told of it: its answer would redraw what is judged.
    """
    for number in HEADINGS:
        page.evaluate(ALONE, number)
        yield number
    page.evaluate(ALONE, 0)


def within(number: int) -> dict[str, list[list[str]]]:
    """A slide alone, as axe looks at it: what is around it is judged with the box."""
    return {"include": [[f".st-key-slide-{number}"]]}


def open_box(page: Page) -> Locator:
    """Open the decision box with its key; the keyboard stands in the text."""
    page.keyboard.press("b")
    text = page.locator(".st-key-decision-box textarea")
    expect(text).to_be_focused()
    return text


def test_keys_move_at_once_the_box_holds_them_and_it_and_who_speaks_lose_nothing(
    stage: tuple[Server, int, Path], open_page: OpenPage
):
    server, table, _ = stage
    page = open_page(address(server, table), name="Anna", allowed=("ERR_INTERNET_DISCONNECTED",))
    keys_move_at_once(page)
    to_slide(page, FREE)
    wait_ready(page)
    the_box_holds_its_keys_and_outlives_a_lost_connection(page)
    what_is_decided_is_recorded_by_keys_and_from_a_phone(page)
    resize(page, (1366, 768))
    who_speaks_sees_the_next_slide_and_the_time_and_keeps_own_notes_and_drafts(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_have_text("Nogmaals Esc om te stoppen")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(rf"/technologietafels\?.*overleg={table}"))


def keys_move_at_once(page: Page) -> None:
    """Without asking the server; the way back keeps the slide."""
    steps = (
        *(("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("ArrowUp", 3), ("ArrowLeft", 2), ("PageUp", 1)),
        *(("End", CLOSING), ("Home", 1)),
    )
    for key, number in steps:
        page.keyboard.press(key)
        # No waiting: a move does not ask the server.
        assert page.evaluate("document.documentElement.dataset.dia") == str(number)
        assert f"dia={number}" in page.url
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_count(1)
        assert HEADINGS[number] in heading.inner_text().replace(SOFT_HYPHEN, "")
    expect(page).to_have_title(re.compile(r"^1 van \d+: .+ – Werkagenda$"))
    to_slide(page, MATRIX)
    slide(page, MATRIX).locator("a[data-action='3']").click()
    on_slide(page, OTHER)
    page.keyboard.press("Backspace")
    on_slide(page, MATRIX)
    page.keyboard.press("8")
    page.keyboard.press("Enter")
    expect(page.locator(".bar .place")).to_have_text("Rondvraag")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.keyboard.press(".")
    expect(page.locator(":root")).to_have_attribute("data-blank", "")
    page.keyboard.press("PageDown")
    on_slide(page, MATRIX)
    expect(page.locator(":root")).not_to_have_attribute("data-blank", "")


def the_box_holds_its_keys_and_outlives_a_lost_connection(page: Page) -> None:
    box = page.locator(".st-key-decision-box")
    text = open_box(page)
    page.keyboard.type("bq")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    expect(text).to_have_value("bq")
    on_slide(page, FREE)
    question = slide(page, FREE).locator(".question").bounding_box()
    covers = box.bounding_box()
    assert question
    assert covers
    assert question["x"] + question["width"] <= covers["x"]
    page.keyboard.press("End")
    page.context.set_offline(True)
    page.keyboard.type("f")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_have_text("Geen verbinding: wat u typte blijft hier staan.")
    expect(text).to_have_value("bqf")
    page.context.set_offline(False)
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    draft = page.get_by_role("button", name="Concept bij punt 3: nog niet vastgelegd")
    expect(draft).to_be_visible()
    page.keyboard.press("PageUp")
    on_slide(page, OTHER)
    expect(open_box(page)).to_have_value("")
    wait_ready(page)
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    draft.click()
    on_slide(page, FREE)
    expect(text).to_have_value("bqf")
    wait_ready(page)


def what_is_decided_is_recorded_by_keys_and_from_a_phone(page: Page) -> None:
    box = page.locator(".st-key-decision-box")
    text, kinds = box.locator("textarea"), box.get_by_role("radio")
    for number in (3, 1):
        page.keyboard.press(f"Alt+{number}")
        expect(kinds.nth(number - 1)).to_be_checked()
        wait_ready(page)
    expect(text).to_have_value("bqf")
    expect(text).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("verder")
    page.keyboard.press("Enter")
    expect(box).to_have_count(0)
    expect(slide(page, FREE).locator(".wa-decisions")).to_contain_text(re.compile(r"bqf\s+verder"))
    expect(page.locator("[data-do=draft]")).to_be_hidden()

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    to_slide(page, ACTION)
    open_box(page).fill("Vanaf een telefoon")
    page.get_by_role("button", name="Opslaan").click()
    expect(slide(page, ACTION).get_by_text("Vanaf een telefoon")).to_be_attached()
    expect(box).to_have_count(0)
    wait_ready(page)


def who_speaks_sees_the_next_slide_and_the_time_and_keeps_own_notes_and_drafts(page: Page) -> None:
    page.keyboard.press("p")
    notes = page.get_by_role("textbox", name="Uw notities bij deze dia")
    expect(notes).to_be_in_viewport(ratio=1)
    expect(slide(page, ACTION + 1)).to_be_in_viewport(ratio=1)
    box = page.locator(".st-key-decision-box")
    expect(box).to_contain_text("Vastleggen bij punt 1")
    wait_ready(page)
    expect(box.locator("textarea")).to_be_in_viewport(ratio=1)
    box.locator("textarea").fill("Over het fonds")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Concept bij punt 1: nog niet vastgelegd")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(box).to_contain_text("Vastleggen bij punt 2")
    wait_ready(page)  # until all is drawn, the field of the other slide lies dimmed beside this one
    expect(box.locator("textarea")).to_have_value("")
    notes.fill("Vraag naar het roc")
    page.wait_for_function("() => Object.values(localStorage).includes('Vraag naar het roc')")
    page.evaluate(SPEND, {"spent": {str(ACTION): 23 * 60_000, str(OTHER): 29.5 * 60_000}})
    page.reload()
    expect(notes).to_have_value("Vraag naar het roc")
    expect(slide(page, OTHER + 1)).to_be_in_viewport(ratio=1)
    timer = page.get_by_role("timer")
    expect(timer).to_contain_text("15 minuten te lang")
    expect(timer).to_contain_text("totaal 8 minuten te lang")
    expect(page.get_by_role("navigation", name="Presentatie")).to_contain_class("over")
    late = page.locator(".speaker .over")
    expect(late).to_contain_text(["Deze dia", "Heel overleg", "4 Ontwikkelfonds", "3 Verbeteren"])
    expect(box).to_contain_text("Vastleggen bij punt 2")
    assert axe_in_both(page, BAR) == []
    page.keyboard.press("q")
    expect(page.get_by_role("img", name="QR-code om mee te volgen op een telefoon")).to_be_visible()
    assert axe_in_both(page, BAR) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    on_slide(page, OTHER)
    page.keyboard.press("p")
    expect(notes).to_be_hidden()
    expect(box).to_have_count(0)


ELSEWHERE = "Een ander scherm presenteert; wie volgt, ziet dat scherm."


def test_who_follows_sees_what_the_presenter_takes_lets_go_and_hears_who_presents(
    stage: tuple[Server, int, Path], open_page: OpenPage
):
    server, table, path = stage
    viewer = open_page(followed(server, table), viewport=PHONE)
    expect(viewer.get_by_text("Niemand presenteert nu; u volgt zodra het begint.")).to_be_visible()
    anna = open_page(address(server, table, f"&dia={ACTION}"), name="Anna")
    expect(viewer.get_by_text("U volgt de presentatie.")).to_be_visible()
    sees(viewer, ACTION)
    slides_stand_still(anna, viewer, path)

    viewer.get_by_role("link", name="Zelf bladeren").click()
    viewer.get_by_role("link", name="Volgende").click()
    here = sees(viewer, OTHER)
    to_slide(anna, CHAIRS)
    expect(here).to_have_attribute("data-slide", str(OTHER))
    viewer.get_by_role("link", name="Weer volgen").click()
    sees(viewer, CHAIRS)

    other = open_page(address(server, table, f"&dia={OTHER}"), like=anna)
    expect(other.get_by_text(ELSEWHERE)).to_be_visible()
    to_slide(anna, ACTION)
    sees(viewer, ACTION)
    other.get_by_role("button", name="Hier presenteren").click()
    sees(viewer, OTHER)
    expect(anna.get_by_text(ELSEWHERE)).to_be_visible()
    for presenter in (anna, other):
        presenter.close()
    expect(viewer.get_by_text("Niemand presenteert nu")).to_be_visible()
    what_follows_is_accessible_and_each_sheet_holds_its_slide(viewer, followed(server, table, "/afdruk"))


def slides_stand_still(anna: Page, viewer: Page, path: Path) -> None:
    """Until who presents takes the new state, or takes each change at once."""
    news = anna.get_by_role("button", name="Nieuwe stand tonen")
    expect(news).to_be_hidden()
    # The name keeps its first word: other tests of this file know the action by it.
    edit(path, "4", {"name": f"{HEADINGS[ACTION]} voor allen"}, reason="Besluit van de tafel")
    expect(news).to_be_visible()
    headings = [page.get_by_role("heading", level=1) for page in (anna, viewer)]
    for heading in headings:
        expect(heading).not_to_contain_text("voor allen")
    news.click()
    for heading in headings:
        expect(heading).to_contain_text("voor allen")
    for place in (slide(anna, ACTION), viewer.locator("main")):
        expect(place.locator(".changed li.lit")).to_have_count(1)
    expect(news).to_be_hidden()
    live = anna.get_by_role("button", name="Live")
    live.click()
    expect(live).to_have_attribute("aria-pressed", "true")
    expect(anna).to_have_url(re.compile("live=ja"))
    wait_ready(anna)


def what_follows_is_accessible_and_each_sheet_holds_its_slide(viewer: Page, sheets_at: str) -> None:
    found: dict[str, list[str]] = {}
    for scheme in SCHEMES:
        viewer.emulate_media(color_scheme=scheme)
        found[f"who follows, {scheme}"] = axe_as_it_is(viewer, scheme)
    viewer.emulate_media(color_scheme="light")
    viewer.goto(sheets_at)
    viewer.evaluate("async () => void (await document.fonts.ready)")
    found["the slides on paper"] = axe_as_it_is(viewer)
    assert {name: one for name, one in found.items() if one} == {}
    sheets = viewer.locator(".sheet > div")
    viewer.set_viewport_size({"width": 1280, "height": 720})
    viewer.emulate_media(media="print")
    assert sheets.evaluate_all(TOO_LONG) == []
    assert viewer.get_by_role("heading", level=1).count() == len(HEADINGS)
    made = viewer.pdf(prefer_css_page_size=True, print_background=True)
    assert made.count(b"/MediaBox [0 0 960 540]") == len(HEADINGS)


def test_every_slide_fits_the_beamer_its_letters_are_large_and_axe_finds_nothing(
    stage: tuple[Server, int, Path], open_page: OpenPage
):
    server, table, path = stage
    with writing(path, Person("Anna")) as db:
        values = {"meeting_id": table, "kind": "toezegging", "text": "Drie plekken", "due": "2023-09-01"}
        decisions.record_decision(db, {**values, "owner_id": agenda.parties(db)[0].id})
    page = open_page(address(server, table, f"&dia={ACTION}"), viewport=BEAMERS[0], name="Anna")
    on_slide(page, ACTION)
    for hidden in ("stSidebar", "stHeader"):
        expect(page.get_by_test_id(hidden)).to_be_hidden()
    wait_still(page)
    heard = Listener(page)
    heard.hear("op een dia")
    open_box(page)
    heard.hear("B")
    heard.compare("op een dia iets vastleggen")
    found = {"the box": axe(page)}
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-decision-box")).to_have_count(0)

    for size in BEAMERS:
        resize(page, size)
        each_fits(page, size)
    resize(page, PHONE)
    assert not [heading for heading, one in measures(page).items() if one["sideways"] > 0]
    resize(page, AT_400)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert page.locator(".bar nav").evaluate("(one) => one.offsetHeight") < AT_400[1] / 4

    resize(page, BEAMERS[0])
    for number in each_alone(page):
        found[HEADINGS[number]] = axe(page, "light", within(number))
    put_in(page, "dark")
    for number in each_alone(page):
        found[HEADINGS[number]] += axe(page, "dark", within(number))
    to_slide(page, ACTION)
    open_box(page)
    found["the box"] += axe(page, "dark", {"include": [[".st-key-decision-box"]]})
    assert {name: one for name, one in found.items() if one} == {}


def measures(page: Page) -> dict[str, dict[str, float]]:
    """How large each slide is, and what is on it, by its heading."""
    return dict(zip(HEADINGS.values(), page.evaluate(MEASURES, list(HEADINGS)), strict=True))


def each_fits(page: Page, size: tuple[int, int]) -> None:
    """Each slide ends above the bar, and nothing on it is too small to be read at six metres."""
    bar = page.get_by_role("navigation", name="Presentatie").bounding_box()
    assert bar
    for heading, found in measures(page).items():
        assert found["seen"], heading
        assert found["titles"] == 1, heading
        assert found["end"] <= bar["y"] + 1, heading
        assert found["over"] <= 1, heading
        assert found["letters"] >= size[1] * LEAST - 0.5, heading
        if heading == HEADINGS[MATRIX]:
            assert found["names"] >= size[1] * LEAST_OF_A_NAME


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    wait_still(page)
