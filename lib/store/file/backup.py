"""A safe copy of the agenda while the app runs: `python -m lib.store.file.backup [file]`, or `make copy`.

Owns copying a database as one whole, checked file. Copying `werkagenda.db` by hand while the app
runs may miss what still stands in the write-ahead log beside it.
"""

from __future__ import annotations

import argparse
import glob
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from lib.dutch import HERE
from lib.store.file.connection import DATASETS, REAL, connect, database_path
from lib.store.file.problems import FolderUnusable, NotADatabase, StoreProblem, explained


def copy(source: Path, target: Path) -> None:
    """Copy a database to a new file and check the copy; never over an existing file.

    Raises FileExistsError, or StoreProblem when the source cannot be read or the copy is not whole. The copy
    gets its name only when it is whole: half a file must not pass for one.
    """
    if target.exists():
        raise FileExistsError(target)
    _make_folder(target)
    half = target.with_name(f"{target.name}.half")
    half.unlink(missing_ok=True)
    try:
        with explained(source), closing(connect(source, "ro")) as agenda:
            agenda.execute("VACUUM INTO ?", (str(half),))
        with explained(half), closing(sqlite3.connect(half)) as made:
            if made.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise NotADatabase(target)
        half.rename(target)
    except sqlite3.IntegrityError:  # a row that no program of ours could have stored
        raise NotADatabase(source) from None
    finally:
        half.unlink(missing_ok=True)


def _make_folder(target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise FolderUnusable(target) from None


def dated_name(source: Path, moment: datetime) -> Path:
    """Return where a copy goes when no file is named: beside the original, with the moment in its name."""
    return source.with_name(f"kopie-{source.stem}-{moment:%Y-%m-%d-%H%M%S}{source.suffix}")


def copies(source: Path) -> list[Path]:
    """Return the copies that stand beside a file under the names that they get by themselves."""
    return sorted(source.parent.glob(f"kopie-{glob.escape(source.stem)}-[0-9]*{source.suffix}"))


def main(arguments: list[str] | None = None) -> int:
    """Make a copy as the command line asks; 0 when it was made."""
    parser = argparse.ArgumentParser(description="Maak een veilige kopie van de werkagenda.")
    parser.add_argument("file", nargs="?", type=Path, help="waar de kopie komt")
    parser.add_argument("--set", choices=DATASETS, default=REAL, help="welke gegevens")
    asked = parser.parse_args(arguments)
    source = database_path(asked.set)
    target = asked.file or dated_name(source, datetime.now(HERE))
    try:
        copy(source, target)
    except FileExistsError:
        print(f"Er is al een bestand {target}. Kies een andere naam.", file=sys.stderr)
        return 1
    except StoreProblem as problem:
        print(problem.sentence, file=sys.stderr)
        return 1
    print(f"Kopie gemaakt: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
