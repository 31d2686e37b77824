"""Everyday acts of a meeting for the tests of the store: prepare, decide, close, follow up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lib.access import Person
from lib.model.kinds import Invalid
from lib.model.meetings import Decision, Item, Meeting
from lib.model.rulings import Edition
from lib.store import decisions, editions, meetings, records
from lib.store.file.connection import newest_change, reading, writing
from tests.unit.desk import ANNA

HELD_ON = "2022-03-14"
LABEL = "Technologietafel 14 maart 2022"


def hold(path: Path, held_on: str = HELD_ON, **values: Any) -> int:
    """A new meeting."""
    with writing(path, ANNA) as db:
        return meetings.add_meeting(db, {"kind": "technologietafel", "held_on": held_on, **values})


def put(path: Path, meeting_id: int, action_id: str | None = "3", **values: Any) -> int:
    """An item on its agenda."""
    with writing(path, ANNA) as db:
        return meetings.add_item(db, {"meeting_id": meeting_id, "action_id": action_id, **values})


def record(path: Path, meeting_id: int, kind: str = "besluit", text: str = "Akkoord.", **values: Any) -> int:
    """A decision, pledge or question of it."""
    with writing(path, ANNA) as db:
        return decisions.record_decision(db, {"meeting_id": meeting_id, "kind": kind, "text": text, **values})


def order(path: Path, meeting_id: int, item_ids: Sequence[Any]) -> None:
    """Another order of its items."""
    with writing(path, ANNA) as db:
        meetings.order_items(db, meeting_id, item_ids)


def close(path: Path, meeting_id: int, at: str | None = None, version: int | None = None) -> int:
    """Close it as seen this very moment; returns the edition."""
    with writing(path, ANNA, at=at) as db:
        seen = records.get(db, "meeting", meeting_id)["version"] if version is None else version
        return meetings.close_meeting(db, meeting_id, seen)


def reopen(path: Path, meeting_id: int, reason: str = "Verslag klopt niet", at: str | None = None) -> None:
    """Open it again as seen this very moment."""
    with writing(path, ANNA, reason, at) as db:
        meetings.reopen_meeting(db, meeting_id, records.get(db, "meeting", meeting_id)["version"])


def withdraw(path: Path, table: str, row_id: int, reason: str = "Vergissing") -> None:
    """Take a row back."""
    with writing(path, ANNA, reason) as db:
        records.withdraw(db, table, row_id, records.get(db, table, row_id)["version"])


def put_back(
    path: Path,
    table: str,
    row_id: str | int,
    field: str,
    entry: int,
    *,
    person: Person = ANNA,
    reason: str = "Terug",
) -> None:
    """Give a field the value it had before a history entry."""
    with writing(path, person, reason) as db:
        records.put_back(db, table, row_id, field, entry, records.get(db, table, row_id)["version"])


def stored(path: Path, table: str, row_id: str | int) -> dict[str, Any]:
    """A row as it is stored."""
    with reading(path) as db:
        return records.get(db, table, row_id)


def held(path: Path, meeting_id: int, at: str | None = None) -> Meeting:
    """A meeting as the pages read it."""
    with reading(path, at) as db:
        found = meetings.meeting(db, meeting_id)
    assert found is not None
    return found


def agenda(path: Path, meeting_id: int) -> list[Item]:
    """Its items in their order."""
    with reading(path) as db:
        return meetings.items(db, meeting_id)


def decided(path: Path, **asked: Any) -> list[Decision]:
    """Decisions, of one meeting or about one action."""
    with reading(path) as db:
        return decisions.decisions(db, **asked)


def frozen(path: Path) -> list[Edition]:
    """The editions that count."""
    with reading(path) as db:
        return editions.editions(db)


@contextmanager
def refused(path: Path, words: str, field: str) -> Iterator[None]:
    """A write is refused with these words at this field, and nothing changed."""
    before = newest_change(path)
    with pytest.raises(Invalid) as found:
        yield
    assert words in found.value.sentence
    assert found.value.sentence.endswith((".", "?"))
    assert found.value.field == field
    assert newest_change(path) == before
