"""Who may come in at all: the first thing that every request passes, before Streamlit sees it.

Owns three questions. Is the request meant for this app (`Host`), does it come from a page of this app
(`Origin`), and is it small enough to be answered? A page elsewhere that made its own name point to this
machine fails on the first, any other page on the second. Streamlit would ask the internet who it is itself
before it refuses them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.access import AT_MACHINE, PLAIN_COOKIE, is_forwarded, is_loopback
from lib.web import neighbours

LINE_LIMIT = 8_000
"""The longest header in bytes: with a longer one the websocket would hang without an answer."""
STRANGER = (
    "Dit adres hoort niet bij deze Werkagenda. Open de app op het adres waarop zij is gestart, of zet het "
    "adres dat u wilt gebruiken in WERKAGENDA_URL en start de app opnieuw."
)
ELSEWHERE = "Een andere website vroeg dit aan de Werkagenda; dat mag niet. Open de app zelf in uw browser."
TOO_LONG = (
    "Uw browser stuurt te veel mee met elke vraag. Wis de cookies van dit adres en laad de pagina opnieuw."
)
_PORTS = {"http": 80, "https": 443}
EVERY_ADDRESS = ("", "0.0.0.0", "::")
"""What stands for all addresses of a machine when it is listened on."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which the app may be opened; `any_address`: also under each number of the machine.

    A number cannot be made to point elsewhere, a name can. Under the `safe` name browsers speak https.
    """

    names: frozenset[str]
    any_address: bool
    safe: str = ""

    def __contains__(self, name: str) -> bool:
        if is_loopback(name) or name in self.names:
            return True
        return self.any_address and _is_number(name)


def hosts_of(listening_on: str, own_address: str, machine: str) -> Hosts:
    """Return the names that follow from where the app listens and the machine's name."""
    own = own_address.partition("//")[2] or own_address
    parts = _parts(own.partition("/")[0])
    name = (parts and parts.hostname) or ""
    names = {name}
    everywhere = listening_on in EVERY_ADDRESS
    if everywhere:
        short = machine.lower().partition(".")[0]
        names |= {machine.lower(), short, f"{short}.local"}
    else:
        names.add(listening_on.lower())
    safe = name if own_address.startswith("https://") else ""
    return Hosts(frozenset(names - {"", ".local"}), everywhere, safe)


class Gate:
    """ASGI middleware: refuses what is not meant for this app, and says who sits at the machine itself."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif refusal := self._refusal(Headers(scope=scope)):
            await _refuse(refusal, scope, receive, send)
        else:
            host = _parts(Headers(scope=scope)["host"])
            safe = host is not None and host.hostname == self._hosts.safe
            await self.app({**scope, "headers": _stamped(scope, safe=safe)}, receive, send)

    def _refusal(self, headers: Headers) -> tuple[int, str] | None:
        if any(len(name) + len(value) > LINE_LIMIT for name, value in headers.raw):
            return 431, TOO_LONG
        named = headers.getlist("host")
        host = _parts(named[0]) if len(named) == 1 else None
        if host is None or (host.hostname or "").rstrip(".") not in self._hosts:
            return 403, STRANGER
        return None if is_same_origin(headers) else (403, ELSEWHERE)


async def _refuse(refusal: tuple[int, str], scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close"})  # before it is accepted, the server makes this a 403
        return
    code, sentence = refusal
    await PlainTextResponse(sentence, code)(scope, receive, send)


def is_same_origin(headers: Headers) -> bool:
    """Tell whether a request comes from a page of this server; only a browser names where it comes from."""
    origins = headers.getlist("origin")
    if not origins:
        return True
    scheme, _, rest = origins[0].partition("://")
    page, server = _parts(rest), _parts(headers.get("host", ""))
    default = _PORTS.get(scheme)
    if len(origins) > 1 or page is None or server is None or default is None:
        return False
    return (page.hostname, page.port or default) == (server.hostname, server.port or default)


def _parts(host: str) -> SplitResult | None:
    """Return a host with or without a port, as parts; None for anything else."""
    try:
        parts = urlsplit(f"//{host.rstrip('/')}")
        strange = parts.port == 0 or parts.netloc != host.rstrip("/") or "@" in parts.netloc
    except ValueError:
        return None
    return None if strange or not parts.hostname else parts


def _is_number(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def _stamped(scope: Scope, *, safe: bool) -> list[tuple[bytes, bytes]]:
    """Mark the headers of who sits at this machine; nobody else can set that mark. Another device is noted.

    Under a `safe` name the cookie of http is left out: who listens in elsewhere can give a browser one.
    """
    mark = AT_MACHINE.lower().encode()
    headers: list[tuple[bytes, bytes]] = [pair for pair in scope["headers"] if pair[0] != mark]
    if not is_forwarded(_names(headers)):
        if _is_at_machine(scope):
            headers.append((mark, b"ja"))
        else:
            neighbours.note(str((scope.get("client") or ("",))[0]))
    return [
        (name, _only_safe(value)) if safe and name == b"cookie" else (name, value) for name, value in headers
    ]


def _only_safe(cookies: bytes) -> bytes:
    plain = PLAIN_COOKIE.encode()
    return b";".join(one for one in cookies.split(b";") if one.partition(b"=")[0].strip() != plain)


def _is_at_machine(scope: Scope) -> bool:
    """Tell whether both ends of the connection are this machine, by whatever number."""
    client, server = (str((scope.get(end) or ("",))[0]) for end in ("client", "server"))
    return bool(client) and (client == server or (is_loopback(client) and is_loopback(server)))


def _names(headers: Iterable[tuple[bytes, bytes]]) -> list[str]:
    return [name.decode("latin-1") for name, _ in headers]
