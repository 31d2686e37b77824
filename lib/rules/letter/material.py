"""What a letter is made of: two states of the agenda, what was decided between them, and the rest it names.

Owns how an action stands in a letter: what Gedeputeerde Staten (GS) decided stands, what a meeting advised is
only proposed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lib.dutch import day_text
from lib.model.agenda import ENDED, LADDER, PRIORITIES, STAGES, Action, AnnexText, Goal, StageMove, Step
from lib.model.change import Change
from lib.model.coalitions import Table
from lib.model.letter import Letter, Request
from lib.model.meetings import Decision, Item, Meeting
from lib.model.results.money import MoneyLayer
from lib.model.results.outcome import Outcome
from lib.model.rulings import NO_KENMERK
from lib.rules.results.result import Result
from lib.rules.rulings import Proposal, change_words

NEW = "new"
"""How a ruling names that an action was added; other rulings go by the field they change."""

SIDES: Mapping[str, str] = {
    "bedrijfsleven": "een partij uit het bedrijfsleven",
    "onderwijs": "een partij uit het onderwijs",
    "overheid": "een partij van de overheid",
}
"""How a party is called that a letter may not name."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The last decision of GS on one value of an action, and the meeting that advised it if any."""

    value: str | None
    decided_on: str
    reference: str = ""
    advised_by: str = ""

    @property
    def words(self) -> str:
        """Tell who decided it, in a sentence of its own."""
        under = f", kenmerk {self.reference}" if self.reference else f", {NO_KENMERK}"
        advice = f", op advies van {self.advised_by}" if self.advised_by else ""
        on = f" van {day_text(self.decided_on)}" if self.decided_on else ", nog zonder datum"
        return f"Besluit van Gedeputeerde Staten{on}{under}{advice}."


Key = tuple[str, str]
"""An action and one of its fields, or `NEW`."""


@dataclass(frozen=True, slots=True)
class State:
    """The agenda at a moment, as far as a letter tells of it; steps that were withdrawn are left out.

    `rulings` holds what GS decided, `advice` the meeting that a value of now came from, and `waiting` per
    action what meetings propose and GS did not decide.
    """

    actions: tuple[Action, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    moves: Mapping[str, tuple[StageMove, ...]] = field(default_factory=dict)
    rulings: Mapping[Key, Ruling] = field(default_factory=dict)
    advice: Mapping[Key, str] = field(default_factory=dict)
    waiting: Mapping[str, Sequence[Proposal]] = field(default_factory=dict)

    def ruling(self, action: Action, name: str) -> Ruling | None:
        """Tell what GS decided last about a value of an action."""
        return self.rulings.get((action.id, name))

    def added(self, action: Action) -> bool:
        """Tell whether an action is on the agenda: adopted, or added by GS."""
        return action.adopted is not None or self.ruling(action, NEW) is not None

    def priority(self, action: Action) -> str | None:
        """Return the priority that stands: what GS decided last, else the adopted one."""
        if ruling := self.ruling(action, "priority"):
            return ruling.value
        return action.adopted.priority if action.adopted else action.priority

    def name(self, action: Action) -> str:
        """Return the name that stands, with the number."""
        name = self.bare_name(action)
        return f"{action.number} {name}" if action.number else name

    def bare_name(self, action: Action) -> str:
        """Return the name that stands: what GS decided last, else the adopted one."""
        ruling = self.ruling(action, "name")
        adopted = action.adopted.matrix_name if action.adopted else action.name
        return str(ruling.value if ruling else adopted)

    def stage(self, action: Action) -> str:
        """Return the stage that stands: an action ends, and is taken up again, when GS decides so."""
        ruling = self.ruling(action, "stage")
        if ruling and ruling.value == ENDED:
            return ENDED
        if not action.ended:
            return action.stage
        ends = [move for move in self.moves.get(action.id, ()) if move.to_stage == ENDED]
        return ends[-1].from_stage if ends else LADDER[0]

    def stage_words(self, action: Action) -> str:
        """Tell that stage in words; a first rung that nobody recorded is not told as if somebody did."""
        if not action.placed:
            return "nog niet vastgelegd"
        return STAGES[self.stage(action)].lower()

    def proposals(self, action: Action) -> list[str]:
        """Tell what is recorded for an action and waits for a decision of GS, in a few words each."""
        words = [] if self.added(action) else ["toevoegen aan de agenda"]
        if self.stage(action) != action.stage:
            words.append("beëindigen" if action.ended else "heropenen")
        if self.priority(action) != action.priority:
            words.append(f"prioriteit {priority_words(action.priority)}")
        if self.name(action) != action.label:
            words.append(f"de naam “{action.name}”")
        for proposal in self.waiting.get(action.id, ()):
            words.append(
                change_words(proposal.advice.proposes, proposal.advice.proposed, action.priority, {})
            )
        return words


def priority_words(priority: str | None) -> str:
    """Return a priority as a letter with its meaning; the manifest activities have none."""
    return f"{priority} ({PRIORITIES[priority]})" if priority else "geen"


def in_order(actions: Sequence[Action]) -> list[Action]:
    """Return the actions by their number as printed, those of the manifest last."""
    return sorted(actions, key=lambda action: (action.number is None, action.number or 0, action.position))


@dataclass(frozen=True, slots=True)
class Aside:
    """A note of ours beside an adopted text that is outdated; not before the day since when it is so."""

    since: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """What PS received and never changes, with what explains it today."""

    goals: Sequence[Goal]
    texts: Mapping[str, AnnexText]
    asides: Sequence[Aside] = ()
    terms: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """All that one letter is made of, as it was at one moment.

    `then` is the agenda in the letter sent before (`previous`), or as adopted when there was none. `changes`
    are the net changes between the two, `turned_back` counts what was changed and changed back. `called`
    says how a letter may call a party; `results` and `outcomes` are what each action brought about,
    `layers` its money, `confirmed` how much its parties confirmed themselves; `amounts` tells whether who
    reads the letter may see how much. `anchor` proves the history up to the letter.
    """

    letter: Letter
    day: date
    adopted: Adopted
    now: State
    then: State
    previous: Letter | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    changes: Sequence[Change] = ()
    turned_back: int = 0
    called: Mapping[int, str] = field(default_factory=dict)
    decisions: Sequence[Decision] = ()
    meetings: Sequence[Meeting] = ()
    items: Mapping[int, Sequence[Item]] = field(default_factory=dict)
    requests: Sequence[Request] = ()
    results: Mapping[str, Sequence[Result]] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    layers: Mapping[str, Sequence[MoneyLayer]] = field(default_factory=dict)
    confirmed: Mapping[str, str] = field(default_factory=dict)
    amounts: bool = False
    edition: str = ""
    anchor: str = ""
    example: bool = False

    @property
    def since(self) -> str:
        """Tell since when the letter tells, in words."""
        if self.previous and self.previous.sent_on:
            return f"de brief van {day_text(self.previous.sent_on)}"
        return "de vastgestelde werkagenda 2021-2023"

    @property
    def starts(self) -> str:
        """Return the first day of the period, as stored; empty when nothing bounds it."""
        return self.letter.period_from or (self.previous.sent_on if self.previous else "") or ""

    @property
    def ends(self) -> str:
        """Return the last day of the period, as stored."""
        return self.letter.period_until or self.day.isoformat()

    def recorded(self, action: Action) -> list[Step]:
        """Return the steps of an action in the period, first day first."""
        steps = self.now.steps.get(action.id, ())
        recorded = [step for step in steps if self.starts <= step.happened_on <= self.ends]
        return sorted(recorded, key=lambda step: (step.happened_on, step.id))

    def driver(self, action: Action) -> str:
        if action.driver_id is None:
            return "nog geen aanjager"
        return self.called.get(action.driver_id, "een partij")
