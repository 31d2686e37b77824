"""First fill: the annex itself into a new file, and the example set into a file of its own.

Owns making a database ready to use, safely when several processes start at once. The real set
gets the agenda and nothing invented; the example set also replays `data/voorbeeld.toml`.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from lib.access import Person
from lib.model.change import BY_ANNEX, BY_NEW_VERSION, FIRST_FILLING
from lib.store import campuses
from lib.store.file import connection, own_clock
from lib.store.file.backup import copies
from lib.store.file.chain import seal
from lib.store.file.connection import DATA, EXAMPLE, connect, database_path, keep_open, let_rest, sign
from lib.store.file.place import refuse_unsafe
from lib.store.file.problems import (
    Busy,
    Emptied,
    FolderUnusable,
    NewerVersion,
    NotADatabase,
    OtherSet,
    explained,
)
from lib.store.manifest import fill_manifest, manifest_missing
from lib.store.schema.migrations import MIGRATIONS, VERSION, migrations
from lib.store.seed import renewal
from lib.store.seed.example import replay
from lib.store.seed.figures import figures_missing, fill_figures
from lib.store.seed.files import load

ANNEX = Person(BY_ANNEX)
NEW_VERSION = Person(BY_NEW_VERSION)
"""In whose name an older file gets what a later version brings along."""
EXAMPLE_CAMPUSES = "voorbeeld-campussen.toml"
EXAMPLE_MEETINGS = "voorbeeld-overleggen.toml"
EXAMPLE_RESULTS = "voorbeeld-resultaten.toml"
EXAMPLE_MONEY = "voorbeeld-geld-en-werk.toml"
EXAMPLE_INSTRUMENTS = "voorbeeld-instrumenten.toml"
EXAMPLE_START = "2021-01-04T08:00:00.000Z"
"""The example agenda begins, like the real one, in January 2021."""


def prepare(dataset: str) -> Path:
    """Make the file of a data set ready: create, migrate and fill it where needed; returns its path.

    Everything happens in one transaction, so that a file is filled once and whole, whoever starts
    first and whenever a process dies. Raises StoreProblem and leaves a foreign file as it is.
    """
    return prepare_file(database_path(dataset), dataset)


def prepare_file(path: Path, dataset: str) -> Path:
    """Make this file ready as `prepare` does, wherever it stands."""
    refuse_unsafe(path)
    _make_folder(path)
    _refuse_emptied(path)
    with explained(path):
        bare = connect(path, "rwc")
        try:
            _refuse_foreign(bare, path)
            if not _complete(bare):
                _make_whole(bare, path, dataset)
            _refuse_other_set(bare, path, dataset)
            keep_open(path)
        except BaseException:
            bare.close()
            raise
        let_rest(path, bare)
    return path


def _make_whole(bare: sqlite3.Connection, path: Path, dataset: str) -> None:
    """Migrate and fill under the write lock; a file that another process made meanwhile stays as it is."""
    bare.execute("BEGIN IMMEDIATE")
    db = Database(bare)
    _refuse_foreign(bare, path)
    migrations.apply(db)
    if not list(db.query("SELECT 1 FROM goal LIMIT 1")):
        _fill(db, dataset)
    else:
        _add_what_is_new(db)
        _renew(db)
    renewal.mark_current(db)
    seal(bare)
    bare.execute(f"PRAGMA user_version = {VERSION}")
    bare.execute("COMMIT")
    _use_write_ahead_log(bare, path)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(path) from error


def _complete(bare: sqlite3.Connection) -> bool:
    """Tell whether a file is migrated, filled with the present seed, and in write-ahead mode."""
    tables = {name for (name,) in bare.execute("SELECT name FROM sqlite_master")}
    if not {"goal", migrations.migrations_table} <= tables or migrations.pending(Database(bare)):
        return False
    journal, version = (
        bare.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "user_version")
    )
    filled = bool(bare.execute("SELECT 1 FROM goal LIMIT 1").fetchone())
    return journal == "wal" and version == VERSION and filled and renewal.is_current(Database(bare))


def _refuse_emptied(path: Path) -> None:
    """Raise for a file without a byte where there was an agenda: a new one would hide the loss."""
    if _size(path) == 0 and (copies(path) or _size(Path(f"{path}-wal"))):
        raise Emptied(path)


def _size(path: Path) -> int | None:
    """Tell how many bytes a file has; None when it is not there or may not be seen."""
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def _refuse_foreign(bare: sqlite3.Connection, path: Path) -> None:
    """Raise for a file of another program, or of a later version of this one."""
    tables = {name for (name,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return
    if migrations.migrations_table not in tables:
        raise NotADatabase(path)
    applied = {migration.name for migration in migrations.applied(Database(bare))}
    if not applied:
        raise NotADatabase(path)
    if applied - MIGRATIONS:
        raise NewerVersion(path)


def _refuse_other_set(bare: sqlite3.Connection, path: Path, dataset: str) -> None:
    """Raise when the file says that it holds the other data set: invented is never taken for real."""
    stored = bare.execute("SELECT value FROM meta WHERE key = 'dataset'").fetchone()
    if stored and stored[0] != dataset:
        raise OtherSet(path)


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
    campuses.fill_regions(db, load(DATA / "regions.toml"), example=example)
    if not example:
        campuses.fill_campuses(db, load(DATA / "campussen.toml"))
    fill_figures(db)
    fill_manifest(db, load(DATA / "manifest.toml"))
    fill_annex(db, load(DATA / "agenda.toml"))
    if example:
        invented = (EXAMPLE_CAMPUSES, EXAMPLE_MEETINGS, EXAMPLE_RESULTS, EXAMPLE_MONEY, EXAMPLE_INSTRUMENTS)
        examples = ("voorbeeld.toml", *invented)
        replay(db, *(load(DATA / name) for name in examples))
    db.execute("DELETE FROM writer")


def _add_what_is_new(db: Database) -> None:
    """Put what the first filling brings into an agenda that was filled before there was such a thing."""
    without_campuses = not list(db.query("SELECT 1 FROM region LIMIT 1"))
    without_figures, without_manifest = figures_missing(db), manifest_missing(db)
    without_term = not list(db.query("SELECT 1 FROM term LIMIT 1"))
    without_settings = not list(db.query("SELECT 1 FROM setting LIMIT 1"))
    if not any((without_campuses, without_figures, without_manifest, without_term, without_settings)):
        return
    sign(db.conn, NEW_VERSION, FIRST_FILLING, _now(db))
    if without_campuses:
        _add_campuses(db)
    if without_figures:
        fill_figures(db)
    if without_manifest:
        fill_manifest(db, load(DATA / "manifest.toml"))
    if without_term:
        db.table("term").insert(load(DATA / "agenda.toml")["term"])
    if without_settings:
        db.table("setting").insert({"id": 1})
    db.execute("DELETE FROM writer")


def _renew(db: Database) -> None:
    """Bring what newer seed files hold into a file that was filled by older ones."""
    sign(db.conn, NEW_VERSION, renewal.REASON, _now(db))
    renewal.renew(db, example=_is_example(db))
    db.execute("DELETE FROM writer")


def _now(db: Database) -> str:
    """Return what time it is in a file that was filled before."""
    return own_clock.next_moment(db.conn) or connection.now()


def _is_example(db: Database) -> bool:
    held = db.execute("SELECT value FROM meta WHERE key = 'dataset'").fetchone()
    return bool(held) and held[0] == EXAMPLE


def _add_campuses(db: Database) -> None:
    example = _is_example(db)
    campuses.fill_regions(db, load(DATA / "regions.toml"), example=example)
    if example:
        replay(db, load(DATA / EXAMPLE_CAMPUSES))
        sign(db.conn, NEW_VERSION, FIRST_FILLING, _now(db))
    else:
        campuses.fill_campuses(db, load(DATA / "campussen.toml"))


def fill_annex(db: Database, agenda: Mapping[str, Any]) -> None:
    """Add goals, actions, parts, relations and passages of the annex; every action an idea."""
    db.table("goal").insert_all(agenda["goal"])
    for entry in agenda["action"]:
        common = {"goal_id": entry["goal"], "priority": entry.get("priority")}
        living = {"id": entry["id"], "number": entry.get("number"), "position": entry["position"]}
        db.table("action").insert({**living, **common, "name": entry["matrix_name"]})
        names = ("matrix_name", "full_name", "explanation", "source")
        adopted = {name: entry[name] for name in names}
        db.table("adopted").insert({"action_id": entry["id"], **common, **adopted})
        db.table("coalition").insert({"id": entry["id"]})
    for part in agenda["part"]:
        db.table("part").insert(_renamed(part, action="action_id"))
    for relation in agenda["relation"]:
        db.table("relation").insert(_renamed(relation, **{"from": "from_action", "to": "to_action"}))
    db.table("term").insert(agenda["term"])
    db.table("setting").insert({"id": 1})
    db.table("annex_text").insert_all(agenda["text"])


def _renamed(row: Mapping[str, Any], **names: str) -> dict[str, Any]:
    return {names.get(key, key): value for key, value in row.items()}
