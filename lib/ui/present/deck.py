"""The slides of a presentation: which there are, in which order, and all that stands on them.

Owns what is read for them, at one moment of the agenda. It is worked out once per state and shared by
everybody who looks; what the meeting itself decides is read apart, because it changes on the slide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.maps import flat
from lib.maps.picture import picture
from lib.model.agenda import Action, Goal
from lib.model.coalitions import Table
from lib.model.meetings import Decision, Item, Meeting
from lib.model.regions import PROVINCE
from lib.rules import coverage
from lib.rules.agenda import agenda_sentence
from lib.rules.changes import grouped
from lib.rules.coalitions import activation
from lib.rules.coalitions.activation import activation_of
from lib.rules.meetings import attention, slide_words as words
from lib.rules.meetings.follow_up import previous
from lib.store import agenda, campuses, coalitions, decisions, figures, history, meetings
from lib.store.file.connection import Database
from lib.ui.agenda.cards import Beside
from lib.ui.editing.editor import parties_by_id
from lib.ui.here.state import Here
from lib.ui.manifest import view
from lib.ui.present import slides

MATRIX, MAP, CLOSING = "matrix", "kaart", "afsluiting"
"""The kinds of slide that hold more than their own slides."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: what it is called, its markup, and the agenda item or action that it is about."""

    kind: str
    title: str
    body: Markup
    minutes: int | None = None
    item_id: int | None = None
    action_id: str | None = None

    def is_about(self, decision: Decision) -> bool:
        """Whether a meeting recorded this about the subject of the slide."""
        same_action = self.action_id is not None and decision.action_id == self.action_id
        return self.item_id is not None and (decision.item_id == self.item_id or same_action)


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation at one moment: its slides, and what the matrix and the map draw."""

    slides: Sequence[Slide]
    goals: Sequence[Goal]
    actions: Sequence[Action]
    items: Sequence[Item]
    beside: Beside
    drawing: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What several slides need, read once."""

    here: Here
    meeting: Meeting | None
    before: Meeting | None
    since: int
    until: int
    goals: Sequence[Goal]
    actions: Sequence[Action]
    tables: Mapping[str, Table]
    items: Sequence[Item]

    @property
    def since_label(self) -> str:
        """From when changes count: the meeting before this one, or what the address asks."""
        return f"Sinds {self.before.label if self.before else self.here.since_label}"


def deck(db: Database, here: Here, meeting_id: int) -> Deck:
    """The presentation of a meeting, or with 0 of the agenda itself, as read at the moment shown."""
    facts = _facts(db, here, meeting_id)
    plus = history.counts_about(db, facts.since, facts.until)
    places = campuses.campuses(db)
    drawing = picture(campuses.regions(db), campuses.municipalities(db), places)
    plus_words = f"{facts.since_label}: + is het aantal wijzigingen"
    seats = {one.label: facts.tables[one.id].chairs for one in facts.actions if not one.ended}
    shown = [
        Slide("opening", "Opening", _opening(db, facts, plus)),
        Slide(MATRIX, "De agenda", slides.head("Werkagenda", plus_words)),
        *_points(db, facts),
        Slide(MAP, "Campussen", slides.beside_map(places)),
        *_figure(db, facts),
        Slide("stoelen", "Lege stoelen", slides.empty_chairs(seats)),
    ]
    if facts.meeting:
        shown.append(Slide(CLOSING, "Afsluiting", slides.head("Besloten en toegezegd", facts.meeting.label)))
    levels = activation_of(facts.tables, here.day)
    beside = Beside(plus, levels, state_lines=view.card_lines(db, here.day))
    return Deck(shown, facts.goals, facts.actions, facts.items, beside, json.dumps(flat.drawing(drawing)))


def _facts(db: Database, here: Here, meeting_id: int) -> _Facts:
    meeting = meetings.meeting(db, meeting_id) if meeting_id else None
    before = previous(meeting, meetings.meetings(db)) if meeting else None
    moment = before.closed_at if before and before.closed_at else here.since
    return _Facts(
        here=here,
        meeting=meeting,
        before=before,
        since=max(history.id_at(db, moment), history.seeded(db)),
        until=history.id_at(db, here.at) if here.at else history.newest(db),
        goals=agenda.goals(db),
        actions=agenda.actions(db),
        tables=coalitions.tables(db),
        items=[item for item in meetings.items(db, meeting_id) if not item.parked],
    )


def _opening(db: Database, facts: _Facts, plus: Mapping[str, int]) -> Markup:
    meeting = facts.meeting
    if meeting is None:
        told = agenda_sentence(facts.actions, plus, facts.since_label.removeprefix("Sinds "))
        return slides.opening("Werkagenda 2021–2023", "Provincie Noord-Holland", [told])
    pledges = decisions.decisions(db, meeting_id=facts.before.id) if facts.before else []
    told = words.agenda_words(len(facts.items), attention.minutes_of(facts.items))
    return slides.opening(meeting.label, meeting.place, [attention.kept_sentence(pledges), told])


def _points(db: Database, facts: _Facts) -> list[Slide]:
    """A slide for each point of the agenda; without a meeting one for each action."""
    changes, actions = _changes(db, facts), {action.id: action for action in facts.actions}

    def draw(action: Action, item: Item | None = None) -> Slide:
        body = slides.action(
            action,
            facts.goals,
            activation.helix_levels(facts.tables[action.id].activations, facts.here.day),
            item.question if item else "",
            stage=words.stage_sentence(action, agenda.stage_moves(db, action.id)),
            since=facts.since_label,
            changed=words.change_sentence(changes.get(action.id, ())),
        )
        minutes, item_id = (item.minutes, item.id) if item else (None, None)
        return Slide("actie", action.label, body, minutes, item_id, action.id)

    if facts.meeting is None:
        return [draw(action) for action in facts.actions]
    return [
        draw(actions[item.action_id], item)
        if item.action_id
        else Slide("onderwerp", item.topic, slides.topic(item), item.minutes, item.id)
        for item in facts.items
    ]


def _changes(db: Database, facts: _Facts) -> dict[str, list[str]]:
    """Per action what changed since the last table, the most telling first.

    What this very meeting decides stands on the slide by itself.
    """
    own = facts.meeting.id if facts.meeting else None
    changes = [
        change
        for change in history.changes_between(db, facts.since, facts.until)
        if change.table != "decision" or change.row["meeting_id"] != own
    ]
    groups = grouped(changes, facts.actions, parties_by_id(db))
    return {group.action.id: [line for line, _ in group.lines] for group in groups if group.action}


def _figure(db: Database, facts: _Facts) -> list[Slide]:
    """One indicator: what an action on the agenda should move, else the first that the province has."""
    on_agenda = {item.action_id for item in facts.items}
    effects = sorted(figures.effects(db), key=lambda effect: effect.action_id not in on_agenda)
    indicators = {indicator.id: indicator for indicator in figures.indicators(db)}
    core = [(one.id, PROVINCE, "") for one in indicators.values() if one.core and not one.words]
    labels = {action.id: action.label for action in facts.actions}
    meant = [
        (effect.indicator, effect.region, f"Actie {labels[effect.action_id]}: {effect.sentence}")
        for effect in effects
    ]
    counting = figures.current_sets(db)
    newest = figures.newest(db, [(name, region) for name, region, _ in (*meant, *core)], counting)
    for name, region, why in (*meant, *core):
        latest = newest.get((name, region))
        if latest and not latest[0].absent:
            cell = coverage.cell(indicators[name], region, *latest, facts.here.day)
            body = slides.figure(cell, counting.get(latest[0].set_id), why)
            return [Slide("cijfer", indicators[name].name, body)]
    return []
