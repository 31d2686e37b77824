"""All that the looks of the coalitions draw from, and what is left of it through a lens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lib.model.agenda import Action, Goal, Party, Relation
from lib.model.coalitions import Table
from lib.rules.coalitions import stop_test
from lib.rules.coalitions.cases import Case, cases
from lib.rules.coalitions.confirmed import short
from lib.rules.coalitions.looks import Vacancy, vacancies
from lib.rules.coalitions.places import Place, places
from lib.rules.coalitions.routes import Links, links
from lib.rules.lens import Lens
from lib.store import agenda, coalitions
from lib.store.file.connection import Database
from lib.store.results.words import every_claim


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the looks draw from, and what follows from it.

    `known` are all actions, for their names, and `registered` all parties, for who fits an empty chair.
    """

    known: list[Action]
    actions: list[Action]
    goals: list[Goal]
    related: list[Relation]
    parties: list[Party]
    registered: list[Party]
    everyone: list[Party]
    tables: Mapping[str, Table]
    cases: list[Case]
    vacant: list[Vacancy]
    confirmed: Mapping[str, str]
    places: list[Place]
    fallen: list[stop_test.Fallen]
    linked: Links


def read_all(db: Database, day: date) -> Facts:
    """Read the coalitions as they stand in the data, weighed on a day."""
    actions, tables, steps = agenda.actions(db), coalitions.tables(db), coalitions.all_steps(db)
    parties, everyone = agenda.parties(db), agenda.parties(db, withdrawn=True)
    found = cases(actions, tables, steps, parties, day, agenda.term(db))
    return Facts(
        known=actions,
        actions=actions,
        goals=agenda.goals(db),
        related=agenda.relations(db),
        parties=parties,
        registered=parties,
        everyone=everyone,
        tables=tables,
        cases=found,
        vacant=vacancies(found),
        confirmed={key: short(held) for key, held in every_claim(db).items()},
        places=places(tables, day),
        fallen=stop_test.stop_test(actions, tables, steps, everyone),
        linked=links(steps),
    )


def narrowed(facts: Facts, looked: Lens) -> Facts:
    """Return what is left of it through a lens: its actions, and its parties."""
    if not looked.active:
        return facts
    actions = looked.actions(facts.actions)
    return replace(
        facts,
        actions=actions,
        tables={key: own for key, own in facts.tables.items() if looked.holds(key)},
        parties=looked.parties(facts.parties),
        everyone=looked.parties(facts.everyone),
        cases=[case for case in facts.cases if looked.holds(case.action.id)],
        vacant=[one for one in facts.vacant if looked.holds(one[0].action.id) and looked.wants(one[1])],
        places=[place for place in facts.places if looked.has(place.party_id)],
        fallen=[one for one in facts.fallen if looked.holds(one.action_id)],
    )
