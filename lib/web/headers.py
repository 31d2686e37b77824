"""Security headers on every answer.

Owns the content security policy: what a browser may load and run on our pages. Everything comes from the
app itself; the exceptions are what Streamlit needs, each with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FAILED = "Er ging iets mis op de server. Laad de pagina opnieuw; wat al was opgeslagen is er nog."

POLICY = "Content-Security-Policy"
# Under https a browser never goes back to http, and no page elsewhere keeps hold of a tab that it opened:
# over plain http to another machine a browser refuses the latter, and says so on every page.
UNDER_HTTPS = {
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # No page elsewhere shows or reads what is ours.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
OF_FILES = "default-src 'none'"
"""The policy of a script, a style sheet or a font: their page has its own. A visit asks for a hundred."""


def content_policy(scripts: Iterable[str]) -> str:
    """Return the content security policy; `scripts` are the hashes of the scripts inside our own page."""
    directives = {
        "default-src": ["'self'"],
        # blob: the code of our components; eval: the expressions in charts (Vega) and maps (deck.gl).
        "script-src": ["'self'", "'unsafe-eval'", "blob:", *scripts],
        # Streamlit and our components write their styles from script.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "media-src": ["'self'", "data:", "blob:"],
        # 'self' includes the websocket; data: and blob: are pictures inside maps.
        "connect-src": ["'self'", "data:", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "frame-ancestors": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def security_headers(scripts: Iterable[str], own_address: str = "") -> dict[str, str]:
    """Return every header that goes on every answer."""
    more = UNDER_HTTPS if own_address.startswith("https://") else {}
    return {POLICY: content_policy(scripts), **FIXED, **more}


class SecurityHeaders:
    """ASGI middleware: puts the headers on each HTTP answer, over whatever was there.

    What stands in the folder `files` is no page.
    """

    def __init__(self, app: ASGIApp, headers: dict[str, str], files: str) -> None:
        self.app = app
        self._headers = headers
        self._of_files = headers | {POLICY: OF_FILES}
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_file = scope["type"] == "http" and scope["path"].startswith(self._files)
        headers = self._of_files if is_file else self._headers

        async def signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self.app(scope, receive, signed if scope["type"] == "http" else send)


class Failure:
    """What a visitor gets when the server itself fails: a sentence, and the same headers."""

    def __init__(self, headers: dict[str, str]) -> None:
        self._headers = headers

    async def __call__(self, _request: Request, _error: Exception) -> Response:
        return PlainTextResponse(FAILED, status_code=500, headers=self._headers)
