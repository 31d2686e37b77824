"""Tables of figures: indicators, deliveries, observations, effects and remembered column names.

Observations can be a million, so they have no history row each. A delivery (`figure_set`) is one tracked row;
its observations go in before it and are sealed by it: afterwards nothing is added, changed or removed. Which
deliveries count at a moment therefore says which figures counted.
"""

from __future__ import annotations

FIGURE_TABLES = ("indicator", "figure_set", "figure_mapping", "effect")
"""The tracked ones."""

FIGURES_ABOUT = {"figure_set": "'10'", "effect": "{row}.action_id"}
"""Deliveries are work on action 10, the management information."""

_SEALED = "SELECT RAISE(ABORT, 'een levering van cijfers verandert niet'); END"

FIGURES = (
    """CREATE TABLE indicator (
         id TEXT PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL UNIQUE CHECK (name <> ''),
         short TEXT NOT NULL, unit TEXT NOT NULL, decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 3),
         definition TEXT NOT NULL, source TEXT NOT NULL, theme TEXT NOT NULL,
         core INTEGER NOT NULL CHECK (core IN (0, 1)),
         direction TEXT NOT NULL CHECK (direction IN ('', 'omhoog', 'omlaag')),
         concept TEXT NOT NULL, scales TEXT NOT NULL, fresh_months INTEGER NOT NULL CHECK (fresh_months > 0),
         words INTEGER NOT NULL DEFAULT 0 CHECK (words IN (0, 1))) STRICT""",
    """CREATE TABLE figure_set (
         id INTEGER PRIMARY KEY, source TEXT NOT NULL CHECK (source <> ''),
         title TEXT NOT NULL CHECK (title <> ''), publisher TEXT NOT NULL CHECK (publisher <> ''),
         table_id TEXT NOT NULL DEFAULT '', retrieved_from TEXT NOT NULL, retrieved_on TEXT, modified TEXT,
         size INTEGER NOT NULL CHECK (size > 0), indicators TEXT NOT NULL,
         author TEXT NOT NULL, at TEXT NOT NULL,
         withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (retrieved_on IS date(retrieved_on, '+0 days')),
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))) STRICT""",
    "CREATE INDEX figure_set_source ON figure_set (source, id)",
    """CREATE TABLE observation (
         indicator TEXT NOT NULL REFERENCES indicator (id), region TEXT NOT NULL,
         ends TEXT NOT NULL CHECK (ends IS date(ends, '+0 days')), period TEXT NOT NULL,
         set_id INTEGER NOT NULL REFERENCES figure_set (id) DEFERRABLE INITIALLY DEFERRED,
         value REAL, label TEXT NOT NULL, absent TEXT NOT NULL
           CHECK (absent IN ('', 'geheim', 'onbekend', 'niet gepubliceerd')),
         status TEXT NOT NULL CHECK
           (status IN ('', 'definitief', 'nader voorlopig', 'voorlopig', 'schatting', 'geheim')),
         basis TEXT NOT NULL, note TEXT NOT NULL,
         CHECK ((value IS NOT NULL) + (label <> '') + (absent <> '') = 1),
         PRIMARY KEY (set_id, indicator, region, ends, period)) STRICT, WITHOUT ROWID""",
    f"""CREATE TRIGGER refuse_late_observation BEFORE INSERT ON observation
         WHEN EXISTS (SELECT 1 FROM figure_set WHERE id = NEW.set_id) BEGIN {_SEALED}""",
    f"CREATE TRIGGER refuse_update_observation BEFORE UPDATE ON observation BEGIN {_SEALED}",
    f"CREATE TRIGGER refuse_delete_observation BEFORE DELETE ON observation BEGIN {_SEALED}",
    """CREATE TABLE figure_mapping (
         id TEXT PRIMARY KEY CHECK (id <> ''), columns TEXT NOT NULL CHECK (json_valid(columns)),
         version INTEGER NOT NULL DEFAULT 1) STRICT""",
    """CREATE TABLE effect (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         indicator TEXT NOT NULL REFERENCES indicator (id),
         direction TEXT NOT NULL CHECK (direction IN ('omhoog', 'omlaag', 'gelijk')),
         sentence TEXT NOT NULL CHECK (sentence <> ''),
         region TEXT NOT NULL, period TEXT NOT NULL, value REAL, label TEXT NOT NULL DEFAULT '',
         set_id INTEGER NOT NULL REFERENCES figure_set (id),
         withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK ((value IS NOT NULL) + (label <> '') = 1),
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))) STRICT""",
    "CREATE INDEX effect_action ON effect (action_id)",
)
