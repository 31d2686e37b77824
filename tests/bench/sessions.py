"""Visitors without a browser: tabs that speak Streamlit's websocket protocol, one or a hundred at a time.

What a browser would do on its own machine is left out, so the processor time measured is the server's.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from lib.access import PLAIN_COOKIE
from tests.bench.servers import cpu_seconds
from tests.browser.browser_support import KEY, Server

NAME_COOKIE = f"werkagenda_naam=Meting; {PLAIN_COOKIE}={KEY}"
TIMEOUT = 60.0
OPENING_AT_ONCE = 10
SMALL = 100
"""Bytes; the message that a page has run is smaller."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page of a server: what is measured. With `part` only its fragment runs again, as for a filter."""

    server: Server
    page: str = ""
    query: str = ""
    part: bool = False


class Failed(Exception):
    """A page showed an error instead of itself."""


class Tab:
    """One tab on one page; `run` lets its script run again, as a press of a button would."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._socket: ClientConnection | None = None
        self._page_hash = self._fragment = ""
        self._cached: set[str] = set()

    async def __aenter__(self) -> Self:
        address = self._target.server.origin.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(
            address,
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": NAME_COOKIE},
            max_size=None,
            ping_interval=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._socket is not None
        await self._socket.close()

    async def run(self, *, reading: bool = True) -> float:
        """One run of the page, or of its part; the seconds until it was finished.

        Without `reading` large messages are not looked at: a crowd's own work would slow the server down.
        """
        assert self._socket is not None
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string = self._target.query
        rerun.page_name = "" if self._page_hash else self._target.page
        rerun.page_script_hash = self._page_hash
        rerun.cached_message_hashes.extend(self._cached)
        rerun.fragment_id = self._fragment if self._target.part else ""
        rerun.context_info.url = self._target.server.url(self._target.page)
        begun = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        await asyncio.wait_for(self._until_finished(reading), TIMEOUT)
        return time.perf_counter() - begun

    async def _until_finished(self, reading: bool) -> None:
        assert self._socket is not None
        while True:
            received = await self._socket.recv(decode=False)
            if len(received) > SMALL and not reading:
                continue
            message = ForwardMsg.FromString(received)
            kind = message.WhichOneof("type")
            if message.metadata.cacheable:
                self._cached.add(message.hash)
            if kind == "new_session":
                self._page_hash = message.new_session.page_script_hash or self._page_hash
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash or self._page_hash
            elif kind == "delta":
                self._fragment = message.delta.fragment_id or self._fragment
                if message.delta.new_element.HasField("exception"):
                    raise Failed(message.delta.new_element.exception.message)
            elif kind == "page_not_found":
                raise Failed(f"no page {self._target.page!r}")
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return


async def cpu_per_run(targets: Sequence[Target], rounds: int = 8, runs: int = 8) -> list[float]:
    """The server's processor seconds per run of each page, measured in turns."""
    used = [0.0] * len(targets)
    tabs = [await Tab(target).__aenter__() for target in targets]
    for tab in tabs:
        for _ in range(3):
            await tab.run()
    for _ in range(rounds):
        for place, (tab, target) in enumerate(zip(tabs, targets, strict=True)):
            before = cpu_seconds(target.server)
            for _ in range(runs):
                await tab.run()
            used[place] += cpu_seconds(target.server) - before
    for tab in tabs:
        await tab.__aexit__(None, None, None)
    return [one / (rounds * runs) for one in used]


@dataclass(frozen=True, slots=True)
class Crowd:
    """How a crowd was served: the seconds of each run, all the time it took, and how many tabs failed."""

    seconds: list[float]
    span: float
    errors: int

    @property
    def p95(self) -> float:
        """The seconds within which 95 in 100 runs were finished."""
        return quantiles(self.seconds, n=20)[-1]

    @property
    def per_second(self) -> float:
        """How many runs were finished per second."""
        return len(self.seconds) / self.span


async def crowd(target: Target, tabs: int, runs: int, think: float) -> Crowd:
    """That many tabs on one page, each running it again after thinking `think` seconds on average."""
    seconds: list[float] = []
    errors = 0
    all_open = asyncio.Barrier(tabs + 1)
    gate = asyncio.Semaphore(OPENING_AT_ONCE)

    async def visit(number: int) -> None:
        nonlocal errors
        chance = random.Random(number)
        async with gate:
            tab = await Tab(target).__aenter__()
            await tab.run()
        await all_open.wait()
        try:
            for _ in range(runs):
                await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
                seconds.append(await tab.run(reading=False))
            await tab.run()
        except (Failed, OSError, TimeoutError, ConnectionClosed):
            errors += 1
        await tab.__aexit__(None, None, None)

    async with asyncio.TaskGroup() as group:
        for number in range(tabs):
            group.create_task(visit(number))
        await all_open.wait()
        begun = time.perf_counter()
    return Crowd(seconds, time.perf_counter() - begun, errors)


async def while_following(
    target: Target, tabs: int, dataset: str, act: Callable[[], Awaitable[float]]
) -> float:
    """What `act` measures while that many tabs have the page open and only listen for news."""
    address = target.server.origin.replace("http", "ws", 1) + f"/live?set={dataset}"
    opened = [await Tab(target).__aenter__() for _ in range(tabs)]
    for tab in opened:
        await tab.run()
    listening = [await connect(address, ping_interval=None) for _ in range(tabs)]
    try:
        return await act()
    finally:
        await asyncio.gather(*(one.close() for one in listening))
        await asyncio.gather(*(tab.__aexit__(None, None, None) for tab in opened))


async def idle_cores(target: Target, tabs: int, dataset: str, seconds: float) -> float:
    """How many processor cores a server needs for tabs that only follow."""

    async def wait() -> float:
        before = cpu_seconds(target.server)
        await asyncio.sleep(seconds)
        return (cpu_seconds(target.server) - before) / seconds

    return await while_following(target, tabs, dataset, wait)
