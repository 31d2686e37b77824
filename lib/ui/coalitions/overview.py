"""All coalitions in one list, weakest first, with their filters and what is different since.

Owns what stands in the list and in which order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from lib.dutch import count_text, list_text, sentence_case
from lib.model.agenda import HELIXES, Action, Goal, Party
from lib.model.coalitions import Table
from lib.model.regions import REGIONS
from lib.rules import since
from lib.rules.coalitions import activation, chairs, handover, relations
from lib.rules.coalitions.cases import Case, cases
from lib.rules.own_measures import HANDOVER, activation_rule, support_rule
from lib.store import agenda, coalitions
from lib.store.file.connection import Database
from lib.ui.agenda import since as since_view
from lib.ui.agenda.action import action_link
from lib.ui.coalitions.view import helix_bars
from lib.ui.elements.columns import SORT, Column, ordered_table
from lib.ui.elements.filters import choice_filter, filter_bar
from lib.ui.elements.html import day, empty, fill, own_measure, show, show_passable
from lib.ui.here.address import asked_in_all
from lib.ui.here.cache import kept_with
from lib.ui.here.state import Here

_FIELDS = {
    "helix": "coalition helix",
    "partij": "coalition party",
    "regio": "coalition region",
    "doel": "coalition goal",
}
PARAMS = (*_FIELDS, since_view.KIND)
"""What stands in the address for the filters."""


def cases_of(db: Database, day: date) -> dict[str, Case]:
    """Return the coalitions of all actions, ended ones too, as they stand in the data."""
    read = agenda.actions(db), coalitions.tables(db), coalitions.all_steps(db), agenda.parties(db)
    return {case.action.id: case for case in cases(*read, day, agenda.term(db), ended=True)}


def opening(all_cases: Sequence[Case]) -> str:
    """Tell what the page says first: where a whole helix is missing, and how many chairs are empty."""
    if not any(case.table.chairs or case.table.activations for case in all_cases):
        return "Van nog geen enkele coalitie is vastgelegd wie erin zit."
    missing = [case for case in all_cases if min(case.levels.values()) == 0]
    chairs_open = sum(len(chairs.empty(case.table.chairs)) for case in all_cases)
    first = f"Bij {count_text(len(missing), 'actie', 'acties')} ontbreekt een hele kant van de triple helix"
    if not missing:
        first = "Bij elke actie zijn de drie kanten van de triple helix in beeld"
    return f"{first}; {count_text(chairs_open, 'nodige stoel is', 'nodige stoelen zijn')} leeg."


def open_questions(tables: Mapping[str, Table], actions: Sequence[Action]) -> None:
    """Draw what the end of a neighbour still asks of an action: somebody has to answer in writing."""
    named = {action.id: action for action in actions}
    for action_id, asked in tables.items():
        for flag in asked.flags:
            if not flag.answer:
                question = relations.flag_sentence(flag, named[flag.ended_action])
                show(
                    Markup('<p class="wa-fallen"><b>Reactie nodig:</b> {} {}</p>').format(
                        question, action_link(named[action_id])
                    )
                )


# ---------------------------------------------------------------------------- the list


def known_values(goals: Sequence[Goal], parties: Sequence[Party]) -> dict[str, Collection[str]]:
    """Return what may stand in the address for each filter and for the order of the list."""
    return {
        "helix": HELIXES,
        "regio": REGIONS,
        "partij": {str(party.id) for party in parties},
        "doel": {str(goal.id) for goal in goals},
        SORT: {column.called for column in _COLUMNS},
        since_view.KIND: _KINDS,
    }


def filtered_list(
    here: Here,
    all_cases: Sequence[Case],
    confirmed: Mapping[str, str],
    then: Mapping[str, Case] | None,
    goals: Sequence[Goal],
    parties: Sequence[Party],
) -> None:
    """Draw filters by helix that lags, party, region and goal; then the list in the order asked for.

    `then` are the coalitions as they were, by action: what differs is marked, and is a filter too.
    `confirmed` tells, by action, how much of what is said of its parties they confirmed.
    """
    goal_names = {str(goal.id): goal.name for goal in goals}
    party_names = {str(party.id): party.name for party in parties}
    kinds = {case.action.id: _kind(case, then) for case in all_cases}
    with filter_bar():
        helix = _choice("helix", "zwakste kant", HELIXES, 160)
        region = _choice("regio", "alle regio’s", REGIONS, 190)
        party = _choice("partij", "alle partijen", party_names, 220)
        goal = _choice("doel", "alle doelen", goal_names, 190)
        if then is not None:
            counted = list(kinds.values())
            since_view.legend({kind: counted.count(kind) for kind in _KINDS}, _KINDS)
        since_view.marks_switch(here)
    asked = since_view.kinds_asked(_KINDS)
    shown = [
        case
        for case in all_cases
        if (not helix or helix in activation.weakest(case.levels))
        and (not region or region in {chair.region for chair in chairs.present(case.table.chairs)})
        and (not party or int(party) in _party_ids(case))
        and (not goal or str(case.action.goal_id) == goal)
        and (not asked or kinds[case.action.id] in asked)
    ]
    if not shown:
        empty("Geen coalitie past bij deze filters. Maak er een leeg.")
        return
    what = ("coalitions", *(case.action.id for case in shown), *asked_in_all())
    rules, listed = kept_with(what, lambda: _list(shown, confirmed, then), all_cases, confirmed, then)
    show(rules)
    show_passable("de tabel", listed)


_KINDS = {kind: since.KINDS[kind] for kind in (since.NEW, since.CHANGED, since.AGED, since.SAME)}
"""What a coalition can be since a moment; those of ended actions are not in the list."""


def _kind(case: Case, then: Mapping[str, Case] | None) -> str:
    if then is None or (was := then.get(case.action.id)) is None:
        return since.NEW
    if _seen(was) == _seen(case):
        return since.SAME
    aged = _seats(was) == _seats(case) and was.gate == case.gate and _claims(was) == _claims(case)
    return since.AGED if aged else since.CHANGED


def _claims(case: Case) -> set[tuple[int, int, int | None]]:
    """Return how far the parties are by what was recorded, whatever became of the evidence."""
    return {(claim.party_id, claim.level, claim.step_id) for claim in case.table.activations}


def _seen(case: Case) -> tuple[str, Mapping[str, int], str]:
    """Return what the list says about a coalition that may differ from what it said then."""
    return _seats(case), case.levels, case.gate.summary


def _choice(param: str, everything: str, names: Mapping[str, str], width: int) -> str | None:
    label = "Kant" if param == "helix" else sentence_case(param)
    return choice_filter(label, param, names, everything, key=_FIELDS[param], width=width)


def _party_ids(case: Case) -> set[int | None]:
    seated = {chair.party_id for chair in chairs.present(case.table.chairs)}
    return seated | {standing.party_id for standing in case.table.activations}


@dataclass(frozen=True, slots=True)
class Line:
    """A coalition in the list, and what it is compared with: itself when nothing is marked."""

    case: Case
    was: Case
    confirmed: str


def _list(
    shown: Sequence[Case], confirmed: Mapping[str, str], then: Mapping[str, Case] | None
) -> tuple[Markup, Markup]:
    """Build the rules by which the list judges, and the list."""
    lines = [
        Line(case, (then or {}).get(case.action.id, case), confirmed.get(case.action.id, ""))
        for case in shown
    ]
    here = ("coalities", dict(asked_in_all()))
    caption = "Coalities, de zwakste eerst"
    measures = shown[0].table
    rules = f"{activation_rule(measures.ageing_days)} {support_rule(measures.sides_needed)} {HANDOVER}"
    return (
        own_measure("Activering, draagvlak en overdraagbaarheid", rules),
        ordered_table(_COLUMNS, lines, caption, here, usual="Activering", wide="coalitions"),
    )


def _seats_cell(line: Line) -> Markup:
    seats = _struck(_seats(line.was), _seats(line.case)) + _chairs_cell(line.case.table)
    return seats + fill(_CONFIRMED, line.confirmed) if line.confirmed else seats


def _activation_cell(line: Line) -> Markup:
    """Build the score of a coalition with its bars, and how they were where they differ."""
    case, was = line.case, line.was
    bars = helix_bars(case.table, case.seen_on, was.levels if was.levels != case.levels else None)
    return Markup("{}<b>{}</b> van 100{}").format(_struck(str(was.score), str(case.score)), case.score, bars)


def _gate_cell(line: Line) -> Markup:
    gate, was = line.case.gate, line.was.gate
    return _struck(was.summary, gate.summary) + _unfolding(gate.summary, gate.sentence)


def _last_step_cell(line: Line) -> str:
    return day(line.case.last_step) if line.case.last_step else "nog geen gebeurtenis"


def _struck(was: str, now: str) -> Markup:
    return Markup() if was == now else Markup('<del class="wa-was">{}</del>').format(was)


def _seats(case: Case) -> str:
    return chairs.count_sentence(case.table.chairs)


def _chairs_cell(table: Table) -> Markup:
    """Tell how many chairs are filled, which are empty, and why it is complete all the same."""
    gaps = chairs.gaps(table.chairs)
    count = chairs.count_sentence(table.chairs)
    if table.coalition.complete_on and gaps:
        return _unfolding(
            f"{count}, als compleet aangemerkt", chairs.complete_sentence(table.coalition, table.chairs)
        )
    return _unfolding(count, f"leeg: {list_text(gaps)}" if gaps else "")


def _handover_cell(signs: handover.Handover) -> Markup:
    """Tell how many signs say that the action can do without the ambassador, and what each says."""
    return _unfolding(
        signs.summary, *(f"{signal.name}: {signal.words}. {signal.sentence}" for signal in signs.signals)
    )


def _unfolding(short: str, *full: str) -> Markup:
    """Build a few words that open to the whole of it: the list must fit a beamer."""
    lines = Markup("").join(fill(_LINE, line) for line in full if line)
    return fill(_DETAILS, short, lines) if lines else escape(short)


_LINE = Markup("<p>{}</p>")
_CONFIRMED = Markup("<div>{}</div>")
_DETAILS = Markup("<details><summary>{}</summary>{}</details>")


_COLUMNS: tuple[Column[Line], ...] = (
    Column(
        title="Actie",
        cell=lambda line: action_link(line.case.action),
        order=lambda line: line.case.action.number or 99,
    ),
    Column(
        title="Stoelen",
        cell=_seats_cell,
        order=lambda line: -len(chairs.empty(line.case.table.chairs)),
    ),
    Column(title="Activering", cell=_activation_cell, order=lambda line: line.case.score),
    Column(title="Draagvlak", address="poort", cell=_gate_cell, order=lambda line: line.case.gate.open),
    Column(
        title="Overdraagbaar",
        cell=lambda line: _handover_cell(line.case.handover),
        order=lambda line: line.case.handover.carried,
    ),
    Column(
        title="Laatste gebeurtenis",
        address="laatste stap",
        cell=_last_step_cell,
        order=lambda line: line.case.last_step or "",
    ),
)


def ended_note(actions: Sequence[Action]) -> None:
    """Name the ended actions, which are not in the list: they stay readable, with their reason."""
    lines = [
        Markup("<del>{}</del> op {}: {}").format(
            action_link(action), day(action.ended_on), action.ended_reason or ""
        )
        for action in actions
        if action.ended and action.ended_on
    ]
    if lines:
        show(
            Markup('<p class="wa-source"><b>Beëindigd, dus zonder coalitie:</b> {}</p>').format(
                Markup("; ").join(lines)
            )
        )
