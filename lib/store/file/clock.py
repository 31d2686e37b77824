"""Mends what was recorded while the clock was ahead: `python -m lib.store.file.clock`.

Owns giving changes of the future a moment that has been. Moments in the history never go back, so one write
with a clock of years ahead would stamp all later ones with its own moment.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from lib.dutch import HERE, local_time, moment_text, stamp
from lib.store.file import backup, connection
from lib.store.file.chain import seal
from lib.store.file.connection import DATASETS, REAL, connect, database_path, take_turn
from lib.store.file.problems import StoreProblem, explained

_A_MOMENT = timedelta(milliseconds=1)


def mend(path: Path) -> int:
    """Let changes of the future happen just now, in their own order; returns how many there were.

    The days that were recorded with them, such as that of a withdrawal, become today as well.
    """
    with explained(path), closing(connect(path, "rw")) as bare:
        take_turn(bare)
        try:
            changed = _mend(bare)
            bare.execute("COMMIT")
        except BaseException:
            if bare.in_transaction:
                bare.execute("ROLLBACK")
            raise
    connection.let_go(path)
    return changed


def _mend(bare: sqlite3.Connection) -> int:
    clock = connection.now()
    ahead = bare.execute("SELECT id, tbl, row_id, at, row FROM history WHERE at > ? ORDER BY id", (clock,))
    entries = ahead.fetchall()
    if not entries:
        return 0
    before = bare.execute("SELECT max(at) FROM history WHERE at <= ?", (clock,)).fetchone()[0] or ""
    moments = _moments({str(entry[3]) for entry in entries}, clock, before)
    words = moments | {_day(old): _day(new) for old, new in moments.items()}
    guards = _lift_guards(bare)
    for number, table, row_id, at, row in entries:
        mended = {name: words.get(value, value) for name, value in json.loads(row).items()}
        values = (moments[at], json.dumps(mended, ensure_ascii=False, separators=(",", ":")), number)
        bare.execute("UPDATE history SET at = ?, row = ? WHERE id = ?", values)
        _store(bare, table, row_id, mended)
    # What was printed of the chain since then no longer fits: it named moments that had not been.
    bare.execute("UPDATE history SET chain = NULL WHERE id >= ?", (entries[0][0],))
    seal(bare)
    for guard in guards:
        bare.execute(guard)
    _note(bare, clock, entries[0][3], entries[-1][3], len(entries))
    return len(entries)


def _moments(ahead: set[str], clock: str, before: str) -> dict[str, str]:
    """Map each future moment to one that has been, after all others, in the same order."""
    first = datetime.fromisoformat(max(before, stamp(datetime.fromisoformat(clock) - len(ahead) * _A_MOMENT)))
    return {old: stamp(first + place * _A_MOMENT) for place, old in enumerate(sorted(ahead), start=1)}


def _day(moment: str) -> str:
    return local_time(moment).date().isoformat()


def _lift_guards(bare: sqlite3.Connection) -> list[str]:
    """Take away the triggers, that would log the mending and refuse it; returns the SQL that makes them."""
    triggers = bare.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        bare.execute(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in triggers]


def _store(bare: sqlite3.Connection, table: str, row_id: str, row: Mapping[str, object]) -> None:
    """Give a row the values of its entry; the last entry of a row comes last, so that its values stay."""
    key = "action_id" if table == "adopted" else "id"
    names = [name for name in row if name != key]
    places = ", ".join(f"{name} = ?" for name in names)
    values = [row[name] for name in names]
    bare.execute(f"UPDATE {table} SET {places} WHERE CAST({key} AS TEXT) = ?", (*values, row_id))


def _note(bare: sqlite3.Connection, clock: str, first: str, last: str, count: int) -> None:
    """Keep in the file that, when and what was mended: the history itself no longer tells."""
    what = {"wijzigingen": count, "van": first, "tot": last}
    values = (f"klok hersteld {clock}", json.dumps(what))
    bare.execute("INSERT INTO meta (key, value) VALUES (?, ?)", values)


def main(arguments: list[str] | None = None) -> int:
    """Mend a data set as the command line asks, after a copy; 0 when it is right."""
    parser = argparse.ArgumentParser(
        description="Herstel wijzigingen die met een verkeerde klok zijn gemaakt."
    )
    parser.add_argument("--set", choices=DATASETS, default=REAL, help="welke gegevens")
    path = database_path(parser.parse_args(arguments).set)
    copy = backup.dated_name(path, datetime.now(HERE))
    try:
        backup.copy(path, copy)
        count = mend(path)
    except (StoreProblem, FileExistsError) as problem:
        print(getattr(problem, "sentence", f"Er is al een bestand {copy}."), file=sys.stderr)
        return 1
    print(f"Kopie gemaakt: {copy}")
    print(f"Het is nu {moment_text(connection.now())}; {count} wijzigingen van later zijn op nu gezet.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
