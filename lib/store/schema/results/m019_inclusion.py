"""The tables of effects of inclusivity and of activities of promotion, as m019 makes them; never edited."""

from __future__ import annotations

INCLUSION_TABLES = ("inclusion_effect", "inclusion_case", "promotion")

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""
_WHO = "('mens', 'bedrijf', 'school', 'gemeente', 'rijk')"
_LEAST = ", ".join(f"{name} REAL CHECK ({name} >= 0)" for name in ("low", "high", "baseline"))
_EUROS = ", ".join(
    f"{name} INTEGER CHECK ({name} >= 0)" for name in ("low_euros", "high_euros", "baseline_euros")
)


def _day(name: str, *, must: bool = False) -> str:
    return f"{name} TEXT {'NOT NULL ' * must}CHECK ({name} IS date({name}, '+0 days'))"


M019 = (
    f"""CREATE TABLE inclusion_effect (
         id INTEGER PRIMARY KEY,
         domain TEXT NOT NULL CHECK (domain IN ('opleiden', 'ontwikkelen', 'werken')),
         side TEXT NOT NULL CHECK (side IN ('economisch', 'maatschappelijk')),
         sentence TEXT NOT NULL CHECK (sentence <> ''), people TEXT,
         pays TEXT NOT NULL CHECK (pays IN {_WHO}), gains TEXT NOT NULL CHECK (gains IN {_WHO}),
         unit TEXT NOT NULL CHECK (unit IN ('euro', 'mensen', 'plekken', 'procent', 'woorden')),
         {_LEAST}, {_EUROS}, {_day("measured_on")},
         certainty TEXT NOT NULL CHECK (certainty IN ('aanname', 'praktijk', 'onderzoek')),
         source TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE inclusion_case (
         id INTEGER PRIMARY KEY, {_day("adopted_on", must=True)},
         source TEXT NOT NULL CHECK (source <> ''), {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE promotion (
         id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
         party_id INTEGER NOT NULL REFERENCES party (id), regions TEXT NOT NULL, ages TEXT NOT NULL,
         types TEXT NOT NULL, worlds TEXT NOT NULL, {_day("starts_on", must=True)}, {_day("ends_on")},
         message TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
)
