"""The example set: `data/voorbeeld*.toml` entered as its editors would have done, event by event.

Owns what each type of event in those files means; those of the meetings are in `meeting_events`. Every event
passes the verbs that pages use, at its own moment and in its own name, so that an impossible example is
refused like an impossible edit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from lib.access import Person
from lib.dutch import HERE, day_text, stamp
from lib.model.agenda import ENDED, REOPENED_AS
from lib.store import agenda, campuses, coalitions, figures, records, stages
from lib.store.file.connection import sign
from lib.store.seed import example_meetings
from lib.store.seed.example_meetings import Event, Known, version_of

CLERK = "Medewerker voorbeeld"


def replay(db: Database, *examples: Mapping[str, Any]) -> None:
    """Enter the parties and events of example files in order of time, each in its own name."""
    known = Known()
    parties = [{"who": CLERK, **party, "type": "party"} for one in examples for party in one.get("party", ())]
    events = [event for one in examples for event in one["event"]]
    for event in sorted([*parties, *events], key=lambda event: str(event["at"])):
        at = stamp(datetime.fromisoformat(event["at"]).replace(tzinfo=HERE))
        sign(db.conn, Person(event["who"]), event.get("reason", ""), at)
        _EVENTS[event["type"]](db, event, known)


# ------------------------------------------------------------------------- the agenda


def _party(db: Database, event: Event, known: Known) -> None:
    values = {name: event.get(name) for name in ("name", "helix", "region", "kind")}
    known.parties[event["key"]] = agenda.add_party(db, values)


def _step(db: Database, event: Event, known: Known) -> None:
    names = ("happened_on", "what", "kind", "started_by")
    values = {name: event[name] for name in names} | {"action_id": event["action"], "link": event.get("link")}
    step_id = agenda.add_step(db, values, [known.parties[key] for key in event["parties"]])
    if "id" in event:
        known.steps[event["id"]] = step_id


def _withdraw_step(db: Database, event: Event, known: Known) -> None:
    step_id = known.steps[event["ref"]]
    records.withdraw(db, "step", step_id, version_of(db, "step", step_id))


def _driver(db: Database, event: Event, known: Known) -> None:
    _save_action(db, event, {"driver_id": known.party(event["party"])})


def _save_action(db: Database, event: Event, values: Mapping[str, Any]) -> None:
    records.save(db, "action", event["action"], version_of(db, "action", event["action"]), values)


def _saving(column: str, source: str) -> Callable[[Database, Event, Known], None]:
    """An event that sets one living field of an action."""
    return lambda db, event, _known: _save_action(db, event, {column: event[source]})


def _moving(to_stage: str | None = None) -> Callable[[Database, Event, Known], None]:
    """An event that moves an action: to `to_stage`, or to where the event says."""

    def enter(db: Database, event: Event, _known: Known) -> None:
        stages.move_stage(
            db,
            event["action"],
            version_of(db, "action", event["action"]),
            to_stage or event["to"],
            event["moved_on"],
            event["reason"],
            event.get("meeting", ""),
        )

    return enter


# ---------------------------------------------------------------------- the coalitions


def _chairs(db: Database, event: Event, known: Known) -> None:
    """Places at the table of one action, named before or with who sits there."""
    for chair in event["chairs"]:
        values = {name: chair.get(name) for name in ("helix", "role", "region", "needed")}
        seat = {"action_id": event["action"], "party_id": known.party(chair.get("party"))}
        known.chairs[chair["id"]] = coalitions.add_chair(db, {**values, **seat})


def _fill(db: Database, event: Event, known: Known) -> None:
    """A party takes a chair; without a party the chair is empty again."""
    chair_id = known.chairs[event["ref"]]
    seat = {"party_id": known.party(event["party"])}
    records.save(db, "chair", chair_id, version_of(db, "chair", chair_id), seat)


def _withdraw_chair(db: Database, event: Event, known: Known) -> None:
    chair_id = known.chairs[event["ref"]]
    records.withdraw(db, "chair", chair_id, version_of(db, "chair", chair_id))


def _activation(db: Database, event: Event, known: Known) -> None:
    """Parties that stand on a level now, all shown by the same step."""
    step_id = known.steps[event["evidence"]] if "evidence" in event else None
    there = {one.party_id: one.version for one in coalitions.table(db, event["action"]).activations}
    for key, level in event["levels"].items():
        party_id = known.parties[key]
        coalitions.set_activation(db, event["action"], party_id, level, step_id, there.get(party_id))


def _purpose(db: Database, event: Event, _known: Known) -> None:
    for part, text in event["texts"].items():
        coalitions.write_purpose(db, event["action"], part, text)


def _support(db: Database, event: Event, known: Known) -> None:
    """Answers of parties to the purpose case."""
    there = {one.party_id: one.version for one in coalitions.table(db, event["action"]).supports}
    for one in event["answers"]:
        party_id = known.parties[one["party"]]
        coalitions.answer_support(
            db,
            event["action"],
            party_id,
            one["answer"],
            one.get("condition", ""),
            one.get("contribution", ""),
            one.get("on"),
            there.get(party_id),
        )


def _complete(db: Database, event: Event, _known: Known) -> None:
    version = version_of(db, "coalition", event["action"])
    coalitions.declare_complete(db, event["action"], version, event["on"], event.get("reason", ""))


def _agreed(db: Database, event: Event, _known: Known) -> None:
    """What a coalition agreed as a whole: its rhythm, its money, its signatures."""
    values = {name: event[name] for name in ("rhythm", "money_until", "signed_on") if name in event}
    records.save(db, "coalition", event["action"], version_of(db, "coalition", event["action"]), values)


def _milestones(db: Database, event: Event, known: Known) -> None:
    for one in event["milestones"]:
        values = {"action_id": event["action"], "what": one["what"], "due": one["due"]}
        made = coalitions.add_milestone(db, {**values, "owner_id": known.party(one.get("owner"))})
        known.milestones[one["id"]] = made


def _milestone_done(db: Database, event: Event, known: Known) -> None:
    milestone_id = known.milestones[event["ref"]]
    version = version_of(db, "milestone", milestone_id)
    records.save(db, "milestone", milestone_id, version, {"done_on": event["done_on"]})


def _flag_answer(db: Database, event: Event, _known: Known) -> None:
    """The answer to the newest flag that the end of another action raised here."""
    raised = [
        one for one in coalitions.table(db, event["action"]).flags if one.ended_action == event["ended"]
    ]
    coalitions.answer_flag(db, raised[-1].id, raised[-1].version, event["text"])


# ----------------------------------------------------------------------- the campuses


def _campus(db: Database, event: Event, known: Known) -> None:
    """A campus; its source says that it is invented, as its name does."""
    values = {
        **campuses.values_of(event),
        "source": "Verzonnen voorbeeld",
        "source_date": day_text(event["at"][:10]),
    }
    known.campuses[event["name"]] = campuses.add_campus(db, values)


def _campus_change(db: Database, event: Event, known: Known) -> None:
    campus_id = known.campuses[event["name"]]
    version = version_of(db, "campus", campus_id)
    records.save(db, "campus", campus_id, version, campuses.values_of(event))


def _effect(db: Database, event: Event, _known: Known) -> None:
    names = ("indicator", "direction", "sentence", "region", "period")
    figures.add_effect(db, {"action_id": event["action"], **{name: event[name] for name in names}})


_EVENTS: Mapping[str, Callable[[Database, Event, Known], None]] = {
    "party": _party,
    "step": _step,
    "withdraw_step": _withdraw_step,
    "stage": _moving(),
    "end": example_meetings.ruled("stage", _moving(ENDED), ENDED),
    "reopen": example_meetings.ruled("stage", _moving(REOPENED_AS), REOPENED_AS),
    "driver": _driver,
    "priority": example_meetings.ruled("priority", _saving("priority", "to")),
    "note": _saving("note", "text"),
    "name": example_meetings.ruled("name", _saving("name", "to")),
    "chairs": _chairs,
    "fill": _fill,
    "withdraw_chair": _withdraw_chair,
    "activation": _activation,
    "purpose": _purpose,
    "support": _support,
    "complete": _complete,
    "agreed": _agreed,
    "milestones": _milestones,
    "milestone_done": _milestone_done,
    "flag_answer": _flag_answer,
    "campus": _campus,
    "campus_change": _campus_change,
    "effect": _effect,
    **example_meetings.EVENTS,
}
