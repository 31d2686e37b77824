"""Moves on the stage ladder, what the agenda says first, and how it differs from what was adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import count_text, list_text, sentence_case
from lib.model.agenda import ENDED, LADDER, PRIORITIES, REOPENED_AS, STAGES, Action
from lib.model.kinds import Invalid, quoted


def allowed_moves(stage: str) -> tuple[str, ...]:
    """Return the stages an action may move to: one rung up or down, to its end, or from its end back.

    A handed-over action can be taken back but not ended: it is no longer the ambassador's to end.
    Only an action that is not carried further ends; reopening starts again at the purpose case.
    """
    if stage == ENDED:
        return (REOPENED_AS,)
    rung = LADDER.index(stage)
    up, down = LADDER[rung + 1 : rung + 2], LADDER[max(rung - 1, 0) : rung]
    return up + down + (() if stage == LADDER[-1] else (ENDED,))


def unmoved(stage: str) -> Invalid:
    """Return the refusal of a move to the stage where the action already stands."""
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


def check_priority(number: int | None, priority: str | None) -> None:
    """Numbered actions have a priority; the manifest activities have none."""
    if (number is None) != (priority is None):
        raise Invalid(
            "priority",
            "Een genummerde actie heeft prioriteit A, B of C."
            if number
            else "De acties van het manifest hebben geen prioriteit.",
        )


def agenda_sentence(actions: Sequence[Action], changed: Mapping[str, int], since: str) -> str:
    """Tell what the agenda says first: what moved, and which A-actions have nobody to drive them."""
    if not any(changed.values()) and not any(
        action.placed or action.note or action.driver_id for action in actions
    ):
        return (
            f"{sentence_case(count_text(len(actions), 'actie', 'acties'))} staan op de agenda; "
            "over de voortgang is nog niets vastgelegd."
        )
    moved = [action for action in actions if changed.get(action.id)]
    since_text = f" sinds {since}"
    verb = "veranderde" if len(moved) == 1 else "veranderden"
    first = f"{sentence_case(count_text(len(moved), 'actie', 'acties'))} {verb}{since_text}"
    if not moved:
        first = f"Er veranderde niets{since_text}"
    return f"{first}; {_vacancy(actions)}."


def _vacancy(actions: Sequence[Action]) -> str:
    vacant = [
        action for action in actions if action.priority == "A" and not action.driver_id and not action.ended
    ]
    if not vacant:
        return "elke actie met hoge prioriteit (A) heeft een aanjager"
    if len(vacant) == 1:
        return f"actie {vacant[0].number}, met hoge prioriteit (A), heeft geen aanjager"
    numbers = sorted(action.number or 0 for action in vacant)
    return f"acties {list_text(map(str, numbers))}, met hoge prioriteit (A), hebben geen aanjager"


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs today from what Provinciale Staten received: was, is, and by which decision."""

    label: str
    was: str
    now: str
    ground: str


_ADOPTED_AS = {"name": "matrix_name", "priority": "priority", "goal_id": "goal_id"}


def changed_since_adopted(action: Action) -> list[str]:
    """Return the fields in which an action is not, or no longer, what Provinciale Staten received."""
    if action.adopted is None:
        return []
    return [
        field for field, was in _ADOPTED_AS.items() if getattr(action, field) != getattr(action.adopted, was)
    ]


def adopted_differences(
    action: Action, goals: Mapping[int, str], grounds: Mapping[str, str]
) -> list[Difference]:
    """List where an action differs from its adopted state; `grounds` gives the reason per field."""
    if action.adopted is None:
        return []
    pairs = [
        ("Naam", action.adopted.matrix_name, action.name, "name"),
        ("Prioriteit", _priority(action.adopted.priority), _priority(action.priority), "priority"),
        ("Doel", goals[action.adopted.goal_id], goals[action.goal_id], "goal_id"),
    ]
    return [
        Difference(label, was, now, grounds.get(field, "")) for label, was, now, field in pairs if was != now
    ]


def _priority(priority: str | None) -> str:
    return f"{priority} ({PRIORITIES[priority]})" if priority else "geen"
