"""The settings, the name of the agenda and merged parties, as migration m010 makes them; never edited."""

from __future__ import annotations

UPKEEP_TABLES = ("setting",)

M010 = (
    """CREATE TABLE setting (
         id INTEGER PRIMARY KEY,
         ageing_days INTEGER NOT NULL DEFAULT 180 CHECK (ageing_days BETWEEN 30 AND 1825),
         sides_needed TEXT NOT NULL DEFAULT '3' CHECK (sides_needed IN ('1', '2', '3')),
         round_days INTEGER NOT NULL DEFAULT 30 CHECK (round_days BETWEEN 7 AND 366),
         silent_days INTEGER NOT NULL DEFAULT 90 CHECK (silent_days BETWEEN 14 AND 732),
         own_address TEXT, copies_daily INTEGER NOT NULL DEFAULT 1 CHECK (copies_daily IN (0, 1)),
         copies_kept INTEGER NOT NULL DEFAULT 14 CHECK (copies_kept BETWEEN 2 AND 366),
         copy_folder TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1) STRICT""",
    "ALTER TABLE term ADD COLUMN name TEXT NOT NULL DEFAULT 'Werkagenda Werkambassadeur'",
    "ALTER TABLE party ADD COLUMN merged_into INTEGER REFERENCES party (id)",
)
