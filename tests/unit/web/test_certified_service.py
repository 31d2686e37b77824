"""Signing in with a certified service: it refuses what a mild one lets pass, and says less in its token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
import pytest

from lib.web.entrance import LEFT, LEFT_HERE, NOT_VOUCHED
from lib.web.provider import SIGNED_BY, Provider
from tests.sign_in_service import SECRET, needs_service, running
from tests.unit.web.test_provider import OWN, UNTRUSTING, Browser, browsing

pytestmark = needs_service
READER: dict[str, Any] = {"role_claim": "rol", "roles": {"lezen": "lezer"}}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running(OWN) as issuer:
        yield issuer


@pytest.fixture
def there() -> Iterator[httpx2.Client]:
    """The browser of one person, at the service."""
    with httpx2.Client(follow_redirects=False, verify=UNTRUSTING) as client:
        yield client


def sign_in(browser: Browser, there: httpx2.Client, name: str) -> httpx2.Response:
    """Go to the service, say there who one is, and come back."""
    place = browser.client.get("/oidc", params={"naar": "/actie?actie=3"}).headers["location"]
    while not place.startswith(OWN):
        answer = there.get(place)
        if answer.status_code == 200:
            answer = there.post(place, data={"naam": name})
        assert answer.is_redirect, answer.text
        place = str(httpx2.URL(place).join(answer.headers["location"]))
    return browser.come_back(place)


@pytest.mark.parametrize("algorithm", SIGNED_BY)
def test_who_signs_in_reads_by_the_role_of_the_service(
    path: Path, issuer: str, there: httpx2.Client, algorithm: str
):
    for browser in browsing(path, Provider(issuer, algorithm, SECRET, **READER)):
        answer = sign_in(browser, there, "Carla")
        assert 'content="0; url=/actie?actie=3"' in answer.text
        assert (browser.session().name, browser.session().role) == ("Carla", "lezer")


def test_who_stops_there_or_is_no_app_of_theirs_does_not_come_in(
    path: Path, issuer: str, there: httpx2.Client
):
    ours = Provider(issuer, "RS256", SECRET, **READER)
    for browser in browsing(path, ours):
        assert NOT_VOUCHED in sign_in(browser, there, "").text
    for browser in browsing(path, replace(ours, client_secret="een ander geheim")):
        assert NOT_VOUCHED in sign_in(browser, there, "Carla").text
        assert browser.session() is None


def test_leaving_ends_the_stay_at_both_ends(path: Path, issuer: str, there: httpx2.Client):
    for browser in browsing(path, Provider(issuer, "RS256", SECRET, **READER)):
        sign_in(browser, there, "Carla")
        left = browser.client.post("/buiten").text
        assert LEFT_HERE in left
        (onward,) = re.findall(r'url=([^"]+)"', left)
        asked = there.get(unescape(onward))
        place, proof = (
            re.search(rf'{name}="([^"]+)"', asked.text) for name in ("action", 'name="xsrf" value')
        )
        assert place
        assert proof
        back = there.post(place[1], data={"xsrf": proof[1], "logout": "yes"}).headers["location"]
        assert back.startswith(f"{OWN}/buiten")
        assert LEFT in browser.client.get("/buiten").text
        sign_in(browser, there, "Dora")
        assert browser.session().name == "Dora", "the service asks again who one is"
