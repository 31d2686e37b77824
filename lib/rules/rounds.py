"""The update round: which actions nobody looked at for a month.

How well the agenda is kept up says nothing of how well it goes: the two are counted apart. Reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lib.dutch import count_text
from lib.model import Action

ROUND_DAYS = 30
"""An action that nobody changed or confirmed for longer than this is due."""


@dataclass(frozen=True, slots=True)
class Card:
    """One action in the round: when somebody last touched it and who (empty: never), and if it is due."""

    action: Action
    touched_on: str
    touched_by: str
    due: bool


def cards(actions: Iterable[Action], touched: Mapping[str, tuple[str, str]], today: date) -> list[Card]:
    """The actions that are not ended, longest untouched first."""
    found = []
    for action in actions:
        if not action.ended:
            day, who = touched.get(action.id, ("", ""))
            found.append(Card(action, day, who, _due(day, today)))
    return sorted(found, key=lambda one: one.touched_on)


def _due(touched_on: str, today: date) -> bool:
    return not touched_on or today - date.fromisoformat(touched_on) > timedelta(days=ROUND_DAYS)


def kept_up(found: Iterable[Card]) -> tuple[int, int]:
    """How many actions somebody looked at in the past month, and how many there are."""
    known = list(found)
    return sum(not one.due for one in known), len(known)


def round_sentence(found: Iterable[Card]) -> str:
    """What the round says first: how many cards are left."""
    known = list(found)
    kept, total = kept_up(known)
    if not total:
        return "Er zijn geen lopende acties om bij te werken."
    if kept == total:
        return f"De ronde is klaar: alle {count_text(total, 'actie is', 'acties zijn')} deze maand nagekeken."
    left = count_text(total - kept, "actie wacht", "acties wachten")
    return f"{left[:1].upper()}{left[1:]} op een blik; {kept} van {total} zijn deze maand nagekeken."
