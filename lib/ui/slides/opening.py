"""The first slide of a presentation in words: what stands on the wall, and in small where one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.model.agenda import Action
from lib.model.meetings import Decision, Item, Meeting
from lib.model.regions import PROVINCE, REGIONS
from lib.rules.agenda import agenda_sentence
from lib.rules.meetings import attention, slide_words as words
from lib.rules.meetings.follow_up import previous
from lib.ui.slides.subject import Slide, build


@dataclass(frozen=True, slots=True)
class Opening:
    """Where it is, what it is called, and what it begins with."""

    over: str
    title: str
    lines: tuple[str, ...]


def of_meeting(
    meeting: Meeting, held: Sequence[Meeting], decided: Sequence[Decision], items: Sequence[Item]
) -> Opening:
    """Tell when and where a meeting is, what became of the promises before it, and how much there is."""
    before = previous(meeting, held)
    pledges = [one for one in decided if before and one.meeting_id == before.id]
    points = [item for item in items if not item.parked]
    settled = attention.pledges_sentence(pledges)
    much = words.agenda_words(len(points), attention.minutes_of(points))
    return Opening(meeting.place, meeting.label, tuple(filter(None, [settled, much])))


def of_agenda(years: str, actions: Sequence[Action], plus: Mapping[str, int], since: str) -> Opening:
    """Tell what the agenda itself begins with: what changed since a moment."""
    return Opening(REGIONS[PROVINCE], f"Werkagenda {years}", (agenda_sentence(actions, plus, since),))


def opening_slide(opening: Opening) -> Slide:
    """Make the slide that waits on the wall while people come in."""
    return Slide("Opening", build("opening", opening.title, *opening.lines, over=opening.over))
