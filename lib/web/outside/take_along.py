"""What each party takes along from a meeting: what it promised there, as a page and for its calendar.

Owns the addresses `/volg/3/mee` and `/volg/3/mee.ics?partij=4`, without scripts. What stands in them is given
by who starts the server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib.web.outside.place import FOLLOW, UNKNOWN, number_in, place_of
from lib.web.plain import page

PARTY, CALENDAR = "partij", "text/calendar; charset=utf-8"
NOTHING = "In dit overleg is niets toegezegd of afgesproken waar een partij voor staat."
_PARTY = Markup("<h2>{}</h2><ul>{}</ul>{}")
_LINE = Markup("<li>{}</li>")
_FILE = Markup('<p><a href="{}" download="toezeggingen.ics">Zet de data van {} in de kalender (.ics)</a></p>')


@dataclass(frozen=True, slots=True)
class Own:
    """What one party took on, each in a sentence; `dated` when at least one has a day."""

    party: int
    name: str
    lines: Sequence[str]
    dated: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What a meeting leaves to do, by party."""

    title: str
    parties: Sequence[Own]


Promised = Callable[[str, int], Taken | None]
"""Tells what each party took on in a meeting of a data set; None without such a meeting."""
CalendarOf = Callable[[str, int, int], bytes]
"""Makes the calendar file of a party."""


def take_along_routes(
    promised: Promised, calendar: CalendarOf, usual: Callable[[], str], base: str = ""
) -> list[Route]:
    """Return the two addresses."""

    async def taken(request: Request) -> tuple[Taken | None, str, int]:
        place = place_of(request, base, usual())
        found = await asyncio.to_thread(promised, place.dataset, place.meeting) if place.meeting else None
        return found, place.dataset, place.meeting or 0

    async def show(request: Request) -> Response:
        found, _, _ = await taken(request)
        if found is None:
            return page("Meenemen", UNKNOWN, code=404)
        place = place_of(request, base, usual())
        below = Markup("").join(
            _PARTY.format(
                own.name,
                Markup("").join(map(_LINE.format, own.lines)),
                _FILE.format(place.under("mee.ics", f"{PARTY}={own.party}"), own.name) if own.dated else "",
            )
            for own in found.parties
        )
        return page("Meenemen", found.title if found.parties else f"{found.title}. {NOTHING}", below)

    async def file(request: Request) -> Response:
        found, dataset, meeting = await taken(request)
        party = number_in(request.query_params.get(PARTY, ""))
        if found is None or party not in [own.party for own in found.parties if own.dated]:
            return page("Meenemen", UNKNOWN, code=404)
        made = await asyncio.to_thread(calendar, dataset, meeting, party or 0)
        return Response(made, media_type=CALENDAR, headers={"Cache-Control": "no-store"})

    under = f"{base}/{FOLLOW}/{{meeting}}"
    return [Route(f"{under}/mee", show), Route(f"{under}/mee.ics", file)]
