"""Signing in with the service of an organisation (OpenID Connect), as Entra ID and SURFconext are.

Owns the addresses `/oidc` and `/oidc/terug`. What the service answers is checked once and becomes a session
of our own: when that ends, and what it allows, is ours to say. Nothing here runs without a file of settings.
"""

from __future__ import annotations

import os
import secrets
import ssl
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.routing import Route

from lib.access import DRIVER, ROLES, is_loopback
from lib.dutch import list_text
from lib.store.people.identities import Identity

SETTINGS = "WERKAGENDA_OIDC"
"""The environment variable with the file of settings; `data/voorbeelden/oidc.toml` says what is in it."""
BEGIN, BACK = "oidc", "oidc/terug"
WAITING_SECONDS = 600
"""How long somebody may take at the service."""
PATIENCE = 10.0
"""Seconds that the service gets for an answer of its own."""
LEEWAY = 60
"""Seconds that its clock may differ from ours."""
SIGNED_BY = ("RS256", "PS256", "ES256")
"""How a token may be signed: with a key that only the service has, whatever it says of itself."""
FROM_CLAIM = tuple(role for role in ROLES if role != DRIVER)
"""The roles that a service can give; whose actions an aanjager edits is said in Beheer."""


class ProviderWrong(ValueError):
    """The settings cannot be used; `sentence` says which and why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = f"Aanmelden met OpenID Connect kan niet zo: {sentence}"


class Refused(Exception):
    """The service did not vouch for somebody, or what it sent does not hold."""


class Silent(Exception):
    """The service gives no answer."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people sign in, as what we are known there, and which of its values gives which role of ours."""

    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid profile email"
    role_claim: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)

    def role_in(self, claims: Mapping[str, Any]) -> str:
        """Return the role that claims give, the one with most rights; empty when they give none."""
        value: Any = claims
        for part in filter(None, self.role_claim.split(".")):
            value = value.get(part) if isinstance(value, Mapping) else None
        values = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        given = {self.roles[entry] for entry in values if isinstance(entry, str) and entry in self.roles}
        return max(given, key=ROLES.index, default="")


def read_provider(own_address: str) -> Provider | None:
    """Return the service that the settings name; None without settings. Raises ProviderWrong."""
    file = os.environ.get(SETTINGS)
    if not file:
        return None
    try:
        given = tomllib.loads(Path(file).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ProviderWrong(f"{file} is niet te lezen ({error}).") from error
    return _checked(given, own_address)


def _checked(given: Mapping[str, Any], own_address: str) -> Provider:
    names = {entry.name for entry in fields(Provider)}
    missing = [name for name in ("issuer", "client_id", "client_secret") if not given.get(name)]
    if missing or given.keys() - names:
        wrong = [*missing, *sorted(given.keys() - names)]
        raise ProviderWrong(f"deze instellingen ontbreken of bestaan niet: {list_text(wrong)}.")
    for name, address in (
        ("issuer", str(given["issuer"])),
        ("het eigen adres (WERKAGENDA_URL)", own_address),
    ):
        if not _is_safe(address):
            raise ProviderWrong(f"{name} is geen adres dat met https:// begint.")
    roles = given.get("roles", {})
    if not isinstance(roles, dict) or set(roles.values()) - set(FROM_CLAIM):
        raise ProviderWrong(f"onder [roles] staat per waarde een rol: {list_text(FROM_CLAIM, 'of')}.")
    return Provider(**given)


def _is_safe(address: str) -> bool:
    """Tell whether an address is https, or of this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def place_of(wanted: str) -> str:
    """Return where somebody wanted to be in this app; the home page for what is elsewhere."""
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if inside else "/"


def has_service() -> bool:
    return bool(os.environ.get(SETTINGS))


def service_of(own_address: str) -> Service | None:
    """Return the service that people sign in with; None without settings. Raises ProviderWrong."""
    provider = read_provider(own_address)
    try:
        return Service(provider, own_address) if provider else None
    except ImportError as error:
        raise ProviderWrong("Authlib ontbreekt; installeer requirements-oidc.txt.") from error


@contextmanager
def _answering() -> Iterator[None]:
    """Tell apart that the service is silent and that it says no."""
    import httpx2
    from authlib.integrations.base_client.errors import OAuthError
    from joserfc.errors import JoseError

    try:
        yield
    except (OAuthError, JoseError) as error:
        raise Refused(str(error)) from error
    except (httpx2.HTTPError, ValueError, RuntimeError) as error:
        raise Silent(str(error)) from error


@cache
def _trusted() -> ssl.SSLContext:
    """Read once whom this machine trusts: read for each question, it holds up everybody's page."""
    import httpx2

    return httpx2.create_ssl_context()


class Service:
    """Talks with the sign-in service; Authlib keeps state, nonce, PKCE and the signature."""

    def __init__(self, provider: Provider, own_address: str) -> None:
        from authlib.integrations.starlette_client import OAuth

        self.provider = provider
        self._own = own_address.rstrip("/")
        self._client = OAuth().register(
            "service",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": provider.scope,
                "code_challenge_method": "S256",
                "timeout": PATIENCE,
                "verify": _trusted(),
            },
        )

    def routes(self, base: str, begin: Callable[..., Any], back: Callable[..., Any]) -> Iterable[Route]:
        """Return the two addresses; between them the browser holds what was asked, signed by this process."""
        held = Middleware(
            SessionMiddleware, secrets.token_urlsafe(32), "werkagenda_aanmelden", WAITING_SECONDS,
            f"{base}/{BEGIN}", "lax", self._own.startswith("https"),
        )  # fmt: skip
        for address, answer in ((BEGIN, begin), (BACK, back)):
            yield Route(f"{base}/{address}", answer, methods=["GET"], middleware=[held])

    async def ask(self, request: Request) -> Any:
        """Send somebody to the service. Raises Silent."""
        request.session.clear()
        request.session["place"] = place_of(request.query_params.get("naar", "/"))
        with _answering():
            return await self._client.authorize_redirect(request, f"{self._own}/{BACK}")

    async def hear(self, request: Request) -> tuple[Identity, str]:
        """Return whom it vouches for, and where that person wanted to be. Raises Refused and Silent."""
        place = str(request.session.pop("place", "/"))
        with _answering():
            described = await self._client.load_server_metadata()
            described["id_token_signing_alg_values_supported"] = list(SIGNED_BY)
            token = await self._client.authorize_access_token(request, leeway=LEEWAY)
            claims = dict(token.get("userinfo") or {})
            self._check(claims)
            if not {"name", "preferred_username"} & claims.keys():
                told = await self._client.userinfo(token=token)
                if told.get("sub") != claims["sub"]:
                    raise Refused("userinfo is about somebody else")
                claims = {**told, **claims}
        name = claims.get("name") or claims.get("preferred_username") or claims.get("email") or ""
        role = self.provider.role_in(claims)
        return Identity(str(claims["iss"]), str(claims["sub"]), str(name), role), place

    def _check(self, claims: Mapping[str, Any]) -> None:
        """Hold what Authlib leaves to its users: that the token is for us, fresh, and says about whom."""
        audience = claims.get("aud", ())
        for_us = self.provider.client_id in ([audience] if isinstance(audience, str) else audience)
        if not (for_us and claims.get("sub") and claims.get("exp", 0) + LEEWAY > time.time()):
            raise Refused("the token is not for this app, or no longer holds")

    async def way_out(self) -> str:
        """Return where somebody leaves the service too; empty when it knows no such place or is silent."""
        try:
            with _answering():
                metadata = await self._client.load_server_metadata()
        except Silent:
            return ""
        place = str(metadata.get("end_session_endpoint") or "")
        asked = {"client_id": self.provider.client_id, "post_logout_redirect_uri": f"{self._own}/buiten"}
        return f"{place}?{urlencode(asked)}" if place else ""
