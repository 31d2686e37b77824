"""The tables of desks, the brand and research groups, as migration m017 makes them; never edited."""

from __future__ import annotations

DESK_TABLES = ("desk", "referral", "brand", "brand_use", "encounter", "research_group", "research_link")

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""
_ACTIONS = ", ".join(f"'{key}'" for key in (*range(1, 12), "m1", "m2"))


def _day(name: str, *, must: bool = False) -> str:
    return f"{name} TEXT {'NOT NULL ' * must}CHECK ({name} IS date({name}, '+0 days'))"


M017 = (
    f"""CREATE TABLE desk (
         id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
         region TEXT NOT NULL CHECK (region IN ('AM12', 'AM15', 'AM17', 'AM18', 'AM37')),
         serves TEXT NOT NULL CHECK (serves <> ''), tasks TEXT NOT NULL DEFAULT '', site TEXT,
         keeper_id INTEGER REFERENCES party (id), {_day("opened_on")},
         merged_into_id INTEGER REFERENCES desk (id), {_day("merged_on")}, {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE referral (
         id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES desk (id),
         target_id INTEGER NOT NULL REFERENCES desk (id), kind TEXT NOT NULL CHECK (kind IN ('warm', 'koud')),
         {_day("agreed_on", must=True)}, {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE brand (
         id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), {_day("decided_on")},
         decider_id INTEGER REFERENCES party (id), shown_at TEXT NOT NULL DEFAULT '',
         {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE brand_use (
         id INTEGER PRIMARY KEY, party_id INTEGER NOT NULL REFERENCES party (id),
         {_day("since", must=True)}, shown_at TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE encounter (
         id INTEGER PRIMARY KEY, {_day("met_on", must=True)},
         first_id INTEGER NOT NULL REFERENCES party (id), second_id INTEGER NOT NULL REFERENCES party (id),
         third_id INTEGER REFERENCES party (id), what TEXT NOT NULL CHECK (what <> ''),
         step_id INTEGER REFERENCES step (id), coalition TEXT CHECK (coalition IN ({_ACTIONS})),
         {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE research_group (
         id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('lectoraat', 'practoraat')),
         name TEXT NOT NULL CHECK (name <> ''), school_id INTEGER NOT NULL REFERENCES party (id),
         campus_id INTEGER NOT NULL REFERENCES campus (id), other_campus_id INTEGER REFERENCES campus (id),
         fte REAL CHECK (fte >= 0), {_day("starts_on")}, {_day("ends_on")},
         funding TEXT NOT NULL DEFAULT '', companies TEXT NOT NULL,
         {_day("checked_on", must=True)}, {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE research_link (
         id INTEGER PRIMARY KEY, lectoraat_id INTEGER NOT NULL REFERENCES research_group (id),
         practoraat_id INTEGER NOT NULL REFERENCES research_group (id),
         agenda TEXT NOT NULL CHECK (agenda <> ''), {_day("agreed_on", must=True)},
         projects INTEGER CHECK (projects >= 0), {_WITHDRAWAL}) STRICT""",
)
