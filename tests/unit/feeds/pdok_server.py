"""A server on this machine that speaks as PDOK does: paged GeoJSON, with every failure one can ask for."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lib.feeds.pdok import REGIONS, TOWNS
from lib.model.campuses import Municipality, Region

Feature = dict[str, Any]
PAGE = 10
"""Features per page here, so that there are many pages."""


def feature(code: str, name: str, rings: Any) -> Feature:
    """An area as PDOK gives it."""
    properties = {"statcode": code, "statnaam": name, "jrstatcode": f"2026{code}", "rubriek": "proef"}
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def square(lon: float, lat: float, size: float = 0.01) -> list[list[list[float]]]:
    """A small closed square round a point."""
    corners = [(-size, -size), (size, -size), (size, size), (-size, size), (-size, -size)]
    return [[[lon + x, lat + y] for x, y in corners]]


def country(regions: list[Region], towns: list[Municipality]) -> dict[str, list[Feature]]:
    """All areas of a year: the five regions a little larger, their municipalities, and some of elsewhere."""
    elsewhere = [feature(f"AM{code}", f"Elders {code}", square(6.5, 51.5)) for code in (20, 21)]
    inner = {
        "AM12": (5.18, 52.25),
        "AM15": (4.8, 52.7),
        "AM17": (4.9, 52.5),
        "AM18": (4.8, 52.3),
        "AM37": (4.62, 52.45),
    }
    own = [feature(one.id, one.name, [list(map(list, ring)) for ring in one.outline]) for one in regions]
    local = [feature(one.id, one.name, square(*inner[one.region_id])) for one in towns]
    far = [feature(f"GM9{number:03}", f"Ver weg {number}", square(6.4, 51.6)) for number in range(15)]
    return {REGIONS: [*elsewhere, *own], TOWNS: [*far, *local]}


@dataclass
class Pdok:
    """What the server gives, and what was asked of it. `trouble` may answer in its place."""

    areas: dict[str, list[Feature]]
    trouble: Callable[[Any, int], bool] = lambda _handler, _turn: False
    asked: list[str] = field(default_factory=list)
    base: str = ""


def handler_for(pdok: Pdok) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pdok.asked.append(self.path)
            if not pdok.trouble(self, len(pdok.asked)):
                answer(self, page_of(pdok, self.path))

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing on the screen of the tests."""

    return Handler


def page_of(pdok: Pdok, path: str) -> dict[str, Any]:
    """One page of a collection, with the address of the next."""
    parts, query = urlsplit(path), parse_qs(urlsplit(path).query)
    areas = pdok.areas[parts.path.split("/")[-2]]
    begin = int(query.get("cursor", ["0"])[-1])
    end = begin + PAGE
    links = [{"rel": "self", "href": path}]
    if end < len(areas):
        links.append({"rel": "next", "href": f"{parts.path}?{parts.query}&cursor={end}"})
    return {"type": "FeatureCollection", "features": areas[begin:end], "links": links}


def answer(handler: Any, page: Any, *, length: int = 0, status: int = 200) -> None:
    """Send a page; with `length` more is promised than comes."""
    body = page if isinstance(page, bytes) else json.dumps(page).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/geo+json")
    handler.send_header("Content-Length", str(length or len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def serving(pdok: Pdok) -> Iterator[Pdok]:
    """Run the server for as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(pdok))
    server.daemon_threads = False
    server.block_on_close = True
    pdok.base = f"http://127.0.0.1:{server.server_port}/ogc/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield pdok
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
