"""A file of the first release: opened by this one it gains coalitions and loses nothing of its past."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from lib.model.agenda import ENDED
from lib.model.coalitions import Coalition
from lib.model.kinds import Invalid
from lib.model.record import RECORDS, change_sentence
from lib.store import agenda, coalitions, history, records
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from lib.store.schema.m003_campuses import CAMPUS_TABLES
from lib.store.schema.migrations import TRACKED_TABLES, migrations
from lib.store.seed import seeding
from lib.store.seed.files import load
from tests.unit import desk
from tests.unit.programs import killed

AGENDA = load(connection.DATA / "agenda.toml")
FIRST = tuple("goal action adopted part relation annex_text party step step_party stage_move".split())
"""The tables of the first release."""
NEW = tuple(table for table in TRACKED_TABLES if table not in FIRST)
FILLED = {
    "coalition",
    *CAMPUS_TABLES,
    "indicator",
    "figure_set",
    "obligation",
    "public_count",
    "term",
    "setting",
}
"""The tables that this release fills in a file of the first one."""
STORY: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    ("2021-02-01T09:00:00.000Z", "party", {"name": "Roc Voorbeeld", "helix": "onderwijs"}),
    ("2021-02-02T09:00:00.000Z", "step", {
        "action_id": "3", "happened_on": "2021-02-01", "what": "Gesprek", "kind": "gesprek",
        "started_by": "ambassadeur", "author": "Anna",
    }),
    ("2021-02-02T09:00:00.001Z", "step_party", {"step_id": 1, "party_id": 1}),
    ("2021-03-01T09:00:00.000Z", "stage_move", {
        "action_id": "9", "from_stage": "idee", "to_stage": ENDED, "moved_on": "2021-03-01",
        "reason": "Onvoldoende draagvlak", "author": "Anna",
    }),
)  # fmt: skip
EDITS = (
    ("2021-02-03T09:00:00.000Z", "note = 'Op koers'", "3"),
    ("2021-03-01T09:00:00.001Z", f"stage = '{ENDED}', ended_on = '2021-03-01', ended_reason = 'x'", "9"),
    ("2021-04-01T09:00:00.000Z", "stage = 'in uitvoering', driver_id = 1", "3"),
    ("2021-05-01T09:00:00.000Z", "note = 'Bijna klaar', priority = 'A'", "3"),
)


def sign(bare: sqlite3.Connection, at: str) -> None:
    """Write in Anna's name at a moment."""
    bare.execute("DELETE FROM writer")
    bare.execute("INSERT INTO writer VALUES ('Anna', 0, 'Besluit', ?)", (at,))


def fill(db: Database) -> None:
    """The annex as the first release put it in."""
    db.table("meta").insert({"key": "dataset", "value": connection.REAL})
    db.table("goal").insert_all(AGENDA["goal"])
    for entry in AGENDA["action"]:
        living = {name: entry[name] for name in ("id", "number", "position", "priority") if name in entry}
        db.table("action").insert({**living, "goal_id": entry["goal"], "name": entry["matrix_name"]})
    db.table("annex_text").insert_all(AGENDA["text"])


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as the first release left it, after a few months of use; closed, made once."""
    place = tmp_path_factory.mktemp("left") / "werkagenda.db"
    with closing(sqlite3.connect(place, isolation_level=None)) as bare:
        db = Database(bare)
        migrations.apply(db, stop_before="m002_coalition")
        sign(bare, "2021-01-04T08:00:00.000Z")
        fill(db)
        for at, table, row in STORY:
            sign(bare, at)
            db.table(table).insert(dict(row))
        for at, change, action_id in EDITS:
            sign(bare, at)
            bare.execute(f"UPDATE action SET {change}, version = version + 1 WHERE id = ?", (action_id,))
        bare.execute("DELETE FROM writer")
        bare.execute("PRAGMA journal_mode = wal")
    return place


MOMENTS = sorted(
    {at for at, *_ in (*STORY, *EDITS)} | {"2021-01-04T08:00:00.000Z", "2022-01-01T00:00:00.000Z"}
)


def first_tables(path: Path, at: str | None = None) -> desk.State:
    """The tables of the first release, as that release read them."""
    with reading(path, at) as db:
        return {
            table: {
                str(row.get("id") or row["action_id"]): row
                for row in list(db.query(f"SELECT * FROM {table}"))
            }
            for table in FIRST
        }


def entries(path: Path) -> list[dict[str, Any]]:
    with reading(path) as db:
        return list(db.query("SELECT * FROM main.history ORDER BY id"))


MIGRATING = """
from lib.store.file import connection
from lib.store.seed import seeding
def act(path):
    seeding.prepare(connection.REAL)
"""


def test_a_migration_that_is_killed_is_made_good_by_the_next_start(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tables(path: Path) -> int:
        with desk.outside(path) as bare:
            return int(bare.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])

    def told(path: Path) -> list[tuple[str, str]]:
        return [(entry["tbl"], entry["row_id"]) for entry in entries(path)]

    before = tables(old)
    whole, *others = killed(old, MIGRATING, 6)
    after = tables(whole)
    assert after > before
    for left in others:
        assert tables(left) in (before, after)
        monkeypatch.setenv("WERKAGENDA_DB", str(left))
        assert seeding.prepare(connection.REAL) == left
        assert (tables(left), told(left)) == (after, told(whole))
        assert desk.healthy(left)


def test_the_past_of_an_older_file_reads_as_it_did(old: Path) -> None:
    before = {at: first_tables(old, at) for at in MOMENTS}
    logged = entries(old)
    seeding.prepare(connection.REAL)
    now = entries(old)
    links = [entry.pop("chain") for entry in now]
    assert now[: len(logged)] == logged
    assert all(links)
    for at, state in before.items():
        for move in state["stage_move"].values():
            move |= {"meeting": "", "decision_id": None, "ruling_id": None}
        for party in state["party"].values():
            party |= {"merged_into": None}
        for there in state["step_party"].values():
            there |= {"withdrawn_on": None, "withdrawn_reason": None, "version": 1}
        assert first_tables(old, at) == state, at
    assert first_tables(old) == before[MOMENTS[-1]]
    assert desk.healthy(old)


def test_the_verbs_read_every_moment_of_an_older_file(opened: Path) -> None:
    for at in (*MOMENTS, None):
        with reading(opened, at) as db:
            found = coalitions.tables(db)
            assert found.keys() == {one.id for one in agenda.actions(db)}
            assert found["3"] == coalitions.table(db, "3")
            version = 1 if at is None else 0
            assert found["3"].coalition == Coalition("3", None, "", "", None, None, version)
            assert [one.meeting for one in agenda.stage_moves(db, "9")] in ([], [""])
            assert len(agenda.steps(db, "3")) <= 1


def test_what_the_new_release_adds_is_signed_and_counts_as_no_change(old: Path) -> None:
    with reading(old) as db:
        last = history.newest(db)
    seeding.prepare(connection.REAL)
    added = entries(old)[last:]
    assert {(one["tbl"], one["who"], one["operation"]) for one in added} == {
        (table, "Werkagenda (nieuwe versie)", "insert") for table in FILLED
    }
    assert len([one for one in added if one["tbl"] == "coalition"]) == len(AGENDA["action"])
    with reading(old) as db:
        assert history.changes_between(db, last, history.newest(db))
        told = [change_sentence(one, {}) for one in history.changes_between(db, last, history.newest(db))]
    assert set(told) == {None}
    with reading(old) as db:
        assert history.counts_about(db, last, history.newest(db)) == {}
    before = desk.state(old)
    for _ in range(2):
        connection.let_go(old)
        seeding.prepare(connection.REAL)
    assert desk.state(old) == before
    assert all(not before[table] for table in set(NEW) - FILLED)


def test_an_end_from_before_meetings_were_asked_stays_readable_and_is_not_put_back(opened: Path) -> None:
    with reading(opened) as db:
        assert agenda.stage_moves(db, "9")[0].meeting == ""
    desk.purpose(opened, action_id="9")
    desk.move(opened, "purpose case", action_id="9")
    reopened, version = desk.entries(opened, "action", "9")[-1]["id"], desk.action(opened, "9")["version"]
    with pytest.raises(Invalid, match="waar het is besloten"), writing(opened, desk.ANNA, "Terug") as db:
        records.put_back(db, "action", "9", "stage", reopened, version)


def test_an_older_file_goes_on_under_the_new_rules(opened: Path) -> None:
    with pytest.raises(Invalid, match="nieuwe versie van de purpose case"):
        desk.move(opened, "purpose case", action_id="9")
    desk.purpose(opened, action_id="9")
    desk.move(opened, "purpose case", action_id="9")
    assert desk.action(opened)["stage"] == "in uitvoering", "what was carried out stays so"
    desk.move(opened, "poort")
    with pytest.raises(Invalid, match="Draagvlak nog niet rond"):
        desk.move(opened, "in uitvoering")
    assert desk.save(opened, {"rhythm": "elke maand"}, row=("coalition", "3")) == 2
    entry = desk.entries(opened, "action", "3")[-2]
    with writing(opened, desk.ANNA, "Terug") as db:
        records.put_back(db, "action", "3", "note", entry["id"], records.get(db, "action", "3")["version"])
    assert desk.action(opened)["note"] == "Op koers"
    assert desk.state(opened) == now_replayed(opened)


def now_replayed(path: Path) -> desk.State:
    """What the history says there is now, with the columns that the first release did not have yet."""
    found = desk.replayed(path)
    for move in found["stage_move"].values():
        for name, value in (("meeting", ""), ("decision_id", None), ("ruling_id", None)):
            move.setdefault(name, value)
    for party in found["party"].values():
        party.setdefault("merged_into", None)
    for there in found["step_party"].values():
        there |= {"withdrawn_on": None, "withdrawn_reason": None, "version": 1} | there
    return found


def test_the_files_made_so_far_and_the_records_agree_which_action_a_change_is_about(path: Path) -> None:
    """Released migrations keep their own words; a record may not say otherwise."""
    with reading(path) as db:
        triggers = {
            row["tbl_name"]: " ".join(row["sql"].split())
            for row in db.query("SELECT tbl_name, sql FROM sqlite_master WHERE name LIKE 'history_insert_%'")
        }
    assert RECORDS.keys() <= triggers.keys()
    for table, record in RECORDS.items():
        about = f"NEW.{record.about}" if record.about.isidentifier() else record.about or "NULL"
        assert f"'insert', {about}, json_object" in triggers[table], table


def test_counts_keep_their_rows_when_one_may_be_a_class() -> None:
    count = {
        "id": 7, "action_id": "1", "step": "aangemeld", "period": "2022KW04", "basis": "cohort",
        "amount": "20", "party_id": 1, "source": "Opgave", "reported_on": "2023-01-20",
    }  # fmt: skip
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as bare:
        db = Database(bare)
        migrations.apply(db, stop_before="m025_classes")
        db.table("tally").insert(count)
        before = list(db.query("SELECT * FROM tally"))
        migrations.apply(db)
        assert list(db.query("SELECT * FROM tally")) == before
        db.execute("UPDATE tally SET amount = '20 tot en met 24', version = 2 WHERE id = 7")
        assert db.execute("SELECT count(*) FROM history WHERE tbl = 'tally'").fetchone() == (2,)
        for wrong in ("3", "21 tot en met 25", "20 tot en met 25", "0 tot en met 4"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute("UPDATE tally SET amount = ?, version = 3 WHERE id = 7", (wrong,))
