"""Which sides of a coalition stand lower because their evidence grew old, not because anything happened."""

from __future__ import annotations

from datetime import date

from lib.model.agenda import HELIXES
from lib.model.coalitions import Table
from lib.rules.coalitions.activation import helix_levels, standings


def aged_levels(table: Table, today: date) -> dict[str, int]:
    """Return how far each side was shown to be by evidence that is outdated now, if it lost by that."""
    levels = helix_levels(table.activations, today)
    was = dict.fromkeys(HELIXES, 0)
    for standing in standings(table.activations, today):
        if standing.stale:
            was[standing.helix] = max(was[standing.helix], standing.effective + 1)
    return {helix: level for helix, level in was.items() if level > levels[helix]}
