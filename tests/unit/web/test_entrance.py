"""The way in and out by its addresses: who presses the button, from where, with which key."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from lib.access import DRIVER, PLAIN_COOKIE, RIGHTS, SAFE_COOKIE, Person
from lib.store.people import accounts
from lib.store.people.file import people_path
from lib.store.people.sessions import MOST_OF_ONE, find, make_start_key
from lib.web.entrance import GUESSING, NO_KEY, Entrance
from lib.web.gate import Gate, hosts_of
from lib.web.plain import RETRY_SECONDS
from tests.unit.web.test_gate import serving

OWN = "https://agenda.test"


@dataclass
class Answer:
    """What came back of a request."""

    code: int
    words: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        return self.headers.get("set-cookie", "")


@dataclass
class Door:
    """Asks the addresses of a real server with the gate in front, as the machine that it runs on."""

    port: int

    def ask(self, method: str, address: str, body: str = "", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, address, body or None, headers)
        found = connection.getresponse()
        answer = Answer(found.status, found.read().decode(), {k.lower(): v for k, v in found.getheaders()})
        connection.close()
        return answer

    def press(self, key: str, **headers: str) -> Answer:
        """Press the button of the page."""
        return self.ask("POST", "/binnen", urlencode({"sleutel": key}), **headers)


@pytest.fixture
def door(path: Path) -> Iterator[Door]:
    """A server with nothing behind the door."""
    gate = Middleware(Gate, hosts_of("127.0.0.1", OWN, "bureau"))
    with serving(Starlette(routes=Entrance(lambda: path, OWN).routes, middleware=[gate])) as port:
        yield Door(port)


def secret_in(answer: Answer) -> str:
    return answer.cookie.partition("=")[2].partition(";")[0]


def test_opening_the_address_spends_nothing(door: Door, path: Path) -> None:
    key = make_start_key(path)
    for _ in range(3):
        page = door.ask("GET", f"/binnen?sleutel={key}")
        assert (page.code, page.cookie, page.headers["cache-control"]) == (200, "", "no-store")
        assert f'value="{key}"' in page.words
    answer = door.press(key)
    assert (answer.code, answer.headers["location"]) == (303, "/")
    assert answer.cookie.startswith(f"{PLAIN_COOKIE}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in answer.cookie.split(";")}
    assert door.press(key).code == 403


@pytest.mark.parametrize("role", RIGHTS)
def test_who_may_only_read_begins_at_how_the_agenda_goes(door: Door, path: Path, role: str) -> None:
    actions = ("3",) if role == DRIVER else ()
    number = accounts.add(path, Person("Beheer"), "Carla", role, actions, None)
    answer = door.press(accounts.invite(path, Person("Beheer"), number))
    first = "/stand" if role == "lezer" else "/"
    assert (answer.code, answer.headers["location"]) == (303, first)
    cookie = f"{PLAIN_COOKIE}={secret_in(answer)}"
    assert door.ask("GET", "/binnen", Cookie=cookie).headers["location"] == first


def test_who_is_in_already_goes_on_at_once(door: Door, path: Path) -> None:
    cookie = f"{PLAIN_COOKIE}={secret_in(door.press(make_start_key(path)))}"
    again = door.ask("GET", f"/binnen?sleutel={make_start_key(path)}", Cookie=cookie)
    assert (again.code, again.headers["location"]) == (303, "/")


def test_over_https_the_cookie_is_of_this_host_alone(door: Door, path: Path) -> None:
    answer = door.press(make_start_key(path), Host="agenda.test", Origin=OWN)
    assert answer.code == 303
    assert answer.cookie.startswith(f"{SAFE_COOKIE}=")
    assert "Secure" in answer.cookie


def test_a_key_counts_at_the_machine_only_and_is_not_spent_elsewhere(door: Door, path: Path) -> None:
    key = make_start_key(path)
    away = door.press(key, Via="1.1 ergens")
    assert (away.code, away.cookie) == (403, "")
    assert NO_KEY in away.words
    assert door.press(key).code == 303


def test_another_website_presses_nothing(door: Door, path: Path) -> None:
    key = make_start_key(path)
    assert door.press(key, Origin="https://evil.example").code == 403
    assert door.press(key).code == 303


@pytest.mark.parametrize("key", ["", "verzonnen", "<script>", "x" * 5_000])
def test_a_key_that_is_none_is_refused_in_words(door: Door, key: str) -> None:
    answer = door.press(key)
    assert (answer.code, answer.cookie) == (403, "")
    assert NO_KEY in answer.words


def test_the_eleventh_guess_waits(door: Door, path: Path) -> None:
    for number in range(MOST_OF_ONE):
        assert door.press(str(number)).code == 403
    answer = door.press(make_start_key(path))
    assert (answer.code, answer.headers["retry-after"]) == (429, str(RETRY_SECONDS))
    assert GUESSING in answer.words


def test_what_stands_in_the_address_never_becomes_markup(door: Door) -> None:
    page = door.ask("GET", "/binnen?" + urlencode({"sleutel": '"><script>alert(1)</script>'}))
    assert "<script>" not in page.words


def test_leaving_ends_the_session_itself(door: Door, path: Path) -> None:
    stolen = secret_in(door.press(make_start_key(path)))
    cookie = f"{PLAIN_COOKIE}={stolen}"
    assert door.ask("GET", "/buiten", Cookie=cookie).code == 200
    assert find(path, stolen, at_machine=True)
    assert "afgemeld" in door.ask("POST", "/buiten", Cookie=cookie).words
    assert find(path, stolen, at_machine=True) is None


def test_a_file_that_cannot_be_read_is_a_sentence(door: Door, path: Path) -> None:
    people_path(path).write_bytes(b"iets anders " * 500)
    assert door.press("x").code == 503
    assert door.ask("POST", "/buiten").code == 503
