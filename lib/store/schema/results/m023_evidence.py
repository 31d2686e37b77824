"""Files at steps, and taking a party off a step, as migration m023 makes them; never edited after release.

The content of a file is not tracked: it is kept by its hash, which the history does hold, and never changes.
"""

from __future__ import annotations

EVIDENCE_TABLES = ("step_file",)

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""
_KEPT = "wat als bewijs is bewaard blijft zoals het is"

M023 = (
    """CREATE TABLE file_content (
         sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
         content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 10000000)) STRICT""",
    f"""CREATE TABLE step_file (
         id INTEGER PRIMARY KEY, step_id INTEGER NOT NULL REFERENCES step (id),
         name TEXT NOT NULL CHECK (name <> ''),
         kind TEXT NOT NULL
           CHECK (kind IN ('pdf', 'jpg', 'png', 'heic', 'webp', 'docx', 'xlsx', 'pptx')),
         size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 10000000),
         sha256 TEXT NOT NULL REFERENCES file_content (sha256), author TEXT NOT NULL, {_WITHDRAWAL},
         UNIQUE (step_id, sha256)) STRICT""",
    *(
        f"""CREATE TRIGGER keep_file_content_{event} BEFORE {event} ON file_content
         BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"""
        for event in ("UPDATE", "DELETE")
    ),
    """CREATE TRIGGER refuse_replace_file_content BEFORE INSERT ON file_content
         WHEN EXISTS (SELECT 1 FROM file_content WHERE sha256 = NEW.sha256)
         BEGIN SELECT RAISE(ABORT, 'dit bestand is al bewaard'); END""",
    """ALTER TABLE step_party ADD COLUMN withdrawn_on TEXT
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days'))""",
    "ALTER TABLE step_party ADD COLUMN withdrawn_reason TEXT",
    "ALTER TABLE step_party ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
)
