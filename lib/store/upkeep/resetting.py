"""Putting the example set back as it came: all that was tried out in it goes, for everybody at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from lib.access import EDIT, MISSING, NotAllowed, Person, own_actions_only
from lib.store.file import connection
from lib.store.file.connection import EXAMPLE, REAL, connect, database_path
from lib.store.file.problems import explained
from lib.store.people.sessions import confirm
from lib.store.seed import seeding
from lib.store.upkeep.restoring import replace_pages

_NEWEST = "SELECT coalesce(max(id), 0) FROM history"


def reset_example(person: Person) -> None:
    """Fill the example anew and put that in place of what stands there.

    Raises NotAllowed or StoreProblem, and then everything is as it was.
    """
    person = confirm(database_path(REAL), person)
    if not person.may_edit:
        raise NotAllowed(person.refusal or MISSING[EDIT])
    if person.actions:
        raise NotAllowed(own_actions_only(person.actions))
    path = database_path(EXAMPLE)
    with TemporaryDirectory() as folder:
        fresh = seeding.prepare_file(Path(folder) / path.name, EXAMPLE)
        connection.let_go(fresh)
        with explained(path), closing(connect(fresh, "rw")) as source, closing(connect(path, "rw")) as target:
            _never_use_again(source, target.execute(_NEWEST).fetchone()[0])
            replace_pages(source, target, path, lambda: None)
            connection.settle(target)


def _never_use_again(fresh: sqlite3.Connection, newest: int) -> None:
    """Let later changes have ids that no earlier one had.

    Else who undoes an earlier act could undo that of somebody else, and a page could show what it kept.
    """
    fresh.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'history'", (newest,))
