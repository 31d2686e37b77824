"""The health address: can this server read its agenda?

For whoever watches over the server. It says nothing about where things are.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from lib.store.file.connection import REAL, database_path, newest_change
from lib.store.file.problems import StoreProblem


def health_route(version: str, base: str = "") -> Route:
    """GET /gezond: 200 with the version of the app and of the data, or 503 with what is wrong."""

    def answer(_request: Request) -> JSONResponse:
        try:
            state = {"status": "ok", "versie": version, "gegevens": newest_change(database_path(REAL))}
            code = 200
        except StoreProblem as problem:
            state = {"status": "storing", "versie": version, "melding": problem.sentence}
            code = 503
        return JSONResponse(state, code, headers={"cache-control": "no-store"})

    return Route(f"{base}/gezond", answer, methods=["GET"])
