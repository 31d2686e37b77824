"""Counts, their reports and targets, vouchers and the method, as migration m014 makes them; never edited."""

from __future__ import annotations

COUNT_TABLES = ("tally_delivery", "tally", "target", "voucher_series", "method", "method_step")

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""
_REGION = "region TEXT CHECK (region IN ('AM12', 'AM15', 'AM17', 'AM18', 'AM37'))"
_DAY = "NOT NULL CHECK ({0} IS date({0}, '+0 days'))"

M014 = (
    f"""CREATE TABLE tally_delivery (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         party_id INTEGER NOT NULL REFERENCES party (id), source TEXT NOT NULL CHECK (source <> ''),
         periods TEXT NOT NULL, reported_on TEXT {_DAY.format("reported_on")},
         file TEXT NOT NULL, size INTEGER NOT NULL CHECK (size > 0), author TEXT NOT NULL,
         {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE tally (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         step TEXT NOT NULL CHECK (step <> ''), part TEXT, {_REGION},
         campus_id INTEGER REFERENCES campus (id),
         period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9][JKMS][JWM][0-9][0-9]'),
         basis TEXT NOT NULL CHECK (basis IN ('cohort', 'periode')),
         amount TEXT NOT NULL CHECK (amount IN ('onbekend', 'minder dan 5', '0')
           OR (amount NOT GLOB '*[^0-9]*' AND CAST(amount AS INTEGER) >= 5)),
         party_id INTEGER NOT NULL REFERENCES party (id), source TEXT NOT NULL CHECK (source <> ''),
         reported_on TEXT {_DAY.format("reported_on")},
         note TEXT NOT NULL DEFAULT '', chosen TEXT NOT NULL DEFAULT '',
         delivery_id INTEGER REFERENCES tally_delivery (id), {_WITHDRAWAL}) STRICT""",
    "CREATE INDEX tally_of_action ON tally (action_id, period)",
    f"""CREATE TABLE target (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         step TEXT NOT NULL CHECK (step <> ''), year INTEGER NOT NULL CHECK (year BETWEEN 2015 AND 2040),
         aim INTEGER NOT NULL CHECK (aim > 0), source TEXT NOT NULL CHECK (source <> ''),
         {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE voucher_series (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         name TEXT NOT NULL CHECK (name <> ''),
         kind TEXT NOT NULL CHECK (kind IN ('oriëntatie', 'opleiding', 'ondersteuning')),
         issuer_id INTEGER NOT NULL REFERENCES party (id), area TEXT NOT NULL CHECK (area IN ('NHN', 'MRA')),
         {_REGION}, size INTEGER CHECK (size > 0), most_euros INTEGER CHECK (most_euros > 0),
         valid_from TEXT {_DAY.format("valid_from")}, valid_until TEXT {_DAY.format("valid_until")},
         recognised TEXT CHECK (recognised IN ('ja', 'nee')), source TEXT NOT NULL CHECK (source <> ''),
         {_WITHDRAWAL}, CHECK (valid_from <= valid_until)) STRICT""",
    f"""CREATE TABLE method (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         steps TEXT NOT NULL CHECK (steps <> ''), agreed_on TEXT {_DAY.format("agreed_on")},
         source TEXT NOT NULL CHECK (source <> ''), {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE method_step (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         campus_id INTEGER NOT NULL REFERENCES campus (id), step TEXT NOT NULL CHECK (step <> ''),
         state TEXT NOT NULL CHECK (state IN ('zo', 'anders', 'niet')),
         seen_on TEXT {_DAY.format("seen_on")}, source TEXT NOT NULL DEFAULT '',
         {_WITHDRAWAL}) STRICT""",
)
