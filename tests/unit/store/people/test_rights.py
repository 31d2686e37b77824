"""Every role against every table that is written to: what the table of rights says holds for each of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from lib.access import DECIDE, DRIVER, EDIT, MANAGE, RIGHTS, NotAllowed, Person
from lib.model.agenda import ENDED, LADDER
from lib.store.people.rights import DECISIONS, FREE, MANAGED, refuse_beyond
from lib.store.schema.migrations import TRACKED_TABLES

OWN, OTHER = "3", "4"
WRITES = [
    (table, operation, stage)
    for table in TRACKED_TABLES
    for operation in ("insert", "update")
    for stage in ((*LADDER, ENDED) if table == "stage_move" else ("",))
]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE TABLE history (id INTEGER PRIMARY KEY, tbl, operation, about, row)")
        yield memory


def refused(db: sqlite3.Connection, person: Person, write: tuple[str, str, str], about: str) -> bool:
    """Whether this person may not have written this, about this action."""
    table, operation, stage = write
    row = f'{{"to_stage": "{stage}"}}'
    db.execute("DELETE FROM history")
    db.execute("INSERT INTO history VALUES (1, ?, ?, ?, ?)", [table, operation, about, row])
    try:
        refuse_beyond(db, person, 0)
    except NotAllowed:
        return True
    return False


def takes(write: tuple[str, str, str]) -> str:
    """The right that a write takes, told apart from how the app works it out."""
    table, _, stage = write
    if table in ("setting", "term"):
        return MANAGE
    if table in ("ruling", "edition") or stage in ("in uitvoering", "overgedragen", ENDED):
        return DECIDE
    return EDIT


@pytest.mark.parametrize("role", RIGHTS)
def test_a_role_writes_in_each_table_what_its_rights_say(db: sqlite3.Connection, role: str) -> None:
    person = Person("Carla", rights=RIGHTS[role], actions=(OWN,) if role == DRIVER else ())
    for write in WRITES:
        assert refused(db, person, write, OWN) == (takes(write) not in RIGHTS[role]), (role, write)


def test_an_aanjager_writes_about_no_other_action_in_any_table(db: sqlite3.Connection) -> None:
    person = Person("Carla", rights=RIGHTS[DRIVER], actions=(OWN,))
    for write in WRITES:
        table, operation, _ = write
        free = table in FREE and operation == "insert"
        assert refused(db, person, write, OTHER) == (not free or takes(write) != EDIT), write


def test_each_table_that_takes_more_than_editing_is_one_that_is_written_to() -> None:
    assert DECISIONS.keys() | MANAGED | FREE <= {*TRACKED_TABLES}
