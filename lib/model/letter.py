"""The nouns of the letter to Provinciale Staten: the letter, its own words, and what PS asked.

Owns row types and allowed values; what a letter says stands in `lib.rules.letter`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TREATMENTS: Mapping[str, str] = {
    "C": "C-agenda: ter kennisname",
    "B": "B-agenda: bespreken",
    "A": "A-agenda: voordracht",
}
"""How the committee is proposed to treat the letter."""

ASKS: Mapping[str, str] = {
    "kennisnemen": "Wij vragen u kennis te nemen van deze brief.",
    "bespreken": "Wij vragen u deze brief te bespreken.",
    "niets": "Wij vragen u nu niets.",
}
"""What is asked of PS, in the sentence that says so."""

SECRECY: Mapping[str, str] = {"openbaar": "openbaar", "geheim": "geheim"}

REQUEST_KINDS: Mapping[str, str] = {"motie": "Motie", "toezegging": "Toezegging"}
REQUEST_STATES: Mapping[str, str] = {"open": "open", "afgedaan": "afgedaan"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of GS to PS; `sent_on` and `edition_id` are empty while it is a draft."""

    id: int
    reference: str
    subject: str
    committee: str
    treatment: str
    portfolio: str
    asks: str
    secrecy: str
    programme: str
    period_from: str | None
    period_until: str | None
    next_letter: str
    sent_on: str | None
    edition_id: int | None
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def sent(self) -> bool:
        """Whether the letter went out: it then never changes."""
        return self.sent_on is not None


@dataclass(frozen=True, slots=True)
class LetterText:
    """What staff wrote themselves in a section of a letter."""

    id: int
    letter_id: int
    section: str
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Request:
    """A motie of PS or a toezegging to PS: what was asked or promised, and in which letter it is answered."""

    id: int
    kind: str
    code: str
    text: str
    dated_on: str
    forum: str
    promised_to: str
    answer: str
    state: str
    letter_id: int | None
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def label(self) -> str:
        """Kind and ID, as in "Toezegging 2352"."""
        return f"{REQUEST_KINDS[self.kind]} {self.code}"


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file of a letter as it was sent, with its SHA-256."""

    id: int
    letter_id: int
    form: str
    name: str
    sha256: str
    content: bytes
