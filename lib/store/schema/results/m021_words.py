"""What parties said themselves, as migration m021 makes it; never edited after release."""

from __future__ import annotations

WORD_TABLES = ("party_word",)

M021 = (
    """CREATE TABLE party_word (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         party_id INTEGER NOT NULL REFERENCES party (id),
         about TEXT NOT NULL CHECK (about IN ('trede', 'draagvlak', 'toezegging')),
         said TEXT NOT NULL CHECK (said <> ''), decision_id INTEGER REFERENCES decision (id),
         how TEXT NOT NULL CHECK (how IN ('link', 'zaal')),
         confirmed_on TEXT NOT NULL CHECK (confirmed_on IS date(confirmed_on, '+0 days')),
         withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL)),
         CHECK ((decision_id IS NULL) = (about <> 'toezegging'))) STRICT""",
)
