"""The slides of a presentation: which there are and in which order, worked out once for all who look."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from markupsafe import Markup

from lib.documents.pictures.campus_map import campus_map
from lib.maps.flat import flat
from lib.maps.picture import picture
from lib.model.agenda import Action
from lib.model.meetings import PLEDGE, Decision, Item
from lib.model.regions import LABOUR_REGIONS
from lib.rules import campuses as campus_rules
from lib.rules.changes import group_changes, substantive
from lib.rules.coalitions import chairs
from lib.rules.coalitions.activation import activation_of, reached_of
from lib.rules.coalitions.ageing import aged_levels
from lib.rules.coalitions.confirmed import short
from lib.rules.meetings import slide_words as words
from lib.rules.meetings.follow_up import earlier, previous
from lib.rules.meetings.promises import promises
from lib.store import agenda, campuses, coalitions, decisions, history, meetings
from lib.store.file.connection import Database, reading
from lib.store.results.outcomes import outcomes
from lib.store.results.words import every_claim
from lib.ui.agenda import proposals
from lib.ui.campuses.chart import owners_legend, plain_map
from lib.ui.manifest import view
from lib.ui.meetings.close import read_minutes
from lib.ui.slides import opening, outcome
from lib.ui.slides.action import Material, action_slide
from lib.ui.slides.closing import chairs_slide, closing_slide, promises_slide
from lib.ui.slides.figure import find_figure
from lib.ui.slides.matrix import Cards, matrix_slide
from lib.ui.slides.opening import opening_slide
from lib.ui.slides.subject import QUESTION, Slide, Subject, build, rows


def deck(subject: Subject) -> list[Slide]:
    """Make the slides as read at the moment shown; what the meeting leaves behind is that of now."""
    with reading(subject.path, subject.at) as db:
        return list(_Deck(db, subject).list_slides())


class _Deck:
    """Reads what several slides need once, and makes each slide of it."""

    def __init__(self, db: Database, subject: Subject) -> None:
        self.db, self.subject, self.meeting = db, subject, subject.meeting
        self.held = meetings.meetings(db)
        self.before = previous(self.meeting, self.held) if self.meeting else None
        self.since_label = self.before.label if self.before else subject.since_label
        begin = (self.before and self.before.closed_at) or subject.since
        self.span = history.between(db, begin, subject.at)
        self.plus = history.counts_about(db, *self.span)
        self.list = agenda.actions(db)
        self.actions = {action.id: action for action in self.list}
        self.goals, self.tables = agenda.goals(db), coalitions.tables(db)
        self.levels = activation_of(self.tables, subject.day)
        self.outcomes, self.claims = outcomes(db), every_claim(db)
        self.reached = reached_of(self.tables, subject.day)
        self.aged = {name: aged_levels(table, subject.day) for name, table in self.tables.items()}
        self.proposed = proposals.words_by_action(db, self.list, subject.day)
        self.items = [item for item in self._items() if not item.parked]
        self.decided = decisions.decisions(db)
        self.changes = self.list_changes()

    def _items(self) -> list[Item]:
        return meetings.items(self.db, self.meeting.id) if self.meeting else []

    def list_slides(self) -> Iterator[Slide]:
        """Yield the slides in their row, and then those of what is not on the agenda, for who asks."""
        yield self.open()
        points = list(self.list_points())
        others = [self.draw_action(action, None, aside=True) for action in self.list_others()]
        yield from self.list_promises()
        yield self.draw_matrix()
        yield from points
        asked = [item.action_id for item in self.items] if self.meeting else [*self.actions]
        yield from outcome.slides(self.db, self.list, asked, self.subject.day)
        yield self.draw_map()
        yield from find_figure(self.db, self.actions, self.items, self.subject.day)
        if any(chairs.needed(self.tables[action.id].chairs) for action in self.list if not action.ended):
            yield chairs_slide(self.list, self.tables)
        if self.meeting:
            yield self.close()
        yield from others

    def open(self) -> Slide:
        """Make the slide that waits on the wall while people come in."""
        if self.meeting is None:
            years = agenda.term(self.db).years
            return opening_slide(opening.of_agenda(years, self.list, self.plus, self.since_label))
        return opening_slide(opening.of_meeting(self.meeting, self.held, self.decided, self.items))

    def list_promises(self) -> Iterator[Slide]:
        """Make the slide of what was promised before, when anything was."""
        if self.meeting:
            old = promises(self.meeting, self.held, self.decided, self.subject.day)
            if old:
                yield promises_slide(old, self.subject.day)

    def draw_matrix(self) -> Slide:
        lines = view.card_lines(self.db, self.subject.day)
        marks = proposals.marks_by_action(self.db, self.list)
        cards = Cards(self.plus, self.levels, self.aged, lines, marks, self.subject.params)
        waiting = words.proposals_words(self.proposed, self.list)
        return matrix_slide(self.goals, self.list, cards, self.since_label, waiting)

    def list_others(self) -> list[Action]:
        """List the actions that have no point on the agenda of the meeting."""
        there = {item.action_id for item in self.items}
        return [action for action in self.list if self.meeting and action.id not in there]

    def list_points(self) -> Iterator[Slide]:
        """Make a slide for each point of the agenda; without a meeting one for each action."""
        if self.meeting is None:
            yield from (self.draw_action(action, None) for action in self.list)
        for item in self.items:
            if action := self.actions.get(item.action_id or ""):
                yield self.draw_action(action, item)
            else:
                asked = QUESTION.format(item.question, "") if item.question else ""
                yield Slide(item.topic, build("topic", item.topic, asked, over="Vrij onderwerp"), item)

    def list_changes(self) -> dict[str, list[str]]:
        """List per action what changed since the last table, the newest of what moves it first.

        What this very meeting decides stands on the slide by itself.
        """
        own = self.meeting.id if self.meeting else None
        changes = [
            change
            for change in history.changes_between(self.db, *self.span)
            if change.table not in ("decision", "room_question") or change.row["meeting_id"] != own
        ]
        groups = group_changes(changes, self.list, agenda.party_names(self.db))
        return {group.action.id: substantive(group.lines) for group in groups if group.action}

    def draw_action(self, action: Action, item: Item | None, *, aside: bool = False) -> Slide:
        place = [goal.id for goal in self.goals].index(action.goal_id)
        material = Material(
            action,
            self.tables[action.id],
            self.levels[action.id],
            self.aged[action.id],
            self.reached[action.id],
            agenda.stage_moves(self.db, action.id),
            self.changes.get(action.id, ()),
            self.list_pledges(action),
            self.subject.day,
            self.proposed.get(action.id, ""),
            self.since_label,
            self.goals[place].name,
            place,
            self.subject.params,
            outcome.line(self.outcomes.get(action.id)),
            short(self.claims.get(action.id, ())),
        )
        return action_slide(material, item, aside=aside)

    def list_pledges(self, action: Action) -> list[Decision]:
        """List what was promised about an action at earlier tables, the newest first."""
        ids = {held.id for held in earlier(self.meeting, self.held)} if self.meeting else set()
        return [
            decision
            for decision in reversed(self.decided)
            if decision.kind == PLEDGE and decision.action_id == action.id and decision.meeting_id in ids
        ]

    def draw_map(self) -> Slide:
        """Make the slide of the campuses: how many each region has, beside the map."""
        places = campuses.campuses(self.db)
        land = picture(campuses.regions(self.db), campuses.municipalities(self.db), places)
        plain = flat(land)
        row, counts = Markup("<span>{}</span> <b>{}</b>"), campus_rules.per_region(places)
        listed = rows(row.format(LABOUR_REGIONS[code], count) for code, count in counts.items())
        regions = Markup('<div class="wa-regions">{}</div>').format(listed)
        opening = f"{campus_rules.opening(places, len(places))} {campus_rules.counted_twice(places)}".rstrip()
        body = build("brief", "Campussen", opening, regions, owners_legend())

        def picture_on_paper() -> Markup:
            made = b64encode(campus_map(land, None, "", "Campussen", [])).decode()
            return Markup('<img class="map" alt="{}" src="data:image/svg+xml;base64,{}">').format(
                land.alt, made
            )

        return Slide("Campussen", body, draw=lambda: plain_map("slides map", plain), drawn=picture_on_paper)

    def close(self) -> Slide:
        """Make the last slide: what the meeting leaves behind, by now."""
        assert self.meeting is not None
        at = self.subject.at if self.subject.past else None
        minutes, _ = read_minutes(self.subject.path, self.meeting.id, at)
        with reading(self.subject.path, at) as db:
            decided = decisions.decisions(db, meeting_id=self.meeting.id)
        answered = {decision.text for decision in decided if decision.settled_on}
        return closing_slide(self.meeting.label, minutes, answered)
