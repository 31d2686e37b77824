"""What meetings propose about an action and what Gedeputeerde Staten decided: how it reads and is recorded.

Owns the forms of rulings; what changes only under one is decided in the store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from lib.access import DECIDE, MISSING
from lib.dutch import sentence_case
from lib.model.agenda import Action
from lib.model.meetings import Meeting
from lib.model.rulings import ADOPTED, Ruling
from lib.rules import rulings as rules
from lib.rules.rulings import Proposal
from lib.store import agenda, decisions, meetings, stages
from lib.store.file.connection import Database, reading
from lib.ui.editing import form
from lib.ui.elements.fold import folded
from lib.ui.elements.html import empty, show
from lib.ui.here.cache import kept
from lib.ui.here.state import Here

_ANSWER = ("outcome", "decided_on", "kenmerk", "text")
_MEND = ("decided_on", "kenmerk", "text", "meeting_id")


def words_by_action(db: Database, actions: Sequence[Action], today: date) -> dict[str, str]:
    """Return per action what is proposed and not decided, in a few words, as on a card or a slide."""
    goals = {goal.id: goal.name for goal in agenda.goals(db)}
    by_id = {action.id: action for action in actions}
    waiting = rules.open_of(decisions.proposals(db), actions)
    return {
        action_id: "; ".join(
            rules.proposal_words(proposal, by_id[action_id], goals, today) for proposal in own
        )
        for action_id, own in waiting.items()
    }


def marks_by_action(db: Database, actions: Sequence[Action]) -> dict[str, str]:
    """Return per action what waits, as a mark on a card that has no room for more."""
    waiting = rules.open_of(decisions.proposals(db), actions)
    return {
        action_id: "; ".join(
            rules.mark_words(proposal.advice.proposes, proposal.advice.proposed) for proposal in own
        )
        for action_id, own in waiting.items()
    }


def about_action(here: Here, action: Action) -> None:
    """Show what is proposed, what was refused, and every ruling; in Bewerken what can be recorded of them."""
    with reading(here.path, here.at) as db:
        proposals, ruled, goals, held = kept(
            f"proposals {action.id}",
            here,
            db,
            lambda: (
                decisions.proposals(db, action.id),
                decisions.rulings(db, action.id),
                {goal.id: goal.name for goal in agenda.goals(db)},
                {meeting.id: meeting for meeting in meetings.meetings(db, withdrawn=True)},
            ),
        )
    for proposal in proposals:
        if rules.is_waiting(proposal, action):
            words = sentence_case(rules.proposal_words(proposal, action, goals, here.day))
            _say("wa-proposed", words, "Tot Gedeputeerde Staten besluiten, geldt wat hier staat.")
            if here.deciding:
                _answer_form(action, proposal)
            elif here.editing:
                empty(MISSING[DECIDE])
        elif proposal.is_refused:
            _say("wa-proposed", sentence_case(rules.refusal_words(proposal, goals, here.day)))
    for ruling in ruled:
        if ruling.outcome == ADOPTED:
            _say("wa-source", _ruling_words(ruling, held, goals))
        if here.deciding:
            _mend_form(ruling, held)


def _say(looks: str, *lines: str) -> None:
    show(Markup('<p class="{}">{}</p>').format(looks, Markup("<br>").join(lines)))


def _ruling_words(ruling: Ruling, held: Mapping[int, Meeting], goals: Mapping[int, str]) -> str:
    change = rules.change_words(ruling.changes, ruling.value, None, goals)
    meeting = held.get(ruling.meeting_id or 0)
    advised = f", op advies van {meeting.label}" if meeting else ""
    return f"{sentence_case(ruling.label)}{advised} – {change}: {ruling.text.rstrip('.')}."


def _answer_form(action: Action, proposal: Proposal) -> None:
    """Record what Gedeputeerde Staten made of a proposal; what they take over is carried out at once."""
    advice = proposal.advice
    change = (str(advice.proposes), advice.proposed)

    def act(db: Database, values: Mapping[str, Any]) -> None:
        decisions.rule(db, action.id, change, values)
        if values["outcome"] == ADOPTED:
            stages.carry_out(db, action.id, action.version, change, values["decided_on"], values["text"])

    folded(
        "Besluit van Gedeputeerde Staten vastleggen",
        partial(
            form.add, "ruling", {}, act, key=f"ruling on {advice.id}", fields=_ANSWER,
            start={"outcome": ADOPTED, "text": advice.text}, button="Besluit vastleggen",
            said="Het besluit van Gedeputeerde Staten is vastgelegd.",
        ),
        key=f"fold ruling on {advice.id}",
        icon=":material/gavel:",
    )  # fmt: skip


def _mend_form(ruling: Ruling, held: Mapping[int, Meeting]) -> None:
    """Fill in the day or the kenmerk of a ruling, or take it back."""

    def draw() -> None:
        labels = {meeting.id: meeting.label for meeting in held.values()}
        form.change("ruling", ruling, fields=_MEND, choices={"meeting_id": labels})
        form.withdraw("ruling", ruling)

    title = f"{sentence_case(ruling.label)} aanvullen"
    folded(title, draw, key=f"fold ruling {ruling.id}", icon=":material/edit_note:")
