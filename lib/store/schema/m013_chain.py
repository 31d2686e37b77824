"""The link of each entry in the history, as migration m013 adds it; never edited.

An entry may get its link once, after it was made; nothing else of it changes. A file that has a past keeps up
to which entry the links were made afterwards.
"""

from __future__ import annotations

_FIXED = ("id", "tbl", "row_id", "operation", "about", "row", "who", "verified", "reason", "at")
_SAME = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _FIXED)

M013 = (
    "ALTER TABLE history ADD COLUMN chain TEXT CHECK (chain IS NULL OR length(chain) = 64)",
    "DROP TRIGGER refuse_update_history",
    f"""CREATE TRIGGER refuse_update_history BEFORE UPDATE ON history
         WHEN OLD.chain IS NOT NULL OR NEW.chain IS NULL OR NOT ({_SAME})
         BEGIN SELECT RAISE(ABORT, 'de geschiedenis verandert niet'); END""",
    """INSERT INTO meta (key, value)
         SELECT 'ketting achteraf tot en met', max(id) FROM history HAVING max(id) IS NOT NULL""",
)
