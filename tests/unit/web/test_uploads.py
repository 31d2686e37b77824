"""Who may upload and how much of it is kept: only sessions that were offered to, and a few files of each."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from lib.web.uploads import MOST_FILES, MOST_VISITORS, BoundedUploads, Uploads
from tests.unit.web.test_web import once


class Store:
    """Stands for Streamlit: keeps each file that reaches it."""

    def __init__(self) -> None:
        self.files: list[tuple[str, ...]] = []

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["method"] == "PUT":
            self.files.append(tuple(scope["path"].split("/")[-2:]))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def drop(self, session: str, file: str) -> None:
        self.files.remove((session, file))


def door(base: str = "") -> tuple[ASGIApp, Store, Uploads]:
    store, uploads = Store(), Uploads()
    return BoundedUploads(store, uploads, store.drop, base), store, uploads


def put(app: ASGIApp, session: str, file: Any = "1", base: str = "") -> int:
    return once(app, f"{base}/_stcore/upload_file/{session}/{file}", "PUT").status


def test_who_was_offered_nothing_uploads_nothing() -> None:
    app, store, _ = door()
    answer = once(app, "/_stcore/upload_file/visitor/1", "PUT")
    assert answer.status == 403
    assert "kunt u geen bestand inlezen" in answer.body.decode()
    assert store.files == []
    assert once(app, "/_stcore/upload_file/visitor/1", "OPTIONS").status == 204
    assert once(app, "/_stcore/health", "GET").status == 204


def test_an_editor_keeps_a_few_files_and_the_oldest_goes() -> None:
    app, store, uploads = door("/basis")
    uploads.allow("anna")
    assert [put(app, "anna", number, "/basis") for number in range(10)] == [204] * 10
    assert store.files == [("anna", str(number)) for number in range(10 - MOST_FILES, 10)]
    assert put(app, "bram", base="/basis") == 403


def test_the_same_file_again_takes_no_room() -> None:
    app, store, uploads = door()
    uploads.allow("anna")
    for _ in range(5):
        put(app, "anna", "same")
    uploads.allow("anna")
    put(app, "anna", "other")
    assert store.files == [("anna", "same")] * 5 + [("anna", "other")]


def test_who_was_let_in_long_ago_makes_room() -> None:
    app, _, uploads = door()
    for number in range(MOST_VISITORS + 1):
        uploads.allow(f"visitor {number}")
    assert put(app, "visitor 0") == 403
    assert put(app, "visitor 1") == 204


def test_a_socket_and_the_start_of_the_server_pass() -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def visit() -> None:
        for kind in ("websocket", "lifespan"):
            door = BoundedUploads(app, Uploads(), lambda *_: None)
            await door({"type": kind}, None, None)  # type: ignore[arg-type]

    asyncio.run(visit())
    assert seen == ["websocket", "lifespan"]
