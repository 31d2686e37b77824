"""The line of time on screen: a lane for each action with its marks, today across them, and an equal table.

A mark is a link to what it stands for; on a phone the table takes the place of the lanes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from lib.documents.pictures.timeline import EVERYBODY, SIGNS, time_line
from lib.dutch import day_text
from lib.model.agenda import Action, Goal
from lib.model.regions import LABOUR_REGIONS
from lib.rules.lens import Lens, lens_of
from lib.rules.times import timeline as rules
from lib.rules.times.timeline import KINDS, MEETING, MILESTONE, MONEY, Found, Moment
from lib.store import agenda, decisions, history, meetings
from lib.store.file.connection import Database, reading
from lib.store.results import money
from lib.store.tables import tables
from lib.ui.elements import drawn
from lib.ui.elements.filters import (
    choice_filter,
    filter_bar,
    filter_result,
    name_unknown,
    several_filter,
    several_pills,
)
from lib.ui.elements.html import address_of, empty, fill, link, show, show_passable, table, wear
from lib.ui.frame.invitation import FIRST_MEETING, at_first, point_to
from lib.ui.here.address import ACTION, shared_params
from lib.ui.here.cache import kept, kept_with
from lib.ui.here.state import Here

GOAL, REGION, KIND = "doel", "regio", "soort"
PARAMS = (GOAL, REGION, KIND)
_GAP, _STEP = 3.4, 26
"""How far apart marks stand on one row, in per cent of the line; how high a row is, in pixels."""
_MARK = Markup(
    '<a class="mark {} {}" style="left:{:.2f}%;top:{}px" href="{}" target="_self" title="{}">'
    '<span aria-hidden="true">{}</span><span class="wa-vh">{}</span></a>'
)
_LANE = Markup('<li><b>{}</b><div class="track" style="height:{}px">{}{}</div></li>')
_LINES = Markup('<i class="now" style="left:{:.2f}%"></i><i class="term" style="left:{:.2f}%"></i>')
_TICK = Markup('<span style="left:{:.2f}%">{}</span>')
_PICTURE = Markup(
    '<figure class="wa-moments" role="group" aria-label="{}"><p class="legend">{}'
    '<span><i class="now"></i>vandaag, {}</span><span><i class="term"></i>einde van de looptijd, {}</span>'
    '</p><ul><li class="scale" aria-hidden="true"><b></b><div class="track">{}</div></li>{}</ul></figure>'
)
_KEY = Markup('<span><em class="{}">{}</em> {}</span>')


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page draws from."""

    newest: int
    found: Found
    goals: Sequence[Goal]
    every: Sequence[Moment]
    by_region: Mapping[str, frozenset[str]]


def dress() -> None:
    wear(Path(__file__).with_name("time.css"))


def read_facts(here: Here) -> Facts:
    """Read what stands on the line at the moment shown."""
    with reading(here.path) as db:
        newest = history.newest(db)
    with reading(here.path, here.at) as db:
        return kept("timeline", here, db, lambda: _read(db, newest, here.day))


def _read(db: Database, newest: int, today: date) -> Facts:
    actions, own, parties = agenda.actions(db), tables(db), agenda.parties(db)
    goals = agenda.goals(db)
    found = Found(
        actions,
        own,
        meetings.meetings(db),
        money.layers(db),
        decisions.rulings(db),
        agenda.term(db),
        {goal.id: goal.name for goal in goals},
    )
    lenses = {code: lens_of(code, actions, own, parties) for code in LABOUR_REGIONS}
    by_region = {code: one.action_ids for code, one in lenses.items() if one}
    return Facts(newest, found, goals, rules.moments(found, today), by_region)


def ask(facts: Facts, looked: Lens) -> list[Moment]:
    """Draw the filters and return the moments that they and the lens leave."""
    goals = {str(goal.id): goal.name for goal in facts.goals}
    with filter_bar():
        kinds = several_pills("Soort", KIND, KINDS, key="time kinds")
        wanted = several_filter("Doel", GOAL, goals, "alle doelen", key="time goals", width=230)
        region = choice_filter("Regio", REGION, LABOUR_REGIONS, "alle regio’s", key="time region", width=230)
    name_unknown({GOAL: goals, REGION: LABOUR_REGIONS, KIND: KINDS})
    ids = frozenset(
        action.id
        for action in looked.actions(facts.found.actions)
        if (not wanted or str(action.goal_id) in wanted)
        and (region is None or action.id in facts.by_region[region])
    )
    left = rules.chosen(facts.every, kinds, ids)
    if kinds or wanted or region:
        filter_result(f"{len(left)} van de {len(facts.every)} momenten", PARAMS, filtered=True)
    return left


def draw(here: Here, facts: Facts, left: Sequence[Moment]) -> None:
    """Draw the lanes, and the same as a table."""
    if not facts.every:
        point_to(
            "Een mijlpaal, overleg, geldlaag of besluit staat hier op zijn dag, zodra het is vastgelegd.",
            at_first("Leg een mijlpaal vast", facts.found.actions, "coalitie"),
            FIRST_MEETING,
        )
        return
    if not left:
        empty("Geen moment past bij deze keuze. Kies een ander filter.")
        return
    names = {action.id: action for action in facts.found.actions}
    what = ("timeline", *map(id, left), *shared_params().items())
    lanes, listed, made = kept_with(
        what,
        lambda: (
            _picture(here, facts, left, names),
            _as_table(here, left, names),
            time_line(left, facts.every, facts.found, here.day),
        ),
        facts,
    )
    show_passable("de tijdlijn", lanes)
    drawn.note_drawing("Tijdlijn (beeld)", made.svg)
    show(listed)


def _picture(here: Here, facts: Facts, left: Sequence[Moment], names: Mapping[str, Action]) -> Markup:
    first, last = rules.span(facts.every, here.day, facts.found.term)

    def place(day: str | date) -> float:
        on = date.fromisoformat(day) if isinstance(day, str) else day
        return 100 * (on - first).days / (last - first).days

    lines = _LINES.format(place(here.day), place(facts.found.term.ends_on))
    lanes: dict[str | None, list[Moment]] = {}
    for one in left:
        lanes.setdefault(one.action_id, []).append(one)
    order = [None, *names]
    rows = [_lane(lanes[key], names.get(key or ""), place, lines, here.day) for key in order if key in lanes]
    years = range(first.year, last.year)
    ticks = Markup("").join(_TICK.format(place(date(year, 1, 1)), year) for year in years)
    keys = Markup("").join(_KEY.format(kind, SIGNS[kind], name) for kind, name in KINDS.items())
    said = (
        f"Tijdlijn met {len(left)} momenten; {rules.timeline_sentence(left, here.day)} Hieronder als tabel."
    )
    days = (day_text(here.day), day_text(facts.found.term.ends_on))
    return _PICTURE.format(said, keys, *days, ticks, Markup("").join(rows))


def _lane(own: Sequence[Moment], action: Action | None, place: object, lines: Markup, today: date) -> Markup:
    """Build the lane of an action; marks that would touch stand on rows of their own."""
    assert callable(place)
    name = link("actie", action.label, shared_params() | {ACTION: action.id}) if action else EVERYBODY
    ends: list[float] = []
    marks = Markup("")
    for one in own:
        left = place(one.day)
        row = next((number for number, end in enumerate(ends) if end + _GAP <= left), len(ends))
        ends[row : row + 1] = [left]
        said = f"{day_text(one.day)}: {one.words} ({one.state(today)})"
        looks = "late" if one.late else "done" if one.done else ""
        marks += _MARK.format(one.kind, looks, left, row * _STEP + 2, _to(one), said, SIGNS[one.kind], said)
    return _LANE.format(name, len(ends) * _STEP + 4, lines, marks)


def _to(one: Moment) -> str:
    """Return the address of what a mark stands for."""
    if one.kind == MEETING:
        return address_of("technologietafels", shared_params() | {"overleg": one.record})
    tab = {MILESTONE: "coalitie", MONEY: "geld"}.get(one.kind, "stand")
    return address_of("actie", shared_params() | {ACTION: str(one.action_id), "tab": tab})


def _as_table(here: Here, left: Sequence[Moment], names: Mapping[str, Action]) -> Markup:
    rows = [
        (
            day_text(one.day),
            fill(_CELL, _to(one), one.words),
            KINDS[one.kind],
            names[one.action_id].label if one.action_id else EVERYBODY,
            one.state(here.day),
        )
        for one in rules.urgent_first(left, here.day)
    ]
    heads = ("Dag", "Wat", "Soort", "Actie", "Stand")
    listed = table(heads, rows, "Tijdlijn", wide="timeline")
    return Markup('<details class="wa-fold time-table" open><summary>{}</summary>{}</details>').format(
        _ORDER, listed
    )


_ORDER = "Als tabel: wat te laat is, wat nog komt, en wat geweest is"
_CELL = Markup('<a class="wa-link" href="{}" target="_self">{}</a>')
