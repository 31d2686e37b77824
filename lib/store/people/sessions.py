"""Sessions and the keys that begin one: looked up for every run of a page and inside every write."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from lib.access import NotAllowed, Person, Session
from lib.store.people.file import PeopleUnreadable, hash_of, moment, new_secret, people, people_path

KEY_HOLDS, SESSION_HOLDS = timedelta(hours=24), timedelta(days=30)
MINUTE, MOST_OF_ONE, MOST_OF_ALL = timedelta(minutes=1), 10, 100
"""How many keys that do not fit are taken within a minute, from one address and from all together."""
SIGNED_OUT = (
    "Er is niets opgeslagen: uw sessie is beëindigd. Wat u typte, staat er nog. Open de app opnieuw met een "
    "sleutel om verder te gaan."
)
_OPEN = "SELECT id FROM session WHERE ended_at IS NULL AND expires_at > ?"


class TooMany(Exception):
    """Too many keys that did not fit were tried in the last minute."""


def make_start_key(path: Path) -> str:
    """Return a new key with which who sits at the machine comes in: once, and within a day."""
    key = new_secret()
    with people(path, writing=True) as db:
        db.execute("DELETE FROM entry_key WHERE expires_at < ?", (moment(),))
        db.execute("INSERT INTO entry_key VALUES (?, ?, NULL)", (hash_of(key), moment(KEY_HOLDS)))
    return key


def enter(path: Path, key: str, source: str) -> str | None:
    """Spend a key; returns the secret of a new session, or None for a key that does not fit (any more).

    Raises TooMany for who guesses.
    """
    with people(path, writing=True) as db:
        _refuse_guessing(db, source)
        spent = db.execute(
            "UPDATE entry_key SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
            (moment(), hash_of(key), moment()),
        )
        if not spent.rowcount:
            db.execute("INSERT INTO attempt VALUES (?, ?)", (source, moment()))
            return None
        secret = new_secret()
        _begin(db, secret)
        return secret


def hold(path: Path, secret: str) -> None:
    """Let whoever holds this secret in, at the machine: for a program that starts the app itself."""
    with people(path, writing=True) as db:
        db.execute("DELETE FROM session WHERE hash = ?", (hash_of(secret),))
        _begin(db, secret)


def _begin(db: sqlite3.Connection, secret: str) -> None:
    db.execute("DELETE FROM session WHERE expires_at < ?", (moment(),))
    db.execute(
        "INSERT INTO session (hash, began_at, expires_at) VALUES (?, ?, ?)",
        (hash_of(secret), moment(), moment(SESSION_HOLDS)),
    )


def _refuse_guessing(db: sqlite3.Connection, source: str) -> None:
    db.execute("DELETE FROM attempt WHERE at < ?", (moment(-MINUTE),))
    by_one = db.execute("SELECT count(*) FROM attempt WHERE source = ?", (source,)).fetchone()[0]
    by_all = db.execute("SELECT count(*) FROM attempt").fetchone()[0]
    if by_one >= MOST_OF_ONE or by_all >= MOST_OF_ALL:
        raise TooMany


def find(path: Path, secret: str) -> Session | None:
    """Return the session that a secret opens; None when there is none, or the file cannot be read."""
    if not secret or not people_path(path).exists():
        return None
    with suppress(PeopleUnreadable), people(path) as db:
        row = db.execute(f"{_OPEN} AND hash = ?", (moment(), hash_of(secret))).fetchone()
        return Session(row[0]) if row else None
    return None


def refuse_ended(path: Path, person: Person) -> None:
    """Raise NotAllowed when the session of who writes has ended since the page looked."""
    if not person.session:
        return
    with suppress(PeopleUnreadable), people(path) as db:
        if db.execute(f"{_OPEN} AND id = ?", (moment(), person.session)).fetchone():
            return
    raise NotAllowed(SIGNED_OUT)


def leave(path: Path, secret: str) -> None:
    """End the session that a secret opens."""
    with people(path, writing=True) as db:
        db.execute(
            "UPDATE session SET ended_at = ? WHERE hash = ? AND ended_at IS NULL", (moment(), hash_of(secret))
        )
