"""Where the files of the tests are, the order of all tests, and what workers share."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

# Before any test is read: each keeps the profile that it was read with, also when another room read it first.
settings.register_profile("same every time", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None, max_examples=1_000)
settings.load_profile("same every time")

HERE = Path(__file__).resolve().parent
MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""What the files of all tests together may take, in bytes, with much to spare."""

ROOMS = ("unit", "app", "browser")
"""The order of all tests. Browser tests last: Playwright keeps an event loop in the process that uses it."""

LONGEST = "test_accessibility.py"
"""The file of tests that takes longest by far, so one worker begins with it."""

FILLED_AT = "2022-01-03T08:00:00.000Z"
"""When the agenda of the tests was first filled: any fixed moment in the past."""

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
"""Which of the workers this is; the only one when there are none."""


def pytest_configure() -> None:
    """Keep the files of the tests in memory where there is room: a disk makes each write wait."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
        os.environ.setdefault("TMPDIR", str(MEMORY))


@pytest.fixture(scope="session")
def first_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the closed file of a data set, filled at `FILLED_AT` by whichever worker asks first; copy it."""
    from lib.store.file import connection
    from lib.store.seed import seeding

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "first"
    folder.mkdir(exist_ok=True)

    def fill(dataset: str) -> Path:
        with (folder / dataset).open("w") as turn, pytest.MonkeyPatch.context() as patch:
            fcntl.flock(turn, fcntl.LOCK_EX)
            patch.setenv("WERKAGENDA_DB", str(folder / "werkagenda.db"))
            patch.setattr(connection, "now", lambda: FILLED_AT)
            made = connection.database_path(dataset)
            if not made.exists():
                seeding.prepare(dataset)
                connection.let_go(made)
        return made

    return fill


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let two workers start at either end: what the one has compiled the other only reads."""
    report = yield
    if isinstance(collector, pytest.Dir) and report.result and int(WORKER[2:]) % 2:
        report.result.reverse()
    return report


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Keep the garbage collector off what stays till the end: looking at it took a third of the time."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files in order. All tests of a file run on one worker, and share what is slow to make."""
    items.sort(key=lambda item: _place(item.path))


@cache
def _place(file: Path) -> tuple[int, bool, int, Path]:
    """Return where a file stands: of browser tests long files first, so that no worker waits at the end."""
    room = ROOMS.index(file.relative_to(HERE).parts[0])
    length = file.stat().st_size if ROOMS[room] == "browser" else 0
    return room, file.name != LONGEST, -length, file
