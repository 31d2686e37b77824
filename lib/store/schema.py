"""Tables and triggers. A migration is never edited after release; a change is a new one.

Owns the shape of the file: STRICT tables with CHECKs, the append-only history and the triggers
that fill it. Rules about who may move what live in `lib.model`; here only what must always hold.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlite_utils import Database, Migrations

from lib.store.campus_schema import CAMPUS_TABLES, M003
from lib.store.coalition_schema import COALITION_TABLES, COALITIONS_ABOUT, M002
from lib.store.figure_schema import FIGURE_TABLES, FIGURES, FIGURES_ABOUT
from lib.store.meeting_schema import FIXED_MEETING_TABLES, M005, MEETING_TABLES, MEETINGS_ABOUT

migrations = Migrations("werkagenda")

ADOPTED_TABLES = ("goal", "adopted", "part", "relation", "annex_text")
"""What Provinciale Staten received: may be added to, never changed."""

_AGENDA_TABLES = ("goal", "action", *ADOPTED_TABLES[1:], "party", "step", "step_party", "stage_move")
TRACKED_TABLES = (*_AGENDA_TABLES, *COALITION_TABLES, *CAMPUS_TABLES, *FIGURE_TABLES, *MEETING_TABLES)
"""Every table with content: each change of it lands in the history."""

_ABOUT = {
    "action": "{row}.id",
    "adopted": "{row}.action_id",
    "part": "{row}.action_id",
    "step": "{row}.action_id",
    "stage_move": "{row}.action_id",
    "step_party": "(SELECT action_id FROM step WHERE id = {row}.step_id)",
    **COALITIONS_ABOUT,
    **FIGURES_ABOUT,
    **MEETINGS_ABOUT,
}
"""Which action a change of a table is about, for the history of one action."""


@migrations()
def m001_agenda(db: Database) -> None:
    """The annex, the living state of its actions, dated evidence and the history of it all."""
    for statement in _M001:
        db.execute(statement)
    install_triggers(db, _AGENDA_TABLES, immutable=(*ADOPTED_TABLES, "stage_move"), editions=False)


@migrations()
def m002_coalition(db: Database) -> None:
    """Chairs, activation, purpose case, support, milestones, flags; the meeting of a stage decision."""
    for statement in M002:
        db.execute(statement)
    install_triggers(db, (*COALITION_TABLES, "stage_move"), immutable=("purpose_text",), editions=False)
    db.execute(
        "INSERT INTO writer (who, verified, reason, at) "
        "VALUES ('Werkagenda (nieuwe versie)', 0, '', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
    )
    db.execute("INSERT INTO coalition (id) SELECT id FROM action")
    db.execute("DELETE FROM writer")


@migrations()
def m003_campus(db: Database) -> None:
    """Campuses, the labour-market regions with their outlines, and their municipalities."""
    for statement in M003:
        db.execute(statement)
    install_triggers(db, CAMPUS_TABLES, editions=False)


@migrations()
def m004_figures(db: Database) -> None:
    """Indicators, deliveries of figures with their observations, remembered columns, effects of actions."""
    for statement in FIGURES:
        db.execute(statement)
    install_triggers(db, FIGURE_TABLES, editions=False)


@migrations()
def m005_meetings(db: Database) -> None:
    """Meetings with items and decisions, editions, the manifest's ledger and calendar, confirmations."""
    for statement in M005:
        db.execute(statement)
    older = (*_AGENDA_TABLES, *COALITION_TABLES, *CAMPUS_TABLES, *FIGURE_TABLES)
    install_triggers(db, (*older, *MEETING_TABLES), immutable=FIXED_MEETING_TABLES)


def install_triggers(
    db: Database, tables: tuple[str, ...], immutable: tuple[str, ...] = (), *, editions: bool = True
) -> None:
    """(Re)install the triggers of tracked tables; needed again after any change of their columns.

    Without `editions` they fit a file from before there were any.
    """
    for table in tables:
        columns = [row["name"] for row in db.query(f"PRAGMA table_info({table})")]
        for event in ("insert", "update"):
            db.execute(f"DROP TRIGGER IF EXISTS history_{event}_{table}")
            db.execute(_history_trigger(table, columns, event, _CLOCK if editions else _BARE_CLOCK))
        if "version" in columns:
            db.execute(_version_trigger(table))
        db.execute(_refusal(table, "DELETE", "niets wordt verwijderd: trek in of beeindig met een reden"))
        if table in immutable:
            db.execute(_refusal(table, "UPDATE", "vastgestelde tekst verandert niet"))
        for guard in _guards(db, table):
            db.execute(guard)


def _history_trigger(table: str, columns: list[str], event: str, clock: str) -> str:
    """SQL of the trigger that appends the whole new row to the history.

    Moments never go back, also when a clock does: the state at a moment leans on that.
    An update that leaves the version alone is logged once `_version_trigger` has raised it.
    """
    row = ", ".join(f"'{name}', NEW.{name}" for name in columns)
    about = _ABOUT.get(table, "NULL").format(row="NEW")
    key = "NEW.action_id" if table == "adopted" else "NEW.id"
    when = "WHEN NEW.version > OLD.version" if event == "update" and "version" in columns else ""
    return f"""
    CREATE TRIGGER history_{event}_{table} AFTER {event.upper()} ON {table} {when} BEGIN
      INSERT INTO history (tbl, row_id, operation, about, row, who, verified, reason, at) VALUES (
        '{table}', CAST({key} AS TEXT), '{event}', {about}, json_object({row}),
        coalesce((SELECT who FROM writer), 'buiten de app om'),
        coalesce((SELECT verified FROM writer), 0),
        coalesce((SELECT reason FROM writer), ''),
        max(coalesce((SELECT at FROM writer), {clock}),
            coalesce((SELECT at FROM history ORDER BY id DESC LIMIT 1), '')));
    END"""


_BARE_CLOCK = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_CLOCK = (
    f"max({_BARE_CLOCK}, coalesce("
    "(SELECT strftime('%Y-%m-%dT%H:%M:%fZ', max(at), '+0.001 seconds') FROM edition), ''))"
)
"""When another program writes: now, but never in the moment of an edition, also if its clock is slow."""


def _version_trigger(table: str) -> str:
    """SQL of the trigger that raises the version when another program changed a row and did not.

    So an edit made outside the app meets the same conflict check as one made inside.
    """
    return f"""
    CREATE TRIGGER IF NOT EXISTS version_{table} AFTER UPDATE ON {table} WHEN NEW.version <= OLD.version BEGIN
      UPDATE {table} SET version = OLD.version + 1 WHERE id = NEW.id;
    END"""


def _guards(db: Database, table: str) -> list[str]:
    """SQL of the triggers that keep a row where it is: its key never changes and nothing replaces it.

    REPLACE deletes without firing DELETE triggers, unless a connection asks for that as ours do;
    another program does not.
    """
    key = db.table(table).pks[0]
    unique = [[key], *(index.columns for index in db.table(table).indexes if index.unique)]
    same = " OR ".join(f"({' AND '.join(f'{name} = NEW.{name}' for name in names)})" for names in unique)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: deze rij bestaat al of verandert van sleutel'); END"
    return [
        f"CREATE TRIGGER IF NOT EXISTS refuse_replace_{table} BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS refuse_move_{table} BEFORE UPDATE ON {table} "
        f"WHEN NEW.{key} IS NOT OLD.{key} "
        f"OR EXISTS (SELECT 1 FROM {table} WHERE {key} <> OLD.{key} AND ({same})) {refuse}",
    ]


def _refusal(table: str, event: str, why: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS refuse_{event.lower()}_{table} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    )


_STAGES = "'idee','coalitie in vorming','purpose case','poort','in uitvoering','overgedragen','beeindigd'"

_M001 = (
    """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT""",
    """CREATE TABLE writer (who TEXT NOT NULL, verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
         reason TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
    """CREATE TABLE history (
         id INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, row_id TEXT NOT NULL,
         operation TEXT NOT NULL CHECK (operation IN ('insert', 'update')), about TEXT,
         row TEXT NOT NULL CHECK (json_valid(row)), who TEXT NOT NULL,
         verified INTEGER NOT NULL CHECK (verified IN (0, 1)), reason TEXT NOT NULL,
         at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at, '+0 days'))) STRICT""",
    "CREATE INDEX history_row ON history (tbl, row_id, id)",
    "CREATE INDEX history_at ON history (at)",
    "CREATE INDEX history_about ON history (about, id, tbl, operation)",
    _refusal("history", "UPDATE", "de geschiedenis verandert niet"),
    _refusal("history", "DELETE", "de geschiedenis verandert niet"),
    """CREATE TRIGGER refuse_replace_history BEFORE INSERT ON history
         WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id)
         BEGIN SELECT RAISE(ABORT, 'de geschiedenis verandert niet'); END""",
    """CREATE TABLE goal (id INTEGER PRIMARY KEY, position INTEGER NOT NULL UNIQUE,
         name TEXT NOT NULL CHECK (name <> ''), source TEXT NOT NULL) STRICT""",
    """CREATE TABLE party (
         id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''),
         helix TEXT NOT NULL CHECK (helix IN ('bedrijfsleven', 'onderwijs', 'overheid')),
         region TEXT CHECK (region IN ('AM12', 'AM15', 'AM17', 'AM18', 'AM37', 'PV27')),
         kind TEXT NOT NULL DEFAULT '', withdrawn_on TEXT, withdrawn_reason TEXT,
         version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))) STRICT""",
    f"""CREATE TABLE action (
         id TEXT PRIMARY KEY, number INTEGER UNIQUE CHECK (number > 0),
         goal_id INTEGER NOT NULL REFERENCES goal (id), position INTEGER NOT NULL,
         name TEXT NOT NULL CHECK (name <> ''), priority TEXT CHECK (priority IN ('A', 'B', 'C')),
         stage TEXT NOT NULL DEFAULT 'idee' CHECK (stage IN ({_STAGES})),
         driver_id INTEGER REFERENCES party (id), note TEXT NOT NULL DEFAULT '',
         ended_on TEXT, ended_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (ended_on IS date(ended_on, '+0 days')),
         CHECK ((number IS NULL) = (priority IS NULL)),
         CHECK ((stage = 'beeindigd') = (ended_on IS NOT NULL)),
         CHECK ((ended_on IS NULL) = (ended_reason IS NULL))) STRICT""",
    """CREATE TABLE adopted (
         action_id TEXT PRIMARY KEY REFERENCES action (id), goal_id INTEGER NOT NULL REFERENCES goal (id),
         matrix_name TEXT NOT NULL, full_name TEXT NOT NULL,
         priority TEXT CHECK (priority IN ('A', 'B', 'C')),
         explanation TEXT NOT NULL, source TEXT NOT NULL) STRICT""",
    """CREATE TABLE part (id TEXT PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         letter TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
    """CREATE TABLE relation (id TEXT PRIMARY KEY,
         from_action TEXT NOT NULL REFERENCES action (id), to_action TEXT NOT NULL REFERENCES action (id),
         kind TEXT NOT NULL CHECK (kind IN ('opmaat naar', 'sluit aan bij')),
         sentence TEXT NOT NULL) STRICT""",
    """CREATE TABLE annex_text (id TEXT PRIMARY KEY,
         kind TEXT NOT NULL CHECK (kind IN ('intro', 'legend', 'criterion', 'footnote', 'section')),
         position INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
    """CREATE TABLE step (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on, '+0 days')),
         what TEXT NOT NULL CHECK (what <> ''),
         kind TEXT NOT NULL CHECK (kind IN ('gesprek', 'afspraak', 'bijdrage', 'resultaat', 'besluit')),
         started_by TEXT NOT NULL CHECK (started_by IN ('ambassadeur', 'coalitie')), link TEXT,
         author TEXT NOT NULL, withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))) STRICT""",
    "CREATE INDEX step_action ON step (action_id, happened_on)",
    """CREATE TABLE step_party (
         id INTEGER PRIMARY KEY, step_id INTEGER NOT NULL REFERENCES step (id),
         party_id INTEGER NOT NULL REFERENCES party (id), UNIQUE (step_id, party_id)) STRICT""",
    f"""CREATE TABLE stage_move (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         from_stage TEXT NOT NULL CHECK (from_stage IN ({_STAGES})),
         to_stage TEXT NOT NULL CHECK (to_stage IN ({_STAGES})),
         moved_on TEXT NOT NULL CHECK (moved_on IS date(moved_on, '+0 days')),
         reason TEXT NOT NULL CHECK (reason <> ''), author TEXT NOT NULL) STRICT""",
    "CREATE INDEX stage_move_action ON stage_move (action_id, id)",
)


def _names() -> frozenset[str]:
    with closing(sqlite3.connect(":memory:")) as empty:
        return frozenset(migration.name for migration in migrations.pending(Database(empty)))


MIGRATIONS = _names()
VERSION = len(MIGRATIONS)
"""What a file of this version says of itself (`PRAGMA user_version`), to be seen within any write."""
