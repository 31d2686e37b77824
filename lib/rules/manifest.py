"""Who stands behind the manifest at a day: counts per helix and the line of growth.

Counted from the ledger only; the published numbers stand beside it and are never added to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lib.meeting import ManifestEntry
from lib.model import HELIXES


def standing(entries: Iterable[ManifestEntry], day: date) -> list[ManifestEntry]:
    """The entries that count at a day: formalised by then, and not withdrawn by then."""
    on = day.isoformat()
    return [
        one
        for one in entries
        if one.formalised_on <= on and (one.withdrawn_on is None or one.withdrawn_on > on)
    ]


def per_helix(entries: Iterable[ManifestEntry], day: date) -> dict[str, int]:
    """How many parties of each helix stand behind the manifest at a day."""
    counts = dict.fromkeys(HELIXES, 0)
    for one in standing(entries, day):
        counts[one.helix] += 1
    return counts


def growth(entries: Iterable[ManifestEntry], until: date) -> list[tuple[str, int]]:
    """The number of parties after each day on which it changed, up to a day; oldest first."""
    moves: dict[str, int] = {}
    for one in entries:
        moves[one.formalised_on] = moves.get(one.formalised_on, 0) + 1
        if one.withdrawn_on is not None:
            moves[one.withdrawn_on] = moves.get(one.withdrawn_on, 0) - 1
    line, total = [], 0
    for day in sorted(day for day in moves if day <= until.isoformat()):
        total += moves[day]
        line.append((day, total))
    return line
