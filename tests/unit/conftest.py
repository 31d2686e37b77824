"""Fixtures of the unit tests: an agenda per test as it was filled, and nothing else left open after it."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lib.access import Person
from lib.store.file import connection
from lib.store.finding import index
from lib.store.seed import seeding
from tests.kept import Kept, let_others_go, tidy
from tests.unit import desk


@pytest.fixture(scope="session")
def template(first_file: Callable[[str], Path]) -> Path:
    """A filled, closed file; tests work on copies."""
    return first_file(connection.REAL)


@pytest.fixture(scope="session")
def on_desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Give a filled file as it was filled, in the one place where all tests work on it.

    Its connections stay open, as in an app that started: most tests take less than reading the schema anew.
    """
    desks: dict[Path, Kept] = {}

    def lay(filled: Path) -> Path:
        if filled not in desks:
            desks[filled] = Kept(filled, tmp_path_factory.mktemp("desk"))
        index._indexes.clear()  # they go by the place of an agenda and its newest change
        place = desks[filled].put_back()
        tidy(place.parent)
        connection.keep_open(place)
        return place

    return lay


@pytest.fixture
def path(template: Path, on_desk: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A freshly filled agenda for this test, kept open as an app that started does."""
    place = on_desk(template)
    monkeypatch.setenv("WERKAGENDA_DB", str(place))
    return place


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the agenda will be; there is no file yet."""
    place = tmp_path / "nieuw" / "werkagenda.db"
    monkeypatch.setenv("WERKAGENDA_DB", str(place))
    return place


@pytest.fixture(scope="session")
def replayed(first_file: Callable[[str], Path]) -> Path:
    """The closed file of the example set; tests work on copies."""
    return first_file(connection.EXAMPLE)


@pytest.fixture
def example(replayed: Path, on_desk: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A freshly filled example set for this test, with no real agenda beside it yet."""
    place = on_desk(replayed)
    monkeypatch.setenv("WERKAGENDA_DB", str(place.with_name("werkagenda.db")))
    return place


@pytest.fixture
def anna() -> Person:
    """An editor."""
    return desk.ANNA


@pytest.fixture
def bram() -> Person:
    """Another editor."""
    return desk.BRAM


@pytest.fixture(autouse=True)
def _nothing_left_open() -> Iterator[None]:
    """Close the idle connections after each test, but those to what lies on the desk."""
    yield
    let_others_go()


@pytest.fixture(autouse=True, scope="module")
def _nothing_leaked() -> Iterator[None]:
    """Collect what a module's tests dropped, so that a forgotten connection warns here: warnings fail.

    What is left then stays, and is not looked at again after each of the modules that follow.
    """
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture
def old(left: Path, fresh: Path) -> Path:
    """A file as an older release left it: each test file says which, with a fixture `left`."""
    fresh.parent.mkdir()
    return Path(shutil.copy(left, fresh))


@pytest.fixture(scope="module")
def brought(left: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same file, brought along by this release once, and closed."""
    place = Path(shutil.copy(left, tmp_path_factory.mktemp("brought")))
    connection.let_go(seeding.prepare_file(place, connection.REAL))
    return place


@pytest.fixture
def opened(brought: Path, fresh: Path) -> Path:
    """The same file, opened by this release."""
    fresh.parent.mkdir()
    place = Path(shutil.copy(brought, fresh))
    connection.keep_open(place)
    return place
