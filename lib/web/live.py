"""Tells open pages that the agenda changed: one websocket per page, one poll per data set.

A page that follows connects to `/live?set=echt` and gets the newest history id at once and after each
change: `{"version": 12}`. Nothing else leaves by this door and nothing comes in. However many pages
listen, the database is asked twice a second, and not at all when nobody listens.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from urllib.parse import urlsplit

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from lib.store.connection import DATASETS, database_path, newest_change
from lib.store.problems import StoreProblem

POLL_SECONDS = 0.5
MESSAGE_LIMIT = 256
REFUSED, TOO_BIG = 1008, 1009
_PORTS = {"http": 80, "https": 443}

logger = logging.getLogger(__name__)


class Feed:
    """The newest change of one data set, known as long as somebody listens."""

    def __init__(self, newest: Callable[[], int], every: float = POLL_SECONDS) -> None:
        self._newest = newest
        self._every = every
        self._version: int | None = None
        self._moved = asyncio.Event()
        self._listeners = 0
        self._poll: asyncio.Task[None] | None = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Keep the feed going during the block; the last one to leave stops it."""
        self._listeners += 1
        if self._poll is None or self._poll.done():
            self._poll = asyncio.create_task(self._keep_asking())
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners:
                self._poll.cancel()
                self._poll = self._version = None

    async def after(self, known: int | None) -> int:
        """Wait for a version other than the known one; a slow listener skips some, and holds up nobody."""
        while self._version is None or self._version == known:
            await self._moved.wait()
        return self._version

    async def _keep_asking(self) -> None:
        while True:
            try:
                version = await asyncio.to_thread(self._newest)
            except (StoreProblem, OSError) as problem:
                logger.debug("no version now, asking again: %s", problem)
            else:
                self._note(version)
            await asyncio.sleep(self._every)

    def _note(self, version: int) -> None:
        if version != self._version:
            self._version = version
            self._moved.set()
            self._moved = asyncio.Event()


def newest_of(dataset: str) -> int:
    """The newest history id of a data set."""
    return newest_change(database_path(dataset))


def live_route(
    base: str = "",
    newest: Mapping[str, Callable[[], int]] | None = None,
    every: float = POLL_SECONDS,
) -> WebSocketRoute:
    """The websocket /live?set=...; `newest` asks for the version of each data set that can be followed."""
    asked = newest or {name: partial(newest_of, name) for name in DATASETS}
    feeds = {name: Feed(ask, every) for name, ask in asked.items()}

    async def answer(websocket: WebSocket) -> None:
        feed = feeds.get(websocket.query_params.get("set", ""))
        if feed is None or not same_host(websocket):
            await websocket.close(REFUSED)
            return
        await websocket.accept()
        with feed.listening():
            teller = asyncio.create_task(_tell(websocket, feed))
            try:
                await _until_gone(websocket)
            finally:
                teller.cancel()
                await asyncio.gather(teller, return_exceptions=True)

    return WebSocketRoute(f"{base}/live", answer)


def same_host(websocket: WebSocket) -> bool:
    """Whether the page that connects came from this server; only a browser names where it came from."""
    origin = websocket.headers.get("origin")
    if origin is None:
        return True
    page = urlsplit(origin)
    default = _PORTS.get(page.scheme)
    try:
        server = urlsplit(f"//{websocket.headers.get('host', '')}")
        return bool(page.hostname) and (page.hostname, page.port or default) == (
            server.hostname,
            server.port or default,
        )
    except ValueError:
        return False


async def _tell(websocket: WebSocket, feed: Feed) -> None:
    """Send each new version until the listener is gone."""
    known = None
    with suppress(WebSocketDisconnect):
        while True:
            known = await feed.after(known)
            await websocket.send_text(json.dumps({"version": known}))


async def _until_gone(websocket: WebSocket) -> None:
    """Wait for the end of the connection; what a page sends is not read, too much of it ends it."""
    while (message := await websocket.receive())["type"] != "websocket.disconnect":
        if len(message.get("text") or message.get("bytes") or "") > MESSAGE_LIMIT:
            await websocket.close(TOO_BIG)
            return
