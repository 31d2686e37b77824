"""Takes in what somebody is typing, so that a half-typed form outlives a closed tab and a restart.

Owns the address `/concept` and the ticket that a page gets to write to it. A ticket names a data set and a
person who may edit, with the session: it holds as long as this process and that session do, so that no other
page can write here in that name, and nobody who was put out.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from lib.access import NotAllowed, Person
from lib.store.drafts import Draft, keep_drafts
from lib.store.file.connection import DATASETS, REAL, database_path
from lib.store.people.sessions import confirm

_SECRET = secrets.token_bytes(32)
BODY_LIMIT = 200_000
DONE, WRONG, REFUSED, TOO_BIG, FAILED = 204, 400, 403, 413, 503


def ticket(dataset: str, who: Person) -> str:
    """Tell what lets a page of this person keep drafts for a data set."""
    named = urlsafe_b64encode(json.dumps([dataset, who.name, who.session]).encode()).decode()
    return f"{named}.{_signature(named)}"


def _signature(named: str) -> str:
    return hmac.new(_SECRET, named.encode(), "sha256").hexdigest()


def _holder(given: str) -> tuple[str, Person] | None:
    """Return the data set and the person that a ticket names; None for a ticket that is not ours."""
    named, _, signature = given.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(named).encode()):
        return None
    dataset, who, session = json.loads(urlsafe_b64decode(named))
    return (dataset, Person(who, session=session)) if dataset in DATASETS else None


def _keep(dataset: str, who: Person, form: str, texts: dict[str, Draft | None], turn: int) -> int:
    """Keep drafts for who may still edit; returns how that went."""
    try:
        may_edit = confirm(database_path(REAL), who).may_edit
    except NotAllowed:
        may_edit = False
    if not may_edit:
        return REFUSED
    return DONE if keep_drafts(database_path(dataset), who.name, form, texts, turn) else FAILED


def drafts_route(base: str = "") -> Route:
    """POST /concept: the ticket, the form with its turn, and per field its version and text, or null."""

    async def answer(request: Request) -> Response:
        body = await body_of(request, BODY_LIMIT)
        if body is None:
            return Response(status_code=TOO_BIG)
        try:
            given = json.loads(body)
            holder = _holder(str(given["ticket"]))
            form, turn, texts = str(given["form"]), int(given["turn"]), _texts(given["fields"])
        except (ValueError, TypeError, KeyError, AttributeError):
            return Response(status_code=WRONG)
        if holder is None:
            return Response(status_code=REFUSED)
        return Response(status_code=await asyncio.to_thread(_keep, *holder, form, texts, turn))

    return Route(f"{base}/concept", answer, methods=["POST"])


async def body_of(request: Request, limit: int) -> bytes | None:
    """Return what came with a request; None for more than the limit, nothing when its page went away."""
    body = b""
    with suppress(ClientDisconnect):
        async for chunk in request.stream():
            body += chunk
            if len(body) > limit:
                return None
        return body
    return b""


def _texts(fields: dict[str, Any]) -> dict[str, Draft | None]:
    return {
        str(name): None if field is None else Draft(int(field["version"]), str(field["text"]))
        for name, field in fields.items()
    }
