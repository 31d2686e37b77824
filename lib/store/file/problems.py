"""What can be wrong with the database file, each with a Dutch sentence that says what to do.

Owns the translation of SQLite's errors; nothing here touches the database.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from lib.dutch import moment_text


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


class Emptied(StoreProblem):
    """The file holds nothing, and what stands beside it shows that it did."""

    template = (
        "Het gegevensbestand {name} is leeg, maar ernaast staat een kopie of een logboek van een agenda. Zet "
        "de kopie terug. Wilt u echt opnieuw beginnen, haal dan het lege bestand weg; er is niets aangeraakt."
    )


class UnsafePlace(StoreProblem):
    """The file stands where other machines or programs write along."""

    template = (
        "Het gegevensbestand {name} staat op een plaats waar het beschadigd kan raken. Zet het op de eigen "
        "schijf van deze computer en geef met WERKAGENDA_DB de nieuwe plaats op; het bestand is niet "
        "aangeraakt. Kopieën mogen wel op zo’n plaats staan."
    )

    @classmethod
    def because(cls, path: Path, where: str) -> UnsafePlace:
        """Return the problem that says where the file stands."""
        problem = cls(path)
        problem.sentence = problem.sentence.replace("op een plaats waar", f"{where}, waar", 1)
        problem.args = (problem.sentence,)
        return problem


class ClockBehind(StoreProblem):
    """The newest change is of a moment that the clock has yet to reach."""

    template = (
        "Er is niets opgeslagen: de klok van deze computer loopt achter op de nieuwste wijziging in {name}. "
        "Zet de klok goed. Staat zij goed, dan liep zij toen voor: sluit de app en herstel het bestand met "
        "python -m lib.store.file.clock."
    )

    @classmethod
    def at(cls, path: Path, clock: str, newest: str) -> ClockBehind:
        """Return the problem with both moments in its sentence."""
        problem = cls(path)
        problem.sentence += f" Nu is het {moment_text(clock)}; die wijziging is van {moment_text(newest)}."
        problem.args = (problem.sentence,)
        return problem


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


_A_PAGE = bytes(4096)
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def problem_for(error: sqlite3.Error, path: Path) -> StoreProblem:
    """Return the problem that a SQLite error stands for; a missing table means a foreign or broken file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_ERROR and "no such table" in str(error):
        return NotADatabase(path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return cannot_open(path)
    if code == sqlite3.SQLITE_IOERR and not has_room(path):
        return DiskFull(path)
    return _BY_CODE.get(code, StoreProblem)(path)


def has_room(path: Path) -> bool:
    """Tell whether the file could grow: SQLite does not say why the disk refused a write, the disk does."""
    try:
        with TemporaryFile(dir=path.parent) as probe:
            probe.truncate(path.stat().st_size + len(_A_PAGE))
            probe.write(_A_PAGE)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno not in _NO_ROOM
    return True


def cannot_open(path: Path, to_enter: int = os.W_OK | os.X_OK) -> StoreProblem:
    """Return what stands in the way: a folder in the file's place, a lack of rights, or nothing at all.

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
