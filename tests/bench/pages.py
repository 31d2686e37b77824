"""What a person waits for, in a real Chromium: a page, a filter, a cell, somebody else's change.

Each function measures its screens in turns, so that a busy moment of the machine falls on all of them, and
returns the milliseconds (or bytes) of each turn. Times are taken inside the page, on its own clock.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.access import Person
from lib.store import agenda, meetings, records
from lib.store.file.connection import reading, writing
from tests.bench.proxy import CountingProxy
from tests.browser.browser_support import READY, Server, Visit, new_visit, wait_ready


@dataclass(frozen=True, slots=True)
class Line:
    """What a page comes over: milliseconds, bytes a second, and how much slower the machine is."""

    latency: int
    speed: int
    slower: int = 1


OFFICE, PHONE = Line(40, 1_250_000), Line(150, 200_000, 4)
"""10 Mbit/s and 40 ms; and a slow phone on slow 4G: 1.6 Mbit/s and 150 ms."""
NAME = {"name": "werkagenda_naam", "value": "Meting"}
KEY_PAUSE = 60

SCRIPT_FINISHED = ForwardMsg.DESCRIPTOR.fields_by_name["script_finished"].number
WATCH = f"const SCRIPT_FINISHED = {SCRIPT_FINISHED};\n" + Path(__file__).with_name("watch.js").read_text(
    "utf-8"
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A page to look at, and what shows that its content is there."""

    server: Server
    address: str
    content: str
    lettered: bool = False
    """Whether it is to be in its own letters and icons too."""


FIRST_SCREEN = "wa-first"
ALL_DRAWN = READY.rpartition(",")[0]
MATRIX_CARD, SHOWN_CARD = 'a[data-id="m2"]', "li:not(.off) > a[data-id]"
NAIVE_CARD = '[data-testid="stMarkdownContainer"] strong'
EMPTY_TEXT = '[data-testid="stMarkdownContainer"] p'
QUOTE = ".wa-quote blockquote"
CAMPUS_PIN = ".map a[data-campus], [data-testid=stDeckGlJsonChart] canvas"
GRID_CELL = "a.cell.fresh"
GRID = '[data-testid="stDataFrame"] canvas'


@contextmanager
def visiting(browser: Browser, origin: str, outside: list[str] | None = None) -> Iterator[Visit]:
    """A new visitor, who has given a name; requests to other hosts are added to `outside`."""
    visit = new_visit(browser, origin)
    visit.context.add_init_script(WATCH)
    visit.context.add_cookies([{**NAME, "url": origin}])  # type: ignore[typeddict-item]
    try:
        yield visit
    finally:
        visit.context.close()
        if outside is not None:
            outside += [one for one in visit.troubles if "another host" in one]


def cold(
    browser: Browser, screens: Sequence[Screen], rounds: int, line: Line | None, outside: list[str]
) -> list[list[float]]:
    """The milliseconds from typing an address in a browser that was never here until its content is there."""
    took: list[list[float]] = [[] for _ in screens]
    for _ in range(rounds):
        for place, screen in enumerate(screens):
            ours = outside if place else None
            with visiting(browser, screen.server.origin, ours) as visit:
                page = visit.context.new_page()
                if line:
                    _put_behind(page, line)
                page.goto(screen.server.url(screen.address), wait_until="commit")
                took[place].append(
                    page.evaluate("(asked) => bench.seen(...asked)", [screen.content, screen.lettered])
                )
    return took


def _put_behind(page: Page, line: Line) -> None:
    tools = page.context.new_cdp_session(page)
    speed = {"downloadThroughput": line.speed, "uploadThroughput": line.speed}
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", {"offline": False, "latency": line.latency, **speed})
    tools.send("Emulation.setCPUThrottlingRate", {"rate": line.slower})


def transferred(browser: Browser, screens: Sequence[Screen]) -> list[int]:
    """The bytes that a browser that was never here gets from the server for each screen."""
    sizes = []
    for screen in screens:
        with CountingProxy(screen.server.port) as proxy, visiting(browser, proxy.origin) as visit:
            page = visit.context.new_page()
            page.goto(proxy.origin + screen.address)
            page.evaluate("(selector) => bench.seen(selector)", screen.content)
            wait_ready(page)
            page.wait_for_load_state("networkidle")
            sizes.append(proxy.received)
    return sizes


def filtered(
    browser: Browser, ours: Server, naive: Server, counts: tuple[int, int], rounds: int
) -> list[list[float]]:
    """The milliseconds from pressing priority A, on or off, until the picture is the new one."""
    plans = ((ours, "A hoog", SHOWN_CARD), (naive, "A", NAIVE_CARD))
    took: list[list[float]] = [[], []]
    with visiting(browser, ours.origin) as one, visiting(browser, naive.origin) as other:
        pages = [visit.open(server.url()) for visit, (server, _, _) in zip((one, other), plans, strict=True)]
        for turn in range(rounds):
            for place, (_, label, card) in enumerate(plans):
                button = (
                    pages[place].get_by_test_id("stButtonGroup").get_by_role("button", name=label, exact=True)
                )
                handle = button.element_handle()
                step = "([button, card, count]) => bench.pressed(button, card, count)"
                milliseconds = pages[place].evaluate(step, [handle, card, counts[turn % 2]])
                took[place] += [milliseconds] if turn > 1 else []
                wait_ready(pages[place])
    return took


def entered(browser: Browser, bare: Screen, ours: Screen, edits: int) -> list[list[float]]:
    """The milliseconds from Enter in the last column of a grid until the page has run and is drawn."""
    took: list[list[float]] = [[], []]
    with visiting(browser, bare.server.origin) as one, visiting(browser, ours.server.origin) as other:
        pages = [one.open(bare.server.url(bare.address)), other.open(ours.server.url(ours.address))]
        for page in pages:
            _select_last_column(page)
        for number in range(edits):
            for place, page in enumerate(pages):
                milliseconds = _type_and_enter(page, f"stand {number}")
                took[place] += [milliseconds] if number else []
    return took


def _type_and_enter(page: Page, text: str) -> float:
    page.keyboard.press("Enter")
    expect(page.locator("#portal textarea")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(text, delay=KEY_PAUSE)
    page.evaluate("bench.entered()")
    page.keyboard.press("Enter")
    milliseconds = page.wait_for_function("() => bench.took").json_value()
    wait_ready(page)
    page.keyboard.press("ArrowUp")
    return float(milliseconds)


def _select_last_column(page: Page) -> None:
    """Select the first row's last cell; the grid is a canvas, so by pixels and arrows."""
    page.locator(".dvn-scroller").click(position={"x": 20, "y": 55})
    for column in range(1, 6):
        expect(page.locator(f"#glide-cell-{column - 1}-0")).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowRight")
    expect(page.locator("#glide-cell-5-0")).to_have_attribute("aria-selected", "true")


def edited_elsewhere(browser: Browser, server: Server, database: Path, edits: int) -> list[float]:
    """The milliseconds from somebody else's save until it stands on an open page."""
    chance = random.Random(7)
    took = []
    with visiting(browser, server.origin) as visit:
        page = visit.open(server.url())
        for number in range(edits):
            page.wait_for_timeout(chance.uniform(1_200, 2_500))
            page.evaluate("(selector) => bench.changed(selector)", 'a[data-id="3"]')
            note(database, "3", f"van elders {number}")
            saved = time.time() * 1_000
            took.append(page.wait_for_function("() => bench.at").json_value() - saved)
    return took


def note(database: Path, action_id: str, text: str) -> None:
    """Somebody else writes a note, in a program of his own."""
    with writing(database, Person("Iemand anders")) as db:
        row = records.get(db, "action", action_id)
        records.save(db, "action", action_id, row["version"], {"note": text})


def with_priority_a(database: Path) -> tuple[int, int]:
    """How many actions have priority A, and how many there are."""
    with reading(database) as db:
        actions: list[Any] = agenda.actions(db)
    return sum(one.priority == "A" for one in actions), len(actions)


def open_meeting(database: Path) -> int:
    """The number of the meeting that comes next."""
    with reading(database) as db:
        return next(one.id for one in meetings.meetings(db) if one.open)


def stored_note(database: Path) -> str:
    """What the edits in the grid left as note of the action in its first row."""
    with reading(database) as db:
        return agenda.actions(db)[0].note
