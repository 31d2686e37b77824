"""The municipality that leads a labour-market region, as migration m018 adds it; never edited."""

from __future__ import annotations

M018 = (
    "ALTER TABLE region ADD COLUMN centre TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE region ADD COLUMN centre_source TEXT NOT NULL DEFAULT ''",
)
