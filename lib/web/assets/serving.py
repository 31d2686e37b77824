"""Streamlit's script, style and font files in a lean form, made ready once and served from memory.

Streamlit never compresses `/static/`; over a slow line that is two thirds of the waiting. Owns which
files those are and in which form each visitor gets them. Whatever it does not know (a whole font, a range of
bytes, a visitor who takes no gzip) goes on to Streamlit untouched.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.web.assets.lean import BROTLI, FONT, GZIP, PLAIN, Lean, pack
from lib.web.assets.words import in_dutch

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", FONT: "font/woff2"}
FOR_EVER = "public, immutable, max-age=31536000"
"""As Streamlit has it: the name of each file holds a hash of what is in it."""
ASK_AGAIN = "no-cache"
READ_METHODS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of one answer, with the tag by which a browser knows that it has them already."""

    content: bytes
    kind: str
    tag: str
    coding: str

    @classmethod
    def of(cls, raw: bytes, kind: str, *, gzipped: bool) -> Body:
        """Return the body for these bytes; compressing is slow, so call it outside the event loop."""
        tag = f'"{_digest(raw)}{"-gz" if gzipped else ""}"'
        return cls(pack(raw) if gzipped else raw, kind, tag, GZIP if gzipped else PLAIN)

    @classmethod
    def ready(cls, content: bytes, kind: str, coding: str) -> Body:
        """Return the body for bytes that were made before, in the form in which they are sent."""
        return cls(content, kind, f'"{_digest(content)}"', coding)

    def response(self, scope: Scope, cache: str) -> Response:
        """Return the answer to this request: everything, only the head, or "you have it already"."""
        headers = {"cache-control": cache, "etag": self.tag, "vary": "accept-encoding"}
        if _holds(Headers(scope=scope).getlist("if-none-match"), self.tag):
            return Response(status_code=304, headers=headers)
        headers |= {"content-type": self.kind, "content-length": str(len(self.content))}
        if self.coding != PLAIN:
            headers["content-encoding"] = self.coding
        return Response(b"" if scope["method"] == "HEAD" else self.content, headers=headers)


class Assets:
    """The script, style and font files below `<folder>/static`, by address; each is made ready once.

    Of `lean` files, made ready before, those are sent that are there: Brotli for who takes it, and cut fonts.
    """

    def __init__(self, folder: Path, base: str = "", lean: Lean | None = None) -> None:
        self._files = {
            f"{base}/{file.relative_to(folder).as_posix()}": file
            for file in (folder / "static").rglob("*")
            if file.suffix in TYPES
        }
        self._lean = lean or Lean()
        self._bodies: dict[tuple[str, str], asyncio.Task[Body]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def coding(self, path: str, headers: Headers) -> str | None:
        """Return the form in which a file goes to this visitor; None when Streamlit is to send its own."""
        file = self._files[path]
        if file.suffix == FONT:
            return PLAIN if self._lean.has(file.name, PLAIN) else None
        if takes(headers, BROTLI) and self._lean.has(file.name, BROTLI):
            return BROTLI
        return GZIP if takes_gzip(headers) else None

    def cache(self, path: str) -> str:
        """Return how long a browser keeps a file: a cut font may change under the same name."""
        return ASK_AGAIN if self._files[path].suffix == FONT else FOR_EVER

    async def body(self, path: str, coding: str = GZIP) -> Body:
        """Return a file in the form asked for; who asks meanwhile waits for the same work."""
        task = self._bodies.get((path, coding))
        if task is None:
            task = asyncio.create_task(asyncio.to_thread(self._make, path, coding))
            self._bodies[path, coding] = task
            task.add_done_callback(lambda done: self._forget_failure(path, coding, done))
        return await asyncio.shield(task)

    async def warm(self, paths: Iterable[str]) -> None:
        """Make these ready ahead of the first visitor, one after the other; skip unknown addresses."""
        for path in paths:
            if path in self:
                await self.body(path)

    def _make(self, path: str, coding: str) -> Body:
        file, kind = self._files[path], TYPES[self._files[path].suffix]
        if self._lean.has(file.name, coding):
            return Body.ready(self._lean.read(file.name, coding), kind, coding)
        return Body.of(in_dutch(file.name, file.read_bytes()), kind, gzipped=True)

    def _forget_failure(self, path: str, coding: str, task: asyncio.Task[Body]) -> None:
        if task.cancelled() or task.exception():
            self._bodies.pop((path, coding), None)


class CompressedStatic:
    """ASGI middleware: answers for the assets in the leanest form the visitor takes, else lets Streamlit."""

    def __init__(self, app: ASGIApp, assets: Assets) -> None:
        self.app = app
        self._assets = assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        coding = self._coding(scope)
        if coding is None:
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        body = await self._assets.body(path, coding)
        await body.response(scope, self._assets.cache(path))(scope, receive, send)

    def _coding(self, scope: Scope) -> str | None:
        if scope["type"] != "http" or scope["method"] not in READ_METHODS:
            return None
        headers = Headers(scope=scope)
        if scope["path"] not in self._assets or "range" in headers:
            return None
        return self._assets.coding(scope["path"], headers)


def answer_with(request: Request, text: bytes, kind: str, cache: str) -> Response:
    """Return the answer of a small page or file of our own."""
    return Body.of(text, kind, gzipped=takes_gzip(request.headers)).response(request.scope, cache)


def takes(headers: Headers, *codings: str) -> bool:
    """Tell whether Accept-Encoding allows a coding: by one of its names or by `*`, and not with q=0."""
    allowed = {}
    for part in ",".join(headers.getlist("accept-encoding")).split(","):
        name, _, weight = part.partition(";")
        allowed[name.strip().lower()] = not _is_zero(weight)
    return next((allowed[coding] for coding in codings if coding in allowed), allowed.get("*", False))


def takes_gzip(headers: Headers) -> bool:
    """Tell whether a visitor takes gzip, also under its old name."""
    return takes(headers, GZIP, "x-gzip")


def _is_zero(weight: str) -> bool:
    name, _, value = weight.partition("=")
    try:
        return name.strip().lower() == "q" and float(value) <= 0
    except ValueError:
        return True


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:20]


def _holds(if_none_match: list[str], tag: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in ",".join(if_none_match).split(",")}
    return bool(tags & {tag, "*"})
