"""A coalition as it stands on a day: how activated, through its gate or not, how well handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.model.agenda import Action, Party, Step
from lib.model.coalitions import Table
from lib.model.rulings import Term
from lib.rules.coalitions import activation, gate, handover


@dataclass(frozen=True, slots=True)
class Case:
    """One coalition as it stands: the action, its table and what follows from them."""

    action: Action
    table: Table
    seen_on: date
    levels: Mapping[str, int]
    score: int
    gate: gate.Gate
    handover: handover.Handover
    last_step: str | None


def cases(
    actions: Sequence[Action],
    tables: Mapping[str, Table],
    steps: Sequence[Step],
    parties: Sequence[Party],
    today: date,
    term: Term,
    *,
    ended: bool = False,
) -> list[Case]:
    """List the coalitions of actions, weakest first; with `ended` also of those that are ended."""
    drivers = {party.id: party for party in parties}
    own: dict[str, list[Step]] = {}
    for step in steps:
        own.setdefault(step.action_id, []).append(step)
    on = (today, term)
    all_cases = [
        _case(action, tables[action.id], own.get(action.id, []), drivers.get(action.driver_id or 0), on)
        for action in actions
        if ended or not action.ended
    ]
    return sorted(all_cases, key=lambda case: case.score)


def _case(
    action: Action, table: Table, steps: Sequence[Step], driver: Party | None, on: tuple[date, Term]
) -> Case:
    today, term = on
    levels = activation.helix_levels(table.activations, today)
    valid = [step.happened_on for step in steps if not step.withdrawn_on]
    return Case(
        action=action,
        table=table,
        seen_on=today,
        levels=levels,
        score=activation.score(levels),
        gate=gate.gate(table),
        handover=handover.handover(steps, driver, table.coalition, today, term),
        last_step=max(valid, default=None),
    )
