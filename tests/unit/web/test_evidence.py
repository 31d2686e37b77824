"""A file under a step on its way out: only to be saved, by its own name; a withdrawn one for editors."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from lib.access import PLAIN_COOKIE
from lib.store import agenda, records
from lib.store.evidence import files
from lib.store.file.connection import writing
from lib.store.people import accounts, sessions
from lib.web.evidence.route import file_route
from tests.unit.desk import ANNA
from tests.unit.web.test_admission import ROOT

PDF = b"%PDF-1.7 verslag"


def asked(path: Path, query: str, secret: str = "") -> Response:
    headers = [(b"cookie", f"{PLAIN_COOKIE}={secret}".encode())]
    scope = {"type": "http", "method": "GET", "path": "/bestand", "headers": headers}
    request = Request({**scope, "query_string": query.encode()})
    answer: Response = asyncio.run(file_route(lambda: path).endpoint(request))
    return answer


def keep(path: Path, name: str = "verslag.pdf") -> None:
    step = {"action_id": "3", "happened_on": "2022-01-01", "what": "Gesprek", "kind": "gesprek"}
    with writing(path, ANNA) as db:
        number = agenda.add_step(db, {**step, "started_by": "coalitie"})
        files.attach(db, number, [files.Given(name, PDF)])


@pytest.mark.parametrize(
    ("name", "plain", "quoted"),
    [
        ("verslag.pdf", "verslag.pdf", "verslag.pdf"),
        ("één & twee%0d.pdf", "__n & twee_0d.pdf", "%C3%A9%C3%A9n%20%26%20twee%250d.pdf"),
        ('a"; filename="x.exe\r\nSet-Cookie: y.pdf', "a_; filename=_x.exe_Set-Cookie_ y.pdf", "a_%3B%20"),
    ],
)
def test_a_file_is_saved_and_never_shown(path: Path, name: str, plain: str, quoted: str) -> None:
    keep(path, name)
    answer = asked(path, "nr=1&set=echt")
    told = answer.headers["content-disposition"]
    assert (answer.status_code, answer.body, answer.media_type) == (200, PDF, "application/pdf")
    assert told.startswith(f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quoted}")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "query", ["", "nr=1", "nr=2&set=echt", "nr=-1&set=echt", "nr=1&set=../x", "nr=²&set=echt"]
)
def test_what_is_not_there_is_not_found(path: Path, query: str) -> None:
    keep(path)
    assert asked(path, query).status_code == 404


def test_a_withdrawn_file_is_for_who_may_edit(path: Path) -> None:
    keep(path)
    with writing(path, ANNA, "verkeerde versie") as db:
        records.withdraw(db, "step_file", 1, 1)
    secrets = {}
    for role in ("lezer", "redacteur"):
        key = accounts.invite(path, ROOT, accounts.add(path, ROOT, f"Iemand als {role}", role, (), None))
        entry = sessions.enter(path, key, "10.0.0.1", at_machine=False)
        assert entry
        secrets[role] = entry.secret
    for secret in ("", secrets["lezer"]):
        refused = asked(path, "nr=1&set=echt", secret)
        assert (refused.status_code, b"verkeerde versie" in refused.body) == (403, True)
    assert asked(path, "nr=1&set=echt", secrets["redacteur"]).body == PDF
