"""All that is recorded about meetings, read once for a page; and how a page asks for it.

Owns what is read together, and finding things in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lib.documents.minutes import item_title
from lib.model.agenda import Action, Party
from lib.model.meetings import PLEDGE, Decision, Item, Meeting
from lib.model.rulings import Edition
from lib.rules.lens import Lens
from lib.rules.meetings import follow_up as meeting_rules
from lib.store import agenda, decisions, editions, meetings
from lib.store.file.connection import Database


@dataclass(frozen=True, slots=True)
class Book:
    """The meetings in the order of the list, with their agendas and decisions, and what these point at."""

    meetings: list[Meeting]
    agendas: Mapping[int, list[Item]]
    decisions: list[Decision]
    editions: Mapping[int, Edition]
    actions: Mapping[str, Action]
    parties: list[Party]

    def meeting(self, number: int) -> Meeting | None:
        return next((meeting for meeting in self.meetings if meeting.id == number), None)

    def items(self, meeting: Meeting) -> list[Item]:
        return self.agendas.get(meeting.id, [])

    def decided(self, meeting: Meeting) -> list[Decision]:
        return [decision for decision in self.decisions if decision.meeting_id == meeting.id]

    def pledges(self, meeting: Meeting) -> list[Decision]:
        return [decision for decision in self.decided(meeting) if decision.kind == PLEDGE]

    def edition(self, meeting: Meeting) -> Edition | None:
        """Return the edition that the closing of a meeting froze; None for an open one."""
        return self.editions.get(meeting.id) if meeting.closed_at else None

    def previous(self, meeting: Meeting) -> Meeting | None:
        return meeting_rules.previous(meeting, self.meetings)

    def through(self, looked: Lens) -> Book:
        """Return the meetings that talk about what is looked through, with what they decided about it."""
        if not looked.active:
            return self
        own = looked.decided(self.decisions)
        ids = {decision.meeting_id for decision in own}
        there = [
            meeting
            for meeting in self.meetings
            if meeting.id in ids or looked.talks_about(self.items(meeting))
        ]
        return replace(self, meetings=there, decisions=own)

    def about(self, decision: Decision) -> str:
        """Tell what a decision is about in words: its item, else its action, else nothing."""
        for item in self.agendas.get(decision.meeting_id, []):
            if item.id == decision.item_id:
                return item_title(item, self.actions)
        return self.actions[decision.action_id].label if decision.action_id else ""


def read_book(db: Database) -> Book:
    """Return the book as it stands in the data; withdrawn meetings and what they decided are left out."""
    rows = meetings.meetings(db)
    ids = {meeting.id for meeting in rows}
    return Book(
        meetings=meeting_rules.in_order(rows),
        agendas=meetings.agendas(db),
        decisions=[decision for decision in decisions.decisions(db) if decision.meeting_id in ids],
        editions={
            edition.meeting_id: edition for edition in reversed(editions.editions(db)) if edition.meeting_id
        },
        actions={action.id: action for action in agenda.actions(db)},
        parties=agenda.parties(db),
    )
