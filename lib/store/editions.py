"""Editions: named moments of the agenda, such as the close of a meeting. What they show never changes.

Owns freezing and finding them; `lib.store.file.connection` keeps later writes out of a frozen moment.
"""

from __future__ import annotations

from sqlite_utils import Database

from lib.model.record import RECORDS
from lib.model.rulings import Edition, meeting_words
from lib.store.checks.meetings import refuse_known_edition
from lib.store.file.rows import day_of_writing, insert, rows_of, writer
from lib.store.history import moment_of_writing


def editions(db: Database) -> list[Edition]:
    """Return the editions that count, newest first; also from a connection that shows a past moment."""
    return rows_of(
        db, Edition, "SELECT * FROM main.edition WHERE withdrawn_on IS NULL ORDER BY at DESC, id DESC"
    )


def edition(db: Database, edition_id: int) -> Edition | None:
    return next((edition for edition in editions(db) if edition.id == edition_id), None)


def before(db: Database, at: str | None) -> Edition | None:
    """Return the edition of the last meeting that closed before a stored moment, or before now."""
    closed = (
        edition
        for edition in editions(db)
        if edition.meeting_id is not None and (at is None or edition.at < at)
    )
    return next(closed, None)


def words(db: Database, edition: Edition) -> str:
    """Tell how an edition is called inside a sentence: by its meeting, else by its own name."""
    held = "SELECT kind, held_on, title FROM main.meeting WHERE id = ?"
    meeting = db.execute(held, (edition.meeting_id,)).fetchone()
    return meeting_words(*meeting) if meeting else edition.name


def freeze(db: Database, name: str, meeting_id: int | None = None) -> int:
    """Name this moment, with all that this write changed up to here; returns the edition's id.

    Freeze last in a write: the moment holds everything the write did. No two that count have one name.
    """
    values = {"name": name, "meeting_id": meeting_id}
    cleaned = RECORDS["edition"].validate_new(values, day_of_writing(db))
    refuse_known_edition(db, cleaned["name"])
    frozen = {"at": moment_of_writing(db), "author": writer(db)["who"]}
    return insert(db, "edition", {**cleaned, **frozen})
