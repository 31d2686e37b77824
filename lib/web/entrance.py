"""The way in and out: a key becomes a session, whose secret the browser keeps where no script can read it.

Owns the addresses `/binnen` and `/buiten`. Opening one changes nothing, since programs that look through
messages open every link: pressing its one button does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from lib.access import AT_MACHINE, PLAIN_COOKIE, RIGHTS, SAFE_COOKIE, Session
from lib.model.kinds import Invalid
from lib.store.people.file import PeopleUnreadable
from lib.store.people.identities import Outside, come_in, is_vouched_for
from lib.store.people.sessions import Entry, TooMany, enter, find, leave
from lib.web.drafts import body_of
from lib.web.plain import page
from lib.web.provider import BEGIN, Refused, Service, Silent

logger = logging.getLogger(__name__)

OUTLOOK = "stand"
"""The page at which who may only read begins."""
IN, OUT, KEY = "binnen", "buiten", "sleutel"
BODY_LIMIT = 2_000
WELCOME = "Met de sleutel in dit adres gaat u de Werkagenda in. De sleutel geldt één keer, in deze browser."
NO_KEY = (
    "Dit adres is niet (meer) geldig: een sleutel geldt één keer, en een dag; een startsleutel alleen op de "
    "computer waarop de app draait. Vraag de beheerder een nieuwe link, of maak op die computer een nieuwe "
    "startsleutel met “make key”."
)
GUESSING = "Er zijn te veel verkeerde sleutels geprobeerd. Wacht een minuut en probeer het opnieuw."
LEAVING = "Meld u af als u klaar bent op deze computer. Wat u opsloeg, blijft."
LEFT_HERE = "U bent hier afgemeld. U meldt zich nu ook af bij de aanmelddienst van uw organisatie."
SIGNED_IN = "U bent aangemeld."
NO_SERVICE = (
    "De aanmelddienst van uw organisatie geeft geen antwoord. Probeer het over enkele minuten opnieuw; lukt "
    "het dan niet, vraag uw beheerder."
)
NOT_VOUCHED = (
    "Het aanmelden is niet gelukt of afgebroken, of het antwoord van de aanmelddienst klopt niet. Probeer "
    "het opnieuw; lukt het dan niet, vraag uw beheerder."
)
LEFT = "U bent afgemeld op dit apparaat."
_BUTTON = Markup(
    '<form method="post"><input type="hidden" name="sleutel" value="{}"><button autofocus>{}</button></form>'
)
_AGAIN = Markup('<p><a href="{}/{}">Opnieuw aanmelden</a></p>')
_GOES_ON = Markup('<meta http-equiv="refresh" content="0; url={}"><p><a href="{}">Verder</a></p>')


def secret_of(headers: Headers) -> str:
    """Return the secret that a browser brings along, empty when it brings none."""
    cookies = HTTPConnection({"type": "http", "headers": headers.raw}).cookies
    return cookies.get(SAFE_COOKIE) or cookies.get(PLAIN_COOKIE) or ""


def session_of(path: Path, headers: Headers, *, seen: bool = True) -> Session | None:
    """Return the session of a request; one that a page sends by itself is no sign that somebody is there."""
    return find(path, secret_of(headers), at_machine=AT_MACHINE in headers, seen=seen)


class Entrance:
    """What the two addresses answer; `own_address` tells whether a proxy of ours speaks https."""

    def __init__(
        self, path: Callable[[], Path], own_address: str = "", base: str = "", service: Service | None = None
    ) -> None:
        self._path = path
        self._own = urlsplit(own_address)
        self._home, self._base = f"{base}/", base
        self._service = service
        self.routes = [
            Route(f"{base}/{IN}", self._offer, methods=["GET"]),
            Route(f"{base}/{IN}", self._come_in, methods=["POST"]),
            Route(f"{base}/{OUT}", self._offer_out, methods=["GET"]),
            Route(f"{base}/{OUT}", self._go_out, methods=["POST"]),
        ]
        if service:
            ask, hear = partial(self._ask_service, service), partial(self._hear_service, service)
            self.routes += service.routes(base, ask, hear)

    def _offer(self, request: Request) -> Response:
        if session := session_of(self._path(), request.headers):
            return RedirectResponse(self._firstpage(session), 303)
        return page("Naar binnen", WELCOME, _BUTTON.format(request.query_params.get(KEY, ""), "Openen"))

    async def _come_in(self, request: Request) -> Response:
        source = request.client.host if request.client else ""
        here = AT_MACHINE in request.headers
        try:
            key = await _key_in(request)
            entry = await asyncio.to_thread(enter, self._path(), key, source, at_machine=here)
        except TooMany:
            return page("Wacht even", GUESSING, code=429)
        except PeopleUnreadable as problem:
            return page("Lukt nu niet", problem.sentence, code=503)
        if entry is None:
            return page("Niet geldig", NO_KEY, code=403)
        session = await asyncio.to_thread(find, self._path(), entry.secret, at_machine=here)
        return self._remembering(request, entry, RedirectResponse(self._firstpage(session), 303))

    def _firstpage(self, session: Session | None) -> str:
        """Return where somebody begins who asked for no page: a reader at how the agenda goes."""
        reads_only = session is not None and RIGHTS.get(session.role) == frozenset()
        return f"{self._base}/{OUTLOOK}" if reads_only else self._home

    async def _ask_service(self, service: Service, request: Request) -> Response:
        try:
            answer: Response = await service.ask(request)
        except Silent:
            return page("Lukt nu niet", NO_SERVICE, code=503)
        return answer

    async def _hear_service(self, service: Service, request: Request) -> Response:
        """Let in whom the service vouches for."""
        try:
            identity, place = await service.hear(request)
            entry = await asyncio.to_thread(come_in, self._path(), identity)
        except Silent:
            return page("Lukt nu niet", NO_SERVICE, code=503)
        except Refused as refusal:
            logger.warning("sign-in refused: %s", refusal)
            return page("Niet aangemeld", NOT_VOUCHED, _AGAIN.format(self._base, BEGIN), 403)
        except (Outside, Invalid, PeopleUnreadable) as problem:
            return page("Niet aangemeld", problem.sentence, _AGAIN.format(self._base, BEGIN), 403)
        session = await asyncio.to_thread(find, self._path(), entry.secret, at_machine=False)
        wanted = self._firstpage(session) if place == "/" else f"{self._base}{place}"
        onward = _onward("Aangemeld", SIGNED_IN, wanted)
        return self._remembering(request, entry, onward)

    def _remembering(self, request: Request, entry: Entry, answer: Response) -> Response:
        safe = self._is_safe(request)
        answer.set_cookie(
            SAFE_COOKIE if safe else PLAIN_COOKIE, entry.secret, max_age=int(entry.holds.total_seconds()),
            path="/", secure=safe, httponly=True, samesite="strict",
        )  # fmt: skip
        return answer

    def _is_safe(self, request: Request) -> bool:
        """Tell whether the browser speaks https: with us, or with a proxy under our own address."""
        host = request.headers.get("host", "").lower()
        return request.url.scheme == "https" or (self._own.scheme, self._own.netloc.lower()) == (
            "https",
            host,
        )

    def _offer_out(self, request: Request) -> Response:
        if not session_of(self._path(), request.headers):
            return page("Afgemeld", LEFT)
        return page("Afmelden", LEAVING, _BUTTON.format("", "Afmelden"))

    async def _go_out(self, request: Request) -> Response:
        secret = secret_of(request.headers)
        try:
            vouched = self._service is not None and await asyncio.to_thread(
                is_vouched_for, self._path(), secret
            )
            await asyncio.to_thread(leave, self._path(), secret)
        except PeopleUnreadable as problem:
            return page("Lukt nu niet", problem.sentence, code=503)
        onward = await self._service.way_out() if self._service and vouched else ""
        answer = _onward("Afgemeld", LEFT_HERE, onward) if onward else page("Afgemeld", LEFT)
        answer.delete_cookie(PLAIN_COOKIE, path="/", httponly=True, samesite="strict")
        answer.delete_cookie(SAFE_COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        return answer


async def _key_in(request: Request) -> str:
    """Return the key of a pressed button; none from a longer message than ours."""
    body = await body_of(request, BODY_LIMIT) or b""
    return parse_qs(body.decode("utf-8", "replace")).get(KEY, [""])[0]


def _onward(title: str, sentence: str, place: str) -> HTMLResponse:
    """Go on by a page of our own.

    A browser follows no redirect of a form to elsewhere, and brings no cookie when it comes from there.
    """
    return page(title, sentence, _GOES_ON.format(place, place))
