"""What the room was asked by phone, as migration m024 makes it; never edited after release."""

from __future__ import annotations

ROOM_TABLES = ("room_question",)

_MOMENT = "{0} IS strftime('%Y-%m-%dT%H:%M:%fZ', {0}, '+0 days')"

M024 = (
    f"""CREATE TABLE room_question (
         id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meeting (id),
         item_id INTEGER REFERENCES agenda_item (id), action_id TEXT REFERENCES action (id),
         decision_id INTEGER REFERENCES decision (id),
         kind TEXT NOT NULL CHECK (kind IN ('zin', 'peiling')),
         sentence TEXT NOT NULL CHECK (sentence <> ''),
         asked_at TEXT NOT NULL CHECK ({_MOMENT.format("asked_at")}),
         closed_at TEXT CHECK ({_MOMENT.format("closed_at")}),
         counts TEXT NOT NULL DEFAULT '', verdict TEXT NOT NULL DEFAULT '',
         author TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1,
         CHECK ((kind = 'zin') = (decision_id IS NOT NULL)),
         CHECK ((closed_at IS NULL) = (verdict = ''))) STRICT""",
    "CREATE INDEX room_question_meeting ON room_question (meeting_id)",
)
