"""Answers what the search field asks, while somebody types; reading is let in by `lib.web.admission`."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from lib.store.file.connection import DATASETS, database_path
from lib.store.file.problems import StoreProblem
from lib.store.finding.entries import KINDS, Entry
from lib.store.finding.index import find

PER_KIND, ABOUT_LIMIT, ASKED_LIMIT = 5, 120, 200
WRONG, FAILED = 400, 503
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{8,15}Z")


def finding_route(base: str = "") -> Route:
    """GET /zoek: words in `q`, the data set in `set`, a stored moment in `op`; what was found, by kind."""

    async def answer(request: Request) -> JSONResponse:
        asked, dataset = request.query_params.get("q", "")[:ASKED_LIMIT], request.query_params.get("set", "")
        at = request.query_params.get("op") or None
        if dataset not in DATASETS or (at and not _MOMENT.fullmatch(at)):
            return _told({}, WRONG)
        try:
            return _told(grouped(await asyncio.to_thread(find, database_path(dataset), asked, at)))
        except (StoreProblem, OSError):
            return _told({}, FAILED)

    return Route(f"{base}/zoek", answer, methods=["GET"])


def grouped(found: list[Entry]) -> dict[str, list[dict[str, str]]]:
    """Put what was found in groups by kind, the best of each; a kind comes where its best one stands."""
    groups: dict[str, list[dict[str, str]]] = {}
    first = sorted(range(len(found)), key=lambda place: (place >= PER_KIND, KINDS.index(found[place].kind)))
    for kind in dict.fromkeys(found[place].kind for place in first):
        members = [entry for entry in found if entry.kind == kind]
        groups[kind] = [
            {"title": entry.title, "about": entry.about[:ABOUT_LIMIT], "address": entry.address}
            for entry in members[:PER_KIND]
        ]
    return groups


def _told(groups: dict[str, list[dict[str, str]]], code: int = 200) -> JSONResponse:
    return JSONResponse(groups, code, headers={"cache-control": "no-store"})
