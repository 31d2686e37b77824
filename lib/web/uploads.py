"""Uploads are for who was offered one: how many files a visitor may leave here, and who may leave any.

Owns the door of Streamlit's address for uploads, which takes files for any page and in any number. The size
of one file is bounded by a setting of Streamlit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ADDRESS = "/_stcore/upload_file/"
MOST_FILES, MOST_VISITORS = 3, 200
NOT_OFFERED = "Op deze pagina kunt u geen bestand inlezen. Laad de pagina opnieuw en meld u als bewerker."
Drop = Callable[[str, str], None]
"""Forgets a file of a session."""


class Uploads:
    """Which sessions may upload, and the files that each of them left, oldest first."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, list[str]] = OrderedDict()
        self._lock = Lock()

    def allow(self, session: str) -> None:
        """Let a session upload, because its page offers an editor to; who was let long ago makes room."""
        with self._lock:
            self._files.setdefault(session, [])
            self._files.move_to_end(session)
            while len(self._files) > MOST_VISITORS:
                self._files.popitem(last=False)

    def take(self, session: str, file: str) -> list[str] | None:
        """Make room for a file; returns the files that have to go, or None when the session may not."""
        with self._lock:
            files = self._files.get(session)
            if files is None:
                return None
            if file not in files:
                files.append(file)
            going = files[:-MOST_FILES]
            del files[:-MOST_FILES]
            return going


UPLOADS = Uploads()
"""Those of this process."""


class BoundedUploads:
    """ASGI middleware: takes a file only from a session that may, and lets its oldest go for it."""

    def __init__(self, app: ASGIApp, uploads: Uploads, drop: Drop, base: str = "") -> None:
        self.app = app
        self._uploads = uploads
        self._drop = drop
        self._address = f"{base}{ADDRESS}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "PUT" and scope["path"].startswith(self._address):
            session, _, file = scope["path"].removeprefix(self._address).partition("/")
            going = self._uploads.take(session, file)
            if going is None:
                await PlainTextResponse(NOT_OFFERED, 403)(scope, receive, send)
                return
            for old in going:
                self._drop(session, old)
        await self.app(scope, receive, send)
