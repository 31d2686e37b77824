"""What a meeting should look at, and why: the items that the agenda itself proposes.

Five reasons: the gate waits for a decision, a pledge is overdue, an A-action is silent, chairs are empty, or
something changed since the last table. Reads no clock: the day at which it looks is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lib.dutch import count_text, day_text, list_text, sentence_case
from lib.model.agenda import Action, Step
from lib.model.coalitions import Table
from lib.model.meetings import PLEDGE, Decision, Item
from lib.model.purpose import PURPOSE_PARTS
from lib.rules.coalitions import chairs, gate
from lib.rules.coalitions.annex_chairs import AnnexChair, still_proposed

GATE, OVERDUE, SILENT, EMPTY, CHANGED = "poort", "te laat", "stil", "lege stoel", "veranderd"
REASONS: Mapping[str, str] = {
    GATE: "de draagvlaktoets wacht op een uitkomst",
    OVERDUE: "een toezegging is over tijd",
    SILENT: "een actie met hoge prioriteit (A) zonder nieuwe gebeurtenis",
    EMPTY: "lege stoelen",
    CHANGED: "veranderd sinds het vorige overleg",
}
"""Why an action is proposed, the most pressing first."""

_MINUTES: Mapping[str, int] = {GATE: 20, OVERDUE: 10, SILENT: 15, EMPTY: 10, CHANGED: 5}
"""How many minutes each reason usually takes; the longest counts."""
MOST_NAMED = 3
"""How many chairs of the annex a question names."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action for the agenda of a meeting: its reasons with their words, a question, and minutes."""

    action: Action
    reasons: tuple[tuple[str, str], ...]
    question: str
    minutes: int

    @property
    def words(self) -> str:
        return "; ".join(text for _, text in self.reasons)


def proposals(
    actions: Iterable[Action],
    tables: Mapping[str, Table],
    steps: Iterable[Step],
    pledges: Iterable[Decision],
    changed: Mapping[str, int],
    today: date,
    annex: Sequence[AnnexChair] = (),
) -> list[Proposal]:
    """Return the actions to discuss, most pressing first.

    Ended and handed-over ones only when they changed or when something promised about them is overdue.

    `changed` counts the changes of each action since the last table; `annex` has the chairs that the annex
    names, for a question about an action of which nobody recorded any.
    """
    last_step = _last_steps(steps)
    late = [pledge for pledge in pledges if overdue(pledge, today)]
    urgent = []
    for action in actions:
        own = [pledge for pledge in late if pledge.action_id == action.id]
        reasons = _reasons(action, tables[action.id], last_step.get(action.id), own, changed, today)
        if reasons:
            minutes = max(_MINUTES[kind] for kind, _ in reasons)
            question = _question(action, tables[action.id], reasons, annex)
            urgent.append(Proposal(action, tuple(reasons), question, minutes))
    order = list(REASONS)
    return sorted(urgent, key=lambda proposal: order.index(proposal.reasons[0][0]))


def overdue(decision: Decision, today: date) -> bool:
    """Tell whether something that was promised or asked is not done and its day is over."""
    return decision.settled_on is None and decision.due is not None and decision.due < today.isoformat()


def _last_steps(steps: Iterable[Step]) -> dict[str, str]:
    """Return the day of the last step of each action that had one; withdrawn steps do not count."""
    last: dict[str, str] = {}
    for step in steps:
        if step.withdrawn_on is None:
            last[step.action_id] = max(step.happened_on, last.get(step.action_id, ""))
    return last


def _reasons(
    action: Action,
    table: Table,
    last_step: str | None,
    late: Sequence[Decision],
    changed: Mapping[str, int],
    today: date,
) -> list[tuple[str, str]]:
    reasons = []
    under_way = not action.ended and action.stage != gate.HANDED_OVER
    if under_way and gate_waits(action, table):
        reasons.append((GATE, REASONS[GATE]))
    if late:
        first = min(str(pledge.due) for pledge in late)
        words = count_text(len(late), "toezegging of vraag", "toezeggingen of vragen")
        reasons.append((OVERDUE, f"{words} over tijd, sinds {day_text(first)}"))
    if under_way and action.priority == "A" and _silent(last_step, today, table.silent_days):
        since = (
            f"zonder gebeurtenis sinds {day_text(last_step)}" if last_step else "nog geen gebeurtenis bekend"
        )
        reasons.append((SILENT, f"hoge prioriteit (A), {since}"))
    if under_way and (empty := chairs.gaps(table.chairs)):
        reasons.append((EMPTY, f"{count_text(len(empty), 'lege stoel', 'lege stoelen')}: {list_text(empty)}"))
    if count := changed.get(action.id, 0):
        reasons.append((CHANGED, f"{count_text(count, 'wijziging', 'wijzigingen')} sinds het vorige overleg"))
    return reasons


def gate_waits(action: Action, table: Table) -> bool:
    """Tell whether a meeting can decide: the action is at the gate, or its case is written and answered."""
    if action.stage == "poort":
        return True
    written = {text.part for text in table.texts} >= set(PURPOSE_PARTS)
    answers = gate.gate(table)
    return action.stage == "purpose case" and written and (answers.open or bool(answers.refusing))


def _silent(last_step: str | None, today: date, days: int) -> bool:
    return last_step is None or today - date.fromisoformat(last_step) > timedelta(days=days)


def _question(
    action: Action, table: Table, reasons: Sequence[tuple[str, str]], annex: Sequence[AnnexChair]
) -> str:
    """Tell what the table could be asked, from the most pressing reason."""
    kind = reasons[0][0]
    if kind == GATE:
        return (
            "Is er genoeg draagvlak om deze actie uit te voeren?"
            if not gate.gate(table).refusing
            else "Beëindigen we deze actie, of komt er een nieuwe purpose case?"
        )
    return {
        OVERDUE: "Wat is er nodig om de toezegging na te komen?",
        SILENT: _question_of_silence(action, table, annex),
        EMPTY: f"Wie kan deze plek innemen: {list_text(chairs.gaps(table.chairs), 'of')}?",
        CHANGED: "Zijn we het eens over de nieuwe stand?",
    }[kind]


def _question_of_silence(action: Action, table: Table, annex: Sequence[AnnexChair]) -> str:
    """Ask what comes first of what lacks: who belongs in the coalition, who drives it, or the next step."""
    if not table.chairs:
        roles = [chair.role for chair in still_proposed(annex, action.id, ())]
        if not roles:
            return "Wie hoort in deze coalitie?"
        named = list_text(roles[:MOST_NAMED], "of")
        return f"Wie kan een plek innemen die de bijlage noemt, zoals {named}?"
    if action.driver is None:
        return "Wie is aanjager van deze actie?"
    return "Wat is de volgende stap, en wie zet die?"


# ------------------------------------------------------------------------ the time of a meeting


def minutes_of(items: Iterable[Item]) -> int:
    """Tell how many minutes the items of a meeting take together, parked ones left out."""
    return sum(item.minutes or 0 for item in items if not item.parked)


def time_sentence(items: Collection[Item], planned: int) -> str:
    taken = minutes_of(items)
    unknown = sum(item.minutes is None for item in items if not item.parked)
    words = f"{taken} van {planned} minuten"
    if taken > planned:
        words = f"{count_text(taken - planned, 'minuut', 'minuten')} te lang: {words}"
    if unknown:
        words += f"; van {count_text(unknown, 'punt', 'punten')} is de tijd niet geschat"
    return f"{sentence_case(words)}."


# ------------------------------------------------------------------------ follow-up


def count_settled(decisions: Iterable[Decision]) -> tuple[int, int]:
    """Tell how many of these pledges were kept, and how many there are."""
    pledged = [decision for decision in decisions if decision.kind == PLEDGE]
    return sum(pledge.settled_on is not None for pledge in pledged), len(pledged)


def pledges_sentence(decisions: Iterable[Decision]) -> str:
    """Tell how many pledges were kept: "4 van 6 toezeggingen nagekomen"; nothing without any."""
    settled, total = count_settled(decisions)
    if not total:
        return ""
    noun = "toezegging" if total == 1 else "toezeggingen"
    return f"Sinds het vorige overleg: {settled} van {total} {noun} nagekomen."
