"""The copies of an agenda: made by one press, and one a day by itself, in the folder of the settings.

Owns their names, which of them stay, and when the next one is due. Only copies of a day are cleared away;
what somebody made stays until somebody removes it.
"""

from __future__ import annotations

import glob
import logging
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from lib.dutch import HERE, local_time
from lib.store import history
from lib.store.file import backup
from lib.store.file.connection import Database, reading
from lib.store.file.problems import FolderUnusable, StoreProblem
from lib.store.file.settings import settings

_NAME = re.compile(r"-(\d{4}-\d\d-\d\d)-(?:(\d{6})|(dag))(-voor-terugzetten)?$")
_log = logging.getLogger(__name__)


class CopyFolderUnusable(StoreProblem):
    """The folder that the settings name for copies cannot be made or opened."""

    template = (
        "De map voor kopieën {name} kan niet worden gemaakt of geopend. Kies bij Beheer, Kopieën een andere "
        "map, of geef de app rechten op deze."
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as its name tells: of which day, of which time, made by itself or kept before a restore."""

    path: Path
    day: date
    time: str
    daily: bool
    aside: bool
    size: int

    @property
    def kind(self) -> str:
        """How it came to be, in words."""
        if self.aside:
            return "wat er stond vóór het terugzetten"
        return "vanzelf, één per dag" if self.daily else "met de hand"


def folder_of(db: Database, path: Path) -> Path:
    """Return the folder that the settings name for copies; else the one of the file itself."""
    named = settings(db).copy_folder
    return Path(named) if named else path.parent


def copies_of(path: Path, folder: Path) -> list[Copy]:
    """Return the copies of a file in a folder and beside itself, newest first."""
    name = f"kopie-{glob.escape(path.stem)}-[0-9]*{path.suffix}"
    try:
        found = [_read(file) for place in {folder, path.parent} for file in place.glob(name)]
    except OSError:
        raise CopyFolderUnusable(folder) from None
    return sorted((copy for copy in found if copy), key=lambda copy: (copy.day, copy.time), reverse=True)


def _read(file: Path) -> Copy | None:
    named = _NAME.search(file.stem)
    try:
        size = file.stat().st_size
        day = date.fromisoformat(named[1]) if named else None
    except (OSError, ValueError):
        return None
    if named is None or day is None:
        return None
    time = f"{named[2][:2]}:{named[2][2:4]}" if named[2] else ""
    return Copy(file, day, time, bool(named[3]), bool(named[4]), size)


def make_copy(path: Path, moment: datetime) -> Path:
    """Make a checked copy with the moment in its name. Raises StoreProblem."""
    with reading(path) as db:
        folder = folder_of(db, path)
    target = folder / backup.dated_name(path, moment).name
    while target.exists():
        moment += timedelta(seconds=1)
        target = folder / backup.dated_name(path, moment).name
    _copy(path, target)
    return target


def _copy(path: Path, target: Path) -> None:
    try:
        backup.copy(path, target)
    except FolderUnusable:
        raise CopyFolderUnusable(target.parent) from None


def make_daily(path: Path, today: date) -> Path | None:
    """Make the copy of the day when there is something new to keep, and clear away the oldest of them."""
    with reading(path) as db:
        wanted, folder, last = settings(db), folder_of(db, path), history.last_change(db)
        nothing_yet = history.newest(db) <= history.seeded(db)
    if not wanted.copies_daily or nothing_yet or last is None:
        return None
    daily = [copy for copy in copies_of(path, folder) if copy.daily]
    if daily and (daily[0].day >= today or local_time(last[0]).date() < daily[0].day):
        return None
    target = folder / f"kopie-{path.stem}-{today.isoformat()}-dag{path.suffix}"
    with suppress(FileExistsError):  # another process was first
        _copy(path, target)
    for old in daily[wanted.copies_kept - 1 :]:
        with suppress(OSError):
            old.path.unlink()
    return target


def keep_daily(path: Path) -> None:
    """Make the copy of the day if it is due; what stands in its way goes to the log."""
    if not path.is_file():
        return
    try:
        make_daily(path, datetime.now(HERE).date())
    except StoreProblem as problem:
        _log.warning("no copy was made: %s", problem)
