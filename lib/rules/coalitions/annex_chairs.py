"""Chairs that the annex itself names: a proposal, that counts nowhere until somebody takes it over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lib.dutch import searchable
from lib.model.coalitions import Chair


@dataclass(frozen=True, slots=True)
class AnnexChair:
    """A chair as the annex names it; `words` are its own, `role` and `helix` are what we read in them."""

    action: str
    helix: str
    role: str
    words: str


def still_proposed(annex: Iterable[AnnexChair], action_id: str, chairs: Iterable[Chair]) -> list[AnnexChair]:
    """Return what the annex names for an action and nobody took over; what was withdrawn is not wanted."""
    there = {(chair.helix, searchable(chair.role)) for chair in chairs}
    return [
        chair
        for chair in annex
        if chair.action == action_id and (chair.helix, searchable(chair.role)) not in there
    ]
