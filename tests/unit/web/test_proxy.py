"""Behind a proxy: the examples that ship with the app, run by the programs that they are for."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import pytest
import trustme
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect
from websockets.typing import Origin

from lib.access import AT_MACHINE, PLAIN_COOKIE, SAFE_COOKIE, Person
from lib.store.people import accounts
from lib.store.people.sessions import make_start_key
from lib.web.entrance import NO_KEY, Entrance
from lib.web.gate import Gate, hosts_of
from lib.web.headers import UNDER_HTTPS, SecurityHeaders, security_headers
from tests.unit.web.test_gate import serving

EXAMPLES = Path(__file__).resolve().parents[3] / "data" / "voorbeelden"
NAME = "werkagenda.example.nl"
NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {example}
}}
"""
CADDY = "{{\n admin off\n auto_https off\n skip_install_trust\n}}\n{example}"


def nginx(folder: Path, port: int, behind: int) -> list[str]:
    """Write the example of nginx with ports and a certificate of this test; returns how to run it."""
    example = (EXAMPLES / "nginx.conf").read_text("utf-8")
    example = example.replace("443", f"127.0.0.1:{port}").replace("8501", str(behind))
    example = example.replace("/etc/ssl/werkagenda.", f"{folder}/cert.")
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, example=example), "utf-8")
    return ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "error.log")]


def caddy(folder: Path, port: int, behind: int) -> list[str]:
    """The same for Caddy, that would ask for a certificate on the internet."""
    example = (EXAMPLES / "Caddyfile").read_text("utf-8").replace("8501", str(behind))
    certificate = f"tls {folder}/cert.pem {folder}/cert.key"
    example = example.replace(f"{NAME} {{", f"https://{NAME}:{port} {{\n\t{certificate}")
    (folder / "Caddyfile").write_text(CADDY.format(example=example), "utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


class Proxy:
    """A proxy of the example in front of the door of the app, asked under the name of the example."""

    def __init__(self, port: int, path: Path, authority: trustme.CA) -> None:
        self.port, self.path = port, path
        self.trust = ssl.create_default_context()
        authority.configure_trust(self.trust)
        self.origin = f"https://{NAME}:{port}"

    def ask(
        self, method: str, address: str, form: dict[str, str] | None = None, **headers: str
    ) -> httpx2.Response:
        asked = {"Host": f"{NAME}:{self.port}"}
        asked |= {name.replace("_", "-"): value for name, value in headers.items()}
        place, named = f"https://127.0.0.1:{self.port}{address}", {"sni_hostname": NAME}
        with httpx2.Client(verify=self.trust, trust_env=False) as client:
            return client.request(method, place, data=form, headers=asked, extensions=named)


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """Run a program until it listens, and end it."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/bin:/usr/local/bin", "HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
    try:
        for _ in range(400):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert program.poll() is None, (folder / "log").read_text("utf-8")
            time.sleep(0.05)
        yield
    finally:
        program.terminate()
        program.wait(20)


@pytest.fixture(params=[nginx, caddy], ids=lambda make: make.__name__)
def proxy(request: pytest.FixtureRequest, path: Path, tmp_path: Path) -> Iterator[Proxy]:
    """A proxy with the door of the app behind it; the app knows that it is there."""
    if shutil.which(request.param.__name__, path="/usr/sbin:/usr/bin:/bin:/usr/local/bin") is None:
        pytest.skip(f"{request.param.__name__} is not on this machine")
    authority = trustme.CA()
    certificate = authority.issue_cert(NAME)
    certificate.private_key_pem.write_to_path(str(tmp_path / "cert.key"))
    for blob in certificate.cert_chain_pems:
        blob.write_to_path(str(tmp_path / "cert.pem"), append=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    own = f"https://{NAME}:{port}"
    routes = [
        *Entrance(lambda: path, own).routes,
        WebSocketRoute("/_stcore/stream", stream),
        Route("/", seen),
    ]
    door = [
        Middleware(SecurityHeaders, security_headers([], own), "/static/"),
        Middleware(Gate, hosts_of("127.0.0.1", own, "bureau")),
    ]
    with (
        serving(Starlette(routes=routes, middleware=door)) as behind,
        running(request.param(tmp_path, port, behind), port, tmp_path),
    ):
        yield Proxy(port, path, authority)


async def seen(request: Request) -> JSONResponse:
    """Tell what the app takes its visitor for."""
    client = request.client.host if request.client else ""
    at_machine = AT_MACHINE in request.headers
    return JSONResponse({"from": client, "scheme": request.url.scheme, "at machine": at_machine})


async def stream(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(websocket.url.scheme)
    await websocket.close()


def test_a_personal_link_lets_in_with_a_cookie_of_https(proxy: Proxy) -> None:
    account = accounts.add(proxy.path, Person("Beheer"), "Anna", "redacteur", (), None)
    key = accounts.invite(proxy.path, Person("Beheer"), account)
    answer = proxy.ask("POST", "/binnen", {"sleutel": key}, Origin=proxy.origin)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"].startswith(f"{SAFE_COOKIE}=")
    assert PLAIN_COOKIE not in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"] == UNDER_HTTPS["Strict-Transport-Security"]


def test_nobody_behind_it_sits_at_the_machine(proxy: Proxy) -> None:
    answer = proxy.ask("POST", "/binnen", {"sleutel": make_start_key(proxy.path)}, Origin=proxy.origin)
    assert (answer.status_code, NO_KEY in answer.text) == (403, True)
    for header in ({}, {"X_Forwarded_For": "10.1.2.3"}, {AT_MACHINE.replace("-", "_"): "ja"}):
        assert proxy.ask("GET", "/", None, **header).json() == {
            "from": "127.0.0.1",
            "scheme": "https",
            "at machine": False,
        }


def test_another_name_and_another_website_are_refused(proxy: Proxy) -> None:
    assert proxy.ask("POST", "/binnen", {"sleutel": "x"}, Origin="https://evil.example").status_code == 403
    assert NO_KEY in proxy.ask("POST", "/binnen", {"sleutel": "x"}).text
    assert proxy.ask("POST", "/binnen", {"sleutel": "x"}, Origin=f"http://{NAME}").status_code == 403


def test_a_websocket_passes(proxy: Proxy) -> None:
    with connect(
        f"wss://{NAME}:{proxy.port}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", proxy.port)),
        ssl=proxy.trust,
        origin=Origin(proxy.origin),
        proxy=None,
    ) as connection:
        assert connection.recv(10) == "wss"
