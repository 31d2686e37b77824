"""The example set: `data/voorbeeld*.toml` entered as its editors would have done, event by event.

Owns what each type of event in those files means; see also `example_meetings`. Every event
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
from lib.model.record import RECORDS
from lib.model.results.tally import COHORT
from lib.store import agenda, campuses, coalitions, figures, records, stages
from lib.store.evidence import files
from lib.store.file.connection import DATA, sign
from lib.store.results import delivering
from lib.store.seed import example_meetings, example_records
from lib.store.seed.example_meetings import Event, Rows, version_of

CLERK, INVENTED = "Medewerker voorbeeld", "Verzonnen voorbeeld"


def replay(db: Database, *examples: Mapping[str, Any]) -> None:
    """Enter the parties and events of example files in order of time, each in its own name."""
    rows = Rows()
    parties = [
        {"who": CLERK, **party, "type": "party"} for example in examples for party in example.get("party", ())
    ]
    events = [event for example in examples for event in example["event"]]
    for event in sorted([*parties, *events], key=lambda event: str(event["at"])):
        at = stamp(datetime.fromisoformat(event["at"]).replace(tzinfo=HERE))
        sign(db.conn, Person(event["who"]), event.get("reason", ""), at)
        _EVENTS[event["type"]](db, event, rows)


# ------------------------------------------------------------------------- the agenda


def _party(db: Database, event: Event, rows: Rows) -> None:
    values = {name: event.get(name) for name in ("name", "helix", "region", "kind")}
    rows.parties[event["key"]] = agenda.add_party(db, values)


def _step(db: Database, event: Event, rows: Rows) -> None:
    names = ("happened_on", "what", "kind", "started_by")
    values = {name: event[name] for name in names} | {"action_id": event["action"], "link": event.get("link")}
    step_id = agenda.add_step(db, values, [rows.parties[key] for key in event["parties"]])
    if "file" in event:
        files.attach(db, step_id, [files.Given(event["file"], (DATA / event["file"]).read_bytes())])
    if "id" in event:
        rows.steps[event["id"]] = step_id


def _withdraw_step(db: Database, event: Event, rows: Rows) -> None:
    step_id = rows.steps[event["ref"]]
    records.withdraw(db, "step", step_id, version_of(db, "step", step_id))


def _driver(db: Database, event: Event, rows: Rows) -> None:
    _save_action(db, event, {"driver_id": rows.party(event["party"])})


def _save_action(db: Database, event: Event, values: Mapping[str, Any]) -> None:
    records.save(db, "action", event["action"], version_of(db, "action", event["action"]), values)


def _saving(column: str, source: str) -> Callable[[Database, Event, Rows], None]:
    """Return an event that sets one living field of an action."""
    return lambda db, event, _rows: _save_action(db, event, {column: event[source]})


def _moving(to_stage: str | None = None) -> Callable[[Database, Event, Rows], None]:
    """Return an event that moves an action: to `to_stage`, or to where the event says."""

    def enter(db: Database, event: Event, _rows: Rows) -> None:
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


def _chairs(db: Database, event: Event, rows: Rows) -> None:
    """Add places at the table of one action, named before or with who sits there."""
    for chair in event["chairs"]:
        values = {name: chair.get(name) for name in ("helix", "role", "region", "needed")}
        seat = {"action_id": event["action"], "party_id": rows.party(chair.get("party"))}
        rows.chairs[chair["id"]] = coalitions.add_chair(db, {**values, **seat})


def _fill(db: Database, event: Event, rows: Rows) -> None:
    """Seat a party on a chair; without a party the chair is empty again."""
    chair_id = rows.chairs[event["ref"]]
    seat = {"party_id": rows.party(event["party"])}
    records.save(db, "chair", chair_id, version_of(db, "chair", chair_id), seat)


def _withdraw_chair(db: Database, event: Event, rows: Rows) -> None:
    chair_id = rows.chairs[event["ref"]]
    records.withdraw(db, "chair", chair_id, version_of(db, "chair", chair_id))


def _activation(db: Database, event: Event, rows: Rows) -> None:
    """Put parties on a level, all shown by the same step."""
    step_id = rows.steps[event["evidence"]] if "evidence" in event else None
    there = {
        activation.party_id: activation.version
        for activation in coalitions.table(db, event["action"]).activations
    }
    for key, level in event["levels"].items():
        party_id = rows.parties[key]
        coalitions.set_activation(db, event["action"], party_id, level, step_id, there.get(party_id))


def _purpose(db: Database, event: Event, _rows: Rows) -> None:
    for part, text in event["texts"].items():
        coalitions.write_purpose(db, event["action"], part, text)


def _support(db: Database, event: Event, rows: Rows) -> None:
    """Record the answers of parties to the purpose case."""
    there = {support.party_id: support.version for support in coalitions.table(db, event["action"]).supports}
    for answer in event["answers"]:
        party_id = rows.parties[answer["party"]]
        coalitions.answer_support(
            db,
            event["action"],
            party_id,
            answer["answer"],
            answer.get("condition", ""),
            answer.get("contribution", ""),
            answer.get("on"),
            there.get(party_id),
        )


def _complete(db: Database, event: Event, _rows: Rows) -> None:
    version = version_of(db, "coalition", event["action"])
    coalitions.declare_complete(db, event["action"], version, event["on"], event.get("reason", ""))


def _agreed(db: Database, event: Event, _rows: Rows) -> None:
    """Record what a coalition agreed as a whole: its rhythm, its money, its signatures."""
    values = {name: event[name] for name in ("rhythm", "money_until", "signed_on") if name in event}
    records.save(db, "coalition", event["action"], version_of(db, "coalition", event["action"]), values)


def _milestones(db: Database, event: Event, rows: Rows) -> None:
    for milestone in event["milestones"]:
        values = {"action_id": event["action"], "what": milestone["what"], "due": milestone["due"]}
        made = coalitions.add_milestone(db, {**values, "owner_id": rows.party(milestone.get("owner"))})
        rows.milestones[milestone["id"]] = made


def _milestone_done(db: Database, event: Event, rows: Rows) -> None:
    milestone_id = rows.milestones[event["ref"]]
    version = version_of(db, "milestone", milestone_id)
    records.save(db, "milestone", milestone_id, version, {"done_on": event["done_on"]})


def _flag_answer(db: Database, event: Event, _rows: Rows) -> None:
    """Answer the newest flag that the end of another action raised here."""
    raised = [
        flag for flag in coalitions.table(db, event["action"]).flags if flag.ended_action == event["ended"]
    ]
    coalitions.answer_flag(db, raised[-1].id, raised[-1].version, event["text"])


# ----------------------------------------------------------------------- the campuses


def _campus(db: Database, event: Event, rows: Rows) -> None:
    """Add a campus; its source says that it is invented, as its name does."""
    values = {
        **campuses.values_of(event),
        "source": INVENTED,
        "source_date": day_text(event["at"][:10]),
    }
    rows.campuses[event["name"]] = campuses.add_campus(db, values)


def _campus_change(db: Database, event: Event, rows: Rows) -> None:
    campus_id = rows.campuses[event["name"]]
    version = version_of(db, "campus", campus_id)
    records.save(db, "campus", campus_id, version, campuses.values_of(event))


def _effect(db: Database, event: Event, _rows: Rows) -> None:
    names = ("indicator", "direction", "sentence", "region", "period")
    figures.add_effect(db, {"action_id": event["action"], **{name: event[name] for name in names}})


def _region(db: Database, event: Event, _rows: Rows) -> None:
    """Say who the Servicepunt of a region is and which municipality leads it; both invented."""
    names = ("service_point", "centre")
    values = {name: event[name] for name in names} | {f"{name}_source": INVENTED for name in names}
    records.save(db, "region", event["region"], version_of(db, "region", event["region"]), values)


# ------------------------------------------------------------------- any other record


def _record(db: Database, event: Event, rows: Rows) -> None:
    """Add a record of any kind, as it is declared; parties and campuses go by their names in the files."""
    record = RECORDS[event["table"]]
    values = {name: event[name] for name in record.new if name in event}
    for name, value in values.items():
        if record.fields[name].widget == "party":
            values[name] = rows.party(value)
    if "campus" in event:
        values["campus_id"] = rows.campuses[event["campus"]]
    if record.about:
        values[record.about] = event["action"]
    records.add(db, record.table, values)


def _report(db: Database, event: Event, rows: Rows) -> None:
    """Take over a report with counts: each line has region, step, kind and how many."""
    usual = {name: event[name] for name in ("source", "reported_on", "period")}
    usual |= {"party_id": rows.parties[event["party"]], "basis": COHORT, "note": "", "campus_id": None}
    lines = [[cell.strip() for cell in line.split(";")] for line in event["counts"].strip().split("\n")]
    values = [
        {**usual, "region": region, "step": step, "part": part or None, "amount": amount}
        for region, step, part, amount in lines
    ]
    delivering.deliver(db, event["action"], list(enumerate(values, 1)), "opgave.csv")


_EVENTS: Mapping[str, Callable[[Database, Event, Rows], None]] = {
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
    "region": _region,
    "record": _record,
    "report": _report,
    **example_meetings.EVENTS,
    **example_records.EVENTS,
}
