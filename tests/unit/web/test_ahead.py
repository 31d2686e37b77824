"""The first screen with the document: for whom it is drawn, how long it is kept, and when there is none."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from starlette.types import Scope

from lib.access import AT_MACHINE, PLAIN_COOKIE
from lib.store.people.sessions import hold, leave
from lib.web.ahead import screen
from lib.web.ahead.screen import Asked, FirstScreens

SECRET = "een-geheim-van-de-tests-0123456789"


class Drawn:
    """Stands for the pages: draws who asked for what, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def __call__(self, asked: Asked) -> str:
        self.asked.append(asked)
        return f"{asked.page}?{asked.query} for {asked.cookies}"


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    path = tmp_path / "werkagenda.db"
    path.write_bytes(b"as it was")
    return path


def screens(draw: Callable[[Asked], str], agenda: Path) -> FirstScreens:
    return FirstScreens(draw, ("", "stand"), lambda: [agenda], "/basis")


def scope(path: str = "/basis/", query: str = "", method: str = "GET", **headers: str) -> Scope:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asked: dict[str, Any] = {"type": "http", "method": method, "path": path, "headers": raw}
    return asked | {"query_string": query.encode(), "server": ("127.0.0.1", 8501), "scheme": "http"}


async def at_once(*asking: Awaitable[str]) -> list[str]:
    return list(await asyncio.gather(*asking))


def test_an_address_is_drawn_once_until_a_file_changes(agenda: Path) -> None:
    draw = Drawn()
    first = screens(draw, agenda)
    address = scope("/basis/stand", "op=2022-06-30")
    assert asyncio.run(first.of(address)) == asyncio.run(first.of(address)) == "stand?op=2022-06-30 for ()"
    assert len(draw.asked) == 1
    assert draw.asked[0].url == "http://127.0.0.1:8501/basis/stand?op=2022-06-30"
    agenda.with_name("werkagenda.db-wal").write_bytes(b"something was written")
    asyncio.run(first.of(address))
    assert len(draw.asked) == 2


@pytest.mark.parametrize(
    "odd",
    [
        scope("/basis/bestaat-niet"),
        scope(method="HEAD"),
        scope(query="modus=bewerken"),
        scope(query="modus="),
        scope(query="embed=true"),
        scope(query="zoek=" + "x" * 500),
    ],
)
def test_what_is_odd_gets_the_plain_document(odd: Scope, agenda: Path) -> None:
    draw = Drawn()
    assert asyncio.run(screens(draw, agenda).of(odd)) == ""
    assert not draw.asked


def test_visitors_share_nothing_that_a_cookie_or_a_right_could_change(agenda: Path) -> None:
    draw = Drawn()
    first = screens(draw, agenda)
    hold(agenda, SECRET)
    here = {AT_MACHINE.lower().replace("-", "_"): "ja"}
    visitors = [
        scope(cookie="_streamlit_xsrf=a; werkagenda_naam=Anna"),
        scope(cookie="_streamlit_xsrf=b; werkagenda_naam=Bert"),
        scope(cookie="ander=c"),
        scope(cookie=f"{PLAIN_COOKIE}={SECRET}", **here),
        scope(cookie=f"{PLAIN_COOKIE}={SECRET}"),
        scope(x_forwarded_for="10.0.0.1"),
    ]
    answers = [asyncio.run(first.of(visitor)) for visitor in visitors]
    assert len(draw.asked) == len(visitors)
    assert len(set(answers)) == 4, "only who brings nothing of ours sees the same"
    assert asyncio.run(first.of(scope(cookie="nog=een"))) == answers[2]
    assert len(draw.asked) == len(visitors), "a cookie that is not ours changes nothing"


def test_a_session_that_ended_is_another_visitor(agenda: Path) -> None:
    draw = Drawn()
    first = screens(draw, agenda)
    hold(agenda, SECRET)
    visitor = scope(cookie=f"{PLAIN_COOKIE}={SECRET}", **{AT_MACHINE.lower().replace("-", "_"): "ja"})
    asyncio.run(first.of(visitor))
    leave(agenda, SECRET)
    asyncio.run(first.of(visitor))
    assert len(draw.asked) == 2


def test_what_goes_wrong_costs_only_the_first_screen(agenda: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_asked: Asked) -> str:
        raise ZeroDivisionError

    assert asyncio.run(screens(fail, agenda).of(scope())) == ""
    assert "no first screen" in caplog.text


def test_nobody_waits_long_and_the_next_one_gets_it(agenda: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "SECONDS", 0.01)
    done = Event()

    def slow(_asked: Asked) -> str:
        done.wait(10)
        return "at last"

    first = screens(slow, agenda)

    async def visits() -> list[str]:
        early = await first.of(scope())
        done.set()
        monkeypatch.setattr(screen, "SECONDS", 10.0)
        while not first._drawn:
            await asyncio.sleep(0)
        return [early, await first.of(scope())]

    assert asyncio.run(visits()) == ["", "at last"]


def test_a_crowd_is_not_kept_waiting_for_its_turn(agenda: Path) -> None:
    """Who finds others being drawn gets the plain document."""
    drawing: list[Asked] = []
    done = Event()

    def slow(asked: Asked) -> str:
        drawing.append(asked)
        done.wait(10)
        return asked.query

    first = screens(slow, agenda)

    async def visits() -> list[str]:
        busy = [asyncio.create_task(first.of(scope(query=f"zoek={n}"))) for n in range(screen.AT_ONCE)]
        while len(drawing) < screen.AT_ONCE:
            await asyncio.sleep(0)
        late = await first.of(scope(query="zoek=late"))
        done.set()
        return [late, *[await task for task in busy]]

    late, *others = asyncio.run(visits())
    assert late == ""
    assert all(others)
