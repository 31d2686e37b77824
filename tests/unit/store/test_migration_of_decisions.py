"""A file in which meetings decided: opened by this release that is advice, and no change is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from lib.model.agenda import ENDED
from lib.model.change import BY_NEW_VERSION
from lib.model.meetings import ADVICE, DECISION_KINDS, PLEDGE
from lib.model.record import change_sentence
from lib.rules import rulings as rules
from lib.store import agenda, decisions, history, records
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from lib.store.schema.migrations import migrations
from lib.store.seed import seeding
from tests.unit import desk
from tests.unit.store.test_migration import fill

TABLE = "Technologietafel 14 maart 2022"
DECISIONS = (
    (1, "3", "besluit", "Minder haast met actie 3.", None),
    (2, "9", "besluit", "Actie 9 stopt.", None),
    (3, None, "besluit", "De volgende tafel is in Hoorn.", None),
    (4, "4", "toezegging", "Wij betalen.", 1),
    (5, "3", "besluit", "Ga door.", None),
)
"""What the meeting decided and what was pledged: id, action, kind, words and who does it."""
PRIORITY = "Minder haast met actie 3 (Technologietafel 14 maart 2022)"
BEFORE, DURING = "2022-03-14T12:00:00.000Z", "2022-03-14T13:00:00.000Z"


def sign(bare: sqlite3.Connection, at: str, reason: str = "") -> None:
    """Write in Anna's name at a moment."""
    bare.execute("DELETE FROM writer")
    bare.execute("INSERT INTO writer (who, verified, reason, at) VALUES ('Anna', 0, ?, ?)", (reason, at))


def decide(db: Database) -> None:
    """A meeting decides about priority and end, as the release before recorded that."""
    db.table("party").insert({"id": 1, "name": "Roc Voorbeeld", "helix": "onderwijs"})
    db.table("meeting").insert({"id": 1, "kind": "technologietafel", "held_on": "2022-03-14", "minutes": 120})
    for decision_id, about, kind, text, owner in DECISIONS:
        row = {"id": decision_id, "meeting_id": 1, "action_id": about, "kind": kind, "text": text}
        db.table("decision").insert({**row, "owner_id": owner, "author": "Anna"})


def change(bare: sqlite3.Connection, db: Database) -> None:
    """What followed from it: another priority, corrected words of that decision, and an end."""
    sign(bare, DURING, PRIORITY)
    bare.execute("UPDATE action SET priority = 'B', version = version + 1 WHERE id = '3'")
    sign(bare, DURING)
    bare.execute("UPDATE decision SET text = 'Rustig aan.', version = version + 1 WHERE id = 1")
    sign(bare, DURING, "Geen geld (Technologietafel 14 maart 2022)")
    db.table("stage_move").insert({
        "action_id": "9", "from_stage": "idee", "to_stage": ENDED, "moved_on": "2022-03-14",
        "reason": "Geen geld", "author": "Anna", "meeting": TABLE, "decision_id": 2,
    })  # fmt: skip
    bare.execute(
        f"UPDATE action SET stage = '{ENDED}', ended_on = '2022-03-14', ended_reason = 'Geen geld', "
        "version = version + 1 WHERE id = '9'"
    )


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as the release before left it, closed, made once; tests work on copies."""
    place = tmp_path_factory.mktemp("left") / "werkagenda.db"
    with closing(sqlite3.connect(place, isolation_level=None)) as bare:
        db = Database(bare)
        migrations.apply(db, stop_before="m007_decisions")
        sign(bare, "2021-01-04T08:00:00.000Z")
        fill(db)
        sign(bare, BEFORE)
        decide(db)
        change(bare, db)
        bare.execute("DELETE FROM writer")
        bare.execute("PRAGMA journal_mode = wal")
    return place


def test_every_decision_of_a_meeting_stays_and_is_advice_now(opened: Path) -> None:
    with reading(opened) as db:
        found = decisions.decisions(db)
    words = ["Rustig aan.", *(text for _, _, _, text, _ in DECISIONS[1:])]
    assert [one.text for one in found] == words
    assert [one.kind for one in found] == [ADVICE, ADVICE, ADVICE, PLEDGE, ADVICE]
    assert DECISION_KINDS[ADVICE] == "Advies"
    assert desk.healthy(opened)


def test_what_changed_has_a_ruling_without_day_or_kenmerk(opened: Path) -> None:
    with reading(opened) as db:
        found = decisions.rulings(db)
    assert [(one.action_id, one.changes, one.value, one.advice_id, one.meeting_id) for one in found] == [
        ("9", "stage", ENDED, 2, 1),
        ("3", "priority", "B", 1, 1),
    ]
    assert {(one.label, one.author) for one in found} == {
        ("besluit GS, nog zonder datum, nog zonder kenmerk", BY_NEW_VERSION)
    }
    assert (desk.action(opened)["priority"], desk.action(opened, "9")["stage"]) == ("B", ENDED)


def test_the_history_tells_of_the_rulings_and_keeps_the_rest(old: Path) -> None:
    with reading(old) as db:
        last = history.newest(db)
        before = list(db.query("SELECT * FROM main.history ORDER BY id"))
    seeding.prepare(connection.REAL)
    with reading(old) as db:
        now = list(db.query("SELECT * FROM main.history WHERE id <= ? ORDER BY id", (last,)))
        told = [change_sentence(one, {}) for one in history.changes_between(db, last, history.newest(db))]
    links = [entry.pop("chain") for entry in now]
    assert now == before
    assert all(links)
    unknown = "Besluit GS, nog zonder datum, nog zonder kenmerk"
    assert [line for line in told if line] == [
        f"{unknown}: Actie 9 stopt.",
        f"{unknown}: Minder haast met actie 3.",
    ]


def test_a_moment_of_before_reads_as_it_did(opened: Path) -> None:
    with reading(opened, BEFORE) as db:
        assert [one.kind for one in decisions.decisions(db)] == [ADVICE, ADVICE, ADVICE, PLEDGE, ADVICE]
        assert (decisions.rulings(db), decisions.proposals(db)) == ([], [])
        assert agenda.term(db).years == "2021–2023"
        assert records.get(db, "action", "3")["priority"] == "A"


def test_nothing_of_before_waits_for_gedeputeerde_staten(opened: Path) -> None:
    with reading(opened) as db:
        assert rules.open_of(decisions.proposals(db), agenda.actions(db)) == {}


def test_the_end_of_before_counts_again_when_its_reopening_is_put_back(opened: Path) -> None:
    desk.purpose(opened, action_id="9")
    desk.move(opened, "purpose case", action_id="9")
    reopened = desk.entries(opened, "action", "9")[-1]["id"]
    with writing(opened, desk.ANNA, "Terug") as db:
        version = records.get(db, "action", "9")["version"]
        records.put_back(db, "action", "9", "stage", reopened, version)
        assert [one.ruling_id for one in agenda.stage_moves(db, "9")][-1] == decisions.rulings(db)[0].id


def test_a_day_and_a_kenmerk_are_filled_in_later(opened: Path) -> None:
    values = {"decided_on": date(2022, 4, 5), "kenmerk": "12/2022"}
    desk.save(opened, values, row=("ruling", 2))
    with reading(opened) as db:
        assert decisions.rulings(db)[1].label == "besluit GS 5 april 2022, kenmerk 12/2022"
