"""The nouns of the manifest: its ledger, published counts, yearly obligations, and confirmations."""

from __future__ import annotations

from dataclasses import dataclass

MOST_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """A party that formalised the manifest, on which day and by which document; withdrawn with its reason."""

    id: int
    party_id: int
    formalised_on: str
    document: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    party: str
    helix: str
    region: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class PublicCount:
    """A published count behind the manifest: never counted by us, so never mixed with the ledger.

    `counted_on` is a day for the time axis, `dated` how the source dates it. `unit` is what is counted, in
    the words of the source: counts of different things are not compared. `replaces` is an entry that told it
    worse.
    """

    id: int
    counted_on: str
    dated: str
    number: int
    unit: str
    words: str
    source: str
    replaces: int | None


@dataclass(frozen=True, slots=True)
class Obligation:
    """What the manifest asks every year: meetings of a kind, or telling about each meeting.

    `meeting_kind` None stands for telling about every meeting; `per_year` None for a rhythm nobody recorded.
    """

    id: str
    position: int
    name: str
    meeting_kind: str | None
    per_year: int | None
    source: str
    version: int


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody looked at an action and found that what is recorded still holds; taken back if by mistake."""

    id: int
    action_id: str
    confirmed_on: str
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
