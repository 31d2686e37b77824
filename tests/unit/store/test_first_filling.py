"""What the app brought along is no change of anybody; what a person did is, whatever reason was typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lib.model.change import BY_NEW_VERSION, FIRST_FILLING, Change
from lib.model.record import change_sentence
from lib.store import history
from lib.store.file.connection import newest_change, reading
from tests.unit import desk
from tests.unit.meeting_desk import hold


def change(path: Path, table: str, row_id: int, field: str, reason: str) -> Change:
    """One change of a field with a reason, as the history tells it."""
    before = newest_change(path)
    desk.save(path, {field: "Anders"}, row=(table, row_id), reason=reason)
    with reading(path) as db:
        (made,) = history.changes_between(db, before, history.newest(db))
    return made


@pytest.mark.parametrize("reason", [FIRST_FILLING, "Dubbel"])
def test_no_reason_hides_what_a_person_did(path: Path, reason: str) -> None:
    for table, row_id, field in (("campus", 1, "place"), ("meeting", hold(path), "title")):
        made = change(path, table, row_id, field, reason)
        assert made.reason == reason
        assert not made.is_first_filling
        assert change_sentence(made, {}) is not None


def test_what_a_newer_version_brought_is_told_to_nobody(path: Path) -> None:
    made = replace(change(path, "campus", 1, "place", FIRST_FILLING), who=BY_NEW_VERSION)
    assert made.is_first_filling
    assert change_sentence(made, {}) is None
    assert change_sentence(replace(made, reason="Anders"), {}) is not None
