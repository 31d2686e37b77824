"""The example set's meetings, decisions, manifest and letter, and what all its events refer to.

Owns what each type of event of `data/voorbeeld-overleggen.toml` means; `lib.store.seed.example` enters them
among the others, in order of time. Other events name a meeting by its label, as people do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from lib.model.meetings import DECISION_KINDS
from lib.model.rulings import REFUSED
from lib.store import decisions, manifest, meetings, records, rounds
from lib.store.letters import drafts, sending

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that later events refer to, by the names they have in the file."""

    parties: dict[str, int] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    chairs: dict[str, int] = field(default_factory=dict)
    milestones: dict[str, int] = field(default_factory=dict)
    campuses: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)

    def party(self, key: str | None) -> int | None:
        """Return the party with that name in the file; None for none."""
        return self.parties[key] if key else None


_KINDS = {word.lower(): kind for kind, word in DECISION_KINDS.items()}
"""What a meeting leaves behind, as the files call it: by its word on the screens."""

Enter = Callable[[Database, Event, Rows], None]


def version_of(db: Database, table: str, row_id: str | int) -> int:
    return int(records.get(db, table, row_id)["version"])


def ruled(field: str, enter: Enter, value: str = "") -> Enter:
    """Return an event that stands under a decision of Gedeputeerde Staten, with its reason as the words."""

    def enter_ruled(db: Database, event: Event, known: Rows) -> None:
        decisions.rule(db, event["action"], (field, value or event["to"]), _ruling(event, known))
        enter(db, event, known)

    return enter_ruled


def _ruling(event: Event, known: Rows) -> dict[str, Any]:
    ruling = {"text": event["reason"], "meeting_id": known.meetings[event["meeting"]]}
    return {**ruling, "decided_on": event["decided_on"], "kenmerk": event.get("kenmerk")}


def _refuse(db: Database, event: Event, known: Rows) -> None:
    """Gedeputeerde Staten do not take a proposal over."""
    ((field, value),) = event["change"].items()
    decisions.rule(db, event["action"], (field, value), {**_ruling(event, known), "outcome": REFUSED})


def _meeting(db: Database, event: Event, rows: Rows) -> None:
    values = {name: event.get(name) for name in ("kind", "held_on", "title", "place", "minutes")}
    meeting_id = meetings.add_meeting(db, values)
    meeting = meetings.meeting(db, meeting_id)
    assert meeting is not None
    rows.meetings[meeting.label] = meeting_id


def _items(db: Database, event: Event, rows: Rows) -> None:
    for item in event["items"]:
        values = {name: item.get(name) for name in ("topic", "minutes", "question", "reason", "parked")}
        about = {"meeting_id": rows.meetings[event["meeting"]], "action_id": item.get("action")}
        meetings.add_item(db, {**values, **about})


def _decisions(db: Database, event: Event, rows: Rows) -> None:
    """What the meeting agreed, pledged, asked and advised; an advice may propose one change."""
    meeting_id = rows.meetings[event["meeting"]]
    on_agenda = {item.action_id or item.topic: item.id for item in meetings.items(db, meeting_id)}
    for entry in event["decisions"]:
        values = {name: entry.get(name) for name in ("text", "due")}
        values["kind"] = _KINDS[entry["kind"]]
        values["proposes"], values["proposed"] = next(iter(entry.get("change", {}).items()), (None, ""))
        item = on_agenda.get(entry.get("action") or entry.get("topic"))
        about = {"action_id": entry.get("action"), "item_id": item}
        owner = {"owner_id": rows.party(entry.get("owner"))}
        made = decisions.record_decision(db, {**values, **about, **owner, "meeting_id": meeting_id})
        if "id" in entry:
            rows.decisions[entry["id"]] = made


def _settled(db: Database, event: Event, rows: Rows) -> None:
    decision_id = rows.decisions[event["ref"]]
    values = {"settled_on": event["on"], "settled_note": event.get("note", "")}
    records.save(db, "decision", decision_id, version_of(db, "decision", decision_id), values)


def _withdraw_decision(db: Database, event: Event, rows: Rows) -> None:
    decision_id = rows.decisions[event["ref"]]
    records.withdraw(db, "decision", decision_id, version_of(db, "decision", decision_id))


def _close(db: Database, event: Event, rows: Rows) -> None:
    meeting_id = rows.meetings[event["meeting"]]
    meetings.close_meeting(db, meeting_id, version_of(db, "meeting", meeting_id))


def _communicated(db: Database, event: Event, rows: Rows) -> None:
    meeting_id = rows.meetings[event["meeting"]]
    values = {"communicated_on": event["on"], "communicated_how": event["how"]}
    records.save(db, "meeting", meeting_id, version_of(db, "meeting", meeting_id), values)


def _rhythm(db: Database, event: Event, _rows: Rows) -> None:
    version = version_of(db, "obligation", event["obligation"])
    records.save(db, "obligation", event["obligation"], version, {"per_year": event["per_year"]})


def _formalise(db: Database, event: Event, rows: Rows) -> None:
    """Parties that formalised the manifest on one day, by one document."""
    for key in event["parties"]:
        values = {"formalised_on": event["on"], "document": event.get("document", "")}
        rows.entries[key] = manifest.formalise(db, {"party_id": rows.parties[key], **values})


def _left(db: Database, event: Event, rows: Rows) -> None:
    entry_id = rows.entries[event["party"]]
    values = {"withdrawn_on": event["on"], "withdrawn_reason": event["reason"]}
    records.save(db, "manifest_entry", entry_id, version_of(db, "manifest_entry", entry_id), values)


def _confirm(db: Database, event: Event, _rows: Rows) -> None:
    rounds.confirm(db, event["action"])


def _request(db: Database, event: Event, _rows: Rows) -> None:
    names = ("kind", "code", "text", "dated_on", "forum", "promised_to")
    sending.add_request(db, {name: event[name] for name in names})


def _letter(db: Database, event: Event, _rows: Rows) -> None:
    sending.begin(db, {name: event[name] for name in ("committee", "portfolio", "next_letter")})


def _letter_text(db: Database, event: Event, _rows: Rows) -> None:
    sending.write_text(db, drafts.draft(db).id, event["section"], event["text"], 0)


EVENTS: Mapping[str, Enter] = {
    "meeting": _meeting,
    "items": _items,
    "decisions": _decisions,
    "refuse": _refuse,
    "settled": _settled,
    "withdraw_decision": _withdraw_decision,
    "close": _close,
    "communicated": _communicated,
    "rhythm": _rhythm,
    "formalise": _formalise,
    "left": _left,
    "confirm": _confirm,
    "request": _request,
    "letter": _letter,
    "letter_text": _letter_text,
}
