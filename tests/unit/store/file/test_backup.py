"""A safe copy of the agenda: whole, checked, under a name of its own, or a sentence that says why not."""

from pathlib import Path

import pytest

from lib.access import Person
from lib.store import records
from lib.store.file import backup
from lib.store.file.connection import connect, reading, writing
from lib.store.file.problems import DatabaseMissing, FolderUnusable, NotADatabase

ANNA = Person("Anna")


def note(path: Path, words: str) -> None:
    """Anna writes a note at action 3."""
    with writing(path, ANNA) as db:
        records.save(db, "action", "3", records.get(db, "action", "3")["version"], {"note": words})


def noted(path: Path) -> str:
    """The note of action 3."""
    with reading(path) as db:
        return str(records.get(db, "action", "3")["note"])


def test_a_copy_holds_what_was_just_saved_and_stays_as_it_was(path: Path, tmp_path: Path) -> None:
    note(path, "Net opgeslagen")
    target = tmp_path / "kopie" / "agenda.db"
    backup.copy(path, target)
    note(path, "Daarna gewijzigd")
    assert noted(target) == "Net opgeslagen"
    assert [one.name for one in target.parent.iterdir() if not one.name.endswith(("-wal", "-shm"))] == [
        "agenda.db"
    ]


def test_a_copy_is_made_while_somebody_is_writing(path: Path, tmp_path: Path) -> None:
    other = connect(path, "rw")
    other.execute("BEGIN IMMEDIATE")
    backup.copy(path, tmp_path / "kopie.db")
    other.execute("ROLLBACK")
    other.close()
    assert noted(tmp_path / "kopie.db") == noted(path)


def test_an_existing_file_is_never_written_over(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.db"
    target.write_text("een brief")
    with pytest.raises(FileExistsError):
        backup.copy(path, target)
    assert target.read_text() == "een brief"


def test_half_a_copy_of_before_does_not_stand_in_the_way(path: Path, tmp_path: Path) -> None:
    (tmp_path / "kopie.db.half").write_bytes(b"half")
    backup.copy(path, tmp_path / "kopie.db")
    assert not (tmp_path / "kopie.db.half").exists()


def test_what_cannot_be_copied_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "kopie"
    with pytest.raises(DatabaseMissing):
        backup.copy(tmp_path / "weg.db", folder / "kopie.db")
    letter = tmp_path / "brief.db"
    letter.write_text("Dit is een brief. " * 400)
    with pytest.raises(NotADatabase):
        backup.copy(letter, folder / "kopie.db")
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_gets_a_sentence(path: Path, tmp_path: Path) -> None:
    (tmp_path / "map").write_text("geen map")
    with pytest.raises(FolderUnusable, match="map"):
        backup.copy(path, tmp_path / "map" / "kopie.db")


def test_the_command_says_in_dutch_how_it_went(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WERKAGENDA_DB", str(path))
    target = tmp_path / "kopie.db"
    assert backup.main([str(target)]) == 0
    assert capsys.readouterr().out == f"Kopie gemaakt: {target}\n"
    assert backup.main([str(target)]) == 1
    assert "Kies een andere naam." in capsys.readouterr().err
    assert backup.main([str(target / "in een bestand" / "kopie.db")]) == 1
    assert "kan niet worden gemaakt of geopend" in capsys.readouterr().err


def test_without_a_name_the_copy_stands_beside_the_agenda_with_its_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WERKAGENDA_DB", str(path))
    assert backup.main([]) == 0
    (made,) = path.parent.glob(f"kopie-{path.stem}-*{path.suffix}")
    assert str(made) in capsys.readouterr().out
    assert noted(made) == noted(path)
