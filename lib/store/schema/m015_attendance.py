"""Who was at a meeting, the next day, and what was said, as migration m015 adds them; never edited."""

from __future__ import annotations

M015 = (
    "ALTER TABLE meeting ADD COLUMN present TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN absent TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE meeting ADD COLUMN next_on TEXT",
    "ALTER TABLE agenda_item ADD COLUMN said TEXT NOT NULL DEFAULT ''",
)
