"""The nouns of the work agenda: goals, actions, parties, steps, and the words that they may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PRIORITIES: Mapping[str, str] = {"A": "hoog", "B": "middel", "C": "laag"}
"""The annex's three priorities with their meaning; the manifest activities have none."""

STAGES: Mapping[str, str] = {
    "idee": "Idee",
    "coalitie in vorming": "Coalitie in vorming",
    "purpose case": "Purpose case",
    "poort": "Poort",
    "in uitvoering": "In uitvoering",
    "overgedragen": "Overgedragen",
    "beeindigd": "Beëindigd",
}
"""Stages of an action in the order of the ladder, with the words shown on screen."""

NOT_PLACED = "Fase nog niet vastgelegd"
"""What stands on screen for an action of which no stage was ever recorded."""

ENDED = "beeindigd"
LADDER: tuple[str, ...] = tuple(stage for stage in STAGES if stage != ENDED)
REOPENED_AS = "purpose case"

HELIXES: Mapping[str, str] = {
    "bedrijfsleven": "Bedrijfsleven",
    "onderwijs": "Onderwijs",
    "overheid": "Overheid",
}
STEP_KINDS: Mapping[str, str] = {
    "gesprek": "Gesprek",
    "afspraak": "Afspraak",
    "bijdrage": "Bijdrage",
    "resultaat": "Resultaat",
    "besluit": "Besluit",
}
STARTED_BY: Mapping[str, str] = {"coalitie": "de coalitie zelf", "ambassadeur": "de werkambassadeur"}


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the six goals, in the annex's order, with the words as printed there."""

    id: int
    position: int
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """What Provinciale Staten received about an action. Never changes."""

    action_id: str
    goal_id: int
    matrix_name: str
    full_name: str
    priority: str | None
    explanation: str
    source: str


@dataclass(frozen=True, slots=True)
class Action:
    """The living state of an activity: 11 numbered, two of the manifest (id m1, m2).

    `driver` is the name of the driver's organisation; `placed` tells whether any move on the
    stage ladder was ever recorded: the annex itself gives no stage.
    """

    id: str
    number: int | None
    goal_id: int
    position: int
    name: str
    priority: str | None
    stage: str
    driver_id: int | None
    note: str
    ended_on: str | None
    ended_reason: str | None
    version: int
    driver: str | None = None
    adopted: Adopted | None = None
    placed: bool = True

    @property
    def stage_text(self) -> str:
        """The stage in words; a first rung that nobody recorded is not told as if somebody did."""
        return STAGES[self.stage] if self.placed else NOT_PLACED

    @property
    def label(self) -> str:
        """Number and name as on the cards: "3 Verbeteren zij-instroom naar techniek"."""
        return f"{self.number} {self.name}" if self.number else self.name

    @property
    def ended(self) -> bool:
        """Whether the action was ended; it then accepts nothing but steps and reopening."""
        return self.stage == ENDED


@dataclass(frozen=True, slots=True)
class Part:
    """Part 5A or 5B of activity 5. The letter is no priority."""

    id: str
    action_id: str
    letter: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link between two actions with the sentence of the annex that states it."""

    id: str
    from_action: str
    to_action: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AnnexText:
    """Any other passage of the annex: footnote, judging criterion, legend, section."""

    id: str
    kind: str
    position: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation, never a private person."""

    id: int
    name: str
    helix: str
    region: str | None
    kind: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step: the evidence under every claim about an action."""

    id: int
    action_id: str
    happened_on: str
    what: str
    kind: str
    started_by: str
    link: str | None
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    parties: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class StageMove:
    """One move on the stage ladder, with its day, its ground in words and the meeting that decided it."""

    id: int
    action_id: str
    from_stage: str
    to_stage: str
    moved_on: str
    reason: str
    author: str
    meeting: str = ""
    decision_id: int | None = None
