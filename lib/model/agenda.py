"""The nouns of the work agenda: goals, actions, parties, steps, and the words that they may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.dutch import day_text, sentence_case
from lib.model.field import Telling, choice, day, declare, line, link, party, party_name, text
from lib.model.kinds import NAME_LIMIT, TEXT_LIMIT, action_reference, reference
from lib.model.record import because, ground, record, tell_correction
from lib.model.regions import REGIONS

PRIORITIES: Mapping[str, str] = {"A": "hoog", "B": "middel", "C": "laag"}
"""The annex's three priorities with their meaning; the manifest activities have none."""

STAGES: Mapping[str, str] = {
    "idee": "Idee",
    "coalitie in vorming": "Coalitie in vorming",
    "purpose case": "Purpose case",
    "poort": "Draagvlaktoets",
    "in uitvoering": "In uitvoering",
    "overgedragen": "Overgedragen",
    "beeindigd": "Beëindigd",
}
"""Stages of an action in the order of the ladder, with the words shown on screen."""

NOT_PLACED = "Fase nog niet vastgelegd"
"""What stands on screen for an action of which no stage was ever recorded."""

NO_DRIVER = "nog geen aanjager"
"""What stands on screen for an action without a driver."""

ENDED = "beeindigd"
LADDER: tuple[str, ...] = tuple(stage for stage in STAGES if stage != ENDED)
REOPENED_AS = "purpose case"

PROPOSABLE: Mapping[str, str] = {
    "priority": "prioriteit",
    "stage": "einde of heropening",
    "name": "naam",
    "goal_id": "doel",
}
"""What of an adopted action changes by a decision of Gedeputeerde Staten alone."""

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


def _in_short(telling: Telling) -> str:
    words = sentence_case(telling.words)
    return f"{words} van {telling.old} naar {telling.new}{because(telling.change)}."


def _moved(telling: Telling) -> str:
    if telling.change.new != ENDED:
        return _in_short(telling)
    return f"Beëindigd op {day_text(telling.row['ended_on'])}{because(telling.change)}."


def _noted(telling: Telling) -> str:
    return "Stand van zaken: " + (f"“{telling.change.new}”" if telling.change.new else "leeggemaakt.")


@record(
    "action",
    "Actie",
    title=lambda row, _: row["name"],
    added=lambda row, _: f"Actie toegevoegd: {row['name']}.",
    usual=_in_short,
    about="id",
    looked_after=True,
    grounded=True,
)
class Action:
    """The living state of an activity: 11 numbered, two of the manifest (id m1, m2).

    `driver` is the name of the driver's organisation; `placed` tells whether any move on the
    stage ladder was ever recorded: the annex itself gives no stage.
    """

    id: str
    number: int | None
    goal_id: int = declare(
        "goal",
        reference("Doel"),
        label="Doel",
        words="doel",
        reads=lambda value, _: f"doel {value}",
        reason=True,
        new=False,
    )
    position: int
    name: str = line("De naam", "naam", NAME_LIMIT, reason=True, prompt="Naam")
    priority: str | None = choice(
        "Prioriteit",
        "prioriteit",
        PRIORITIES,
        optional=True,
        reason=True,
        reads=lambda value, _: f"{value} ({PRIORITIES[value]})",
    )
    stage: str = declare(
        "stage",
        None,
        label="Fase",
        words="fase",
        options=STAGES,
        reads=lambda value, _: STAGES.get(value, str(value)),
        tell=_moved,
    )
    driver_id: int | None = party("Aanjager", "aanjager", optional=True, empty="niemand")
    note: str = text(
        "De stand van zaken",
        "stand van zaken",
        TEXT_LIMIT,
        optional=True,
        tell=_noted,
        prompt="Stand van zaken",
    )
    ended_on: str | None
    ended_reason: str | None
    version: int
    driver: str | None = None
    adopted: Adopted | None = None
    placed: bool = True

    @property
    def stage_text(self) -> str:
        """Return the stage in words; a first rung that nobody recorded is not told as if somebody did."""
        return STAGES[self.stage] if self.placed else NOT_PLACED

    @property
    def label(self) -> str:
        """Number and name as on the cards: "3 Verbeteren zij-instroom naar techniek"."""
        return f"{self.number} {self.name}" if self.number else self.name

    @property
    def ended(self) -> bool:
        """Tell whether the action was ended; it then accepts nothing but steps and reopening."""
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


def _merged(telling: Telling) -> str:
    name = telling.row["name"]
    if telling.change.new is None:
        return f"{name} is weer een eigen partij; {telling.old} houdt wat later is vastgelegd."
    return f"{name} is samengevoegd met {telling.new}: alles wat daarbij stond, staat nu daar."


@record(
    "party",
    "Partij",
    title=lambda row, _: row["name"],
    added=lambda row, _: f"Partij toegevoegd: {row['name']} ({HELIXES[row['helix']].lower()}).",
    withdrawn="",
    usual=_in_short,
    heading="Partijen",
)
class Party:
    """An organisation, never a private person."""

    id: int
    name: str = line(
        "De naam van de partij", "naam van de partij", NAME_LIMIT, prompt="Naam van de organisatie"
    )
    helix: str = choice("Kant", "kant", HELIXES)
    region: str | None = choice("Regio", "regio", REGIONS, optional=True)
    kind: str = line("Soort organisatie", "soort organisatie", NAME_LIMIT, optional=True, prompt="Soort")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    merged_into: int | None = declare(
        "party", None, words="samengevoegd met", reads=party_name, tell=_merged, default=None
    )


def _step(row: Mapping[str, Any], _parties: Mapping[int, str]) -> str:
    return f"{STEP_KINDS[row['kind']]} op {day_text(row['happened_on'])}: {row['what'].rstrip('.')}"


@record(
    "step",
    "Gebeurtenis",
    title=_step,
    added=lambda row, parties: f"{_step(row, parties)}.",
    withdrawn="ingetrokken",
    gone=lambda row, parties: f"Ingetrokken: {_step(row, parties)} – {ground(row)}.",
    back=lambda row, parties: f"Hersteld: {_step(row, parties)}.",
    usual=lambda telling: tell_correction(telling, "Gebeurtenis verbeterd"),
    about="action_id",
    part="gebeurtenissen",
    same=("action_id", "happened_on", "what"),
)
class Step:
    """A dated step: the evidence under every claim about an action."""

    id: int
    action_id: str = declare("action", action_reference, label="Actie")
    happened_on: str = day("De datum", "datum van de gebeurtenis", past=True, prompt="Wanneer")
    what: str = text("Wat er is gebeurd", "wat er is gebeurd", prompt="Wat is er gebeurd?")
    kind: str = choice("Soort gebeurtenis", "soort gebeurtenis", STEP_KINDS, prompt="Soort")
    started_by: str = choice("Op initiatief van", "op initiatief van", STARTED_BY)
    link: str | None = link("link", prompt="Link naar een document")
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    parties: tuple[str, ...] = declare("parties", None, label="Met welke partijen", default=())


@record(
    "stage_move", "Fase", title=lambda row, _: STAGES[row["to_stage"]], about="action_id", looked_after=True
)
class StageMove:
    """One move on the stage ladder, with its day, its ground in words and the meeting that advised it."""

    id: int
    action_id: str
    from_stage: str
    to_stage: str = choice("Fase", "", STAGES)
    moved_on: str = day("De datum", "", past=True, prompt="Sinds wanneer")
    reason: str = text("Waaruit dit blijkt", "", prompt="Waaruit blijkt dit?")
    author: str
    meeting: str = line("Het overleg", "", NAME_LIMIT, optional=True, default="")
    decision_id: int | None = None
    ruling_id: int | None = None
