"""The nouns of the work agenda: allowed values, row types and the moves of an action.

Owns what a goal, an action, a party or a step is. Which field takes which value stands in
`lib.fields`. Reads no clock and no file, knows no table and no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lib.values import Invalid as Invalid
from lib.values import quoted

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
REGIONS: Mapping[str, str] = {
    "AM12": "Gooi en Vechtstreek",
    "AM15": "Noord-Holland Noord",
    "AM17": "Zaanstreek/Waterland",
    "AM18": "Groot Amsterdam",
    "AM37": "Zuid-Kennemerland en IJmond",
    "PV27": "Provincie Noord-Holland",
}
"""The five labour-market regions and the province, by CBS code. The province is not their sum."""

STEP_KINDS: Mapping[str, str] = {
    "gesprek": "Gesprek",
    "afspraak": "Afspraak",
    "bijdrage": "Bijdrage",
    "resultaat": "Resultaat",
    "besluit": "Besluit",
}
STARTED_BY: Mapping[str, str] = {"coalitie": "de coalitie zelf", "ambassadeur": "de werkambassadeur"}
RELATION_KINDS: tuple[str, ...] = ("opmaat naar", "sluit aan bij")
TEXT_KINDS: tuple[str, ...] = ("intro", "legend", "criterion", "footnote", "section")

FIRST_FILLING = "Eerste vulling"
"""The reason in the history of what the seed files brought: that is no change of anybody."""


class NotAllowed(PermissionError):
    """Somebody without the right tried to write; `sentence` says in Dutch why not."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keys: the name that goes into the history and the right to write.

    `verified` is true only after a sign-in; a name that was merely asked is not.
    `refusal` is the Dutch sentence that says why writing is not possible, else empty.
    """

    name: str
    verified: bool = False
    refusal: str = ""

    @property
    def may_edit(self) -> bool:
        """Whether this person may write at all."""
        return not self.refusal


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


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row that got another value.

    For a new row `operation` is "insert", `field` is empty and `row` holds all its values.
    `about` is the id of the action it concerns, or None. `at` is a stored moment.
    """

    history_id: int
    table: str
    row_id: str
    operation: str
    field: str
    old: Any
    new: Any
    about: str | None
    who: str
    verified: bool
    reason: str
    at: str
    row: dict[str, Any]


# ------------------------------------------------------------------ stage moves


def allowed_moves(stage: str) -> tuple[str, ...]:
    """Stages an action may move to: one rung up or down, to its end, or from its end back.

    A handed-over action can be taken back but not ended: it is no longer the ambassador's to end.
    Only an action that is not carried further ends; reopening starts again at the purpose case.
    """
    if stage == ENDED:
        return (REOPENED_AS,)
    rung = LADDER.index(stage)
    up, down = LADDER[rung + 1 : rung + 2], LADDER[max(rung - 1, 0) : rung]
    return up + down + (() if stage == LADDER[-1] else (ENDED,))


def unmoved(stage: str) -> Invalid:
    """The refusal of a move to the stage where the action already stands."""
    return Invalid("stage", f"De actie staat al in de fase “{STAGES[stage]}”; er is niets gewijzigd.")


def check_move(from_stage: str, to_stage: str) -> None:
    """Raise Invalid unless the move is one of `allowed_moves`."""
    if to_stage not in STAGES:
        raise Invalid("stage", f"{quoted(to_stage)} is geen fase. Kies een fase uit de lijst.")
    if to_stage == from_stage:
        raise unmoved(to_stage)
    if to_stage not in allowed_moves(from_stage):
        ways = " of ".join(f"“{STAGES[stage]}”" for stage in allowed_moves(from_stage))
        raise Invalid(
            "stage",
            f"Van “{STAGES[from_stage]}” naar “{STAGES[to_stage]}” kan niet in één keer. Kies {ways}.",
        )
