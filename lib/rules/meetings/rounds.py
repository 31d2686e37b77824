"""The update round: which actions nobody looked at for a month, and, apart from that, how the agenda goes.

How well the agenda is kept up says nothing of how well it goes: the two are counted apart. Reads no clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lib.dutch import amount_text, count_text, day_text, list_text, sentence_case
from lib.model.agenda import HELIXES, STAGES, Action
from lib.model.upkeep.settings import ROUND_DAYS
from lib.rules.coalitions.activation import weakest


@dataclass(frozen=True, slots=True)
class Card:
    """One action in the round: when somebody last touched it and who (empty: never), and if it is due.

    `every` is after how many days without that it is due.
    """

    action: Action
    touched_on: str
    touched_by: str
    due: bool
    every: int = ROUND_DAYS

    @property
    def touched(self) -> str:
        if not self.touched_on:
            return "nog nooit bijgewerkt of nagekeken"
        return f"laatst bijgewerkt of nagekeken op {day_text(self.touched_on)} door {self.touched_by}"


def cards(
    actions: Iterable[Action],
    touched: Mapping[str, tuple[str, str]],
    today: date,
    every: int = ROUND_DAYS,
) -> list[Card]:
    """Return the actions that are not ended, longest untouched first."""
    stack = []
    for action in actions:
        if not action.ended:
            day, who = touched.get(action.id, ("", ""))
            stack.append(Card(action, day, who, _due(day, today, every), every))
    return sorted(stack, key=lambda card: card.touched_on)


def _due(touched_on: str, today: date, every: int) -> bool:
    return not touched_on or today - date.fromisoformat(touched_on) > timedelta(days=every)


def choose(cards: Iterable[Card], action_ids: Collection[str]) -> list[Card]:
    """Return the cards of these actions; all of them when none is asked for."""
    return [card for card in cards if not action_ids or card.action.id in action_ids]


def next_card(cards: Sequence[Card], later: Collection[str], open_id: str) -> Card | None:
    """Return the card on top: the one that is open, else the first that is due and was not put off."""
    still_open = next((card for card in cards if card.action.id == open_id), None)
    return still_open or next((card for card in cards if card.due and card.action.id not in later), None)


# ------------------------------------------------------------------------ kept up


def count_recent(cards: Iterable[Card]) -> tuple[int, int]:
    """Tell how many actions somebody looked at in the past month, and how many there are."""
    stack = list(cards)
    return sum(not card.due for card in stack), len(stack)


def progress(cards: Iterable[Card]) -> str:
    done, total = count_recent(cards)
    return f"{done} van {total} klaar"


def round_sentence(cards: Iterable[Card]) -> str:
    """Tell what the round says first: how many cards are left."""
    stack = list(cards)
    done, total = count_recent(stack)
    if not total:
        return "Er zijn geen lopende acties om bij te werken."
    days = f"in de laatste {stack[0].every} dagen"
    if done == total:
        all_of_them = "de enige actie is" if total == 1 else f"alle {amount_text(total)} acties zijn"
        return f"De ronde is klaar: {all_of_them} {days} bijgewerkt of nagekeken."
    left = sentence_case(count_text(total - done, "actie moet", "acties moeten"))
    verb = "is" if 1 in (done, total) else "zijn"
    return f"{left} nog worden nagekeken; {done} van {total} {verb} {days} bijgewerkt of nagekeken."


# ------------------------------------------------------------------------ how it goes


def stages_sentence(actions: Iterable[Action]) -> str:
    """Tell where the actions of the agenda stand on the ladder, in words."""
    listed = list(actions)
    counts = Counter(action.stage for action in listed if action.placed)
    parts = [
        f"{amount_text(counts[stage])} in de fase {name.lower()}"
        for stage, name in STAGES.items()
        if counts[stage]
    ]
    unplaced = sum(not action.placed for action in listed)
    if unplaced:
        parts.append(f"van {amount_text(unplaced)} is de fase nog niet vastgelegd")
    if not parts:
        return "Er staan geen acties op de agenda."
    return f"Van de {len(listed)} acties: {list_text(parts)}."


def weakest_sentence(levels: Mapping[str, Mapping[str, int]]) -> str:
    """Tell which helix stays behind at how many actions, in words; `levels` has the running actions only."""
    behind: Counter[str] = Counter()
    nobody = 0
    for of_one in levels.values():
        if not any(of_one.values()):
            nobody += 1
        elif len(lowest := weakest(of_one)) < len(HELIXES):
            behind.update(lowest)
    parts = [
        f"bij {count_text(behind[helix], 'actie', 'acties')} {name.lower()}"
        for helix, name in HELIXES.items()
        if behind[helix]
    ]
    sentence = f"Het zwakst staat {list_text(parts)}." if parts else ""
    if nobody:
        sentence += f" Bij {count_text(nobody, 'actie', 'acties')} is nog geen partij in beeld."
    return sentence.strip() or "Bij geen enkele actie blijft één kant van de triple helix achter."
