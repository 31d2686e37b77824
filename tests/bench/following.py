"""Those who follow a presentation on another screen: what they cost, and how soon they see what happens."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page

from lib.access import Person
from lib.store import decisions, records
from lib.store.file.connection import reading, writing
from tests.bench import sessions
from tests.bench.pages import visiting
from tests.bench.sessions import Target
from tests.bench.table import Row
from tests.browser.browser_support import Server
from tests.table_to_present import ACTION

CROWDS = (1, 25, 100)


def idle(server: Server, table: int, dataset: str, seconds: float) -> list[Row]:
    """Processor time of the server for people who follow, while nothing happens."""
    target = Target(server, "presenteren", f"overleg={table}&volg=ja")
    rows = []
    for crowd in CROWDS:
        cores = asyncio.run(sessions.idle_cores(target, crowd, f"{dataset}&overleg={table}", seconds))
        told = f"{60 * cores:.1f} processor seconds a minute"
        rows.append(Row(f"{crowd} who follow a presentation", cores, 0.25, " core", note=told))
    return rows


def delays(browser: Browser, server: Server, database: Path, table: int, rounds: int) -> list[list[float]]:
    """The seconds until a follower's screen shows what somebody else decided, and a move."""
    address = server.url(f"/presenteren?overleg={table}")
    chance = random.Random(9)
    with visiting(browser, server.origin) as front, visiting(browser, server.origin) as room:
        presenter = front.open(f"{address}&live=ja&dia={ACTION}")
        follower = room.open(f"{address}&volg=ja")
        follower.wait_for_function(f"document.documentElement.dataset.dia === '{ACTION}'")
        edited = [
            _delay(follower, chance, partial(correct, database, table, f"van elders {number}"))
            for number in range(rounds)
        ]
        moved = [
            _delay(follower, chance, partial(presenter.keyboard.press, key))
            for key in ("PageDown", "PageUp") * (rounds // 2)
        ]
    return [edited, moved]


# What the follower sees changes when the slide does, or the words on it.
SEEN = """() => {
    const seen = () => {
        const slide = document.documentElement.dataset.dia;
        return slide + document.querySelector(`.st-key-slide-${slide}`)?.textContent;
    };
    const before = seen();
    window.changedAt = null;
    const look = () => (seen() === before ? requestAnimationFrame(look) : (window.changedAt = Date.now()));
    look();
}"""


def _delay(follower: Page, chance: random.Random, act: Callable[[], object]) -> float:
    follower.wait_for_timeout(chance.uniform(1_200, 2_500))
    follower.evaluate(SEEN)
    begun = time.time()
    act()
    return float(follower.wait_for_function("() => window.changedAt").json_value()) / 1_000 - begun


def correct(database: Path, table: int, text: str) -> None:
    """Somebody else mends the words of the first decision, in a program of his own."""
    with reading(database) as db:
        one = decisions.decisions(db, meeting_id=table)[0]
    with writing(database, Person("Iemand anders")) as db:
        records.save(db, "decision", one.id, one.version, {"text": text})
