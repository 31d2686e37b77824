"""The first screen of a page, that goes along with the document: for whom it is drawn, and how long kept.

Owns what it is kept by: the address, whoever asks, what that may see, and the files as they are. It is drawn
elsewhere, by the page itself. Whatever is odd, slow or goes wrong gives none, and the document goes as it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import parse_qs

from starlette.requests import HTTPConnection
from starlette.types import Scope

from lib.access import AT_MACHINE, SESSION_COOKIES, is_forwarded
from lib.dutch import HERE
from lib.store.people.sessions import find

DRAWN_AHEAD = (
    *("", "stand", "deze-week", "actie", "coalities", "wijzigingen", "regio", "technologietafels", "brief"),
    *("geld", "tijdlijn", "manifest", "campussen", "arbeidsmarkt", "werk-naar-werk", "bijwerkronde"),
    *("presenteren", "beheer", "begrippen", "toegankelijkheid"),
)
"""The pages whose first screen comes with the document: those of which the hand-over is proven."""
SECONDS = 1.0
"""How long a document waits for its first screen."""
AT_ONCE, MOST = 2, 60
"""How many are drawn at the same time, and how many are kept."""
QUERY_LIMIT = 400
OWN_COOKIES = (*SESSION_COOKIES, "werkagenda_")
ODD = {"modus", "nieuw", "embed", "embed_options"}
"""What leads to forms, or away from the page as a whole: parameters with which nothing is drawn ahead."""

log = logging.getLogger("werkagenda")


@dataclass(frozen=True, slots=True)
class Asked:
    """An address that a browser asks for, with what it brings along and a page looks at."""

    page: str
    query: str
    url: str
    cookies: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]


Draw = Callable[[Asked], str]
"""Draws the first screen of an address; empty when it is not to be shown so."""


class FirstScreens:
    """The first screens of pages, each drawn once for an address and a visitor, until a file changes."""

    def __init__(
        self, draw: Draw, pages: Collection[str], files: Callable[[], Iterable[Path]], base: str = ""
    ) -> None:
        self._draw = draw
        self._pages = pages
        self._files = files
        self._base = base
        self._drawn: OrderedDict[Hashable, str] = OrderedDict()
        self._turns = BoundedSemaphore(AT_ONCE)

    async def of(self, scope: Scope) -> str:
        """Return the first screen for a request that Admission let through; empty for a plain document."""
        asked = self._asked(scope)
        if asked is None:
            return ""
        with suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.to_thread(self._look_up, asked), SECONDS)
        return ""

    def _asked(self, scope: Scope) -> Asked | None:
        page = str(scope["path"]).removeprefix(f"{self._base}/")
        query = scope["query_string"].decode("latin-1")
        if scope["method"] != "GET" or page not in self._pages or len(query) > QUERY_LIMIT:
            return None
        if ODD & parse_qs(query, keep_blank_values=True).keys():
            return None
        connection = HTTPConnection(scope)
        cookies = {name: value for name, value in connection.cookies.items() if name.startswith(OWN_COOKIES)}
        headers = {name: "" for name in connection.headers if is_forwarded([name])}
        headers |= {AT_MACHINE: "ja"} if AT_MACHINE in connection.headers else {}
        url = str(connection.url)
        return Asked(page, query, url, tuple(sorted(cookies.items())), tuple(sorted(headers.items())))

    def _look_up(self, asked: Asked) -> str:
        """Return what was drawn before, or draw it; an error is for the log, the page itself will tell it."""
        try:
            key = self._key(asked)
            if key not in self._drawn and self._turns.acquire(blocking=False):
                try:
                    self._keep(key, self._draw(asked))
                finally:
                    self._turns.release()
        except Exception as error:  # noqa: BLE001 - the page itself comes at once, and logs it
            log.warning("no first screen of %r: %r", asked.page, error)
            return ""
        return self._drawn.get(key, "")

    def _key(self, asked: Asked) -> Hashable:
        agenda, *_ = files = list(self._files())
        cookies, here = dict(asked.cookies), AT_MACHINE in dict(asked.headers)
        secret = next(filter(None, map(cookies.get, SESSION_COOKIES)), "")
        session = find(agenda, secret or "", at_machine=here)
        return asked, session, datetime.now(HERE).date(), tuple(map(_state, files))

    def _keep(self, key: Hashable, drawn: str) -> None:
        self._drawn[key] = drawn
        while len(self._drawn) > MOST:
            with suppress(KeyError):
                self._drawn.popitem(last=False)


def _state(file: Path) -> tuple[tuple[int, int], ...]:
    """Return what changes with every write to a database: of the file, and of its log beside it."""
    states = []
    for path in (file, file.with_name(f"{file.name}-wal")):
        with suppress(OSError):
            found = path.stat()
            states.append((found.st_mtime_ns, found.st_size))
    return tuple(states)
