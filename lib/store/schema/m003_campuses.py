"""The tables of the campus map, as migration m003 makes them; never edited after release.

Owns only their shape; `lib.store.schema.triggers` installs the triggers.
"""

from __future__ import annotations

CAMPUS_TABLES = ("region", "municipality", "campus")

_REGION_CODES = "'AM12', 'AM15', 'AM17', 'AM18', 'AM37'"

M003 = (
    f"""CREATE TABLE region (
         id TEXT PRIMARY KEY CHECK (id IN ({_REGION_CODES})), name TEXT NOT NULL CHECK (name <> ''),
         outline TEXT NOT NULL CHECK (json_valid(outline)),
         label_lon REAL NOT NULL, label_lat REAL NOT NULL,
         boundary_year INTEGER NOT NULL, boundary_source TEXT NOT NULL,
         service_point TEXT NOT NULL DEFAULT '', service_point_source TEXT NOT NULL DEFAULT '',
         version INTEGER NOT NULL DEFAULT 1) STRICT""",
    """CREATE TABLE municipality (
         id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
         region_id TEXT NOT NULL REFERENCES region (id), province_id TEXT NOT NULL,
         year INTEGER NOT NULL, outline TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(outline)),
         version INTEGER NOT NULL DEFAULT 1) STRICT""",
    """CREATE TABLE campus (
         id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''),
         aliases TEXT NOT NULL DEFAULT '',
         kind TEXT NOT NULL CHECK (kind IN ('plek', 'verspreid', 'netwerk')),
         place TEXT NOT NULL DEFAULT '', municipality TEXT NOT NULL DEFAULT '',
         regions TEXT NOT NULL DEFAULT '',
         lon REAL, lat REAL, accuracy_m INTEGER CHECK (accuracy_m > 0), point_source TEXT NOT NULL DEFAULT '',
         sectors TEXT NOT NULL DEFAULT '', levels TEXT NOT NULL DEFAULT '', partners TEXT NOT NULL DEFAULT '',
         research TEXT CHECK (research IN ('lectoraat', 'practoraat', 'gecombineerd', 'geen')),
         share_business INTEGER CHECK (share_business BETWEEN 0 AND 100),
         share_education INTEGER CHECK (share_education BETWEEN 0 AND 100),
         share_government INTEGER CHECK (share_government BETWEEN 0 AND 100),
         secured_until TEXT CHECK (secured_until IS date(secured_until, '+0 days')),
         actions TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
         source TEXT NOT NULL CHECK (source <> ''), source_date TEXT NOT NULL DEFAULT '',
         withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL)),
         CHECK ((lon IS NULL) = (lat IS NULL)),
         CHECK (lon IS NULL OR kind = 'plek'),
         CHECK (coalesce(share_business, 0) + coalesce(share_education, 0) + coalesce(share_government, 0)
                <= 100)) STRICT""",
)
