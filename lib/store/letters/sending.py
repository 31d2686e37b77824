"""Writing a letter: begin one, write in its sections, register what PS asked, and freeze what is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from lib.dutch import day_text, list_text
from lib.model import kinds
from lib.model.kinds import Invalid
from lib.model.letter import SECTIONS, Letter
from lib.model.record import RECORDS
from lib.rules.letter.checklist import missing_fields
from lib.store import records
from lib.store.checks.letters import refuse_sent as refuse_sent
from lib.store.checks.registry import Edit, run_checks
from lib.store.conflict import own_changes
from lib.store.editions import freeze
from lib.store.file.connection import EXAMPLE
from lib.store.file.rows import day_of_writing, get, insert, update
from lib.store.letters.drafts import draft, letters

File = tuple[str, str, bytes]
"""A file that is sent: its form, its name and what is in it."""
Make = Callable[[Database, Letter], Iterable[File]]

_INVENTED = "verzonnen"
"""What stands in the name of every party of the example set."""


def begin(db: Database, values: Mapping[str, Any]) -> int:
    """Begin a letter with what the one before leaves it; returns its id. There is one draft at a time."""
    start = draft(db)
    if start.id:
        raise Invalid("subject", "Er is al een brief begonnen. Ververs de pagina en werk daarin verder.")
    usual = {name: getattr(start, name) for name in RECORDS["letter"].new}
    cleaned = RECORDS["letter"].validate_new({**usual, **values}, day_of_writing(db))
    run_checks(db, Edit("letter", {}, cleaned))
    return insert(db, "letter", cleaned)


def save_head(db: Database, letter_id: int, version: int, values: Mapping[str, Any]) -> None:
    """Save fields of the head, in a letter that may have to be begun for it (number 0)."""
    if letter_id:
        refuse_sent(get(db, "letter", letter_id))
        records.save(db, "letter", letter_id, version, values)
    else:
        begin(db, values)


def write_text(db: Database, letter_id: int, section: str, text: Any, version: int) -> None:
    """Write the words of a section, in a letter that may have to be begun for it."""
    if section not in SECTIONS and section.partition(" ")[0] not in ("bereikt", "gedaan"):
        raise Invalid("section", "Dit deel van de brief bestaat niet. Ververs de pagina.")
    letter_id = letter_id or begin(db, {})
    refuse_sent(get(db, "letter", letter_id))
    written = db.execute(
        "SELECT id FROM letter_text WHERE letter_id = ? AND section = ?", [letter_id, section]
    ).fetchone()
    if written:
        records.save(db, "letter_text", written[0], version, {"text": text})
    else:
        cleaned = RECORDS["letter_text"].validate_new(
            {"letter_id": letter_id, "text": text}, day_of_writing(db)
        )
        insert(db, "letter_text", {**cleaned, "section": section})


def add_request(db: Database, values: Mapping[str, Any]) -> int:
    """Register a motie or toezegging; returns its id. Two of one kind have different numbers."""
    cleaned = RECORDS["ps_request"].validate_new({"state": "open", **values}, day_of_writing(db))
    same = "SELECT 1 FROM ps_request WHERE kind = ? AND code = ? AND withdrawn_on IS NULL"
    if db.execute(same, [cleaned["kind"], cleaned["code"]]).fetchone():
        raise Invalid("code", "Dit nummer staat al in de lijst. Wijzig die regel, of geef een ander nummer.")
    return insert(db, "ps_request", cleaned)


def answer_in(db: Database, request_id: int, version: int, letter_id: int) -> None:
    """Let a letter answer a motie or toezegging, one that may have to be begun for it (number 0)."""
    letter_id = letter_id or begin(db, {})
    refuse_sent(get(db, "letter", letter_id))
    records.save(db, "ps_request", request_id, version, {"letter_id": letter_id})


# --------------------------------------------------------------------------- sending


def send(db: Database, letter_id: int, version: int, sent_on: Any, make: Make) -> int:
    """Record a letter as sent: freeze the agenda under its name and keep the very files; returns the edition.

    Send last in a write: the files are made of what it did up to here. Raises Invalid when the letter is not
    ready, Conflict when somebody changed it meanwhile.
    """
    row = get(db, "letter", letter_id)
    today = day_of_writing(db)
    day = kinds.day("De datum van verzenden", past_only=True)(sent_on, today)
    _check_ready(db, row, day)
    mine = own_changes(db, "letter", row, version, {"sent_on": day})
    edition = freeze(db, f"Brief aan PS {day_text(day)}, kenmerk {row['reference']}")
    update(db, "letter", row, {**mine, "edition_id": edition})
    sent = next(letter for letter in letters(db) if letter.id == letter_id)
    for form, name, content in make(db, sent):
        digest = hashlib.sha256(content).hexdigest()
        file = {"form": form, "name": name, "sha256": digest, "content": content}
        db.table("letter_file").insert({"letter_id": letter_id, **file})
    return edition


def _check_ready(db: Database, row: Mapping[str, Any], day: str) -> None:
    refuse_sent(row)
    if row["withdrawn_on"]:
        raise Invalid("id", "Deze brief is ingetrokken. Begin een nieuwe.")
    lacks = missing_fields(next(letter for letter in letters(db) if letter.id == row["id"]))
    if lacks:
        raise Invalid("sent_on", f"Vul eerst in: {list_text(lacks)}. Zonder kan de brief niet weg.")
    before = max((letter.sent_on or "" for letter in letters(db)), default="")
    if before > day:
        raise Invalid("sent_on", f"De vorige brief is van {day_text(before)}; deze kan niet eerder zijn.")
    _refuse_invented(db)


def _refuse_invented(db: Database) -> None:
    """Raise Invalid when something of the example set stands in the real agenda."""
    dataset = db.execute("SELECT value FROM meta WHERE key = 'dataset'").fetchone()
    if dataset and dataset[0] == EXAMPLE:
        return
    invented = db.execute(
        "SELECT name FROM party WHERE withdrawn_on IS NULL AND name LIKE ?", [f"%{_INVENTED}%"]
    ).fetchone()
    if invented:
        raise Invalid(
            "sent_on",
            f"In de agenda staat “{invented[0]}”, uit de voorbeeldgegevens. Trek die partij in; "
            "met voorbeeldgegevens gaat er geen brief uit.",
        )
