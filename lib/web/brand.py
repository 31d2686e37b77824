"""The logo, the icons and the house style, as files that a browser fetches once and keeps.

Given to Streamlit they would be looked at, or travel along, with every run of a page.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib.maps import ring
from lib.model.agenda import HELIXES
from lib.web.assets.serving import FOR_EVER, READ_METHODS, Body, takes_gzip

ADDRESS = "/app/static"
"""The addresses that Streamlit passes on to the browser as they are, below whatever path the app has."""
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
AN_HOUR = "public, max-age=3600"
_FRAME = Path(__file__).parents[1] / "ui" / "frame"
_SHEETS = ("style.css", "line.css", "reach.css")


@cache
def looks() -> str:
    """Return the house style, with the colours of the rings on the maps by the names of the helices."""
    colours = (f"--{helix}: light-dark({ring.LIGHT[helix]}, {ring.DARK[helix]});" for helix in HELIXES)
    sheets = "".join((_FRAME / sheet).read_text("utf-8") for sheet in _SHEETS)
    return f"{sheets}:root {{ {' '.join(colours)} }}"


def looks_route(base: str = "") -> Route:
    kind = "text/css; charset=utf-8"
    bodies = {gzipped: Body.of(looks().encode(), kind, gzipped=gzipped) for gzipped in (False, True)}

    def answer(request: Request) -> Response:
        return bodies[takes_gzip(request.headers)].response(request.scope, FOR_EVER)

    return Route(f"{base}{ADDRESS}/looks.css", answer, methods=list(READ_METHODS))


def looks_address() -> str:
    """Return where the house style is, as a page names it: another one has another address."""
    return f".{ADDRESS}/looks.css?{sha256(looks().encode()).hexdigest()[:20]}"


def brand_routes(folder: Path, base: str = "") -> list[Route]:
    files = sorted(file for file in folder.iterdir() if file.suffix in TYPES)
    return [_route(file, f"{base}{ADDRESS}/{file.name}") for file in files]


def _route(file: Path, address: str) -> Route:
    raw, kind = file.read_bytes(), TYPES[file.suffix]
    packed = kind == TYPES[".svg"]
    bodies = {gzipped: Body.of(raw, kind, gzipped=gzipped) for gzipped in {False, packed}}

    def answer(request: Request) -> Response:
        body = bodies[packed and takes_gzip(Headers(scope=request.scope))]
        return body.response(request.scope, AN_HOUR)

    return Route(address, answer, methods=list(READ_METHODS))
