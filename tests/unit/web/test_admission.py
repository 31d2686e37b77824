"""Who gets which answer: by role and route, with reading closed and open; and the feed when access ends."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from lib.access import EDIT, MANAGE, PLAIN_COOKIE, READERS_ONLY, RIGHTS, Person
from lib.store.people import accounts, sessions
from lib.store.people.file import moment, people
from lib.store.people.sessions import ASKED_BEFORE, IDLE_HOLDS
from lib.web.admission import NOT_FOR_YOU, Admission
from lib.web.gate import Gate, hosts_of
from lib.web.live import live_route
from tests.unit.web.test_gate import serving

ROOT = Person("Beheer")
READS = (
    "/",
    "/binnenland",
    "/partner/x",
    "/oidc/x",
    "/gezond/_stcore/metrics",
    "/actie",
    "/bestand?nr=1&set=echt",
    "/media/0b3c.csv",
    "/component/x/index.js",
)
FOR_ALL = ("/binnen", "/buiten", "/gezond", "/static/js/x.js", "/app/static/icon.png", "/_stcore/health")
LISTENS = ("/live?set=echt", "/_stcore/stream")
AWAY = {"Via": "1.1 ergens"}


async def page(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("een antwoord")


async def stream(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("een antwoord")
    await websocket.close()


@dataclass
class House:
    """A server with the door and something to see behind it."""

    port: int
    path: Path

    def ask(self, address: str, secret: str = "", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", address, headers={"Cookie": f"{PLAIN_COOKIE}={secret}", **headers})
        answer = connection.getresponse()
        code, words = answer.status, answer.read().decode()
        connection.close()
        return code, words

    def listen(self, address: str, secret: str = "") -> ClientConnection:
        cookie = {"Cookie": f"{PLAIN_COOKIE}={secret}", **AWAY}
        return connect(f"ws://127.0.0.1:{self.port}{address}", additional_headers=cookie, proxy=None)

    def let_in(self, role: str) -> str:
        """Add a person; returns the secret with which that person is in."""
        own = ("3",) if role == "aanjager" else ()
        account = accounts.add(self.path, ROOT, f"Iemand als {role}", role, own, None)
        key = accounts.invite(self.path, ROOT, account)
        entry = sessions.enter(self.path, key, "10.0.0.1", at_machine=False)
        assert entry
        return entry.secret


@pytest.fixture
def house(path: Path) -> Iterator[House]:
    routes = [
        live_route(every=0.01),
        WebSocketRoute("/_stcore/stream", stream),
        Route("/{path:path}", page),
    ]
    door = [Middleware(Gate, hosts_of("127.0.0.1", "", "bureau")), Middleware(Admission, lambda: path)]
    with serving(Starlette(routes=routes, middleware=door)) as port:
        yield House(port, path)


def test_without_people_everybody_reads(house: House) -> None:
    assert {house.ask(address, **AWAY)[0] for address in (*READS, *FOR_ALL)} == {200}
    for address in LISTENS:
        with house.listen(address) as socket:
            assert socket.recv(10)


def test_once_there_are_people_nobody_else_gets_any_answer(house: House) -> None:
    house.let_in("lezer")
    for address in READS:
        assert house.ask(address, **AWAY) == (401, READERS_ONLY)
        assert house.ask(address, "verzonnen", **AWAY)[0] == 401
    assert {house.ask(address, **AWAY)[0] for address in FOR_ALL} == {200}
    for address in LISTENS:
        with pytest.raises(InvalidStatus), house.listen(address):
            pass


def test_a_link_in_a_mail_is_asked_once_more_from_the_page_itself(house: House) -> None:
    """A browser sends a strict cookie along only then; who has none gets the sentence."""
    house.let_in("lezer")
    link = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "cross-site", **AWAY}
    code, words = house.ask("/actie?actie=3", **link)
    assert (code, words) == (200, '<meta http-equiv="refresh" content="0">')
    assert house.ask("/actie?actie=3", **link | {"Sec-Fetch-Site": "same-origin"})[0] == 401
    assert house.ask("/media/0b3c.csv", **link | {"Sec-Fetch-Dest": "empty"})[0] == 401


def test_a_page_sends_who_is_outside_to_the_sign_in_service_and_has_them_back(path: Path) -> None:
    accounts.add(path, ROOT, "Anna", "lezer", (), None)
    door = [Middleware(Admission, lambda: path, "/agenda", "/agenda/oidc")]
    with serving(Starlette(routes=[Route("/{path:path}", page)], middleware=door)) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/agenda/actie?actie=3&tab=effect", headers={"Sec-Fetch-Dest": "document"})
        answer = connection.getresponse()
        connection.close()
    assert (answer.status, answer.getheader("location")) == (
        303,
        "/agenda/oidc?naar=%2Factie%3Factie%3D3%26tab%3Deffect",
    )


@pytest.mark.parametrize("role", RIGHTS)
def test_every_role_reads(house: House, role: str) -> None:
    secret = house.let_in(role)
    assert {house.ask(address, secret, **AWAY)[0] for address in READS} == {200}
    for address in LISTENS:
        with house.listen(address, secret) as socket:
            assert socket.recv(10)


def test_reading_that_was_opened_is_for_everybody(house: House) -> None:
    house.let_in("lezer")
    accounts.open_reading(house.path, ROOT, True)
    assert house.ask("/", **AWAY)[0] == 200


@pytest.mark.parametrize("role", RIGHTS)
def test_uploads_and_what_the_server_measures_take_a_right(house: House, role: str) -> None:
    secret = house.let_in(role)
    for address, right in (("/_stcore/upload_file/a/b", EDIT), ("/_stcore/metrics", MANAGE)):
        assert house.ask(address, **AWAY) == (403, NOT_FOR_YOU)
        assert (house.ask(address, secret, **AWAY)[0] == 200) == (right in RIGHTS[role])


def test_who_loses_access_hears_it_and_then_nothing_more(house: House) -> None:
    secret = house.let_in("redacteur")
    with house.listen("/live?set=echt", secret) as socket:
        assert json.loads(socket.recv(10))["access"] == "redacteur"
        accounts.change(house.path, ROOT, 1, "lezer", ())
        assert json.loads(socket.recv(10))["access"] == "lezer"
        accounts.end(house.path, ROOT, 1)
        assert json.loads(socket.recv(10))["access"] is None
        with pytest.raises(ConnectionClosed):
            socket.recv(10)


def test_who_was_not_seen_is_asked_before_the_session_ends_and_a_page_that_stands_open_is_no_sign(
    house: House,
) -> None:
    secret = house.let_in("redacteur")

    def last_seen(ago: timedelta) -> None:
        with people(house.path, writing=True) as db:
            db.execute("UPDATE session SET seen_at = ?", (moment(-ago),))

    with house.listen("/live?set=echt", secret) as socket:
        assert json.loads(socket.recv(10))["ending"] is False
        last_seen(IDLE_HOLDS - ASKED_BEFORE + timedelta(minutes=1))
        assert json.loads(socket.recv(10))["ending"] is True
        assert house.ask("/", secret, **AWAY)[0] == 200, "somebody is there"
        assert json.loads(socket.recv(10))["ending"] is False
        last_seen(IDLE_HOLDS + timedelta(minutes=1))
        assert json.loads(socket.recv(10))["access"] is None


def test_who_came_without_a_session_hears_of_none(house: House) -> None:
    with house.listen("/live?set=echt") as socket:
        assert "access" not in json.loads(socket.recv(10))
