"""What waits for the steering group: changes that are advised, gates without an outcome, open flags.

The group advises; of what was adopted Gedeputeerde Staten decide. Reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lib.dutch import sentence_case
from lib.model.agenda import Action
from lib.model.coalitions import Table
from lib.rules.coalitions import chairs, gate
from lib.rules.meetings.attention import gate_waits
from lib.rules.rulings import Proposal, change_words, meeting_words, open_of

NOTHING = "Er wacht nu niets op een besluit."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits for a decision about an action, why, and on which tab of it one sees more."""

    action: Action
    question: str
    why: str
    tab: str


def waiting(
    actions: Iterable[Action],
    tables: Mapping[str, Table],
    proposals: Iterable[Proposal],
    goals: Mapping[int, str],
    today: date,
) -> list[Waiting]:
    """Return what waits, gates first, then what is advised, then what the end of a neighbour asks."""
    rows = list(actions)
    advised = open_of(proposals, rows)
    return [
        *(question for action in rows for question in _gates(action, tables[action.id])),
        *(
            _advised(proposal, action, goals, today)
            for action in rows
            for proposal in advised.get(action.id, ())
        ),
        *(question for action in rows for question in _flags(action, tables[action.id])),
    ]


def lacking(action: Action, table: Table) -> tuple[int, int]:
    """Count the empty needed places of an action under way and, at the gate, the missing answers."""
    if action.ended or action.stage == gate.HANDED_OVER:
        return 0, 0
    answers = len(gate.gate(table).missing) if gate_waits(action, table) else 0
    return len(chairs.empty(table.chairs)), answers


def _gates(action: Action, table: Table) -> Iterator[Waiting]:
    if not action.ended and action.stage != gate.HANDED_OVER and gate_waits(action, table):
        yield Waiting(action, "Is er genoeg draagvlak?", f"{gate.gate(table).summary}.", "purpose-case")


def _advised(proposal: Proposal, action: Action, goals: Mapping[int, str], today: date) -> Waiting:
    advice = proposal.advice
    was = action.priority if advice.proposes == "priority" else None
    change = sentence_case(change_words(advice.proposes, advice.proposed, was, goals))
    question = f"Prioriteit van {change}?" if was else f"{change}?"
    why = f"Advies van de {meeting_words(proposal.meeting, today)}; GS heeft niet besloten."
    return Waiting(action, question, why, "stand")


def _flags(action: Action, table: Table) -> Iterator[Waiting]:
    for flag in table.flags:
        if not flag.answer:
            question = f"Wat betekent het einde van actie {flag.ended_action}?"
            yield Waiting(action, question, "Daarop is nog geen antwoord vastgelegd.", "coalitie")
