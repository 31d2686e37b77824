"""Hands out a file under a step: always to be saved, never shown, run or kept by what lies between."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lib.access import EDIT, RIGHTS
from lib.dutch import day_text
from lib.model.evidence.attached import FILE_KINDS, StepFile
from lib.model.kinds import Invalid
from lib.store.evidence import files
from lib.store.file.connection import DATASETS, database_path, reading
from lib.store.file.problems import StoreProblem
from lib.web.entrance import session_of

UNKNOWN = "Dit bestand is er niet. Laad de pagina met de gebeurtenis opnieuw."
WITHDRAWN = "Dit bestand is ingetrokken op {}: {}. Alleen wie mag bewerken, kan het nog openen."
_FRESH = {"Cache-Control": "no-store"}


def file_route(path: Callable[[], Path], base: str = "") -> Route:
    """GET /bestand: the file with the number `nr` of the data set `set`; reading is let in by admission.

    What was withdrawn is for who may edit; `path` is the agenda beside which stands who may come in.
    """

    async def answer(request: Request) -> Response:
        return await asyncio.to_thread(_answer, path(), request)

    return Route(f"{base}/bestand", answer, methods=["GET"])


def _answer(people: Path, request: Request) -> Response:
    number, dataset = request.query_params.get("nr", ""), request.query_params.get("set", "")
    if dataset not in DATASETS or not (number.isdecimal() and number.isascii() and len(number) < 10):
        return _told(UNKNOWN, 404)
    try:
        with reading(database_path(dataset)) as db:
            kept = files.file(db, int(number))
            if kept is None:
                return _told(UNKNOWN, 404)
            if kept.withdrawn_on and not _may_edit(people, request):
                gone = WITHDRAWN.format(
                    day_text(kept.withdrawn_on), (kept.withdrawn_reason or "").rstrip(".")
                )
                return _told(gone, 403)
            return _saved(kept, files.content(db, kept))
    except Invalid as wrong:
        return _told(wrong.sentence, 409)
    except (StoreProblem, OSError) as problem:
        return _told(getattr(problem, "sentence", UNKNOWN), 503)


def _may_edit(people: Path, request: Request) -> bool:
    session = session_of(people, request.headers)
    return session is not None and EDIT in RIGHTS[session.role]


def _saved(kept: StepFile, content: bytes) -> Response:
    plain = re.sub(r"[^ !#$&-\[\]-~]", "_", kept.name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(kept.name, safe='')}"
    return Response(
        content,
        media_type=FILE_KINDS[kept.kind].mime,
        headers={**_FRESH, "Content-Disposition": disposition, "Cross-Origin-Resource-Policy": "same-origin"},
    )


def _told(sentence: str, code: int) -> Response:
    return PlainTextResponse(sentence, code, headers=_FRESH)
