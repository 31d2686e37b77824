"""Rulings of Gedeputeerde Staten, proposals and the term, as migration m007 makes them; never edited.

Until then a meeting decided about the agenda. What it decided is its advice from now on; where that changed
something, a ruling without a date and a kenmerk is recorded beside it, so that every change keeps its ground.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from lib.model.change import BY_NEW_VERSION

RULING_TABLES = ("ruling", "term")

_PROPOSABLE = "'priority', 'stage', 'name', 'goal_id'"
_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""

_DECISION = f"""CREATE TABLE decision (
         id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meeting (id),
         item_id INTEGER REFERENCES agenda_item (id), action_id TEXT REFERENCES action (id),
         kind TEXT NOT NULL CHECK (kind IN ('afspraak', 'toezegging', 'vraag', 'besluit')),
         text TEXT NOT NULL CHECK (text <> ''), owner_id INTEGER REFERENCES party (id),
         due TEXT CHECK (due IS date(due, '+0 days')),
         settled_on TEXT CHECK (settled_on IS date(settled_on, '+0 days')),
         settled_note TEXT NOT NULL DEFAULT '', author TEXT NOT NULL,
         proposes TEXT CHECK (proposes IN ({_PROPOSABLE})), proposed TEXT NOT NULL DEFAULT '', {_WITHDRAWAL},
         CHECK (kind <> 'toezegging' OR owner_id IS NOT NULL),
         CHECK (proposes IS NULL OR (action_id IS NOT NULL AND proposed <> ''))) STRICT"""

_KEPT = (
    "id, meeting_id, item_id, action_id, kind, text, owner_id, due, settled_on, settled_note, author, "
    "withdrawn_on, withdrawn_reason, version"
)

M007 = (
    # Dropping a table counts every row that others point at as missing, until it is there again.
    "PRAGMA defer_foreign_keys = ON",
    "CREATE TEMP TABLE decisions_before AS SELECT * FROM decision",
    "DROP TABLE decision",
    _DECISION,
    f"INSERT INTO decision ({_KEPT}) SELECT {_KEPT} FROM decisions_before",
    "DROP TABLE decisions_before",
    "CREATE INDEX decision_meeting ON decision (meeting_id)",
    "CREATE INDEX decision_action ON decision (action_id)",
    f"""CREATE TABLE ruling (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         changes TEXT NOT NULL CHECK (changes IN ({_PROPOSABLE})), value TEXT NOT NULL CHECK (value <> ''),
         advice_id INTEGER REFERENCES decision (id), meeting_id INTEGER REFERENCES meeting (id),
         outcome TEXT NOT NULL CHECK (outcome IN ('overgenomen', 'niet overgenomen')),
         decided_on TEXT CHECK (decided_on IS date(decided_on, '+0 days')),
         kenmerk TEXT NOT NULL DEFAULT '', text TEXT NOT NULL CHECK (text <> ''), author TEXT NOT NULL,
         {_WITHDRAWAL}) STRICT""",
    "CREATE INDEX ruling_action ON ruling (action_id)",
    """CREATE TABLE term (
         id INTEGER PRIMARY KEY, starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')),
         ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on, '+0 days')),
         ambassador_until TEXT CHECK (ambassador_until IS date(ambassador_until, '+0 days')),
         source TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1,
         CHECK (starts_on <= ends_on)) STRICT""",
    "ALTER TABLE stage_move ADD COLUMN ruling_id INTEGER REFERENCES ruling (id)",
    "ALTER TABLE writer ADD COLUMN ruling_id INTEGER",
)


def record_rulings(db: Database) -> None:
    """Record a ruling for every end and every priority that a meeting decided."""
    for ruling in [*_ends(db), *_priorities(db)]:
        values = {"outcome": "overgenomen", "author": BY_NEW_VERSION, **ruling}
        db.table("ruling").insert(values)


def _ends(db: Database) -> Iterator[dict[str, Any]]:
    """The ends that a meeting decided: by a decision, or before there were any by its name alone."""
    moves = db.query(
        "SELECT m.*, d.text, d.meeting_id FROM stage_move m LEFT JOIN decision d ON d.id = m.decision_id "
        "WHERE m.to_stage = 'beeindigd' AND (d.id IS NOT NULL OR m.meeting <> '') ORDER BY m.id"
    )
    for move in list(moves):
        words = move["text"] or f"{move['reason'].rstrip('.')} ({move['meeting']})"
        yield {
            "action_id": move["action_id"], "changes": "stage", "value": "beeindigd",
            "advice_id": move["decision_id"], "meeting_id": move["meeting_id"], "text": words,
        }  # fmt: skip


def _priorities(db: Database) -> Iterator[dict[str, Any]]:
    """The priorities that a decision changed: its words stand before its meeting in the reason."""
    entries = db.query("SELECT row_id, row, reason FROM history WHERE tbl = 'action' ORDER BY id")
    priority: dict[str, str | None] = {}
    for entry in list(entries):
        action_id, now = entry["row_id"], json.loads(entry["row"])["priority"]
        before = priority.get(action_id, now)
        priority[action_id] = now
        ground = _ground(db, action_id, entry["reason"]) if now and now != before else None
        if ground:
            yield {"action_id": action_id, "changes": "priority", "value": now, **ground}


def _ground(db: Database, action_id: str, reason: str) -> dict[str, Any] | None:
    """The decision of a meeting whose words, as they were or as they are, this reason starts with."""
    versions = db.query(
        "SELECT row FROM history WHERE tbl = 'decision' AND about = ? ORDER BY id DESC", (action_id,)
    )
    for version in list(versions):
        decision = json.loads(version["row"])
        words = decision["text"].rstrip(".")
        if decision["kind"] == "besluit" and reason.startswith(f"{words} ("):
            return {
                "advice_id": decision["id"], "meeting_id": decision["meeting_id"], "text": decision["text"]
            }  # fmt: skip
    return None
