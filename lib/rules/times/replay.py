"""The agenda as it ran: per edition how each action, or each party of one, stood; the newest one last.

Owns what is told of each; levels as they are reckoned at the day of that edition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lib.dutch import count_text, list_text, sentence_case
from lib.model.agenda import Action
from lib.model.coalitions import LEVELS, Table
from lib.rules.coalitions import activation

NOT_THERE, ONGOING = "nog niet vastgelegd", "doorlopend"


@dataclass(frozen=True, slots=True)
class Then:
    """One moment: its name, and of each row what stood there in words and as levels from 0 to 5.

    `cells` has where an action stood in the matrix: its goal, and its priority if it has one.
    """

    name: str
    rows: Mapping[str, tuple[str, tuple[int, ...]]]
    cells: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def of(self, key: str) -> tuple[object, object]:
        """Return all that stood there of one row."""
        return self.rows.get(key), self.cells.get(key)


def of_agenda(name: str, actions: Sequence[Action], tables: Mapping[str, Table], day: date) -> Then:
    """Return per action its stage, how far each side was, and its place in the matrix."""
    return Then(
        name,
        {
            action.id: (
                action.stage_text,
                tuple(activation.helix_levels(tables[action.id].activations, day).values()),
            )
            for action in actions
        },
        {action.id: (action.goal_id, action.priority or "") for action in actions},
    )


def of_coalition(name: str, table: Table | None, day: date) -> Then:
    """Return per party of one action how far it was."""
    standings = activation.standings(table.activations, day) if table else []
    return Then(name, {one.party: (LEVELS[one.effective], (one.effective,)) for one in standings})


def moved(before: Then | None, now: Then, names: Mapping[str, str]) -> str:
    """Tell what is different from the moment before, by the names of the rows."""
    if before is None:
        return "Dit is het eerste moment."
    changed = [names[key] for key in names if now.of(key) != before.of(key)]
    if not changed:
        return "Niets anders dan het moment ervoor."
    shown = list_text([*changed[:3], *([f"{len(changed) - 3} andere"] if len(changed) > 3 else [])])
    number = sentence_case(count_text(len(changed), "regel", "regels"))
    return f"{number} anders dan het moment ervoor: {shown}."
