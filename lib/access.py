"""Who is at the keys and what they may do.

Owns the rights of each role, and one decision: which `Person` stands behind a session that the server looked
up. Enforced where data is written (`lib.store.file.connection`), for the session as it is at that moment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address

from lib.dutch import list_text
from lib.model.change import BY_ANNEX, BY_NEW_VERSION, BY_OTHER_PROGRAM
from lib.model.kinds import NAME_LIMIT, Invalid, clean_text

UNKNOWN = "onbekend"
NOT_LOCAL = (
    "U kunt alles bekijken, maar niets wijzigen. Bewerken kan alleen op de computer waarop de app draait, "
    "met de startsleutel."
)
KEY_NEEDED = (
    "U kunt alles bekijken. Om te bewerken opent u het adres met de startsleutel: dat verscheen in het "
    "venster waarin de app is gestart, en met “make key” krijgt u een nieuw."
)
READERS_ONLY = (
    "Om deze Werkagenda te bekijken moet u aangemeld zijn. Vraag de beheerder een persoonlijke link. Zit u "
    "aan de computer waarop de app draait, dan kan het ook met de startsleutel (“make key”)."
)
AT_MACHINE = "X-Werkagenda-Machine"
"""The mark of `lib.web.gate` on who sits at the machine that the app runs on."""
SESSION_COOKIES = SAFE_COOKIE, PLAIN_COOKIE = "__Host-werkagenda", "werkagenda_zitting"
"""The cookies that hold the token of a session: over https, and over http."""
OWN_ADDRESS = "WERKAGENDA_URL"
"""The environment variable with the address under which others find the app."""
_FORWARDING = {"forwarded", "via", "x-real-ip", "x-client-ip", "x-original-host", "x-host"}
NO_NAME = "Vul eerst uw naam in: die komt bij elke wijziging in de geschiedenis."
RESERVED = "Deze naam gebruikt de app zelf in de geschiedenis. Vul uw eigen naam in."
MIXED = (
    "De naam mengt letters van verschillende schriften en lijkt daardoor op een andere. Typ haar opnieuw, "
    "met letters van één schrift."
)

EDIT, PRESENT, DECIDE, MANAGE = "bewerken", "presenteren", "beslissen", "beheren"
MONEY = "bedragen zien"
ALL_RIGHTS = frozenset({EDIT, PRESENT, DECIDE, MANAGE, MONEY})
DRIVER = "aanjager"
RIGHTS: Mapping[str, frozenset[str]] = {
    "lezer": frozenset(),
    DRIVER: frozenset({EDIT, MONEY}),
    "redacteur": frozenset({EDIT, PRESENT, MONEY}),
    "beslisser": frozenset({EDIT, PRESENT, DECIDE, MONEY}),
    "beheerder": ALL_RIGHTS,
}
"""What each role may do beside reading; an aanjager only for the actions that are that person's own.
Amounts of money are read by who has that right, and by nobody else."""
ROLES = tuple(RIGHTS)
WAITING = "nog geen rol"
"""Stands instead of a role at who is known, but may not come in yet."""
MISSING: Mapping[str, str] = {
    EDIT: "U kunt alles bekijken, maar niets wijzigen: u bent aangemeld als lezer.",
    DECIDE: "Dit is een besluit: dat legt alleen een beslisser of beheerder vast.",
    MANAGE: "Dit kan alleen een beheerder.",
}
"""The sentence for who lacks a right."""


def own_actions_only(actions: Collection[str]) -> str:
    """Return why an aanjager may not change something of another action."""
    return f"U bewerkt alleen uw eigen acties: {list_text(list(actions))}."


class NotAllowed(PermissionError):
    """Somebody without the right tried to write; `sentence` says in Dutch why not."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Session:
    """A way in that the server itself remembers, found by the secret in a cookie.

    Of a person who signed in, with name, role and own actions; without a name, of who sits at the machine.
    It is `ending` when it is over soon unless its person does something.
    """

    id: int
    name: str = ""
    role: str = "beheerder"
    actions: tuple[str, ...] = ()
    ending: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keys: the name that goes into the history and the right to write.

    `verified` is true only after a sign-in; a name that was merely asked is not. `refusal` is the Dutch
    sentence that says why writing is not possible, else empty. With `actions` only those may be edited. A
    write looks at `session` again, unless it is 0: a program on the machine itself.
    """

    name: str
    verified: bool = False
    refusal: str = ""
    rights: frozenset[str] = ALL_RIGHTS
    actions: tuple[str, ...] = ()
    session: int = 0

    def may(self, right: str) -> bool:
        """Tell whether this person may do something in the agenda."""
        return not self.refusal and right in self.rights

    @property
    def may_edit(self) -> bool:
        """Whether this person may write at all."""
        return self.may(EDIT)

    def sees_money(self, action_id: str = "") -> bool:
        """Tell whether this person may see the amounts of an action; without one, of all of them."""
        return MONEY in self.rights and (not self.actions or action_id in self.actions)

    def about(self, action_id: str) -> Person:
        """Return the same person for one action: an aanjager edits only own ones."""
        if not self.actions or action_id in self.actions or self.refusal:
            return self
        return replace(self, refusal=own_actions_only(self.actions))

    @property
    def may_lead(self) -> bool:
        """Whether this person may move the screens of others, for which no name is needed."""
        return PRESENT in self.rights


def who_is_here(session: Session | None, given_name: str, *, at_machine: bool = False) -> Person:
    """Return the person behind a session; the name was only given, so it is not verified."""
    try:
        name, refusal = check_name(given_name), ""
    except Invalid as wrong:
        name, refusal = UNKNOWN, wrong.sentence
    if session is not None and session.name:
        return signed_in(session)
    if session is None:
        return Person(name, refusal=KEY_NEEDED if at_machine else NOT_LOCAL, rights=frozenset())
    return Person(name, refusal=refusal, session=session.id)


def signed_in(session: Session) -> Person:
    """Return the person who signed in: the name is that of the account, and so are the rights."""
    rights = RIGHTS[session.role]
    refusal = "" if EDIT in rights else MISSING[EDIT]
    return Person(session.name, True, refusal, rights, session.actions, session.id)


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
