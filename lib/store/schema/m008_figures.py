"""Figures and counts told more fully, as migration m008 makes it; never edited after release.

An observation may have a class in words and a number beside it. A published count says what it is a count of,
and which earlier entry it takes the place of: that entry stays, because what was published never changes.
"""

from __future__ import annotations

_SEALED = "SELECT RAISE(ABORT, 'een levering van cijfers verandert niet'); END"
_COLUMNS = "indicator, region, ends, period, set_id, value, label, absent, status, basis, note"

M008 = (
    "ALTER TABLE public_count ADD COLUMN unit TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE public_count ADD COLUMN replaces INTEGER",
    """CREATE TABLE observation_new (
         indicator TEXT NOT NULL REFERENCES indicator (id), region TEXT NOT NULL,
         ends TEXT NOT NULL CHECK (ends IS date(ends, '+0 days')), period TEXT NOT NULL,
         set_id INTEGER NOT NULL REFERENCES figure_set (id) DEFERRABLE INITIALLY DEFERRED,
         value REAL, label TEXT NOT NULL, absent TEXT NOT NULL
           CHECK (absent IN ('', 'geheim', 'onbekend', 'niet gepubliceerd')),
         status TEXT NOT NULL CHECK
           (status IN ('', 'definitief', 'nader voorlopig', 'voorlopig', 'schatting', 'geheim')),
         basis TEXT NOT NULL, note TEXT NOT NULL,
         CHECK ((value IS NOT NULL OR label <> '') = (absent = '')),
         PRIMARY KEY (set_id, indicator, region, ends, period)) STRICT, WITHOUT ROWID""",
    f"INSERT INTO observation_new ({_COLUMNS}) SELECT {_COLUMNS} FROM observation",
    "DROP TABLE observation",
    "ALTER TABLE observation_new RENAME TO observation",
    f"""CREATE TRIGGER refuse_late_observation BEFORE INSERT ON observation
         WHEN EXISTS (SELECT 1 FROM figure_set WHERE id = NEW.set_id) BEGIN {_SEALED}""",
    f"CREATE TRIGGER refuse_update_observation BEFORE UPDATE ON observation BEGIN {_SEALED}",
    f"CREATE TRIGGER refuse_delete_observation BEFORE DELETE ON observation BEGIN {_SEALED}",
)
