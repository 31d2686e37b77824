"""Those who follow a presentation on another screen: what they cost, and how soon they see what happens."""

from __future__ import annotations

import asyncio
import json
import random
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from lib.access import Person
from lib.store import decisions, records
from lib.store.file.connection import reading, writing
from lib.web.outside.follow import allow_many
from tests.bench.pages import visiting
from tests.bench.servers import cpu_seconds, resident_bytes
from tests.bench.table import Row
from tests.browser.browser_support import Server
from tests.table_to_present import ACTION

CROWD, MOVES, EVERY = 1_000, 6, 10.0
"""How many follow, how often the presenter moves, and the seconds between two moves."""
PATIENCE = 60.0


class Crowd:
    """People who follow without a browser: one open stream each, and when each heard of which slide."""

    def __init__(self, server: Server, address: str, size: int) -> None:
        self._parts, self._address, self._size = urlsplit(server.origin), address, size
        self._heard: list[tuple[float, int]] = []
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._follow()))

    def __enter__(self) -> Crowd:
        allow_many()
        self._thread.start()
        self.wait_for(self._size)
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.set()
        self._thread.join()

    @property
    def heard(self) -> list[tuple[float, int]]:
        return list(self._heard)

    def wait_for(self, count: int) -> None:
        """Wait until so many sights were heard of in all."""
        until = time.monotonic() + PATIENCE
        while len(self._heard) < count:
            assert time.monotonic() < until, f"{len(self._heard)} of {count} heard"
            self._leaving.wait(0.01)

    async def _follow(self) -> None:
        streams = [asyncio.create_task(self._listen()) for _ in range(self._size)]
        await asyncio.to_thread(self._leaving.wait)
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection(self._parts.hostname, self._parts.port, limit=2**20)
        head = (
            f"GET {self._address} HTTP/1.1\r\nHost: {self._parts.netloc}\r\nAccept: text/event-stream\r\n\r\n"
        )
        writer.write(head.encode())
        try:
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    now = time.time()
                    self._heard.append((now, int(json.loads(line[6:])["slide"])))
        finally:
            writer.close()


def crowd(browser: Browser, server: Server, table: int) -> list[Row]:
    """A thousand who follow, and a presenter who moves: how soon they hear of it, and what it costs."""
    before = resident_bytes(server)
    with visiting(browser, server.origin) as front, Crowd(server, f"/volg/{table}/stroom", CROWD) as people:
        presenter = front.open(server.url(f"/presenteren?overleg={table}&dia={ACTION}"))
        people.wait_for(2 * CROWD)
        taken = (resident_bytes(server) - before) / CROWD / 1024
        begun, spent = time.monotonic(), cpu_seconds(server)
        delays = [delay for number in range(MOVES) for delay in _moved(presenter, people, number)]
        cores = (cpu_seconds(server) - spent) / (time.monotonic() - begun)
    return [
        Row(f"move -> {CROWD} who follow, median", median(delays), 1.0, " s"),
        Row(f"move -> {CROWD} who follow, p95", quantiles(delays, n=20)[-1], 1.0, " s"),
        Row(f"{CROWD} who follow, a move each {EVERY:.0f} s", cores, 0.3, " core"),
        Row("memory of the server for each who follows", taken, 50.0, " KB"),
    ]


def _moved(presenter: Page, people: Crowd, number: int) -> list[float]:
    """The seconds until each heard of one move."""
    presenter.wait_for_timeout(EVERY * 1_000)
    known, begun = len(people.heard), time.time()
    presenter.keyboard.press("PageUp" if number % 2 else "PageDown")
    people.wait_for(known + CROWD)
    return [at - begun for at, _ in people.heard[known : known + CROWD]]


def delays(browser: Browser, server: Server, database: Path, table: int, rounds: int) -> list[list[float]]:
    """The seconds until a follower's screen shows what somebody else decided, and a move."""
    address = server.url(f"/presenteren?overleg={table}")
    chance = random.Random(9)
    with visiting(browser, server.origin) as front, visiting(browser, server.origin) as room:
        presenter = front.open(f"{address}&live=ja&dia={ACTION}")
        follower = room.open(server.url(f"/volg/{table}"))
        follower.wait_for_selector(f"main[data-slide='{ACTION}']")
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
    const main = document.querySelector('main');
    const seen = () => main.dataset.slide + main.textContent;
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
