"""Gives the slides of a meeting as one page for the printer, from which the browser makes a PDF.

Owns the address `/volg/3/afdruk`, with `stand` for an earlier state, and the script that makes each slide
fit its sheet. What stands on it is given by who starts the server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib.web.assets.serving import ASK_AGAIN, answer_with
from lib.web.outside.place import FOLLOW, UNKNOWN, number_in, place_of
from lib.web.plain import page

PRINT, STAND = "afdruk", "stand"
_PAGE = Markup(
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><base href="{}">'
    '<title>{} – Werkagenda</title><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="icon" href="./app/static/icon.png"><style>{}{}</style>'
    '<script src="./afdruk.js" defer></script></head>'
    '<body><main><p class="how">{}</p>{}</main></body></html>'
)
_FONT = Markup('@font-face{{font-family:"Source Sans";src:url("{}")}}')


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the page: its title and style sheet, how to print it, and the sheets."""

    title: str
    looks: str
    how: str
    sheets: Markup


Printed = Callable[[str, int, int], Paper | None]
"""Makes the page of a meeting of a data set at a history id (0: now); None without it."""


def print_routes(printed: Printed, usual: Callable[[], str], base: str = "", font: str = "") -> list[Route]:
    """Return the addresses."""

    async def show(request: Request) -> Response:
        place, stand = place_of(request, base, usual()), number_in(request.query_params.get(STAND, "")) or 0
        paper = None
        if place.meeting:
            paper = await asyncio.to_thread(printed, place.dataset, place.meeting, stand)
        if paper is None:
            return page("Afdrukken", UNKNOWN, code=404)
        letters = _FONT.format(font) if font else Markup()
        text = _PAGE.format(f"{base}/", paper.title, letters, Markup(paper.looks), paper.how, paper.sheets)
        return answer_with(request, text.encode(), "text/html; charset=utf-8", "no-store")

    async def script(request: Request) -> Response:
        text = Path(__file__).with_suffix(".js").read_bytes()
        return answer_with(request, text, "text/javascript; charset=utf-8", ASK_AGAIN)

    place = f"{base}/{FOLLOW}/{{meeting}}/{PRINT}"
    return [Route(place, show), Route(f"{base}/{PRINT}.js", script)]
