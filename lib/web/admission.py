"""Who may read: once people sign in, every answer is for who did, unless reading is open to all.

Stands behind the gate and in front of everything that tells something: pages, the live feed, downloads, what
the server measures of itself. What an answer holds for whom is decided where it is made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.access import AT_MACHINE, READERS_ONLY
from lib.store.people.accounts import is_closed
from lib.web.entrance import session_of

METRICS = "/_stcore/metrics"
FOR_ALL = (
    *("/binnen", "/buiten", "/gezond", "/static/", "/app/static/"),
    *("/_stcore/health", "/_stcore/host-config"),
)
"""The way in, what whoever watches over the server asks, and the parts of a page that hold no data."""


class Admission:
    """ASGI middleware: refuses who did not sign in while reading is closed, and says how to."""

    def __init__(self, app: ASGIApp, path: Callable[[], Path], base: str = "") -> None:
        self.app = app
        self._path = path
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or await asyncio.to_thread(self._admits, scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            headers = {"Cache-Control": "no-store"}
            await PlainTextResponse(READERS_ONLY, 401, headers)(scope, receive, send)

    def _admits(self, scope: Scope) -> bool:
        address = str(scope["path"]).removeprefix(self._base)
        headers = Headers(scope=scope)
        if address.startswith(METRICS):
            return AT_MACHINE in headers and session_of(self._path(), headers) is not None
        if address.startswith(FOR_ALL) or not is_closed(self._path()):
            return True
        return session_of(self._path(), headers) is not None
