"""Signing in with a service: what it sends is checked and becomes a session; nothing else gets in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from warnings import catch_warnings

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from joserfc.jws import JWSRegistry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from lib.access import PLAIN_COOKIE, WAITING, NotAllowed, Person
from lib.model.change import BY_ANNEX
from lib.model.kinds import Invalid
from lib.store.people import accounts, sessions
from lib.store.people.identities import ENDED, NO_ROLE, Identity, Outside, come_in, note_service
from lib.web.entrance import LEFT, LEFT_HERE, NO_SERVICE, NOT_VOUCHED, Entrance
from lib.web.provider import SETTINGS, SIGNED_BY, Provider, ProviderWrong, Service, place_of, read_provider
from tests.unit.web.test_gate import serving

OWN, CLIENT, SECRET = "http://127.0.0.1:8501", "werkagenda", "geheim van de dienst"
ROOT = Person("Beheer")
UNTRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For a client of this machine: to read whom else to trust takes longer than all that it asks."""
UNSAFE = ("none", "HS256", "RS512")
"""What a service may say of itself, and what is not taken from it."""
RIGHT_KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "sleutel"}) for _ in range(2))
CURVE_KEY = ECKey.generate_key("P-256", {"kid": "kromme"})
SHARED_KEY = OctKey.generate_key(256, {"kid": "gedeeld"})
KEYS = [key.as_dict(private=False) for key in (RIGHT_KEY, CURVE_KEY)] + [SHARED_KEY.as_dict(private=True)]


@dataclass
class Vouching:
    """A service that vouches for whom a test says, and signs what the test says."""

    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "17", "name": "Carla"})
    key: RSAKey | ECKey | OctKey = field(default_factory=lambda: RIGHT_KEY)
    algorithm: str = "RS256"
    userinfo: dict[str, Any] = field(default_factory=dict)
    issuer: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.describe),
                Route("/authorize", self.authorize),
                Route("/token", self.hand_over, methods=["POST"]),
                Route("/keys", lambda _: JSONResponse({"keys": KEYS})),
                Route("/userinfo", lambda _: JSONResponse(self.userinfo)),
            ]
        )

    def describe(self, _request: Request) -> Response:
        places = {name: f"{self.issuer}/{address}" for name, address in PLACES.items()}
        signed = {"id_token_signing_alg_values_supported": [*SIGNED_BY, *UNSAFE]}
        return JSONResponse({"issuer": self.issuer, **places, **signed})

    def authorize(self, request: Request) -> Response:
        self.asked = dict(request.query_params)
        return RedirectResponse(f"{self.asked['redirect_uri']}?code=een&state={self.asked['state']}")

    async def hand_over(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if encoded(digest) != self.asked["code_challenge"] or form["code"] in self.spent:
            return JSONResponse({"error": "invalid_grant"}, 400)
        self.spent.add(form["code"])
        now = int(time.time())
        given = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked["nonce"],
        }
        token = self.sign({**given, **self.claims})
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def sign(self, claims: dict[str, Any]) -> str:
        """Sign by the algorithm of the test; by "none" a token goes out without a signature."""
        if self.algorithm == "none":
            parts = ({"alg": "none"}, claims)
            return ".".join([*(encoded(json.dumps(part).encode()) for part in parts), ""])
        head = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(head, claims, self.key, registry=JWSRegistry(algorithms=[self.algorithm]))


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


PLACES = {
    "authorization_endpoint": "authorize",
    "token_endpoint": "token",
    "jwks_uri": "keys",
    "userinfo_endpoint": "userinfo",
    "end_session_endpoint": "weg",
}


@pytest.fixture
def vouching() -> Iterator[Vouching]:
    service = Vouching()
    with serving(service.app()) as port:
        service.issuer = f"http://127.0.0.1:{port}"
        yield service


@dataclass
class Browser:
    """Goes to the service and comes back, as a browser that keeps cookies."""

    client: httpx2.Client
    path: Path

    def go(self, wanted: str = "/") -> str:
        """Ask to sign in, let the service decide, and return the address with which it sends one back."""
        away = self.client.get("/oidc", params={"naar": wanted})
        assert away.status_code == 302, away.text
        return httpx2.get(away.headers["location"], verify=UNTRUSTING).headers["location"]

    def come_back(self, address: str) -> httpx2.Response:
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{OWN}/oidc/terug"
        return self.client.get(f"/oidc/terug?{parts.query}")

    def sign_in(self, wanted: str = "/") -> httpx2.Response:
        return self.come_back(self.go(wanted))

    def session(self) -> Any:
        return sessions.find(self.path, self.client.cookies.get(PLAIN_COOKIE) or "", at_machine=False)


def browsing(path: Path, provider: Provider) -> Iterator[Browser]:
    routes = Entrance(lambda: path, OWN, service=Service(provider, OWN)).routes
    with (
        serving(Starlette(routes=routes)) as port,
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", verify=UNTRUSTING) as client,
    ):
        yield Browser(client, path)


def provider_of(issuer: str, **settings: Any) -> Provider:
    return Provider(issuer, CLIENT, SECRET, **settings)


@pytest.fixture
def browser(path: Path, vouching: Vouching) -> Iterator[Browser]:
    roles = {"wa-beheer": "beheerder", "wa-lezen": "lezer", "wa-schrijven": "redacteur"}
    yield from browsing(path, provider_of(vouching.issuer, role_claim="toegang.groepen", roles=roles))


def test_who_is_vouched_for_comes_in_with_the_role_of_the_service(browser: Browser, vouching: Vouching):
    vouching.claims["toegang"] = {"groepen": ["iets anders", "wa-lezen", "wa-schrijven"]}
    answer = browser.sign_in("/actie?actie=3")
    assert answer.status_code == 200
    assert 'content="0; url=/actie?actie=3"' in answer.text
    [cookie] = [line for line in answer.headers.get_list("set-cookie") if line.startswith(PLAIN_COOKIE)]
    assert {"HttpOnly", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert list(browser.client.cookies) == [PLAIN_COOKIE]
    assert (browser.session().name, browser.session().role) == ("Carla", "redacteur")
    assert vouching.asked["code_challenge_method"] == "S256"


def test_another_role_of_the_service_counts_from_the_next_sign_in(browser: Browser, vouching: Vouching):
    for group, role in (("wa-beheer", "beheerder"), ("wa-lezen", "lezer")):
        vouching.claims["toegang"] = {"groepen": group}
        vouching.spent.clear()
        browser.sign_in()
        assert browser.session().role == role
    assert [grant.words for grant in accounts.grants(browser.path)] == [
        "Carla: van beheerder naar lezer.",
        "Carla meldde zich voor het eerst aan: beheerder.",
    ]


def test_who_has_no_role_waits_until_a_beheerder_gives_one(browser: Browser, vouching: Vouching):
    answer = browser.sign_in()
    assert (answer.status_code, NO_ROLE in answer.text, browser.session()) == (403, True, None)
    [waiting] = accounts.accounts(browser.path)
    assert (waiting.name, waiting.role) == ("Carla", WAITING)
    with pytest.raises(Invalid):
        accounts.invite(browser.path, ROOT, waiting.id)
    accounts.change(browser.path, ROOT, waiting.id, "beslisser", ())
    vouching.spent.clear()
    assert browser.sign_in().status_code == 200
    assert browser.session().role == "beslisser"
    accounts.end(browser.path, ROOT, waiting.id)
    assert browser.session() is None
    vouching.spent.clear()
    assert ENDED in browser.sign_in().text


def test_a_name_that_the_token_leaves_out_is_asked_for(browser: Browser, vouching: Vouching):
    vouching.claims = {"sub": "17", "toegang": {"groepen": "wa-lezen"}}
    vouching.userinfo = {"sub": "17", "name": "Carla van het loket"}
    browser.sign_in()
    assert browser.session().name == "Carla van het loket"
    vouching.userinfo = {"sub": "18", "name": "Een ander"}
    vouching.spent.clear()
    assert browser.sign_in().status_code == 403


def test_a_token_that_does_not_hold_lets_nobody_in(browser: Browser, vouching: Vouching):
    now = int(time.time())
    wrong: list[dict[str, Any]] = [
        {"exp": now - 3600},
        {"aud": "een andere app"},
        {"aud": []},
        {"iss": "https://elders.example"},
        {"nonce": "van een ander"},
        {"sub": ""},
        {"iat": now + 3600},
    ]
    right = vouching.claims | {"toegang": {"groepen": "wa-beheer"}}
    for claims in wrong:
        vouching.claims = right | claims
        vouching.spent.clear()
        answer = browser.sign_in()
        assert (answer.status_code, browser.session()) == (403, None), claims
        assert NOT_VOUCHED in answer.text, claims
        assert accounts.accounts(browser.path) == [], claims
    vouching.claims = right
    vouching.spent.clear()
    assert browser.sign_in().status_code == 200, "nothing else kept it out"


def test_a_token_signed_by_somebody_else_lets_nobody_in(browser: Browser, vouching: Vouching):
    vouching.claims["toegang"] = {"groepen": "wa-beheer"}
    vouching.key = OTHER_KEY
    assert NOT_VOUCHED in browser.sign_in().text


def test_only_a_signature_that_nobody_else_can_set_lets_in(browser: Browser, vouching: Vouching):
    """Whatever the service says of how it signs, and whichever keys it hands out."""
    vouching.claims["toegang"] = {"groepen": "wa-lezen"}
    keys: dict[str, RSAKey | ECKey | OctKey] = {"ES": CURVE_KEY, "HS": SHARED_KEY}
    codes = {}
    for vouching.algorithm in (*SIGNED_BY, *UNSAFE):
        vouching.key = keys.get(vouching.algorithm[:2], RIGHT_KEY)
        vouching.spent.clear()
        codes[vouching.algorithm] = browser.sign_in().status_code
    assert codes == dict.fromkeys(SIGNED_BY, 200) | dict.fromkeys(UNSAFE, 403)


def test_an_answer_counts_once_and_in_the_browser_that_asked(browser: Browser, vouching: Vouching):
    vouching.claims["toegang"] = {"groepen": "wa-lezen"}
    back = browser.go()
    with httpx2.Client(base_url=browser.client.base_url, verify=UNTRUSTING) as stranger:
        assert NOT_VOUCHED in Browser(stranger, browser.path).come_back(back).text
    assert browser.come_back(back).status_code == 200
    assert NOT_VOUCHED in browser.come_back(back).text
    assert NOT_VOUCHED in browser.client.get("/oidc/terug?error=access_denied&state=x").text


def test_hundreds_of_groups_still_fit(browser: Browser, vouching: Vouching):
    vouching.claims["toegang"] = {"groepen": [*(f"groep-{number:040}" for number in range(300)), "wa-lezen"]}
    assert browser.sign_in().status_code == 200
    assert sum(map(len, browser.client.cookies.values())) < 4_000


def test_leaving_ends_the_session_here_and_goes_on_to_the_service(browser: Browser, vouching: Vouching):
    vouching.claims["toegang"] = {"groepen": "wa-lezen"}
    browser.sign_in()
    secret = browser.client.cookies[PLAIN_COOKIE]
    answer = browser.client.post("/buiten")
    assert LEFT_HERE in answer.text
    onward = re.search(r'url=([^"]+)"', answer.text)
    assert onward
    asked = urlsplit(onward[1].replace("&amp;", "&"))
    assert asked._replace(query="").geturl() == f"{vouching.issuer}/weg"
    assert parse_qs(asked.query) == {"client_id": [CLIENT], "post_logout_redirect_uri": [f"{OWN}/buiten"]}
    assert sessions.find(browser.path, secret, at_machine=False) is None
    assert LEFT in browser.client.get("/buiten").text


def test_a_service_that_is_silent_is_told_in_a_sentence(path: Path):
    for browser in browsing(path, provider_of("http://127.0.0.1:9")):
        answer = browser.client.get("/oidc")
        assert (answer.status_code, NO_SERVICE in answer.text) == (503, True)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # this service warns of its own older parts
def test_a_service_that_others_wrote_lets_in_too(path: Path):
    """The same against the code of others, who read the standard for themselves."""
    with catch_warnings(action="ignore"):
        import oidc_provider_mock

    user = oidc_provider_mock.User(sub="anna", claims={"name": "Anna", "rol": "lezen"})
    with oidc_provider_mock.run_server_in_thread(require_nonce=True, user_claims=[user]) as server:
        issuer = f"http://localhost:{server.server_port}"
        for browser in browsing(path, provider_of(issuer, role_claim="rol", roles={"lezen": "lezer"})):
            away = browser.client.get("/oidc").headers["location"]
            back = httpx2.post(away, data={"sub": "anna"}, verify=UNTRUSTING).headers["location"]
            assert browser.come_back(back).status_code == 200
            assert (browser.session().name, browser.session().role) == ("Anna", "lezer")


# ---------------------------------------------------------------------------- who is who


def test_two_people_of_one_name_stay_two(path: Path):
    for subject in ("1", "2", "1"):
        come_in(path, Identity("https://dienst.example", subject, "Anna", "lezer"))
    assert [account.name for account in accounts.accounts(path)] == ["Anna", "Anna (2)"]


def test_a_name_that_the_app_uses_itself_does_not_come_in(path: Path):
    with pytest.raises(Invalid):
        come_in(path, Identity("https://dienst.example", "1", BY_ANNEX, "lezer"))


def test_a_role_that_is_over_does_not_come_back_by_the_service(path: Path):
    come_in(path, Identity("https://dienst.example", "1", "Anna", "lezer"))
    accounts.end(path, ROOT, accounts.accounts(path)[0].id)
    with pytest.raises(Outside, match="beëindigd"):
        come_in(path, Identity("https://dienst.example", "1", "Anna", "beheerder"))


def test_with_a_service_reading_is_closed_from_the_first_start_on(path: Path):
    assert not accounts.is_closed(path)
    note_service(path, present=True)
    assert accounts.is_closed(path)
    accounts.open_reading(path, ROOT, is_open=True)
    assert not accounts.is_closed(path)
    accounts.open_reading(path, ROOT, is_open=False)
    note_service(path, present=False)
    assert not accounts.is_closed(path)
    with pytest.raises(NotAllowed):
        accounts.open_reading(path, Person("Iemand", session=99), is_open=True)


# -------------------------------------------------------------------------- its settings

GOOD = 'issuer = "https://dienst.example"\nclient_id = "x"\nclient_secret = "y"\n'


def settings(monkeypatch: pytest.MonkeyPatch, path: Path, text: str, own: str = "https://agenda.test") -> Any:
    file = path.with_name("oidc.toml")
    file.write_text(text, "utf-8")
    monkeypatch.setenv(SETTINGS, str(file))
    return read_provider(own)


def test_the_settings_are_read(monkeypatch: pytest.MonkeyPatch, path: Path):
    monkeypatch.delenv(SETTINGS, raising=False)
    assert read_provider(OWN) is None
    provider = settings(monkeypatch, path, f'{GOOD}role_claim = "rol"\n[roles]\nbaas = "beheerder"\n')
    assert provider.role_in({"rol": ["baas", 7]}) == "beheerder"


def test_the_example_of_the_settings_can_be_used(monkeypatch: pytest.MonkeyPatch, path: Path):
    example = Path(__file__).resolve().parents[3] / "data" / "voorbeelden" / "oidc.toml"
    assert settings(monkeypatch, path, example.read_text("utf-8")).roles


@pytest.mark.parametrize(
    ("text", "own", "said"),
    [
        ("geen toml", "https://a.test", "niet te lezen"),
        ('issuer = "https://dienst.example"', "https://a.test", "client_id en client_secret"),
        (GOOD + "geheim = 1", "https://a.test", "geheim"),
        (GOOD.replace("https:", "http:"), "https://a.test", "issuer is geen adres"),
        (GOOD, "", "WERKAGENDA_URL"),
        (GOOD + '[roles]\nbaas = "aanjager"', "https://a.test", "lezer, redacteur, beslisser of beheerder"),
    ],
)
def test_settings_that_cannot_be_are_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, path: Path, text: str, own: str, said: str
):
    with pytest.raises(ProviderWrong) as refusal:
        settings(monkeypatch, path, text, own)
    assert said in refusal.value.sentence


@pytest.mark.parametrize(
    "wanted", ["", "https://elders.example", "//elders.example", "/\\elders.example", "/\nx", "javascript:x"]
)
def test_one_comes_back_inside_the_app_only(wanted: str):
    assert place_of(wanted) == "/"


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({}, ""),
        ({"rol": 3}, ""),
        ({"rol": {"a": 1}}, ""),
        ({"rol": "a"}, "lezer"),
        ({"rol": ["b", "a"]}, "beheerder"),
    ],
)
def test_odd_claims_give_no_role(claims: Mapping[str, Any], role: str):
    assert (
        provider_of("https://x.example", role_claim="rol", roles={"a": "lezer", "b": "beheerder"}).role_in(
            claims
        )
        == role
    )
