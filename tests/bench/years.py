"""Three years of work in an agenda, written through the same verbs that the pages use."""

from __future__ import annotations

import os
from collections.abc import Sequence
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


def fill(path: Path, *, busy: bool) -> Path:
    """A first start at the beginning of the first year; when `busy`, also three years of work after it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with patch.dict(os.environ, {"WERKAGENDA_DB": str(path)}), patch.object(connection, "now", _start):
        seeding.prepare(connection.REAL)
    if busy:
        with writing(path, CLERKS[0]) as db:
            _work(db)
    connection.let_go(path)
    return path


def _start() -> str:
    return stamp(FIRST)


def _work(db: Database) -> None:
    """Parties first, then each day its steps, and notes until the history is long enough."""
    actions = [one.id for one in agenda.actions(db)]
    helixes, regions, kinds = list(HELIXES), list(REGIONS), list(STEP_KINDS)
    _sign(db, 0)
    parties = [
        agenda.add_party(db, {"name": f"Partij {n}", "helix": helixes[n % 3], "region": regions[n % 6]})
        for n in range(PARTIES)
    ]
    for place, party_id in enumerate(parties):
        since = (FIRST - timedelta(days=place)).date()
        manifest.formalise(db, {"party_id": party_id, "formalised_on": since})
    rows_of_a_step = 3
    notes = (HISTORY - rows_so_far(db) - STEPS * rows_of_a_step) // STEPS + 1
    for number in range(STEPS):
        day = _sign(db, DAYS * number // STEPS)
        step = {
            "action_id": actions[number % 13], "happened_on": day.date(), "what": f"Gesprek {number} gevoerd",
            "kind": kinds[number % 5], "started_by": "coalitie",
        }  # fmt: skip
        agenda.add_step(db, step, [parties[number % PARTIES], parties[(number * 7 + 1) % PARTIES]])
        for turn in range(notes):
            _note(db, actions[(number + turn) % 13], f"Stand {number}, {turn}: het gaat zoals afgesproken.")
    for place, action_id in enumerate(actions):
        _coalition(db, action_id, parties[place :: len(actions)])


def _coalition(db: Database, action_id: str, members: Sequence[int]) -> None:
    """A table with all its members far on the scale, a purpose case that was rewritten, and milestones."""
    day = _sign(db, DAYS)
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
