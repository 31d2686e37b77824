"""The slides of a presentation: which there are, in which order, and all that stands on them.

Owns what is read for them, at one moment of the agenda. It is worked out once per state and shared by
everybody who looks; what the meeting itself decides is read apart, because it changes on the slide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from lib.maps import flat
from lib.maps.picture import picture
from lib.model.agenda import Action, Goal
from lib.model.campuses import Campus
from lib.model.coalitions import Table
from lib.model.figures import Effect
from lib.model.meetings import Item, Meeting
from lib.model.regions import LABOUR_REGIONS, PROVINCE
from lib.rules import coverage
from lib.rules.agenda import agenda_sentence
from lib.rules.campuses import opening as campus_words, per_region
from lib.rules.changes import grouped
from lib.rules.coalitions import activation, chairs
from lib.rules.coalitions.activation import activation_of
from lib.rules.meetings import attention, slide_words as words
from lib.rules.meetings.follow_up import previous
from lib.store import agenda, campuses, coalitions, decisions, figures, history, meetings
from lib.store.file.connection import Database
from lib.ui.agenda.cards import Beside
from lib.ui.editing.editor import parties_by_id
from lib.ui.here.state import Here
from lib.ui.manifest import view
from lib.ui.present import markup as html

MATRIX, MAP, CLOSING = "matrix", "kaart", "afsluiting"
"""The kinds of slide that hold more than their own markup."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: what it is called, its markup, and the agenda item or action that it is about."""

    kind: str
    title: str
    body: Markup
    minutes: int | None = None
    item_id: int | None = None
    action_id: str | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation at one moment: its slides, and what the matrix and the map draw."""

    meeting: Meeting | None
    slides: tuple[Slide, ...]
    goals: Sequence[Goal]
    actions: Sequence[Action]
    beside: Beside
    drawing: str
    minutes: int


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
    items: Sequence[Item] = field(default=())

    @property
    def since_label(self) -> str:
        """From when changes count: the meeting before this one, or what the address asks."""
        return self.before.label if self.before else self.here.since_label


def deck(db: Database, here: Here, meeting_id: int) -> Deck:
    """The presentation of a meeting, or with 0 of the agenda itself, as read at the moment shown."""
    facts = _facts(db, here, meeting_id)
    plus = history.counts_about(db, facts.since, facts.until)
    found = campuses.campuses(db)
    drawn = picture(campuses.regions(db), campuses.municipalities(db), found)
    slides = [
        _opening(db, facts, plus),
        Slide(
            MATRIX,
            "De agenda",
            html.head("Werkagenda", f"Sinds {facts.since_label}: + is het aantal wijzigingen"),
        ),
        *_points(db, facts),
        Slide(MAP, "Campussen", _beside_map(found)),
        *_figure(db, facts),
        _chairs(facts),
    ]
    if facts.meeting:
        slides.append(Slide(CLOSING, "Afsluiting", html.head("Besloten en toegezegd", facts.meeting.label)))
    return Deck(
        meeting=facts.meeting,
        slides=tuple(slides),
        goals=facts.goals,
        actions=facts.actions,
        beside=Beside(plus, activation_of(facts.tables, here.day), state_lines=view.card_lines(db, here.day)),
        drawing=json.dumps(flat.drawing(drawn)),
        minutes=facts.meeting.minutes if facts.meeting else 0,
    )


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
        items=[one for one in meetings.items(db, meeting_id) if not one.parked] if meeting else [],
    )


def _opening(db: Database, facts: _Facts, plus: Mapping[str, int]) -> Slide:
    meeting = facts.meeting
    if meeting is None:
        told = agenda_sentence(facts.actions, plus, facts.since_label)
        return Slide(
            "opening", "Opening", html.opening("Werkagenda 2021–2023", "Provincie Noord-Holland", [told])
        )
    kept = decisions.decisions(db, meeting_id=facts.before.id) if facts.before else []
    told = words.agenda_words(len(facts.items), attention.minutes_of(facts.items))
    lines = [line for line in (attention.kept_sentence(kept), told) if line]
    over = ", ".join(part for part in (meeting.place,) if part)
    return Slide("opening", "Opening", html.opening(meeting.label, over, lines))


def _points(db: Database, facts: _Facts) -> list[Slide]:
    """A slide for each point of the agenda; without a meeting one for each action."""
    told = _changes(db, facts)
    by_id = {one.id: one for one in facts.actions}
    if facts.meeting is None:
        return [_action(db, facts, one, told) for one in facts.actions]
    return [
        _action(db, facts, by_id[one.action_id], told, one)
        if one.action_id
        else Slide("onderwerp", one.topic, html.topic(one), one.minutes, one.id)
        for one in facts.items
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


def _action(
    db: Database, facts: _Facts, action: Action, told: Mapping[str, Sequence[str]], item: Item | None = None
) -> Slide:
    levels = activation.helix_levels(facts.tables[action.id].activations, facts.here.day)
    place = [goal.id for goal in facts.goals].index(action.goal_id)
    body = html.action(
        action,
        goal=(place, facts.goals[place].name),
        stage=words.stage_sentence(action, agenda.stage_moves(db, action.id)),
        levels=levels,
        changed=(f"Sinds {facts.since_label}", words.change_sentence(told.get(action.id, ()))),
        question=item.question if item else "",
    )
    return Slide(
        "actie", action.label, body, item.minutes if item else None, item.id if item else None, action.id
    )


def _beside_map(found: Sequence[Campus]) -> Markup:
    regions = {LABOUR_REGIONS[code]: count for code, count in per_region(found).items()}
    return html.head("Campussen", campus_words(found, len(found)), html.beside_map(regions))


def _figure(db: Database, facts: _Facts) -> list[Slide]:
    """One indicator: what an action on the agenda should move, else the first that the province has."""
    on_agenda = {one.action_id for one in facts.items}
    meant = sorted(figures.effects(db), key=lambda one: one.action_id not in on_agenda)
    known = {one.id: one for one in figures.indicators(db)}
    cells = [(one.indicator, one.region) for one in meant]
    cells += [(one.id, PROVINCE) for one in known.values() if one.core and not one.words]
    counting = figures.current_sets(db)
    newest = figures.newest(db, cells, counting)
    chosen = next((cell for cell in cells if cell in newest and not newest[cell][0].absent), None)
    if chosen is None:
        return []
    found = coverage.cell(known[chosen[0]], chosen[1], *newest[chosen], facts.here.day)
    about = next((one for one in meant if (one.indicator, one.region) == chosen), None)
    body = html.figure(found, counting.get(newest[chosen][0].set_id), _why(about, facts.actions))
    return [Slide("cijfer", found.indicator.name, body)]


def _why(effect: Effect | None, actions: Sequence[Action]) -> str:
    """Which action should move the indicator, in its own sentence."""
    if effect is None:
        return ""
    label = next(one.label for one in actions if one.id == effect.action_id)
    return f"Actie {label}: {effect.sentence}"


def _chairs(facts: _Facts) -> Slide:
    under_way = [one for one in facts.actions if not one.ended]
    gaps = {one.label: names for one in under_way if (names := chairs.gaps(facts.tables[one.id].chairs))}
    named = any(chairs.needed(facts.tables[one.id].chairs) for one in under_way)
    return Slide("stoelen", "Lege stoelen", html.chairs(words.empty_chairs_words(gaps, named), gaps))
