"""Tells open pages that the agenda changed: one websocket per page, one poll per data set.

A page that follows connects to `/live?set=echt` and gets the newest history id at once and after each
change: `{"version": 12}`. A page of a presentation names its meeting (`overleg=3`) and also gets what the
presenter shows; the presenter's own screen names itself (`scherm=...`) and is there while it is connected.
Who signed in also hears what that allows, that it ends soon, and that it ended. Nothing else leaves by this
door and nothing comes in. However many pages listen, the database is asked twice a second, and not at all
when nobody listens.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from typing import Any

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from lib import ballots, podium
from lib.access import Session, is_forwarded
from lib.podium import Shown
from lib.rules.meetings.room import arrived, progress
from lib.store.file.connection import DATASETS, REAL, database_path, newest_change
from lib.store.file.problems import StoreProblem
from lib.store.people.file import people_mark
from lib.web import neighbours
from lib.web.entrance import session_of
from lib.web.gate import is_same_origin

POLL_SECONDS = 0.5
LOOK_SECONDS = 60.0
"""How often a session is looked up while nothing changes: it may come to its end by itself."""
MESSAGE_LIMIT = 256
REFUSED, TOO_BIG = 1008, 1009
_MEETING, _SCREEN = re.compile(r"\d{1,9}"), re.compile(r"[0-9a-f]{8,32}")

logger = logging.getLogger(__name__)


State = tuple[int, Hashable]
"""The newest change of a data set, and what else moves: its presenters, and who may come in."""


class Feed:
    """The state of one data set, known as long as somebody listens."""

    def __init__(
        self,
        newest: Callable[[], int],
        every: float = POLL_SECONDS,
        moves: Callable[[], Hashable] = lambda: 0,
    ) -> None:
        self._newest = newest
        self._moves = moves
        self._every = every
        self._state: State | None = None
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
                self._poll = self._state = None

    async def after(self, state: State | None) -> State:
        """Wait for a state other than the known one; a slow listener skips some, and holds up nobody."""
        while self._state is None or self._state == state:
            await self._moved.wait()
        return self._state

    async def _keep_asking(self) -> None:
        while True:
            try:
                version = await asyncio.to_thread(self._newest)
            except (StoreProblem, OSError) as problem:
                logger.debug("no version now, asking again: %s", problem)
            else:
                self._note((version, self._moves()))
            await asyncio.sleep(self._every)

    def _note(self, state: State) -> None:
        if state != self._state:
            self._state = state
            self._moved.set()
            self._moved = asyncio.Event()


def newest_of(dataset: str) -> int:
    """Return the newest history id of a data set."""
    return newest_change(database_path(dataset))


def feeds_of(newest: Mapping[str, Callable[[], int]], every: float = POLL_SECONDS) -> dict[str, Feed]:
    """Make the feed of each data set; it costs nothing while nobody listens."""
    return {name: Feed(ask, every, partial(_moves, name)) for name, ask in newest.items()}


def live_route(
    base: str = "",
    newest: Mapping[str, Callable[[], int]] | None = None,
    every: float = POLL_SECONDS,
) -> WebSocketRoute:
    """Build the websocket /live?set=...; `newest` asks for the version of a data set."""
    feeds = feeds_of(newest or {name: partial(newest_of, name) for name in DATASETS}, every)

    async def answer(websocket: WebSocket) -> None:
        dataset = websocket.query_params.get("set", "")
        feed = feeds.get(dataset)
        if feed is None or not is_same_origin(websocket.headers):
            await websocket.close(REFUSED)
            return
        meeting_id = _named(websocket, "overleg", _MEETING)
        meeting = None if meeting_id is None else int(meeting_id)
        session = await asyncio.to_thread(session_of, database_path(REAL), websocket.headers)
        await websocket.accept()
        screen = _named(websocket, "scherm", _SCREEN)
        with feed.listening(), _presence(dataset, meeting, screen):
            teller = asyncio.create_task(_tell(websocket, feed, session, (dataset, meeting, screen)))
            try:
                await _until_gone(websocket)
            finally:
                teller.cancel()
                await asyncio.gather(teller, return_exceptions=True)

    return WebSocketRoute(f"{base}/live", answer)


def _named(websocket: WebSocket, name: str, form: re.Pattern[str]) -> str | None:
    """Return a parameter of the address, when it has the form that it should have."""
    value = websocket.query_params.get(name, "")
    return value if form.fullmatch(value) else None


def _presence(dataset: str, meeting: int | None, screen: str | None) -> AbstractContextManager[None]:
    """Keep a presenter's screen present while it is connected; others are only listening."""
    if meeting is None or screen is None:
        return nullcontext()
    return podium.connected(dataset, meeting, screen)


async def _tell(
    websocket: WebSocket, feed: Feed, session: Session | None, about: tuple[str, int | None, str | None]
) -> None:
    """Send each new message until the listener is gone, or may listen no more.

    What presenters do is no news to other pages.
    """
    dataset, meeting, screen = about
    state: State | None = None
    sent: dict[str, Any] = {}
    now = session
    with suppress(WebSocketDisconnect):
        while session is None or now is not None:
            with suppress(TimeoutError):
                state = await asyncio.wait_for(feed.after(state), LOOK_SECONDS if session else None)
            if state is None:
                continue
            message: dict[str, Any] = {"version": state[0]}
            if session is not None:
                now = await asyncio.to_thread(session_of, database_path(REAL), websocket.headers, seen=False)
                message["access"] = now and " ".join([now.role, *now.actions])
                message["ending"] = bool(now and now.ending)
            if meeting is not None:
                message["shown"] = _shown(podium.shown(dataset, meeting), screen)
                message["phones"] = podium.phones(dataset, meeting)
                message["arrived"] = _arrived(websocket, dataset, meeting)
                message["answered"] = progress(ballots.answered_now(dataset, meeting))
            if message != sent:
                sent = message
                await websocket.send_text(json.dumps(message))
        await websocket.close(REFUSED)


def _arrived(websocket: WebSocket, dataset: str, meeting: int) -> str:
    """Say how many phones there are; without any, how far one came that this server can know of."""
    opened, reached = podium.is_opened(dataset, meeting), None
    if not is_forwarded(websocket.headers):
        reached = neighbours.is_reached(but=websocket.client.host if websocket.client else "")
    return arrived(podium.phones(dataset, meeting), opened=opened, reached=reached)


def _moves(dataset: str) -> Hashable:
    """Tell apart the states of a data set that are in no history: its presenters, and who may come in."""
    return podium.moves(dataset), people_mark(database_path(REAL))


def _shown(now: Shown | None, screen: str | None) -> dict[str, Any] | None:
    """Tell what the leading screen shows, and whether that is this one; its name stays secret."""
    return {"slide": now.slide, "stand": now.stand, "mine": now.by == screen} if now else None


async def _until_gone(websocket: WebSocket) -> None:
    """Wait for the end of the connection; what a page sends is not read, too much of it ends it."""
    while (message := await websocket.receive())["type"] != "websocket.disconnect":
        if len(message.get("text") or message.get("bytes") or "") > MESSAGE_LIMIT:
            await websocket.close(TOO_BIG)
            return
