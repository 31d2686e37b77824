"""The tables of the meetings, as migration m005 makes them; never edited after release.

Owns only their shape; `lib.store.schema.triggers` installs the triggers.
"""

from __future__ import annotations

MEETING_TABLES = (
    "meeting",
    "agenda_item",
    "decision",
    "edition",
    "manifest_entry",
    "public_count",
    "obligation",
    "confirmation",
)
FIXED_MEETING_TABLES = ("public_count",)
"""What was published at a moment: added to, never changed."""

MEETINGS_ABOUT = {
    "agenda_item": "{row}.action_id",
    "decision": "{row}.action_id",
    "confirmation": "{row}.action_id",
}

_KINDS = "'technologietafel', 'thematafel', 'leer- en adviescommissie', 'brede regiegroep'"
_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""

M005 = (
    f"""CREATE TABLE meeting (
         id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ({_KINDS})),
         title TEXT NOT NULL DEFAULT '',
         held_on TEXT NOT NULL CHECK (held_on IS date(held_on, '+0 days')),
         place TEXT NOT NULL DEFAULT '', minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 480),
         communicated_on TEXT CHECK (communicated_on IS date(communicated_on, '+0 days')),
         communicated_how TEXT NOT NULL DEFAULT '',
         closed_at TEXT CHECK (closed_at IS strftime('%Y-%m-%dT%H:%M:%fZ', closed_at, '+0 days')),
         {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE agenda_item (
         id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meeting (id),
         position INTEGER NOT NULL, action_id TEXT REFERENCES action (id), topic TEXT NOT NULL DEFAULT '',
         minutes INTEGER CHECK (minutes BETWEEN 1 AND 480), question TEXT NOT NULL DEFAULT '',
         reason TEXT NOT NULL DEFAULT '', parked INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1)),
         {_WITHDRAWAL}, CHECK ((action_id IS NULL) = (topic <> ''))) STRICT""",
    "CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, position)",
    f"""CREATE TABLE decision (
         id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meeting (id),
         item_id INTEGER REFERENCES agenda_item (id), action_id TEXT REFERENCES action (id),
         kind TEXT NOT NULL CHECK (kind IN ('besluit', 'toezegging', 'vraag')),
         text TEXT NOT NULL CHECK (text <> ''), owner_id INTEGER REFERENCES party (id),
         due TEXT CHECK (due IS date(due, '+0 days')),
         settled_on TEXT CHECK (settled_on IS date(settled_on, '+0 days')),
         settled_note TEXT NOT NULL DEFAULT '', author TEXT NOT NULL, {_WITHDRAWAL},
         CHECK (kind <> 'toezegging' OR owner_id IS NOT NULL)) STRICT""",
    "CREATE INDEX decision_meeting ON decision (meeting_id)",
    "CREATE INDEX decision_action ON decision (action_id)",
    f"""CREATE TABLE edition (
         id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
         at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at, '+0 days')),
         meeting_id INTEGER REFERENCES meeting (id), author TEXT NOT NULL, {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE manifest_entry (
         id INTEGER PRIMARY KEY, party_id INTEGER NOT NULL REFERENCES party (id),
         formalised_on TEXT NOT NULL CHECK (formalised_on IS date(formalised_on, '+0 days')),
         document TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
    """CREATE TABLE public_count (
         id INTEGER PRIMARY KEY, counted_on TEXT NOT NULL CHECK (counted_on IS date(counted_on, '+0 days')),
         dated TEXT NOT NULL, parties INTEGER NOT NULL CHECK (parties > 0), words TEXT NOT NULL,
         source TEXT NOT NULL CHECK (source <> '')) STRICT""",
    f"""CREATE TABLE obligation (
         id TEXT PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL CHECK (name <> ''),
         meeting_kind TEXT CHECK (meeting_kind IN ({_KINDS})),
         per_year INTEGER CHECK (per_year BETWEEN 1 AND 52), source TEXT NOT NULL,
         version INTEGER NOT NULL DEFAULT 1) STRICT""",
    f"""CREATE TABLE confirmation (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         confirmed_on TEXT NOT NULL CHECK (confirmed_on IS date(confirmed_on, '+0 days')),
         author TEXT NOT NULL, {_WITHDRAWAL}) STRICT""",
    "CREATE INDEX confirmation_action ON confirmation (action_id)",
    """CREATE TRIGGER keep_confirmation BEFORE UPDATE OF action_id, confirmed_on, author ON confirmation
         BEGIN SELECT RAISE(ABORT, 'wat iemand bevestigde verandert niet: trek in met een reden'); END""",
    "ALTER TABLE stage_move ADD COLUMN decision_id INTEGER REFERENCES decision (id)",
    "ALTER TABLE writer ADD COLUMN decision_id INTEGER",
)
