"""Fixtures of the tests of files: these move, spoil and lock them, so each test has one of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lib.store.file import connection


@pytest.fixture
def path(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A freshly filled agenda of this test's own, kept open as an app that started does."""
    place = Path(shutil.copy(template, tmp_path / "werkagenda.db"))
    monkeypatch.setenv("WERKAGENDA_DB", str(place))
    connection.keep_open(place)
    return place


@pytest.fixture
def example(replayed: Path, fresh: Path) -> Path:
    """An example set of this test's own, with no real agenda beside it yet."""
    fresh.parent.mkdir()
    place = Path(shutil.copy(replayed, connection.database_path(connection.EXAMPLE)))
    connection.keep_open(place)
    return place
