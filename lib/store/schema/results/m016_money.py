"""The tables of money and of work to work, as migration m016 makes them; never edited after release."""

from __future__ import annotations

MONEY_TABLES = ("fund", "money_layer", "exploitation", "contribution", "say")
WORK_TABLES = ("notice", "job_match", "model_step")

_WITHDRAWAL = """withdrawn_on TEXT, withdrawn_reason TEXT, version INTEGER NOT NULL DEFAULT 1,
         CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
         CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))"""
_CERTAINTY = "CHECK (certainty IN ('genoemd', 'in gesprek', 'toegezegd', 'verleend', 'ontvangen'))"
_LINES = ("wage", "training", "trial", "right_back", "orientation", "guidance", "evaluation")
_CARD = ", ".join(
    f"{name} TEXT NOT NULL CHECK ({name} IN ('open', 'afgesproken', 'niet nodig')), "
    f"{name}_words TEXT NOT NULL DEFAULT ''"
    for name in _LINES
)
_EUROS = ", ".join(
    f"{name} INTEGER CHECK ({name} >= 0)"
    for name in (
        *("costs", "membership", "participation", "rent", "education"),
        *("subsidy_structural", "subsidy_temporary"),
    )
)
_ACCOUNTS = ", ".join(
    f"{name} INTEGER CHECK ({name} >= 0)" for name in ("talks", "plans", "granted", "used", "finished")
)
_SEATS = ", ".join(
    f"{name} INTEGER CHECK ({name} >= 0)"
    for name in ("seats_business", "seats_education", "seats_government")
)

M016 = (
    f"""CREATE TABLE fund (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         name TEXT NOT NULL CHECK (name <> ''), area TEXT NOT NULL CHECK (area IN ('NHN', 'MRA')),
         ground TEXT NOT NULL CHECK (ground IN ('nog niet', 'verordening', 'convenant', 'stichting')),
         founded_on TEXT CHECK (founded_on IS date(founded_on, '+0 days')),
         executor_id INTEGER REFERENCES party (id), guarantor_id INTEGER REFERENCES party (id),
         {_ACCOUNTS}, counted_on TEXT CHECK (counted_on IS date(counted_on, '+0 days')),
         {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE money_layer (
         id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id),
         source TEXT NOT NULL CHECK (source IN ('rijk', 'gemeente', 'fonds', 'provincie', 'overig')),
         name TEXT NOT NULL CHECK (name <> ''),
         region TEXT CHECK (region IN ('AM12', 'AM15', 'AM17', 'AM18', 'AM37', 'PV27')),
         fund_id INTEGER REFERENCES fund (id), certainty TEXT NOT NULL {_CERTAINTY},
         amount_kind TEXT NOT NULL CHECK (amount_kind IN ('bedrag', 'bandbreedte', 'minstens', 'onbekend')),
         amount_low INTEGER CHECK (amount_low > 0), amount_high INTEGER CHECK (amount_high > 0),
         starts_on TEXT CHECK (starts_on IS date(starts_on, '+0 days')),
         ends_on TEXT CHECK (ends_on IS date(ends_on, '+0 days')),
         earmark TEXT NOT NULL DEFAULT '', condition TEXT NOT NULL DEFAULT '',
         evidence TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
    "CREATE INDEX money_layer_action ON money_layer (action_id)",
    f"""CREATE TABLE exploitation (
         id INTEGER PRIMARY KEY, campus_id INTEGER NOT NULL REFERENCES campus (id),
         year INTEGER NOT NULL CHECK (year BETWEEN 2015 AND 2040), {_EUROS},
         source TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
    "CREATE INDEX exploitation_campus ON exploitation (campus_id, year)",
    f"""CREATE TABLE contribution (
         id INTEGER PRIMARY KEY, campus_id INTEGER NOT NULL REFERENCES campus (id),
         party_id INTEGER NOT NULL REFERENCES party (id),
         kind TEXT NOT NULL CHECK (kind IN ('geld', 'natura', 'personeel')),
         amount INTEGER CHECK (amount > 0), rhythm TEXT NOT NULL CHECK (rhythm IN ('jaar', 'eenmalig')),
         certainty TEXT NOT NULL {_CERTAINTY}, evidence TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE say (
         id INTEGER PRIMARY KEY, campus_id INTEGER NOT NULL REFERENCES campus (id),
         form TEXT NOT NULL
           CHECK (form IN ('stichting', 'coöperatie', 'bv', 'vof', 'convenant', 'school')), {_SEATS},
         source TEXT NOT NULL DEFAULT '', {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE notice (
         id INTEGER PRIMARY KEY, party_id INTEGER NOT NULL REFERENCES party (id),
         kind TEXT NOT NULL CHECK (kind IN ('overschot', 'vraag')), sector TEXT NOT NULL,
         occupation TEXT NOT NULL, people INTEGER NOT NULL CHECK (people > 0),
         region TEXT NOT NULL CHECK (region IN ('AM12', 'AM15', 'AM17', 'AM18', 'AM37')),
         starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')),
         ends_on TEXT CHECK (ends_on IS date(ends_on, '+0 days')),
         confirmed_on TEXT CHECK (confirmed_on IS date(confirmed_on, '+0 days')),
         filled_on TEXT CHECK (filled_on IS date(filled_on, '+0 days')), {_WITHDRAWAL}) STRICT""",
    f"""CREATE TABLE job_match (
         id INTEGER PRIMARY KEY, surplus_id INTEGER NOT NULL REFERENCES notice (id),
         demand_id INTEGER NOT NULL REFERENCES notice (id), people INTEGER NOT NULL CHECK (people > 0),
         {_CARD}, signed_surplus_on TEXT CHECK (signed_surplus_on IS date(signed_surplus_on, '+0 days')),
         signed_demand_on TEXT CHECK (signed_demand_on IS date(signed_demand_on, '+0 days')),
         moved_direct INTEGER CHECK (moved_direct >= 0), moved_benefit INTEGER CHECK (moved_benefit >= 0),
         {_WITHDRAWAL}) STRICT""",
    "CREATE INDEX job_match_surplus ON job_match (surplus_id)",
    "CREATE INDEX job_match_demand ON job_match (demand_id)",
    f"""CREATE TABLE model_step (
         id INTEGER PRIMARY KEY,
         rung TEXT NOT NULL CHECK (rung IN ('1', '2', '3', '4', '5', '6', '7', '8')),
         reached_on TEXT NOT NULL CHECK (reached_on IS date(reached_on, '+0 days')),
         evidence TEXT NOT NULL CHECK (evidence <> ''), label TEXT NOT NULL DEFAULT '',
         party_id INTEGER REFERENCES party (id), sector TEXT, {_WITHDRAWAL}) STRICT""",
)
