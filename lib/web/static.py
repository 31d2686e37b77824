"""Streamlit's script and style files, compressed once and served from memory.

Streamlit never compresses `/static/`; over a slow line that is two thirds of the waiting. Owns which
files those are and their compressed bytes. Whatever it does not know (fonts, a range of bytes, a visitor
who takes no gzip) goes on to Streamlit untouched.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.web.words import in_dutch

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
FOR_EVER = "public, immutable, max-age=31536000"
"""As Streamlit has it: the name of each file holds a hash of what is in it."""
READ_METHODS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of one answer, with the tag by which a browser knows that it has them already."""

    content: bytes
    kind: str
    tag: str
    gzipped: bool

    @classmethod
    def of(cls, raw: bytes, kind: str, *, gzipped: bool) -> Body:
        """Return the body for these bytes; compressing is slow, so call it outside the event loop."""
        tag = f'"{sha256(raw).hexdigest()[:20]}{"-gz" if gzipped else ""}"'
        return cls(gzip.compress(raw, 9, mtime=0) if gzipped else raw, kind, tag, gzipped)

    def response(self, scope: Scope, cache: str) -> Response:
        """Return the answer to this request: everything, only the head, or "you have it already"."""
        headers = {"cache-control": cache, "etag": self.tag, "vary": "accept-encoding"}
        if _holds(Headers(scope=scope).getlist("if-none-match"), self.tag):
            return Response(status_code=304, headers=headers)
        headers |= {"content-type": self.kind, "content-length": str(len(self.content))}
        if self.gzipped:
            headers["content-encoding"] = "gzip"
        return Response(b"" if scope["method"] == "HEAD" else self.content, headers=headers)


class Assets:
    """The script and style files below `<folder>/static`, by address; each is compressed once."""

    def __init__(self, folder: Path, base: str = "") -> None:
        self._files = {
            f"{base}/{file.relative_to(folder).as_posix()}": file
            for file in (folder / "static").rglob("*")
            if file.suffix in TYPES
        }
        self._bodies: dict[str, asyncio.Task[Body]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._files

    async def body(self, path: str) -> Body:
        """Return the compressed file at an address; who asks meanwhile waits for the same work."""
        task = self._bodies.get(path)
        if task is None:
            task = asyncio.create_task(asyncio.to_thread(self._compress, path))
            self._bodies[path] = task
            task.add_done_callback(lambda done: self._forget_failure(path, done))
        return await asyncio.shield(task)

    async def warm(self, paths: Iterable[str]) -> None:
        """Compress these ahead of the first visitor, one after the other; unknown addresses are skipped."""
        for path in paths:
            if path in self:
                await self.body(path)

    def _compress(self, path: str) -> Body:
        file = self._files[path]
        return Body.of(in_dutch(file.name, file.read_bytes()), TYPES[file.suffix], gzipped=True)

    def _forget_failure(self, path: str, task: asyncio.Task[Body]) -> None:
        if task.cancelled() or task.exception():
            self._bodies.pop(path, None)


class CompressedStatic:
    """ASGI middleware: answers for the assets when the visitor takes gzip, else lets Streamlit answer."""

    def __init__(self, app: ASGIApp, assets: Assets) -> None:
        self.app = app
        self._assets = assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._ours(scope):
            await self.app(scope, receive, send)
            return
        body = await self._assets.body(scope["path"])
        await body.response(scope, FOR_EVER)(scope, receive, send)

    def _ours(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] not in READ_METHODS:
            return False
        headers = Headers(scope=scope)
        return scope["path"] in self._assets and "range" not in headers and takes_gzip(headers)


def takes_gzip(headers: Headers) -> bool:
    """Tell whether the Accept-Encoding of a request allows gzip: named or by `*`, and not with q=0."""
    allowed = {}
    for part in ",".join(headers.getlist("accept-encoding")).split(","):
        name, _, weight = part.partition(";")
        allowed[name.strip().lower()] = not _is_zero(weight)
    return allowed.get("gzip", allowed.get("x-gzip", allowed.get("*", False)))


def _is_zero(weight: str) -> bool:
    name, _, value = weight.partition("=")
    try:
        return name.strip().lower() == "q" and float(value) <= 0
    except ValueError:
        return True


def _holds(if_none_match: list[str], tag: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in ",".join(if_none_match).split(",")}
    return bool(tags & {tag, "*"})
