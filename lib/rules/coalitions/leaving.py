"""What falls when one party leaves: its chairs, the level of its side, the gate, and what it promised.

Works it out beside the agenda; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.dutch import count_text, list_text
from lib.model.agenda import Action
from lib.model.coalitions import Table
from lib.model.meetings import Decision
from lib.model.purpose import Milestone
from lib.rules.coalitions import activation, chairs, gate


@dataclass(frozen=True, slots=True)
class Loss:
    """What one action loses: needed chairs, levels of sides from and to, the gate, and promises."""

    action: Action
    seats: tuple[str, ...]
    levels: Mapping[str, tuple[int, int]]
    gate_shuts: bool
    promises: tuple[str, ...]
    drives: bool

    @property
    def words(self) -> list[str]:
        """Tell each loss in a few words."""
        lower = (f"{side} van {was} naar {now}" for side, (was, now) in self.levels.items())
        told = [
            "de aanjager valt weg" if self.drives else "",
            f"plek leeg: {list_text(self.seats)}" if self.seats else "",
            f"activering {list_text(lower)}" if self.levels else "",
            "de draagvlaktoets is niet meer voldoende" if self.gate_shuts else "",
            f"{count_text(len(self.promises), 'belofte', 'beloften')} zonder uitvoerder: "
            f"{list_text(self.promises)}"
            if self.promises
            else "",
        ]
        return [words for words in told if words]


def without(table: Table, party_id: int) -> Table:
    """Return a table as it would be when a party is not there."""
    return replace(
        table,
        chairs=tuple(
            replace(chair, party_id=None, party=None) if chair.party_id == party_id else chair
            for chair in table.chairs
        ),
        activations=tuple(claim for claim in table.activations if claim.party_id != party_id),
        supports=tuple(support for support in table.supports if support.party_id != party_id),
    )


def losses(
    party_id: int,
    actions: Sequence[Action],
    tables: Mapping[str, Table],
    decisions: Iterable[Decision],
    today: date,
) -> list[Loss]:
    """Return what each running action loses when a party leaves; those that lose nothing are left out."""
    owed = [one for one in decisions if one.owner_id == party_id and one.settled_on is None]
    found = (
        _loss(party_id, action, tables[action.id], owed, today) for action in actions if not action.ended
    )
    return [loss for loss in found if loss.words]


def _loss(party_id: int, action: Action, table: Table, owed: Iterable[Decision], today: date) -> Loss:
    rest = without(table, party_id)
    before, after = (activation.helix_levels(one.activations, today) for one in (table, rest))
    seats = {chair.id for chair in chairs.empty(table.chairs)}
    promises = [one.what.rstrip(".") for one in table.milestones if _open_of(one, party_id)]
    promises += [one.text.rstrip(".") for one in owed if one.action_id == action.id]
    return Loss(
        action,
        tuple(chairs.chair_name(chair) for chair in chairs.empty(rest.chairs) if chair.id not in seats),
        {side: (before[side], after[side]) for side in before if after[side] < before[side]},
        gate.gate(table).open and not gate.gate(rest).open,
        tuple(promises),
        action.driver_id == party_id,
    )


def _open_of(milestone: Milestone, party_id: int) -> bool:
    waits = milestone.done_on is None and milestone.withdrawn_on is None
    return waits and milestone.owner_id == party_id


def losses_sentence(name: str, found: Sequence[Loss]) -> str:
    """Tell how many actions lose something when a party leaves."""
    if not found:
        return f"Als {name} stopt, verliest geen enkele actie iets van wat is vastgelegd."
    number = count_text(len(found), "actie verliest", "acties verliezen")
    shut = sum(loss.gate_shuts for loss in found)
    gates = (
        f"; bij {count_text(shut, 'actie', 'acties')} is het draagvlak niet meer voldoende" if shut else ""
    )
    return f"Als {name} stopt: {number} iets{gates}."
