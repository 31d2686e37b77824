"""Who is at the keys and what they may do.

Owns one decision: on one's own machine the person who gave a name may write; on any other
address, without sign-in, nobody may. Enforced where data is written (`lib.store.file.connection`).
Sign-in with roles becomes another way to arrive at a `Person`; callers do not change.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from lib.model.change import BY_ANNEX, BY_NEW_VERSION, BY_OTHER_PROGRAM
from lib.model.kinds import NAME_LIMIT, Invalid, clean_text

UNKNOWN = "onbekend"
NOT_LOCAL = (
    "U kunt alles bekijken, maar niets wijzigen: de app is bereikbaar vanaf andere computers en "
    "aanmelden is niet ingesteld. Start de app op uw eigen computer om te bewerken."
)
AT_MACHINE = "X-Werkagenda-Machine"
"""The mark of `lib.web.gate` on who sits at the machine that the app runs on."""
OWN_ADDRESS = "WERKAGENDA_URL"
"""The environment variable with the address under which others find the app."""
_FORWARDING = {"forwarded", "via", "x-real-ip", "x-client-ip", "x-original-host", "x-host"}
NO_NAME = "Vul eerst uw naam in: die komt bij elke wijziging in de geschiedenis."
RESERVED = "Deze naam gebruikt de app zelf in de geschiedenis. Vul uw eigen naam in."
MIXED = (
    "De naam mengt letters van verschillende schriften en lijkt daardoor op een andere. Typ haar opnieuw, "
    "met letters van één schrift."
)


class NotAllowed(PermissionError):
    """Somebody without the right tried to write; `sentence` says in Dutch why not."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keys: the name that goes into the history and the right to write.

    `verified` is true only after a sign-in; a name that was merely asked is not.
    `refusal` is the Dutch sentence that says why writing is not possible, else empty.
    """

    name: str
    verified: bool = False
    refusal: str = ""

    @property
    def may_edit(self) -> bool:
        """Whether this person may write at all."""
        return not self.refusal


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visitor reached the app.

    The address the server listens on, the address in the browser as it says itself, whether a proxy stands
    between, the host that the request was sent to, and whether it came from the machine itself.
    """

    listening_on: str
    browser_url: str
    proxied: bool = False
    host: str = "localhost"
    at_machine: bool = False


def who_is_here(visit: Visit, given_name: str) -> Person:
    """The person behind a visit. The name was only given, so it is not verified."""
    try:
        name, refusal = check_name(given_name), ""
    except Invalid as wrong:
        name, refusal = UNKNOWN, wrong.sentence
    return Person(name, refusal=refusal if on_own_machine(visit) else NOT_LOCAL)


def on_own_machine(visit: Visit) -> bool:
    """Whether both ends are this machine: a proxy or a foreign host name opens the app to others."""
    try:
        opened = urlsplit(visit.browser_url).hostname or ""
        asked = urlsplit(f"//{visit.host}").hostname or ""
    except ValueError:
        return False
    loopback = all(is_loopback(name) for name in (visit.listening_on, opened, asked))
    return loopback and not visit.proxied


def may_lead(visit: Visit, person: Person) -> bool:
    """Whether this visitor may move the screens of others: an editor, or who sits at the machine itself."""
    return person.may_edit or (visit.at_machine and not visit.proxied)


def is_forwarded(header_names: Iterable[str]) -> bool:
    """Whether a request came through a proxy that says so in any of the usual ways."""
    names = [name.lower() for name in header_names]
    return any(name.startswith("x-forwarded") or name in _FORWARDING for name in names)


def check_name(given: str) -> str:
    """A name fit for the history; raises Invalid with what to do."""
    name = " ".join(clean_text(given).split())
    if not name:
        raise Invalid("name", NO_NAME)
    if len(name) > NAME_LIMIT:
        raise Invalid("name", f"De naam is te lang. Maak er hoogstens {NAME_LIMIT} tekens van.")
    if _bare(name) in _RESERVED:
        raise Invalid("name", RESERVED)
    if len(_scripts(name)) > 1:
        raise Invalid("name", MIXED)
    return name


def _bare(name: str) -> str:
    """The letters and digits of a name, without case, accents or width: what a reader takes it for."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


_RESERVED = {_bare(name) for name in (BY_ANNEX, BY_NEW_VERSION, BY_OTHER_PROGRAM, UNKNOWN)}


def _scripts(name: str) -> set[str]:
    """Those of the scripts that share the looks of letters in which a name is written."""
    begins = {unicodedata.name(sign, "").partition(" ")[0] for sign in name if sign.isalpha()}
    return begins & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL"}


def is_loopback(host: str) -> bool:
    """Whether a name or number always means the machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
