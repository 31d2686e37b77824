"""How the slides of a presentation put things: few words, readable from the back of the room.

Owns wording only; reads nothing. What follows from the facts stands in `lib.rules`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.dutch import count_text, day_text, sentence_case
from lib.model.agenda import ENDED, NO_DRIVER, Action, StageMove

_LONGEST = 150
"""Characters of one change on a slide; the rest is on the page of the action."""


def stage_sentence(action: Action, moves: Sequence[StageMove]) -> str:
    """Tell where an action stands, since when, and who drives it."""
    if action.stage == ENDED and action.ended_on:
        return f"Beëindigd op {day_text(action.ended_on)}: {str(action.ended_reason).rstrip('.')}."
    since = f" sinds {day_text(moves[-1].moved_on)}" if action.placed and moves else ""
    driver = f"aanjager: {action.driver.rstrip('.')}" if action.driver else NO_DRIVER
    return f"{action.stage_text}{since}; {driver}."


def shorten(text: str) -> str:
    """Return the beginning of a text that is too long for a slide."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(',;:.')} …"


def newest_changes(changes: Sequence[str], most: int, room: int) -> list[str]:
    """Return the first changes, as far as there is room, and how many more there were."""
    shown = [shorten(change) for change in changes[:1]]
    for change in map(shorten, changes[1:most]):
        if sum(map(len, shown)) + len(change) > room:
            break
        shown.append(change)
    more = len(changes) - len(shown)
    return [*shown, f"En nog {count_text(more, 'wijziging', 'wijzigingen')}."] if more else shown


def proposals_words(proposed: Mapping[str, str], actions: Sequence[Action]) -> str:
    """Tell what waits for Gedeputeerde Staten, by action, in one line for the whole agenda."""
    parts = [
        f"{f'actie {action.number}' if action.number else action.name}: "
        f"{proposed[action.id].removeprefix('voorgesteld: ')}"
        for action in actions
        if action.id in proposed
    ]
    return f"Voorgesteld, nog niet besloten – {'; '.join(parts)}." if parts else ""


def agenda_words(points: int, minutes: int) -> str:
    if not points:
        return "Er staat nog niets op de agenda."
    time = f", samen {count_text(minutes, 'minuut', 'minuten')}" if minutes else ""
    return f"{sentence_case(count_text(points, 'agendapunt', 'agendapunten'))}{time}."


def empty_chairs_words(gaps: Mapping[str, Sequence[str]]) -> str:
    """Tell how many chairs are empty over the whole agenda."""
    chairs = sum(len(names) for names in gaps.values())
    if not chairs:
        return "Alle nodige stoelen zijn gevuld."
    verb = "is" if chairs == 1 else "zijn"
    return (
        f"{sentence_case(count_text(chairs, 'nodige stoel', 'nodige stoelen'))} {verb} leeg, "
        f"bij {count_text(len(gaps), 'actie', 'acties')}."
    )
