"""The one HTML page of the app, in Dutch.

Streamlit answers every page address with the same `index.html`: `lang="en"`, its own name as title and
English words for a browser without scripts. This owns our version of that file, and where the first screen
of a page stands in it. Which addresses get it is left to Streamlit, but for those with a first screen: only
an answer that is that very file is replaced.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.web.assets.serving import READ_METHODS, Body, takes_gzip

TITLE = "Werkagenda"
NO_SCRIPT = (
    "Werkagenda werkt alleen met JavaScript. Zet JavaScript aan in uw browser en laad deze pagina opnieuw."
)
# Streamlit's page looks for its server below its own address first (`/actie/_stcore/...`), gets "not found",
# and then looks one level higher. The folder from which its scripts came is always the right place.
_SERVER = 'BACKEND_BASE_URL:new URL("./",window.location.href).href'
# With its settings at hand the page connects at once, and asks for them meanwhile: one round trip less.
_AT_ONCE = "HOST_CONFIG:{allowedOrigins:[window.location.origin],useExternalAuthToken:false}"
# But whoever is signed in proves it with a cookie that comes with those settings, so he has to wait for them.
SIGNED_IN = "_streamlit_user"
NOT_A_PAGE = ("/static/", "/media/", "/component/", "/app/static/", "/_stcore/")
ALTERS_THE_ANSWER = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})

First = Callable[[Scope], Awaitable[str]]
"""Gives the first screen for a request; empty for the plain document."""
NOT_SHARED = "private, no-store"
KEPT_AS_MADE = 64
"""How many documents with a first screen are kept compressed."""

_HAND_OVER = (Path(__file__).parent / "ahead" / "hand_over.js").read_text("utf-8")
_SHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
_ROOT = '<div id="root">'
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_REPLACEMENTS = (
    (re.compile(r'<html lang="en">'), '<html lang="nl">'),
    (re.compile(r"<title>.*?</title>"), f"<title>{TITLE}</title>\n    <script>{{start}}</script>"),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), f"<noscript><p>{NO_SCRIPT}</p></noscript>"),
)


def in_dutch(html: str, *, at_once: bool) -> str:
    """Streamlit's page with our language, title and words, that knows where its server is."""
    settings = [_SERVER, _AT_ONCE] if at_once else [_SERVER]
    for pattern, replacement in _REPLACEMENTS:
        html = pattern.sub(replacement, html)
    return html.replace("{start}", f"window.__streamlit={{{','.join(settings)}}}", 1)


def with_first(html: str, first: str) -> str:
    """Put a first screen in the page, before the style sheet of Streamlit, that would hold it back."""
    sheet = "".join(_SHEET.findall(html))
    return _SHEET.sub("", html).replace(_ROOT, f"{first}<script>{_HAND_OVER}</script>{sheet}{_ROOT}", 1)


@lru_cache(KEPT_AS_MADE)
def _made(html: str, first: str, *, gzipped: bool) -> Body:
    whole = with_first(html, first) if first else html
    return Body.of(whole.encode("utf-8"), "text/html; charset=utf-8", gzipped=gzipped)


class Document:
    """Streamlit's page, made ours: a version for who is signed in and one for others, gzip and plain."""

    def __init__(self, folder: Path, sheet: str = "") -> None:
        original = (folder / "index.html").read_bytes()
        self.original_size = len(original)
        # What this style sheet says counts for more than what Streamlit says, and less than what a page does.
        root = f'<link rel="stylesheet" href="{sheet}">{_ROOT}' if sheet else _ROOT
        self._html = {
            at_once: in_dutch(original.decode("utf-8"), at_once=at_once).replace(_ROOT, root, 1)
            for at_once in (True, False)
        }

    def body(self, headers: Headers, first: str = "") -> Body:
        """Return the page for a visitor, with the first screen in it when there is one."""
        signed_in = any(SIGNED_IN in cookies for cookies in headers.getlist("cookie"))
        return _made(self._html[not signed_in], first, gzipped=takes_gzip(headers))

    def script_hashes(self) -> list[str]:
        """Return the sources by which a content security policy knows the scripts inside the page."""
        scripts = {script for html in self._html.values() for script in _INLINE_SCRIPT.findall(html)}
        scripts.add(_HAND_OVER)
        return [
            f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in sorted(scripts)
        ]

    def assets(self, base: str = "") -> Iterator[str]:
        """Yield the addresses of the script and style files that every visit begins with."""
        for name in re.findall(r'"\./(static/[^"]+\.(?:js|css))"', self._html[True]):
            yield f"{base}/{name}"


class DutchDocument:
    """ASGI middleware: where Streamlit would send its own page, the visitor gets ours."""

    def __init__(self, app: ASGIApp, document: Document, base: str = "", first: First | None = None) -> None:
        self.app = app
        self._document = document
        self._first = first
        self._not_a_page = tuple(f"{base}{path}" for path in NOT_A_PAGE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._may_be_page(scope):
            await self.app(scope, receive, send)
            return
        first = await self._first(scope) if self._first else ""
        # To ask for a page that has a first screen would be a third of the work of its document.
        if first or await self._is_page(scope, receive, send):
            body = self._document.body(Headers(scope=scope), first)
            await body.response(scope, NOT_SHARED if first else "no-cache")(scope, receive, send)

    async def _is_page(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Ask Streamlit; pass its answer on when that is no page."""
        headers = [(name, value) for name, value in scope["headers"] if name not in ALTERS_THE_ANSWER]
        watched = _Watched(send, self._document.original_size)
        await self.app({**scope, "headers": headers}, receive, watched.send)
        return watched.is_page

    def _may_be_page(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] in READ_METHODS
            and not scope["path"].startswith(self._not_a_page)
        )


class _Watched:
    """Passes an answer on, unless it is Streamlit's page: that one is kept back."""

    def __init__(self, send: Send, page_size: int) -> None:
        self._send = send
        self._page_size = str(page_size)
        self.is_page = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            self.is_page = (
                message["status"] == 200
                and headers.get("content-type", "").startswith("text/html")
                and headers.get("content-length") == self._page_size
            )
        if not self.is_page:
            await self._send(message)
