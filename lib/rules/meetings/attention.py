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

GATE, OVERDUE, SILENT, EMPTY, CHANGED = "poort", "te laat", "stil", "lege stoel", "veranderd"
REASONS: Mapping[str, str] = {
    GATE: "de poort wacht op een besluit",
    OVERDUE: "een toezegging is over tijd",
    SILENT: "een actie met hoge prioriteit (A) zonder nieuwe gebeurtenis",
    EMPTY: "lege stoelen",
    CHANGED: "veranderd sinds het vorige overleg",
}
"""Why an action is proposed, the most pressing first."""

_MINUTES: Mapping[str, int] = {GATE: 20, OVERDUE: 10, SILENT: 15, EMPTY: 10, CHANGED: 5}
"""How many minutes each reason usually takes; the longest counts."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action for the agenda of a meeting: its reasons with their words, a question, and minutes."""

    action: Action
    reasons: tuple[tuple[str, str], ...]
    question: str
    minutes: int

    @property
    def words(self) -> str:
        """All reasons in one line."""
        return "; ".join(text for _, text in self.reasons)


def proposals(
    actions: Iterable[Action],
    tables: Mapping[str, Table],
    steps: Iterable[Step],
    pledges: Iterable[Decision],
    changed: Mapping[str, int],
    today: date,
) -> list[Proposal]:
    """The actions to discuss, most pressing first.

    Ended and handed-over ones only when they changed or when something promised about them is overdue.

    `changed` counts the changes of each action since the last table.
    """
    last_step = _last_steps(steps)
    late = [one for one in pledges if overdue(one, today)]
    found = []
    for action in actions:
        own = [one for one in late if one.action_id == action.id]
        reasons = _reasons(action, tables[action.id], last_step.get(action.id), own, changed, today)
        if reasons:
            minutes = max(_MINUTES[kind] for kind, _ in reasons)
            question = _question(tables[action.id], reasons)
            found.append(Proposal(action, tuple(reasons), question, minutes))
    order = list(REASONS)
    return sorted(found, key=lambda one: order.index(one.reasons[0][0]))


def overdue(one: Decision, today: date) -> bool:
    """Whether something that was promised or asked is not done and its day is over."""
    return one.settled_on is None and one.due is not None and one.due < today.isoformat()


def _last_steps(steps: Iterable[Step]) -> dict[str, str]:
    """The day of the last step of each action that had one; withdrawn steps do not count."""
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
    found = []
    under_way = not action.ended and action.stage != gate.HANDED_OVER
    if under_way and gate_waits(action, table):
        found.append((GATE, REASONS[GATE]))
    if late:
        first = min(str(one.due) for one in late)
        words = count_text(len(late), "toezegging of vraag", "toezeggingen of vragen")
        found.append((OVERDUE, f"{words} over tijd, sinds {day_text(first)}"))
    if under_way and action.priority == "A" and _silent(last_step, today, table.silent_days):
        since = (
            f"zonder gebeurtenis sinds {day_text(last_step)}" if last_step else "nog geen gebeurtenis bekend"
        )
        found.append((SILENT, f"hoge prioriteit (A), {since}"))
    if under_way and (empty := chairs.gaps(table.chairs)):
        found.append((EMPTY, f"{count_text(len(empty), 'lege stoel', 'lege stoelen')}: {list_text(empty)}"))
    if count := changed.get(action.id, 0):
        found.append((CHANGED, f"{count_text(count, 'wijziging', 'wijzigingen')} sinds het vorige overleg"))
    return found


def gate_waits(action: Action, table: Table) -> bool:
    """Whether a meeting can decide: the action stands at the gate, or its case is written and answered."""
    if action.stage == "poort":
        return True
    written = {one.part for one in table.texts} >= set(PURPOSE_PARTS)
    found = gate.gate(table)
    return action.stage == "purpose case" and written and (found.open or bool(found.refusing))


def _silent(last_step: str | None, today: date, days: int) -> bool:
    return last_step is None or today - date.fromisoformat(last_step) > timedelta(days=days)


def _question(table: Table, reasons: Sequence[tuple[str, str]]) -> str:
    """What the table could be asked, from the most pressing reason."""
    kind = reasons[0][0]
    if kind == GATE:
        return (
            "Is er genoeg draagvlak om deze actie uit te voeren?"
            if not gate.gate(table).refusing
            else "Beëindigen we deze actie, of komt er een nieuwe purpose case?"
        )
    return {
        OVERDUE: "Wat is er nodig om de toezegging na te komen?",
        SILENT: "Wat is de volgende stap, en wie zet die?",
        EMPTY: f"Wie kan deze plek innemen: {list_text(chairs.gaps(table.chairs), 'of')}?",
        CHANGED: "Zijn we het eens over de nieuwe stand?",
    }[kind]


# ------------------------------------------------------------------------ the time of a meeting


def minutes_of(items: Iterable[Item]) -> int:
    """How many minutes the items of a meeting take together, parked ones left out."""
    return sum(one.minutes or 0 for one in items if not one.parked)


def time_sentence(items: Collection[Item], planned: int) -> str:
    """Whether the items fit in the planned time, in words."""
    taken = minutes_of(items)
    unknown = sum(one.minutes is None for one in items if not one.parked)
    words = f"{taken} van {planned} minuten"
    if taken > planned:
        words = f"{count_text(taken - planned, 'minuut', 'minuten')} te lang: {words}"
    if unknown:
        words += f"; van {count_text(unknown, 'punt', 'punten')} is de tijd niet geschat"
    return f"{sentence_case(words)}."


# ------------------------------------------------------------------------ follow-up


def kept_pledges(decisions: Iterable[Decision]) -> tuple[int, int]:
    """How many of these pledges were kept, and how many there are."""
    pledged = [one for one in decisions if one.kind == PLEDGE]
    return sum(one.settled_on is not None for one in pledged), len(pledged)


def kept_sentence(decisions: Iterable[Decision]) -> str:
    """With which a table opens: "4 van 6 toezeggingen nagekomen" since the last one; empty without any."""
    kept, total = kept_pledges(decisions)
    if not total:
        return ""
    noun = "toezegging" if total == 1 else "toezeggingen"
    return f"Sinds het vorige overleg: {kept} van {total} {noun} nagekomen."
