"""One line of time: milestones, meetings, money and decisions of all actions, each on its day.

Owns what stands on the line and in what order; reads no clock and no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lib.dutch import count_text, day_text, sentence_case
from lib.model.agenda import Action
from lib.model.coalitions import Table
from lib.model.meetings import Meeting
from lib.model.results.money import MoneyLayer
from lib.model.rulings import REFUSED, Ruling, Term
from lib.rules.rulings import change_words

MILESTONE, MEETING, MONEY, RULING = "mijlpaal", "overleg", "geld", "besluit"
KINDS: Mapping[str, str] = {
    MILESTONE: "Mijlpalen",
    MEETING: "Overleggen",
    MONEY: "Geld dat ophoudt",
    RULING: "Besluiten GS",
}
"""What stands on the line, as people choose it."""
COMING = "komt nog"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on its day; `late` when it should have been done. Without an action it is of everybody."""

    day: str
    kind: str
    words: str
    action_id: str | None = None
    late: bool = False
    done: bool = False
    record: str = ""

    def state(self, today: date) -> str:
        """Tell in a word how it stands on a day."""
        if self.late:
            return "te laat"
        if self.done:
            return "bereikt"
        return COMING if self.day > today.isoformat() else "geweest"


@dataclass(frozen=True, slots=True)
class Found:
    """What the line is made of."""

    actions: Sequence[Action]
    tables: Mapping[str, Table]
    meetings: Sequence[Meeting]
    layers: Sequence[MoneyLayer]
    rulings: Sequence[Ruling]
    term: Term
    goals: Mapping[int, str] = field(default_factory=dict)


def moments(found: Found, today: date) -> list[Moment]:
    """Return everything on the line, first day first."""
    every = [
        *_milestones(found.actions, found.tables, today),
        *(Moment(one.held_on, MEETING, one.label, record=str(one.id)) for one in found.meetings),
        *_money(found.layers),
        *_rulings(found),
    ]
    return sorted(every, key=lambda one: (one.day, list(KINDS).index(one.kind), one.words))


def _milestones(actions: Iterable[Action], tables: Mapping[str, Table], today: date) -> Iterator[Moment]:
    for action in actions:
        for one in tables[action.id].milestones:
            if one.withdrawn_on is None:
                late = one.done_on is None and one.due < today.isoformat() and not action.ended
                words = one.what.rstrip(".")
                day = one.done_on or one.due
                yield Moment(day, MILESTONE, words, action.id, late, one.done_on is not None, str(one.id))


def _money(layers: Iterable[MoneyLayer]) -> Iterator[Moment]:
    for layer in layers:
        if layer.ends_on and layer.withdrawn_on is None:
            words = f"{layer.name} ({layer.certainty}) houdt op"
            yield Moment(layer.ends_on, MONEY, words, layer.action_id, record=str(layer.id))


def _rulings(found: Found) -> Iterator[Moment]:
    actions = {action.id for action in found.actions}
    for one in found.rulings:
        if one.decided_on and one.action_id in actions:
            words = f"GS: {change_words(one.changes, one.value, None, found.goals)}"
            refused = " niet overgenomen" if one.outcome == REFUSED else ""
            yield Moment(one.decided_on, RULING, words + refused, one.action_id, record=str(one.id))


def chosen(every: Iterable[Moment], kinds: Sequence[str], action_ids: frozenset[str] | None) -> list[Moment]:
    """Return the moments of these kinds (all without any) and actions; what is of everybody stays."""
    return [
        one
        for one in every
        if (not kinds or one.kind in kinds)
        and (action_ids is None or one.action_id is None or one.action_id in action_ids)
    ]


def urgent_first(every: Sequence[Moment], today: date) -> list[Moment]:
    """Return first what is late, then what comes, the soonest first, then what was, the latest first."""
    late = [one for one in every if one.late]
    coming = [one for one in every if one.state(today) == COMING]
    past = [one for one in every if not one.late and one.state(today) != COMING]
    return [*late, *coming, *reversed(past)]


def span(every: Sequence[Moment], today: date, term: Term) -> tuple[date, date]:
    """Return from the first of which year to the first of which year the line runs."""
    days = [one.day for one in every] + [today.isoformat(), term.starts_on, term.ends_on]
    return date(int(min(days)[:4]), 1, 1), date(int(max(days)[:4]) + 1, 1, 1)


def timeline_sentence(every: Sequence[Moment], today: date) -> str:
    """Tell how much is to come, what comes first, and what is late."""
    if not every:
        return "Er staat nog niets op de lijn: geen mijlpaal, overleg, geld of besluit met een datum."
    coming = [one for one in every if one.day > today.isoformat() and not one.done]
    late = sum(one.late for one in every)
    some = sentence_case(count_text(late, "mijlpaal is", "mijlpalen zijn"))
    overdue = f" {some} te laat." if late else ""
    if not coming:
        return f"Na vandaag staat er niets meer op de lijn.{overdue}"
    first = coming[0]
    number = sentence_case(count_text(len(coming), "moment komt", "momenten komen"))
    return f"{number} nog; het eerst, op {day_text(first.day)}: {first.words}.{overdue}"
