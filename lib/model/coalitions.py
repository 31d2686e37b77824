"""The nouns of a development coalition: chairs, activation, purpose case, support, milestones, flags.

Owns row types and allowed values, as `lib.model.agenda` does for the agenda itself. What follows from them
(scores, gate, hand-over) stands in `lib.rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LEVELS: tuple[str, ...] = (
    "niet in beeld",
    "bekend",
    "gesproken",
    "aan tafel",
    "zegt inzet toe",
    "levert uit zichzelf",
)
"""The one scale of activation, from 0 to 5, used for parties and for helices."""

EVIDENCE_FROM = 3
"""From this level a claim needs a step as evidence."""

ON_ITS_OWN = 5
"""This level needs a step that the ambassador did not start."""

AGEING_DAYS = 180
"""Evidence older than this counts one level lower."""

PURPOSE_PARTS: Mapping[str, str] = {
    "financiering": "Financiering",
    "organisatie": "Organisatie",
    "maatschappelijke opbrengst": "Maatschappelijke opbrengst",
    "commitment": "Commitment",
}
"""The four parts of a purpose case, as footnote 1 of the annex names them."""

ANSWERS: Mapping[str, str] = {
    "steunt": "Steunt",
    "onder voorwaarde": "Steunt onder voorwaarde",
    "steunt niet": "Steunt niet",
    "niet gevraagd": "Nog niet gevraagd",
}
"""The formal answers of a party to a purpose case (draagvlak)."""

AMBASSADOR_KINDS = frozenset({"werkambassadeur", "provincie"})
"""Kinds of party that do not make an action independent of the ambassador."""


@dataclass(frozen=True, slots=True)
class Chair:
    """A place at the table: what an action needs before names are known; filled by a party or empty."""

    id: int
    action_id: str
    helix: str
    role: str
    region: str | None
    needed: bool
    party_id: int | None
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Activation:
    """Where one party stands in one coalition, with the step that shows it.

    `evidence_on`, `evidence_started_by` and `evidence_by` come from the step: its day, who started
    it, who recorded it. A withdrawn step is no evidence: the fields are then None.
    """

    id: int
    action_id: str
    party_id: int
    level: int
    step_id: int | None
    version: int
    party: str
    helix: str
    evidence_on: str | None = None
    evidence_started_by: str | None = None
    evidence_what: str | None = None
    evidence_by: str | None = None


@dataclass(frozen=True, slots=True)
class Coalition:
    """What is agreed about a coalition as a whole; a row per action, also when all is unknown.

    `complete_on` with `complete_reason` when it was declared complete; `rhythm` is its own rhythm
    of meeting in words; `money_until` the day until which money is secured; `signed_on` the day the
    agreements were signed. Days as YYYY-MM-DD. The row's id is the action's id.
    """

    id: str
    complete_on: str | None
    complete_reason: str
    rhythm: str
    money_until: str | None
    signed_on: str | None
    version: int


@dataclass(frozen=True, slots=True)
class PurposeText:
    """One version of one part of a purpose case; texts are added, never changed. `at` is a stored moment."""

    id: int
    action_id: str
    part: str
    number: int
    text: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Support:
    """A party's formal answer to the purpose case of an action (draagvlak)."""

    id: int
    action_id: str
    party_id: int
    answer: str
    condition: str
    contribution: str
    answered_on: str | None
    version: int
    party: str
    helix: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is due when and in whose hands; `done_on` when it was reached."""

    id: int
    action_id: str
    what: str
    due: str
    done_on: str | None
    owner_id: int | None
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A neighbour of an ended action that somebody must say something about, in writing."""

    id: int
    action_id: str
    ended_action: str
    raised_on: str
    answer: str
    answered_on: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Table:
    """All that is recorded about one action's coalition at the moment shown."""

    coalition: Coalition
    chairs: tuple[Chair, ...] = field(default=())
    activations: tuple[Activation, ...] = field(default=())
    texts: tuple[PurposeText, ...] = field(default=())
    supports: tuple[Support, ...] = field(default=())
    milestones: tuple[Milestone, ...] = field(default=())
    flags: tuple[Flag, ...] = field(default=())
