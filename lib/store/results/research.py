"""Research groups of action 7 as they are kept, and the instrument of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from lib.model.results.research import ACTION, ResearchGroup, ResearchLink
from lib.rules.results import research
from lib.rules.results.result import Local, Result, Table
from lib.store import agenda, campuses
from lib.store.file.rows import in_force
from lib.store.results.instrument import Instrument


def held_research(db: Database, day: date) -> research.Research:
    schools = agenda.party_names(db)
    groups = [replace(group, school=schools[group.school_id]) for group in in_force(db, ResearchGroup)]
    places = dict(db.execute("SELECT id, name FROM campus").fetchall())
    return research.Research(groups, in_force(db, ResearchLink), places, day)


def _read(db: Database, _action_id: str, day: date) -> Result | None:
    return research.result_of(held_research(db, day))


def _file(db: Database, _action_id: str, day: date) -> Table:
    return research.group_table(held_research(db, day))


def _local(db: Database, action_id: str, region: str, day: date) -> Local | None:
    own = {campus.id for campus in campuses.campuses(db) if region in campus.regions}
    held = held_research(db, day).only(own)
    if not held.groups:
        return None
    return Local(action_id, research.TITLE, sentence=research.research_sentence(held))


RESEARCH = Instrument(
    research.KEY,
    research.TITLE,
    (ACTION,),
    "Nog geen lectoraat of practoraat vastgelegd. Welke school heeft er een, op welke campus? Wat openbaar "
    "bekend is, staat in het overzicht van campussen.",
    _read,
    _file,
    _local,
)
