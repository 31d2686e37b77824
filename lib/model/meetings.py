"""The nouns of the meetings: overleg, agenda item, decision, edition.

Owns row types and allowed values, as `lib.model.agenda` does for the agenda itself. What follows from them
stands in `lib.rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.dutch import day_text

MEETING_KINDS: Mapping[str, str] = {
    "technologietafel": "Technologietafel",
    "thematafel": "Thematafel",
    "leer- en adviescommissie": "Leer- en adviescommissie",
    "brede regiegroep": "Brede regiegroep",
}
"""The four kinds of meeting (overleg) in which the agenda is discussed."""

DECISION, PLEDGE, QUESTION = "besluit", "toezegging", "vraag"
DECISION_KINDS: Mapping[str, str] = {
    DECISION: "Besluit",
    PLEDGE: "Toezegging",
    QUESTION: "Vraag",
}
"""What a meeting leaves behind, in the order of the minutes: decisions first."""

SETTLED_WORDS: Mapping[str, str] = {
    DECISION: "uitgevoerd",
    PLEDGE: "nagekomen",
    QUESTION: "beantwoord",
}
"""What it is called when a decision, pledge or question is done with."""

USUAL_MINUTES = 120
"""How long a meeting is planned to take when nobody said otherwise."""

MOST_MINUTES = 480
TITLE_LIMIT = 120
"""How long a title may be: with kind and day before it, it still fits as the name of an edition."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of one of the four kinds. `minutes` is its planned length; `closed_at` a stored moment."""

    id: int
    kind: str
    title: str
    held_on: str
    place: str
    minutes: int
    communicated_on: str | None
    communicated_how: str
    closed_at: str | None
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def label(self) -> str:
        """The meeting by kind and day, as in "Technologietafel 14 maart 2022"; its title behind it."""
        return meeting_label(self.kind, self.held_on, self.title)

    @property
    def open(self) -> bool:
        """Whether it still takes items and decisions."""
        return self.closed_at is None and self.withdrawn_on is None


def meeting_label(kind: str, held_on: str, title: str = "") -> str:
    """How a meeting is called: kind, day, and its title if it has one."""
    label = f"{MEETING_KINDS[kind]} {day_text(held_on)}"
    return f"{label}: {title}" if title else label


@dataclass(frozen=True, slots=True)
class Item:
    """What stands on the agenda of a meeting: an action or a free topic, the question, and its minutes.

    `minutes` is None when nobody estimated it; `reason` says why the app or a person put it there;
    `parked` items wait for a later meeting.
    """

    id: int
    meeting_id: int
    position: int
    action_id: str | None
    topic: str
    minutes: int | None
    question: str
    reason: str
    parked: bool
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided, what was pledged, or what is still asked; with its follow-up.

    `owner` is the party that does it, `due` by when, `settled_on` when it was done and `settled_note` how.
    """

    id: int
    meeting_id: int
    item_id: int | None
    action_id: str | None
    kind: str
    text: str
    owner_id: int | None
    due: str | None
    settled_on: str | None
    settled_note: str
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """A named moment: the agenda as it was at `at`, for instance at the close of a meeting."""

    id: int
    name: str
    at: str
    meeting_id: int | None
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
