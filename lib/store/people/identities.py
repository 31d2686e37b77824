"""People whom the sign-in service of an organisation vouches for: by its address and its own number for them.

Owns how such a person becomes an account and a session of ours. The role comes with each sign-in when the
service gives one, else a beheerder gives it: until then the person is known and waits outside.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from lib.access import WAITING, check_name
from lib.dutch import searchable
from lib.store.people.file import hash_of, moment, people, people_path
from lib.store.people.sessions import PERSON_HOLDS, Entry, begin

NO_ROLE = (
    "U bent aangemeld bij uw organisatie, maar hebt hier nog geen rol. Vraag de beheerder van de Werkagenda "
    "om een rol; uw naam staat daar in de lijst. Meld u daarna opnieuw aan."
)
ENDED = "Uw toegang tot de Werkagenda is beëindigd. Vraag de beheerder waarom, of om nieuwe toegang."


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is by an `issuer`, whose `subject` never changes; `role` is empty when it gives none."""

    issuer: str
    subject: str
    name: str
    role: str = ""


class Outside(Exception):
    """Somebody is known, but may not come in; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def come_in(path: Path, identity: Identity) -> Entry:
    """Begin a session for who was vouched for. Raises Outside, and Invalid for a name that cannot be one."""
    name = check_name(identity.name)
    entry = Entry.new(PERSON_HOLDS)
    with people(path, writing=True) as db:
        account, role, is_over = _account(db, identity, name)
        if not is_over and role != WAITING:
            begin(db, entry, account)
    if is_over or role == WAITING:
        raise Outside(ENDED if is_over else NO_ROLE)
    return entry


def _account(db: sqlite3.Connection, identity: Identity, name: str) -> tuple[int, str, bool]:
    """Return the account behind an identity, its role by now, and whether its access is over."""
    row = db.execute(
        "SELECT a.id, a.role, a.ended_at IS NOT NULL OR coalesce(a.until < ?, 0) FROM identity i "
        "JOIN account a ON a.id = i.account_id WHERE i.issuer = ? AND i.subject = ?",
        (moment()[:10], identity.issuer, identity.subject),
    ).fetchone()
    if row is None:
        return _add(db, identity, name), identity.role or WAITING, False
    account, role, is_over = row
    if identity.role and identity.role != role and not is_over:
        db.execute("UPDATE account SET role = ?, actions = '[]' WHERE id = ?", (identity.role, account))
        _note(db, identity, f"{name}: van {role} naar {identity.role}.")
        role = identity.role
    return account, role, bool(is_over)


def _add(db: sqlite3.Connection, identity: Identity, name: str) -> int:
    role = identity.role or WAITING
    added = db.execute(
        "INSERT INTO account (name, role, actions, created_at) VALUES (?, ?, '[]', ?)",
        (_own_name(db, name), role, moment()),
    )
    account = int(added.lastrowid or 0)
    db.execute("INSERT INTO identity VALUES (?, ?, ?)", (identity.issuer, identity.subject, account))
    _note(db, identity, f"{name} meldde zich voor het eerst aan: {role}.")
    return account


def _own_name(db: sqlite3.Connection, name: str) -> str:
    """Return a name that the history cannot mix up with that of somebody else."""
    taken = {searchable(other) for (other,) in db.execute("SELECT name FROM account WHERE ended_at IS NULL")}
    number, own = 1, name
    while searchable(own) in taken:
        number += 1
        own = f"{name} ({number})"
    return own


def _note(db: sqlite3.Connection, identity: Identity, words: str) -> None:
    db.execute(
        "INSERT INTO grant_entry (at, who, words) VALUES (?, ?, ?)", (moment(), identity.issuer, words)
    )


def is_vouched_for(path: Path, secret: str) -> bool:
    """Tell whether the session that a secret opens began with the sign-in service."""
    if not people_path(path).exists():
        return False
    sql = "SELECT 1 FROM session s JOIN identity i ON i.account_id = s.account_id WHERE s.hash = ? LIMIT 1"
    with people(path) as db:
        return db.execute(sql, (hash_of(secret),)).fetchone() is not None


def note_service(path: Path, present: bool) -> None:
    """Remember whether people sign in with a service: then reading is closed from the first start on."""
    if not present and not people_path(path).exists():
        return
    with people(path, writing=True) as db:
        db.execute("DELETE FROM setting WHERE name = 'service'")
        if present:
            db.execute("INSERT INTO setting VALUES ('service', 'ja')")
