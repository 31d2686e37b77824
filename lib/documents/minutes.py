"""The minutes of a meeting as content: what stands in them, in which order and in which words.

Agreements come first, then pledges by party, questions, advice, the agenda with the state of each action, and
how the minutes came about. How it looks is of `minutes_word`, for paper, and of the page that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from lib.dutch import count_text, day_text, list_text, moment_text, sentence_case
from lib.model.agenda import NO_DRIVER, PRIORITIES, Action
from lib.model.change import Change
from lib.model.coalitions import Table
from lib.model.meetings import ADVICE, AGREEMENT, DECISION_KINDS, PLEDGE, QUESTION, Decision, Item, Meeting
from lib.model.room.question import RoomQuestion
from lib.model.rulings import Ruling
from lib.rules.coalitions import chairs
from lib.rules.meetings.promises import state_of
from lib.rules.meetings.room import room_words
from lib.rules.rulings import Proposal, advice_words, open_of, proposal_words, ruling_words

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The type of a Word file."""

WHOLE = "Het overleg als geheel"
"""What a decision is about that belongs to no action and no item."""

EXAMPLE = "VOORBEELD: "
"""What stands before the title of minutes of invented data."""
NOBODY = "nog niemand"
NO_DAY = "zonder datum"
NOT_RECORDED = "niet vastgelegd"
_PLURALS: Mapping[str, tuple[str, str]] = {
    AGREEMENT: ("afspraak", "afspraken"),
    PLEDGE: ("toezegging", "toezeggingen"),
    QUESTION: ("open vraag", "open vragen"),
    ADVICE: ("advies", "adviezen"),
}


@dataclass(frozen=True, slots=True)
class Material:
    """What minutes are made of, all of it as it was at one moment.

    `edition` is the name of the edition that the closing froze, empty while the meeting is open; `changes`
    are those of the meeting itself, in any order; `rulings` name it for advice that it did not record;
    `promises` are those of earlier meetings; what is made of the `example` set says so, and `anchor` proves
    the history up to then.
    """

    meeting: Meeting
    items: Sequence[Item]
    decisions: Sequence[Decision]
    actions: Mapping[str, Action]
    tables: Mapping[str, Table]
    changes: Sequence[Change]
    proposals: Sequence[Proposal] = ()
    rulings: Sequence[Ruling] = ()
    goals: Mapping[int, str] = field(default_factory=dict)
    edition: str = ""
    promises: Sequence[Decision] = ()
    asked: Sequence[RoomQuestion] = ()
    example: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreement, pledge, question or advice under its own number in the minutes, as in "Toezegging 2".

    `figures` tells of each figure that it leaned on what was known then and what is now.
    """

    label: str
    text: str
    about: str
    owner: str
    due: str
    proposed: str = ""
    room: str = ""
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the agenda: its heading, what was asked and recorded, and how the action stood."""

    heading: str
    lines: tuple[tuple[str, str], ...]
    state: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes in the order in which they are read."""

    title: str
    draft: bool
    facts: tuple[tuple[str, str], ...]
    summary: str
    agreements: tuple[Entry, ...]
    pledges: tuple[Entry, ...]
    questions: tuple[Entry, ...]
    advice: tuple[Entry, ...]
    sections: tuple[Section, ...]
    parked: tuple[str, ...]
    origin: tuple[str, ...]
    promises: tuple[Entry, ...] = ()
    example: bool = False


def minutes(material: Material) -> Minutes:
    """Return the minutes of a meeting; a draft for as long as it is not closed."""
    meeting = material.meeting
    entries = _entries(material)
    by_kind = {
        kind: tuple(entries[decision.id] for decision in _of_kind(material, kind)) for kind in DECISION_KINDS
    }
    by_kind[ADVICE] += tuple(_advised(material, count(len(by_kind[ADVICE]) + 1)))
    discussed = [item for item in material.items if not item.parked]
    return Minutes(
        title=f"{EXAMPLE if material.example else ''}Verslag {meeting.label}",
        draft=meeting.closed_at is None,
        facts=_facts(meeting),
        summary=_summary(by_kind),
        agreements=by_kind[AGREEMENT],
        pledges=by_kind[PLEDGE],
        questions=by_kind[QUESTION],
        advice=by_kind[ADVICE],
        sections=tuple(_section(place, item, material, entries) for place, item in enumerate(discussed, 1)),
        parked=tuple(item_title(item, material.actions) for item in material.items if item.parked),
        origin=_origin(material),
        promises=_promises(material),
        example=material.example,
    )


def file_name(meeting: Meeting) -> str:
    """Tell what the file is called: the kind and day, the title if it has one, and whether it is a draft."""
    parts = ["verslag", meeting.kind, meeting.held_on, meeting.title, "" if meeting.closed_at else "concept"]
    words = [re.sub(r"[^\w]+", "-", part.lower()).strip("-")[:60] for part in parts]
    return f"{'-'.join(word for word in words if word)}.docx"


def item_title(item: Item, actions: Mapping[str, Action]) -> str:
    """Tell what an item of the agenda is about: the action by number and name, or the free topic."""
    return actions[item.action_id].label if item.action_id else item.topic


def _of_kind(material: Material, kind: str) -> list[Decision]:
    """Return what was recorded of one kind in its order; pledges by party."""
    own = [decision for decision in material.decisions if decision.kind == kind]
    return sorted(own, key=lambda decision: (decision.owner or "").casefold()) if kind == PLEDGE else own


def _entries(material: Material) -> dict[int, Entry]:
    """Return every decision under its number, by its id."""
    titles = {item.id: item_title(item, material.actions) for item in material.items}
    entries = {}
    for kind, name in DECISION_KINDS.items():
        for number, decision in enumerate(_of_kind(material, kind), 1):
            action = material.actions.get(decision.action_id or "")
            about = titles.get(decision.item_id or 0) or (action.label if action else WHOLE)
            due = day_text(decision.due) if decision.due else ""
            proposed = advice_words(decision, action, material.proposals, material.goals)
            entries[decision.id] = Entry(
                f"{name} {number}",
                decision.text,
                about,
                decision.owner or "",
                due,
                proposed,
                room_words(decision, material.asked),
                decision.figures,
            )
    return entries


def _advised(material: Material, numbers: Iterable[int]) -> Iterator[Entry]:
    """Yield what Gedeputeerde Staten decided on advice that was recorded with the ruling alone."""
    for number, one in zip(numbers, material.rulings, strict=False):
        about, decided = material.actions[one.action_id].label, ruling_words(one, material.goals)
        yield Entry(f"{DECISION_KINDS[ADVICE]} {number}", one.text, about, "", "", decided)


def _facts(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Datum", day_text(meeting.held_on)),
        ("Plaats", meeting.place),
        ("Aanwezig", meeting.present or NOT_RECORDED),
        ("Afwezig", meeting.absent),
        ("Volgend overleg", day_text(meeting.next_on) if meeting.next_on else ""),
    ]
    return tuple((name, value) for name, value in facts if value)


def _summary(by_kind: Mapping[str, Sequence[Entry]]) -> str:
    """Tell how much the meeting left behind, in one sentence."""
    if not any(by_kind.values()):
        return "In dit overleg is niets afgesproken, toegezegd, gevraagd of geadviseerd."
    counted = [count_text(len(by_kind[kind]), *_PLURALS[kind]) for kind in DECISION_KINDS if by_kind[kind]]
    return f"{sentence_case(list_text(counted))}."


def _section(place: int, item: Item, material: Material, entries: Mapping[int, Entry]) -> Section:
    """Return an item with references to what was recorded at it: each text stands in the minutes once."""
    action = material.actions.get(item.action_id or "")
    heading = f"{place}. {item_title(item, material.actions)}"
    if action and action.number:
        heading = f"{place}. Actie {action.number}: {action.name}"
    recorded = [
        entries[decision.id].label.lower() for decision in material.decisions if decision.item_id == item.id
    ]
    lines = [
        ("Aanleiding", item.reason),
        ("Vraag aan het overleg", item.question),
        ("Besproken", item.said),
        ("Vastgelegd", list_text(recorded) or "niets"),
    ]
    state = _state(action, material) if action else ()
    return Section(heading, tuple((name, text) for name, text in lines if text), state)


def _state(action: Action, material: Material) -> tuple[tuple[str, str], ...]:
    """How an action stood: priority and what is proposed, stage, driver, chairs, and the state in words."""
    table = material.tables.get(action.id)
    stage = action.stage_text if action.placed else "nog niet vastgelegd"
    if action.ended and action.ended_on:
        stage = f"{stage} op {day_text(action.ended_on)}: {action.ended_reason}"
    seats = ""
    if table and chairs.needed(table.chairs):
        gaps = chairs.gaps(table.chairs)
        seats = f"{chairs.count_sentence(table.chairs)} gevuld"
        seats += f"; leeg: {list_text(gaps)}" if gaps else ""
    facts = [
        ("Prioriteit", f"{action.priority} ({PRIORITIES[action.priority]})" if action.priority else ""),
        ("Wacht op Gedeputeerde Staten", _waiting(action, material)),
        ("Fase", stage),
        ("Aanjager", action.driver or NO_DRIVER),
        ("Stoelen", seats),
        ("Stand van zaken", action.note),
    ]
    return tuple((name, text) for name, text in facts if text)


def _waiting(action: Action, material: Material) -> str:
    """Tell what is proposed about an action, by any meeting, and not decided."""
    day = date.fromisoformat(material.meeting.held_on)
    own = open_of(material.proposals, [action]).get(action.id, ())
    return "; ".join(proposal_words(one, action, material.goals, day) for one in own)


def _promises(material: Material) -> tuple[Entry, ...]:
    """Return what earlier meetings promised, each with what became of it."""
    day = date.fromisoformat(material.meeting.held_on)
    return tuple(
        Entry(
            state_of(pledge, day),
            pledge.text,
            pledge.settled_note or "",
            pledge.owner or "",
            day_text(pledge.due) if pledge.due else "",
        )
        for pledge in material.promises
    )


def _origin(material: Material) -> tuple[str, ...]:
    """Tell when the meeting was opened and closed, and under which name the state was frozen."""
    sentences = []
    for change in sorted(material.changes, key=lambda entry: entry.history_id):
        at = moment_text(change.at)
        if change.operation == "insert":
            sentences.append(f"Het overleg is op {at} in de werkagenda gezet.")
        elif change.field == "closed_at" and change.new:
            sentences.append(f"Het overleg is gesloten op {at}.")
        elif change.field == "closed_at":
            sentences.append(f"Het overleg is heropend op {at}: {change.reason.rstrip('.')}.")
    if material.edition:
        sentences.append(
            f"De stand van elke actie in dit verslag is die van de editie “{material.edition}”. "
            "Wat daarna veranderde, staat hier niet in."
        )
    elif material.meeting.closed_at is None:
        sentences.append("Dit overleg is nog niet gesloten: alles in dit concept kan nog veranderen.")
    if material.anchor:
        sentences.append(f"Anker van de geschiedenis: {material.anchor}.")
    return tuple(sentences)
