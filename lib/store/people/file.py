"""The file of who may come in, beside the agenda: only its owner can read it, and no copy takes it along.

Not tables in the agenda: who puts an older copy of that back would give people rights back that were ended
since, and each copy would carry the ways in. Secrets are random and kept as their hash only.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from lib.access import NotAllowed
from lib.dutch import stamp

_SCHEMA = """
CREATE TABLE IF NOT EXISTS account (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), role TEXT NOT NULL,
  actions TEXT NOT NULL, until TEXT, created_at TEXT NOT NULL, ended_at TEXT) STRICT;
CREATE TABLE IF NOT EXISTS identity (
  issuer TEXT NOT NULL, subject TEXT NOT NULL, account_id INTEGER NOT NULL REFERENCES account (id),
  PRIMARY KEY (issuer, subject)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entry_key (
  hash TEXT PRIMARY KEY, account_id INTEGER REFERENCES account (id), expires_at TEXT NOT NULL,
  used_at TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS partner_link (
  hash TEXT PRIMARY KEY, party_id INTEGER NOT NULL, action_id TEXT NOT NULL, expires_at TEXT NOT NULL,
  used_at TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS partner_answer (
  id INTEGER PRIMARY KEY, party_id INTEGER NOT NULL, action_id TEXT NOT NULL, at TEXT NOT NULL,
  part TEXT NOT NULL, given TEXT NOT NULL, settled_at TEXT, settled_by TEXT, taken INTEGER) STRICT;
CREATE TABLE IF NOT EXISTS session (
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, account_id INTEGER REFERENCES account (id),
  began_at TEXT NOT NULL, seen_at TEXT NOT NULL, expires_at TEXT NOT NULL, ended_at TEXT) STRICT;
CREATE TABLE IF NOT EXISTS refused (day TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS grant_entry (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, words TEXT NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS grants_stay BEFORE UPDATE ON grant_entry
  BEGIN SELECT RAISE(ABORT, 'wie wat mocht, verandert niet'); END;
CREATE TRIGGER IF NOT EXISTS grants_remain BEFORE DELETE ON grant_entry
  BEGIN SELECT RAISE(ABORT, 'wie wat mocht, blijft bewaard'); END;
CREATE TABLE IF NOT EXISTS attempt (source TEXT NOT NULL, at TEXT NOT NULL) STRICT;
"""
_BUSY_SECONDS = 5.0


class PeopleUnreadable(OSError):
    """The file of who may come in cannot be used; `sentence` says so."""

    sentence = (
        "Aanmelden lukt nu niet: het bestand met wie binnen mag is niet te lezen of te schrijven. "
        "Geef de app rechten op de map van het gegevensbestand, en probeer het opnieuw."
    )


def people_path(path: Path) -> Path:
    """Return the file of who may come in, that belongs to the agenda at `path`."""
    return path.with_name(f"{path.stem}-toegang{path.suffix}")


def people_mark(path: Path) -> int:
    """Return what differs after every change of who may come in; costs next to nothing to ask."""
    with suppress(OSError):
        return people_path(path).stat().st_mtime_ns
    return 0


def moment(later: timedelta = timedelta()) -> str:
    """Return now, or a moment later than now, as it is stored."""
    return stamp(datetime.now(UTC) + later)


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return what is stored of a secret: it is random, so that nobody finds it back from this."""
    return sha256(secret.encode()).hexdigest()


@contextmanager
def people(path: Path, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the file for one operation; it is made when it is not there. Raises PeopleUnreadable."""
    file = people_path(path)
    try:
        if writing and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        mode = "rw" if writing else "ro"
        uri = f"{file.absolute().as_uri()}?mode={mode}"
        db = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        with closing(db):
            if writing:
                db.executescript(_SCHEMA)
                db.execute("BEGIN IMMEDIATE")
            yield db
            if writing:
                db.execute("COMMIT")
    except NotAllowed:
        raise
    except (sqlite3.Error, OSError) as error:
        raise PeopleUnreadable(str(error)) from error


def room_secret(path: Path) -> str:
    """Return what signs the codes of the room, the same after each start. Raises PeopleUnreadable."""
    with people(path, writing=True) as db:
        db.execute("INSERT OR IGNORE INTO setting VALUES ('zaal', ?)", (new_secret(),))
        return str(db.execute("SELECT value FROM setting WHERE name = 'zaal'").fetchone()[0])
