"""What was promised at earlier tables: of whom, and whether it was kept, is late, or still open.

Reads no clock: the day at which it looks is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from lib.dutch import amount_text, list_text, sentence_case
from lib.model.meetings import PLEDGE, Decision, Meeting
from lib.rules.meetings.attention import overdue
from lib.rules.meetings.follow_up import earlier, previous

LATE, OPEN, KEPT = "te laat", "open", "nagekomen"


def promises(
    meeting: Meeting, meetings: Sequence[Meeting], decisions: Iterable[Decision], today: date
) -> list[Decision]:
    """Return the pledges of the table before, and older ones that waited today; by party, late ones first."""
    before, ids = previous(meeting, meetings), {other.id for other in earlier(meeting, meetings)}
    old = [
        decision
        for decision in decisions
        if decision.kind == PLEDGE
        and decision.meeting_id in ids
        and (
            decision.settled_on in (None, today.isoformat())
            or (before is not None and decision.meeting_id == before.id)
        )
    ]
    return sorted(old, key=lambda pledge: (_rank(pledge, today), (pledge.owner or "").casefold(), pledge.id))


def _rank(pledge: Decision, day: date) -> int:
    """Rank a pledge by how it stands; one that was kept today stays where it stood, for who looks on."""
    if pledge.settled_on == day.isoformat():
        pledge = replace(pledge, settled_on=None)
    return (LATE, OPEN, KEPT).index(state_of(pledge, day))


def state_of(pledge: Decision, day: date) -> str:
    """Tell in a word what became of a pledge."""
    return KEPT if pledge.settled_on else LATE if overdue(pledge, day) else OPEN


def promises_sentence(pledges: Sequence[Decision], day: date) -> str:
    """Tell how many were kept, are late and are open: "Eén nagekomen, twee te laat en één open"."""
    counts = Counter(state_of(pledge, day) for pledge in pledges)
    parts = [f"{amount_text(counts[state])} {state}" for state in (KEPT, LATE, OPEN) if counts[state]]
    return f"{sentence_case(list_text(parts))}." if parts else ""
