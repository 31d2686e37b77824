"""What each party takes along: a page without scripts, and a calendar file of its own."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.web.outside.take_along import NOTHING, Own, Taken, take_along_routes
from tests.unit.cases import for_each

ROC = Own(4, "Roc <Test>", ["Toezegging: Drie plekken."], dated=True)
TOWN = Own(5, "Gemeente", ["Afspraak: Een plan."], dated=False)


def promised(_dataset: str, meeting: int) -> Taken | None:
    return {3: Taken("Technologietafel", [ROC, TOWN]), 4: Taken("Thematafel", [])}.get(meeting)


@pytest.fixture
def client() -> TestClient:
    routes = take_along_routes(promised, lambda *about: f"BEGIN {about}".encode(), lambda: "echt")
    return TestClient(Starlette(routes=routes))


def test_the_page_lists_each_party_and_offers_its_days(client: TestClient) -> None:
    text = client.get("/volg/3/mee?set=echt").text
    assert "<h2>Roc &lt;Test&gt;</h2><ul><li>Toezegging: Drie plekken.</li></ul>" in text
    assert 'href="/volg/3/mee.ics?set=echt&amp;partij=4"' in text
    assert "partij=5" not in text
    assert NOTHING in client.get("/volg/4/mee").text


def test_a_party_gets_its_own_file(client: TestClient) -> None:
    answer = client.get("/volg/3/mee.ics?partij=4")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text == "BEGIN ('echt', 3, 4)"


@for_each(["/volg/9/mee", "/volg/x/mee", "/volg/agenda/mee", "/volg/3/mee.ics?partij=5"], "client")
def test_what_is_not_there_is_told(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404
