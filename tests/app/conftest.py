"""Fixtures of the app tests: databases of one's own, visitors at this machine, nothing kept between tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit as st
from streamlit import config
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_popover_container import PopoverContainer
from streamlit.testing.v1 import app_test

from lib.access import Session, is_loopback
from lib.store.file import connection
from lib.ui.here import cache, visitor
from lib.ui.slides import light
from tests.app import coalition_desk
from tests.app.screen import Screen
from tests.kept import Kept, forget_changes, let_others_go, tidy
from tests.table_to_present import prepare_table

OpenScreen = Callable[..., Screen]
"""Gives a visitor a tab, on which nothing is opened yet: `screen(name, url=...)`."""


@pytest.fixture(scope="session")
def filled(first_file: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both data sets, just filled; tests work on a copy."""
    folder = tmp_path_factory.mktemp("filled")
    for dataset in connection.DATASETS:
        shutil.copy(first_file(dataset), folder)
    return folder


@pytest.fixture(scope="session")
def agendas(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Kept]:
    """Both data sets beside each other, in the place where tests work on them."""
    folder = tmp_path_factory.mktemp("desk")
    return [Kept(file, folder) for file in sorted(filled.glob("*.db"))]


@pytest.fixture(scope="session")
def tabled(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Kept], str]:
    """Both data sets, in the example set with an open meeting, and the number of that."""
    before, folder = tmp_path_factory.mktemp("tabled"), tmp_path_factory.mktemp("table")
    shutil.copytree(filled, before, dirs_exist_ok=True)
    (example,) = before.glob("*-voorbeeld.db")
    table = prepare_table(example)
    connection.let_go(example)
    return [Kept(file, folder) for file in sorted(before.glob("*.db"))], str(table)


@pytest.fixture(scope="session")
def coalesced(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Kept]:
    """Both data sets, in the real one with coalitions."""
    before, folder = tmp_path_factory.mktemp("coalesced"), tmp_path_factory.mktemp("coalition")
    shutil.copytree(filled, before, dirs_exist_ok=True)
    real = before / "werkagenda.db"
    coalition_desk.fill(real)
    connection.let_go(real)
    return [Kept(file, folder) for file in sorted(before.glob("*.db"))]


@pytest.fixture
def real(agendas: list[Kept], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real agenda of this test, just filled, with the example set beside it."""
    path, _ = sorted(kept.put_back() for kept in agendas)[::-1]
    tidy(path.parent)
    monkeypatch.setenv("WERKAGENDA_DB", str(path))
    return path


@pytest.fixture
def example(real: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example set of this test, which addresses without `set` open."""
    monkeypatch.setenv("WERKAGENDA_SET", "voorbeeld")
    return connection.database_path(connection.EXAMPLE)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the agenda should be; there is no file yet."""
    path = tmp_path / "werkagenda.db"
    monkeypatch.setenv("WERKAGENDA_DB", str(path))
    return path


@pytest.fixture
def screen() -> OpenScreen:
    """Open tabs with `screen(name)`."""
    return Screen


@pytest.fixture
def unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all that pages fold away stand open from the first run on."""
    for kind in (ExpanderContainer, PopoverContainer):
        monkeypatch.setattr(kind, "open", property(lambda _box: True, lambda _box, _open: None))


@pytest.fixture(autouse=True, scope="session")
def _no_folder_left() -> Iterator[None]:
    """Streamlit's test engine makes a folder for itself and leaves it to the garbage collector."""
    yield
    app_test.TMP_DIR.cleanup()


@pytest.fixture(autouse=True)
def _on_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server listens on this machine only, as `make run` has it, and the data set is the real one."""
    monkeypatch.delenv("WERKAGENDA_SET", raising=False)
    before = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")
    yield
    config.set_option("server.address", before)


@pytest.fixture(autouse=True)
def _the_key_is_held_at_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who opens the app as this machine has its start key; the engine of these tests has no cookies."""

    def session() -> Session | None:
        return Session(0) if is_loopback(urlsplit(str(st.context.url)).hostname or "") else None

    monkeypatch.setattr(visitor, "session", session)


@pytest.fixture
def nothing_worked_out() -> Iterator[None]:
    """Let each page work everything out in this test, and no other test have that."""
    cache._KEPT.clear()
    yield
    cache._KEPT.clear()


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Forget cached files and what followed from changes, and close idle connections after each test."""
    yield
    st.cache_resource.clear()
    st.cache_data.clear()
    forget_changes()
    light._decks.clear()
    let_others_go()
