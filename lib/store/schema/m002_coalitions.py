"""The tables of the coalitions, as migration m002 makes them; never edited after release.

Owns only their shape; `lib.store.schema.triggers` installs the triggers.
"""

from __future__ import annotations

COALITION_TABLES = ("chair", "activation", "coalition", "purpose_text", "support", "milestone", "flag")

COALITIONS_ABOUT = {
    "chair": "{row}.action_id",
    "activation": "{row}.action_id",
    "coalition": "{row}.id",
    "purpose_text": "{row}.action_id",
    "support": "{row}.action_id",
    "milestone": "{row}.action_id",
    "flag": "{row}.action_id",
}

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""

M002 = (
    "ALTER TABLE stage_move ADD COLUMN meeting TEXT NOT NULL DEFAULT ''",
    f"""CREATE TABLE chair (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         helix TEXT NOT NULL CHECK (helix IN ('bedrijfsleven', 'onderwijs', 'overheid')),
         role TEXT NOT NULL CHECK (role <> ''),
         region TEXT CHECK (region IN ('AM12', 'AM15', 'AM17', 'AM18', 'AM37', 'PV27')),
         needed INTEGER NOT NULL DEFAULT 1 CHECK (needed IN (0, 1)),
         party_id INTEGER REFERENCES party (id), {_WITHDRAWAL}) STRICT""",
    "CREATE INDEX chair_action ON chair (action_id)",
    """CREATE TABLE activation (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         party_id INTEGER NOT NULL REFERENCES party (id),
         level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5), step_id INTEGER REFERENCES step (id),
         version INTEGER NOT NULL DEFAULT 1, UNIQUE (action_id, party_id),
         CHECK (level < 3 OR step_id IS NOT NULL)) STRICT""",
    """CREATE TABLE coalition (
         id TEXT PRIMARY KEY REFERENCES action (id),
         complete_on TEXT, complete_reason TEXT NOT NULL DEFAULT '',
         rhythm TEXT NOT NULL DEFAULT '', money_until TEXT, signed_on TEXT,
         version INTEGER NOT NULL DEFAULT 1,
         CHECK (complete_on IS date(complete_on, '+0 days')),
         CHECK (money_until IS date(money_until, '+0 days')),
         CHECK (signed_on IS date(signed_on, '+0 days'))) STRICT""",
    """CREATE TABLE purpose_text (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         part TEXT NOT NULL
           CHECK (part IN ('financiering', 'organisatie', 'maatschappelijke opbrengst', 'commitment')),
         number INTEGER NOT NULL CHECK (number > 0), text TEXT NOT NULL CHECK (text <> ''),
         author TEXT NOT NULL,
         at TEXT NOT NULL, UNIQUE (action_id, part, number)) STRICT""",
    """CREATE TABLE support (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         party_id INTEGER NOT NULL REFERENCES party (id),
         answer TEXT NOT NULL
           CHECK (answer IN ('steunt', 'onder voorwaarde', 'steunt niet', 'niet gevraagd')),
         condition TEXT NOT NULL DEFAULT '', contribution TEXT NOT NULL DEFAULT '', answered_on TEXT,
         version INTEGER NOT NULL DEFAULT 1, UNIQUE (action_id, party_id),
         CHECK (answered_on IS date(answered_on, '+0 days')),
         CHECK ((answer = 'niet gevraagd') = (answered_on IS NULL)),
         CHECK (answer <> 'onder voorwaarde' OR condition <> '')) STRICT""",
    f"""CREATE TABLE milestone (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         what TEXT NOT NULL CHECK (what <> ''),
         due TEXT NOT NULL CHECK (due IS date(due, '+0 days')),
         done_on TEXT CHECK (done_on IS date(done_on, '+0 days')),
         owner_id INTEGER REFERENCES party (id), {_WITHDRAWAL}) STRICT""",
    "CREATE INDEX milestone_action ON milestone (action_id, due)",
    """CREATE TABLE flag (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         ended_action TEXT NOT NULL REFERENCES action (id),
         raised_on TEXT NOT NULL CHECK (raised_on IS date(raised_on, '+0 days')),
         answer TEXT NOT NULL DEFAULT '', answered_on TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (answered_on IS date(answered_on, '+0 days')),
         CHECK ((answer = '') = (answered_on IS NULL))) STRICT""",
    "CREATE INDEX flag_action ON flag (action_id)",
)
