"""At most five risks that follow from what is recorded, each with what is planned against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from lib.dutch import count_text, day_text, list_text, sentence_case
from lib.model.agenda import Action
from lib.model.meetings import PLEDGE
from lib.rules.coalitions import chairs
from lib.rules.letter.material import Material
from lib.rules.meetings.attention import overdue

MOST = 5
UNPLANNED = "Nog niet vastgelegd."
_MONEY_ENDS = dt.timedelta(days=183)
_NO_LONGER_OURS = ("overgedragen", "beeindigd")


@dataclass(frozen=True, slots=True)
class Risk:
    """What may go wrong with an action, and what is planned against it."""

    action_id: str
    action: str
    what: str
    measure: str

    @property
    def answered(self) -> bool:
        return self.measure != UNPLANNED


def risks(material: Material) -> list[Risk]:
    """List the risks: late pledges, then money that ends, then empty places; high priority before low."""
    running = [action for action in material.now.actions if material.now.stage(action) not in _NO_LONGER_OURS]
    running.sort(key=lambda action: (action.priority or "Z", action.number or 0))
    kinds: tuple[Callable[[Material, Action], str], ...] = (_late, _money, _empty)
    rows = [
        Risk(action.id, material.now.name(action), what, _measure(material, action))
        for kind in kinds
        for action in running
        if (what := kind(material, action))
    ]
    return rows[:MOST]


def _late(material: Material, action: Action) -> str:
    late = [
        decision
        for decision in material.decisions
        if decision.action_id == action.id and decision.kind == PLEDGE and overdue(decision, material.day)
    ]
    if not late:
        return ""
    since = day_text(min(decision.due or "" for decision in late))
    are = "toezegging is" if len(late) == 1 else "toezeggingen zijn"
    return f"{sentence_case(count_text(len(late), are, are))} niet op tijd nagekomen (sinds {since})."


def _money(material: Material, action: Action) -> str:
    table = material.now.tables.get(action.id)
    until = table.coalition.money_until if table else None
    if not until or until > (material.day + _MONEY_ENDS).isoformat():
        return ""
    return f"Het geld is geregeld tot {day_text(until)}."


def _empty(material: Material, action: Action) -> str:
    table = material.now.tables.get(action.id)
    gaps = chairs.gaps(table.chairs) if table else []
    return f"Nog niet ingevuld in de coalitie: {list_text(gaps)}." if gaps else ""


def _measure(material: Material, action: Action) -> str:
    """Return the coming meeting that has the action on its agenda, or that nothing is planned."""
    coming = sorted(
        (
            meeting
            for meeting in material.meetings
            if meeting.open and meeting.held_on >= material.day.isoformat()
        ),
        key=lambda meeting: meeting.held_on,
    )
    for meeting in coming:
        if any(
            item.action_id == action.id and not item.parked for item in material.items.get(meeting.id, ())
        ):
            return f"Staat op de agenda van {meeting.label}."
    return UNPLANNED
