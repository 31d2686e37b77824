"""The slides of a presentation: which there are, in which order, and what is read for them.

All but the last are worked out once per state and shared by everybody who looks; what the meeting itself
decides is read apart, because it changes on the slide.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.documents.minutes import Material, minutes
from lib.maps import flat
from lib.maps.picture import picture
from lib.model.meetings import QUESTION, Decision, Item, Meeting
from lib.model.regions import PROVINCE
from lib.rules import coverage
from lib.rules.agenda import agenda_sentence
from lib.rules.changes import grouped
from lib.rules.coalitions.activation import activation_of, reached_of
from lib.rules.meetings import attention, slide_words as words
from lib.rules.meetings.follow_up import previous
from lib.rules.own_measures import OWN
from lib.store import agenda, campuses, coalitions, decisions, figures, history, meetings
from lib.store.file.connection import Database, reading
from lib.ui.agenda import cards, proposals
from lib.ui.campuses.chart import plain_map
from lib.ui.editing.editor import parties_by_id
from lib.ui.here.state import Here
from lib.ui.manifest import view
from lib.ui.present import slides


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: what it is called, its markup, and the item of the agenda that it is about.

    `draw` adds what only a component can draw, with so many `letters`.
    """

    title: str
    body: Markup
    item: Item | None = None
    draw: Callable[[], object] = lambda: None
    letters: int = 0

    def is_about(self, decision: Decision) -> bool:
        """Whether a meeting recorded this about the subject of the slide."""
        if self.item is None:
            return False
        same_action = self.item.action_id is not None and decision.action_id == self.item.action_id
        return decision.item_id == self.item.id or same_action

    def length(self, found: Sequence[Decision]) -> int:
        """Count the letters: their size follows from it. A decision has a frame beside its own."""
        own = self.letters or len(self.body.striptags())
        return own + sum(len(decision.text) + 150 for decision in found if self.is_about(decision))


def deck(here: Here, meeting_id: int) -> list[Slide]:
    """The slides of a meeting, or with 0 of the agenda itself, as read at the moment shown."""
    with reading(here.path, here.at) as db:
        return _Reader(db, here, meeting_id).list_slides()


def closing(db: Database, meeting: Meeting, found: Sequence[Decision]) -> Slide:
    """The last slide of a meeting: what it leaves behind up to now."""
    waiting = [decision for decision in found if decision.kind != QUESTION or decision.settled_on is None]
    actions = {action.id: action for action in agenda.actions(db)}
    content = minutes(Material(meeting, meetings.items(db, meeting.id), waiting, actions, {}, ()))
    return Slide("Afsluiting", slides.closing(meeting.label, content))


class _Reader:
    """Reads what several slides need once, and makes each slide of it."""

    def __init__(self, db: Database, here: Here, meeting_id: int) -> None:
        self.db, self.here = db, here
        self.meeting = meetings.meeting(db, meeting_id)
        self.before = previous(self.meeting, meetings.meetings(db)) if self.meeting else None
        self.since_label = self.before.label if self.before else here.since_label
        begin = (self.before and self.before.closed_at) or here.since
        self.span = history.between(db, begin, here.at)
        self.plus = history.counts_about(db, *self.span)
        self.actions, self.goals = agenda.actions(db), agenda.goals(db)
        self.tables = coalitions.tables(db)
        self.levels = activation_of(self.tables, here.day)
        self.reached = reached_of(self.tables, here.day)
        self.proposed = proposals.words_by_action(db, self.actions, here)
        self.items = [item for item in meetings.items(db, meeting_id) if not item.parked]

    def list_slides(self) -> list[Slide]:
        """All but the closing one."""
        places = campuses.campuses(self.db)
        land = picture(campuses.regions(self.db), campuses.municipalities(self.db), places)
        drawing = json.dumps(flat.drawing(land))
        seats = {one.label: self.tables[one.id].chairs for one in self.actions if not one.ended}
        return [
            Slide("Opening", self.open()),
            self.draw_matrix(),
            *self.list_points(),
            Slide("Campussen", slides.beside_map(places), draw=lambda: plain_map("slides map", drawing)),
            *self.find_figure(),
            Slide("Lege stoelen", slides.empty_chairs(seats)),
        ]

    def open(self) -> Markup:
        """The slide that waits on the wall while people come in."""
        if self.meeting is None:
            told = [agenda_sentence(self.actions, self.plus, self.since_label)]
            return slides.opening("Werkagenda 2021–2023", "Provincie Noord-Holland", told)
        pledges = decisions.decisions(self.db, meeting_id=self.before.id) if self.before else []
        told = [
            attention.kept_sentence(pledges),
            words.agenda_words(len(self.items), attention.minutes_of(self.items)),
        ]
        return slides.opening(self.meeting.label, self.meeting.place, told)

    def draw_matrix(self) -> Slide:
        """All actions by goal and priority."""
        lines = view.card_lines(self.db, self.here.day)
        marks = proposals.marks_by_action(self.db, self.actions)
        beside = cards.Beside(self.plus, self.levels, None, lines, marks, self.reached)
        goals, actions, ids = self.goals, self.actions, [action.id for action in self.actions]
        told = words.proposals_words(self.proposed, actions)
        legend = f"+ is het aantal wijzigingen sinds {self.since_label}; de balken zijn een {OWN}. {told}"
        head = slides.head("Werkagenda", legend.rstrip())
        letters = sum(len(action.name) + len(action.ended_reason or "") for action in actions)
        letters += len(told) // 2
        return Slide("De agenda", head, None, lambda: cards.matrix(goals, actions, ids, beside), letters)

    def list_points(self) -> Iterator[Slide]:
        """A slide for each point of the agenda; without a meeting one for each action."""
        changes, actions = self.list_changes(), {action.id: action for action in self.actions}
        of_agenda = [(actions.get(item.action_id or ""), item) for item in self.items]
        for action, item in of_agenda if self.meeting else [(action, None) for action in self.actions]:
            if action:
                body = slides.action(
                    action,
                    self.goals,
                    self.levels[action.id],
                    self.reached[action.id],
                    item.question if item else "",
                    self.proposed.get(action.id, ""),
                    stage=words.stage_sentence(action, agenda.stage_moves(self.db, action.id)),
                    since=f"Sinds {self.since_label}",
                    changed=words.change_sentence(changes.get(action.id, ())),
                )
                yield Slide(action.label, body, item)
            elif item:
                yield Slide(item.topic, slides.topic(item), item)

    def list_changes(self) -> dict[str, list[str]]:
        """Per action what changed since the last table, the most telling first.

        What this very meeting decides stands on the slide by itself.
        """
        own = self.meeting.id if self.meeting else None
        changes = [
            change
            for change in history.changes_between(self.db, *self.span)
            if change.table != "decision" or change.row["meeting_id"] != own
        ]
        groups = grouped(changes, self.actions, parties_by_id(self.db))
        return {group.action.id: [line for line, _ in group.lines] for group in groups if group.action}

    def find_figure(self) -> Iterator[Slide]:
        """One indicator: what an action on the agenda should move, else the first that the province has."""
        on_agenda, labels = (
            {item.action_id for item in self.items},
            {one.id: one.label for one in self.actions},
        )
        indicators = {indicator.id: indicator for indicator in figures.indicators(self.db)}
        counting = figures.current_sets(self.db)
        wanted = [
            (effect.indicator, effect.region, f"Actie {labels[effect.action_id]}: {effect.sentence}")
            for effect in sorted(
                figures.effects(self.db), key=lambda effect: effect.action_id not in on_agenda
            )
        ]
        wanted += [(one.id, PROVINCE, "") for one in indicators.values() if one.core and not one.words]
        newest = figures.newest(self.db, [(name, region) for name, region, _ in wanted], counting)
        for name, region, why in wanted:
            latest = newest.get((name, region))
            if latest and not latest[0].absent:
                cell = coverage.cell(indicators[name], region, *latest, self.here.day)
                yield Slide(cell.indicator.name, slides.figure(cell, counting.get(latest[0].set_id), why))
                return
