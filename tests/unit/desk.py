"""A desk to test the store at: two people, everyday acts on one file, and the state as plain values."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from lib.access import Person
from lib.model.agenda import ENDED, HELIXES, PROPOSABLE, REOPENED_AS
from lib.model.change import clean_reason
from lib.store import agenda, campuses, coalitions, decisions, meetings, records, stages
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from lib.store.results import money, work
from lib.store.results.delivering import deliver
from lib.store.schema.migrations import TRACKED_TABLES

ROOT = Path(__file__).resolve().parents[2]
ANNA, BRAM = Person("Anna"), Person("Bram")
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where tests of many small writes work: waiting for a disk proves nothing there, tests of crashes do."""
NOBODY = 65534
"""The user without rights, for tests that run as root: file modes do not bind root."""

State = dict[str, dict[str, dict[str, Any]]]


def action(path: Path, action_id: str = "3", at: str | None = None) -> dict[str, Any]:
    """The stored row of an action."""
    with reading(path, at) as db:
        return records.get(db, "action", action_id)


def save(
    path: Path,
    changes: Mapping[str, Any],
    *,
    person: Person = ANNA,
    version: int | None = None,
    reason: str = "",
    row: tuple[str, str | int] = ("action", "3"),
) -> int:
    """Save fields of a row, by default as seen this very moment; returns the new version.

    What was adopted changes under a decision of Gedeputeerde Staten, with the reason as its words.
    """
    with writing(path, person, reason) as db:
        now = records.get(db, *row)
        for field in (
            PROPOSABLE.keys() & changes.keys() if row[0] == "action" and clean_reason(reason) else ()
        ):
            if changes[field] and str(changes[field]) != str(now[field]):
                rule(db, str(row[1]), (field, changes[field]), reason)
        seen = records.get(db, *row)["version"] if version is None else version
        return records.save(db, *row, seen, changes)


def note(path: Path, text: str, person: Person = ANNA) -> int:
    """Write the note of action 3: the smallest edit there is."""
    return save(path, {"note": text}, person=person)


MEETING = "Technologietafel 14 maart 2022"
"""The meeting that advises in tests."""


def meeting(db: Database) -> int:
    """That meeting, made when it is not there yet."""
    found = [one.id for one in meetings.meetings(db) if one.label == MEETING]
    return (
        found[0] if found else meetings.add_meeting(db, {"kind": "technologietafel", "held_on": "2022-03-14"})
    )


KENMERK = "1234/2022"
DECIDED_ON = "2022-03-14"
RULED = f"besluit GS 14 maart 2022, kenmerk {KENMERK}, op advies van {MEETING}"
"""How the history names the decision under which a write stood."""


def advised_in(key: str) -> dict[str, Any]:
    """The fields beside a form that say that this meeting proposes it."""
    meeting = {f"{key} meeting": "nieuw: technologietafel", f"{key} held_on": "14-03-2022"}
    return {f"{key} ruling": "voorstel", **meeting}


def decided_in(key: str) -> dict[str, Any]:
    """The fields beside a form that say that Gedeputeerde Staten decided it, advised by that meeting."""
    ruling = {f"{key} ruling": "gs", f"{key} decided_on": "14-03-2022", f"{key} kenmerk": KENMERK}
    return {**advised_in(key), **ruling}


def rule(db: Database, action_id: str, change: tuple[str, Any], text: str = "Besluit") -> int:
    """Let the rest of this write stand under a decision of Gedeputeerde Staten, on that meeting's advice."""
    values = {"decided_on": DECIDED_ON, "kenmerk": KENMERK, "text": text, "meeting_id": meeting(db)}
    return decisions.rule(db, action_id, change, values)


def move(
    path: Path, to_stage: str, day: str = "2022-03-14", action_id: str = "3", reason: str = "Besluit"
) -> int:
    """Move an action on the stage ladder; Gedeputeerde Staten end and reopen it."""
    with writing(path, ANNA) as db:
        version, stage = (records.get(db, "action", action_id)[name] for name in ("version", "stage"))
        if ENDED in (stage, to_stage) and stage != to_stage and to_stage in (ENDED, REOPENED_AS):
            rule(db, action_id, ("stage", to_stage), reason)
        return stages.move_stage(db, action_id, version, to_stage, day, reason)


def party(path: Path, name: str = "Roc Voorbeeld", helix: str = "onderwijs") -> int:
    """Register an organisation."""
    with writing(path, ANNA) as db:
        return agenda.add_party(db, {"name": name, "helix": helix, "region": "AM15", "kind": "roc"})


STEP: Mapping[str, Any] = {
    "action_id": "3",
    "happened_on": "2022-03-14",
    "what": "Afspraak over instroom.",
    "kind": "afspraak",
    "started_by": "coalitie",
    "link": None,
}


EFFECT: Mapping[str, Any] = {
    "action_id": "3",
    "indicator": "ww",
    "direction": "omlaag",
    "region": "AM15",
    "period": "2021MM09",
    "sentence": "Wie overstapt naar techniek heeft geen WW nodig.",
}
"""An effect of action 3 that starts from a figure of the first filling."""


def step(path: Path, *party_ids: int, **values: Any) -> int:
    """Record a step of action 3."""
    with writing(path, ANNA) as db:
        return agenda.add_step(db, {**STEP, **values}, party_ids)


def chair(path: Path, party_id: int | None = None, **values: Any) -> int:
    """A needed chair for a school in action 3, empty unless a party is given."""
    seat = {"action_id": "3", "helix": "onderwijs", "role": "roc", "party_id": party_id}
    with writing(path, ANNA) as db:
        return coalitions.add_chair(db, {**seat, **values})


def support(path: Path, party_id: int, answer: str = "steunt", action_id: str = "3", **values: Any) -> int:
    """Record a party's answer to the purpose case, as seen this very moment."""
    with writing(path, ANNA) as db:
        rows = coalitions.table(db, action_id).supports
        seen = next((one.version for one in rows if one.party_id == party_id), None)
        return coalitions.answer_support(db, action_id, party_id, answer, version=seen, **values)


def purpose(path: Path, text: str = "Wie betaalt wat.", action_id: str = "3") -> int:
    """Write a version of the first part of the purpose case."""
    with writing(path, ANNA) as db:
        return coalitions.write_purpose(db, action_id, "financiering", text)


def open_gate(path: Path, action_id: str = "3") -> dict[str, int]:
    """Seat a party of each helix that supports the purpose case; their ids by helix."""
    parties = {helix: party(path, f"{helix} bij actie {action_id}", helix) for helix in HELIXES}
    for helix, party_id in parties.items():
        chair(path, party_id, action_id=action_id, helix=helix, role=f"stoel {helix}")
        support(path, party_id, action_id=action_id)
    return parties


def entries(path: Path, table: str, row_id: str | int) -> list[dict[str, Any]]:
    """The history of one row, oldest first, with its rows as values."""
    sql = "SELECT * FROM main.history WHERE tbl = ? AND row_id = ? ORDER BY id"
    with reading(path) as db:
        found = list(db.query(sql, (table, str(row_id))))
    return [{**entry, "row": json.loads(entry["row"])} for entry in found]


def state(path: Path, at: str | None = None, tables: Collection[str] = TRACKED_TABLES) -> State:
    """Every row of tracked tables, now or at a moment, by table and key."""
    with reading(path, at) as db:
        return {table: _rows(db, table) for table in tables}


def reads_as_then(path: Path, moments: Sequence[tuple[str, State]]) -> bool:
    """Whether each moment still shows the state of then.

    A table in which nothing happened is looked at in the first moment and in the last.
    """
    begun = moments[0][1] if moments else {}
    busy = [table for table, rows in begun.items() if any(then[table] != rows for _, then in moments)]
    return all(
        state(path, at, tables) == {table: then[table] for table in tables}
        for place, (at, then) in enumerate(moments)
        for tables in (then if place in (0, len(moments) - 1) else busy,)
    )


def _rows(db: Database, table: str) -> dict[str, dict[str, Any]]:
    found = db.conn.execute(f"SELECT * FROM {table}")
    columns = [column for column, *_ in found.description]
    key = columns.index("action_id" if table == "adopted" else "id")
    return {str(row[key]): dict(zip(columns, row, strict=True)) for row in found.fetchall()}


def replayed(path: Path, tables: Collection[str] = TRACKED_TABLES) -> State:
    """The state that follows from the history alone: of each row its newest entry."""
    newest: dict[str, dict[str, str]] = {table: {} for table in tables}
    with reading(path) as db:
        for table, row_id, row in db.conn.execute("SELECT tbl, row_id, row FROM main.history ORDER BY id"):
            if table in newest:
                newest[table][row_id] = row
    return {
        table: {row_id: dict(_values(row)) for row_id, row in rows.items()} for table, rows in newest.items()
    }


@lru_cache(maxsize=4_000)
def _values(row: str) -> dict[str, Any]:
    """The values of an entry; most entries are read many times over."""
    values: dict[str, Any] = json.loads(row)
    return values


def count(path: Path, table: str) -> int:
    """How many rows a table has."""
    with reading(path) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def healthy(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file and no half-written signature is left."""
    with closing(sqlite3.connect(path)) as other:
        found = other.execute("PRAGMA integrity_check").fetchall()
        signed = other.execute("SELECT count(*) FROM writer").fetchone()[0]
        broken = other.execute("PRAGMA foreign_key_check").fetchall()
    return found == [("ok",)] and signed == 0 and not broken


def let_go_of_all() -> None:
    """Close every connection that a test left open on purpose."""
    for path in list(connection._keepers):
        connection.let_go(path)


@contextmanager
def outside(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection as another program makes it: none of our settings, committed at the end."""
    with closing(sqlite3.connect(path)) as other, other:
        yield other


@contextmanager
def as_nobody() -> Iterator[None]:
    """Do as a user without rights does; file modes do not bind root."""
    if os.getuid():
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def moment_gone_by() -> str:
    """Return this moment once it is over: all that follows is recorded at a later one."""
    moment = connection.now()
    while connection.now() == moment:
        pass
    return moment


CHANCE = random.Random(20230414)
"""The same chances in every run."""


def money_and_work(db: Database, one: int, other: int) -> None:
    """Two rows of everything about money and work to work, between two parties."""
    notice = {
        "sector": "bouw",
        "occupation": "laders",
        "people": 9,
        "region": "AM18",
        "starts_on": "2022-01-03",
    }
    for number in (1, 2):
        fund = {"action_id": "3", "name": f"Fonds {number}", "area": "NHN", "ground": "nog niet"}
        run_by = {"executor_id": one, "guarantor_id": one}
        layer = {"action_id": "3", "source": "rijk", "name": f"Laag {number}", "certainty": "genoemd"}
        money.add_layer(
            db, {**layer, "amount_kind": "onbekend", "fund_id": money.add_fund(db, {**fund, **run_by})}
        )
        campus = {"name": f"Campus proef {number}", "kind": "netwerk", "source": "eigen opgave"}
        of_campus = {"campus_id": campuses.add_campus(db, campus)}
        records.add(db, "exploitation", {**of_campus, "year": 2022, "source": "begroting"})
        records.add(db, "say", {**of_campus, "form": "bv", "source": "statuten"})
        brought = {"party_id": one, "kind": "geld", "rhythm": "jaar", "certainty": "genoemd"}
        records.add(db, "contribution", {**of_campus, **brought})
        over = work.add_notice(db, {**notice, "party_id": one, "kind": "overschot"})
        asked = work.add_notice(db, {**notice, "party_id": other, "kind": "vraag"})
        work.add_match(db, over, asked, 9)
        about = {"action_id": "1", "region": "AM18", "period": f"202{number}KW01", "source": "opgave"}
        records.add(db, "support_euros", {**about, "payer_id": one})
        variant = {"action_id": "3", "variant": ("subsidie", "lening")[number - 1], "source": "voorstel"}
        records.add(db, "incentive", {**variant, "aid": "nog niet", "adopted_by": "GS"})
        word = {"action_id": "3", "party_id": one, "about": "draagvlak", "said": f"steunt {number}"}
        records.add(db, "party_word", {**word, "how": "zaal", "confirmed_on": "2022-01-03"})
        rung = {"rung": str(number), "reached_on": "2022-01-03", "evidence": f"verslag {number}"}
        work.add_step(db, {**rung, "party_id": one})


def counts(db: Database, owner: int, number: int = 1) -> None:
    """A report with a count, a target, vouchers, and a method that a campus follows."""
    own = {"party_id": owner, "source": "Opgave", "reported_on": "2022-03-01", "note": ""}
    cell = {
        "step": "aangemeld",
        "part": None,
        "region": "AM18",
        "campus_id": None,
        "period": "2021KW04",
        "basis": "cohort",
    }
    deliver(db, "1", [(1, {**cell, **own, "amount": "12"})], "opgave.csv")
    target = {"step": "geplaatst", "year": 2021 + number, "aim": 10, "source": "Tafel"}
    records.add(db, "target", {"action_id": "1", **target})
    valid = {"valid_from": "2022-01-01", "valid_until": "2022-12-31", "source": "Brief"}
    issued = {"name": f"Reeks {number}", "kind": "opleiding", "issuer_id": owner, "area": "NHN"}
    records.add(db, "voucher_series", {"action_id": "3", **issued, **valid})
    agreed = {"steps": "werving, intake", "agreed_on": f"2022-02-0{number}", "source": "Tafel"}
    records.add(db, "method", {"action_id": "3", **agreed})
    seen = {"campus_id": number, "step": "intake", "state": "niet", "seen_on": "2022-03-01"}
    records.add(db, "method_step", {"action_id": "3", **seen})


def instruments(db: Database, one: int, other: int) -> int:
    """Two rows of every kind of the instruments of actions 5, 7, 8, 9 and 10; returns the party they need."""
    third = agenda.add_party(db, {"name": "Partij proef", "helix": "overheid"})
    places = [
        campuses.add_campus(db, {"name": f"Plek {name}", "kind": "netwerk", "source": "x"}) for name in "AB"
    ]
    day = {"agreed_on": "2022-03-01"}
    served = {"region": "AM18", "serves": ["mens"], "keeper_id": one}
    desks = [records.add(db, "desk", {"name": f"Loket {name}", **served}) for name in "AB"]
    for source, target in (desks, desks[::-1]):
        records.add(db, "referral", {"source_id": source, "target_id": target, "kind": "warm", **day})
    named = {"decided_on": "2022-03-01", "decider_id": one}
    brand = records.add(db, "brand", {"name": "Merk A", **named})
    db.table("brand").update(
        brand, {"withdrawn_on": "2022-04-01", "withdrawn_reason": "Anders", "version": 2}
    )
    records.add(db, "brand", {"name": "Merk B", **named})
    for party_id in (one, other):
        records.add(db, "brand_use", {"party_id": party_id, "since": "2022-03-01"})
    for met in ((one, third, None), (third, one, None), (third, other, one)):
        parties = dict(zip(("first_id", "second_id", "third_id"), met, strict=True))
        records.add(db, "encounter", {"met_on": "2022-03-01", "what": "Lassen", **parties})
    for number, place in enumerate(places):
        group = {"school_id": one, "campus_id": place, "companies": "onbekend", "checked_on": "2022-03-01"}
        ends = [
            records.add(db, "research_group", {"kind": kind, "name": f"Thema {number}", **group})
            for kind in ("lectoraat", "practoraat")
        ]
        joined = dict(zip(("lectoraat_id", "practoraat_id"), ends, strict=True))
        records.add(db, "research_link", {**joined, "agenda": "Agenda", **day})
    whom = {"pays": "bedrijf", "gains": "mens", "unit": "woorden", "certainty": "aanname"}
    for domain in ("opleiden", "ontwikkelen", "werken"):
        for side in ("economisch", "maatschappelijk"):
            effect = {"domain": domain, "side": side, "sentence": f"Effect op {domain}"}
            records.add(db, "inclusion_effect", {**effect, **whom})
    adopted = {"adopted_on": "2022-03-01", "source": "Tafel"}
    case = records.add(db, "inclusion_case", adopted)
    gone = {"withdrawn_on": "2022-04-01", "withdrawn_reason": "Anders", "version": 2}
    db.table("inclusion_case").update(case, gone)
    records.add(db, "inclusion_case", adopted)
    for number in (1, 2):
        activity = {"name": f"Activiteit {number}", "party_id": one, "starts_on": "2022-03-01"}
        records.add(db, "promotion", activity)
    for number in (1, 2):
        asked = {"question": f"Vraag {number}", "decision": "Anders", "level": "AM"}
        records.add(db, "party_question", {"party_id": one, **asked})
        note = {"happened_on": "2022-03-01", "label": f"Noot {number}", "what": "Iets", "source": "Krant"}
        records.add(db, "dated_note", note)
    return third
