"""What meetings propose to change of the adopted agenda, and what Gedeputeerde Staten made of it, in words.

A proposal changes nothing: what was adopted stands until Gedeputeerde Staten decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lib.dutch import day_text, sentence_case
from lib.model.agenda import ENDED, Action
from lib.model.meetings import MEETING_KINDS, Decision, Meeting
from lib.model.rulings import REFUSED, Ruling

CORRECTS = (
    "Terugzetten is alleen voor wat verkeerd is vastgelegd: het besluit dat er niet bij past, wordt dan "
    "ingetrokken. Is er iets anders besloten? Leg dat besluit vast bij de actie."
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of an action that a meeting advises, and the ruling on it; None while there is none."""

    advice: Decision
    meeting: Meeting
    ruling: Ruling | None = None

    @property
    def is_refused(self) -> bool:
        return self.ruling is not None and self.ruling.outcome == REFUSED


def is_waiting(proposal: Proposal, action: Action) -> bool:
    """Tell whether it still waits: nothing was decided, and the agenda does not say so already."""
    advice = proposal.advice
    return proposal.ruling is None and str(getattr(action, str(advice.proposes))) != advice.proposed


def open_of(proposals: Iterable[Proposal], actions: Iterable[Action]) -> dict[str, list[Proposal]]:
    """Return the proposals that wait for Gedeputeerde Staten, by action."""
    by_id = {action.id: action for action in actions}
    by_action: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        action = by_id.get(proposal.advice.action_id or "")
        if action and is_waiting(proposal, action):
            by_action.setdefault(action.id, []).append(proposal)
    return by_action


def change_words(field: str | None, value: str, was: str | None, goals: Mapping[int, str]) -> str:
    """Return a change in short: "B naar A", "beëindigen", "naam wordt …"; `was` is how it stands."""
    if field == "priority":
        return f"{was} naar {value}" if was else f"prioriteit {value}"
    if field == "stage":
        return "beëindigen" if value == ENDED else "heropenen"
    if field == "goal_id":
        goal = goals.get(int(value), value)
        return f"doel wordt “{goal}”"
    return f"naam wordt “{value}”"


def mark_words(field: str | None, value: str) -> str:
    """Return a proposed change as a mark on a small card: "voorgesteld: A"."""
    short = {"priority": value, "stage": "einde" if value == ENDED else "heropenen", "goal_id": "ander doel"}
    return f"voorgesteld: {short.get(str(field), 'andere naam')}"


def meeting_words(meeting: Meeting, today: date) -> str:
    """Name a meeting in short: "technologietafel 16 maart", with the year when that is another one."""
    day = day_text(meeting.held_on).removesuffix(f" {today.year}")
    return f"{MEETING_KINDS[meeting.kind].lower()} {day}"


def proposal_words(proposal: Proposal, action: Action, goals: Mapping[int, str], today: date) -> str:
    """Return an open proposal, as in "voorgesteld: B naar A (technologietafel 16 maart)"."""
    advice = proposal.advice
    was = action.priority if advice.proposes == "priority" else None
    change = change_words(advice.proposes, advice.proposed, was, goals)
    return f"voorgesteld: {change} ({meeting_words(proposal.meeting, today)})"


def refusal_words(proposal: Proposal, goals: Mapping[int, str], today: date) -> str:
    """Return a proposal that was not taken over, with the words of Gedeputeerde Staten."""
    advice, ruling = proposal.advice, proposal.ruling
    assert ruling is not None
    change = change_words(advice.proposes, advice.proposed, None, goals)
    return (
        f"niet overgenomen: {change} ({meeting_words(proposal.meeting, today)}). "
        f"{sentence_case(ruling.label)}: {ruling.text.rstrip('.')}."
    )


def ruling_words(ruling: Ruling, goals: Mapping[int, str]) -> str:
    """Return what was decided, as in "Gedeputeerde Staten besloten: prioriteit A (besluit GS …)."."""
    change = change_words(ruling.changes, ruling.value, None, goals)
    decided = "namen niet over" if ruling.outcome == REFUSED else "besloten"
    return f"Gedeputeerde Staten {decided}: {change} ({ruling.label})."


def advice_words(
    one: Decision, action: Action | None, proposals: Iterable[Proposal], goals: Mapping[int, str]
) -> str:
    """Tell what an advice proposes to change, or what was decided on that; empty when it proposes nothing."""
    if not one.proposes or not action:
        return ""
    if ruling := next((other.ruling for other in proposals if other.advice.id == one.id), None):
        return ruling_words(ruling, goals)
    was = action.priority if action.priority != one.proposed else None
    change = change_words(one.proposes, one.proposed, was, goals)
    return f"Voorgesteld: {change}. Dit geldt pas na een besluit van Gedeputeerde Staten."
