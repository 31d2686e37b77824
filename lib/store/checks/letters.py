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


def sent_words(row: Mapping[str, Any]) -> str:
    """Tell why a letter stays as it is; empty while it did not go out."""
    day = row.get("sent_on")
    return f"Deze brief is verzonden op {day_text(day)} en verandert niet meer." if day else ""


def refuse_sent(row: Mapping[str, Any]) -> None:
    """Raise Invalid for a letter that went out."""
    if why := sent_words(row):
        raise Invalid("id", why)


@check("letter")
def _check_letter(_db: Database, edit: Edit) -> None:
    if edit.mine.keys() <= set(WITHDRAWAL):
        return
    refuse_sent(edit.after)
    begin, end = (edit.after.get(name) or "" for name in ("period_from", "period_until"))
    if end and begin > end:
        raise Invalid(
            "period_until",
            f"De periode eindigt op {day_text(end)}, vóór het begin op {day_text(begin)}. Draai ze om of "
            "laat er een leeg.",
        )


@check("letter_text")
def _check_words(db: Database, edit: Edit) -> None:
    refuse_sent(get(db, "letter", edit.after["letter_id"]))
