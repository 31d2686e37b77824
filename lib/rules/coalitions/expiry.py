"""Evidence that is about to become too old, so that a party will count one level lower. Reads no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.model.agenda import Action
from lib.model.coalitions import EVIDENCE_FROM, Table
from lib.rules.coalitions import gate
from lib.rules.coalitions.activation import Standing, aged_on, standings


@dataclass(frozen=True, slots=True)
class Expiry:
    """Evidence from which on a day a party will count one level lower; `others` lean on it too."""

    action: Action
    party_id: int
    party: str
    helix: str
    others: int
    what: str
    evidence_on: str
    on: date
    level: int


def expiring(
    actions: Iterable[Action], tables: Mapping[str, Table], today: date, within: int
) -> list[Expiry]:
    """Return the evidence that still counts in full and will not within so many days, the soonest first."""
    soon: dict[tuple[str, int | None], Expiry] = {}
    for action in (action for action in actions if not action.ended and action.stage != gate.HANDED_OVER):
        table = tables[action.id]
        for row in standings(table.activations, today):
            if row.level < EVIDENCE_FROM or row.evidence_on is None:
                continue
            on = aged_on(row.evidence_on, table.ageing_days)
            if today < on <= today + timedelta(days=within):
                first = soon.get((action.id, row.step_id))
                soon[action.id, row.step_id] = (
                    replace(first, others=first.others + 1) if first else _expiry(action, row, on)
                )
    return sorted(soon.values(), key=lambda expiry: (expiry.on, expiry.action.id, expiry.party))


def _expiry(action: Action, row: Standing, on: date) -> Expiry:
    what = str(row.evidence_what).rstrip(".")
    return Expiry(
        action, row.party_id, row.party, row.helix, 0, what, str(row.evidence_on), on, row.effective
    )
