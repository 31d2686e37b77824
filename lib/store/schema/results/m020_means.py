"""Support in euro, the instrument for campuses and figures under decisions, as migration m020 makes them."""

from __future__ import annotations

MEANS_TABLES = ("support_euros", "incentive", "leaning")

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""
_EUROS = ", ".join(f"{name} INTEGER CHECK ({name} >= 0)" for name in ("requested", "granted", "paid"))

M020 = (
    f"""CREATE TABLE support_euros (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         region TEXT NOT NULL CHECK (region IN ('AM12', 'AM15', 'AM17', 'AM18', 'AM37')),
         period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9][JKMS][JWM][0-9][0-9]'),
         payer_id INTEGER NOT NULL REFERENCES party (id), {_EUROS},
         source TEXT NOT NULL CHECK (source <> ''), {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE incentive (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         variant TEXT NOT NULL
           CHECK (variant IN ('subsidie', 'lening', 'garantie', 'deelneming', 'revolverend')),
         most_percent INTEGER CHECK (most_percent BETWEEN 1 AND 100),
         most_euros INTEGER CHECK (most_euros > 0), conditions TEXT NOT NULL DEFAULT '',
         aid TEXT NOT NULL CHECK (aid IN ('nog niet', 'getoetst')),
         aid_on TEXT CHECK (aid_on IS date(aid_on, '+0 days')),
         adopted_by TEXT NOT NULL CHECK (adopted_by IN ('GS', 'PS')),
         adopted_on TEXT CHECK (adopted_on IS date(adopted_on, '+0 days')),
         source TEXT NOT NULL CHECK (source <> ''), {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE leaning (
         id INTEGER PRIMARY KEY, decision_id INTEGER NOT NULL REFERENCES decision (id),
         indicator TEXT NOT NULL REFERENCES indicator (id), region TEXT NOT NULL, period TEXT NOT NULL,
         known_on TEXT NOT NULL CHECK (known_on IS date(known_on, '+0 days')),
         value REAL, label TEXT NOT NULL DEFAULT '', set_id INTEGER NOT NULL REFERENCES figure_set (id),
         {_WITHDRAWAL}, CHECK ((value IS NOT NULL) + (label <> '') = 1)) STRICT""",
    "CREATE INDEX leaning_decision ON leaning (decision_id)",
)
