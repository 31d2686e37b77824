"""Each role against each declared record: by a real write of each kind, and by a form that stood open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from sqlite_utils import Database

from lib.access import ALL_RIGHTS, DECIDE, DRIVER, EDIT, MANAGE, MISSING, RIGHTS, NotAllowed, Person, Session
from lib.model.record import RECORDS
from lib.store import history, records
from lib.store.file.connection import writing
from lib.store.file.rows import get, update
from lib.store.upkeep import undoing
from lib.store.upkeep.undoing import Span
from lib.ui.editing.asks import ask
from lib.ui.here import visitor
from tests.app.test_every_record import ADDED_ONLY, CHANGED, a_row, fields_of, opened, save_bare, values_for

TAKES = {"setting": MANAGE, "term": MANAGE, "ruling": DECIDE, "edition": DECIDE}
"""The right that a write in a table takes, where that is more than editing."""
NOWHERE = "0"
"""An action that is none: who drives that one alone may change nothing that stands here."""
ROLES = {"lezer": (), DRIVER: (NOWHERE,), "redacteur": ()}
"""Who may not do all; whom `tests/unit/store/people` shows to decide and manage lacks nothing here."""
TAKEN_BACK = {"withdrawn_on": "2022-03-01", "withdrawn_reason": "Vergissing"}
WHY = "Besluit van de tafel"
Verb = Callable[[Database], object]


def verbs(path: Path, table: str) -> Iterator[tuple[str, Verb, Verb]]:
    """What can be done with a record of this kind, change it or take it back, each with what ends that."""
    row = a_row(path, table)

    def save(**values: object) -> Verb:
        return lambda db: update(db, table, get(db, table, row["id"]), values)

    if table in CHANGED:
        field = fields_of(table)[0]
        value = values_for(field, row[field.name], {1: "", 2: "", 3: ""})[0]
        changed = RECORDS[table].validate({field.name: value}, records.today())
        yield "change", save(**changed), save(**{name: row[name] for name in changed})
    if RECORDS[table].withdrawable:
        yield "withdraw", save(**TAKEN_BACK), save(**dict.fromkeys(TAKEN_BACK))


def did(path: Path, person: Person, verb: Verb) -> Span | None:
    """Do this; returns its place in the history, None when it was refused for want of a right."""
    try:
        with writing(path, person, WHY) as db:
            before = history.newest(db)
            verb(db)
            return before, history.newest(db)
    except NotAllowed:
        return None


@pytest.mark.parametrize(("role", "actions"), ROLES.items())
def test_a_role_changes_and_takes_back_what_its_rights_say(
    example: Path, role: str, actions: tuple[str, ...]
) -> None:
    person = Person("Carla", rights=RIGHTS[role], actions=actions)
    for table in sorted(RECORDS.keys() - ADDED_ONLY):
        wanted = TAKES.get(table, EDIT) in RIGHTS[role] and not actions
        for name, verb, back in verbs(example, table):
            done = did(example, person, verb)
            assert (done is not None) == wanted, (role, name, table)
            if done:
                did(example, Person("Bram"), back)


@pytest.mark.parametrize(("role", "actions"), ROLES.items())
def test_a_role_undoes_what_its_rights_say(example: Path, role: str, actions: tuple[str, ...]) -> None:
    person = Person("Carla", rights=RIGHTS[role], actions=actions)
    for table in ("milestone", "manifest_entry", "setting"):
        wanted = TAKES.get(table, EDIT) in RIGHTS[role] and not actions
        _, verb, _ = next(verbs(example, table))
        span = did(example, Person("Bram"), verb)
        assert span
        done = did(example, person, lambda db, span=span: undoing.undo(db, [span]))  # type: ignore[misc]
        assert (done is not None) == wanted, (role, table)


@pytest.mark.parametrize("table", ["action", "milestone", "meeting", "setting"])
def test_a_form_that_stood_open_stores_nothing_once_the_right_is_gone(
    example: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "save", save_bare)
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Anna", "beheerder"))
    row, (field, *_) = a_row(example, table), fields_of(table)
    parties: Mapping[int, str] = {1: "Een", 2: "Twee", 3: "Drie"}
    here = opened(example, table, row["id"], [field], dict(parties))
    value = values_for(field, row[field.name], parties)[0]
    shown = ask(field, parties if field.widget == "party" else None).shown(value)
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Anna", "lezer"))
    here.fill({f"{table} {row['id']} {field.name}": shown}).press("Opslaan")
    assert a_row(example, table) == row
    assert here.errors[0].startswith(MISSING[EDIT])
    assert here.value(f"{table} {row['id']} {field.name}") == shown
    assert RIGHTS["beheerder"] == ALL_RIGHTS
