"""The rule that nobody overwrites another silently: what is my change, and whom does it meet.

Owns the comparison of what a person saw, what that person wants and what is there now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.store import history


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: what both saw, what each wants, who was first and when."""

    table: str
    row_id: str
    field: str
    seen: Any
    mine: Any
    theirs: Any
    who: str
    at: str


class Conflict(Exception):
    """Somebody else changed the same fields meanwhile. Nothing was saved.

    `clashes` holds both values of each field, `version` the row's present version: saving
    again with it is the choice for one's own values.
    """

    def __init__(self, clashes: Sequence[Clash], version: int) -> None:
        super().__init__(f"{len(clashes)} fields of {clashes[0].table} {clashes[0].row_id} changed meanwhile")
        self.clashes = tuple(clashes)
        self.version = version


def own_changes(
    db: Database, table: str, row: Mapping[str, Any], version: int, wanted: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the wanted values that differ from both what was seen at `version` and what is there now.

    Version 0 is what stood there before the row was made. Raises Conflict when one of those fields
    was changed by somebody else since `version`.
    """
    seen = _seen(db, table, row, version)
    own = {name: value for name, value in wanted.items() if value != seen.get(name) and value != row[name]}
    _refuse_clashes(db, table, row, seen, own)
    return own


def refuse_unseen(
    db: Database, table: str, row: Mapping[str, Any], version: int, following: Mapping[str, Any]
) -> None:
    """Raise Conflict when what follows from a change would undo what somebody else did since `version`."""
    _refuse_clashes(db, table, row, _seen(db, table, row, version), following)


def _seen(db: Database, table: str, row: Mapping[str, Any], version: int) -> Mapping[str, Any]:
    seen: Mapping[str, Any] | None = row
    if version == 0:
        seen = RECORDS[table].absent  # what a party without a row stands for
    elif version != row["version"]:
        seen = history.row_at_version(db, table, str(row["id"]), int(version))
    if seen is None:
        raise Invalid("version", "Deze gegevens zijn verouderd. Ververs de pagina en probeer het opnieuw.")
    return seen


def _refuse_clashes(
    db: Database, table: str, row: Mapping[str, Any], seen: Mapping[str, Any], own: Mapping[str, Any]
) -> None:
    row_id = str(row["id"])
    clashes = [
        Clash(table, row_id, name, seen.get(name), value, row[name],
              *history.author_of(db, table, row_id, name))
        for name, value in own.items()
        if row[name] != seen.get(name)
    ]  # fmt: skip
    if clashes:
        raise Conflict(clashes, int(row["version"]))
