"""One change of one field, as the history tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.model.kinds import LINE_LIMIT, text

FIRST_FILLING = "Eerste vulling"
"""The reason in the history of what the seed files brought: that is no change of anybody."""
FIRST_STATE = "Beginstand"
"""The reason in the history of how the actions stood when recording began: that is no change either."""
FIRST_STATE_UNDONE = "Beginstand ongedaan gemaakt"
"""The ground of the move by which an action that had a first state has none again."""
UNDONE = "Ongedaan gemaakt"
"""The reason in the history of what somebody undid: a row that was added is withdrawn with it."""
BY_ANNEX = "Bijlage 1 (eerste vulling)"
BY_NEW_VERSION = "Werkagenda (nieuwe versie)"
BY_OTHER_PROGRAM = "buiten de app om"
"""Names in the history of what no person did; the triggers of the database use the last by itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row that got another value.

    For a new row `operation` is "insert", `field` is empty and `row` holds all its values.
    `about` is the id of the action it concerns, or None. `at` is a stored moment.
    """

    history_id: int
    table: str
    row_id: str
    operation: str
    field: str
    old: Any
    new: Any
    about: str | None
    who: str
    verified: bool
    reason: str
    at: str
    row: dict[str, Any]

    @property
    def is_first_filling(self) -> bool:
        """Tell whether the app brought this along; a person who writes the same reason did something."""
        return self.reason == FIRST_FILLING and self.who == BY_NEW_VERSION


_any_reason = text("De reden", LINE_LIMIT, required=False, lines=True)


def clean_reason(reason: str) -> str:
    """Return the reason that goes with a change into the history; a field says itself where one is a must."""
    return str(_any_reason(reason, date.min))
