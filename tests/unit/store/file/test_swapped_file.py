"""Another file in the place of the agenda, also while the app runs; and a disk without room."""

from __future__ import annotations

import errno
import os
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lib.store.file import backup, connection, problems
from lib.store.file.connection import REAL, connect, newest_change
from lib.store.schema.migrations import MIGRATIONS, VERSION
from lib.store.seed import seeding
from tests.unit import desk


def test_every_file_says_of_which_version_it_is(path: Path) -> None:
    with closing(connect(path, "ro")) as bare:
        assert bare.execute("PRAGMA user_version").fetchone()[0] == VERSION == len(MIGRATIONS)


def test_a_file_from_before_that_was_said_gets_it_at_the_next_start(path: Path) -> None:
    newest = newest_change(path)
    with desk.outside(path) as other:
        other.execute("PRAGMA user_version = 0")
    desk.note(path, "Een oude kopie blijft te beschrijven")
    seeding.prepare(REAL)
    with closing(connect(path, "ro")) as bare:
        assert bare.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert newest_change(path) == newest + 1


def test_a_newer_version_that_takes_over_the_file_is_not_written_by_the_old(path: Path) -> None:
    before = newest_change(path)
    with desk.outside(path) as other:
        other.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(problems.NewerVersion):
        desk.note(path, "Te oud")
    assert newest_change(path) == before


def empty(path: Path) -> None:
    connection.let_go(path)
    path.write_bytes(b"")


@pytest.mark.parametrize("beside", ["kopie-werkagenda-2026-03-02-101500.db", "werkagenda.db-wal"])
def test_an_emptied_file_is_not_filled_anew(path: Path, beside: str) -> None:
    empty(path)
    path.with_name(beside).write_bytes(b"x")
    with pytest.raises(problems.Emptied) as refused:
        seeding.prepare(REAL)
    assert path.stat().st_size == 0
    assert "kopie" in refused.value.sentence
    path.unlink()
    path.with_name(beside).unlink()
    seeding.prepare(REAL)
    assert desk.count(path, "action") == 13


def test_what_belongs_to_another_file_is_no_sign(path: Path) -> None:
    empty(path)
    for beside in (
        "kopie-werkagenda-voorbeeld-2026-03-02-101500.db",
        "kopie-anders-2026-03-02-101500.db",
        "werkagenda.db-x",
    ):
        path.with_name(beside).write_bytes(b"x")
    seeding.prepare(REAL)
    assert desk.count(path, "action") == 13


def test_a_copy_is_recognised_by_the_name_that_it_gets(path: Path) -> None:
    assert backup.copies(path) == []
    assert backup.main([]) == 0
    assert len(backup.copies(path)) == 1


def failing(code: int) -> Callable[..., Any]:
    """Stands for a disk that refuses more bytes."""

    def refuse(*_arguments: Any, **_options: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (errno.ENOSPC, problems.DiskFull),
        (errno.EFBIG, problems.DiskFull),
        (errno.EDQUOT, problems.DiskFull),
        (errno.EIO, problems.StoreProblem),
    ],
)
def test_a_failed_write_without_room_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, problem: type[problems.StoreProblem]
) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert type(problems.problem_for(error, path)) is problems.StoreProblem
    monkeypatch.setattr(problems, "TemporaryFile", failing(code))
    assert type(problems.problem_for(error, path)) is problem


def write_on(path: Path) -> None:
    """Notes of nearly two kilobytes, each another one, more than the file has room for in its last pages."""
    for number in range(200):
        desk.note(path, f"{number} " + "x" * 1_900)


def test_a_bound_on_the_size_of_files_is_a_full_disk(path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        with pytest.raises(problems.DiskFull):
            write_on(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    desk.note(path, "Er is weer ruimte")
