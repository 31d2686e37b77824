"""The door of the whole app, over real connections: who gets in, who may edit, and what is asked outside."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from lib.access import AT_MACHINE, KEY_NEEDED, NOT_LOCAL, PLAIN_COOKIE, Person
from lib.store.people import accounts, sessions
from lib.web.key import FIXED_KEY
from tests.bench.proxy import CountingProxy
from tests.browser.browser_support import KEY, Server
from tests.browser.wire import HELD, OWN, PATIENCE, text_of, wired

PAGE, QUERY = "actie", "actie=3&modus=bewerken"


def visit(
    server: Server,
    host: str,
    origin: str | None,
    held: str = HELD,
    through: int = 0,
    sent: Mapping[str, str] | None = None,
) -> str:
    """Open a page to edit as any program could, and return what was sent of it."""
    with wired(server, host, origin, held, through, sent) as wire:
        return text_of(wire.run(PAGE, QUERY))


EDITS = "Wat is er gebeurd?"


def test_who_holds_the_key_at_the_machine_edits(agenda: Server):
    assert EDITS in visit(agenda, *OWN)
    assert EDITS in visit(agenda, "localhost:{port}", "http://localhost:{port}")


@pytest.mark.parametrize(
    "held", ["", f"{PLAIN_COOKIE}=", f"{PLAIN_COOKIE}={KEY[:-1]}x", "werkagenda_sleutel=ja"]
)
def test_who_does_not_hold_it_reads_only_and_is_told_how_to_get_in(agenda: Server, held: str):
    page = visit(agenda, *OWN, held=held)
    assert KEY_NEEDED in page
    assert EDITS not in page


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP"],
)
def test_who_comes_through_a_proxy_only_reads_also_with_the_key(agenda: Server, header: str):
    assert NOT_LOCAL in visit(agenda, *OWN, sent={header: "8.8.8.8"})


def test_who_comes_through_a_forwarder_that_says_nothing_only_reads(agenda: Server):
    """As `ssh -R`, `docker -p` and a bare `proxy_pass` do: all of it looks like this machine but the key."""
    with CountingProxy(agenda.port) as forwarder:
        page = visit(agenda, *OWN, held="", through=forwarder.server_address[1])
    assert KEY_NEEDED in page
    assert EDITS not in page


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example:{port}", "http://evil.example:{port}"),
        ("127.0.0.1:{port}", "http://localhost:3000"),
        ("127.0.0.1:{port}", "http://0.0.0.0:9"),
        ("127.0.0.1:{port}", "https://evil.example"),
        ("127.0.0.1:{port}", "null"),
        ("192.168.1.9:{port}", None),
    ],
)
def test_a_page_elsewhere_is_refused_at_once_and_holds_nobody_up(
    agenda: Server, host: str, origin: str | None
):
    """Streamlit would first ask the internet for its own address, twice, while all others wait."""
    begun = time.monotonic()
    with pytest.raises(InvalidStatus) as refused:
        visit(agenda, host, origin)
    assert refused.value.response.status_code == 403
    assert time.monotonic() - begun < 5
    assert "external IP" not in agenda.log_text()


@pytest.fixture
def signed_in(agenda: Server) -> Iterator[str]:
    """The cookie of a person who signed in, while reading is open to all."""
    path, beheer = agenda.database, Person("Beheer")
    account = accounts.add(path, beheer, "Carla", "redacteur", (), None)
    accounts.open_reading(path, beheer, True)
    entry = sessions.enter(path, accounts.invite(path, beheer, account), "", at_machine=False)
    assert entry
    yield f"{PLAIN_COOKIE}={entry.secret}"
    accounts.open_reading(path, beheer, True)
    for person in accounts.accounts(path):
        accounts.end(path, beheer, person.id)


@pytest.mark.parametrize(
    "sent", [{}, {"X-Forwarded-For": "8.8.8.8"}, {"Via": "1.1 a", "X-Real-IP": "8.8.8.8"}]
)
def test_who_signed_in_edits_from_anywhere_until_access_ends(
    agenda: Server, signed_in: str, sent: dict[str, str]
):
    with CountingProxy(agenda.port) as forwarder:
        through = forwarder.server_address[1]
        assert EDITS in visit(agenda, *OWN, held=signed_in, through=through, sent=sent)
        assert NOT_LOCAL in visit(agenda, *OWN, held="", through=through, sent={"Via": "1.1 a"})
        accounts.open_reading(agenda.database, Person("Beheer"), False)
        with pytest.raises(InvalidStatus):
            visit(agenda, *OWN, held="", through=through, sent=sent)
        with pytest.raises(InvalidStatus):
            visit(agenda, "evil.example:{port}", "http://evil.example:{port}", held=signed_in)
        accounts.add(agenda.database, Person("Beheer"), "Dirk", "lezer", (), None)
        accounts.end(agenda.database, Person("Beheer"), accounts.accounts(agenda.database)[0].id)
        with pytest.raises(InvalidStatus):
            visit(agenda, *OWN, held=signed_in, through=through, sent=sent)


def test_an_open_server_asks_nothing_outside_and_lets_in_by_the_printed_address_also_after_a_restart(
    server: Callable[..., Server],
):
    one = server(listen="0.0.0.0", environment={FIXED_KEY: ""})
    assert "external IP" not in one.log_text()
    assert f":{one.port}" in one.log_text(), "it says where it is"
    held = entered_by_printed_address(one)
    assert EDITS in visit(one, *OWN, held=held)
    assert NOT_LOCAL in visit(one, *OWN, held=held, sent={"Via": "1.1 a", AT_MACHINE: "ja"})
    assert KEY_NEEDED in visit(one, "192.168.1.9:{port}", "http://192.168.1.9:{port}", held="")
    with pytest.raises(InvalidStatus):
        visit(one, "evil.example:{port}", "http://evil.example:{port}", held=held)
    one.stop()
    one.start()
    assert EDITS in visit(one, *OWN, held=held)


def entered_by_printed_address(server: Server) -> str:
    """Press once on the page of the address that the server printed: the cookie that lets in from then on."""
    address = re.search(r"Werkagenda: (\S+)", server.log_text())
    assert address, server.log_text()
    asked = urlsplit(address[1])
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as line:
        line.request("POST", asked.path, asked.query)
        answer = line.getresponse()
        assert answer.status == 303
        return str(answer.headers["Set-Cookie"]).partition(";")[0]


def test_who_is_offered_no_file_picker_leaves_no_file(agenda: Server):
    with closing(HTTPConnection("127.0.0.1", agenda.port, timeout=PATIENCE)) as line:
        line.request("PUT", "/_stcore/upload_file/0b3c/1", b"x")
        assert line.getresponse().status == 403
