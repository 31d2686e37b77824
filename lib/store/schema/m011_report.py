"""Whom to report a problem to, as migration m011 adds it to the settings; never edited."""

from __future__ import annotations

M011 = ("ALTER TABLE setting ADD COLUMN report_to TEXT",)
