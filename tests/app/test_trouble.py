"""When the file or the right to write is missing: a Dutch sentence that says what to do, no traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from streamlit import config

from lib.access import NOT_LOCAL
from lib.store.file import connection
from lib.store.schema.migrations import migrations
from tests.app.conftest import OpenScreen
from tests.app.screen import PAGES
from tests.unit import desk


def garbage(path: Path) -> None:
    """Something else than a database."""
    path.write_bytes(b"Dit is een brief, geen gegevensbestand. " * 200)


def foreign(path: Path) -> None:
    """A database of another program."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE klanten (naam TEXT)")
        other.commit()


def newer(path: Path) -> None:
    """A file that a later version of the app has worked on."""
    with closing(sqlite3.connect(path)) as other:
        other.execute(
            f"INSERT INTO {migrations.migrations_table} (migration_set, name, applied_at) "
            "VALUES ('werkagenda', 'm999_later', '2030-01-01')"
        )
        other.commit()


def folder(path: Path) -> None:
    """A folder in the place of the file."""
    path.mkdir()


def remove(path: Path) -> None:
    """The agenda and all that belongs to it, away."""
    connection.let_go(path)
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


TROUBLES: list[tuple[Callable[[Path], None], bool, str]] = [
    (garbage, False, "is geen (heel) gegevensbestand van Werkagenda"),
    (foreign, False, "is geen (heel) gegevensbestand van Werkagenda"),
    (folder, False, "is geen (heel) gegevensbestand van Werkagenda"),
    (newer, True, "is gemaakt met een nieuwere versie van Werkagenda"),
]


@pytest.mark.parametrize(("spoil", "keep", "sentence"), TROUBLES)
def test_a_file_that_cannot_be_used_is_explained_on_each_page(
    real: Path, screen: OpenScreen, spoil: Callable[[Path], None], keep: bool, sentence: str
) -> None:
    if not keep:
        remove(real)
    spoil(real)
    before = real.read_bytes() if real.is_file() else None
    here = screen()
    for page in PAGES:
        here.open(page, actie="3")
        assert len(here.errors) == 1
        assert sentence in here.errors[0]
        assert "Opnieuw proberen" in here.buttons
    assert not real.is_file() or real.read_bytes() == before, "the file was touched"


def test_the_page_comes_back_when_the_file_does(real: Path, screen: OpenScreen) -> None:
    whole = real.read_bytes()
    remove(real)
    garbage(real)
    here = screen().open()
    assert here.errors
    real.write_bytes(whole)
    here.press("Opnieuw proberen")
    assert not here.errors
    assert len(here.shown()) == 13


def test_a_file_that_disappears_while_somebody_types(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("fields 3").edit("actie", actie="3")
    whole = real.read_bytes()
    remove(real)
    garbage(real)
    here.fill({"action 3 note": "mijn lange stand"}).press("Opslaan", "action 3 form")
    assert "is geen (heel) gegevensbestand" in here.errors[0]
    here.press("Opnieuw proberen")
    real.write_bytes(whole)
    here.press("Opnieuw proberen")
    assert here.value("action 3 note") == "mijn lange stand"
    here.press("Opslaan", "action 3 form")
    assert desk.action(real)["note"] == "mijn lange stand"


def test_a_step_that_could_not_be_stored_is_not_lost(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("fields 3").edit("actie", actie="3")
    whole = real.read_bytes()
    remove(real)
    garbage(real)
    here.fill({"step 3 what": "Drie bedrijven doen mee", "step 3 kind": "afspraak"})
    here.press("Gebeurtenis vastleggen", "step 3 form")
    real.write_bytes(whole)
    here.press("Opnieuw proberen")
    assert (here.value("step 3 what"), here.value("step 3 kind")) == ("Drie bedrijven doen mee", "afspraak")
    here.open("actie", actie="4", modus="bewerken")
    assert here.value("step 4 what") == ""


def test_a_grid_whose_file_is_gone(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit(weergave="lijst")
    remove(real)
    garbage(real)
    here.type_cell(0, "Stand van zaken", "mijn lange stand")
    assert "is geen (heel) gegevensbestand" in here.errors[0]
    here.run()


def test_the_example_set_does_not_mind_a_broken_real_one(real: Path, screen: OpenScreen) -> None:
    remove(real)
    garbage(real)
    here = screen().open(set="voorbeeld")
    assert not here.errors
    assert len(here.shown()) == 13


def test_a_folder_that_cannot_be_made(
    tmp_path: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bestand").write_text("geen map")
    monkeypatch.setenv("WERKAGENDA_DB", str(tmp_path / "bestand" / "werkagenda.db"))
    assert "kan niet worden gemaakt of geopend" in screen().open().errors[0]


def test_a_locked_file_refuses_the_save_and_keeps_what_was_typed(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    here = screen("Anna").unfold("fields 3").edit("actie", actie="3")
    with closing(sqlite3.connect(real, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        here.fill({"action 3 note": "mijn lange stand"}).press("Opslaan", "action 3 form")
        assert "is in gebruik door een ander programma" in here.errors[0]
        assert here.value("action 3 note") == "mijn lange stand"
        other.execute("ROLLBACK")
    here.press("Opslaan", "action 3 form")
    assert desk.action(real)["note"] == "mijn lange stand"


# ---------------------------------------------------------------------------- not allowed

ELSEWHERE = [
    ("http://192.168.1.20:8501/", "127.0.0.1"),
    ("http://werkagenda.voorbeeld.invalid/", "127.0.0.1"),
    ("http://192.168.1.20:8501/", "0.0.0.0"),
    ("http://192.168.1.20:8501/", ""),
]


@pytest.mark.parametrize(("url", "listening_on"), ELSEWHERE)
def test_who_holds_no_key_reads_only_and_is_told_why(
    real: Path, screen: OpenScreen, url: str, listening_on: str
) -> None:
    config.set_option("server.address", listening_on or None)
    here = screen("Anna", url=url)
    for page, params in (("", {"weergave": "lijst"}), ("actie", {"actie": "3"}), ("wijzigingen", {})):
        here.edit(page, **params)
        assert [one.value for one in here.app.info] == [NOT_LOCAL]
        assert not here.app.data_editor
        assert not here.app.text_area
        assert "name field" not in here.keys


def test_who_holds_the_key_edits_also_while_others_look_on(real: Path, screen: OpenScreen) -> None:
    config.set_option("server.address", "0.0.0.0")
    here = screen("Anna").unfold("fields 3").edit("actie", actie="3")
    here.fill({"action 3 note": "van achter de beamer"}).press("Opslaan", "action 3 form")
    assert desk.action(real)["note"] == "van achter de beamer"


def test_a_page_that_was_open_when_the_right_ended_saves_nothing(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("fields 3").edit("actie", actie="3")
    here.app.context["url"] = "http://192.168.1.20:8501/"
    here.fill({"action 3 note": "stiekem"}).press("Opslaan", "action 3 form")
    assert NOT_LOCAL in here.errors
    assert desk.action(real)["note"] == ""
