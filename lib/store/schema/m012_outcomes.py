"""The concrete results of actions, as migration m012 makes them; never edited after release."""

from __future__ import annotations

OUTCOME_TABLES = ("outcome",)

M012 = (
    """CREATE TABLE outcome (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         sentence TEXT NOT NULL CHECK (sentence <> ''),
         agreed_on TEXT NOT NULL CHECK (agreed_on IS date(agreed_on, '+0 days')),
         standing TEXT NOT NULL DEFAULT '',
         reached_on TEXT CHECK (reached_on IS date(reached_on, '+0 days')),
         withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))) STRICT""",
)
