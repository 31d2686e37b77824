"""What meetings agree, pledge, ask and advise, and what Gedeputeerde Staten decide on that.

A meeting proposes; ending or reopening an action, its priority, name and goal change by a ruling alone: such
a write first says under which ruling it stands. Follow-up is saved with `records.save`, also after closing.
Of a figure that a decision leaned on a copy is kept: so a revised delivery marks the decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.figures import Leaning
from lib.model.kinds import Invalid
from lib.model.meetings import ADVICE, Decision, Meeting, meeting_label
from lib.model.record import RECORDS
from lib.model.rulings import ADOPTED, REFUSED, Ruling, ruling_label
from lib.rules.figure_words import then_and_now
from lib.rules.rulings import Proposal
from lib.store import figures
from lib.store.checks import meetings
from lib.store.checks.registry import Edit, run_checks
from lib.store.checks.rulings import check_change, what_is_decided as what_is_decided
from lib.store.file.rows import day_of_writing, get, insert, rows_of, writer
from lib.store.records import add

_OWNED = (
    "SELECT d.*, p.name AS owner FROM decision d LEFT JOIN party p ON p.id = d.owner_id "
    "WHERE d.withdrawn_on IS NULL"
)


def decisions(db: Database, *, meeting_id: int | None = None, action_id: str | None = None) -> list[Decision]:
    """What meetings left behind, in order of recording; of one meeting or about one action if given."""
    rows = db.query(
        f"{_OWNED} AND (? IS NULL OR d.meeting_id = ?) AND (? IS NULL OR d.action_id = ?) ORDER BY d.id",
        [meeting_id, meeting_id, action_id, action_id],
    )
    known = figure_sentences(db)
    return [Decision(**row, figures=known.get(row["id"], "")) for row in list(rows)]


def record_decision(db: Database, values: Mapping[str, Any]) -> int:
    """Record what an open meeting agreed, pledged, asks or advises; returns its id.

    `values` has meeting_id, kind and text; may have item_id, action_id, owner_id and due. A pledge needs the
    party that makes it. About an action's item it is about that action too. An advice may propose a change.
    """
    cleaned = RECORDS["decision"].validate_new(values, day_of_writing(db))
    cleaned |= meetings.completed_decision(db, cleaned)
    return insert(db, "decision", {**cleaned, "author": writer(db)["who"]})


def propose(db: Database, action_id: str, change: tuple[str, Any], text: str, meeting_id: int) -> int:
    """Record that a meeting advises to give a field of an action another value; what was adopted stands."""
    field, value = change
    about = {"meeting_id": meeting_id, "action_id": action_id, "kind": ADVICE, "text": text}
    return record_decision(db, {**about, "proposes": field, "proposed": str(value)})


# ------------------------------------------------------------------- what the table knew

_ALL = "SELECT * FROM leaning WHERE withdrawn_on IS NULL ORDER BY id"


def leanings(db: Database) -> list[Leaning]:
    """Return all that were not taken back; none at a moment before they were kept."""
    return rows_of(db, Leaning, _ALL)


def add_leaning(db: Database, values: Mapping[str, Any]) -> int:
    """Record that a decision leaned on a figure, with what is known of it now; returns its id."""
    cleaned = RECORDS["leaning"].validate_new(values, day_of_writing(db))
    get(db, "decision", cleaned["decision_id"])
    key = (cleaned["indicator"], cleaned["region"], cleaned["period"])
    known = figures.known_now(db, [key]).get(key)
    if known is None or known.absent:
        raise Invalid(
            "period", "Van dit gebied en deze periode is geen cijfer bekend. Kies een ander cijfer."
        )
    value = None if known.label else known.value
    day = day_of_writing(db).isoformat()
    return add(db, "leaning", cleaned, known_on=day, value=value, label=known.label, set_id=known.set_id)


def figure_sentences(db: Database) -> dict[int, str]:
    """Tell per decision what was known then of each figure it leaned on, and what is now."""
    told: dict[int, list[str]] = defaultdict(list)
    for row, sentence in _told(db):
        told[row.decision_id].append(sentence)
    return {decision_id: " ".join(lines) for decision_id, lines in told.items()}


def sentences_by_figure(db: Database) -> dict[tuple[str, str], str]:
    """Tell per figure and region what the last decision that leaned on it knew, and what is known now."""
    return {(row.indicator, row.region): sentence for row, sentence in _told(db)}


def _told(db: Database) -> Iterator[tuple[Leaning, str]]:
    held = leanings(db)
    if not held:
        return
    by_id = {indicator.id: indicator for indicator in figures.indicators(db)}
    newest = figures.known_now(db, {row.then.key for row in held})
    for row in held:
        known = f"bekend op {day_text(row.known_on)}"
        yield row, then_and_now(by_id[row.indicator], row.then, newest.get(row.then.key), known)


# ------------------------------------------------------------------- Gedeputeerde Staten


def rulings(db: Database, action_id: str | None = None) -> list[Ruling]:
    """Return what Gedeputeerde Staten decided, in order of recording; about one action if given."""
    sql = "SELECT * FROM ruling WHERE withdrawn_on IS NULL AND (? IS NULL OR action_id = ?) ORDER BY id"
    return rows_of(db, Ruling, sql, [action_id, action_id])


def proposals(db: Database, action_id: str | None = None) -> list[Proposal]:
    """Return the changes that meetings advise, each with the ruling on it, in order of recording."""
    held = {one.id: one for one in rows_of(db, Meeting, "SELECT * FROM meeting")}
    answers = {one.advice_id: one for one in rulings(db, action_id)}
    return [
        Proposal(advice, held[advice.meeting_id], answers.get(advice.id))
        for advice in decisions(db, action_id=action_id)
        if advice.proposes
    ]


def rule(db: Database, action_id: str, change: tuple[str, Any], values: Mapping[str, Any]) -> int:
    """Record what Gedeputeerde Staten decided about a field of an action; returns the ruling's id.

    `values` has decided_on and text; may have kenmerk, meeting_id and outcome. It answers the proposal of
    that change, if there is one. Unless it refuses that, the rest of this write stands under it.
    """
    field, value = change
    about = {"action_id": action_id, "changes": field, "value": str(value)}
    cleaned = RECORDS["ruling"].validate_new(
        {"outcome": ADOPTED, **_advice(db, about), **_given(values), **about}, day_of_writing(db)
    )
    check_change(db, action_id, field, cleaned["value"])
    run_checks(db, Edit("ruling", {}, cleaned))
    ruling_id = insert(db, "ruling", {**cleaned, "author": writer(db)["who"]})
    if cleaned["outcome"] != REFUSED:
        act_under(db, ruling_id)
    return ruling_id


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _advice(db: Database, about: Mapping[str, Any]) -> dict[str, Any]:
    """Return the proposal that asks for this change and waits for an answer, with its meeting."""
    for proposal in reversed(proposals(db, about["action_id"])):
        advice = proposal.advice
        if proposal.ruling is None and (advice.proposes, advice.proposed) == (
            about["changes"],
            about["value"],
        ):
            return {"advice_id": advice.id, "meeting_id": advice.meeting_id}
    return {}


def act_under(db: Database, ruling_id: int) -> None:
    """Let the rest of this write stand under a ruling: its words become the reason in the history."""
    row = get(db, "ruling", ruling_id)
    if row["withdrawn_on"] or row["outcome"] == REFUSED:
        raise Invalid("ruling", "Dit is geen geldend besluit van Gedeputeerde Staten.")
    reason = f"{row['text'].rstrip('.')} ({label_of(db, row)})"
    db.execute("UPDATE writer SET ruling_id = ?, reason = ?", [ruling_id, reason])


def label_of(db: Database, ruling: Mapping[str, Any]) -> str:
    """Return a ruling with what it rests on: "besluit GS …, op advies van Technologietafel 14 maart 2022"."""
    label, meeting = ruling_label(ruling["decided_on"], ruling["kenmerk"]), advised_by(db, ruling)
    return f"{label}, op advies van {meeting}" if meeting else label


def advised_by(db: Database, ruling: Mapping[str, Any]) -> str:
    """Return the label of the meeting on whose advice a ruling was taken; empty without one."""
    if ruling["meeting_id"] is None:
        return ""
    held = get(db, "meeting", ruling["meeting_id"])
    return meeting_label(held["kind"], held["held_on"], held["title"])
