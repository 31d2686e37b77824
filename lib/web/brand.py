"""The logo and icons, as files that a browser fetches once and keeps.

Given as a file to Streamlit, a logo would travel along with every run of a page.
"""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib.web.assets.serving import READ_METHODS, Body, takes_gzip

ADDRESS = "/app/static"
"""The addresses that Streamlit passes on to the browser as they are, below whatever path the app has."""
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
AN_HOUR = "public, max-age=3600"


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
