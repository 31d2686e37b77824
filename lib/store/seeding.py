"""First fill: the annex itself into a new file, and the example set into a file of its own.

Owns making a database ready to use, safely when several processes start at once. The real set
gets the agenda and nothing invented; the example set also replays `data/voorbeeld.toml`.
"""

from __future__ import annotations

import sqlite3
import time
import tomllib
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from lib.dutch import HERE, stamp
from lib.model import ENDED, REOPENED_AS, Person
from lib.store import connection, records
from lib.store.connection import DATA, EXAMPLE, connect, database_path, keep_open, sign
from lib.store.problems import Busy, FolderUnusable, NewerVersion, NotADatabase, OtherSet, explained
from lib.store.schema import migrations

ANNEX = Person("Bijlage 1 (eerste vulling)")
EXAMPLE_START = "2021-01-04T08:00:00.000Z"
"""The example agenda begins, like the real one, in January 2021."""
EXAMPLE_CLERK = "Medewerker voorbeeld"


def prepare(dataset: str) -> Path:
    """Make the file of a data set ready: create, migrate and fill it where needed; returns its path.

    Everything happens in one transaction, so that a file is filled once and whole, whoever starts
    first and whenever a process dies. Raises StoreProblem and leaves a foreign file as it is.
    """
    path = database_path(dataset)
    _make_folder(path)
    with explained(path):
        with closing(connect(path, "rwc")) as bare:
            _refuse_foreign(bare, path)
            if not _complete(bare):
                _make_whole(bare, path, dataset)
            _refuse_other_set(bare, path, dataset)
        keep_open(path)
    return path


def _make_whole(bare: sqlite3.Connection, path: Path, dataset: str) -> None:
    """Migrate and fill under the write lock; a file that another process made meanwhile stays as it is."""
    bare.execute("BEGIN IMMEDIATE")
    db = Database(bare)
    _refuse_foreign(bare, path)
    migrations.apply(db)
    if not list(db.query("SELECT 1 FROM goal LIMIT 1")):
        _fill(db, dataset)
    bare.execute("COMMIT")
    _use_write_ahead_log(bare, path)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(path) from error


def _complete(bare: sqlite3.Connection) -> bool:
    """Whether the file has every migration, is filled and in write-ahead mode."""
    tables = {name for (name,) in bare.execute("SELECT name FROM sqlite_master")}
    if not {"goal", migrations.migrations_table} <= tables or migrations.pending(Database(bare)):
        return False
    journal = bare.execute("PRAGMA journal_mode").fetchone()[0]
    return journal == "wal" and bool(bare.execute("SELECT 1 FROM goal LIMIT 1").fetchone())


def _refuse_foreign(bare: sqlite3.Connection, path: Path) -> None:
    """Raise for a file of another program, or of a later version of this one."""
    tables = {name for (name,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return
    if migrations.migrations_table not in tables:
        raise NotADatabase(path)
    applied = {one.name for one in migrations.applied(Database(bare))}
    if not applied:
        raise NotADatabase(path)
    if applied - _all_migrations():
        raise NewerVersion(path)


def _refuse_other_set(bare: sqlite3.Connection, path: Path, dataset: str) -> None:
    """Raise when the file says that it holds the other data set: invented is never taken for real."""
    found = bare.execute("SELECT value FROM meta WHERE key = 'dataset'").fetchone()
    if found and found[0] != dataset:
        raise OtherSet(path)


def _all_migrations() -> set[str]:
    with closing(sqlite3.connect(":memory:")) as empty:
        return {one.name for one in migrations.pending(Database(empty))}


def _use_write_ahead_log(bare: sqlite3.Connection, path: Path) -> None:
    """Switch to write-ahead logging; SQLite's own waiting does not cover this switch."""
    deadline = time.monotonic() + connection.BUSY_SECONDS
    while True:
        try:
            if bare.execute("PRAGMA journal_mode = wal").fetchone()[0] == "wal":
                return
        except sqlite3.OperationalError as error:
            if time.monotonic() > deadline:
                raise Busy(path) from error
        time.sleep(0.02)


# ---------------------------------------------------------------------- filling


def _fill(db: Database, dataset: str) -> None:
    """Put the annex into empty tables and, for the example set, replay its two years."""
    example = dataset == EXAMPLE
    sign(db.conn, ANNEX, "", EXAMPLE_START if example else connection.now())
    db.table("meta").insert({"key": "dataset", "value": dataset})
    fill_annex(db, load(DATA / "agenda.toml"))
    if example:
        replay(db, load(DATA / "voorbeeld.toml"))
    db.execute("DELETE FROM writer")


def load(path: Path) -> dict[str, Any]:
    """A seed file."""
    with path.open("rb") as file:
        return tomllib.load(file)


def fill_annex(db: Database, agenda: Mapping[str, Any]) -> None:
    """Goals, actions, parts, relations and passages as the annex has them; every action an idea."""
    db.table("goal").insert_all(agenda["goal"])
    for entry in agenda["action"]:
        common = {"goal_id": entry["goal"], "priority": entry.get("priority")}
        living = {"id": entry["id"], "number": entry.get("number"), "position": entry["position"]}
        db.table("action").insert({**living, **common, "name": entry["matrix_name"]})
        names = ("matrix_name", "full_name", "explanation", "source")
        adopted = {name: entry[name] for name in names}
        db.table("adopted").insert({"action_id": entry["id"], **common, **adopted})
    for part in agenda["part"]:
        db.table("part").insert(_renamed(part, action="action_id"))
    for relation in agenda["relation"]:
        db.table("relation").insert(_renamed(relation, **{"from": "from_action", "to": "to_action"}))
    db.table("annex_text").insert_all(agenda["text"])


def _renamed(row: Mapping[str, Any], **names: str) -> dict[str, Any]:
    return {names.get(key, key): value for key, value in row.items()}


def replay(db: Database, example: Mapping[str, Any]) -> None:
    """Enter the example's parties and events in order of time, each at its own moment and in its own name."""
    keys: dict[str, int] = {}
    steps: dict[str, int] = {}
    parties = [{"who": EXAMPLE_CLERK, **party, "type": "party"} for party in example["party"]]
    for event in sorted([*parties, *example["event"]], key=lambda event: str(event["at"])):
        at = stamp(datetime.fromisoformat(event["at"]).replace(tzinfo=HERE))
        sign(db.conn, Person(event["who"]), event.get("reason", ""), at)
        _EVENTS[event["type"]](db, event, keys, steps)


def _enter_party(
    db: Database, event: Mapping[str, Any], keys: dict[str, int], _steps: dict[str, int]
) -> None:
    values = {name: event.get(name) for name in ("name", "helix", "region", "kind")}
    keys[event["key"]] = records.add_party(db, values)


def _enter_step(db: Database, event: Mapping[str, Any], keys: dict[str, int], steps: dict[str, int]) -> None:
    names = ("happened_on", "what", "kind", "started_by")
    values = {name: event[name] for name in names} | {"action_id": event["action"], "link": event.get("link")}
    step_id = records.add_step(db, values, [keys[key] for key in event["parties"]])
    if "id" in event:
        steps[event["id"]] = step_id


def _withdraw_step(
    db: Database, event: Mapping[str, Any], _keys: dict[str, int], steps: dict[str, int]
) -> None:
    step_id = steps[event["ref"]]
    records.withdraw(db, "step", step_id, records.get(db, "step", step_id)["version"])


def _saving(field: str, source: str) -> Callable[..., None]:
    """An event that sets one living field of an action."""

    def enter(db: Database, event: Mapping[str, Any], keys: dict[str, int], _steps: dict[str, int]) -> None:
        value = (keys[event[source]] if event[source] else None) if field == "driver_id" else event[source]
        version = records.get(db, "action", event["action"])["version"]
        records.save(db, "action", event["action"], version, {field: value})

    return enter


def _moving(to_stage: str | None = None) -> Callable[..., None]:
    """An event that moves an action: to `to_stage`, or to where the event says."""

    def enter(db: Database, event: Mapping[str, Any], _keys: dict[str, int], _steps: dict[str, int]) -> None:
        version = records.get(db, "action", event["action"])["version"]
        target = to_stage or event["to"]
        records.move_stage(db, event["action"], version, target, event["moved_on"], event["reason"])

    return enter


_EVENTS: dict[str, Callable[..., None]] = {
    "party": _enter_party,
    "step": _enter_step,
    "withdraw_step": _withdraw_step,
    "stage": _moving(),
    "end": _moving(ENDED),
    "reopen": _moving(REOPENED_AS),
    "driver": _saving("driver_id", "party"),
    "priority": _saving("priority", "to"),
    "note": _saving("note", "text"),
    "name": _saving("name", "to"),
}
