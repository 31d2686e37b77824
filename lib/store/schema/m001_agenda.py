"""The tables of the agenda and the history, as migration m001 makes them; never edited after release."""

from __future__ import annotations

from lib.store.schema.triggers import refusal

ADOPTED_TABLES = ("goal", "adopted", "part", "relation", "annex_text")
"""What Provinciale Staten received: may be added to, never changed."""

AGENDA_TABLES = ("goal", "action", *ADOPTED_TABLES[1:], "party", "step", "step_party", "stage_move")

_STAGES = "'idee','coalitie in vorming','purpose case','poort','in uitvoering','overgedragen','beeindigd'"

M001 = (
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
    refusal("history", "UPDATE", "de geschiedenis verandert niet"),
    refusal("history", "DELETE", "de geschiedenis verandert niet"),
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
