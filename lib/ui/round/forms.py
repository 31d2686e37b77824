"""The small forms on a card of the update round; each writes one thing and keeps what is typed until stored.

Owns the forms for driver, words and pledges; stage, step, chair and milestone use those of their own pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.model.agenda import Action, Party
from lib.model.coalitions import Table
from lib.model.meetings import Decision
from lib.model.purpose import Milestone
from lib.rules.coalitions import chairs
from lib.store import records
from lib.ui.agenda import forms, steps
from lib.ui.coalitions import forms as coalition_forms, milestones
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.here import state


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms for one action, with what they offer to choose from."""

    action: Action
    table: Table
    parties: Sequence[Party]
    late: Sequence[Decision]

    def stage(self) -> None:
        """Draw the form for a move on the ladder, with its ground."""
        forms.move_form(self.action)

    def step(self) -> None:
        steps.step_form(self.action, self.parties)

    def chairs(self) -> None:
        coalition_forms.fill_form(chairs.present(self.table.chairs), self.parties)

    def milestone(self) -> None:
        """Draw the form for what was reached, or what is due next when nothing is."""
        due = to_reach(self.table)
        if due:
            milestones.update_form(due, self.parties)
        else:
            milestones.add_form(self.action, self.parties)

    def driver(self) -> None:
        names = {party.id: party.name for party in self.parties}
        if self.action.driver_id and self.action.driver:
            names.setdefault(self.action.driver_id, self.action.driver)
        form.change(
            "action", self.action, key=f"round driver {self.action.id}", fields=("driver_id",),
            choices={"driver_id": names},
        )  # fmt: skip

    def note(self) -> None:
        form.change("action", self.action, key=f"round note {self.action.id}", fields=("note",))

    def pledges(self) -> None:
        """That a pledge was kept, when and how."""
        names = {pledge.id: f"{pledge.owner}: {pledge.text}" for pledge in self.late}
        chosen = choose_record("Toezegging", names, "round pledge")
        pledge = next(pledge for pledge in self.late if pledge.id == chosen)
        form.change(
            "decision",
            pledge,
            key=f"round pledge {chosen}",
            fields=("settled_on", "settled_note"),
            now={"settled_on": state.today()},
            asked={"settled_on": {"label": "Nagekomen op"}, "settled_note": {"widget": "line"}},
            act=lambda db, values, version: records.save(db, "decision", chosen, version, values),
            said="De toezegging is nagekomen.",
        )


def to_reach(table: Table) -> list[Milestone]:
    """Return the milestones that are not reached, first due first."""
    return [
        milestone for milestone in table.milestones if not milestone.withdrawn_on and not milestone.done_on
    ]
