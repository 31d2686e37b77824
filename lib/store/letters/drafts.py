"""Letters to Provinciale Staten as they are kept: drafts, their own words, what PS asked, what was sent."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from lib.model.letter import Letter, LetterFile, LetterText, Request
from lib.store.file.rows import rows_of

SUBJECT = "Voortgang en agenda Werkambassadeur"
NO_LETTER = Letter(
    id=0, reference="", subject=SUBJECT, committee="", treatment="C", portfolio="", asks="kennisnemen",
    secrecy="openbaar", programme="", period_from=None, period_until=None, next_letter="", sent_on=None,
    edition_id=None, withdrawn_on=None, withdrawn_reason=None, version=0,
)  # fmt: skip
"""The first letter, before anybody began it."""

_CARRIED = ("portfolio", "committee", "treatment", "secrecy", "programme")
"""What a new letter takes over from the one before."""


def letters(db: Database) -> list[Letter]:
    """Return the letters that count, newest first."""
    return rows_of(db, Letter, "SELECT * FROM letter WHERE withdrawn_on IS NULL ORDER BY id DESC")


def draft(db: Database) -> Letter:
    """Return the letter that is being written; before anybody began one, what it would start with."""
    every = letters(db)
    last = max((letter for letter in every if letter.sent), key=order_of, default=NO_LETTER)
    start = replace(NO_LETTER, **{name: getattr(last, name) for name in _CARRIED})
    return next((letter for letter in every if not letter.sent), start)


def sent_before(db: Database, letter: Letter) -> Letter | None:
    """Return the letter that was sent last before this one."""
    sent = [
        other
        for other in letters(db)
        if other.sent and (not letter.sent or order_of(other) < order_of(letter))
    ]
    return max(sent, key=order_of, default=None)


def order_of(letter: Letter) -> int:
    """Return the place of a letter among those that were sent."""
    return letter.edition_id or 0


def texts(db: Database, letter_id: int) -> dict[str, LetterText]:
    """Return what staff wrote themselves, by section."""
    rows = rows_of(db, LetterText, "SELECT * FROM letter_text WHERE letter_id = ?", [letter_id])
    return {text.section: text for text in rows}


def requests(db: Database) -> list[Request]:
    """Return the moties and toezeggingen that count, latest first."""
    return rows_of(
        db,
        Request,
        "SELECT * FROM ps_request WHERE withdrawn_on IS NULL ORDER BY dated_on DESC, id DESC",
    )


def files(db: Database, letter_id: int) -> list[LetterFile]:
    return rows_of(
        db, LetterFile, "SELECT * FROM main.letter_file WHERE letter_id = ? ORDER BY form", [letter_id]
    )
