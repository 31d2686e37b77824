"""Effects: how an action should move an indicator. Read them all, and record one with its starting figure.

The sentence is saved and taken back with `records.save` and `records.withdraw`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib import fields
from lib.figure import Effect
from lib.model import Invalid
from lib.periods import period_of
from lib.store import figures
from lib.store.coalition_checks import refuse_ended
from lib.store.rows import day_of_writing, get, insert, rows_of


def effects(db: Database) -> list[Effect]:
    """The effects that were not taken back, in the order in which they were recorded."""
    return rows_of(db, Effect, "SELECT * FROM effect WHERE withdrawn_on IS NULL ORDER BY id")


def add_effect(db: Database, values: Mapping[str, Any]) -> int:
    """Record one sentence about an action and an indicator; returns its id.

    `values` has action_id, indicator, direction, sentence, and the region and period of the figure it starts
    from. That figure must be known; its value is kept with the sentence.
    """
    cleaned = fields.validate_new("effect", values, day_of_writing(db))
    get(db, "action", cleaned["action_id"])
    refuse_ended(db, "effect", cleaned)
    known = {one.id: one for one in figures.indicators(db)}
    if cleaned["indicator"] not in known:
        raise Invalid("indicator", "Deze indicator bestaat niet. Kies uit de lijst.")
    period = period_of(cleaned["period"])
    counting = figures.current_sets(db)
    found = figures.series(db, cleaned["indicator"], [cleaned["region"]], counting)
    start = next((one for one in found if one.period == period and not one.absent), None)
    if start is None:
        raise Invalid("period", "Van deze regio en periode is geen cijfer bekend. Kies een ander beginpunt.")
    return insert(
        db, "effect", {**cleaned, "value": start.value, "label": start.label, "set_id": start.set_id}
    )
