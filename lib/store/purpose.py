"""The purpose case as versioned text: a text is added, never changed.

Owns writing a version of one of the four parts. An ended action takes new texts too: without a new
version of its purpose case it cannot be reopened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib.model.record import RECORDS
from lib.store.checks.registry import writes
from lib.store.conflict import Clash, Conflict
from lib.store.file.rows import day_of_writing, get, insert, writer
from lib.store.history import moment_of_writing


def write_purpose(db: Database, action_id: str, part: str, text: str, seen: int | None = None) -> int:
    """Add a version of a part of the purpose case; returns its number.

    The text of the newest version again is no new version. `seen` is the number of the version that
    the writer saw (0 when there was none): raises Conflict when somebody wrote a newer one meanwhile.
    """
    cleaned = RECORDS["purpose_text"].validate({"part": part, "text": text}, day_of_writing(db))
    get(db, "action", action_id)
    newest = _newest(db, action_id, cleaned["part"])
    number = int(newest["number"]) if newest else 0
    if newest and cleaned["text"] == newest["text"]:
        return number
    if newest and seen is not None and seen < number:
        raise Conflict([_clash(db, newest, seen, cleaned["text"])], number)
    values = {
        "action_id": action_id,
        **cleaned,
        "number": number + 1,
        "author": writer(db)["who"],
        "at": moment_of_writing(db),
    }
    insert(db, "purpose_text", values)
    return number + 1


def _newest(db: Database, action_id: str, part: str, number: int | None = None) -> dict[str, Any] | None:
    """Return the newest version of a part, or the one with that number."""
    rows = db.query(
        "SELECT * FROM purpose_text WHERE action_id = ? AND part = ? AND coalesce(number = ?, 1) "
        "ORDER BY number DESC LIMIT 1",
        (action_id, part, number),
    )
    return next(iter(list(rows)), None)


def _clash(db: Database, newest: dict[str, Any], seen: int, mine: str) -> Clash:
    was = _newest(db, newest["action_id"], newest["part"], seen)
    return Clash(
        table="purpose_text",
        row_id=str(newest["id"]),
        field="text",
        seen=was["text"] if was else "",
        mine=mine,
        theirs=newest["text"],
        who=newest["author"],
        at=newest["at"],
    )


@writes("purpose_text")
def _save_text(db: Database, row: Mapping[str, Any], version: int, values: Mapping[str, Any]) -> int:
    """Save a text as its next version; its number is its version."""
    return write_purpose(db, row["action_id"], row["part"], values.get("text", row["text"]), version)
