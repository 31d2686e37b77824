"""The triggers that every tracked table gets: the append-only history, versions, and what is refused.

Owns what must always hold of the file, whichever program writes.
"""

from __future__ import annotations

from sqlite_utils import Database

from lib.model.record import RECORDS
from lib.store.schema.m002_coalitions import COALITIONS_ABOUT
from lib.store.schema.m004_figures import FIGURES_ABOUT
from lib.store.schema.m005_meetings import MEETINGS_ABOUT

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
"""Which action a change of a table is about, as migrations m001 to m005 have it."""


def _about(table: str) -> str:
    """Return SQL of the action that a new row is about, for the history of one action."""
    if table in _ABOUT:
        return _ABOUT[table].format(row="NEW")
    about = RECORDS[table].about if table in RECORDS else ""
    return f"NEW.{about}" if about.isidentifier() else about or "NULL"


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
        db.execute(refusal(table, "DELETE", "niets wordt verwijderd: trek in of beeindig met een reden"))
        if table in immutable:
            db.execute(refusal(table, "UPDATE", "vastgestelde tekst verandert niet"))
        for guard in _guards(db, table):
            db.execute(guard)


def _history_trigger(table: str, columns: list[str], event: str, clock: str) -> str:
    """Return SQL of the trigger that appends the whole new row to the history.

    Moments never go back, also when a clock does: the state at a moment leans on that.
    An update that leaves the version alone is logged once `_version_trigger` has raised it.
    """
    row = ", ".join(f"'{name}', NEW.{name}" for name in columns)
    key = "NEW.action_id" if table == "adopted" else "NEW.id"
    when = "WHEN NEW.version > OLD.version" if event == "update" and "version" in columns else ""
    return f"""
    CREATE TRIGGER history_{event}_{table} AFTER {event.upper()} ON {table} {when} BEGIN
      INSERT INTO history (tbl, row_id, operation, about, row, who, verified, reason, at) VALUES (
        '{table}', CAST({key} AS TEXT), '{event}', {_about(table)}, json_object({row}),
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
    """Return SQL of the trigger that raises the version when another program changed a row and did not.

    So an edit made outside the app meets the same conflict check as one made inside.
    """
    return f"""
    CREATE TRIGGER IF NOT EXISTS version_{table} AFTER UPDATE ON {table} WHEN NEW.version <= OLD.version BEGIN
      UPDATE {table} SET version = OLD.version + 1 WHERE id = NEW.id;
    END"""


def _guards(db: Database, table: str) -> list[str]:
    """Return SQL of the triggers that keep a row where it is: its key never changes and nothing replaces it.

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


def refusal(table: str, event: str, why: str) -> str:
    """Make SQL of a trigger that refuses an event on a table."""
    return (
        f"CREATE TRIGGER IF NOT EXISTS refuse_{event.lower()}_{table} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    )
