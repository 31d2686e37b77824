"""The slides of a presentation: which there are, in which order, and how each reads, in few and large words.

All are worked out once per state and shared by everybody who looks; `slides.css` holds their looks.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from markupsafe import Markup

from lib.documents.minutes import Minutes
from lib.dutch import day_text, sentence_case, with_soft_hyphens
from lib.maps import flat
from lib.maps.picture import picture
from lib.model.agenda import Action
from lib.model.coalitions import LEVELS
from lib.model.figures import STATUSES, FigureSet
from lib.model.regions import LABOUR_REGIONS, PROVINCE, REGIONS, region_label
from lib.rules import campuses as campus_rules, coverage
from lib.rules.agenda import agenda_sentence
from lib.rules.changes import group_changes
from lib.rules.coalitions import chairs
from lib.rules.coalitions.activation import activation_of, reached_of, weakest_sentence
from lib.rules.coverage import Cell
from lib.rules.figure_words import CONTRIBUTION, difference_text, unit_text, value_text
from lib.rules.meetings import attention, slide_words as words
from lib.rules.meetings.follow_up import previous
from lib.rules.own_measures import OWN
from lib.store import agenda, campuses, coalitions, decisions, figures, history, meetings
from lib.store.file.connection import Database, reading
from lib.store.results.outcomes import outcomes
from lib.ui.agenda import cards, proposals
from lib.ui.campuses.chart import owners_legend, plain_map
from lib.ui.coalitions.view import bar
from lib.ui.elements.html import address_of, helix_name, ladder, priority_badge
from lib.ui.here.address import ACTION, shared_params
from lib.ui.manifest import view
from lib.ui.meetings.close import read_minutes
from lib.ui.present import first, outcome
from lib.ui.present.address import Scene
from lib.ui.present.slide import LINE, Slide, rows_of, slide_of

NO_STATUS = "De bron vermeldt geen status"
_NAME = Markup('<span class="wa-vh">Actie </span><span class="number">{}</span> <span>{}</span>')
_STAGE = Markup('<section><h2 class="wa-vh">Fase</h2>{}<p>{}</p>{}</section>')
_SIDES = Markup('<section class="sides"><h2 class="wa-vh">Activering</h2>{}<p>{} {}</p></section>')
_SIDE = Markup("{}{}<span>{} – {}</span><small>{}</small>")
_RULE = Markup('Activering is een <a href="{}" target="_blank">{}</a>.')
_CHANGED = Markup('<p class="changed"><b>Sinds {}</b> {}</p>')
_QUESTION = Markup('<p class="question"><b>Vraag aan het overleg</b>{}</p>')


def deck(scene: Scene) -> list[Slide]:
    """Make the slides as read at the moment shown; what the meeting leaves behind is that of now."""
    with reading(scene.here.path, scene.here.at) as db:
        return list(_Deck(db, scene).list_slides())


class _Deck:
    """Reads what several slides need once, and makes each slide of it."""

    def __init__(self, db: Database, scene: Scene) -> None:
        self.db, self.here, self.past = db, scene.here, scene.past
        self.meeting = meetings.meeting(db, scene.meeting_id)
        self.before = previous(self.meeting, meetings.meetings(db)) if self.meeting else None
        self.since_label = self.before.label if self.before else self.here.since_label
        begin = (self.before and self.before.closed_at) or self.here.since
        self.span = history.between(db, begin, self.here.at)
        self.plus = history.counts_about(db, *self.span)
        self.list = agenda.actions(db)
        self.actions = {action.id: action for action in self.list}
        self.goals, self.tables = agenda.goals(db), coalitions.tables(db)
        self.levels = activation_of(self.tables, self.here.day)
        self.reached = reached_of(self.tables, self.here.day)
        self.outcomes = outcomes(db)
        self.proposed = proposals.words_by_action(db, self.list, self.here)
        self.items = [item for item in meetings.items(db, scene.meeting_id) if not item.parked]

    def list_slides(self) -> Iterator[Slide]:
        yield Slide("Opening", self.open())
        yield self.draw_matrix()
        yield from self.list_points()
        asked = [item.action_id for item in self.items] if self.meeting else [*self.actions]
        yield from outcome.slides(self.db, self.list, asked, self.here.day)
        yield self.draw_map()
        yield from self.find_figure()
        yield Slide("Lege stoelen", self.list_empty_chairs())
        if self.meeting:
            at = self.here.at if self.past else None
            minutes, _ = read_minutes(self.here.path, self.meeting.id, at)
            with reading(self.here.path, at) as db:
                decided = decisions.decisions(db, meeting_id=self.meeting.id)
            answered = {decision.text for decision in decided if decision.settled_on}
            yield Slide("Afsluiting", _closing(self.meeting.label, minutes, answered))

    def open(self) -> Markup:
        """Make the slide that waits on the wall while people come in."""
        if self.meeting is None:
            sentence = agenda_sentence(self.list, self.plus, self.since_label)
            return slide_of(
                "opening", f"Werkagenda {agenda.term(self.db).years}", sentence, over=REGIONS[PROVINCE]
            )
        pledges = decisions.decisions(self.db, meeting_id=self.before.id) if self.before else []
        points = words.agenda_words(len(self.items), attention.minutes_of(self.items))
        settled = attention.pledges_sentence(pledges)
        return slide_of("opening", self.meeting.label, settled, points, over=self.meeting.place)

    def draw_matrix(self) -> Slide:
        lines = view.card_lines(self.db, self.here.day)
        marks = proposals.marks_by_action(self.db, self.list)
        beside = cards.Beside(self.plus, self.levels, None, lines, marks, self.reached)
        goals, actions, ids = self.goals, self.list, list(self.actions)
        letters = sum(len(action.name) + len(action.ended_reason or "") for action in actions)
        waiting = words.proposals_words(self.proposed, actions)
        legend = f"+ is het aantal wijzigingen sinds {self.since_label}; de balken zijn een {OWN}. {waiting}"
        head, letters = slide_of("brief", "Werkagenda", legend.rstrip()), letters + len(waiting) // 2
        return Slide("De agenda", head, None, lambda: cards.matrix(goals, actions, ids, beside), letters)

    def list_points(self) -> Iterator[Slide]:
        """Make a slide for each point of the agenda; without a meeting one for each action."""
        changes = self.list_changes()
        points = [(self.actions.get(item.action_id or ""), item) for item in self.items]
        for action, item in points if self.meeting else [(action, None) for action in self.list]:
            asked = _QUESTION.format(item.question) if item and item.question else ""
            if action:
                changed = words.change_sentence(changes.get(action.id, ()))
                yield Slide(action.label, self.draw_action(action, changed, asked), item)
            elif item:
                yield Slide(item.topic, slide_of("topic", item.topic, asked, over="Vrij onderwerp"), item)

    def list_changes(self) -> dict[str, list[str]]:
        """List per action what changed since the last table, the most telling first.

        What this very meeting decides stands on the slide by itself.
        """
        own = self.meeting.id if self.meeting else None
        changes = [
            change
            for change in history.changes_between(self.db, *self.span)
            if change.table != "decision" or change.row["meeting_id"] != own
        ]
        groups = group_changes(changes, self.list, agenda.party_names(self.db))
        return {group.action.id: [line for line, _ in group.lines] for group in groups if group.action}

    def draw_action(self, action: Action, changed: str, asked: str) -> Markup:
        """Build the slide of an action: number and name, its stage, the three helices, what is asked."""
        levels, name = self.levels[action.id], with_soft_hyphens(action.name)
        place = [goal.id for goal in self.goals].index(action.goal_id)
        stage = words.stage_sentence(action, agenda.stage_moves(self.db, action.id))
        proposed = sentence_case(self.proposed.get(action.id, ""))
        rungs = "" if action.ended else ladder(action.stage, placed=action.placed)
        reached = self.reached[action.id]
        sides = rows_of(
            _SIDE.format(helix_name(helix), bar(helix, level, level), level, LEVELS[level], reached[helix])
            for helix, level in levels.items()
        )
        rule = address_of("actie", {**shared_params(), ACTION: action.id, "tab": "coalitie"})
        state = _SIDES.format(sides, weakest_sentence(levels), _RULE.format(rule, OWN))
        state += _CHANGED.format(self.since_label, changed)
        if first.is_untouched(action, levels):
            state = first.words(action)
        return slide_of(
            f"action goal-{place} {'ended' if action.ended else ''}",
            _NAME.format(action.number, name) if action.number else Markup("<span>{}</span>").format(name),
            _STAGE.format(rungs, stage, LINE.format(proposed) if proposed else ""),
            state,
            outcome.line(self.outcomes.get(action.id)),
            asked,
            over=Markup("<span>{}</span>{}").format(self.goals[place].name, priority_badge(action.priority)),
        )

    def draw_map(self) -> Slide:
        """Make the slide of the campuses: how many each region has, beside the map."""
        places = campuses.campuses(self.db)
        land = picture(campuses.regions(self.db), campuses.municipalities(self.db), places)
        drawing = json.dumps(flat.drawing(land))
        row, counts = Markup("<span>{}</span> <b>{}</b>"), campus_rules.per_region(places)
        rows = rows_of(row.format(LABOUR_REGIONS[code], count) for code, count in counts.items())
        regions = Markup('<div class="wa-regions">{}</div>').format(rows)
        opening = campus_rules.opening(places, len(places))
        body = slide_of("brief", "Campussen", opening, regions, owners_legend())
        return Slide("Campussen", body, draw=lambda: plain_map("slides map", drawing))

    def find_figure(self) -> Iterator[Slide]:
        """Find one indicator: what an action on the agenda should move, else the first of the province."""
        on_agenda = {item.action_id for item in self.items}
        effects = sorted(figures.effects(self.db), key=lambda effect: effect.action_id not in on_agenda)
        labels = {action.id: action.label for action in self.list}
        wanted = [
            (effect.indicator, effect.region, f"Actie {labels[effect.action_id]}: {effect.sentence}")
            for effect in effects
        ]
        indicators = {indicator.id: indicator for indicator in figures.indicators(self.db)}
        core = (indicator for indicator in indicators.values() if indicator.core and not indicator.words)
        wanted += [(indicator.id, PROVINCE, "") for indicator in core]
        counting = figures.current_sets(self.db)
        newest = figures.newest(self.db, [(name, region) for name, region, _ in wanted], counting)
        for name, region, why in wanted:
            latest = newest.get((name, region))
            if latest and not latest[0].absent:
                cell = coverage.cell(indicators[name], region, *latest, self.here.day)
                yield Slide(cell.indicator.name, _figure(cell, counting.get(latest[0].set_id), why))
                return

    def list_empty_chairs(self) -> Markup:
        seats = {action.label: self.tables[action.id].chairs for action in self.list if not action.ended}
        gaps = {label: names for label, own in seats.items() if (names := chairs.gaps(own))}
        sentence = words.empty_chairs_words(gaps, any(chairs.needed(own) for own in seats.values()))
        span, row = Markup("<span>{}</span>"), Markup("<b>{}</b>{}")
        rows = rows_of(
            row.format(label, Markup().join(map(span.format, names))) for label, names in gaps.items()
        )
        return slide_of("chairs", "Lege stoelen", f"{chairs.EMPTY_PLACES} {sentence}", rows)


def _figure(cell: Cell, source: FigureSet | None, why: str) -> Markup:
    """Build the slide of one figure: large, with period, region, status and source in words."""
    newest, indicator = cell.newest, cell.indicator
    assert newest is not None
    unit = "" if newest.label else unit_text(indicator)
    change = f"Geen verschil met een jaar eerder: {cell.change.why_not}."
    if cell.change.difference is not None:
        change = f"{difference_text(indicator, cell.change)} in een jaar."
    status = f"Status: {STATUSES.get(newest.status, newest.status)}" if newest.status else NO_STATUS
    whose = f"{source.publisher}, {source.title}" if source else indicator.source
    seen = f", opgehaald op {day_text(source.retrieved_on)}" if source and source.retrieved_on else ""
    return slide_of(
        "figure",
        indicator.name,
        Markup('<p class="value"><b>{}</b> {}</p>').format(value_text(indicator, newest), unit),
        change,
        f"{status}; het cijfer is {cell.state}.",
        f"{why} {CONTRIBUTION}" if why else "",
        f"Bron: {whose}{seen}",
        over=f"{region_label(newest.region)}, {newest.period.text}",
    )


def _closing(meeting: str, minutes: Minutes, answered: Collection[str]) -> Markup:
    """Build the last slide of a meeting: what it leaves behind, without the questions `answered` by now."""
    row, section = (
        Markup("<small>{}</small><b>{}</b> {} {} <em>{}</em>"),
        Markup("<section><h2>{}</h2>{}</section>"),
    )
    columns = {
        "Afspraken": minutes.agreements,
        "Toezeggingen per partij": minutes.pledges,
        "Open vragen": [entry for entry in minutes.questions if entry.text not in answered],
        "Adviezen": minutes.advice,
    }
    sections = Markup()
    for title, entries in columns.items():
        rows = (
            row.format(entry.about, entry.owner, entry.text, entry.proposed, entry.due) for entry in entries
        )
        sections += section.format(title, rows_of(rows) or LINE.format("Geen."))
    closing = Markup('<div class="wa-slide closing"><p>{}</p><div class="columns">{}</div></div>')
    return slide_of("brief", "Afspraken en adviezen", meeting) + closing.format(minutes.summary, sections)
