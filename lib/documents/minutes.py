"""The minutes of a meeting as content: what stands in them, in which order and in which words.

Agreements come first, then pledges by party, questions, advice, the agenda with the state of each action, and
how the minutes came about. How it looks is of `minutes_word`, for paper, and of the page that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lib.dutch import count_text, day_text, list_text, moment_text, sentence_case
from lib.model.agenda import PRIORITIES, Action
from lib.model.change import Change
from lib.model.coalitions import Table
from lib.model.meetings import ADVICE, AGREEMENT, DECISION_KINDS, PLEDGE, QUESTION, Decision, Item, Meeting
from lib.rules.coalitions import chairs
from lib.rules.rulings import Proposal, change_words, open_of, proposal_words

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The type of a Word file."""

WHOLE = "Het overleg als geheel"
"""What a decision is about that belongs to no action and no item."""

NOBODY = "nog niemand"
NO_DAY = "zonder datum"
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
    are those of the meeting itself, in any order.
    """

    meeting: Meeting
    items: Sequence[Item]
    decisions: Sequence[Decision]
    actions: Mapping[str, Action]
    tables: Mapping[str, Table]
    changes: Sequence[Change]
    proposals: Sequence[Proposal] = ()
    goals: Mapping[int, str] = field(default_factory=dict)
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreement, pledge, question or advice under its own number in the minutes, as in "Toezegging 2"."""

    label: str
    text: str
    about: str
    owner: str
    due: str
    proposed: str = ""


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


def minutes(material: Material) -> Minutes:
    """The minutes of a meeting; a draft for as long as it is not closed."""
    meeting = material.meeting
    entries = _entries(material)
    known = {kind: tuple(entries[one.id] for one in _of_kind(material, kind)) for kind in DECISION_KINDS}
    discussed = [one for one in material.items if not one.parked]
    return Minutes(
        title=f"Verslag {meeting.label}",
        draft=meeting.closed_at is None,
        facts=_facts(meeting),
        summary=_summary(known),
        agreements=known[AGREEMENT],
        pledges=known[PLEDGE],
        questions=known[QUESTION],
        advice=known[ADVICE],
        sections=tuple(_section(place, one, material, entries) for place, one in enumerate(discussed, 1)),
        parked=tuple(item_title(one, material.actions) for one in material.items if one.parked),
        origin=_origin(material),
    )


def file_name(meeting: Meeting) -> str:
    """What the file is called: the kind and day, the title if it has one, and whether it is a draft."""
    parts = ["verslag", meeting.kind, meeting.held_on, meeting.title, "" if meeting.closed_at else "concept"]
    words = [re.sub(r"[^\w]+", "-", part.lower()).strip("-")[:60] for part in parts]
    return f"{'-'.join(word for word in words if word)}.docx"


def item_title(item: Item, actions: Mapping[str, Action]) -> str:
    """What an item of the agenda is about: the action by number and name, or the free topic."""
    return actions[item.action_id].label if item.action_id else item.topic


def _of_kind(material: Material, kind: str) -> list[Decision]:
    """What was recorded of one kind in its order; pledges by party."""
    found = [one for one in material.decisions if one.kind == kind]
    return sorted(found, key=lambda one: (one.owner or "").casefold()) if kind == PLEDGE else found


def _entries(material: Material) -> dict[int, Entry]:
    """Every decision under its number, by its id."""
    titles = {one.id: item_title(one, material.actions) for one in material.items}
    found = {}
    for kind, name in DECISION_KINDS.items():
        for number, one in enumerate(_of_kind(material, kind), 1):
            action = material.actions.get(one.action_id or "")
            about = titles.get(one.item_id or 0) or (action.label if action else WHOLE)
            due = day_text(one.due) if one.due else ""
            proposed = _proposed(one, action, material)
            found[one.id] = Entry(f"{name} {number}", one.text, about, one.owner or "", due, proposed)
    return found


def _proposed(one: Decision, action: Action | None, material: Material) -> str:
    """What an advice proposes to change of the adopted agenda; empty when it proposes nothing."""
    if not one.proposes or not action:
        return ""
    was = action.priority if action.priority != one.proposed else None
    change = change_words(one.proposes, one.proposed, was, material.goals)
    return f"Voorgesteld: {change}. Dit geldt pas na een besluit van Gedeputeerde Staten."


def _facts(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Datum", day_text(meeting.held_on)),
        ("Plaats", meeting.place),
    ]
    return tuple((name, value) for name, value in facts if value)


def _summary(known: Mapping[str, Sequence[Entry]]) -> str:
    """How much the meeting left behind, in one sentence."""
    if not any(known.values()):
        return "In dit overleg is niets afgesproken, toegezegd, gevraagd of geadviseerd."
    counted = [count_text(len(known[kind]), *_PLURALS[kind]) for kind in DECISION_KINDS if known[kind]]
    return f"{sentence_case(list_text(counted))}."


def _section(place: int, item: Item, material: Material, entries: Mapping[int, Entry]) -> Section:
    """An item with references to what was recorded at it: each text stands in the minutes once."""
    action = material.actions.get(item.action_id or "")
    heading = f"{place}. {item_title(item, material.actions)}"
    if action and action.number:
        heading = f"{place}. Actie {action.number}: {action.name}"
    recorded = [entries[one.id].label.lower() for one in material.decisions if one.item_id == item.id]
    lines = [
        ("Aanleiding", item.reason),
        ("Vraag aan de tafel", item.question),
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
        ("Aanjager", action.driver or "vacant"),
        ("Stoelen", seats),
        ("Stand in woorden", action.note),
    ]
    return tuple((name, text) for name, text in facts if text)


def _waiting(action: Action, material: Material) -> str:
    """What is proposed about an action, by any meeting, and not decided."""
    day = date.fromisoformat(material.meeting.held_on)
    own = open_of(material.proposals, [action]).get(action.id, ())
    return "; ".join(proposal_words(one, action, material.goals, day) for one in own)


def _origin(material: Material) -> tuple[str, ...]:
    """When the meeting was opened and closed, and under which name the state was frozen."""
    told = []
    for change in sorted(material.changes, key=lambda one: one.history_id):
        at = moment_text(change.at)
        if change.operation == "insert":
            told.append(f"Het overleg is op {at} in de werkagenda gezet.")
        elif change.field == "closed_at" and change.new:
            told.append(f"Het overleg is gesloten op {at}.")
        elif change.field == "closed_at":
            told.append(f"Het overleg is heropend op {at}: {change.reason.rstrip('.')}.")
    if material.edition:
        told.append(
            f"De stand van elke actie in dit verslag is die van de editie “{material.edition}”. "
            "Wat daarna veranderde, staat hier niet in."
        )
    elif material.meeting.closed_at is None:
        told.append("Dit overleg is nog niet gesloten: alles in dit concept kan nog veranderen.")
    return tuple(told)
