"""Keys and sessions: what lets in, for how long, and what a write still finds of it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from lib.access import NotAllowed, Person
from lib.store import records
from lib.store.file.connection import writing
from lib.store.people import file, sessions
from lib.store.people.file import PeopleUnreadable, people, people_path
from lib.store.people.sessions import TooMany, enter, find, hold, leave, make_start_key


def pass_time(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Let the clock of sessions run ahead."""
    real = file.moment
    monkeypatch.setattr(sessions, "moment", lambda later=timedelta(): real(by + later))


def test_a_key_begins_one_session_and_only_one(path: Path) -> None:
    key = make_start_key(path)
    secret = enter(path, key, "127.0.0.1")
    assert secret
    assert find(path, secret)
    assert enter(path, key, "127.0.0.1") is None
    assert find(path, key) is None
    assert find(path, "") is None


def test_a_key_and_a_session_expire(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    early, late = make_start_key(path), make_start_key(path)
    secret = enter(path, early, "")
    pass_time(monkeypatch, sessions.KEY_HOLDS)
    assert enter(path, late, "") is None
    assert find(path, secret or "")
    pass_time(monkeypatch, sessions.SESSION_HOLDS)
    assert find(path, secret or "") is None


def test_nothing_that_lets_in_is_stored_and_only_the_owner_reads_the_file(path: Path) -> None:
    key = make_start_key(path)
    secret = enter(path, key, "")
    content = people_path(path).read_bytes()
    assert secret
    assert key.encode() not in content
    assert secret.encode() not in content
    assert os.name == "nt" or stat.S_IMODE(people_path(path).stat().st_mode) == 0o600


def test_who_guesses_waits_but_others_come_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = make_start_key(path)
    for number in range(sessions.MOST_OF_ONE):
        assert enter(path, f"geraden {number}", "10.0.0.1") is None
    with pytest.raises(TooMany):
        enter(path, key, "10.0.0.1")
    assert enter(path, key, "10.0.0.2")
    pass_time(monkeypatch, sessions.MINUTE)
    assert enter(path, make_start_key(path), "10.0.0.1")


def test_all_who_guess_together_wait(path: Path) -> None:
    for number in range(sessions.MOST_OF_ALL):
        assert enter(path, "geraden", f"10.0.0.{number}") is None
    with pytest.raises(TooMany):
        enter(path, make_start_key(path), "10.0.1.1")


def test_a_write_looks_at_the_session_again(path: Path) -> None:
    hold(path, "a" * 32)
    session = find(path, "a" * 32)
    assert session
    anna = Person("Anna", session=session.id)
    with writing(path, anna) as db:
        records.save(db, "action", "3", 1, {"note": "nog binnen"})
    leave(path, "a" * 32)
    with pytest.raises(NotAllowed) as refused, writing(path, anna) as db:
        records.save(db, "action", "3", 2, {"note": "te laat"})
    assert refused.value.sentence == sessions.SIGNED_OUT
    assert find(path, "a" * 32) is None


def test_without_its_file_nobody_has_a_session(path: Path) -> None:
    hold(path, "a" * 32)
    people_path(path).write_bytes(b"iets anders " * 500)
    assert find(path, "a" * 32) is None
    with pytest.raises(PeopleUnreadable):
        make_start_key(path)
    with pytest.raises(NotAllowed), writing(path, Person("Anna", session=1)):
        pass
    people_path(path).unlink()
    assert find(path, "a" * 32) is None


def test_what_fails_halfway_leaves_nothing(path: Path) -> None:
    make_start_key(path)
    with suppress(PeopleUnreadable), people(path, writing=True) as db:
        db.execute("DELETE FROM entry_key")
        db.execute("SELECT * FROM nergens")
    with people(path) as db:
        assert db.execute("SELECT count(*) FROM entry_key").fetchone()[0] == 1
