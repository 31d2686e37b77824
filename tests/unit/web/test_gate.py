"""The gate before Streamlit: which host, which origin and how large; tried over a real connection."""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from lib.access import AT_MACHINE, PLAIN_COOKIE
from lib.web import neighbours
from lib.web.gate import LINE_LIMIT, Gate, hosts_of, is_same_origin
from tests.unit.cases import for_each


@dataclass
class Behind:
    """Stands for Streamlit: counts what reaches it, and says whether the gate marked the request."""

    port: int = 0
    reached: list[str] = field(default_factory=list)

    async def page(self, request: Request) -> PlainTextResponse:
        self.reached.append(request.url.path)
        return PlainTextResponse(request.headers.get(AT_MACHINE, ""))

    async def stream(self, websocket: WebSocket) -> None:
        self.reached.append(websocket.url.path)
        await websocket.accept()
        await websocket.send_text(websocket.headers.get(AT_MACHINE, ""))
        await websocket.close()


@contextmanager
def serving(app: Starlette) -> Iterator[int]:
    """A real server on a port of its own, with the websocket library that Streamlit takes."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="websockets-sansio")
    )
    ready, loops, asked_to_end = threading.Event(), [], asyncio.Event()

    async def run_until_asked() -> None:
        """As the server does, but without looking ten times a second whether it should end."""
        loops.append(asyncio.get_running_loop())
        ready.set()
        await asked_to_end.wait()

    server.main_loop = run_until_asked  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run)
    thread.start()
    assert ready.wait(10)
    try:
        yield int(server.servers[0].sockets[0].getsockname()[1])
    finally:
        loops[0].call_soon_threadsafe(asked_to_end.set)
        thread.join()


@pytest.fixture(scope="module")
def served() -> Iterator[Behind]:
    """A server that listens on this machine only."""
    behind = Behind()
    routes = [WebSocketRoute("/_stcore/stream", behind.stream), Route("/{path:path}", behind.page)]
    app = Starlette(routes=routes, middleware=[Middleware(Gate, hosts_of("127.0.0.1", "", "bureau"))])
    with serving(app) as behind.port:
        yield behind


@pytest.fixture
def behind(served: Behind) -> Behind:
    """The same server, that nothing reached yet."""
    served.reached.clear()
    return served


def open_socket(behind: Behind, host: str, origin: str | None, **headers: str) -> str:
    """Open Streamlit's websocket at this machine under any host name; returns the mark of the gate."""
    with connect(
        f"ws://{host}/_stcore/stream",
        address=("127.0.0.1", behind.port),
        origin=origin,  # type: ignore[arg-type]
        additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
        compression=None,
        proxy=None,
    ) as socket:
        return str(socket.recv(5))


FOREIGN = [
    ("evil.example:{port}", "http://evil.example:{port}"),  # a name that was made to point here
    ("127.0.0.1.evil.example:{port}", "http://127.0.0.1.evil.example:{port}"),
    ("evil.example:{port}", None),
    ("192.168.1.9:{port}", "http://192.168.1.9:{port}"),
    ("127.0.0.1:{port}", "http://localhost:3000"),  # another program on this machine
    ("localhost:{port}", "http://localhost:3000"),
    ("localhost:{port}", "http://127.0.0.1:{port}"),
    ("127.0.0.1:{port}", "http://0.0.0.0:9"),
    ("127.0.0.1:{port}", "http://127.0.0.1"),
    ("127.0.0.1:{port}", "https://evil.example"),
    ("127.0.0.1:{port}", "http://127.0.0.1:{port}@evil.example"),
    ("127.0.0.1:{port}", "http://evil.example@127.0.0.1:{port}"),
    ("127.0.0.1:{port}", "null"),
    ("127.0.0.1:{port}", "file://"),
    ("127.0.0.1:{port}", "http://[bad"),
    ("127.0.0.1:{port}", "http://127.0.0.1:none"),
]


@pytest.mark.parametrize(("host", "origin"), FOREIGN)
def test_a_websocket_from_elsewhere_never_reaches_streamlit(
    behind: Behind, host: str, origin: str | None
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        open_socket(behind, host.format(port=behind.port), origin and origin.format(port=behind.port))
    assert refused.value.response.status_code == 403
    assert behind.reached == []


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_a_page_of_ones_own_is_let_in(behind: Behind, host: str) -> None:
    named = host.format(port=behind.port)
    assert open_socket(behind, named, f"http://{named.lower()}") == "ja"
    assert open_socket(behind, named, None) == "ja"


def ask(behind: Behind, headers: list[tuple[str, str]], method: str = "GET") -> tuple[int, str]:
    """One plain request with exactly these headers; returns the code and the text."""
    connection = http.client.HTTPConnection("127.0.0.1", behind.port, timeout=5)
    connection.putrequest(method, "/actie", skip_host=True, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


@pytest.mark.parametrize(
    ("headers", "code", "words"),
    [
        ([("Host", "evil.example")], 403, "WERKAGENDA_URL"),
        ([("Host", "evil.example, 127.0.0.1")], 403, "WERKAGENDA_URL"),
        ([("Host", "evil.example@127.0.0.1")], 403, "WERKAGENDA_URL"),
        ([("Host", "127.0.0.1/evil.example")], 403, "WERKAGENDA_URL"),
        ([("Host", "")], 403, "WERKAGENDA_URL"),
        ([("Host", "127.0.0.1"), ("Origin", "https://evil.example")], 403, "Een andere website"),
        ([("Host", "127.0.0.1"), ("Cookie", "a=" + "x" * LINE_LIMIT)], 431, "Wis de cookies"),
        ([("Host", "127.0.0.1"), ("Cookie", "a=" + "x" * (LINE_LIMIT - 10))], 200, "ja"),
        ([("Host", "127.0.0.1"), ("Origin", "http://127.0.0.1")], 200, "ja"),
        ([("Host", "localhost.")], 200, "ja"),
    ],
)
def test_what_a_request_gets(behind: Behind, headers: list[tuple[str, str]], code: int, words: str) -> None:
    answer, text = ask(behind, headers)
    assert answer == code
    assert words in text
    assert len(behind.reached) == (code == 200)


def test_cookies_just_below_the_limit_still_open_the_websocket(behind: Behind) -> None:
    """The library behind it gives up without an answer at longer lines than the gate lets by."""
    host = f"127.0.0.1:{behind.port}"
    assert open_socket(behind, host, f"http://{host}", Cookie="a=" + "x" * (LINE_LIMIT - 10)) == "ja"


@pytest.mark.parametrize(
    "name", ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded", "Via", "X-Real-IP"]
)
def test_who_comes_through_a_proxy_is_not_at_the_machine(behind: Behind, name: str) -> None:
    assert ask(behind, [("Host", "127.0.0.1"), (name, "8.8.8.8")]) == (200, "")


def test_nobody_else_sets_the_mark(behind: Behind) -> None:
    headers = [("Host", "127.0.0.1"), ("Via", "1.1 a"), (AT_MACHINE, "ja"), (AT_MACHINE.upper(), "ja")]
    assert ask(behind, headers) == (200, "")


def test_who_calls_from_another_machine_is_not_marked_and_is_known_to_reach_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(neighbours, "_reached", set())
    seen: list[str | None] = []

    async def app(scope: dict[str, object], _receive: object, _send: object) -> None:
        seen.append(Headers(scope=scope).get(AT_MACHINE))

    async def visits() -> None:
        gate = Gate(app, hosts_of("0.0.0.0", "", "bureau"))  # type: ignore[arg-type]
        for client, server in [
            (("192.168.1.9", 5000), ("192.168.1.5", 8501)),
            (("192.168.1.5", 5000), ("192.168.1.5", 8501)),
            (("127.0.0.1", 5000), ("127.0.0.2", 8501)),
            (None, None),
        ]:
            headers = [(b"host", b"192.168.1.5:8501")]
            scope = {"type": "http", "headers": headers, "client": client, "server": server}
            await gate(scope, None, None)  # type: ignore[arg-type]

    asyncio.run(visits())
    assert seen == [None, "ja", "ja", None]
    assert neighbours.is_reached(but="192.168.1.5")
    assert not neighbours.is_reached(but="192.168.1.9"), "who presents from another machine is no phone"


@for_each(
    [
        ("127.0.0.1", "", ["localhost", "127.0.0.1", "::1", "127.9.9.9"], ["192.168.1.5", "bureau", ""]),
        ("192.168.1.5", "", ["192.168.1.5", "localhost"], ["192.168.1.6", "bureau"]),
        ("agenda.test", "", ["agenda.test"], ["evil.example", "192.168.1.5"]),
        (
            "0.0.0.0",
            "",
            ["192.168.1.5", "fe80::1", "bureau", "bureau.local", "bureau.provincie.test"],
            ["evil.example", "bureau.evil.example", "", "192.168.1.5.evil.example"],
        ),
        ("", "", ["10.0.0.1"], ["evil.example"]),
        ("127.0.0.1", "https://Werkagenda.Voorbeeld.nl/pad", ["werkagenda.voorbeeld.nl"], ["voorbeeld.nl"]),
        ("127.0.0.1", "werkagenda.voorbeeld.nl:8443", ["werkagenda.voorbeeld.nl"], ["bureau"]),
        ("127.0.0.1", "http://[bad", ["localhost"], ["bad", ""]),
    ]
)
def test_the_names_of_the_app(listening: str, own: str, inside: list[str], outside: list[str]) -> None:
    hosts = hosts_of(listening, own, "Bureau.provincie.test")
    assert [name for name in inside if name not in hosts] == []
    assert [name for name in outside if name in hosts] == []


@for_each(
    [
        ("agenda.test", "https://agenda.test", True),
        ("agenda.test:443", "https://agenda.test", True),
        ("agenda.test", "https://agenda.test:8443", False),
        ("agenda.test:8443", "https://agenda.test", False),
        ("agenda.test", "ftp://agenda.test", False),
        ("agenda.test", "https://agenda.test/pad", False),
        ("agenda.test", "", False),
    ]
)
def test_origin_and_host_are_one_with_their_port(host: str, origin: str, same: bool) -> None:
    assert is_same_origin(Headers({"host": host, "origin": origin})) is same


def test_two_origins_are_none() -> None:
    raw = [(b"host", b"agenda.test"), (b"origin", b"http://agenda.test"), (b"origin", b"http://evil.example")]
    assert not is_same_origin(Headers(raw=raw))


@pytest.mark.parametrize(("own", "left"), [("https://agenda.test", "a=b; c"), ("http://agenda.test", None)])
def test_under_https_the_cookie_of_http_lets_nobody_in(own: str, left: str | None) -> None:
    """Who listens in on another address of the same name can set it; `__Host-` keeps its own apart."""
    sent = f"{PLAIN_COOKIE}=van een ander; a=b;{PLAIN_COOKIE}=nog een; c"
    reached: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append(Headers(scope=scope)["cookie"].strip())

    headers = [(b"host", b"Agenda.test"), (b"cookie", sent.encode())]
    scope = {"type": "http", "headers": headers, "client": None, "server": None}
    asyncio.run(Gate(app, hosts_of("127.0.0.1", own, "bureau"))(scope, None, None))  # type: ignore[arg-type]
    assert reached == [left or sent]
