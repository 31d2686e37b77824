"""What must hold of a letter as a whole: what was sent stays as it is, by whichever way it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.field import WITHDRAWAL
from lib.model.kinds import Invalid
from lib.store.checks.registry import Edit, check
from lib.store.file.rows import get


def refuse_sent(row: Mapping[str, Any]) -> None:
    """Raise Invalid for a letter that went out."""
    if row["sent_on"]:
        raise Invalid("id", f"Deze brief is verzonden op {day_text(row['sent_on'])} en verandert niet meer.")


@check("letter")
def _check_letter(_db: Database, edit: Edit) -> None:
    if not edit.mine.keys() <= set(WITHDRAWAL):
        refuse_sent(edit.after)


@check("letter_text")
def _check_words(db: Database, edit: Edit) -> None:
    refuse_sent(get(db, "letter", edit.after["letter_id"]))
