"""A first day of work in an agenda, and three years of it, through the same verbs that the pages use."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from lib.access import Person
from lib.dutch import HERE, stamp
from lib.model.agenda import HELIXES, STEP_KINDS
from lib.model.purpose import PURPOSE_PARTS
from lib.model.regions import REGIONS
from lib.store import agenda, coalitions, manifest, records
from lib.store.file import connection
from lib.store.file.connection import Database, sign, writing
from lib.store.seed import seeding

FIRST, DAYS = datetime(2023, 1, 2, 9, tzinfo=HERE), 3 * 365
PARTIES, STEPS, HISTORY, VERSIONS = 300, 3_000, 20_000, 6
CLERKS = [Person(name) for name in ("Anna", "Bram", "Chris")]


@dataclass(frozen=True, slots=True)
class Amount:
    """How many days of work there were, how many parties and steps, and how long the history got."""

    days: int
    parties: int
    steps: int
    history: int = 0


FIRST_DAY, THREE_YEARS = Amount(1, 13, 13), Amount(DAYS, PARTIES, STEPS, HISTORY)


def fill(path: Path, amount: Amount | None = None) -> Path:
    """A first start at the beginning of the first year, and the work that came after it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with patch.dict(os.environ, {"WERKAGENDA_DB": str(path)}), patch.object(connection, "now", _start):
        seeding.prepare(connection.REAL)
    if amount:
        with writing(path, CLERKS[0]) as db:
            _work(db, amount)
    connection.let_go(path)
    return path


def _start() -> str:
    return stamp(FIRST)


def _work(db: Database, amount: Amount) -> None:
    """Parties first, then each day its steps, and notes until the history is long enough."""
    actions = [one.id for one in agenda.actions(db)]
    helixes, regions, kinds = list(HELIXES), list(REGIONS), list(STEP_KINDS)
    _sign(db, 0)
    parties = [
        agenda.add_party(db, {"name": f"Partij {n}", "helix": helixes[n % 3], "region": regions[n % 6]})
        for n in range(amount.parties)
    ]
    for place, party_id in enumerate(parties):
        since = (FIRST - timedelta(days=place)).date()
        manifest.formalise(db, {"party_id": party_id, "formalised_on": since})
    rows_of_a_step = 3
    notes = max(0, amount.history - rows_so_far(db) - amount.steps * rows_of_a_step) // amount.steps + 1
    for number in range(amount.steps):
        day = _sign(db, amount.days * number // amount.steps)
        step = {
            "action_id": actions[number % 13], "happened_on": day.date(), "what": f"Gesprek {number} gevoerd",
            "kind": kinds[number % 5], "started_by": "coalitie",
        }  # fmt: skip
        agenda.add_step(db, step, [parties[number % len(parties)], parties[(number * 7 + 1) % len(parties)]])
        for turn in range(notes):
            _note(db, actions[(number + turn) % 13], f"Stand {number}, {turn}: het gaat zoals afgesproken.")
    for place, action_id in enumerate(actions):
        _coalition(db, action_id, parties[place :: len(actions)], amount.days)


def _coalition(db: Database, action_id: str, members: Sequence[int], days: int) -> None:
    """A table with all its members far on the scale, a purpose case that was rewritten, and milestones."""
    day = _sign(db, days)
    shown = {"action_id": action_id, "happened_on": day.date(), "what": "Afspraak van de tafel",
             "kind": "afspraak", "started_by": "coalitie"}  # fmt: skip
    evidence = agenda.add_step(db, shown, members)
    for number, party_id in enumerate(members):
        helix = records.get(db, "party", party_id)["helix"]
        chair = {"action_id": action_id, "helix": helix, "role": f"Rol {number}", "needed": True}
        coalitions.add_chair(db, {**chair, "party_id": party_id})
        coalitions.set_activation(db, action_id, party_id, 1 + number % 4, evidence)
        coalitions.answer_support(db, action_id, party_id, "steunt", "", f"Plek {number}", day.date())
        milestone = {"action_id": action_id, "what": f"Mijlpaal {number}", "due": day.date()}
        coalitions.add_milestone(db, {**milestone, "owner_id": party_id})
    for version in range(VERSIONS):
        for part in PURPOSE_PARTS:
            coalitions.write_purpose(db, action_id, part, f"Versie {version}: zo staat het met de {part}.")


def rows_so_far(db: Database) -> int:
    """How many rows the history has."""
    return int(db.execute("SELECT count(*) FROM history").fetchone()[0])


def _note(db: Database, action_id: str, text: str) -> None:
    records.save(db, "action", action_id, records.get(db, "action", action_id)["version"], {"note": text})


def _sign(db: Database, days: int) -> datetime:
    """Write in somebody's name from now on, so many days after the beginning."""
    moment = FIRST + timedelta(days=days)
    sign(db.conn, CLERKS[days % 3], "", stamp(moment))
    return moment
