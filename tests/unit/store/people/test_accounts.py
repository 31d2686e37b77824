"""People with a role: what each may write, how they come in, and how their access ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from lib.access import DECIDE, EDIT, MANAGE, MISSING, RIGHTS, NotAllowed, Person, signed_in
from lib.model.kinds import Invalid
from lib.store import agenda, editions, records, stages
from lib.store.file.connection import writing
from lib.store.people import accounts, file, sessions
from lib.store.people.accounts import is_closed
from lib.store.people.file import people_path
from tests.unit import desk

ROOT = Person("Beheer")
"""Who sits at the machine."""


def come_in(path: Path, role: str, *actions: str, name: str = "Carla", until: str | None = None) -> Person:
    """A person who was added, invited, and came in from another machine."""
    account = accounts.add(path, ROOT, name, role, actions, until)
    entry = sessions.enter(path, accounts.invite(path, ROOT, account), "10.0.0.1", at_machine=False)
    assert entry
    session = sessions.find(path, entry.secret, at_machine=False)
    assert session
    return signed_in(session)


def account_of(path: Path, name: str = "Carla") -> int:
    return next(one.id for one in accounts.accounts(path) if one.name == name)


# ------------------------------------------------------------------- what a role may write

STEP = {
    "action_id": "3",
    "happened_on": "2021-12-01",
    "kind": "gesprek",
    "what": "x",
    "started_by": "coalitie",
}
ACTS: Mapping[str, tuple[str, Callable[[Database], Any]]] = {
    "a field": (EDIT, lambda db: records.save(db, "action", "3", 1, {"note": "x"})),
    "a party": (EDIT, lambda db: agenda.add_party(db, {"name": "x", "helix": "onderwijs"})),
    "an earlier stage": (
        EDIT,
        lambda db: stages.move_stage(db, "3", 1, "coalitie in vorming", "2021-12-01", "x"),
    ),
    "a ruling": (DECIDE, lambda db: desk.rule(db, "3", ("priority", "C"))),
    "an edition": (DECIDE, lambda db: editions.freeze(db, "x")),
    "a setting": (MANAGE, lambda db: records.save(db, "setting", 1, 1, {"ageing_days": 365})),
}


@pytest.mark.parametrize("role", RIGHTS)
@pytest.mark.parametrize("act", ACTS)
def test_each_role_writes_what_its_rights_say(path: Path, role: str, act: str) -> None:
    person = come_in(path, role, *(("3",) if role == "aanjager" else ()))
    right, write = ACTS[act]
    before = desk.state(path)
    if right in RIGHTS[role]:
        with writing(path, person) as db:
            write(db)
        assert desk.state(path) != before
        return
    with pytest.raises(NotAllowed) as refused, writing(path, person) as db:
        write(db)
    assert refused.value.sentence.startswith(MISSING[EDIT] if role == "lezer" else MISSING[right])
    assert desk.state(path) == before


def test_an_aanjager_writes_about_own_actions_only(path: Path) -> None:
    person = come_in(path, "aanjager", "3", "5")
    assert person.about("5").may_edit
    assert not person.about("4").may_edit
    with writing(path, person) as db:
        records.save(db, "action", "5", 1, {"note": "van mij"})

    def save_both(db: Database) -> None:
        records.save(db, "action", "3", 1, {"note": "ook van mij"})
        records.save(db, "action", "4", 1, {"note": "niet van mij"})

    with pytest.raises(NotAllowed, match="eigen acties: 3 en 5"), writing(path, person) as db:
        save_both(db)
    assert desk.action(path, "3")["note"] == ""


def test_another_role_counts_inside_the_next_write(path: Path) -> None:
    person = come_in(path, "redacteur")
    accounts.change(path, ROOT, account_of(path), "lezer", ())
    with pytest.raises(NotAllowed), writing(path, person) as db:
        records.save(db, "action", "3", 1, {"note": "x"})


def test_the_history_has_the_name_of_the_account_as_verified(path: Path) -> None:
    with writing(path, come_in(path, "redacteur")) as db:
        records.save(db, "action", "3", 1, {"note": "x"})
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT who, verified FROM history ORDER BY id DESC").fetchone() == ("Carla", 1)


# --------------------------------------------------------------------- coming in and ending


def test_a_link_works_once_and_a_newer_one_takes_its_place(path: Path) -> None:
    account = accounts.add(path, ROOT, "Carla", "lezer", (), None)
    first, second = (accounts.invite(path, ROOT, account) for _ in range(2))
    assert sessions.enter(path, first, "", at_machine=True) is None
    assert sessions.enter(path, second, "", at_machine=False)
    assert sessions.enter(path, second, "", at_machine=False) is None
    assert second.encode() not in people_path(path).read_bytes()


def test_who_was_ended_writes_nothing_more(path: Path) -> None:
    person = come_in(path, "redacteur")
    accounts.end(path, ROOT, account_of(path))
    with pytest.raises(NotAllowed) as refused, writing(path, person):
        pass
    assert refused.value.sentence == sessions.SIGNED_OUT
    assert accounts.accounts(path) == []
    with pytest.raises(Invalid):
        accounts.invite(path, ROOT, 1)


def test_one_session_ends_and_the_person_may_come_again(path: Path) -> None:
    person = come_in(path, "redacteur")
    accounts.end_stay(path, ROOT, person.session)
    with pytest.raises(NotAllowed), writing(path, person):
        pass
    assert sessions.enter(path, accounts.invite(path, ROOT, account_of(path)), "", at_machine=False)


@pytest.mark.parametrize("passed", [sessions.IDLE_HOLDS, sessions.PERSON_HOLDS])
def test_a_session_ends_by_itself(path: Path, monkeypatch: pytest.MonkeyPatch, passed: timedelta) -> None:
    person = come_in(path, "redacteur")
    real = file.moment
    monkeypatch.setattr(sessions, "moment", lambda later=timedelta(): real(passed + later))
    with pytest.raises(NotAllowed), writing(path, person):
        pass


def test_who_works_on_stays_in_also_when_that_cannot_be_noted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(path, "redacteur")
    key = accounts.invite(path, ROOT, account_of(path))
    entry = sessions.enter(path, key, "", at_machine=False)
    assert entry
    real, passed = file.moment, timedelta()
    monkeypatch.setattr(sessions, "moment", lambda later=timedelta(): real(passed + later))
    for _ in range(3):
        passed += sessions.IDLE_HOLDS - timedelta(minutes=1)
        assert sessions.find(path, entry.secret, at_machine=False)
    passed += sessions.SEEN_EVERY + timedelta(minutes=1)
    with closing(sqlite3.connect(people_path(path))) as other:
        monkeypatch.setattr(file, "_BUSY_SECONDS", 0.05)
        other.execute("BEGIN IMMEDIATE")
        assert sessions.find(path, entry.secret, at_machine=False)


def test_keys_that_do_not_fit_are_counted_by_day(path: Path) -> None:
    for number in range(3):
        assert sessions.enter(path, f"geraden {number}", "10.0.0.1", at_machine=False) is None
    assert [count for _, count in accounts.refused(path)] == [3]


def test_nobody_comes_in_after_the_last_day(path: Path) -> None:
    account = accounts.add(path, ROOT, "Dirk", "lezer", (), "2021-12-31")
    entry = sessions.enter(path, accounts.invite(path, ROOT, account), "", at_machine=False)
    assert entry
    assert sessions.find(path, entry.secret, at_machine=False) is None


# ----------------------------------------------------------------------- who may regulate it


@pytest.mark.parametrize("role", [role for role in RIGHTS if MANAGE not in RIGHTS[role]])
def test_only_a_beheerder_says_who_may_come_in(path: Path, role: str) -> None:
    person = come_in(path, role, *(("3",) if role == "aanjager" else ()))
    before = people_path(path).read_bytes()
    acts: tuple[Callable[[], Any], ...] = (
        lambda: accounts.add(path, person, "Dirk", "beheerder", (), None),
        lambda: accounts.change(path, person, account_of(path), "beheerder", ()),
        lambda: accounts.end(path, person, account_of(path)),
        lambda: accounts.end_stay(path, person, 1),
        lambda: accounts.invite(path, person, account_of(path)),
        lambda: accounts.open_reading(path, person, True),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert people_path(path).read_bytes() == before


def test_a_beheerder_who_was_ended_regulates_nothing_more(path: Path) -> None:
    person = come_in(path, "beheerder")
    accounts.add(path, person, "Dirk", "lezer", (), None)
    accounts.end(path, ROOT, account_of(path))
    with pytest.raises(NotAllowed):
        accounts.add(path, person, "Eva", "lezer", (), None)


@pytest.mark.parametrize(
    ("name", "role", "actions"),
    [("", "lezer", ()), ("CARLA", "lezer", ()), ("Dirk", "koning", ()), ("Dirk", "aanjager", ()),
     ("Dirk", "lezer", ("3",)), ("onbekend", "lezer", ())],
)  # fmt: skip
def test_what_does_not_fit_is_refused(path: Path, name: str, role: str, actions: tuple[str, ...]) -> None:
    accounts.add(path, ROOT, "Carla", "lezer", (), None)
    with pytest.raises(Invalid):
        accounts.add(path, ROOT, name, role, actions, None)
    assert len(accounts.accounts(path)) == 1


def test_reading_closes_with_the_first_person_unless_it_is_opened(path: Path) -> None:
    assert not is_closed(path)
    accounts.add(path, ROOT, "Carla", "lezer", (), None)
    assert is_closed(path)
    accounts.open_reading(path, ROOT, True)
    assert not is_closed(path)
    people_path(path).write_bytes(b"iets anders " * 500)
    assert is_closed(path)


def test_grants_are_told_in_words_and_stay(path: Path) -> None:
    come_in(path, "aanjager", "3", "5")
    accounts.change(path, ROOT, account_of(path), "beslisser", ())
    accounts.end(path, ROOT, account_of(path))
    assert [grant.words for grant in accounts.grants(path)] == [
        "Carla kan zich niet meer aanmelden.",
        "Carla: van aanjager van actie 3 en 5 naar beslisser.",
        "Carla kan zich aanmelden als aanjager van actie 3 en 5.",
    ]
    with closing(sqlite3.connect(people_path(path))) as db:
        for change in ("DELETE FROM grant_entry", "UPDATE grant_entry SET who = 'x'"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(change)
