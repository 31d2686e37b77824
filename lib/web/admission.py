"""Who may read: once people sign in, every answer is for who did, unless reading is open to all.

Stands behind the gate and in front of everything that tells something: pages, the live feed, downloads, what
the server measures of itself. What an answer holds for whom is decided where it is made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.access import EDIT, MANAGE, READERS_ONLY, RIGHTS
from lib.store.people.accounts import is_closed
from lib.web.entrance import session_of
from lib.web.uploads import ADDRESS as UPLOADS

METRICS = "/_stcore/metrics"
NOT_SIGNED_IN = 401
_NOT_KEPT = {"Cache-Control": "no-store"}
NOT_FOR_YOU = "Hiervoor moet u aangemeld zijn met een rol die dit mag. Laad de pagina opnieuw."
FOR_ALL = {
    *("/binnen", "/buiten", "/oidc", "/oidc/terug", "/partner", "/gezond", "/concept"),
    *("/_stcore/health", "/_stcore/host-config"),
}
"""The way in, what whoever watches over the server asks, drafts, which bring a ticket of their own, and the
parts of a page that hold no data."""
STATIC = ("/static/", "/app/static/")
"""Scripts, fonts and pictures of the app, which hold none either."""


def _answer(code: int, sentence: str, scope: Scope, service: str) -> Response:
    """Say why not; or let a page that a mail or another website opened ask once more, from here.

    A browser keeps the cookie of a session to itself while it follows a link from elsewhere. Where people
    sign in with a service, a page sends them there and has them back.
    """
    headers = Headers(scope=scope)
    if headers.get("sec-fetch-dest") == "document" and code == NOT_SIGNED_IN:
        if headers.get("sec-fetch-site") == "cross-site":
            return HTMLResponse('<meta http-equiv="refresh" content="0">', headers=_NOT_KEPT)
        if service:
            query = scope["query_string"].decode("latin-1")
            place = str(scope["path"]) + (f"?{query}" if query else "")
            return RedirectResponse(f"{service}?{urlencode({'naar': place})}", 303, headers=_NOT_KEPT)
    return PlainTextResponse(sentence, code, headers=_NOT_KEPT)


class Admission:
    """ASGI middleware: refuses who did not sign in while reading is closed, and says how to."""

    def __init__(self, app: ASGIApp, path: Callable[[], Path], base: str = "", service: str = "") -> None:
        self.app = app
        self._path = path
        self._base = base
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = None
        if scope["type"] in ("http", "websocket") and not self._is_for_all(scope):
            refusal = await asyncio.to_thread(self._refusal, scope)
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await _answer(*refusal, {**scope, "path": self._address(scope)}, self._service)(
                scope, receive, send
            )

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        address, headers = self._address(scope), Headers(scope=scope)
        if address.startswith((METRICS, UPLOADS)):
            session = session_of(self._path(), headers)
            right = EDIT if address.startswith(UPLOADS) else MANAGE
            return None if session and right in RIGHTS[session.role] else (403, NOT_FOR_YOU)
        by_hand = scope["type"] == "http"  # a page that stands open connects again by itself
        if not is_closed(self._path()) or session_of(self._path(), headers, seen=by_hand):
            return None
        return NOT_SIGNED_IN, READERS_ONLY

    def _is_for_all(self, scope: Scope) -> bool:
        address = self._address(scope)
        return address in FOR_ALL or address.startswith(STATIC)

    def _address(self, scope: Scope) -> str:
        return str(scope["path"]).removeprefix(self._base)
