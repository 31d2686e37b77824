"""People who sign in: who they are, their role, and how each came in; only a beheerder changes that.

Every grant and its end is kept in words, with who gave it. Nobody is removed: a person is ended.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from lib.access import MANAGE, ROLES, WAITING, NotAllowed, Person, check_name
from lib.dutch import list_text, searchable
from lib.model.kinds import Invalid
from lib.store.people.file import PeopleUnreadable, hash_of, moment, new_secret, people, people_path
from lib.store.people.sessions import confirmed

LINK_HOLDS = timedelta(hours=24)
NOT_YOURS = "Alleen een beheerder regelt wie er binnen mag. Er is niets gewijzigd."
_ACCOUNT = "SELECT id, name, role, actions, until, ended_at FROM account"


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in; `actions` are the only ones an aanjager edits, `until` the last day."""

    id: int
    name: str
    role: str
    actions: tuple[str, ...]
    until: str | None
    ended_at: str | None


@dataclass(frozen=True, slots=True)
class Stay:
    """An open session, of a person or (without name) of who sits at the machine."""

    id: int
    name: str
    began_at: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class Grant:
    """One change of who may do what, in words."""

    at: str
    who: str
    words: str


def accounts(path: Path) -> list[Account]:
    """Return the people who may sign in, by name; those who were ended are left out."""
    rows = _rows(path, f"{_ACCOUNT} WHERE ended_at IS NULL ORDER BY name COLLATE NOCASE")
    return [_account(row) for row in rows]


def stays(path: Path) -> list[Stay]:
    """Return the open sessions, the last seen first."""
    sql = (
        "SELECT s.id, coalesce(a.name, ''), s.began_at, s.seen_at FROM session s LEFT JOIN account a "
        "ON a.id = s.account_id WHERE s.ended_at IS NULL AND s.expires_at > ? ORDER BY s.seen_at DESC"
    )
    return [Stay(*row) for row in _rows(path, sql, moment())]


def grants(path: Path) -> list[Grant]:
    """Return who gave or ended what, the newest first."""
    return [Grant(*row) for row in _rows(path, "SELECT at, who, words FROM grant_entry ORDER BY id DESC")]


def refused(path: Path) -> list[tuple[str, int]]:
    """Return how many keys did not fit on each day that had any, the newest first."""
    return [(day, count) for day, count in _rows(path, "SELECT day, count FROM refused ORDER BY day DESC")]


def _rows(path: Path, sql: str, *args: str) -> list[tuple[Any, ...]]:
    if not people_path(path).exists():
        return []
    with people(path) as db:
        return db.execute(sql, args).fetchall()


def _account(row: tuple[Any, ...]) -> Account:
    number, name, role, actions, until, ended_at = row
    return Account(number, name, role, tuple(json.loads(actions)), until, ended_at)


@contextmanager
def _managing(path: Path, by: Person) -> Iterator[sqlite3.Connection]:
    """Open one change for a beheerder, who is looked up again inside it."""
    with people(path, writing=True) as db:
        if not confirmed(db, by).may(MANAGE):
            raise NotAllowed(NOT_YOURS)
        yield db


def add(path: Path, by: Person, name: str, role: str, actions: tuple[str, ...], until: str | None) -> int:
    """Let a person sign in from now on, once invited; returns the id."""
    name = check_name(name)
    _check(role, actions)
    with _managing(path, by) as db:
        names = db.execute("SELECT name FROM account WHERE ended_at IS NULL").fetchall()
        if searchable(name) in {searchable(other) for (other,) in names}:
            raise Invalid("name", f"Er is al iemand met de naam {name}. Kies een andere naam.")
        added = db.execute(
            "INSERT INTO account (name, role, actions, until, created_at) VALUES (?, ?, ?, ?, ?)",
            (name, role, json.dumps(actions), until, moment()),
        )
        _note(db, by, f"{name} kan zich aanmelden als {_described(role, actions, until)}.")
        return int(added.lastrowid or 0)


def change(path: Path, by: Person, account_id: int, role: str, actions: tuple[str, ...]) -> None:
    """Give a person another role, at once also in pages that are open."""
    _check(role, actions)
    with _managing(path, by) as db:
        account = _get(db, account_id)
        db.execute(
            "UPDATE account SET role = ?, actions = ? WHERE id = ?", (role, json.dumps(actions), account_id)
        )
        old, new = (_described(*one) for one in ((account.role, account.actions), (role, actions)))
        _note(db, by, f"{account.name}: van {old} naar {new}.")


def end(path: Path, by: Person, account_id: int) -> None:
    """Let a person in no more: every session and link of that person ends now."""
    with _managing(path, by) as db:
        account = _get(db, account_id)
        db.execute("UPDATE account SET ended_at = ? WHERE id = ?", (moment(), account_id))
        _close(db, "account_id = ?", account_id)
        db.execute("DELETE FROM entry_key WHERE account_id = ? AND used_at IS NULL", (account_id,))
        _note(db, by, f"{account.name} kan zich niet meer aanmelden.")


def end_stay(path: Path, by: Person, session_id: int) -> None:
    """End one session; its person may sign in again with a new link."""
    with _managing(path, by) as db:
        _close(db, "id = ?", session_id)


def _close(db: sqlite3.Connection, which: str, number: int) -> None:
    db.execute(f"UPDATE session SET ended_at = ? WHERE {which} AND ended_at IS NULL", (moment(), number))


def invite(path: Path, by: Person, account_id: int) -> str:
    """Return a key with which this person comes in once, within a day; an earlier one stops working."""
    key = new_secret()
    with _managing(path, by) as db:
        if _get(db, account_id).role == WAITING:
            raise Invalid("role", "Geef deze persoon eerst een rol.")
        db.execute("DELETE FROM entry_key WHERE account_id = ? AND used_at IS NULL", (account_id,))
        db.execute(
            "INSERT INTO entry_key (hash, account_id, expires_at) VALUES (?, ?, ?)",
            (hash_of(key), account_id, moment(LINK_HOLDS)),
        )
    return key


def is_closed(path: Path) -> bool:
    """Tell whether one has to sign in to read: once there are people, unless reading was opened."""
    opened = "SELECT 1 FROM setting WHERE name = 'open_reading' AND value = 'ja'"
    somebody = "SELECT 1 FROM account UNION SELECT 1 FROM setting WHERE name = 'service'"
    with suppress(PeopleUnreadable):
        return bool(_rows(path, f"SELECT 1 WHERE EXISTS ({somebody}) AND NOT EXISTS ({opened})"))
    return True


def open_reading(path: Path, by: Person, is_open: bool) -> None:
    """Let everybody who reaches the app read, or only who signed in."""
    with _managing(path, by) as db:
        db.execute("INSERT OR REPLACE INTO setting VALUES ('open_reading', ?)", ("ja" if is_open else "nee",))
        _note(db, by, "Lezen kan nu ook zonder aanmelden." if is_open else "Lezen kan alleen na aanmelden.")


def _check(role: str, actions: tuple[str, ...]) -> None:
    if role not in ROLES:
        raise Invalid("role", f"Kies een rol: {list_text(ROLES, 'of')}.")
    if (role == "aanjager") != bool(actions):
        raise Invalid("actions", "Een aanjager heeft eigen acties; kies die, en alleen bij een aanjager.")


def _get(db: sqlite3.Connection, account_id: int) -> Account:
    row = db.execute(f"{_ACCOUNT} WHERE id = ? AND ended_at IS NULL", (account_id,)).fetchone()
    if row is None:
        raise Invalid("id", "Deze persoon is er niet (meer). Laad de pagina opnieuw.")
    return _account(row)


def _described(role: str, actions: tuple[str, ...], until: str | None = None) -> str:
    own = f" van actie {list_text(actions)}" if actions else ""
    return f"{role}{own}" + (f", tot en met {until}" if until else "")


def _note(db: sqlite3.Connection, by: Person, words: str) -> None:
    db.execute("INSERT INTO grant_entry (at, who, words) VALUES (?, ?, ?)", (moment(), by.name, words))
