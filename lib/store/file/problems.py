"""What can be wrong with the database file, each with a Dutch sentence that says what to do.

Owns the translation of SQLite's errors; nothing here reads or writes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreProblem(Exception):
    """The database cannot be used as asked. `sentence` is for the screen; nothing was changed."""

    template = "Het gegevensbestand {name} kan nu niet worden gebruikt. Probeer het opnieuw."

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.sentence = self.template.format(name=self.path.name)
        super().__init__(self.sentence)


class DatabaseMissing(StoreProblem):
    """The file is gone, or its folder cannot be reached."""

    template = (
        "Het gegevensbestand {name} is er niet (meer). Zet een kopie terug op dezelfde plaats, "
        "of start de app opnieuw om met een leeg bestand te beginnen."
    )


class ReadOnlyFile(StoreProblem):
    """The file or its folder may not be written."""

    template = (
        "Het gegevensbestand {name} is alleen-lezen, dus er is niets opgeslagen. "
        "Geef de app schrijfrechten op het bestand en de map, en probeer het opnieuw."
    )


class DiskFull(StoreProblem):
    """No room for another page."""

    template = (
        "De schijf is vol, dus er is niets opgeslagen. Maak ruimte vrij en sla daarna opnieuw op; "
        "wat al was opgeslagen is er nog."
    )


class Busy(StoreProblem):
    """Another program held the write lock for longer than we wait."""

    template = (
        "Het gegevensbestand {name} is in gebruik door een ander programma, dus er is niets "
        "opgeslagen. Sluit dat programma of wacht even, en sla opnieuw op."
    )


class FolderUnusable(StoreProblem):
    """The folder cannot be made or may not be entered."""

    template = (
        "De map van het gegevensbestand {name} kan niet worden gemaakt of geopend. Geef de app rechten "
        "op die map, of kies met WERKAGENDA_DB een andere plaats."
    )


class NewerVersion(StoreProblem):
    """A later version of the app made this file."""

    template = (
        "Het gegevensbestand {name} is gemaakt met een nieuwere versie van Werkagenda. "
        "Werk de app bij; het bestand is niet aangeraakt."
    )


class NotADatabase(StoreProblem):
    """The file is something else, or damaged."""

    template = (
        "Het bestand {name} is geen (heel) gegevensbestand van Werkagenda. Zet een kopie terug of geef "
        "met WERKAGENDA_DB een ander bestand op; het bestand is niet aangeraakt."
    )


class OtherSet(StoreProblem):
    """An example file in the place of the real one, or the other way round."""

    template = (
        "Het gegevensbestand {name} hoort bij de andere set: echte en verzonnen gegevens staan nooit door "
        "elkaar. Geef met WERKAGENDA_DB een ander bestand op; het bestand is niet aangeraakt."
    )


_BY_CODE: dict[int, type[StoreProblem]] = {
    sqlite3.SQLITE_READONLY: ReadOnlyFile,
    sqlite3.SQLITE_PERM: ReadOnlyFile,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_CORRUPT: NotADatabase,
}


def problem_for(error: sqlite3.Error, path: Path) -> StoreProblem:
    """The problem that a SQLite error stands for; a missing table means a foreign or broken file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_ERROR and "no such table" in str(error):
        return NotADatabase(path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return cannot_open(path)
    return _BY_CODE.get(code, StoreProblem)(path)


def cannot_open(path: Path, to_enter: int = os.W_OK | os.X_OK) -> StoreProblem:
    """What stands in the way: a folder in the file's place, a lack of rights, or nothing at all.

    `to_enter` are the rights on the folder without which even a missing file would not be the problem.
    """
    try:
        if path.is_dir():
            return NotADatabase(path)
        if path.exists():
            return ReadOnlyFile(path)
        usable = path.parent.is_dir() and os.access(path.parent, to_enter)
    except OSError:
        usable = False
    return DatabaseMissing(path) if usable else FolderUnusable(path)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn operational SQLite errors within the block into a StoreProblem.

    Integrity errors pass through: they are mistakes of ours, not of the machine.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise problem_for(error, path) from error
