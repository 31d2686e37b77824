"""The slides of a presentation: which there are, in which order, and what is read for them.

All but the last are worked out once per state and shared by everybody who looks; what the meeting itself
decides is read apart, because it changes on the slide.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.documents.minutes import Material, minutes
from lib.maps import flat
from lib.maps.picture import picture
from lib.model.agenda import Action, Goal
from lib.model.coalitions import Table
from lib.model.meetings import QUESTION, Decision, Item, Meeting
from lib.model.regions import PROVINCE
from lib.rules import coverage
from lib.rules.agenda import agenda_sentence
from lib.rules.changes import grouped
from lib.rules.coalitions.activation import activation_of
from lib.rules.meetings import attention, slide_words as words
from lib.rules.meetings.follow_up import previous
from lib.store import agenda, campuses, coalitions, decisions, figures, history, meetings
from lib.store.file.connection import Database
from lib.ui.agenda import cards
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


@dataclass(frozen=True, slots=True)
class _Facts:
    """What several slides need, read once; `span` is the part of the history that counts as changes."""

    here: Here
    meeting: Meeting | None
    before: Meeting | None
    span: tuple[int, int]
    actions: Sequence[Action]
    tables: Mapping[str, Table]
    items: Sequence[Item]

    @property
    def since_label(self) -> str:
        """From when changes count: the meeting before this one, or what the address asks."""
        return self.before.label if self.before else self.here.since_label


def deck(db: Database, here: Here, meeting_id: int) -> list[Slide]:
    """The slides of a meeting, or with 0 of the agenda itself, as read at the moment shown."""
    facts = _facts(db, here, meeting_id)
    actions, places = facts.actions, campuses.campuses(db)
    levels = activation_of(facts.tables, here.day)
    plus = history.counts_about(db, *facts.span)
    beside = cards.Beside(plus, levels, state_lines=view.card_lines(db, here.day))
    goals, ids = agenda.goals(db), [action.id for action in actions]
    plus_words = f"Sinds {facts.since_label}: + is het aantal wijzigingen"
    drawing = json.dumps(flat.drawing(picture(campuses.regions(db), campuses.municipalities(db), places)))
    seats = {action.label: facts.tables[action.id].chairs for action in actions if not action.ended}
    return [
        Slide("Opening", _opening(db, facts, plus)),
        Slide(
            "De agenda",
            slides.head("Werkagenda", plus_words),
            draw=lambda: cards.matrix(goals, actions, ids, beside),
            letters=sum(len(action.name) + len(action.ended_reason or "") for action in actions),
        ),
        *_points(db, facts, goals, levels),
        Slide("Campussen", slides.beside_map(places), draw=lambda: plain_map("slides map", drawing)),
        *_figure(db, facts),
        Slide("Lege stoelen", slides.empty_chairs(seats)),
    ]


def closing(db: Database, meeting: Meeting, found: Sequence[Decision]) -> Slide:
    """The last slide of a meeting: what it leaves behind up to now."""
    waiting = [decision for decision in found if decision.kind != QUESTION or decision.settled_on is None]
    actions = {action.id: action for action in agenda.actions(db)}
    content = minutes(Material(meeting, meetings.items(db, meeting.id), waiting, actions, {}, ()))
    return Slide("Afsluiting", slides.closing(meeting.label, content))


def _facts(db: Database, here: Here, meeting_id: int) -> _Facts:
    meeting = meetings.meeting(db, meeting_id)
    before = previous(meeting, meetings.meetings(db)) if meeting else None
    begin = before.closed_at if before and before.closed_at else here.since
    return _Facts(
        here,
        meeting,
        before,
        (
            max(history.id_at(db, begin), history.seeded(db)),
            history.id_at(db, here.at) if here.at else history.newest(db),
        ),
        agenda.actions(db),
        coalitions.tables(db),
        [item for item in meetings.items(db, meeting_id) if not item.parked],
    )


def _opening(db: Database, facts: _Facts, plus: Mapping[str, int]) -> Markup:
    if facts.meeting is None:
        told = agenda_sentence(facts.actions, plus, facts.since_label)
        return slides.opening("Werkagenda 2021–2023", "Provincie Noord-Holland", [told])
    pledges = decisions.decisions(db, meeting_id=facts.before.id) if facts.before else []
    told = words.agenda_words(len(facts.items), attention.minutes_of(facts.items))
    lines = [attention.kept_sentence(pledges), told]
    return slides.opening(facts.meeting.label, facts.meeting.place, lines)


def _points(
    db: Database, facts: _Facts, goals: Sequence[Goal], levels: Mapping[str, Mapping[str, int]]
) -> list[Slide]:
    """A slide for each point of the agenda; without a meeting one for each action."""
    changes, actions = _changes(db, facts), {action.id: action for action in facts.actions}

    def point(action: Action, item: Item | None = None) -> Slide:
        body = slides.action(
            action,
            goals,
            levels[action.id],
            item.question if item else "",
            stage=words.stage_sentence(action, agenda.stage_moves(db, action.id)),
            since=f"Sinds {facts.since_label}",
            changed=words.change_sentence(changes.get(action.id, ())),
        )
        return Slide(action.label, body, item)

    if facts.meeting is None:
        return [point(action) for action in facts.actions]
    return [
        point(actions[item.action_id], item)
        if item.action_id
        else Slide(item.topic, slides.topic(item), item)
        for item in facts.items
    ]


def _changes(db: Database, facts: _Facts) -> dict[str, list[str]]:
    """Per action what changed since the last table, the most telling first.

    What this very meeting decides stands on the slide by itself.
    """
    own = facts.meeting.id if facts.meeting else None
    changes = [
        change
        for change in history.changes_between(db, *facts.span)
        if change.table != "decision" or change.row["meeting_id"] != own
    ]
    groups = grouped(changes, facts.actions, parties_by_id(db))
    return {group.action.id: [line for line, _ in group.lines] for group in groups if group.action}


def _figure(db: Database, facts: _Facts) -> Iterator[Slide]:
    """One indicator: what an action on the agenda should move, else the first that the province has."""
    on_agenda = {item.action_id for item in facts.items}
    labels = {action.id: action.label for action in facts.actions}
    indicators = {indicator.id: indicator for indicator in figures.indicators(db)}
    counting = figures.current_sets(db)
    wanted = [
        (effect.indicator, effect.region, f"Actie {labels[effect.action_id]}: {effect.sentence}")
        for effect in sorted(figures.effects(db), key=lambda effect: effect.action_id not in on_agenda)
    ]
    wanted += [(one.id, PROVINCE, "") for one in indicators.values() if one.core and not one.words]
    newest = figures.newest(db, [(name, region) for name, region, _ in wanted], counting)
    for name, region, why in wanted:
        latest = newest.get((name, region))
        if latest and not latest[0].absent:
            cell = coverage.cell(indicators[name], region, *latest, facts.here.day)
            yield Slide(cell.indicator.name, slides.figure(cell, counting.get(latest[0].set_id), why))
            return
