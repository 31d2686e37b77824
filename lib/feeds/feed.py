"""The OData v3 feed of CBS: one address in, all rows of it out, page by page.

A small client of our own rather than the `cbsodata` package: that one waits for ever unless told otherwise,
never tries again, downloads every metadata table at each call, gives labels where codes are needed and the
untyped data when asked for typed, and hides the page it is at, so that no progress can be shown. What is
needed here is one GET with a time limit, tried again when the other side stumbles. Knows no table and stores
nothing.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

PUBLIC = "https://opendata.cbs.nl/ODataFeed/odata"
ADDRESS = "WERKAGENDA_CBS"
"""The environment variable that names another place than the public feed, such as a copy in the house."""

SECONDS, TRIES, FIRST_PAUSE = 30.0, 3, 1.0
MOST_BYTES, MOST_PAGES = 64_000_000, 2_000
_AGAIN = frozenset({408, 429, 500, 502, 503, 504})

Row = dict[str, Any]


class FeedProblem(Exception):
    """The feed did not give what was asked; `sentence` says so in Dutch. Nothing was changed."""

    def __init__(self, why: str) -> None:
        self.sentence = f"{why} Er is niets gewijzigd; de cijfers die u had staan er nog."
        super().__init__(self.sentence)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at an address. `pause` waits between tries."""

    address: str = ""
    pause: Callable[[float], None] = time.sleep
    seconds: float = SECONDS

    @property
    def base(self) -> str:
        """The address that is asked, without a slash at its end."""
        return (self.address or os.environ.get(ADDRESS) or PUBLIC).rstrip("/")

    def rows(self, table: str, part: str, **options: str) -> Iterator[list[Row]]:
        """Yield the rows of a part of a table, a page at a time, without the blanks CBS pads strings with.

        `options` are OData options without their dollar sign.
        """
        asked = {f"${name}": value for name, value in {**options, "format": "json"}.items() if value}
        url = f"{self.base}/{quote(table)}/{quote(part)}?{urlencode(asked, quote_via=quote)}"
        seen: set[str] = set()
        while url:
            if url in seen or len(seen) >= MOST_PAGES:
                raise FeedProblem("Het CBS stuurt steeds dezelfde pagina's.")
            seen.add(url)
            answer = self._answer(url)
            rows = answer.get("value")
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise FeedProblem("Het antwoord van het CBS heeft niet de vorm die we kennen.")
            yield [{name: _stripped(value) for name, value in row.items()} for row in rows]
            url = self._next(url, answer.get("odata.nextLink"))

    def all_rows(self, table: str, part: str, **options: str) -> list[Row]:
        return [row for page in self.rows(table, part, **options) for row in page]

    def _next(self, url: str, link: object) -> str:
        """Return the next page, which must be at the same place: an answer may not send us elsewhere."""
        if not link:
            return ""
        ours, theirs = urlsplit(url), urlsplit(urljoin(url, str(link)))
        if theirs.netloc != ours.netloc:
            raise FeedProblem("Het CBS verwijst naar een ander adres; dat volgen we niet.")
        return theirs._replace(scheme=ours.scheme).geturl()

    def _answer(self, url: str) -> Mapping[str, Any]:
        last = ""
        for attempt in range(1, TRIES + 1):
            try:
                return self._get(url)
            except HTTPError as error:
                error.close()
                if error.code not in _AGAIN:
                    raise FeedProblem(_refused(error.code)) from error
                last = f"Het CBS antwoordt niet goed (fout {error.code})."
            except (URLError, HTTPException, OSError):
                last = "Het CBS is niet bereikbaar."
            if attempt < TRIES:
                self.pause(FIRST_PAUSE * 2 ** (attempt - 1))
        raise FeedProblem(f"{last} We hebben het {TRIES} keer geprobeerd.")

    def _get(self, url: str) -> Mapping[str, Any]:
        request = Request(url, headers={"Accept": "application/json", "User-Agent": "Werkagenda"})
        with urlopen(request, timeout=self.seconds) as answer:
            body = answer.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise FeedProblem("Het antwoord van het CBS is te groot om te lezen.")
        try:
            answered = json.loads(body)
        except ValueError as error:
            raise FeedProblem("Het antwoord van het CBS is niet te lezen.") from error
        if not isinstance(answered, dict):
            raise FeedProblem("Het antwoord van het CBS heeft niet de vorm die we kennen.")
        return answered


def _refused(code: int) -> str:
    if code == 404:
        return "Het CBS kent deze tabel niet (meer)."
    return f"Het CBS weigert deze vraag (fout {code})."


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
