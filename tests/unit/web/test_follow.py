"""Following without Streamlit: a light page, a stream that tells each move once, and who may come in."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from lib import podium
from lib.podium import Shown
from lib.web.live import feeds_of
from lib.web.outside import follow, place
from lib.web.outside.follow import Following, Sight
from lib.web.outside.room import code_of
from tests.unit.web.test_web import Agenda, in_loop

SET = "echt"


def draw(dataset: str, meeting: int, number: int | None) -> Sight | None:
    """Meeting 3 has two slides, of which the presenter shows one."""
    if meeting not in (3, podium.AGENDA):
        return None
    shown = podium.shown(dataset, meeting)
    slide = number or (shown.slide if shown else 1)
    return Sight(slide, 2, f"Dia {slide}", f"{slide} van 2", "U volgt.", "", f"<h1>Dia {slide}</h1>", 10)


def following(agenda: Agenda | None = None) -> Following:
    feeds = feeds_of({SET: agenda or Agenda(7)}, every=0.01)
    return Following(draw, lambda: ("h1 { color: red }", "b { color: red }"), lambda: SET, feeds=feeds)


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("WERKAGENDA_DB", str(tmp_path / "werkagenda.db"))
    return TestClient(Starlette(routes=following().routes))


def test_the_page_shows_the_slide_reloads_without_scripts_and_follows(client: TestClient) -> None:
    answer = client.get("/volg/3")
    assert "<h1>Dia 1</h1>" in answer.text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in answer.text
    assert 'data-stream="./volg/3/stroom"' in answer.text
    assert '<a href="./volg/3?dia=1">Zelf bladeren</a>' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert client.get("/volg/agenda").status_code == 200


def test_a_phone_that_came_by_the_code_is_known_before_it_holds_a_line(client: TestClient) -> None:
    client.get("/volg/3?zaal=abcdef")
    assert not podium.is_opened(SET, 3)
    client.get(f"/volg/3?zaal={code_of(SET, 3)}")
    assert podium.is_opened(SET, 3)


def test_who_turns_the_pages_alone_follows_nothing_and_finds_the_way_back(client: TestClient) -> None:
    text = client.get("/volg/3?dia=2&set=echt").text
    assert "<h1>Dia 2</h1>" in text
    assert 'data-stream=""' in text
    assert "noscript" not in text
    assert '<a href="./volg/3?set=echt&amp;dia=1">Vorige</a>' in text
    assert "Volgende" not in text
    assert '<a href="./volg/3?set=echt">Weer volgen</a>' in text


@pytest.mark.parametrize("address", ["/volg/4", "/volg/x", "/volg/3?set=weg", "/volg/²", "/volg/99999999999"])
def test_what_does_not_exist_is_told(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, place.UNKNOWN in answer.text) == (404, True)
    stream = address.replace("?", "/stroom?") if "?" in address else f"{address}/stroom"
    assert client.get(stream).status_code == follow.STAY_AWAY


def test_the_script_is_ours(client: TestClient) -> None:
    answer = client.get("/volg.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "EventSource" in answer.text


async def told(stream: AsyncIterator[bytes]) -> dict[str, Any]:
    """The next sight that a stream tells."""
    async for message in stream:
        if message.startswith(b"event: dia"):
            return dict(json.loads(message.partition(b"data: ")[2]))
    raise AssertionError("the stream ended")


def request() -> Request:
    return Request(
        {"type": "http", "method": "GET", "path": "/volg/3/stroom", "headers": [], "query_string": b""}
    )


@in_loop
async def test_a_stream_tells_the_slide_at_once_and_each_move() -> None:
    stream = following()._moves(request(), SET, 3, "toestel")
    assert await anext(stream) != b""
    assert (await told(stream))["slide"] == 1
    assert podium.phones(SET, 3) == 1
    with podium.connected(SET, 3, "aaaaaaaa"):
        podium.show(SET, 3, Shown(2, 0, "aaaaaaaa"))
        assert (await told(stream))["html"] == "<h1>Dia 2</h1>"
    assert (await told(stream))["slide"] == 1
    await stream.aclose()  # type: ignore[attr-defined]
    assert podium.phones(SET, 3) == 0


@in_loop
async def test_a_state_is_drawn_once_for_all() -> None:
    drawn: list[int] = []

    def draw_once(dataset: str, meeting: int, number: int | None) -> Sight | None:
        drawn.append(meeting)
        return draw(dataset, meeting, number)

    many = Following(draw_once, lambda: ("", ""), lambda: SET, feeds=feeds_of({SET: Agenda(7)}, every=0.01))
    state = (7, (0, 0))
    messages = [await many._message(SET, 3, state) for _ in range(5)]
    assert len({*messages}) == 1
    assert drawn == [3]


def test_who_may_not_read_any_more_hears_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    @in_loop
    async def watch() -> None:
        stream = following()._moves(request(), SET, 3)
        await told(stream)
        monkeypatch.setattr(follow, "_may_read", lambda _: False)
        with podium.connected(SET, 3, "aaaaaaaa"):
            assert [message async for message in stream if message.startswith(b"event")] == []

    watch()


def test_a_server_that_stops_waits_for_no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    @in_loop
    async def watch() -> None:
        monkeypatch.setattr(follow, "CLOSING", closing := follow.Closing())
        stream = following()._moves(request(), SET, 3)
        await told(stream)
        closing.event.set()
        assert not [message async for message in stream if message.startswith(b"event")]

    watch()
