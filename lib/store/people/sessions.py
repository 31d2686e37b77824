"""Sessions and the keys that begin one: looked up for every run of a page and inside every write."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from lib.access import NotAllowed, Person, Session, signed_in
from lib.store.people.file import PeopleUnreadable, hash_of, moment, new_secret, people, people_path

KEY_HOLDS = timedelta(hours=24)
MACHINE_HOLDS, PERSON_HOLDS, IDLE_HOLDS = timedelta(days=30), timedelta(days=7), timedelta(hours=12)
"""How long a session holds: at the machine itself, and of a person at most and without being seen."""
ASKED_BEFORE = timedelta(minutes=20)
"""How long before its end a person who was not seen is asked to say that somebody is there."""
SEEN_EVERY = timedelta(minutes=5)
MINUTE, MOST_OF_ONE, MOST_OF_ALL = timedelta(minutes=1), 10, 100
"""How many keys that do not fit are taken within a minute, from one address and from all together."""
SIGNED_OUT = (
    "Er is niets opgeslagen: uw sessie is beëindigd. Wat u typte, staat er nog. Open de app opnieuw met een "
    "sleutel om verder te gaan."
)
_OPEN = (
    "SELECT s.id, a.name, a.role, a.actions, s.seen_at FROM session s LEFT JOIN account a "
    "ON a.id = s.account_id WHERE s.ended_at IS NULL AND s.expires_at > :now "
    "AND (s.account_id IS NULL OR (s.seen_at > :idle AND a.ended_at IS NULL "
    "AND (a.until IS NULL OR a.until >= substr(:now, 1, 10))))"
)


class TooMany(Exception):
    """Too many keys that did not fit were tried in the last minute."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key that was spent: the secret of the session that it began, and for how long that holds."""

    secret: str
    holds: timedelta

    @classmethod
    def new(cls, holds: timedelta) -> Entry:
        return cls(new_secret(), holds)


def make_start_key(path: Path) -> str:
    """Return a new key with which who sits at the machine comes in: once, and within a day."""
    key = new_secret()
    with people(path, writing=True) as db:
        db.execute("DELETE FROM entry_key WHERE expires_at < ?", (moment(),))
        db.execute(
            "INSERT INTO entry_key (hash, expires_at) VALUES (?, ?)", (hash_of(key), moment(KEY_HOLDS))
        )
    return key


def enter(path: Path, key: str, source: str, *, at_machine: bool) -> Entry | None:
    """Spend a key; returns what it began, or None for a key that does not fit (any more).

    A start key is spent at the machine only; elsewhere it counts as one that does not fit. Raises TooMany
    for who guesses.
    """
    with people(path, writing=True) as db:
        refuse_guessing(db, source)
        spent = db.execute(
            "UPDATE entry_key SET used_at = :now WHERE hash = :hash AND used_at IS NULL "
            "AND expires_at > :now AND (account_id IS NOT NULL OR :here) RETURNING account_id",
            {"now": moment(), "hash": hash_of(key), "here": at_machine},
        ).fetchall()
        if not spent:
            note_wrong(db, source)
            return None
        entry = Entry.new(MACHINE_HOLDS if spent[0][0] is None else PERSON_HOLDS)
        begin(db, entry, spent[0][0])
        return entry


def hold(path: Path, secret: str) -> None:
    """Let whoever holds this secret in, at the machine: for a program that starts the app itself."""
    with people(path, writing=True) as db:
        db.execute("DELETE FROM session WHERE hash = ?", (hash_of(secret),))
        begin(db, Entry(secret, MACHINE_HOLDS), None)


def begin(db: sqlite3.Connection, entry: Entry, account_id: int | None) -> None:
    """Let whoever holds the secret in, as this person or (without) at the machine."""
    db.execute("DELETE FROM session WHERE expires_at < ?", (moment(),))
    db.execute(
        "INSERT INTO session (hash, account_id, began_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        (hash_of(entry.secret), account_id, moment(), moment(), moment(entry.holds)),
    )


def refuse_guessing(db: sqlite3.Connection, source: str) -> None:
    """Raise TooMany when too many keys that did not fit came from one address, or from all together."""
    db.execute("DELETE FROM attempt WHERE at < ?", (moment(-MINUTE),))
    by_one = db.execute("SELECT count(*) FROM attempt WHERE source = ?", (source,)).fetchone()[0]
    by_all = db.execute("SELECT count(*) FROM attempt").fetchone()[0]
    if by_one >= MOST_OF_ONE or by_all >= MOST_OF_ALL:
        raise TooMany


def note_wrong(db: sqlite3.Connection, source: str) -> None:
    """Count a key that did not fit."""
    db.execute("INSERT INTO attempt VALUES (?, ?)", (source, moment()))
    db.execute(
        "INSERT INTO refused VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET count = count + 1",
        (moment()[:10],),
    )


def find(path: Path, secret: str, *, at_machine: bool, seen: bool = True) -> Session | None:
    """Return the session that a secret opens; None when there is none, or the file cannot be read.

    That of a start key opens at the machine only. It goes on for who is `seen` by this: not for a page
    that only stands open.
    """
    if not secret or not people_path(path).exists():
        return None
    with suppress(PeopleUnreadable):
        with people(path) as db:
            row = db.execute(f"{_OPEN} AND s.hash = :hash", _now() | {"hash": hash_of(secret)}).fetchone()
        if row is not None and (row[1] or at_machine):
            if seen:
                _note_seen(path, row)
            return _session(row)
    return None


def _now() -> dict[str, str]:
    return {"now": moment(), "idle": moment(-IDLE_HOLDS)}


def _session(row: tuple[int, str | None, str, str, str]) -> Session:
    number, name, role, actions, seen_at = row
    ending = seen_at < moment(ASKED_BEFORE - IDLE_HOLDS)
    return Session(number, name, role, tuple(json.loads(actions)), ending) if name else Session(number)


def _note_seen(path: Path, row: tuple[int, str | None, str, str, str]) -> None:
    """Let a session of somebody who works go on; written now and then only."""
    if row[4] < moment(-SEEN_EVERY):
        with suppress(PeopleUnreadable), people(path, writing=True) as db:
            db.execute("UPDATE session SET seen_at = ? WHERE id = ?", (moment(), row[0]))


def confirm(path: Path, person: Person) -> Person:
    """Return who writes with the rights of this moment; raise NotAllowed when the session has ended."""
    if not person.session:
        return person
    with suppress(PeopleUnreadable), people(path) as db:
        return confirmed(db, person)
    raise NotAllowed(SIGNED_OUT)


def confirmed(db: sqlite3.Connection, person: Person) -> Person:
    """Return the same for who already opened the file."""
    if not person.session:
        return person
    row = db.execute(f"{_OPEN} AND s.id = :id", _now() | {"id": person.session}).fetchone()
    if row is None:
        raise NotAllowed(SIGNED_OUT)
    session = _session(row)
    return signed_in(session) if session.name else replace(person, session=session.id)


def leave(path: Path, secret: str) -> None:
    """End the session that a secret opens."""
    with people(path, writing=True) as db:
        db.execute(
            "UPDATE session SET ended_at = ? WHERE hash = ? AND ended_at IS NULL", (moment(), hash_of(secret))
        )
