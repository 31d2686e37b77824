"""Partners without an account: a link that asks one of them about one action, once, and what came back.

What a partner wrote is a proposal beside the agenda, until somebody who may edit takes it over field by
field. It never changes the agenda by itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from lib.access import NotAllowed, Person
from lib.store.people.file import PeopleUnreadable, hash_of, moment, new_secret, people, people_path
from lib.store.people.sessions import confirmed, note_wrong, refuse_guessing

LINK_HOLDS = timedelta(days=14)
_OPEN = "hash = :hash AND used_at IS NULL AND expires_at > :now"


@dataclass(frozen=True, slots=True)
class Request:
    """What a link asks: what this party did for this action, and whether its support is the same."""

    party_id: int
    action_id: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """One part of an answer that waits for somebody to take it over: a "step", "support" or a "word"."""

    id: int
    party_id: int
    action_id: str
    at: str
    part: str
    values: Mapping[str, Any]


def ask(path: Path, by: Person, request: Request) -> str:
    """Return a key with which a party answers once; an earlier link about the same stops working."""
    key, about = new_secret(), (request.party_id, request.action_id)
    with people(path, writing=True) as db:
        _refuse(db, by, request.action_id)
        db.execute("DELETE FROM partner_link WHERE party_id = ? AND action_id = ? AND used_at IS NULL", about)
        db.execute(
            "INSERT INTO partner_link (hash, party_id, action_id, expires_at) VALUES (?, ?, ?, ?)",
            (hash_of(key), *about, moment(LINK_HOLDS)),
        )
    return key


def asked(path: Path, key: str) -> Request | None:
    """Return what a link asks; None for one that holds no longer. Reading it spends nothing."""
    if not people_path(path).exists():
        return None
    with people(path) as db:
        row = db.execute(f"SELECT party_id, action_id FROM partner_link WHERE {_OPEN}", _key(key)).fetchone()
    return Request(*row) if row else None


def answer(path: Path, key: str, source: str, parts: Mapping[str, Mapping[str, Any]]) -> bool:
    """Spend a link and keep what was answered, by part; False when the link holds no longer.

    Raises TooMany for who guesses.
    """
    with people(path, writing=True) as db:
        refuse_guessing(db, source)
        spent = db.execute(
            f"UPDATE partner_link SET used_at = :now WHERE {_OPEN} RETURNING party_id, action_id", _key(key)
        ).fetchall()
        if not spent:
            note_wrong(db, source)
            return False
        for part, values in parts.items():
            db.execute(
                "INSERT INTO partner_answer (party_id, action_id, at, part, given) VALUES (?, ?, ?, ?, ?)",
                (*spent[0], moment(), part, json.dumps(values)),
            )
    return True


def waiting(path: Path, action_id: str = "") -> list[Proposed]:
    """Return what partners proposed about an action, or all, and nobody settled; the oldest first."""
    if not people_path(path).exists():
        return []
    try:
        with people(path) as db:
            rows = db.execute(
                "SELECT id, party_id, action_id, at, part, given FROM partner_answer "
                "WHERE :about IN (action_id, '') AND settled_at IS NULL ORDER BY id",
                {"about": action_id},
            ).fetchall()
    except PeopleUnreadable:
        return []
    return [
        Proposed(number, party_id, about, at, part, json.loads(given))
        for number, party_id, about, at, part, given in rows
    ]


def settle(path: Path, by: Person, proposed: Proposed, *, taken: bool) -> bool:
    """Note that a proposal was taken over or refused; False when somebody else settled it before."""
    with people(path, writing=True) as db:
        _refuse(db, by, proposed.action_id)
        settled = db.execute(
            "UPDATE partner_answer SET settled_at = ?, settled_by = ?, taken = ? "
            "WHERE id = ? AND settled_at IS NULL",
            (moment(), by.name, int(taken), proposed.id),
        )
        return bool(settled.rowcount)


def reopen(path: Path, proposed: Proposed) -> None:
    """Let a proposal wait again, since writing it did not go through."""
    with people(path, writing=True) as db:
        db.execute(
            "UPDATE partner_answer SET settled_at = NULL, settled_by = NULL, taken = NULL WHERE id = ?",
            (proposed.id,),
        )


def _key(key: str) -> dict[str, str]:
    return {"hash": hash_of(key), "now": moment()}


def _refuse(db: sqlite3.Connection, by: Person, action_id: str) -> None:
    person = confirmed(db, by).about(action_id)
    if not person.may_edit:
        raise NotAllowed(person.refusal)
