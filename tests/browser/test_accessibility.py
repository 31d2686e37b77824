"""axe finds nothing on any page, light and dark; the narrowest screen shows each without scrolling sideways.

The content of each starts high in the window, and no table is wider than its frame. All that the keyboard
reaches is in view and shows it, and nothing is lost with larger or wider letters: on both sets, where those
have other parts. What opens over a page is opened once, with the keyboard, which goes into it and comes back.

Where a first screen comes with the document it has the same words as the page, and each in its place.

Nor does any page speak English, also not in the names and hints that only Streamlit gives.

To draw anew costs as much as to judge, so one visitor goes through all pages and views as links do. A page
as it opens is seen light, dark and at four sizes. A view within it is seen at a desk in the light, and on a
phone in the dark, where all is judged that colours or sizes can change; one of the real set that only says
other things in the same parts is seen where its words have the least room. In a contrast theme a page is seen
only when it marks something in a way that was not judged before.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, ViewportSize, expect
from streamlit.file_util import get_static_dir

from app import ROOMS
from lib.ui.frame.rooms import Room
from lib.web.assets.icons import names_asked, words_of
from lib.web.assets.lean import SOURCES
from tests.browser.browser_support import (
    IS_DARK,
    Scheme,
    Server,
    Visit,
    axe,
    axe_in_both,
    follow,
    new_visit,
    put_in,
    wait_ready,
    wait_still,
)
from tests.browser.conftest import FAILED, keep_pictures, refuse_troubles
from tests.browser.first_screen import unlike_first_screen
from tests.browser.layout import layout_of
from tests.browser.reach import lost_in_forced_colours, reach_of, spoken_by, walk
from tests.views import addresses_of

USUAL: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
BEAMER: ViewportSize = {"width": 1920, "height": 1080}
NARROWEST: ViewportSize = {"width": 320, "height": 640}
"""A screen of 1280 pixels at 400 %, as WCAG 1.4.10 has it."""
WORDS = """() => {
  const words = [], icons = [], titles = [], gone = new Set();
  const read = (root) => {
    for (const part of root.querySelectorAll('*:not(script, style)')) {
      if (part.shadowRoot) read(part.shadowRoot);
      for (const name of ['aria-label', 'title', 'placeholder']) words.push(part.getAttribute(name) ?? '');
      if (part.matches('[data-testid="stIconMaterial"], .wa-icon')) icons.push(part.textContent);
      if (part.matches('h1, [role=heading][aria-level="1"]') && part.checkVisibility()) titles.push(part);
      if (getComputedStyle(part).display === 'none' || gone.has(part.parentElement)) gone.add(part);
      if (part.dataset?.testid === 'stIconMaterial' || gone.has(part)) continue;
      for (const text of part.childNodes) if (text.nodeType === Node.TEXT_NODE) words.push(text.data);
    }
  };
  read(document.body);
  return [words.join('\\n'), icons, titles.length, document.documentElement.lang];
}"""
"""Every word on a page, with those that only a screen reader says; apart from those the names of icons.

How many titles it has, and in which language it says to be.
"""
ENGLISH = re.compile(
    r"\b(choose|press|enter to|select|options?|fullscreen|show|hide|download as|search|copy|sidebar|collapse"
    r"|expand|help for|shortcut|navigate|close|remove|clear|drag|axis for|per file)\b",
    re.IGNORECASE,
)

KNOWN_ICONS = words_of(SOURCES) | names_asked([Path(get_static_dir())])
"""What the font of icons has when it is cut: another name would be seen as letters."""
FITS = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return main.scrollWidth <= main.clientWidth;
}"""
"""Nothing on the page is wider than its window."""


MAIN = "[data-testid=stMain]"
BOX = "[data-testid=stPopoverBody]"
OPENERS = "[data-testid=stMain] [data-testid=stPopover] button"
KINDS = """(openers) => [...document.querySelectorAll(openers)]
  .map((one) => one.closest('[class*="st-key-"]').className.match(/st-key-([a-z]+)/)[1])"""
"""What opens a box, by the kind of its box: of those that stand in a row only the first is opened."""
WITHOUT_MENU = {"exclude": [["[data-testid=stSidebar]"]]}
ON_REAL = {
    "": ("set=echt",),
    "stand": ("set=echt",),
    "manifest": ("set=echt",),
    "arbeidsmarkt": ("modus=bewerken&schaal=GM&thema=beroepsbevolking&cellen=gevuld&set=echt",),
}
"""The views of the real set with kinds of parts that no page of the example set has."""
ALIKE_ON_REAL = {
    **dict.fromkeys(("deze-week", "geld", "tijdlijn", "wijzigingen", "regio", "arbeidsmarkt"), ("set=echt",)),
    **dict.fromkeys(("werk-naar-werk", "technologietafels", "presenteren"), ("set=echt",)),
    "campussen": ("kaart=vlak&set=echt",),
}
"""Those that only say other things there."""


Looks = tuple[Callable[[Page, set[str]], list[str]], ...]


@dataclass
class Walker:
    """One visitor who goes through the pages, and what was judged on the way."""

    visit: Visit
    page: Page
    judged: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def walkers() -> Iterator[list[Walker]]:
    """Who walks, if anybody does: the same visitor until a page is found wrong."""
    walking: list[Walker] = []
    yield walking
    for one in walking:
        one.visit.context.close()


@pytest.fixture
def walker(
    browser: Browser,
    shared_server: Server,
    walkers: list[Walker],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Walker]:
    """Lend who walks to a test; trouble in the browser fails that one, and then somebody else walks on."""
    if not walkers:
        visit = new_visit(browser, shared_server.origin, name="Anna")
        walkers.append(Walker(visit, visit.open(shared_server.url())))
    yield walkers[0]
    visit = walkers[0].visit
    if request.node.stash.get(FAILED, False) or visit.troubles:
        keep_pictures([visit], tmp_path)
        visit.context.close()
        walkers.clear()
    refuse_troubles([visit])


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.title)
def test_axe_finds_nothing_in_light_and_dark_and_nothing_scrolls_sideways(
    shared_server: Server, walker: Walker, room: Room
):
    page, first = walker.page, f"/{room.address}"
    real, alike = (addresses_of(room, views)[1:] for views in (ON_REAL, ALIKE_ON_REAL))
    found = {}
    for address in (*addresses_of(room), *real, *alike):
        if page.url != shared_server.url(address):
            follow(page, address)
        looks = AS_IT_OPENS if address == first else ALIKE if address in alike else VIEW
        looks = looks[:: -1 if page.evaluate(IS_DARK) else 1]  # begins as the last page ended
        if address == first:
            expect(page).to_have_title(f"{room.title} – Werkagenda" if room.address else "Werkagenda")
        if "op=2022-06-14" in address:
            expect(page).to_have_title("Stand – Stand op 14 juni 2022 – Werkagenda")
        found[address] = [line for look in looks for line in look(page, walker.judged)]
        assert address in page.url
    assert {address: lines for address, lines in found.items() if lines} == {}


def put_at(page: Page, size: ViewportSize, scheme: Scheme | None = None) -> None:
    """Give a page this size and these colours, unless it has them: each change draws it anew."""
    if page.viewport_size != size:
        page.set_viewport_size(size)
    if scheme:
        put_in(page, scheme)
    wait_still(page)


def wrong_on_a_beamer(page: Page, _: set[str]) -> list[str]:
    """What a first screen has in another place in a large window."""
    put_at(page, BEAMER)
    return unlike_first_screen(page, 2)


def wrong_at_a_desk(page: Page, judged: set[str]) -> list[str]:
    """What is wrong with a page, last for the keyboard and large letters: after those it is laid out anew."""
    put_at(page, USUAL, "light")
    menu = page.get_by_role("navigation", name="Menu").get_by_role("link")
    expect(menu).to_have_text([re.compile(f"{one.title}$") for one in ROOMS])
    wrong = wrong_in_words(page) + english_in_tree(page) + layout_of(page, USUAL)
    wrong += unlike_first_screen(page, 2, judged=True) + axe(page)
    return wrong + lost_in_forced_colours(page, judged) + wrong_in_what_opens(page, judged) + reach_of(page)


def wrong_in_the_dark(page: Page, _: set[str]) -> list[str]:
    """The same in the dark."""
    put_at(page, USUAL, "dark")
    return axe(page, "dark")


def wrong_on_a_phone(page: Page, _: set[str]) -> list[str]:
    """The same on a phone."""
    put_at(page, PHONE)
    wrong = axe(page, "small", WITHOUT_MENU) + layout_of(page, PHONE)
    return wrong + unlike_first_screen(page, 4) + walk(page)


def wrong_when_narrowest(page: Page, _: set[str]) -> list[str]:
    """The same on the narrowest screen."""
    put_at(page, NARROWEST)
    try:
        page.wait_for_function(FITS, timeout=10_000)  # a grid takes its new width a moment later
    except TimeoutError:
        return ["scrolls sideways"]
    return []


def wrong_with_a_view_at_a_desk(page: Page, judged: set[str]) -> list[str]:
    """What is wrong with a view within a page; what sizes can change axe judges on the phone."""
    put_at(page, USUAL, "light")
    wrong = wrong_in_words(page) + layout_of(page, USUAL) + unlike_first_screen(page, 2)
    wrong += axe(page, "wide", WITHOUT_MENU) + lost_in_forced_colours(page, judged)
    return wrong + wrong_in_what_opens(page, judged) + reach_of(page, MAIN)


def wrong_with_a_view_on_a_phone(page: Page, _: set[str]) -> list[str]:
    """The same on a phone, in the dark."""
    put_at(page, PHONE, "dark")
    wrong = axe(page, "phone in the dark", WITHOUT_MENU) + layout_of(page, PHONE)
    return wrong + unlike_first_screen(page, 4)


def wrong_with_other_words(page: Page, _: set[str]) -> list[str]:
    """What is wrong with the layout and the words of a page whose parts were judged elsewhere."""
    put_at(page, PHONE)
    return layout_of(page, PHONE) + wrong_in_words(page)


AS_IT_OPENS: Looks = (
    wrong_on_a_beamer,
    wrong_at_a_desk,
    wrong_in_the_dark,
    wrong_on_a_phone,
    wrong_when_narrowest,
)
VIEW: Looks = (wrong_with_a_view_at_a_desk, wrong_with_a_view_on_a_phone, wrong_when_narrowest)
ALIKE: Looks = (wrong_with_other_words, wrong_when_narrowest)


def wrong_in_words(page: Page) -> list[str]:
    """What is wrong with the title, the language, the icons and the words of a page."""
    words, icons, titles, language = page.evaluate(WORDS)
    unknown = [f"no icon: {name}" for name in {*icons} - KNOWN_ICONS]
    return (
        ENGLISH.findall(words)
        + unknown
        + ([] if (titles, language) == (1, "nl") else [f"{titles} titles in {language}"])
    )


def english_on(page: Page) -> list[str]:
    """The English words that stand on a page or in its hints."""
    return ENGLISH.findall(page.evaluate(WORDS)[0])


def english_in_tree(page: Page) -> list[str]:
    """The English of which only a screen reader hears."""
    tools = page.context.new_cdp_session(page)
    told = [line for line in spoken_by(tools) if ENGLISH.search(line)]
    tools.detach()
    return told


def wrong_in_what_opens(page: Page, judged: set[str]) -> list[str]:
    """Open each kind of box once, by keyboard: that goes into it and comes back, and axe finds nothing."""
    wrong: list[str] = []
    for place, kind in enumerate(page.evaluate(KINDS, OPENERS)):
        if kind in judged:
            continue
        judged.add(kind)
        opener, box = page.locator(OPENERS).nth(place), page.get_by_test_id("stPopoverBody")
        wait_ready(page)
        opener.press("Enter")
        expect(box.locator(":focus")).to_have_count(1)
        wrong += [f"{kind}: {line}" for line in axe_in_both(page, {"include": [[BOX]]}) + english_on(page)]
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)
        expect(opener).to_be_focused()
    return wrong
