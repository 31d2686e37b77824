"""What somebody typed in a form and did not save yet, and did and may undo: kept per person.

Owns a small file beside the agenda's own. Not a table in it: whoever types would then wait for those who
save, wear out the readers that rest, and land half a sentence in every copy of the agenda. A draft is in no
history and in no version of the data; who loses this file loses only what nobody saved.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
  who TEXT NOT NULL, form TEXT NOT NULL, field TEXT NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL,
  day TEXT NOT NULL DEFAULT (date('now')), PRIMARY KEY (who, form, field)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settled (
  who TEXT NOT NULL, form TEXT NOT NULL, turn INTEGER NOT NULL,
  PRIMARY KEY (who, form)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS acts (
  who TEXT NOT NULL, pile TEXT NOT NULL, text TEXT NOT NULL,
  day TEXT NOT NULL DEFAULT (date('now')), PRIMARY KEY (who, pile)) STRICT, WITHOUT ROWID;
"""
KEPT_DAYS = 90
MOST_FIELDS, MOST_TEXT = 40, 20_000
_BUSY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a field, as the screen shows it, and the version of the record that was seen."""

    version: int
    text: str


def drafts_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}-concepten{path.suffix}")


def read_drafts(path: Path, who: str, form: str) -> dict[str, Draft]:
    """Return the drafts of a person in a form, by field; none when their file cannot be read."""
    file = drafts_path(path)
    if not file.exists():
        return {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(file, timeout=_BUSY_SECONDS)) as db:
        asked = "SELECT field, version, text FROM draft WHERE who = ? AND form = ?"
        return {field: Draft(version, text) for field, version, text in db.execute(asked, (who, form))}
    return {}


def forms_with_drafts(path: Path, who: str) -> frozenset[str]:
    """Return the forms in which somebody typed what is not stored yet."""
    file = drafts_path(path)
    if file.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(file, timeout=_BUSY_SECONDS)) as db:
            found = db.execute("SELECT DISTINCT form FROM draft WHERE who = ?", (who,))
            return frozenset(form for (form,) in found)
    return frozenset()


def list_texts(path: Path, who: str, forms: str, field: str) -> dict[str, str]:
    """Return what a person typed in one field of every form whose name begins so, by form."""
    file = drafts_path(path)
    if not file.exists():
        return {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(file, timeout=_BUSY_SECONDS)) as db:
        asked = (
            "SELECT form, text FROM draft WHERE who = ? AND substr(form, 1, ?) = ? AND field = ? "
            "AND trim(text) <> '' ORDER BY form"
        )
        return dict(db.execute(asked, (who, len(forms), forms, field)))
    return {}


def keep_drafts(
    path: Path, who: str, form: str, texts: Mapping[str, Draft | None], turn: int | None = None
) -> bool:
    """Keep what was typed in fields of a form, None for what is no draft any more; False when that failed.

    What comes late, from a `turn` of the form that was settled since, is no draft either.
    """
    fits = len(texts) <= MOST_FIELDS and all(
        len(draft.text) <= MOST_TEXT for draft in texts.values() if draft
    )
    if not fits:
        return False
    with suppress(sqlite3.Error), _writing(path) as db:
        after = db.execute("SELECT turn FROM settled WHERE who = ? AND form = ?", (who, form)).fetchone()
        if turn is not None and after and turn <= after[0]:
            return True
        for field, draft in texts.items():
            db.execute("DELETE FROM draft WHERE who = ? AND form = ? AND field = ?", (who, form, field))
            if draft:
                row = (who, form, field, draft.version, draft.text)
                db.execute("INSERT INTO draft (who, form, field, version, text) VALUES (?, ?, ?, ?, ?)", row)
        db.execute("DELETE FROM draft WHERE day < date('now', ?)", (f"-{KEPT_DAYS} days",))
        return True
    return False


def throw_away(path: Path, who: str, form: str, turn: int) -> None:
    """Keep nothing of a form any longer: it was stored, or given up in this `turn`."""
    if not drafts_path(path).exists():
        return
    with suppress(sqlite3.Error), _writing(path) as db:
        db.execute("DELETE FROM draft WHERE who = ? AND form = ?", (who, form))
        db.execute("INSERT OR REPLACE INTO settled VALUES (?, ?, ?)", (who, form, turn))


def forget_person(path: Path, who: str) -> None:
    """Keep nothing that somebody typed: the name may become that of somebody else."""
    if drafts_path(path).exists():
        with suppress(sqlite3.Error), _writing(path) as db:
            db.execute("DELETE FROM draft WHERE who = ?", (who,))


def read_acts(path: Path, who: str, pile: str) -> str | None:
    """Return what was kept of the acts that somebody can undo; None when there is nothing, or no file."""
    file = drafts_path(path)
    if file.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(file, timeout=_BUSY_SECONDS)) as db:
            asked = "SELECT text FROM acts WHERE who = ? AND pile = ?"
            found = db.execute(asked, (who, pile)).fetchone()
            return found and str(found[0])
    return None


def keep_acts(path: Path, who: str, pile: str, text: str) -> bool:
    """Keep the acts that somebody can undo, in the form that the screen reads; False when that failed."""
    with suppress(sqlite3.Error), _writing(path) as db:
        db.execute("INSERT OR REPLACE INTO acts (who, pile, text) VALUES (?, ?, ?)", (who, pile, text))
        db.execute("DELETE FROM acts WHERE day < date('now', '-1 day')")
        return True
    return False


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open one write; a draft may be lost in a power cut, so the disk is not waited for."""
    connection = sqlite3.connect(drafts_path(path), timeout=_BUSY_SECONDS, isolation_level=None)
    with closing(connection):
        connection.execute("PRAGMA synchronous = off")
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
