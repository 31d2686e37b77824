"""Lets the phones in the room answer: who came by the code on the screen chooses a side and presses a button.

Owns the code, the mark by which a phone that came by it is known, and the address `/volg/3/antwoord`. A press
changes nothing in the agenda: it counts in this process, once per device and question, until the question
closes. All of it works without scripts.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lib import ballots
from lib.ballots import NO_PARTY, Voice
from lib.model.agenda import HELIXES
from lib.web.drafts import body_of
from lib.web.outside.place import Place
from lib.web.plain import page as plain_page

CODE, COOKIE = "zaal", "werkagenda_zaal"
BODY_LIMIT, CODE_LENGTH = 2_000, 6
_SECRET = bytearray(secrets.token_bytes(32))
NOT_HERE = "Alleen wie de code op het scherm in de zaal heeft gescand, kan antwoorden. Scan de code opnieuw."
TOO_OFTEN = "Er komen te veel antwoorden tegelijk van dit netwerk. Wacht een minuut en probeer het opnieuw."
STRANGE = "Dit antwoord hoort niet bij de vraag. Ga terug en kies een van de knoppen."
SCAN = "Antwoorden kan met de telefoon: scan de code op het scherm in de zaal."
COUNTED = "Uw antwoord telt per kant. Niemand ziet wat u antwoordt."
COUNTED_FOR_PARTY = (
    "Op het scherm telt uw antwoord per kant. De notulist ziet wat er namens uw organisatie is geantwoord en "
    "vraagt het in de zaal na: pas dan wordt het draagvlak."
)
_ASK = Markup(
    '<section class="ask" aria-labelledby="ask-title"><h1 id="ask-title">{title}</h1>'
    "<blockquote>{sentence}</blockquote>{below}</section>"
)
_FORM = Markup('<form method="post" action="{}"><input type="hidden" name="vraag" value="{}">{}</form>')
_GROUP = Markup('<fieldset><legend>{}</legend><div class="presses">{}</div></fieldset>')
_PRESS = Markup('<button name="{}" value="{}"{}>{}</button>')
_PARTIES = Markup(
    '<label>Namens welke organisatie antwoordt u?<select name="partij" required><option value=""></option>{}'
    '</select></label><div class="presses"><button>Kies deze organisatie</button></div>'
)
_OPTION = Markup('<option value="{}">{}</option>')
_LINE = Markup('<p class="{}">{}</p>')
_SAID = Markup('<p class="said" role="status">{}</p>')
WITHOUT = "Staat uw organisatie er niet bij? Kies uw kant."
_NO_PARTY = Markup(" formnovalidate")
_CHOSEN = Markup(' class="chosen" aria-pressed="true"')


@dataclass(frozen=True, slots=True)
class Asked:
    """What the room is asked now: a title over a sentence, the answers by their key, and who may be chosen.

    Without `parties` a phone chooses a side; with them a party, by its number with its name and side.
    """

    id: int
    title: str
    sentence: str
    answers: Mapping[str, str]
    parties: Mapping[int, tuple[str, str]] = field(default_factory=dict)


Ask = Callable[[str, int], Asked | None]
"""Tells what a meeting of a data set asks the room now."""


def keep_secret(secret: str) -> None:
    """Sign codes and marks with what outlives a restart: phones need not scan again."""
    _SECRET[:] = secret.encode()


def code_of(dataset: str, meeting: int | None) -> str:
    """Return the code of a meeting that stands on the screen."""
    return b32encode(_sign(f"code {dataset} {meeting}")).decode()[:CODE_LENGTH].lower()


def _sign(text: str) -> bytes:
    return hmac.new(_SECRET, text.encode(), "sha256").digest()


def _mark(place: Place, device: str) -> str:
    return _sign(f"device {place.dataset} {place.meeting} {device}").hex()


def device_of(request: Request, place: Place) -> str:
    """Return the mark of a device that came by the code of this meeting; empty for any other."""
    device, _, mark = request.cookies.get(COOKIE, "").partition(".")
    return device if device and hmac.compare_digest(mark.encode(), _mark(place, device).encode()) else ""


def came_by_code(request: Request, place: Place) -> bool:
    given = request.query_params.get(CODE, "").lower()
    return hmac.compare_digest(given.encode(), code_of(place.dataset, place.meeting).encode())


def let_in(request: Request, place: Place, answer: Response) -> bool:
    """Give a phone that came by the code a mark of its own, if it has none; tell whether it came so."""
    if device_of(request, place):
        return True
    if not came_by_code(request, place):
        return False
    device = secrets.token_urlsafe(16)
    answer.set_cookie(
        COOKIE, f"{device}.{_mark(place, device)}", path=place.address.rpartition("/")[0] or "/",
        secure=request.url.scheme == "https", httponly=True, samesite="lax",
    )  # fmt: skip
    return True


def chooses_party(asked: Asked | None, device: str) -> bool:
    """Tell whether somebody is choosing from a list, which a page that loads again would spoil."""
    return bool(asked and asked.parties and device and _is_unknown(asked, ballots.voice_of(device)))


def _is_unknown(asked: Asked, voice: Voice | None) -> bool:
    """Tell whether it is still to be said for whom somebody answers."""
    return voice is None or (bool(asked.parties) and voice.party is None)


def section(asked: Asked | None, place: Place, device: str) -> Markup:
    """Build the question with its buttons, as far as this device came; nothing when nothing is asked."""
    if asked is None:
        return Markup()
    below = _below(asked, place, device) if device else _LINE.format("counted", SCAN)
    return _ASK.format(title=asked.title, sentence=asked.sentence, below=below)


def _below(asked: Asked, place: Place, device: str) -> Markup:
    voice = ballots.voice_of(device)
    if voice is None or _is_unknown(asked, voice):
        inside = _choice(asked)
    else:
        inside = _answers(asked, voice, ballots.answer_of(place.dataset, asked.id, device))
    counted = COUNTED_FOR_PARTY if asked.parties else COUNTED
    form = _FORM.format(place.under("antwoord"), asked.id, inside)
    return form + _LINE.format("counted", counted)


def _choice(asked: Asked) -> Markup:
    """Ask for whom somebody answers: a party, or a side alone."""
    listed = Markup("").join(_OPTION.format(number, name) for number, (name, _) in asked.parties.items())
    field, asks = ("zonder", WITHOUT) if listed else ("kant", "Aan welke kant zit u?")
    presses = Markup("").join(
        _PRESS.format(field, helix, _NO_PARTY if listed else "", name) for helix, name in HELIXES.items()
    )
    return (_PARTIES.format(listed) if listed else listed) + _GROUP.format(asks, presses)


def _answers(asked: Asked, voice: Voice, given: str) -> Markup:
    presses = Markup("").join(
        _PRESS.format("antwoord", answer, _CHOSEN if answer == given else "", words.capitalize())
        for answer, words in asked.answers.items()
    )
    party = asked.parties.get(voice.party or NO_PARTY)
    whom = party[0] if party else HELIXES[voice.helix].lower()
    again = Markup('<p>U antwoordt voor: {} <button name="kant" value="">Wijzig</button></p>').format(whom)
    said = Markup()
    if given:
        said = _SAID.format(f"Uw antwoord: {asked.answers[given]}. Wijzigen kan tot de vraag sluit.")
    return said + _GROUP.format("Uw antwoord", presses) + again


async def take_in(request: Request, place: Place, asked: Asked | None) -> Response:
    """Take what was pressed, and lead back to the page."""
    body = await body_of(request, BODY_LIMIT)
    if body is None:
        return plain_page("Te veel", STRANGE, code=413)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    given = {name: values[0] for name, values in fields.items()}
    device = device_of(request, place)
    if not device:
        return plain_page("Antwoorden", NOT_HERE, code=403)
    if not ballots.may_try(request.client.host if request.client else ""):
        return plain_page("Wacht even", TOO_OFTEN, code=429)
    back = RedirectResponse(f"{place.address}?{place.shared}".removesuffix("?"), 303)
    if asked is None or given.get("vraag") != str(asked.id):
        return back
    fits = await asyncio.to_thread(_note, place, asked, device, given)
    return back if fits else plain_page("Antwoorden", STRANGE, code=422)


def _note(place: Place, asked: Asked, device: str, given: Mapping[str, str]) -> bool:
    """Note a choice or an answer; False for what was not offered."""
    if "antwoord" in given:
        fits = given["antwoord"] in asked.answers
        return fits and ballots.answer(
            (place.dataset, place.meeting or 0), asked.id, device, given["antwoord"]
        )
    if given.get("kant") == "":
        ballots.speak_for(device, None)
        return True
    voice = _voice_in(asked, given)
    if voice:
        ballots.speak_for(device, voice)
    return voice is not None


def _voice_in(asked: Asked, given: Mapping[str, str]) -> Voice | None:
    """Return for whom somebody says to answer; None for who was not offered."""
    helix = given.get("zonder") or given.get("kant", "")
    if helix:
        return Voice(helix, NO_PARTY if "zonder" in given else None) if helix in HELIXES else None
    number = given.get("partij", "")
    party = asked.parties.get(int(number)) if number.isdecimal() else None
    return Voice(party[1], int(number)) if party else None
