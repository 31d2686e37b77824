"""The tables of questions to figures and of notes on dates, as migration m022 makes them; never edited."""

from __future__ import annotations

QUESTION_TABLES = ("party_question", "dated_note")

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""

M022 = (
    f"""CREATE TABLE party_question (
         id INTEGER PRIMARY KEY, party_id INTEGER NOT NULL REFERENCES party (id),
         question TEXT NOT NULL CHECK (question <> ''), decision TEXT NOT NULL CHECK (decision <> ''),
         level TEXT NOT NULL CHECK (level IN ('NL', 'PV', 'AM', 'beroep')),
         indicator TEXT REFERENCES indicator (id), answer TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE dated_note (
         id INTEGER PRIMARY KEY,
         happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on, '+0 days')),
         label TEXT NOT NULL CHECK (label <> ''), what TEXT NOT NULL CHECK (what <> ''),
         source TEXT NOT NULL CHECK (source <> ''),
         region TEXT CHECK (region IN ('AM12', 'AM15', 'AM17', 'AM18', 'AM37', 'PV27')),
         indicator TEXT REFERENCES indicator (id), {_WITHDRAWAL}) STRICT""",
)
