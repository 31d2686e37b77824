"""Which changes a slide tells first: what moves an action, and of that what was recorded last."""

from __future__ import annotations

from typing import Any

from lib.model.change import Change
from lib.rules.changes import substantive


def change(history_id: int, table: str, field: str = "", **row: Any) -> Change:
    at, operation = "2023-06-12T10:00:00.000000Z", "update" if field else "insert"
    return Change(
        history_id, table, "1", operation, field, None, "x", "4", "Anna", False, "", at, row
    )  # fmt: skip


def test_what_moves_an_action_comes_first_and_of_that_what_was_recorded_last() -> None:
    step = {"happened_on": "2023-01-01", "kind": "gesprek"}
    lines = [
        ("Andere rol.", change(9, "chair", "role")),
        ("Oud besluit.", change(1, "decision", happened_on=None, settled_on=None)),
        ("De gemeente antwoordt.", change(8, "step", **step)),
    ]
    assert substantive(lines) == ["De gemeente antwoordt.", "Oud besluit.", "Andere rol."]


def test_an_event_at_a_table_names_its_day_once() -> None:
    step = change(1, "step", happened_on="2023-03-16", kind="besluit")
    twice = "Besluit op 16 maart 2023: Technologietafel 16 maart 2023: nog geen besluit."
    assert substantive([(twice, step)]) == ["Technologietafel 16 maart 2023: nog geen besluit."]
